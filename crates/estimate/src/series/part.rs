//! Adding up parts of a population, and refusing to where somebody would be counted twice.

use super::SeriesKind;
use crate::whole::{MOST, TooLarge};
use crate::{Count, PlaceId, Unit};
use chrono::NaiveDate;
use messages::{Arg, codes};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use thiserror::Error;

/// Where people are counted: where they are, or where they come from. The same people are in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountedAt {
    /// Where they are.
    Presence,
    /// Where they come from.
    Origin,
}

/// One number with what it is a number of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PopulationPart {
    /// The place.
    pub place: PlaceId,
    /// Whether the people are there or come from there.
    pub counted_at: CountedAt,
    /// Where in the place, if it is counted in parts: `site`, `host_family`; of a flow its direction, of an event its code.
    pub setting: Option<String>,
    /// The population group. Groups exclude each other at a date: nobody is in two.
    pub group: String,
    /// An attribute of some of the group ("returnees who became IDPs"): a part *of* the group's number, not beside it.
    pub of_which: Option<String>,
    /// Stock, flow, event or registration.
    pub kind: SeriesKind,
    /// People or households.
    pub unit: Unit,
    /// The date the number is for; of a flow the day it was counted.
    pub as_of: NaiveDate,
    /// The number.
    pub count: Count,
}

/// A sum with what is not in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PopulationSum {
    /// The sum of what is known.
    pub count: Count,
    /// Places with a part that is not known, and so not in the sum.
    pub not_known: Vec<PlaceId>,
}

/// Why numbers are not added up; all of it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("these numbers are not added up:{}", lines(.0))]
pub struct SumRefused(pub Vec<SumProblem>);

fn lines(problems: &[SumProblem]) -> impl fmt::Display + use<> {
    problems.iter().map(|problem| format!("\n  - {problem}")).collect::<String>()
}

/// One reason not to add up.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SumProblem {
    /// Different series.
    #[error("a {} and a {} count different things, and the same people may be in both", .first.code(), .other.code())]
    KindsDiffer {
        /// The first kind.
        first: SeriesKind,
        /// Another.
        other: SeriesKind,
    },
    /// Households and people.
    #[error("households are not individuals")]
    UnitsDiffer,
    /// Where people are and where they come from.
    #[error("people are counted where they are, and again where they come from")]
    CountedAtBothEnds,
    /// Stocks of different dates.
    #[error("a stock at {other} holds people who are in the stock at {first} already")]
    DatesDiffer {
        /// The first date.
        first: NaiveDate,
        /// Another.
        other: NaiveDate,
    },
    /// A part of a group beside the group, or beside another part of it: some may be in both.
    #[error("'{attribute}' in '{place}' is a part of '{group}', and is added to its own kind only")]
    PartOfGroup {
        /// The place.
        place: PlaceId,
        /// The group.
        group: String,
        /// The attribute.
        attribute: String,
    },
    /// One number twice.
    #[error("'{group}' in '{place}' is counted twice for {as_of}")]
    CountedTwice {
        /// The place.
        place: PlaceId,
        /// The group.
        group: String,
        /// The date.
        as_of: NaiveDate,
    },
    /// One number for the place as a whole beside others for parts of it.
    #[error("'{group}' in '{place}' is counted for the whole place and again in parts of it")]
    WholeAndParts {
        /// The place.
        place: PlaceId,
        /// The group.
        group: String,
    },
    /// Beyond what is added up exactly.
    #[error("a number or a sum is larger than {MOST}")]
    TooLarge,
}

impl SumProblem {
    /// The message's code in the catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::KindsDiffer { .. } => codes::ESTIMATE_KINDS_DIFFER,
            Self::UnitsDiffer => codes::ESTIMATE_UNITS_DIFFER,
            Self::CountedAtBothEnds => codes::ESTIMATE_COUNTED_AT_BOTH_ENDS,
            Self::DatesDiffer { .. } => codes::ESTIMATE_DATES_DIFFER,
            Self::PartOfGroup { .. } => codes::ESTIMATE_PART_OF_GROUP,
            Self::CountedTwice { .. } => codes::ESTIMATE_COUNTED_TWICE,
            Self::WholeAndParts { .. } => codes::ESTIMATE_WHOLE_AND_PARTS,
            Self::TooLarge => codes::ESTIMATE_TOO_LARGE,
        }
    }

    /// The values for the message.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        let place =
            |place: &PlaceId, group: &String| vec![("place", place.as_str().into()), ("group", group.clone().into())];
        match self {
            Self::KindsDiffer { first, other } => vec![("first", first.code().into()), ("other", other.code().into())],
            Self::UnitsDiffer | Self::CountedAtBothEnds => vec![],
            Self::DatesDiffer { first, other } => {
                vec![("first", first.to_string().into()), ("other", other.to_string().into())]
            }
            Self::PartOfGroup { place: of, group, attribute } => {
                [place(of, group), vec![("attribute", attribute.clone().into())]].concat()
            }
            Self::CountedTwice { place: of, group, as_of } => {
                [place(of, group), vec![("date", as_of.to_string().into())]].concat()
            }
            Self::WholeAndParts { place: of, group } => place(of, group),
            Self::TooLarge => vec![("limit", MOST.into())],
        }
    }
}

/// Adds up parts of a population: one kind of series, one unit, counted at one end, each person once.
///
/// Stocks and registrations must be of one date; flows and events may be of several. Where no part is known the sum is not
/// known either.
///
/// # Errors
/// With every reason why somebody would be counted twice.
pub fn add_up(parts: &[PopulationPart]) -> Result<PopulationSum, SumRefused> {
    let mut problems = problems(parts);
    let counts: Vec<Count> = parts.iter().map(|part| part.count).collect();
    let sum = Count::sum_of_given(&counts);
    if let Err(TooLarge) = sum {
        problems.push(SumProblem::TooLarge);
    }
    match sum {
        Ok(count) if problems.is_empty() => {
            let unknown = parts.iter().filter(|part| part.count.given().is_none());
            let not_known: BTreeSet<&PlaceId> = unknown.map(|part| &part.place).collect();
            Ok(PopulationSum { count, not_known: not_known.into_iter().cloned().collect() })
        }
        _ => Err(SumRefused(problems)),
    }
}

fn problems(parts: &[PopulationPart]) -> Vec<SumProblem> {
    let Some(first) = parts.first() else { return Vec::new() };
    let mut problems = Vec::new();
    let others: BTreeSet<SeriesKind> = parts.iter().map(|part| part.kind).filter(|kind| *kind != first.kind).collect();
    problems.extend(others.into_iter().map(|other| SumProblem::KindsDiffer { first: first.kind, other }));
    if parts.iter().any(|part| part.unit != first.unit) {
        problems.push(SumProblem::UnitsDiffer);
    }
    if parts.iter().any(|part| part.counted_at != first.counted_at) {
        problems.push(SumProblem::CountedAtBothEnds);
    }
    let at_a_date = matches!(first.kind, SeriesKind::Stock | SeriesKind::Registration);
    if let Some(other) = parts.iter().find(|part| at_a_date && part.kind == first.kind && part.as_of != first.as_of) {
        problems.push(SumProblem::DatesDiffer { first: first.as_of, other: other.as_of });
    }
    problems.extend(parts.iter().filter_map(|part| part_of_group(part, parts)));
    problems.extend(repeated(parts));
    problems
}

/// Also in another place: a sum of all displaced people here and of those who lack water there is a number of nobody.
fn part_of_group(part: &PopulationPart, parts: &[PopulationPart]) -> Option<SumProblem> {
    let attribute = part.of_which.clone()?;
    let is_mixed = parts.iter().any(|other| other.group == part.group && other.of_which != part.of_which);
    let (place, group) = (part.place.clone(), part.group.clone());
    is_mixed.then_some(SumProblem::PartOfGroup { place, group, attribute })
}

/// The same people in two rows: the same row twice, or a whole place beside its parts.
fn repeated(parts: &[PopulationPart]) -> Vec<SumProblem> {
    let mut seen = BTreeSet::new();
    let mut problems = Vec::new();
    let row = |part: &PopulationPart| {
        (part.kind, part.counted_at, part.place.clone(), part.group.clone(), part.of_which.clone(), part.as_of)
    };
    let whole: BTreeSet<_> = parts.iter().filter(|part| part.setting.is_none()).map(row).collect();
    for part in parts {
        let (place, group, as_of) = (part.place.clone(), part.group.clone(), part.as_of);
        if !seen.insert((row(part), part.setting.clone())) {
            problems.push(SumProblem::CountedTwice { place, group, as_of });
        } else if part.setting.is_some() && whole.contains(&row(part)) {
            problems.push(SumProblem::WholeAndParts { place, group });
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocab::Missing;

    fn stock(place: &str, group: &str, count: u64) -> PopulationPart {
        PopulationPart {
            place: place.into(),
            counted_at: CountedAt::Presence,
            setting: None,
            group: group.into(),
            of_which: None,
            kind: SeriesKind::Stock,
            unit: Unit::Individuals,
            as_of: "2022-04-30".parse().unwrap(),
            count: count.into(),
        }
    }

    fn refused(parts: &[PopulationPart]) -> Vec<&'static str> {
        add_up(parts).unwrap_err().0.iter().map(SumProblem::code).collect()
    }

    #[test]
    fn groups_and_settings_of_one_date_are_added_up() {
        let site = PopulationPart { setting: Some("site".into()), ..stock("A", "idp", 100) };
        let hosted = PopulationPart { setting: Some("host_family".into()), ..stock("A", "idp", 40) };
        let parts = [site, hosted, stock("A", "returnee", 7), stock("B", "idp", 3)];
        assert_eq!(add_up(&parts).unwrap(), PopulationSum { count: 150.into(), not_known: vec![] });
    }

    #[test]
    fn what_is_not_known_is_not_in_the_sum_and_is_named() {
        let unknown = PopulationPart { count: Count::absent(Missing::NotAccessible), ..stock("B", "idp", 0) };
        let sum = add_up(&[stock("A", "idp", 5), unknown.clone()]).unwrap();
        assert_eq!((sum.count, sum.not_known), (5.into(), vec!["B".into()]));
        assert_eq!(add_up(&[unknown]).unwrap().count, Count::absent(Missing::NotAccessible));
    }

    #[test]
    fn a_flow_an_event_and_a_registration_are_never_added_to_a_stock() {
        for kind in [SeriesKind::Flow, SeriesKind::Event, SeriesKind::Registration] {
            let other = PopulationPart { kind, ..stock("B", "idp", 5) };
            assert_eq!(refused(&[stock("A", "idp", 5), other]), ["estimate.kinds_differ"], "{kind:?}");
        }
        let problem = SumProblem::KindsDiffer { first: SeriesKind::Stock, other: SeriesKind::Flow };
        assert_eq!(
            problem.to_string(),
            "a stock and a flow count different things, and the same people may be in both"
        );
    }

    #[test]
    fn households_origins_and_other_dates_are_refused_together() {
        let other = PopulationPart {
            unit: Unit::Households,
            counted_at: CountedAt::Origin,
            as_of: "2022-05-31".parse().unwrap(),
            ..stock("B", "idp", 5)
        };
        let codes = ["estimate.units_differ", "estimate.counted_at_both_ends", "estimate.dates_differ"];
        assert_eq!(refused(&[stock("A", "idp", 5), other]), codes);
        let flow = |day: &str| PopulationPart {
            kind: SeriesKind::Flow,
            as_of: day.parse().unwrap(),
            ..stock("A", "traveller", 5)
        };
        assert_eq!(add_up(&[flow("2020-01-01"), flow("2020-01-02")]).unwrap().count, 10.into());
    }

    #[test]
    fn an_attribute_a_repeated_row_and_a_whole_beside_its_parts_count_people_twice() {
        let of_which = PopulationPart { of_which: Some("was_returnee".into()), ..stock("A", "idp", 11) };
        assert_eq!(refused(&[stock("A", "idp", 100), of_which.clone()]), ["estimate.part_of_group"]);
        assert_eq!(refused(&[stock("B", "idp", 100), of_which.clone()]), ["estimate.part_of_group"], "elsewhere too");
        let lacking = PopulationPart { of_which: Some("water".into()), ..stock("B", "idp", 9) };
        assert_eq!(refused(&[of_which.clone(), lacking]), ["estimate.part_of_group", "estimate.part_of_group"]);
        let elsewhere = PopulationPart { place: "B".into(), ..of_which.clone() };
        assert_eq!(add_up(&[of_which.clone(), elsewhere]).unwrap().count, 22.into(), "one part, two places");
        assert_eq!(refused(&[of_which.clone(), of_which]), ["estimate.counted_twice"]);
        assert_eq!(refused(&[stock("A", "idp", 1), stock("A", "idp", 1)]), ["estimate.counted_twice"]);
        let site = PopulationPart { setting: Some("site".into()), ..stock("A", "idp", 100) };
        assert_eq!(refused(&[stock("A", "idp", 140), site]), ["estimate.whole_and_parts"]);
    }

    #[test]
    fn registrations_stand_beside_estimates_with_their_ratio() {
        assert_eq!(super::super::registration_ratio(90, 120), Some(0.75));
        assert_eq!(super::super::registration_ratio(90, 0), None);
    }
}
