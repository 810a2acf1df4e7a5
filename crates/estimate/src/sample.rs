//! Which places of a list are visited in a round.
//!
//! Source of the two rules: IOM Burundi, *Displacement Reports* of July 2016 (at least 40 displaced households or 200 displaced
//! people) and of July and November 2018 (the five collines with most of them in each commune). How ties are broken and what
//! becomes of a place without a number is ours.

use crate::count::Unit;
use serde::{Deserialize, Serialize};
use std::{cmp::Reverse, collections::BTreeMap};

/// A rule with its parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
pub enum SampleRule {
    /// In each area, the places with most households or people.
    Largest {
        /// What is counted: households or people.
        of: Unit,
        /// Places of each area.
        number: u32,
    },
    /// Every place that reaches one of these.
    AtLeast {
        /// Households.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        households: Option<u64>,
        /// People.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        individuals: Option<u64>,
    },
}

/// A place that a rule may choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleCandidate {
    /// The area it lies in.
    pub area: String,
    /// Its name.
    pub name: String,
    /// Households there; none if nobody knows.
    pub households: Option<u64>,
    /// People there; none if nobody knows.
    pub individuals: Option<u64>,
}

/// What a rule says of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SampleVerdict {
    /// It is visited.
    Chosen,
    /// Its number is not known, so the rule cannot tell: people decide.
    NotKnown,
    /// It is not visited.
    NotChosen,
}

/// A place with what the rule says of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampledPlace {
    /// The place.
    #[serde(flatten)]
    pub candidate: SampleCandidate,
    /// What the rule says.
    pub verdict: SampleVerdict,
    /// It has the same number as a place on the other side of the line: what came next decided, at last the name.
    #[serde(default)]
    pub tied: bool,
}

/// Applies a rule. Areas come in the order of their codes; in each, what is chosen comes first, the largest before others.
/// The order of `candidates` decides nothing. A place without a number is never left out and never counts as zero; one with
/// zero is not chosen.
pub fn sample(rule: SampleRule, candidates: impl IntoIterator<Item = SampleCandidate>) -> Vec<SampledPlace> {
    let mut areas: BTreeMap<String, Vec<SampleCandidate>> = BTreeMap::new();
    for candidate in candidates {
        areas.entry(candidate.area.clone()).or_default().push(candidate);
    }
    areas.into_values().flat_map(|places| in_area(rule, places)).collect()
}

fn in_area(rule: SampleRule, mut places: Vec<SampleCandidate>) -> Vec<SampledPlace> {
    let by = match rule {
        SampleRule::Largest { of, .. } => of,
        SampleRule::AtLeast { households: None, .. } => Unit::Individuals,
        SampleRule::AtLeast { .. } => Unit::Households,
    };
    places.sort_by(|a, b| order(a, by).cmp(&order(b, by)));
    let mut sampled = match rule {
        SampleRule::Largest { number, .. } => largest(places, by, number),
        SampleRule::AtLeast { households, individuals } => {
            places.into_iter().map(|place| at_least(place, households, individuals)).collect()
        }
    };
    sampled.sort_by_key(|place| place.verdict); // stable: the largest stay first
    sampled
}

/// The largest first, those without a number last; equals by the other unit, then by name.
fn order(place: &SampleCandidate, by: Unit) -> (Reverse<Option<u64>>, Reverse<Option<u64>>, &str) {
    let (first, second) = match by {
        Unit::Households => (place.households, place.individuals),
        Unit::Individuals => (place.individuals, place.households),
        Unit::Sites | Unit::Percent => (None, None),
    };
    (Reverse(first), Reverse(second), &place.name)
}

fn number(place: &SampleCandidate, of: Unit) -> Option<u64> {
    match of {
        Unit::Households => place.households,
        Unit::Individuals => place.individuals,
        Unit::Sites | Unit::Percent => None,
    }
}

fn largest(places: Vec<SampleCandidate>, of: Unit, wanted: u32) -> Vec<SampledPlace> {
    let wanted = usize::try_from(wanted).unwrap_or(usize::MAX);
    let inhabited: Vec<u64> =
        places.iter().filter_map(|place| number(place, of)).filter(|number| *number > 0).collect();
    let last_in = wanted.checked_sub(1).and_then(|last| inhabited.get(last)).copied();
    let line = inhabited.get(wanted).copied().filter(|first_out| Some(*first_out) == last_in);
    let judge = |(rank, candidate): (usize, SampleCandidate)| {
        let number = number(&candidate, of);
        let verdict = match number {
            None => SampleVerdict::NotKnown,
            Some(1..) if rank < wanted => SampleVerdict::Chosen,
            Some(_) => SampleVerdict::NotChosen,
        };
        SampledPlace { tied: number.is_some() && number == line, candidate, verdict }
    };
    places.into_iter().enumerate().map(judge).collect()
}

fn at_least(candidate: SampleCandidate, households: Option<u64>, individuals: Option<u64>) -> SampledPlace {
    let reached = [(households, candidate.households), (individuals, candidate.individuals)]
        .into_iter()
        .filter_map(|(least, number)| least.map(|least| number.map(|number| number >= least && number > 0)));
    let reached: Vec<Option<bool>> = reached.collect();
    let verdict = if reached.contains(&Some(true)) {
        SampleVerdict::Chosen
    } else if reached.contains(&None) {
        SampleVerdict::NotKnown
    } else {
        SampleVerdict::NotChosen
    };
    SampledPlace { candidate, verdict, tied: false }
}

#[cfg(test)]
mod tests {
    use super::*;
    use SampleVerdict::{Chosen, NotChosen, NotKnown};
    use proptest::prelude::*;

    fn place(area: &str, name: &str, households: Option<u64>, individuals: Option<u64>) -> SampleCandidate {
        SampleCandidate { area: area.to_owned(), name: name.to_owned(), households, individuals }
    }

    fn said(sampled: &[SampledPlace]) -> Vec<(&str, SampleVerdict, bool)> {
        sampled.iter().map(|place| (place.candidate.name.as_str(), place.verdict, place.tied)).collect()
    }

    const TWO: SampleRule = SampleRule::Largest { of: Unit::Households, number: 2 };
    const FORTY: SampleRule = SampleRule::AtLeast { households: Some(40), individuals: Some(200) };

    #[test]
    fn the_largest_of_each_commune_are_chosen_and_zero_never_is() {
        let places = [
            place("B", "Rugari", Some(7), None),
            place("A", "Nyabugogo", Some(3), Some(12)),
            place("A", "Mugano", Some(90), Some(300)),
            place("A", "Kigoma", Some(12), Some(60)),
            place("B", "Buhinga", Some(0), Some(0)),
        ];
        let sampled = sample(TWO, places);
        assert_eq!(
            said(&sampled),
            [
                ("Mugano", Chosen, false),
                ("Kigoma", Chosen, false),
                ("Nyabugogo", NotChosen, false),
                ("Rugari", Chosen, false),
                ("Buhinga", NotChosen, false)
            ]
        );
    }

    #[test]
    fn a_tie_is_broken_by_people_then_by_name_and_is_told() {
        let places = [
            place("A", "Rugari", Some(20), Some(80)),
            place("A", "Mugano", Some(50), Some(200)),
            place("A", "Kigoma", Some(20), Some(80)),
            place("A", "Buhinga", Some(20), Some(70)),
        ];
        let found = [
            ("Mugano", Chosen, false),
            ("Kigoma", Chosen, true),
            ("Rugari", NotChosen, true),
            ("Buhinga", NotChosen, true),
        ];
        assert_eq!(said(&sample(TWO, places)), found);
    }

    #[test]
    fn a_place_without_a_number_is_listed_and_left_to_people() {
        let places = [
            place("A", "Rugari", None, Some(800)),
            place("A", "Mugano", Some(5), None),
            place("A", "Kigoma", Some(4), None),
            place("A", "Buhinga", Some(3), None),
        ];
        let found = [
            ("Mugano", Chosen, false),
            ("Kigoma", Chosen, false),
            ("Rugari", NotKnown, false),
            ("Buhinga", NotChosen, false),
        ];
        assert_eq!(said(&sample(TWO, places)), found);
    }

    #[test]
    fn either_threshold_is_enough_and_only_both_below_are_not() {
        let places = [
            place("A", "a", Some(40), None),
            place("A", "b", Some(39), Some(200)),
            place("A", "c", Some(39), Some(199)),
            place("A", "d", Some(39), None),
            place("A", "e", None, Some(250)),
            place("A", "f", None, None),
        ];
        let sampled = sample(FORTY, places);
        let of = |name: &str| sampled.iter().find(|place| place.candidate.name == name).unwrap().verdict;
        assert_eq!(["a", "b", "c", "d", "e", "f"].map(of), [Chosen, Chosen, NotChosen, NotKnown, Chosen, NotKnown]);
    }

    proptest! {
        #[test]
        fn every_place_is_told_once_whatever_order_they_come_in(
            numbers in proptest::collection::vec((0_u8..3, proptest::option::of(0_u64..6), proptest::option::of(0_u64..9)), 0..30),
            number in 0_u32..4,
        ) {
            let places: Vec<SampleCandidate> = numbers.iter().enumerate().map(|(at, (area, households, individuals))| {
                place(&area.to_string(), &format!("{at:03}"), *households, *individuals)
            }).collect();
            let rule = SampleRule::Largest { of: Unit::Households, number };
            let sampled = sample(rule, places.clone());
            prop_assert_eq!(&sampled, &sample(rule, places.iter().rev().cloned()));
            prop_assert_eq!(sampled.len(), places.len());
            for area in ["0", "1", "2"] {
                let there: Vec<&SampledPlace> = sampled.iter().filter(|place| place.candidate.area == area).collect();
                let of = |verdict| there.iter().filter(move |place| place.verdict == verdict);
                prop_assert!(of(Chosen).count() <= number as usize);
                let least = of(Chosen).filter_map(|place| place.candidate.households).min();
                let most = of(NotChosen).filter_map(|place| place.candidate.households).max();
                prop_assert!(least.is_none() || most <= least);
                prop_assert!(of(NotKnown).all(|place| place.candidate.households.is_none()));
            }
        }
    }
}
