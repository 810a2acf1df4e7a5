//! Which place a number is of.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The internal id of a place in the location master list: a site, a colline, a commune. Not its name, which changes and
/// occurs twice, and not its p-code, which a reform replaces: rounds are compared by this id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlaceId(String);

impl PlaceId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for PlaceId {
    fn from(id: &str) -> Self {
        Self(id.to_owned())
    }
}

impl From<String> for PlaceId {
    fn from(id: String) -> Self {
        Self(id)
    }
}

impl fmt::Display for PlaceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
