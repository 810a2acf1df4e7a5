//! Triangulation: what several key informants say of one place, brought to one number with its spread and a grade.
//!
//! DTM interviews several key informants in a place and rates how far they agree (IOM, DTM & Partners Toolkit, on
//! multi-sectoral location assessments; DTM Libya publishes such a rating). How to weigh and grade is not published to the
//! last digit: weights, median and grades here are a **recipe of Inzira**, not an official rule.

mod grade;
mod share;

pub use grade::{Grade, GradeRecipe, GradeRule, Lack};
pub use share::{GradeShare, TotalGrade, grade_of_total};

use crate::Count;
use crate::whole::{MOST, TooLarge, billionths, sum};
use messages::{Arg, codes};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use thiserror::Error;

/// What one key informant says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InformantAnswer {
    /// What the answer is known by (a record's key); never a name.
    pub answer: String,
    /// The kind of informant: community leader, administration, religious leader, …
    pub kind: String,
    /// The number, or why the informant gave none.
    pub count: Count,
    /// How much the answer weighs beside others; above 0.
    pub weight: f64,
    /// Whether the informant was asked from afar (by telephone).
    pub remote: bool,
}

/// How far apart the answers lie. Without a median above zero there is no relative measure, unless all say zero.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// Smallest answer.
    pub smallest: u64,
    /// Largest answer.
    pub largest: u64,
    /// Middle answer, each informant alike; of an even number the mean of the two in the middle.
    pub median: f64,
    /// Mean, weighted.
    pub weighted_mean: f64,
    /// (largest − smallest) / median.
    pub relative_range: Option<f64>,
    /// Median distance from the median / median: relMAD.
    pub relative_mad: Option<f64>,
}

/// One place's number with all that it stands on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Triangulation {
    /// The weighted median: the smallest answer at which half of the weight is reached. Without an answer the reason.
    pub estimate: Count,
    /// How far apart the answers lie; none without an answer.
    pub spread: Option<Spread>,
    /// How much the number may be relied upon; none without an answer.
    pub grade: Option<Grade>,
    /// What the next better grade would need.
    pub lacks: Vec<Lack>,
    /// Every answer as it was given, those without a number too. Nothing is overwritten.
    pub answers: Vec<InformantAnswer>,
    /// Whether somebody went there and looked.
    pub site_visited: bool,
    /// The rule, with its parameters.
    pub recipe: GradeRecipe,
}

/// What keeps answers from being brought together.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum InformantError {
    /// A weight that is none.
    #[error("answer '{answer}' has the weight {weight}, which is no number above 0 and up to 10^12")]
    BadWeight {
        /// The answer.
        answer: String,
        /// As given.
        weight: f64,
    },
    /// One answer twice.
    #[error("answer '{answer}' stands in the list twice")]
    AnswerTwice {
        /// The answer.
        answer: String,
    },
    /// A recipe whose parameters make no sense.
    #[error("recipe '{version}' has a parameter that makes no sense")]
    SenselessRecipe {
        /// Its version.
        version: String,
    },
    /// Beyond what is added up exactly.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

impl InformantError {
    /// The message's code in the catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadWeight { .. } => codes::ESTIMATE_BAD_WEIGHT,
            Self::AnswerTwice { .. } => codes::ESTIMATE_ANSWER_TWICE,
            Self::SenselessRecipe { .. } => codes::ESTIMATE_RECIPE_SENSELESS,
            Self::TooLarge(_) => codes::ESTIMATE_TOO_LARGE,
        }
    }

    /// The values for the message.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::BadWeight { answer, weight } => {
                vec![("answer", answer.clone().into()), ("weight", weight.to_string().into())]
            }
            Self::AnswerTwice { answer } => vec![("answer", answer.clone().into())],
            Self::SenselessRecipe { version } => vec![("recipe", version.clone().into())],
            Self::TooLarge(_) => vec![("limit", MOST.into())],
        }
    }
}

/// Brings the answers on one place together. Weights are read to nine decimals. The order of the answers changes nothing but
/// the order in which they are kept.
///
/// # Errors
/// For a weight that is none, an answer twice, a recipe without sense, numbers beyond 2⁵³.
pub fn triangulate(
    answers: &[InformantAnswer],
    site_visited: bool,
    recipe: &GradeRecipe,
) -> Result<Triangulation, InformantError> {
    recipe.check()?;
    let mut seen = BTreeSet::new();
    let mut weighed: Vec<(u64, u128)> = Vec::new();
    for answer in answers {
        if !seen.insert(&answer.answer) {
            return Err(InformantError::AnswerTwice { answer: answer.answer.clone() });
        }
        let bad = || InformantError::BadWeight { answer: answer.answer.clone(), weight: answer.weight };
        let weight = billionths(answer.weight).filter(|weight| *weight > 0).ok_or_else(bad)?;
        weighed.extend(answer.count.given().map(|count| (count, weight)));
    }
    sum(weighed.iter().map(|(count, _)| *count))?;
    weighed.sort_unstable();
    let spread = spread(&weighed)?;
    let assessed = spread.map(|spread| recipe.grade(answers, site_visited, &spread));
    let (grade, lacks) = assessed.map_or((None, vec![]), |(grade, lacks)| (Some(grade), lacks));
    let estimate = match weighted_median(&weighed) {
        Some(count) => Count::Given(count),
        None => Count::sum_of_given(&answers.iter().map(|answer| answer.count).collect::<Vec<_>>())?,
    };
    Ok(Triangulation {
        estimate,
        spread,
        grade,
        lacks,
        answers: answers.to_vec(),
        site_visited,
        recipe: recipe.clone(),
    })
}

/// The smallest value whose cumulative weight is at least half of all; `weighed` is sorted.
fn weighted_median(weighed: &[(u64, u128)]) -> Option<u64> {
    let all: u128 = weighed.iter().map(|(_, weight)| weight).sum();
    let mut reached = 0;
    weighed.iter().find_map(|(count, weight)| {
        reached += 2 * weight;
        (reached >= all).then_some(*count)
    })
}

fn spread(weighed: &[(u64, u128)]) -> Result<Option<Spread>, TooLarge> {
    let (Some((smallest, _)), Some((largest, _))) = (weighed.first(), weighed.last()) else { return Ok(None) };
    let counts: Vec<f64> = weighed.iter().map(|(count, _)| *count as f64).collect();
    let median = middle(&counts);
    let mut distances: Vec<f64> = counts.iter().map(|count| (count - median).abs()).collect();
    distances.sort_by(f64::total_cmp);
    let relative = |distance: f64| match (median > 0.0, *largest) {
        (true, _) => Some(distance / median),
        (false, 0) => Some(0.0),
        (false, _) => None,
    };
    let all = weighed.iter().try_fold((0_u128, 0_u128), |(sum, weights), (count, weight)| {
        Some((sum.checked_add(u128::from(*count).checked_mul(*weight)?)?, weights.checked_add(*weight)?))
    });
    let (sum, weights) = all.ok_or(TooLarge)?;
    Ok(Some(Spread {
        smallest: *smallest,
        largest: *largest,
        median,
        weighted_mean: sum as f64 / weights as f64,
        relative_range: relative((largest - smallest) as f64),
        relative_mad: relative(middle(&distances)),
    }))
}

/// Median of sorted numbers; 0 of none.
fn middle(sorted: &[f64]) -> f64 {
    let half = sorted.len() / 2;
    match (sorted.get(half), half.checked_sub(1).and_then(|before| sorted.get(before))) {
        (Some(upper), Some(lower)) if sorted.len().is_multiple_of(2) => f64::midpoint(*lower, *upper),
        (Some(middle), _) => *middle,
        (None, _) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use vocab::Missing;

    pub(super) fn answer(number: usize, kind: &str, count: impl Into<Count>, weight: f64) -> InformantAnswer {
        InformantAnswer { answer: format!("a{number}"), kind: kind.into(), count: count.into(), weight, remote: false }
    }

    fn four() -> Vec<InformantAnswer> {
        let kinds = ["leader", "administration", "leader", "teacher"];
        let said = [(120, 1.0), (150, 0.8), (135, 0.6), (180, 0.4)];
        kinds
            .iter()
            .zip(said)
            .enumerate()
            .map(|(at, (kind, (count, weight)))| answer(at, kind, count, weight))
            .collect()
    }

    #[test]
    fn four_informants_give_a_weighted_median_and_show_how_far_they_agree() {
        let found = triangulate(&four(), true, &GradeRecipe::default()).unwrap();
        let spread = found.spread.unwrap();
        assert_eq!(found.estimate, 135.into());
        assert_eq!(format!("{:.2}", spread.weighted_mean), "140.36");
        assert_eq!(spread.median, 142.5);
        assert_eq!(format!("{:.3}", spread.relative_range.unwrap()), "0.421");
        assert_eq!(format!("{:.3}", spread.relative_mad.unwrap()), "0.105");
        assert_eq!((found.grade, found.lacks), (Some(Grade::B), vec![Lack::Agreement]), "0.105 is more than 0.10");
        assert_eq!(found.answers, four(), "every answer is kept as given");
        assert_eq!(found.recipe.version, "key-informants/1");
    }

    #[test]
    fn who_does_not_know_is_kept_and_not_counted_as_nobody() {
        let unreached = Count::absent(Missing::NotAccessible);
        let with = [vec![answer(9, "leader", unreached, 1.0)], four()].concat();
        let found = triangulate(&with, true, &GradeRecipe::default()).unwrap();
        assert_eq!((found.estimate, found.answers.len()), (135.into(), 5));
        let nobody = triangulate(&with[..1], true, &GradeRecipe::default()).unwrap();
        assert_eq!((nobody.estimate, nobody.spread, nobody.grade), (unreached, None, None));
    }

    #[test]
    fn all_who_say_zero_agree_and_some_who_say_zero_have_no_relative_spread() {
        let said = |counts: &[u64]| -> Triangulation {
            let answers: Vec<_> =
                counts.iter().enumerate().map(|(at, count)| answer(at, ["x", "y"][at % 2], *count, 1.0)).collect();
            triangulate(&answers, true, &GradeRecipe::default()).unwrap()
        };
        assert_eq!(
            (said(&[0, 0, 0]).spread.unwrap().relative_mad, said(&[0, 0, 0]).grade),
            (Some(0.0), Some(Grade::A))
        );
        assert_eq!((said(&[0, 0, 9]).spread.unwrap().relative_mad, said(&[0, 0, 9]).grade), (None, Some(Grade::C)));
    }

    #[test]
    fn half_of_the_weight_is_reached_exactly() {
        let answers = [answer(0, "x", 10, 0.1), answer(1, "x", 20, 0.2), answer(2, "x", 30, 0.3)];
        assert_eq!(triangulate(&answers, false, &GradeRecipe::default()).unwrap().estimate, 20.into());
    }

    #[test]
    fn weights_that_are_none_and_answers_given_twice_are_refused() {
        for weight in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            let refused = triangulate(&[answer(0, "x", 1, weight)], true, &GradeRecipe::default()).unwrap_err();
            assert_eq!(refused.code(), "estimate.bad_weight", "{weight}");
        }
        let twice = [answer(0, "x", 1, 1.0), answer(0, "x", 2, 1.0)];
        assert_eq!(triangulate(&twice, true, &GradeRecipe::default()).unwrap_err().code(), "estimate.answer_twice");
    }

    proptest! {
        #[test]
        fn the_estimate_is_an_answer_with_half_of_the_weight_on_either_side(
            said in proptest::collection::vec((0_u64..10_000, 1_u32..1_000), 1..12),
        ) {
            let mut answers: Vec<_> = said.iter().enumerate()
                .map(|(at, (count, weight))| answer(at, "x", *count, f64::from(*weight) / 100.0)).collect();
            let found = triangulate(&answers, true, &GradeRecipe::default()).unwrap();
            let estimate = found.estimate.given().unwrap();
            let all: u32 = said.iter().map(|(_, weight)| weight).sum();
            let weight = |keep: &dyn Fn(u64) -> bool| -> u32 {
                said.iter().filter(|(count, _)| keep(*count)).map(|(_, weight)| weight).sum()
            };
            prop_assert!(said.iter().any(|(count, _)| *count == estimate));
            prop_assert!(2 * weight(&|count| count <= estimate) >= all && 2 * weight(&|count| count < estimate) < all);
            answers.reverse();
            let reversed = triangulate(&answers, true, &GradeRecipe::default()).unwrap();
            prop_assert_eq!((found.estimate, found.spread, found.grade), (reversed.estimate, reversed.spread, reversed.grade));
        }
    }
}
