//! Crosswalks: what became of each place of one boundary version in another.

use crate::read::read_table;
use crate::{Boundaries, Fault, Limits, PlaceProblem, PlaceProblems, Position};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vocab::Pcode;

/// Part of an old place that is part of a new one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CrosswalkLink {
    /// The old place.
    pub from: Pcode,
    /// The new place.
    pub to: Pcode,
    /// How much of the old place, from 0 to 1; none where nobody knows. Unknown is not zero, and is not filled in.
    pub share: Option<f64>,
    /// Where the share comes from: a law, a census, the lack of a better table.
    pub basis: String,
    /// Whether the table states the share; if not, it is all of the place because this is its only link. Crosswalks kept
    /// before this was asked do not say, which is taken for no.
    #[serde(default)]
    pub stated: bool,
}

/// The links from one boundary version to another. The known shares of an old place add up to 1, or to less where some
/// are unknown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Crosswalk {
    /// Code of the old version.
    pub from_version: String,
    /// Code of the new version.
    pub to_version: String,
    /// By old place, then new place.
    links: Vec<CrosswalkLink>,
}

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

/// Three decimals of thirds still add up.
const ROUNDING: f64 = 0.002;

impl Crosswalk {
    /// Reads a table with a column of old codes (`from_pcode`, `old_pcode`, `old_code`, …), one of new codes, and perhaps
    /// `share` and `basis`. Without a share, the only link of an old place carries all of it, and its basis says that this
    /// was not stated; where an old place has several links, their shares are unknown.
    ///
    /// # Errors
    /// With all problems: no such columns, codes and shares that are none, links given twice, shares that do not add up.
    pub fn read_csv(file_name: &str, bytes: &[u8], options: &CrosswalkOptions) -> Result<Self, PlaceProblems> {
        let limits = Limits::default();
        let refused = |fault| PlaceProblems::of_file(file_name, "", fault);
        if bytes.len() > limits.bytes {
            return Err(refused(Fault::TooLarge { bytes: bytes.len(), limit: limits.bytes }));
        }
        let table = read_table(bytes, limits.areas).map_err(refused)?;
        let columns = LinkColumns::find(&table.headers).map_err(refused)?;
        let mut problems = Problems { file: file_name, list: vec![] };
        let mut links: BTreeMap<(Pcode, Pcode), (Position, CrosswalkLink)> = BTreeMap::new();
        for (row, cells) in table.rows {
            let position = Position::Row(row);
            match cells.and_then(|cells| columns.link(&cells, &options.basis)) {
                Ok(link) => {
                    let key = (link.from.clone(), link.to.clone());
                    if let Some((first, _)) = links.get(&key) {
                        let fault = Fault::DuplicateLink { to: link.to.to_string(), position: *first };
                        problems.add(position, link.from.as_str(), fault);
                    } else {
                        links.insert(key, (position, link));
                    }
                }
                Err(fault) => problems.add(position, "", fault),
            }
        }
        if links.is_empty() && problems.list.is_empty() {
            return Err(refused(Fault::NoAreas));
        }
        let mut links: Vec<(Position, CrosswalkLink)> = links.into_values().collect();
        for links in links.chunk_by_mut(|(_, a), (_, b)| a.from == b.from) {
            settle_shares(links, columns.share.is_some(), &mut problems);
        }
        problems.none_or(|| Self {
            from_version: options.from_version.clone(),
            to_version: options.to_version.clone(),
            links: links.into_iter().map(|(_, link)| link).collect(),
        })
    }

    /// All links by old place, then new place.
    pub fn links(&self) -> &[CrosswalkLink] {
        &self.links
    }

    /// What became of an old place.
    pub fn from(&self, pcode: &Pcode) -> impl Iterator<Item = &CrosswalkLink> {
        self.links.iter().filter(move |link| link.from == *pcode)
    }

    /// What a new place was made of.
    pub fn to(&self, pcode: &Pcode) -> impl Iterator<Item = &CrosswalkLink> {
        self.links.iter().filter(move |link| link.to == *pcode)
    }

    /// Checks that both versions have the codes, and that every old area of the levels concerned has a link.
    ///
    /// # Errors
    /// With all codes that are missing on either side.
    pub fn check(&self, old: &Boundaries, new: &Boundaries) -> Result<(), PlaceProblems> {
        let name = format!("{} → {}", self.from_version, self.to_version);
        let mut problems = Problems { file: &name, list: vec![] };
        for (row, link) in (1..).zip(&self.links) {
            for (code, side) in [(&link.from, old), (&link.to, new)] {
                if side.area(code).is_none() {
                    let version = side.version().code.clone();
                    problems.add(Position::Row(row), code.as_str(), Fault::NotInVersion { version });
                }
            }
        }
        let levels: Vec<_> = self.links.iter().filter_map(|link| old.area(&link.from)).map(|area| area.level).collect();
        for area in old.areas().filter(|area| levels.contains(&area.level)) {
            if self.from(&area.pcode).next().is_none() {
                problems.add(Position::File, area.pcode.as_str(), Fault::Unlinked);
            }
        }
        problems.none_or(|| ())
    }
}

struct Problems<'a> {
    file: &'a str,
    list: Vec<PlaceProblem>,
}

impl Problems<'_> {
    fn add(&mut self, position: Position, value: &str, fault: Fault) {
        self.list.push(PlaceProblem { file: self.file.to_owned(), position, value: value.to_owned(), fault });
    }

    fn none_or<T>(mut self, value: impl FnOnce() -> T) -> Result<T, PlaceProblems> {
        self.list.sort_by_key(|problem| problem.position);
        if self.list.is_empty() { Ok(value()) } else { Err(PlaceProblems(self.list)) }
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

    fn link(&self, cells: &[String], default_basis: &str) -> Result<CrosswalkLink, Fault> {
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).map_or("", |cell| cell.trim());
        let code = |at: usize| match cell(Some(at)) {
            "" => Err(Fault::MissingCode),
            text => text.parse().map_err(Fault::BadCode),
        };
        let basis = Some(cell(self.basis)).filter(|basis| !basis.is_empty()).unwrap_or(default_basis).to_owned();
        Ok(CrosswalkLink {
            from: code(self.from)?,
            to: code(self.to)?,
            share: share(cell(self.share))?,
            basis,
            stated: true,
        })
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

/// Checks the shares of one old place, or settles them where the table has none.
fn settle_shares(links: &mut [(Position, CrosswalkLink)], stated: bool, problems: &mut Problems<'_>) {
    if !stated {
        if let [(_, only)] = links {
            only.share = Some(1.0);
            only.stated = false;
            let said = "no share is stated; this is the only link of the place";
            only.basis =
                [only.basis.as_str(), said].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
        }
        return;
    }
    let known: f64 = links.iter().filter_map(|(_, link)| link.share).sum();
    let complete = links.iter().all(|(_, link)| link.share.is_some());
    if let (false, Some((position, link))) = (adds_up(known, complete), links.first()) {
        let fault = Fault::SharesDoNotAddUp { sum: format!("{known:.3}") };
        problems.add(*position, link.from.as_str(), fault);
    }
}

/// Whether the known shares of an old place can be right: all of it, or less where some are unknown (`complete` is false).
pub(crate) fn adds_up(known: f64, complete: bool) -> bool {
    if complete { (known - 1.0).abs() <= ROUNDING } else { known <= 1.0 + ROUNDING }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Crosswalk, PlaceProblems> {
        let options = CrosswalkOptions { from_version: "old".into(), to_version: "new".into(), basis: "law".into() };
        Crosswalk::read_csv("links.csv", text.as_bytes(), &options)
    }

    #[test]
    fn shares_add_up_to_one() {
        let crosswalk = read("from_pcode,to_pcode,share,basis\nA,X,0.7,census\nA,Y,0.3,\nB,Y,1,").unwrap();
        let a: Pcode = "A".parse().unwrap();
        let shares: Vec<_> = crosswalk.from(&a).map(|link| (link.share, link.basis.as_str())).collect();
        assert_eq!(shares, [(Some(0.7), "census"), (Some(0.3), "law")]);
        assert_eq!(crosswalk.to(&"Y".parse().unwrap()).count(), 2);
    }

    #[test]
    fn everything_that_is_wrong_is_told_together() {
        let problems =
            read("from_pcode,to_pcode,share\nA,X,0.7\nA,Y,0.2\nB,Y,1\nB,Y,1\nC,,1\nD,X,much\nE,X,1.2").unwrap_err();
        let codes: Vec<_> = problems.0.iter().map(|problem| (problem.position, problem.fault.code())).collect();
        assert_eq!(
            codes,
            [
                (Position::Row(2), "places.shares_do_not_add_up"),
                (Position::Row(5), "places.duplicate_link"),
                (Position::Row(6), "places.missing_code"),
                (Position::Row(7), "places.bad_share"),
                (Position::Row(8), "places.bad_share"),
            ]
        );
    }

    #[test]
    fn an_unknown_share_stays_unknown() {
        let crosswalk = read("old_pcode,new_code,share\nA,X,0.5\nA,Y,unknown").unwrap();
        assert_eq!(crosswalk.links()[1].share, None);
        assert!(read("old_pcode,new_code,share\nA,X,0.8\nA,Y,0.9\nA,Z,").is_err());
    }

    #[test]
    fn without_shares_only_a_single_link_is_whole_and_says_why() {
        let crosswalk = read("old_pcode,new_code\nA,X\nA,Y\nB,Y").unwrap();
        assert_eq!(crosswalk.links()[0].share, None);
        assert_eq!(crosswalk.links()[2].share, Some(1.0));
        assert_eq!(crosswalk.links()[2].basis, "law; no share is stated; this is the only link of the place");
    }
}
