//! A table of links as a file: read and held against both boundary versions, with everything that is wrong told together.

use crate::crosswalk::adds_up;
use crate::read::read_table;
use crate::{Boundaries, Crosswalk, CrosswalkLink, Fault, LinkCoverage, PlaceProblem, PlaceProblems, Position};
use std::collections::{BTreeMap, BTreeSet};
use vocab::{AdminLevel, Pcode};

/// How a table of links is to be read.
#[derive(Debug, Clone)]
pub struct CrosswalkOptions {
    /// Code of the old version.
    pub from_version: String,
    /// Code of the new version.
    pub to_version: String,
    /// Where the links come from, for rows that do not say so themselves.
    pub basis: String,
}

/// A table that was held against both versions.
#[derive(Debug, Clone)]
pub struct CheckedTable {
    /// The links; none if anything is wrong.
    pub crosswalk: Option<Crosswalk>,
    /// Everything that is wrong, in the order of the rows.
    pub problems: PlaceProblems,
    /// Which places of both versions the table is about, whether or not something is wrong with it.
    pub coverage: LinkCoverage,
}

impl Crosswalk {
    /// Bytes of a table: twice the villages of the largest country that was ever divided anew, with a sentence for each.
    pub const LARGEST_TABLE: usize = 8_000_000;
    /// Links of a table.
    pub const MOST_LINKS: usize = 60_000;

    /// Reads a table with a column of old codes (`from_pcode`, `old_pcode`, `old_code`, …), one of new codes, and perhaps
    /// `share` and `basis`. Without a share, the only link of an old place carries all of it, and its basis says that this
    /// was not stated; where an old place has several links, their shares are unknown.
    ///
    /// # Errors
    /// With all problems: no such columns, codes and shares that are none, links given twice, shares that do not add up.
    pub fn read_csv(file_name: &str, bytes: &[u8], options: &CrosswalkOptions) -> Result<Self, PlaceProblems> {
        LinkTable::read(file_name, bytes, options).finish(options)
    }

    /// Reads a table and holds it against both versions: they have the codes, it leads from one level to one level, and every
    /// old area of that level has a link.
    pub fn read_checked(
        file_name: &str,
        bytes: &[u8],
        options: &CrosswalkOptions,
        old: &Boundaries,
        new: &Boundaries,
    ) -> CheckedTable {
        let mut table = LinkTable::read(file_name, bytes, options);
        let coverage = LinkCoverage::of(table.links.iter().map(|(_, link)| link), old, new);
        table.check(old, new, &coverage);
        match table.finish(options) {
            Ok(crosswalk) => CheckedTable { crosswalk: Some(crosswalk), problems: PlaceProblems::default(), coverage },
            Err(problems) => CheckedTable { crosswalk: None, problems, coverage },
        }
    }
}

/// Links with the rows they stand in, in the order of their codes.
struct LinkTable<'a> {
    file: &'a str,
    links: Vec<(Position, CrosswalkLink)>,
    problems: Vec<PlaceProblem>,
    /// Whether rows were read at all, so that it can be said what they lack.
    read: bool,
}

impl<'a> LinkTable<'a> {
    fn read(file: &'a str, bytes: &[u8], options: &CrosswalkOptions) -> Self {
        let mut table = Self { file, links: Vec::new(), problems: Vec::new(), read: false };
        if bytes.len() > Crosswalk::LARGEST_TABLE {
            let fault = Fault::TableTooLarge { bytes: bytes.len(), limit: Crosswalk::LARGEST_TABLE };
            table.add(Position::File, "", fault);
            return table;
        }
        if let Err(fault) = table.read_rows(bytes, options) {
            table.add(Position::File, "", fault);
        }
        table
    }

    fn read_rows(&mut self, bytes: &[u8], options: &CrosswalkOptions) -> Result<(), Fault> {
        let table = read_table(bytes, Crosswalk::MOST_LINKS).map_err(of_table)?;
        let columns = LinkColumns::find(&table.headers)?;
        if table.rows.is_empty() {
            return Err(Fault::NoLinks);
        }
        let mut links: BTreeMap<(Pcode, Pcode), (Position, CrosswalkLink)> = BTreeMap::new();
        for (row, cells) in table.rows {
            let position = Position::Row(row);
            let link = match cells {
                Ok(cells) => columns.link(&cells, &options.basis),
                Err(fault) => Err(vec![(String::new(), fault)]),
            };
            match link {
                Ok(link) => {
                    let key = (link.from.clone(), link.to.clone());
                    if let Some((first, _)) = links.get(&key) {
                        let fault = Fault::DuplicateLink { to: link.to.to_string(), position: *first };
                        self.add(position, link.from.as_str(), fault);
                    } else {
                        links.insert(key, (position, link));
                    }
                }
                Err(faults) => faults.into_iter().for_each(|(value, fault)| self.add(position, &value, fault)),
            }
        }
        self.links = links.into_values().collect();
        self.read = true;
        self.settle_shares(columns.share.is_some());
        Ok(())
    }

    fn settle_shares(&mut self, stated: bool) {
        let mut links = std::mem::take(&mut self.links);
        for links in links.chunk_by_mut(|(_, a), (_, b)| a.from == b.from) {
            if let Some(sum) = settle_shares(links, stated)
                && let Some((position, link)) = links.first()
            {
                self.add(*position, link.from.as_str(), Fault::SharesDoNotAddUp { sum });
            }
        }
        self.links = links;
    }

    fn check(&mut self, old: &Boundaries, new: &Boundaries, coverage: &LinkCoverage) {
        let mut found = Vec::new();
        for (position, link) in &self.links {
            let sides = [(&link.from, old, coverage.from_level), (&link.to, new, coverage.to_level)];
            for (code, side, level) in sides {
                let fault = match (side.area(code), level) {
                    (None, _) => Fault::NotInVersion { version: side.version().code.clone() },
                    (Some(area), Some(level)) if area.level != level => {
                        Fault::OtherLevel { level: area.level, expected: level }
                    }
                    _ => continue,
                };
                found.push((*position, code.clone(), fault));
            }
        }
        let unlinked = if self.read { coverage.old_missing.as_slice() } else { &[] };
        found.extend(unlinked.iter().map(|code| (Position::File, code.clone(), Fault::Unlinked)));
        found.into_iter().for_each(|(position, code, fault)| self.add(position, code.as_str(), fault));
    }

    fn add(&mut self, position: Position, value: &str, fault: Fault) {
        let value = value.chars().take(100).collect();
        self.problems.push(PlaceProblem { file: self.file.to_owned(), position, value, fault });
    }

    fn finish(mut self, options: &CrosswalkOptions) -> Result<Crosswalk, PlaceProblems> {
        if !self.problems.is_empty() {
            // Rows first: what is said of the file as a whole often follows from them.
            self.problems.sort_by_key(|problem| (problem.position == Position::File, problem.position));
            return Err(PlaceProblems(self.problems));
        }
        let links = self.links.into_iter().map(|(_, link)| link).collect();
        Ok(Crosswalk::of_links(options.from_version.clone(), options.to_version.clone(), links))
    }
}

/// Faults of any table, said of a table of links.
fn of_table(fault: Fault) -> Fault {
    match fault {
        Fault::NoAreas => Fault::NoLinks,
        Fault::TooManyAreas { limit } => Fault::TooManyLinks { limit },
        other => other,
    }
}

/// Where a table of links has what.
struct LinkColumns {
    from: usize,
    to: usize,
    share: Option<usize>,
    basis: Option<usize>,
}

impl LinkColumns {
    fn find(headers: &[String]) -> Result<Self, Fault> {
        let bare = |header: &String| header.to_lowercase().replace([' ', '_', '-'], "");
        let headers: Vec<String> = headers.iter().map(bare).collect();
        let column = |names: &[&str]| headers.iter().position(|header| names.contains(&header.as_str()));
        let (from, to) = (
            column(&["frompcode", "fromcode", "oldpcode", "oldcode"]),
            column(&["topcode", "tocode", "newpcode", "newcode"]),
        );
        match (from, to) {
            (Some(from), Some(to)) => Ok(Self { from, to, share: column(&["share"]), basis: column(&["basis"]) }),
            _ => Err(Fault::NoCrosswalkColumns { columns: headers.join(", ").chars().take(300).collect() }),
        }
    }

    /// The link of a row, or all that is wrong in it, each with the cell.
    fn link(&self, cells: &[String], default_basis: &str) -> Result<CrosswalkLink, Vec<(String, Fault)>> {
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).map_or("", |cell| cell.trim());
        let code = |at: usize| match cell(Some(at)) {
            "" => Err(Fault::MissingCode),
            text => text.parse().map_err(Fault::BadCode),
        };
        let basis = Some(cell(self.basis)).filter(|basis| !basis.is_empty()).unwrap_or(default_basis).to_owned();
        match (code(self.from), code(self.to), share(cell(self.share))) {
            (Ok(from), Ok(to), Ok(share)) => Ok(CrosswalkLink { from, to, share, basis, stated: true }),
            (from, to, share) => {
                let told = |at: Option<usize>, fault| (cell(at).to_owned(), fault);
                let faults = [
                    from.err().map(|fault| told(Some(self.from), fault)),
                    to.err().map(|fault| told(Some(self.to), fault)),
                    share.err().map(|fault| told(self.share, fault)),
                ];
                Err(faults.into_iter().flatten().collect())
            }
        }
    }
}

fn share(text: &str) -> Result<Option<f64>, Fault> {
    if text.is_empty() || text.eq_ignore_ascii_case("unknown") {
        return Ok(None);
    }
    match text.parse::<f64>() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(Some(share)),
        _ => Err(Fault::BadShare { text: text.chars().take(40).collect() }),
    }
}

/// Settles the shares of one old place where the table has none; else gives their sum if they do not add up.
fn settle_shares(links: &mut [(Position, CrosswalkLink)], stated: bool) -> Option<String> {
    if !stated {
        if let [(_, only)] = links {
            only.share = Some(1.0);
            only.stated = false;
            let said = "no share is stated; this is the only link of the place";
            only.basis =
                [only.basis.as_str(), said].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
        }
        return None;
    }
    let known: f64 = links.iter().filter_map(|(_, link)| link.share).sum();
    let complete = links.iter().all(|(_, link)| link.share.is_some());
    (!adds_up(known, complete)).then(|| format!("{known:.3}"))
}

impl LinkCoverage {
    /// The level that most places of one side are of, and the places of it, with and without a link.
    pub(crate) fn side<'a>(
        codes: impl Iterator<Item = &'a Pcode>,
        side: &Boundaries,
    ) -> (Option<AdminLevel>, usize, Vec<Pcode>) {
        let linked: BTreeSet<&Pcode> = codes.collect();
        let mut levels: BTreeMap<AdminLevel, usize> = BTreeMap::new();
        for area in linked.iter().filter_map(|code| side.area(code)) {
            *levels.entry(area.level).or_default() += 1;
        }
        let level = levels.into_iter().max_by_key(|(_, places)| *places).map(|(level, _)| level);
        let Some(level) = level else { return (None, 0, Vec::new()) };
        let (with, without): (Vec<_>, Vec<_>) =
            side.areas_at(level).map(|area| area.pcode.clone()).partition(|code| linked.contains(code));
        (Some(level), with.len(), without)
    }
}

#[cfg(test)]
#[path = "link_table_tests.rs"]
mod tests;
