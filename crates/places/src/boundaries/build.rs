//! From files to one checked whole, or to everything that is wrong.

use super::Boundaries;
use crate::read::DraftArea;
use crate::rings::around;
use crate::{
    AdminArea, AreaFile, BoundaryVersion, Fault, GeometryStanding, LevelDescription, PlaceProblem, PlaceProblems,
    Position,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
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
        let mut areas: Vec<AdminArea> = self.areas.into_iter().map(|(_, area)| area).collect();
        draw_country(&mut areas, &mut self.standings);
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

/// Draws a country that no file draws around its provinces, if all of them are drawn. It is worth what they are worth.
fn draw_country(areas: &mut [AdminArea], standings: &mut BTreeMap<AdminLevel, GeometryStanding>) {
    let provinces = areas.iter().filter(|area| area.level == AdminLevel(1));
    let outlines: Option<Vec<_>> = provinces.map(|area| area.geometry.as_deref()).collect();
    let (Some(outlines), Some(standing)) = (outlines, standings.get(&AdminLevel(1)).copied()) else { return };
    let outline = around(&outlines);
    let country = areas.iter_mut().find(|area| area.level == AdminLevel::COUNTRY && area.geometry.is_none());
    if let Some(country) = country.filter(|_| !outline.0.is_empty()) {
        country.geometry = Some(Arc::new(outline));
        standings.insert(AdminLevel::COUNTRY, standing);
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{feature, table, version};
    use crate::{ReadOptions, read_areas};

    fn codes(files: Vec<AreaFile>) -> Vec<(String, Position, String, &'static str)> {
        let problems = Boundaries::build(version(), files).unwrap_err();
        problems.0.into_iter().map(|found| (found.file, found.position, found.value, found.fault.code())).collect()
    }

    fn problem(row: u64, value: &str, code: &'static str) -> (String, Position, String, &'static str) {
        ("areas.csv".into(), Position::Row(row), value.into(), code)
    }

    #[test]
    fn everything_that_is_wrong_is_told_together_with_its_place() {
        let areas = "Admin Level,P-Code,Name,Parent P-Code
            1,X01,One,XXX
            1,X02,Two,XXX
            1,X01,One again,XXX
            2,X0101,In one,X01
            2,X0901,Orphan,X09
            3,X0101001,Deep,X0101
            3,X0201001,Jumps a level,X02
            2,No code,Named,X01
            2,,Without,X01
            two,X0102,Which level,X01
            2,X0103,,X01";
        assert_eq!(
            codes(vec![table(areas)]),
            [
                problem(4, "X01", "places.duplicate_code"),
                problem(6, "X0901", "places.orphan"),
                problem(8, "X0201001", "places.level_jump"),
                problem(9, "No code", "places.bad_code"),
                problem(10, "", "places.missing_code"),
                problem(11, "X0102", "places.bad_level"),
                problem(12, "X0103", "places.missing_name"),
            ]
        );
    }

    #[test]
    fn rings_and_hierarchies_are_told_together() {
        let open = feature("X03", "Open", 2.0, 0.0).replace(",[2,0]]]", "]]");
        let features = [feature("X01", "One", 0.0, 0.0), feature("X01", "Two", 1.0, 0.0), open].join(",");
        let text = format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#);
        let outlines = read_areas("a.geojson", text.as_bytes(), &ReadOptions::default()).unwrap();
        let communes = table("admin2Pcode,admin2Name,admin1Pcode\nX0101,A,X01\nX0301,B,X03\nX0901,C,X09");
        let found: Vec<_> = codes(vec![outlines, communes]).into_iter().map(|found| (found.2, found.3)).collect();
        let expected = [("X01", "places.duplicate_code"), ("X03", "places.unclosed_ring"), ("X0901", "places.orphan")];
        assert_eq!(found, expected.map(|(value, code)| (value.to_owned(), code)));
    }

    #[test]
    fn a_level_between_must_not_be_empty() {
        let villages = table("admin3Pcode,admin3Name\nX0101001,A");
        let provinces = table("admin1Pcode,admin1Name\nX01,One");
        let found: Vec<_> = codes(vec![provinces, villages]).into_iter().map(|found| found.3).collect();
        assert_eq!(found, ["places.no_parent", "places.empty_level"]);
    }

    #[test]
    fn another_country_is_refused_and_two_letters_for_ours_are_not() {
        let ours = table("admin0Pcode,admin0Name,admin1Pcode,admin1Name\nXX,Examplia,XX01,One\nXX,Examplia,XX02,Two");
        let built = Boundaries::build(version(), vec![ours]).unwrap();
        assert_eq!(built.country().unwrap().name, "Examplia");
        assert_eq!(built.country().unwrap().pcode.as_str(), "XXX");
        let mixed = table("Location,Admin Level,P-Code,Name\nXXX,1,X01,One\nYYY,1,Y01,Other");
        assert_eq!(codes(vec![mixed]), [problem(3, "YYY", "places.other_country")]);
    }

    #[test]
    fn a_version_ends_after_it_begins() {
        let mut version = version();
        version.valid_to = "2019-12-31".parse().ok();
        let problems = Boundaries::build(version, vec![table("admin1Pcode,admin1Name\nX01,One")]).unwrap_err();
        assert_eq!(problems.0[0].fault.code(), "places.ends_before_it_begins");
        assert!(problems.to_string().contains("2019-12-31"));
    }

    #[test]
    fn a_level_is_worth_what_its_weakest_file_is() {
        let read = |code: &str, x: f64, geometry| {
            let text = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, feature(code, code, x, 0.0));
            read_areas(code, text.as_bytes(), &ReadOptions { geometry, ..ReadOptions::default() }).unwrap()
        };
        let files = vec![read("X01", 0.0, GeometryStanding::Official), read("X02", 1.0, GeometryStanding::Approximate)];
        let built = Boundaries::build(version(), files).unwrap();
        assert_eq!(built.version().geometry(AdminLevel(1)), GeometryStanding::Approximate);
        assert_eq!(built.country().unwrap().geometry.as_deref().unwrap().0.len(), 1, "drawn around both");
    }
}
