//! A series over many rounds, of the places that all of them assessed.

use super::rounds::{ComparisonRefused, RoundCounts, check};
use crate::PlaceId;
use crate::whole::sum;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use vocab::RoundNumber;

/// The series that may be drawn as one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LikeForLike {
    /// Places assessed in every round.
    pub same_places: usize,
    /// Places assessed in some round, and left out because another round did not.
    pub left_out: usize,
    /// The count in the same places, round by round; none where no place is in all.
    pub counts: Vec<(RoundNumber, Option<u64>)>,
}

/// The series of the places that every round assessed. The more rounds, the fewer places: `left_out` says how many are not in
/// the line.
///
/// # Errors
/// If rounds count different things or are not in order, and for sums beyond 2⁵³.
pub fn like_for_like(rounds: &[RoundCounts]) -> Result<LikeForLike, ComparisonRefused> {
    for pair in rounds.windows(2) {
        if let [before, after] = pair {
            check(before, after)?;
        }
    }
    let all: BTreeSet<&PlaceId> = rounds.iter().flat_map(|round| round.places.keys()).collect();
    let assessed = |place: &&PlaceId| rounds.iter().filter(|round| round.count(place).is_ok()).count();
    let same: BTreeSet<&PlaceId> = all.iter().copied().filter(|place| assessed(place) == rounds.len()).collect();
    let some = all.iter().filter(|place| assessed(place) > 0).count();
    let count = |round: &RoundCounts| -> Result<_, ComparisonRefused> {
        let count = sum(same.iter().filter_map(|place| round.count(place).ok()))?;
        Ok((round.round, (!same.is_empty()).then_some(count)))
    };
    Ok(LikeForLike {
        same_places: same.len(),
        left_out: some - same.len(),
        counts: rounds.iter().map(count).collect::<Result<_, _>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::rounds::tests::round;
    use super::super::{NotAssessed, Standing, compare};
    use super::*;
    use Standing::Assessed;

    #[test]
    fn only_places_of_every_round_are_in_the_line() {
        let rounds = [
            round(1, &[("a", Assessed(10)), ("b", Assessed(5))]),
            round(
                2,
                &[("a", Assessed(12)), ("b", Standing::NotAssessed(NotAssessed::Inaccessible)), ("c", Assessed(90))],
            ),
            round(4, &[("a", Assessed(9)), ("b", Assessed(6)), ("c", Assessed(80))]),
        ];
        let series = like_for_like(&rounds).unwrap();
        assert_eq!((series.same_places, series.left_out), (1, 2));
        let counts: Vec<_> = series.counts.iter().map(|(_, count)| count.unwrap()).collect();
        assert_eq!(counts, [10, 12, 9]);
        let two = like_for_like(&rounds[..2]).unwrap();
        let change = compare(&rounds[0], &rounds[1]).unwrap().like_for_like.unwrap();
        assert_eq!(two.counts[1].1.unwrap() as i64 - two.counts[0].1.unwrap() as i64, change.net);
    }

    #[test]
    fn without_a_common_place_there_is_no_line_and_no_zero() {
        let rounds = [round(1, &[("a", Assessed(10))]), round(2, &[("b", Assessed(5))])];
        let series = like_for_like(&rounds).unwrap();
        assert_eq!((series.same_places, series.left_out), (0, 2));
        assert!(series.counts.iter().all(|(_, count)| count.is_none()));
    }

    #[test]
    fn rounds_that_count_different_things_make_no_series() {
        let mut other = round(2, &[]);
        other.definition.population_group = "returnee".into();
        assert_eq!(like_for_like(&[round(1, &[]), other]).unwrap_err().code(), "estimate.definitions_differ");
    }
}
