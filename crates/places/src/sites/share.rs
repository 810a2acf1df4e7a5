//! What part of a site goes to a successor.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A part of 1, in ten-thousandths, so that shares add up exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Share(u32);

impl Share {
    /// All of it.
    pub const WHOLE: Self = Self(10_000);
    /// Nothing of it.
    pub const NOTHING: Self = Self(0);

    /// The sum, which may be more than all.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Whether it is something, and not more than all.
    pub fn is_part(self) -> bool {
        (1..=Self::WHOLE.0).contains(&self.0)
    }

    /// As a number.
    pub fn value(self) -> f64 {
        f64::from(self.0) / f64::from(Self::WHOLE.0)
    }
}

/// A number that is no share: it is negative, more than 1, or has more than four decimals.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{0} is no share: write a number from 0 to 1 with at most four decimals")]
pub struct NoShare(String);

impl TryFrom<f64> for Share {
    type Error = NoShare;

    fn try_from(value: f64) -> Result<Self, NoShare> {
        let whole = (value * f64::from(Self::WHOLE.0)).round();
        let is_near = (whole / f64::from(Self::WHOLE.0) - value).abs() < 1e-9;
        if (0.0..=f64::from(Self::WHOLE.0)).contains(&whole) && is_near {
            Ok(Self(whole as u32)) // a whole number from 0 to 10,000
        } else {
            Err(NoShare(value.to_string()))
        }
    }
}

impl From<Share> for f64 {
    fn from(share: Share) -> Self {
        share.value()
    }
}

impl FromStr for Share {
    type Err = NoShare;

    fn from_str(text: &str) -> Result<Self, NoShare> {
        text.parse::<f64>().map_err(|_| NoShare(text.to_owned()))?.try_into()
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.value())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_exact_to_four_decimals() {
        let share = |value: f64| Share::try_from(value).unwrap();
        assert_eq!(share(0.1).plus(share(0.2)).plus(share(0.7)), Share::WHOLE);
        assert_eq!("0.3333".parse::<Share>().unwrap().to_string(), "0.3333");
        for wrong in [0.33333, -0.1, 1.1, f64::NAN] {
            assert!(Share::try_from(wrong).is_err(), "{wrong}");
        }
    }
}
