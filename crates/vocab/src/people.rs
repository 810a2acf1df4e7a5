//! Sex and age, as DTM's tables break people down.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use thiserror::Error;

/// Sex as recorded by key informants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sex {
    /// Women and girls.
    Female,
    /// Men and boys.
    Male,
}

/// Completed years of age from `from` to `to`, both included; open above without `to`.
///
/// Written `0`, `1-5`, `60+`: `0` is under one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AgeBand {
    /// Youngest completed year.
    pub from: u8,
    /// Oldest completed year, or none for "and over".
    pub to: Option<u8>,
}

/// Why a text is no age band.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("'{0}' is not an age band; write 0, 1-5 or 60+")]
pub struct AgeBandError(pub String);

impl FromStr for AgeBand {
    type Err = AgeBandError;
    fn from_str(text: &str) -> Result<Self, AgeBandError> {
        let error = || AgeBandError(text.to_owned());
        let year = |part: &str| part.trim().parse::<u8>().map_err(|_| error());
        let band = match (text.strip_suffix('+'), text.split_once('-')) {
            (Some(from), _) => Self { from: year(from)?, to: None },
            (None, Some((from, to))) => Self { from: year(from)?, to: Some(year(to)?) },
            (None, None) => Self { from: year(text)?, to: Some(year(text)?) },
        };
        if band.to.is_some_and(|to| to < band.from) { Err(error()) } else { Ok(band) }
    }
}

impl fmt::Display for AgeBand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to {
            None => write!(f, "{}+", self.from),
            Some(to) if to == self.from => write!(f, "{to}"),
            Some(to) => write!(f, "{}-{to}", self.from),
        }
    }
}

impl TryFrom<String> for AgeBand {
    type Error = AgeBandError;
    fn try_from(text: String) -> Result<Self, AgeBandError> {
        text.parse()
    }
}

impl From<AgeBand> for String {
    fn from(band: AgeBand) -> Self {
        band.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_read_and_write_alike() {
        for text in ["0", "1-5", "6-17", "18-59", "60+"] {
            assert_eq!(text.parse::<AgeBand>().unwrap().to_string(), text);
        }
        assert!("17-6".parse::<AgeBand>().is_err());
        assert!("adults".parse::<AgeBand>().is_err());
    }
}
