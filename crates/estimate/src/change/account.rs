//! The account of a stock: N after = N before + increases − decreases, each by reason.
//!
//! Source: the layout of IOM DTM Burundi's *Internal Displacement Trends* (March 2020), which publishes both sides by reason.

use super::Change;
use crate::Count;
use crate::whole::{MOST, TooLarge, difference, sum};
use messages::{Arg, codes};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use thiserror::Error;

/// People who came or went for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Movement {
    /// Code of the reason: floods, return to the community of origin, …
    pub reason: String,
    /// How many, in the unit of the stock.
    pub count: Count,
}

/// A change of stock and how far its reasons explain it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// The stock before and after.
    pub change: Change,
    /// Who came, by reason, as given.
    pub increases: Vec<Movement>,
    /// Who went, by reason, as given.
    pub decreases: Vec<Movement>,
    /// Sum of the increases that are known.
    pub increase: u64,
    /// Sum of the decreases that are known.
    pub decrease: u64,
    /// What the reasons do not explain: net − (increase − decrease). Shown, never spread over the reasons.
    pub residual: i64,
    /// Reasons without a number: the residual holds them too.
    pub not_known: Vec<String>,
}

/// Why there is no account.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AccountError {
    /// A reason stands on one side twice.
    #[error("the reason '{reason}' stands in the list twice")]
    ReasonTwice {
        /// The reason.
        reason: String,
    },
    /// Beyond what is added up exactly.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

impl AccountError {
    /// The message's code in the catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::ReasonTwice { .. } => codes::ESTIMATE_REASON_TWICE,
            Self::TooLarge(_) => codes::ESTIMATE_TOO_LARGE,
        }
    }

    /// The values for the message.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::ReasonTwice { reason } => vec![("reason", reason.clone().into())],
            Self::TooLarge(_) => vec![("limit", MOST.into())],
        }
    }
}

/// Accounts for the change of a stock. A residual is no error: it is a finding.
///
/// # Errors
/// For a reason that stands on one side twice, and numbers beyond 2⁵³.
pub fn account(
    before: u64,
    after: u64,
    increases: &[Movement],
    decreases: &[Movement],
) -> Result<Account, AccountError> {
    let change = Change::between(before, after)?;
    let (increase, decrease) = (side(increases)?, side(decreases)?);
    let without = increases.iter().chain(decreases).filter(|movement| movement.count.given().is_none());
    Ok(Account {
        change,
        increases: increases.to_vec(),
        decreases: decreases.to_vec(),
        increase,
        decrease,
        residual: change.net - difference(increase, decrease)?,
        not_known: without.map(|movement| movement.reason.clone()).collect(),
    })
}

fn side(movements: &[Movement]) -> Result<u64, AccountError> {
    let mut seen = BTreeSet::new();
    if let Some(twice) = movements.iter().find(|movement| !seen.insert(&movement.reason)) {
        return Err(AccountError::ReasonTwice { reason: twice.reason.clone() });
    }
    Ok(sum(movements.iter().filter_map(|movement| movement.count.given()))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use vocab::Missing;

    fn movements(list: &[(&str, u64)]) -> Vec<Movement> {
        list.iter().map(|(reason, count)| Movement { reason: (*reason).into(), count: (*count).into() }).collect()
    }

    /// IOM DTM Burundi, *Internal Displacement Trends*, March 2020: IDPs in February and March, with reasons on both sides.
    #[test]
    fn february_to_march_2020_is_explained_to_the_last_person() {
        let came = movements(&[("a", 2_099), ("b", 370), ("c", 152), ("d", 52), ("e", 19)]);
        let went = movements(&[
            ("resettled_abroad", 37),
            ("absence", 50),
            ("resettled_elsewhere", 202),
            ("local_integration", 942),
            ("return_to_community_of_origin", 1_173),
        ]);
        let found = account(116_951, 117_239, &came, &went).unwrap();
        assert_eq!((found.increase, found.decrease, found.residual), (2_692, 2_404, 0));
        assert_eq!(found.change.net, 288);
        assert_eq!(format!("{:.1} %", found.change.relative.unwrap() * 100.0), "0.2 %");
    }

    #[test]
    fn what_no_reason_explains_stays_visible() {
        let found = account(100, 90, &movements(&[("floods", 20)]), &movements(&[("return", 25)])).unwrap();
        assert_eq!(found.residual, -5);
        let unknown = Movement { reason: "absence".into(), count: Count::absent(Missing::Missing) };
        let found = account(100, 90, &[], &[unknown]).unwrap();
        assert_eq!((found.residual, found.not_known), (-10, vec!["absence".to_owned()]));
        assert_eq!(account(0, 5, &[], &[]).unwrap().change.relative, None);
    }

    #[test]
    fn one_reason_twice_is_refused() {
        let twice = movements(&[("floods", 1), ("floods", 2)]);
        assert_eq!(account(1, 1, &twice, &[]).unwrap_err(), AccountError::ReasonTwice { reason: "floods".into() });
        assert!(account(1, 1, &twice[..1], &twice[1..]).is_ok(), "one who came and one who went");
        assert_eq!(account(u64::MAX, 1, &[], &[]).unwrap_err().code(), "estimate.too_large");
    }

    proptest! {
        #[test]
        fn before_and_all_that_is_shown_make_after(
            before in 0_u64..1_000_000, after in 0_u64..1_000_000,
            came in proptest::collection::vec(0_u64..10_000, 0..8), went in proptest::collection::vec(0_u64..10_000, 0..8),
        ) {
            let movements = |counts: &[u64]| -> Vec<Movement> {
                counts.iter().enumerate().map(|(at, count)| Movement { reason: at.to_string(), count: (*count).into() }).collect()
            };
            let found = account(before, after, &movements(&came), &movements(&went)).unwrap();
            let shown = before as i64 + found.increase as i64 - found.decrease as i64 + found.residual;
            prop_assert_eq!(shown, after as i64);
        }
    }
}
