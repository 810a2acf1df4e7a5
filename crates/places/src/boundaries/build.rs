//! From files to one checked whole, or to everything that is wrong.

use super::Boundaries;
use crate::read::DraftArea;
use crate::{
    AdminArea, AreaFile, BoundaryVersion, Fault, GeometryStanding, LevelDescription, PlaceProblem, PlaceProblems,
    Position,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use vocab::{AdminLevel, Pcode, Text};

impl Boundaries {
    /// Puts the areas of all files together. A parent is the one stated; where none is stated, the area above whose code
    /// is the longest beginning of the area's own (`BDI006` for `BDI006010`): published topologies often keep name and
    /// code only. The country is made from the version's country code if no file has it.
    ///
    /// # Errors
    /// With all problems of all files, and nothing kept, if there is one.
    pub fn build(version: BoundaryVersion, files: Vec<AreaFile>) -> Result<Self, PlaceProblems> {
        let mut builder = Builder::new(version);
        for file in files {
            builder.add_file(file);
        }
        builder.finish()
    }
}

/// Where an area was read.
#[derive(Clone)]
struct Origin {
    file: String,
    position: Position,
}

struct Builder {
    version: BoundaryVersion,
    areas: Vec<(Origin, AdminArea)>,
    by_code: HashMap<Pcode, usize>,
    /// Areas that rows name as lying above them; used only if no file gives them.
    mentioned: BTreeMap<Pcode, (Origin, AdminArea)>,
    standings: BTreeMap<AdminLevel, GeometryStanding>,
    /// Codes that rows state as their country's, with the first place of each.
    countries: BTreeMap<String, Origin>,
    problems: Vec<PlaceProblem>,
    files: Vec<String>,
}

impl Builder {
    fn new(version: BoundaryVersion) -> Self {
        Self {
            version,
            areas: vec![],
            by_code: HashMap::new(),
            mentioned: BTreeMap::new(),
            standings: BTreeMap::new(),
            countries: BTreeMap::new(),
            problems: vec![],
            files: vec![],
        }
    }

    fn add_file(&mut self, file: AreaFile) {
        self.files.push(file.name.clone());
        self.problems.extend(file.problems);
        for draft in file.areas {
            self.add(&file.name, file.standing, draft);
        }
    }

    fn add(&mut self, file: &str, standing: GeometryStanding, draft: DraftArea) {
        let DraftArea { position, area, country, above } = draft;
        let origin = Origin { file: file.to_owned(), position };
        if area.geometry.is_some() {
            let weakest = self.standings.entry(area.level).or_insert(standing);
            *weakest = standing.min(*weakest);
        }
        if let Some(country) = country.filter(|_| area.level > AdminLevel::COUNTRY) {
            self.countries.entry(country).or_insert_with(|| origin.clone());
        }
        for above in above {
            self.mentioned.entry(above.pcode.clone()).or_insert_with(|| (origin.clone(), above));
        }
        self.insert(origin, area);
    }

    fn insert(&mut self, origin: Origin, area: AdminArea) {
        match self.by_code.get(&area.pcode).and_then(|at| self.areas.get(*at)) {
            Some((first, earlier)) => {
                let name = earlier.name.clone();
                let fault = Fault::DuplicateCode { file: first.file.clone(), position: first.position, name };
                self.problem(&origin, area.pcode.as_str(), fault);
            }
            None => {
                self.by_code.insert(area.pcode.clone(), self.areas.len());
                self.areas.push((origin, area));
            }
        }
    }

    fn problem(&mut self, origin: &Origin, value: &str, fault: Fault) {
        let Origin { file, position } = origin.clone();
        self.problems.push(PlaceProblem { file, position, value: value.to_owned(), fault });
    }

    fn finish(mut self) -> Result<Boundaries, PlaceProblems> {
        self.check_dates();
        self.take_in_mentioned();
        let country = self.settle_country();
        self.check_countries(&country);
        self.settle_parents(&country);
        self.check_levels();
        if self.areas.len() <= 1 && self.problems.is_empty() {
            let origin = self.whole();
            self.problem(&origin, "", Fault::NoAreas);
        }
        if !self.problems.is_empty() {
            return Err(PlaceProblems(in_order(self.problems, &self.files)));
        }
        let areas: Vec<AdminArea> = self.areas.into_iter().map(|(_, area)| area).collect();
        describe(&mut self.version, &areas, &self.standings);
        Ok(Boundaries::new(self.version, areas))
    }

    /// Where a problem of the version as a whole is shown.
    fn whole(&self) -> Origin {
        Origin { file: self.version.code.clone(), position: Position::File }
    }

    fn check_dates(&mut self) {
        let (from, origin) = (self.version.valid_from, self.whole());
        if let Some(to) = self.version.valid_to.filter(|to| *to < from) {
            self.problem(&origin, "", Fault::EndsBeforeItBegins { from, to });
        }
    }

    /// Areas of levels for which no file has any, from the rows of the levels below that name them.
    fn take_in_mentioned(&mut self) {
        let given: BTreeSet<AdminLevel> = self.areas.iter().map(|(_, area)| area.level).collect();
        for (code, (origin, area)) in std::mem::take(&mut self.mentioned) {
            let missing = !given.contains(&area.level) && !self.by_code.contains_key(&code);
            if missing && area.level > AdminLevel::COUNTRY {
                self.insert(origin, area);
            } else if area.level == AdminLevel::COUNTRY && self.version.country_name.is_none() {
                self.version.country_name = Some(area.name);
            }
        }
    }

    /// The code of the country: of the area of level 0 that a file gives, or else of one made here.
    fn settle_country(&mut self) -> Pcode {
        let mut countries = self.areas.iter().filter(|(_, area)| area.level == AdminLevel::COUNTRY);
        let first = countries.next().map(|(_, area)| area.pcode.clone());
        let others: Vec<(Origin, Pcode)> =
            countries.map(|(origin, area)| (origin.clone(), area.pcode.clone())).collect();
        for (origin, code) in others {
            self.problem(&origin, code.as_str(), Fault::SecondCountry);
        }
        first.unwrap_or_else(|| self.make_country())
    }

    fn make_country(&mut self) -> Pcode {
        let country = &self.version.country;
        let pcode = country.pcode().clone();
        let name = self.version.country_name.clone().unwrap_or_else(|| country.to_string());
        let (level, alternative_names) = (AdminLevel::COUNTRY, vec![]);
        let area = AdminArea { pcode: pcode.clone(), level, name, alternative_names, parent: None, geometry: None };
        self.insert(self.whole(), area);
        pcode
    }

    /// Rows of another country. Many lists write the country as `BI` or by a national code: one such code for all rows
    /// is this country; a second one, or another three letters, is not.
    fn check_countries(&mut self, country: &Pcode) {
        let expected = self.version.country.to_string();
        let ours = |code: &str| code.eq_ignore_ascii_case(&expected) || code.eq_ignore_ascii_case(country.as_str());
        let mut other: Vec<(String, Origin)> =
            std::mem::take(&mut self.countries).into_iter().filter(|(code, _)| !ours(code)).collect();
        let national = |code: &str| !(code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_alphabetic()));
        if other.len() == 1 && other.iter().all(|(code, _)| national(code)) {
            other.clear();
        }
        for (found, origin) in other {
            let fault = Fault::OtherCountry { found: found.clone(), expected: expected.clone() };
            self.problem(&origin, &found, fault);
        }
    }

    fn settle_parents(&mut self, country: &Pcode) {
        let codes_at = codes_by_level(&self.areas);
        let mut faults = vec![];
        let mut parents = vec![];
        for (origin, area) in &self.areas {
            match self.parent_of(area, country, &codes_at) {
                Ok(parent) => parents.push(parent),
                Err(fault) => {
                    faults.push((origin.clone(), area.pcode.clone(), fault));
                    parents.push(None);
                }
            }
        }
        for ((_, area), parent) in self.areas.iter_mut().zip(parents) {
            area.parent = parent;
        }
        for (origin, code, fault) in faults {
            self.problem(&origin, code.as_str(), fault);
        }
    }

    fn parent_of(
        &self,
        area: &AdminArea,
        country: &Pcode,
        codes_at: &BTreeMap<AdminLevel, BTreeSet<Pcode>>,
    ) -> Result<Option<Pcode>, Fault> {
        let Some(above) = area.level.above() else { return Ok(None) };
        if above == AdminLevel::COUNTRY {
            return Ok(Some(country.clone()));
        }
        let Some(stated) = &area.parent else {
            return longest_beginning(&area.pcode, codes_at.get(&above))
                .map(Some)
                .ok_or(Fault::NoParent { level: above });
        };
        match self.by_code.get(stated).and_then(|at| self.areas.get(*at)) {
            None => Err(Fault::Orphan { parent: stated.to_string() }),
            Some((_, parent)) if parent.level != above => {
                Err(Fault::LevelJump { level: area.level, parent: stated.to_string(), parent_level: parent.level })
            }
            Some(_) => Ok(Some(stated.clone())),
        }
    }

    /// A level without areas between two that have some.
    fn check_levels(&mut self) {
        let levels: BTreeSet<AdminLevel> = self.areas.iter().map(|(_, area)| area.level).collect();
        let origin = self.whole();
        for (above, below) in levels.iter().zip(levels.iter().skip(1)) {
            if above.below() < *below {
                self.problem(&origin, "", Fault::EmptyLevel { level: above.below(), below: *below });
            }
        }
    }
}

fn codes_by_level(areas: &[(Origin, AdminArea)]) -> BTreeMap<AdminLevel, BTreeSet<Pcode>> {
    let mut levels: BTreeMap<AdminLevel, BTreeSet<Pcode>> = BTreeMap::new();
    for (_, area) in areas {
        levels.entry(area.level).or_default().insert(area.pcode.clone());
    }
    levels
}

fn longest_beginning(code: &Pcode, among: Option<&BTreeSet<Pcode>>) -> Option<Pcode> {
    let text = code.as_str();
    let beginnings = (1..text.len()).rev().filter_map(|end| text.get(..end)?.parse::<Pcode>().ok());
    beginnings.into_iter().find(|beginning| among.is_some_and(|codes| codes.contains(beginning)))
}

/// Problems by file in the order given, then by position; those of the version as a whole come last.
fn in_order(mut problems: Vec<PlaceProblem>, files: &[String]) -> Vec<PlaceProblem> {
    let place = |problem: &PlaceProblem| files.iter().position(|file| *file == problem.file).unwrap_or(files.len());
    problems.sort_by_key(|problem| (place(problem), problem.position));
    problems
}

/// Completes the version's levels: one description for each level there is, with what its outlines are worth.
fn describe(version: &mut BoundaryVersion, areas: &[AdminArea], standings: &BTreeMap<AdminLevel, GeometryStanding>) {
    let levels: BTreeSet<AdminLevel> = areas.iter().map(|area| area.level).collect();
    let described = std::mem::take(&mut version.levels);
    version.levels = levels
        .into_iter()
        .map(|level| {
            let known = described.iter().find(|description| description.level == level);
            let name = known.map_or_else(Text::default, |description| description.name.clone());
            let geometry = standings.get(&level).copied().unwrap_or(GeometryStanding::None);
            LevelDescription { level, name, geometry }
        })
        .collect();
}
