//! An entity and its versions.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// What is kept of an entity, by property. Texts as clients send them; a property that is not there was never given.
pub type Values = IndexMap<String, String>;

/// How far two accounts of an entity disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conflict {
    /// An update started from an older version, but touched other properties.
    Soft,
    /// An update started from an older version and says something else of the same property.
    Hard,
}

impl Conflict {
    /// As it is stored and as Central's clients see it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Soft => "soft",
            Self::Hard => "hard",
        }
    }

    /// Reads a stored conflict.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Soft, Self::Hard].into_iter().find(|conflict| conflict.code() == code)
    }
}

/// An entity as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Current {
    /// What people know it by.
    pub label: String,
    /// Its properties.
    pub values: Values,
    /// Its version, from 1.
    pub version: u32,
    /// What nobody has resolved yet.
    pub conflict: Option<Conflict>,
    /// Whether somebody deleted it.
    pub deleted: bool,
}

/// A version that was, as far as later ones depend on it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Past {
    /// Its number.
    pub version: u32,
    /// The label it had.
    pub label: String,
    /// The properties it had.
    pub values: Values,
    /// The branch of offline work it belongs to.
    pub branch_id: Option<String>,
    /// The version that its client started from, as that client counted.
    pub branch_base_version: Option<u32>,
    /// Whether it was carried out although what came before it was not here.
    pub forced: bool,
}

/// A version to be kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewVersion {
    /// Its number.
    pub version: u32,
    /// The label.
    pub label: String,
    /// All properties.
    pub values: Values,
    /// What was said, `label` among it: what [`NewVersion::values`] has beyond it was there before.
    pub received: Values,
    /// The version here that it started from; none for the first.
    pub base_version: Option<u32>,
    /// The last version its client had from here before it went offline.
    pub trunk_version: Option<u32>,
    /// The branch of offline work it belongs to.
    pub branch_id: Option<String>,
    /// The version that its client started from, as that client counted.
    pub branch_base_version: Option<u32>,
    /// How the entity stands after it.
    pub conflict: Option<Conflict>,
    /// What it says otherwise than the versions since the one it started from, `label` among it.
    pub conflicting: Vec<String>,
    /// Whether it was carried out although what came before it was not here.
    pub forced: bool,
}
