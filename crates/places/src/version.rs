//! Boundary versions: a p-code means a place only together with one.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use thiserror::Error;
use vocab::{AdminLevel, Pcode, Text};

/// ISO 3166-1 alpha-3, such as `BDI`. Also the p-code of the country itself when no file gives one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CountryCode(Pcode);

/// A text that is no ISO 3166-1 alpha-3 code.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("'{0}' is not a country code: write the three letters of ISO 3166-1, such as BDI")]
pub struct CountryCodeError(String);

impl CountryCode {
    /// The three letters.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The same letters as a p-code, for the country itself.
    pub fn pcode(&self) -> &Pcode {
        &self.0
    }
}

impl FromStr for CountryCode {
    type Err = CountryCodeError;
    fn from_str(text: &str) -> Result<Self, CountryCodeError> {
        let code = text.trim().to_ascii_uppercase();
        let three_letters = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        let pcode = code.parse().ok().filter(|_| three_letters);
        pcode.map(Self).ok_or_else(|| CountryCodeError(text.to_owned()))
    }
}

impl TryFrom<String> for CountryCode {
    type Error = CountryCodeError;
    fn try_from(text: String) -> Result<Self, CountryCodeError> {
        text.parse()
    }
}

impl From<CountryCode> for String {
    fn from(code: CountryCode) -> Self {
        code.0.into()
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What the lines on the map are worth at one level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GeometryStanding {
    /// There are none: names and codes only.
    None,
    /// Drawn from something else: good for a picture, and what is found with it is to be shown as approximate. What nobody
    /// vouched for is this.
    #[default]
    Approximate,
    /// Published by the authority the version names.
    Official,
}

/// What one level of a version is called and what its geometry is worth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelDescription {
    /// The level.
    pub level: AdminLevel,
    /// What people call an area of this level: Province, Commune, County.
    #[serde(default)]
    pub name: Text,
    /// What its lines are worth; [`Boundaries::build`](crate::Boundaries::build) fills it in from the files.
    #[serde(default = "nothing_drawn")]
    pub geometry: GeometryStanding,
}

fn nothing_drawn() -> GeometryStanding {
    GeometryStanding::None
}

/// One dated state of a country's administrative division. A reform adds a version and a [`Crosswalk`](crate::Crosswalk);
/// it rewrites nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundaryVersion {
    /// Short name, unique on a server: `bdi-2017`.
    pub code: String,
    /// The country.
    pub country: CountryCode,
    /// What the country is called; its code if nobody says and no file names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country_name: Option<String>,
    /// For people: "Burundi, 18 provinces and 119 communes".
    pub label: String,
    /// First day it is valid.
    pub valid_from: NaiveDate,
    /// Last day it is valid, if it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    /// Where the files come from.
    pub source: String,
    /// The licence as the source states it; say so when it states none.
    pub licence: String,
    /// What a reader must know: simplified lines, codes that are not official, an assumed day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Its levels.
    #[serde(default)]
    pub levels: Vec<LevelDescription>,
}

impl BoundaryVersion {
    /// The description of one level.
    pub fn level(&self, level: AdminLevel) -> Option<&LevelDescription> {
        self.levels.iter().find(|description| description.level == level)
    }

    /// What the lines of one level are worth.
    pub fn geometry(&self, level: AdminLevel) -> GeometryStanding {
        self.level(level).map_or(GeometryStanding::None, |description| description.geometry)
    }

    /// Whether the version is valid on `day`.
    pub fn valid_on(&self, day: NaiveDate) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_three_letters() {
        assert_eq!("bdi".parse::<CountryCode>().unwrap().as_str(), "BDI");
        assert!("BI".parse::<CountryCode>().is_err());
        assert!("Burundi".parse::<CountryCode>().is_err());
    }
}
