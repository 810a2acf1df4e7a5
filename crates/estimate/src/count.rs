//! A count, or the reason why there is none.

use crate::whole::{TooLarge, sum};
use serde::{Deserialize, Serialize};
use vocab::Missing;

/// What is counted. Households are not individuals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// People.
    Individuals,
    /// Households.
    Households,
    /// Places.
    Sites,
    /// A share, from 0 to 100: never added up or subtracted.
    Percent,
}

impl Unit {
    /// As it is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Individuals => "individuals",
            Self::Households => "households",
            Self::Sites => "sites",
            Self::Percent => "percent",
        }
    }
}

/// A whole number of people or households, or why there is none: unknown is not zero. As JSON `12` or
/// `{"missing": "not_accessible"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Count {
    /// The number.
    Given(u64),
    /// There is none, for this reason.
    Absent {
        /// The reason.
        missing: Missing,
    },
}

impl Count {
    /// No number, for this reason.
    pub const fn absent(missing: Missing) -> Self {
        Self::Absent { missing }
    }

    /// The number, if there is one.
    pub fn given(self) -> Option<u64> {
        match self {
            Self::Given(count) => Some(count),
            Self::Absent { .. } => None,
        }
    }

    /// The sum of those that are given. Where none is: the reason they all share, or that there is no answer.
    pub(crate) fn sum_of_given(counts: &[Self]) -> Result<Self, TooLarge> {
        if counts.iter().any(|count| count.given().is_some()) {
            return sum(counts.iter().filter_map(|count| count.given())).map(Self::Given);
        }
        let mut reasons = counts.iter().map(|count| match count {
            Self::Given(_) => Missing::Missing,
            Self::Absent { missing } => *missing,
        });
        let first = reasons.next().unwrap_or(Missing::NotAssessed);
        Ok(Self::absent(if reasons.all(|reason| reason == first) { first } else { Missing::Missing }))
    }
}

impl From<u64> for Count {
    fn from(count: u64) -> Self {
        Self::Given(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_is_not_zero_on_the_way_through_json() {
        let counts = [Count::Given(0), Count::absent(Missing::NotAccessible)];
        let text = serde_json::to_string(&counts).unwrap();
        assert_eq!(text, r#"[0,{"missing":"not_accessible"}]"#);
        assert_eq!(serde_json::from_str::<[Count; 2]>(&text).unwrap(), counts);
    }

    #[test]
    fn a_sum_of_nothing_known_is_not_known_and_keeps_a_reason_that_all_share() {
        let (unreached, unasked) = (Count::absent(Missing::NotAccessible), Count::absent(Missing::NotAssessed));
        assert_eq!(Count::sum_of_given(&[unreached, 0.into()]), Ok(Count::Given(0)));
        assert_eq!(Count::sum_of_given(&[unreached, unreached]), Ok(unreached));
        assert_eq!(Count::sum_of_given(&[unreached, unasked]), Ok(Count::absent(Missing::Missing)));
        assert_eq!(Count::sum_of_given(&[]), Ok(unasked));
    }
}
