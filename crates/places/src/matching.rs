//! From a name as somebody wrote it to p-codes: proposals with a score and a reason, never a silent guess.

mod compare;
mod fold;
mod same;

pub use compare::MatchReason;
pub use same::WrittenName;

use crate::Boundaries;
use compare::compare;
use fold::Folded;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use vocab::{AdminLevel, Pcode};

/// A place that may be meant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Candidate {
    /// Its code.
    pub pcode: Pcode,
    /// Its name.
    pub name: String,
    /// From 0 to 1; orders candidates, is no probability.
    pub score: f64,
    /// Why it is proposed.
    pub reason: MatchReason,
}

/// More proposals than this help nobody, unless so many places have the very name.
const MOST_CANDIDATES: usize = 10;

/// The longest place name known has 85 letters; what is longer is no name, and comparing takes the square of it.
const LONGEST_NAME: usize = 200;

/// Proposes places for names.
#[derive(Debug)]
pub struct NameMatcher {
    levels: HashMap<AdminLevel, Vec<Known>>,
}

/// A place with its names, ready to compare.
#[derive(Debug)]
struct Known {
    lineage: Vec<Pcode>,
    pcode: Pcode,
    name: String,
    /// The name first, then the others.
    spellings: Vec<(String, Folded)>,
}

impl NameMatcher {
    /// Prepares the names of all areas. Keeps its own copies, so it can outlive the boundaries.
    pub fn new(boundaries: &Boundaries) -> Self {
        let mut levels: HashMap<AdminLevel, Vec<Known>> = HashMap::new();
        for area in boundaries.areas() {
            let spellings = area.names().map(|name| (name.to_owned(), Folded::new(name))).collect();
            let lineage = boundaries.lineage(&area.pcode);
            let known = Known { lineage, pcode: area.pcode.clone(), name: area.name.clone(), spellings };
            levels.entry(area.level).or_default().push(known);
        }
        Self { levels }
    }

    /// Places of `level` that `name` may mean, the likeliest first, equals by code; only those that lie in `within`, if
    /// that is given. Empty if nothing is near. Several may be [`MatchReason::Exact`]: Burundi has two Butaganzwa.
    pub fn propose(&self, name: &str, level: AdminLevel, within: Option<&Pcode>) -> Vec<Candidate> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.chars().count() > LONGEST_NAME {
            return vec![];
        }
        let asked = Folded::new(&name);
        let places = self.levels.get(&level).into_iter().flatten();
        let places = places.filter(|known| within.is_none_or(|within| known.lineage.contains(within)));
        let mut candidates: Vec<Candidate> = places.filter_map(|known| known.candidate(&name, &asked)).collect();
        candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.pcode.cmp(&b.pcode)));
        let exact = candidates.iter().filter(|candidate| candidate.reason == MatchReason::Exact).count();
        candidates.truncate(exact.max(MOST_CANDIDATES));
        candidates
    }

    /// The one place that has this name letter for letter, or as an alternative the version gives; none if there is no
    /// such place, or more than one.
    pub fn exact(&self, name: &str, level: AdminLevel, within: Option<&Pcode>) -> Option<Pcode> {
        let certain = |candidate: &Candidate| candidate.reason <= MatchReason::AlternativeName;
        let mut certain = self.propose(name, level, within).into_iter().filter(certain);
        match (certain.next(), certain.next()) {
            (Some(only), None) => Some(only.pcode),
            (Some(first), Some(second)) if first.reason < second.reason => Some(first.pcode),
            _ => None,
        }
    }
}

impl Known {
    fn candidate(&self, name: &str, asked: &Folded) -> Option<Candidate> {
        let (reason, score) = self.best_reason(name, asked)?;
        Some(Candidate { pcode: self.pcode.clone(), name: self.name.clone(), score, reason })
    }

    fn best_reason(&self, name: &str, asked: &Folded) -> Option<(MatchReason, f64)> {
        if self.name == name {
            return Some((MatchReason::Exact, MatchReason::Exact.ceiling()));
        }
        if self.spellings.iter().any(|(spelling, _)| spelling == name) {
            return Some((MatchReason::AlternativeName, MatchReason::AlternativeName.ceiling()));
        }
        let reasons = self.spellings.iter().filter_map(|(_, known)| compare(asked, known));
        reasons.max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| b.0.cmp(&a.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{table, version};

    const PROVINCES: &str = "admin1Pcode,admin1Name,adm1_name1
        BDI002,Bujumbura Rural,
        BDI017,Bujumbura Mairie,
        BDI007,Karuzi,
        BDI008,Kayanza,
        BDI006,Gitega,Kitega
        BDI011,Muramvya,
        BDI009,Kirundo,
        SS05,Northern Bahr el Ghazal,
        SS09,Western Bahr el Ghazal,
        SS10,Western Equatoria,";

    fn matcher() -> NameMatcher {
        NameMatcher::new(&Boundaries::build(version(), vec![table(PROVINCES)]).unwrap())
    }

    fn first(name: &str) -> (String, MatchReason) {
        let first = matcher().propose(name, AdminLevel(1), None).into_iter().next().expect(name);
        (first.name, first.reason)
    }

    #[test]
    fn each_reason_is_told() {
        use MatchReason::*;
        for (asked, name, reason) in [
            ("Karuzi", "Karuzi", Exact),
            ("Kitega", "Gitega", AlternativeName),
            ("KARUZI", "Karuzi", Folded),
            ("Múramvya", "Muramvya", Folded),
            ("Province de Karuzi", "Karuzi", KindLeftOut),
            ("Mairie Bujumbura", "Bujumbura Mairie", WordOrder),
            ("Buja Rural", "Bujumbura Rural", Abbreviation),
            ("Buj. Mairie", "Bujumbura Mairie", Abbreviation),
            ("W. Equatoria", "Western Equatoria", Abbreviation),
            ("NBeG", "Northern Bahr el Ghazal", Abbreviation),
            ("Karusi", "Karuzi", Similar),
            ("Kirundu", "Kirundo", Similar),
        ] {
            assert_eq!(first(asked), (name.to_owned(), reason), "{asked}");
        }
    }

    #[test]
    fn an_ambiguous_short_form_proposes_all_it_may_mean() {
        let names: Vec<String> =
            matcher().propose("Buja", AdminLevel(1), None).into_iter().map(|candidate| candidate.name).collect();
        assert_eq!(names, ["Bujumbura Rural", "Bujumbura Mairie"]);
    }

    #[test]
    fn what_is_near_nothing_gets_no_proposal() {
        for name in ["", "   ", "-", "Kinshasa", "الخرطوم", &"x".repeat(5000)] {
            assert_eq!(matcher().propose(name, AdminLevel(1), None), [], "{name}");
        }
    }

    #[test]
    fn nothing_but_the_same_name_is_exact() {
        let matcher = matcher();
        assert_eq!(matcher.exact("Karuzi", AdminLevel(1), None).unwrap().as_str(), "BDI007");
        assert_eq!(matcher.exact("Karusi", AdminLevel(1), None), None);
        assert_eq!(matcher.exact("Kitega", AdminLevel(1), None).unwrap().as_str(), "BDI006");
    }

    const COMMUNES: &str = "admin1Pcode,admin1Name,admin2Pcode,admin2Name
        BDI008,Kayanza,BDI008001,Butaganzwa
        BDI016,Ruyigi,BDI016001,Butaganzwa
        BDI016,Ruyigi,BDI016002,Butezi";

    #[test]
    fn two_places_of_one_name_are_told_apart_by_the_place_they_lie_in() {
        let matcher = NameMatcher::new(&Boundaries::build(version(), vec![table(COMMUNES)]).unwrap());
        let ruyigi: Pcode = "BDI016".parse().unwrap();
        assert_eq!(matcher.exact("Butaganzwa", AdminLevel(2), None), None);
        let both = matcher.propose("Butaganzwa", AdminLevel(2), None);
        assert_eq!(both.iter().filter(|candidate| candidate.reason == MatchReason::Exact).count(), 2);
        assert_eq!(matcher.exact("Butaganzwa", AdminLevel(2), Some(&ruyigi)).unwrap().as_str(), "BDI016001");
    }
}
