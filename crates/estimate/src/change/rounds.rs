//! Two rounds side by side: the places in both, those that came in, those that fell out.
//!
//! The change of a total has three parts: Σ over places in both of (after − before), + Σ after over the newly assessed, − Σ
//! before over those no longer assessed. Only the first is a trend. The decomposition is a recipe of Inzira, not an official
//! rule; the parts always add up to the change.

use super::{Change, Definition, Difference};
use crate::whole::{MOST, TooLarge, sum};
use crate::{PlaceId, Unit};
use messages::{Arg, codes};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use thiserror::Error;
use vocab::RoundNumber;

/// Why a place has no count in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotAssessed {
    /// The site is closed: nobody is expected there any more.
    Closed,
    /// It could not be reached.
    Inaccessible,
    /// It could have been reached, and nobody went.
    NotReached,
    /// Somebody went, and nobody there could say.
    NoAnswer,
    /// The round does not mention it.
    NotSaid,
}

/// How a place stands in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It was assessed: so many.
    Assessed(u64),
    /// It was not, for this reason.
    NotAssessed(NotAssessed),
}

/// The counts of a round by place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundCounts {
    /// The round.
    pub round: RoundNumber,
    /// What is counted.
    pub definition: Definition,
    /// Each place that the round mentions.
    pub places: BTreeMap<PlaceId, Standing>,
}

impl RoundCounts {
    pub(super) fn count(&self, place: &PlaceId) -> Result<u64, NotAssessed> {
        match self.places.get(place) {
            Some(Standing::Assessed(count)) => Ok(*count),
            Some(Standing::NotAssessed(why)) => Err(*why),
            None => Err(NotAssessed::NotSaid),
        }
    }
}

/// Places and who is in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PlaceGroup {
    /// Places.
    pub places: usize,
    /// People or households in the round that has a count of them.
    pub count: u64,
}

/// Two rounds side by side. `total.net` = `like_for_like.net` + Σ `newly_assessed` − Σ `no_longer_assessed`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The earlier round.
    pub before: RoundNumber,
    /// The later round.
    pub after: RoundNumber,
    /// What was counted in all. Its change is **not** a trend unless the places are the same: see [`Comparison::trend`].
    pub total: Change,
    /// Places assessed in both.
    pub same_places: usize,
    /// Change in these; none if there are none.
    pub like_for_like: Option<Change>,
    /// Places that only the later round counted, by why the earlier one did not, with their count in the later.
    pub newly_assessed: BTreeMap<NotAssessed, PlaceGroup>,
    /// Places that only the earlier round counted, by why the later one did not, with their count in the earlier.
    pub no_longer_assessed: BTreeMap<NotAssessed, PlaceGroup>,
}

/// Rounds that cannot be set side by side at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ComparisonRefused {
    /// They count different things.
    #[error("rounds {before} and {after} count different things: {}", list(.differences))]
    DefinitionsDiffer {
        /// The earlier round.
        before: RoundNumber,
        /// The later round.
        after: RoundNumber,
        /// All of it.
        differences: Vec<Difference>,
    },
    /// They are not in order.
    #[error("round {after} does not come after round {before}")]
    NotInOrder {
        /// Given as the earlier.
        before: RoundNumber,
        /// Given as the later.
        after: RoundNumber,
    },
    /// They are shares, which are neither added up nor subtracted over places.
    #[error("rounds {before} and {after} hold shares, whose difference is not made of places")]
    Shares {
        /// The earlier round.
        before: RoundNumber,
        /// The later round.
        after: RoundNumber,
    },
    /// Beyond what is added up exactly.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

fn list(differences: &[Difference]) -> String {
    differences.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

impl ComparisonRefused {
    /// The message's code in the catalogue. Each of the differences has a message of its own.
    pub fn code(&self) -> &'static str {
        match self {
            Self::DefinitionsDiffer { .. } => codes::ESTIMATE_DEFINITIONS_DIFFER,
            Self::NotInOrder { .. } => codes::ESTIMATE_ROUNDS_NOT_IN_ORDER,
            Self::Shares { .. } => codes::ESTIMATE_CHANGE_OF_SHARES,
            Self::TooLarge(_) => codes::ESTIMATE_TOO_LARGE,
        }
    }

    /// The values for the message.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::DefinitionsDiffer { before, after, .. }
            | Self::NotInOrder { before, after }
            | Self::Shares { before, after } => {
                vec![("before", before.0.into()), ("after", after.0.into())]
            }
            Self::TooLarge(_) => vec![("limit", MOST.into())],
        }
    }
}

/// Why the change of the totals is no trend, with the change that is one.
#[derive(Debug, Clone, PartialEq, Error, Serialize, Deserialize)]
#[error(
    "the places differ: {same_places} are in both rounds, {newly_assessed} were newly assessed, {no_longer_assessed} no longer"
)]
pub struct PlainTrendRefused {
    /// Places assessed in both.
    pub same_places: usize,
    /// Places that only the later round counted.
    pub newly_assessed: usize,
    /// Places that only the earlier round counted.
    pub no_longer_assessed: usize,
    /// The honest one: the change in the places of both rounds; none if there are none.
    pub like_for_like: Option<Change>,
}

impl PlainTrendRefused {
    /// The message's code in the catalogue.
    pub fn code(&self) -> &'static str {
        codes::ESTIMATE_PLACES_DIFFER
    }

    /// The values for the message.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        vec![
            ("same", self.same_places.into()),
            ("new", self.newly_assessed.into()),
            ("gone", self.no_longer_assessed.into()),
        ]
    }
}

impl Comparison {
    /// The change of the totals, if the places are the same.
    ///
    /// # Errors
    /// If they are not; the refusal holds the change that may be shown as a trend instead.
    pub fn trend(&self) -> Result<Change, PlainTrendRefused> {
        let places = |groups: &BTreeMap<_, PlaceGroup>| groups.values().map(|group| group.places).sum();
        let (newly_assessed, no_longer_assessed) = (places(&self.newly_assessed), places(&self.no_longer_assessed));
        if newly_assessed == 0 && no_longer_assessed == 0 {
            return Ok(self.total);
        }
        Err(PlainTrendRefused {
            same_places: self.same_places,
            newly_assessed,
            no_longer_assessed,
            like_for_like: self.like_for_like,
        })
    }
}

/// Sets two rounds side by side, place by place.
///
/// # Errors
/// If they count different things, hold shares or are not in order, and for sums beyond 2⁵³.
pub fn compare(before: &RoundCounts, after: &RoundCounts) -> Result<Comparison, ComparisonRefused> {
    check(before, after)?;
    let mut same = (Vec::new(), Vec::new());
    let (mut newly_assessed, mut no_longer_assessed) = (BTreeMap::new(), BTreeMap::new());
    for place in before.places.keys().chain(after.places.keys()).collect::<BTreeSet<_>>() {
        match (before.count(place), after.count(place)) {
            (Ok(earlier), Ok(later)) => {
                same.0.push(earlier);
                same.1.push(later);
            }
            (Err(why), Ok(later)) => enter(&mut newly_assessed, why, later)?,
            (Ok(earlier), Err(why)) => enter(&mut no_longer_assessed, why, earlier)?,
            (Err(_), Err(_)) => {}
        }
    }
    let same_places = same.0.len();
    let same = Change::between(sum(same.0)?, sum(same.1)?)?;
    let all =
        |of_same: u64, others: &BTreeMap<_, PlaceGroup>| sum(others.values().map(|group| group.count).chain([of_same]));
    Ok(Comparison {
        before: before.round,
        after: after.round,
        total: Change::between(all(same.before, &no_longer_assessed)?, all(same.after, &newly_assessed)?)?,
        same_places,
        like_for_like: (same_places > 0).then_some(same),
        newly_assessed,
        no_longer_assessed,
    })
}

pub(super) fn check(before: &RoundCounts, after: &RoundCounts) -> Result<(), ComparisonRefused> {
    let (earlier, later) = (before.round, after.round);
    if later <= earlier {
        return Err(ComparisonRefused::NotInOrder { before: earlier, after: later });
    }
    let differences = before.definition.differences(&after.definition);
    if !differences.is_empty() {
        return Err(ComparisonRefused::DefinitionsDiffer { before: earlier, after: later, differences });
    }
    if before.definition.unit == Unit::Percent {
        return Err(ComparisonRefused::Shares { before: earlier, after: later });
    }
    Ok(())
}

fn enter(groups: &mut BTreeMap<NotAssessed, PlaceGroup>, why: NotAssessed, count: u64) -> Result<(), TooLarge> {
    let group = groups.entry(why).or_default();
    group.places += 1;
    group.count = sum([group.count, count])?;
    Ok(())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::SeriesKind;
    use proptest::prelude::*;

    pub(in crate::change) fn definition() -> Definition {
        Definition {
            indicator: "idps_individuals".into(),
            indicator_version: "1.0.0".into(),
            unit: Unit::Individuals,
            kind: SeriesKind::Stock,
            population_group: "idp".into(),
            boundary_version: "bdi-2017".into(),
            sample: None,
            recipes: Vec::new(),
        }
    }

    pub(in crate::change) fn round(number: u32, places: &[(&str, Standing)]) -> RoundCounts {
        let places = places.iter().map(|(place, standing)| ((*place).into(), *standing)).collect();
        RoundCounts { round: RoundNumber(number), definition: definition(), places }
    }

    use Standing::Assessed;

    /// IDPs in three provinces in two rounds of early 2016, as IOM DTM Burundi published them.
    #[test]
    fn the_same_provinces_of_early_2016_have_a_plain_trend() {
        let before =
            round(1, &[("Makamba", Assessed(12_107)), ("Kirundo", Assessed(114)), ("Rutana", Assessed(12_860))]);
        let after = round(2, &[("Makamba", Assessed(15_665)), ("Kirundo", Assessed(171)), ("Rutana", Assessed(9_458))]);
        let found = compare(&before, &after).unwrap();
        let trend = found.trend().unwrap();
        assert_eq!((trend.before, trend.after, trend.net), (25_081, 25_294, 213));
        assert_eq!(found.like_for_like, Some(trend));
        // Without Makamba in the first round the total would have nearly doubled, and the trend falls.
        let without = round(1, &[("Kirundo", Assessed(114)), ("Rutana", Assessed(12_860))]);
        let refused = compare(&without, &after).unwrap().trend().unwrap_err();
        assert_eq!(refused.like_for_like.unwrap().net, 57 - 3_402);
        assert_eq!((refused.same_places, refused.newly_assessed, refused.no_longer_assessed), (2, 1, 0));
    }

    #[test]
    fn why_a_place_is_no_longer_assessed_stays_apart() {
        use NotAssessed::{Closed, Inaccessible, NoAnswer, NotReached, NotSaid};
        let before = round(1, &["a", "b", "c", "d", "e", "f"].map(|place| (place, Assessed(10))));
        let out = [("a", Closed), ("b", Inaccessible), ("c", NotReached), ("d", NoAnswer)];
        let mut after: Vec<_> = out.iter().map(|(place, why)| (*place, Standing::NotAssessed(*why))).collect();
        after.extend([("f", Assessed(7)), ("g", Assessed(3))]);
        let found = compare(&before, &round(2, &after)).unwrap();
        let gone: Vec<_> =
            found.no_longer_assessed.iter().map(|(why, group)| (*why, group.places, group.count)).collect();
        let expected = [Closed, Inaccessible, NotReached, NoAnswer, NotSaid].map(|why| (why, 1, 10));
        assert_eq!(gone, expected);
        assert_eq!(found.newly_assessed, BTreeMap::from([(NotSaid, PlaceGroup { places: 1, count: 3 })]));
        assert_eq!(found.like_for_like.unwrap().net, -3);
        assert_eq!(found.total.net, -50 + 3 - 3);
    }

    #[test]
    fn rounds_without_a_place_in_common_have_no_trend_at_all() {
        let found = compare(&round(1, &[("a", Assessed(5))]), &round(2, &[("b", Assessed(5))])).unwrap();
        assert_eq!((found.total.net, found.like_for_like), (0, None));
        assert_eq!(found.trend().unwrap_err().like_for_like, None);
    }

    #[test]
    fn rounds_that_count_different_things_are_refused_with_all_of_it() {
        let before = round(1, &[]);
        let mut after = round(2, &[]);
        after.definition.unit = Unit::Households;
        after.definition.boundary_version = "bdi-2025".into();
        let refused = compare(&before, &after).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "rounds 1 and 2 count different things: unit: 'individuals' before, 'households' after; \
             boundary version: 'bdi-2017' before, 'bdi-2025' after"
        );
        assert_eq!(compare(&before, &before).unwrap_err().code(), "estimate.rounds_not_in_order");
    }

    fn counts() -> impl Strategy<Value = Vec<(usize, Standing)>> {
        let standing = prop_oneof![
            (0_u64..100_000).prop_map(Assessed),
            Just(Standing::NotAssessed(NotAssessed::Closed)),
            Just(Standing::NotAssessed(NotAssessed::Inaccessible)),
        ];
        proptest::collection::vec((0_usize..20, standing), 0..25)
    }

    proptest! {
        #[test]
        fn the_three_parts_always_make_the_change_of_the_total(before in counts(), after in counts()) {
            let places = |list: &[(usize, Standing)]| list.iter().map(|(id, standing)| (id.to_string().into(), *standing)).collect();
            let earlier = RoundCounts { places: places(&before), ..round(1, &[]) };
            let later = RoundCounts { places: places(&after), ..round(2, &[]) };
            let found = compare(&earlier, &later).unwrap();
            let people = |groups: &BTreeMap<_, PlaceGroup>| groups.values().map(|group| group.count as i64).sum::<i64>();
            let same = found.like_for_like.map_or(0, |change| change.net);
            prop_assert_eq!(found.total.net, same + people(&found.newly_assessed) - people(&found.no_longer_assessed));
            let counted = |round: &RoundCounts| round.places.values()
                .filter_map(|standing| if let Assessed(count) = standing { Some(*count) } else { None }).sum::<u64>();
            prop_assert_eq!((found.total.before, found.total.after), (counted(&earlier), counted(&later)));
        }
    }
}
