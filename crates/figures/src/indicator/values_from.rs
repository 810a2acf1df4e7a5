//! Values of a dimension that are places.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use vocab::AdminLevel;

/// The level whose places are a dimension's values; written `admin1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ValuesFrom(pub AdminLevel);

impl FromStr for ValuesFrom {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let level = text.strip_prefix("admin").and_then(|digits| digits.parse().ok());
        let level = level.ok_or_else(|| format!("'{text}' is no level of places; write one such as admin1"))?;
        Ok(Self(AdminLevel(level)))
    }
}

impl TryFrom<String> for ValuesFrom {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<ValuesFrom> for String {
    fn from(from: ValuesFrom) -> Self {
        from.to_string()
    }
}

impl fmt::Display for ValuesFrom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "admin{}", self.0.0)
    }
}
