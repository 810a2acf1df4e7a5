//! Integers that add up: a total divided into whole people by shares.
//!
//! Method: largest remainder (Hamilton): each part gets the whole of its quota, and those with the largest remainders get the
//! ones that are left. Applied to tables of displaced people it is a recipe of Inzira; no agency states a rule.

mod table;

pub use table::{FittedTable, fit_table};

use crate::whole::{MOST, TooLarge, billionths};
use messages::{Arg, codes};
use std::cmp::Reverse;
use thiserror::Error;

/// Why a total cannot be divided. Parts, rows and columns are counted from 1.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum ApportionError {
    /// People, but no share above zero.
    #[error("{total} cannot be divided: no share is above zero")]
    NothingToGoBy {
        /// What was to be divided.
        total: u64,
    },
    /// A share that is none.
    #[error("share {part} is {share}, which is no number from 0 to 10^12")]
    BadShare {
        /// Which one; in a table, row by row.
        part: usize,
        /// As given.
        share: f64,
    },
    /// The rows of a table hold other people than its columns.
    #[error("the rows add up to {rows} and the columns to {columns}")]
    TotalsDiffer {
        /// Sum of the rows' totals.
        rows: u64,
        /// Sum of the columns' totals.
        columns: u64,
    },
    /// The pattern is not as large as the table.
    #[error("the pattern is not a table of {rows} rows and {columns} columns")]
    OtherShape {
        /// Rows expected.
        rows: usize,
        /// Columns expected.
        columns: usize,
    },
    /// The pattern has zeros where the totals need people.
    #[error("the pattern has zeros where the totals of rows and columns need people")]
    PatternCannotFit,
    /// More cells than can be fitted in reasonable time.
    #[error("the table has {cells} cells, more than {limit}")]
    TooManyCells {
        /// Rows × columns.
        cells: usize,
        /// Cells allowed.
        limit: usize,
    },
    /// Beyond what is added up exactly.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

impl ApportionError {
    /// The message's code in the catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NothingToGoBy { .. } => codes::ESTIMATE_NOTHING_TO_GO_BY,
            Self::BadShare { .. } => codes::ESTIMATE_BAD_SHARE,
            Self::TotalsDiffer { .. } => codes::ESTIMATE_TOTALS_DIFFER,
            Self::OtherShape { .. } => codes::ESTIMATE_OTHER_SHAPE,
            Self::PatternCannotFit => codes::ESTIMATE_PATTERN_CANNOT_FIT,
            Self::TooManyCells { .. } => codes::ESTIMATE_TOO_MANY_CELLS,
            Self::TooLarge(_) => codes::ESTIMATE_TOO_LARGE,
        }
    }

    /// The values for the message.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::NothingToGoBy { total } => vec![("total", (*total).into())],
            Self::BadShare { part, share } => vec![("part", (*part).into()), ("share", share.to_string().into())],
            Self::TotalsDiffer { rows, columns } => vec![("rows", (*rows).into()), ("columns", (*columns).into())],
            Self::OtherShape { rows, columns } => vec![("rows", (*rows).into()), ("columns", (*columns).into())],
            Self::PatternCannotFit => vec![],
            Self::TooManyCells { cells, limit } => vec![("cells", (*cells).into()), ("limit", (*limit).into())],
            Self::TooLarge(_) => vec![("limit", MOST.into())],
        }
    }
}

/// Divides `total` people by `shares`, which need not add up to 1: percentages will do. They are read to nine decimals.
///
/// Returns one count for each share. The counts add up to `total` exactly; each is its quota (`total` × share / sum of the
/// shares) rounded up or down, and 0 where the share is 0. **Ties:** of equal remainders the one that stands earlier is rounded
/// up.
///
/// ```
/// assert_eq!(estimate::apportion(10, &[0.5, 0.25, 0.25])?, [5, 3, 2]); // 2.5 and 2.5: the earlier one
/// # Ok::<(), estimate::ApportionError>(())
/// ```
///
/// # Errors
/// `BadShare` for a share that is negative, not a number or beyond 10¹², `NothingToGoBy` if there are people and no share
/// above zero, `TooLarge` for a total beyond 2⁵³.
pub fn apportion(total: u64, shares: &[f64]) -> Result<Vec<u64>, ApportionError> {
    let weights = (1..)
        .zip(shares)
        .map(|(part, share)| billionths(*share).ok_or(ApportionError::BadShare { part, share: *share }));
    largest_remainder(total, &weights.collect::<Result<Vec<_>, _>>()?)
}

/// As [`apportion`], by counts of people instead of shares: exact, whatever the counts are.
///
/// # Errors
/// `NothingToGoBy` if there are people to divide and all counts are 0, `TooLarge` for numbers beyond 2⁵³.
pub fn apportion_by_counts(total: u64, counts: &[u64]) -> Result<Vec<u64>, ApportionError> {
    crate::whole::sum(counts.iter().copied())?;
    largest_remainder(total, &counts.iter().map(|count| u128::from(*count)).collect::<Vec<_>>())
}

fn largest_remainder(total: u64, weights: &[u128]) -> Result<Vec<u64>, ApportionError> {
    if total > MOST {
        return Err(TooLarge.into());
    }
    let all = weights.iter().try_fold(0_u128, |all, weight| all.checked_add(*weight)).ok_or(TooLarge)?;
    if all == 0 {
        let zeros = vec![0; weights.len()];
        return if total == 0 { Ok(zeros) } else { Err(ApportionError::NothingToGoBy { total }) };
    }
    let mut counts = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    for (part, weight) in weights.iter().enumerate() {
        let quota = u128::from(total).checked_mul(*weight).ok_or(TooLarge)?;
        counts.push(u64::try_from(quota / all).map_err(|_| TooLarge)?);
        remainders.push((Reverse(quota % all), part));
    }
    remainders.sort_unstable();
    let left = total.saturating_sub(counts.iter().sum());
    for ((_, part), _) in remainders.into_iter().zip(0..left) {
        counts[part] += 1;
    }
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// IOM DTM Burundi, *Internal Displacement Trends*, March 2020: 117,239 IDPs and their shares by sex and age.
    /// T5: IDPs of March 2020 by reason, as IOM DTM Burundi published them: 94,340 of 117,239 by natural disasters, 80 %.
    #[test]
    fn shares_by_reason_of_march_2020_are_whole_per_cents_that_add_up() {
        let (natural_disasters, other_reasons) = (94_340, 117_239 - 94_340);
        assert_eq!(apportion_by_counts(100, &[natural_disasters, other_reasons]).unwrap(), [80, 20]);
        let people = apportion(117_239, &[94_340.0 / 117_239.0, 22_899.0 / 117_239.0]).unwrap();
        assert_eq!(people, [94_340, 22_899], "and back to people");
    }

    #[test]
    fn the_people_of_march_2020_by_sex_and_age_add_up_to_the_last_one() {
        let shares = [4.0, 11.0, 18.0, 20.0, 3.0, 3.0, 8.0, 15.0, 16.0, 2.0];
        let people = apportion(117_239, &shares).unwrap();
        assert_eq!(people, [4_690, 12_896, 21_103, 23_448, 3_517, 3_517, 9_379, 17_586, 18_758, 2_345]);
        assert_eq!(people[..5].iter().sum::<u64>(), 65_654);
        assert_eq!(people.iter().sum::<u64>(), 117_239);
    }

    #[test]
    fn of_equal_remainders_the_earlier_part_gets_the_one_that_is_left() {
        assert_eq!(apportion(10, &[0.1, 0.2, 0.3, 0.15, 0.25]).unwrap(), [1, 2, 3, 2, 2]);
        assert_eq!(apportion(2, &[1.0, 1.0, 1.0]).unwrap(), [1, 1, 0]);
        assert_eq!(apportion_by_counts(5, &[7, 7]).unwrap(), [3, 2]);
    }

    #[test]
    fn what_is_no_share_is_named_and_people_need_a_share() {
        assert_eq!(
            apportion(5, &[1.0, -1.0]).unwrap_err().to_string(),
            "share 2 is -1, which is no number from 0 to 10^12"
        );
        assert!(matches!(apportion(5, &[f64::NAN]), Err(ApportionError::BadShare { part: 1, .. })));
        assert_eq!(apportion(5, &[0.0, 0.0]), Err(ApportionError::NothingToGoBy { total: 5 }));
        assert_eq!(apportion(5, &[]), Err(ApportionError::NothingToGoBy { total: 5 }));
        assert_eq!(apportion(0, &[0.0, 0.0]), Ok(vec![0, 0]));
        assert_eq!(apportion(u64::MAX, &[1.0]), Err(TooLarge.into()));
    }

    proptest! {
        #[test]
        fn nobody_is_lost_or_made_and_no_part_is_a_whole_person_off(
            total in 0..=MOST,
            counts in proptest::collection::vec(prop_oneof![Just(0_u64), 1_u64..50, 0_u64..1_000_000_000], 1..40),
        ) {
            prop_assume!(counts.iter().any(|count| *count > 0));
            let parts = apportion_by_counts(total, &counts).unwrap();
            prop_assert_eq!(parts.iter().sum::<u64>(), total);
            let all: u128 = counts.iter().map(|count| u128::from(*count)).sum();
            for (part, count) in parts.iter().zip(&counts) {
                let (quota, given) = (u128::from(total) * u128::from(*count), u128::from(*part) * all);
                prop_assert!(quota.abs_diff(given) < all, "{part} for {count} of {all}");
            }
        }

        #[test]
        fn shares_divide_as_the_counts_they_stand_for(
            total in 0_u64..100_000_000, counts in proptest::collection::vec(1_u64..100_000, 1..20),
        ) {
            let shares: Vec<f64> = counts.iter().map(|count| *count as f64 / 1000.0).collect();
            prop_assert_eq!(apportion(total, &shares), apportion_by_counts(total, &counts));
        }
    }
}
