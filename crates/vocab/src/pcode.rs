//! Place codes. A p-code means a place only together with the boundary version it comes from.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use thiserror::Error;

/// A place code, such as `BDI012` (Muyinga) or `SS0101` (Juba). Never a free string: a name is not a code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Pcode(String);

/// Why a text is no p-code.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PcodeError {
    /// Nothing but blanks.
    #[error("the p-code is empty")]
    Empty,
    /// Longer than [`Pcode::LONGEST`].
    #[error("'{0}' is longer than {limit} characters, so it is no p-code", limit = Pcode::LONGEST)]
    TooLong(String),
    /// Holds something else than letters, digits, `-`, `_` or `.`.
    #[error("'{value}' holds '{found}': a p-code has only letters, digits, '-', '_' and '.'")]
    Character {
        /// The text as given.
        value: String,
        /// The first character that does not belong.
        found: char,
    },
}

impl Pcode {
    /// The longest code in OCHA's global list has 18 characters; twice that leaves room for national lists.
    pub const LONGEST: usize = 36;

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Pcode {
    type Err = PcodeError;

    fn from_str(text: &str) -> Result<Self, PcodeError> {
        let code = text.trim();
        if code.is_empty() {
            return Err(PcodeError::Empty);
        }
        if code.chars().count() > Self::LONGEST {
            return Err(PcodeError::TooLong(code.to_owned()));
        }
        let stranger = code.chars().find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')));
        match stranger {
            Some(found) => Err(PcodeError::Character { value: code.to_owned(), found }),
            None => Ok(Self(code.to_owned())),
        }
    }
}

impl TryFrom<String> for Pcode {
    type Error = PcodeError;
    fn try_from(text: String) -> Result<Self, PcodeError> {
        text.parse()
    }
}

impl From<Pcode> for String {
    fn from(code: Pcode) -> Self {
        code.0
    }
}

impl fmt::Display for Pcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Depth in the administrative hierarchy: 0 is the country, 1 a province or state, 2 a commune or county.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AdminLevel(pub u8);

impl AdminLevel {
    /// The country itself.
    pub const COUNTRY: Self = Self(0);

    /// The level below.
    pub fn below(self) -> Self {
        Self(self.0 + 1)
    }

    /// The level above; the country has none.
    pub fn above(self) -> Option<Self> {
        self.0.checked_sub(1).map(Self)
    }
}

impl fmt::Display for AdminLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "admin {}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_trimmed_and_keeps_its_case() {
        assert_eq!(" SS0101\t".parse::<Pcode>().unwrap().as_str(), "SS0101");
        assert_eq!("BI-QT-01-01-01-02".parse::<Pcode>().unwrap().as_str(), "BI-QT-01-01-01-02");
    }

    #[test]
    fn a_name_is_refused_with_the_character_that_gives_it_away() {
        let error = "Buja Rural".parse::<Pcode>().unwrap_err();
        assert_eq!(error, PcodeError::Character { value: "Buja Rural".into(), found: ' ' });
        assert!("".parse::<Pcode>().is_err());
        assert!("X".repeat(37).parse::<Pcode>().is_err());
    }
}
