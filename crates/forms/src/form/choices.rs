//! Choice lists, and where a select's choices come from.

use super::Words;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// A list of the choices sheet.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ChoiceList {
    /// The choices, in order.
    pub choices: Vec<Choice>,
}

/// One choice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// What is stored.
    pub name: String,
    /// What people read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Words>,
    /// Pictures and sounds, by kind.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub media: IndexMap<String, Words>,
    /// Further columns, for choice filters.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub columns: IndexMap<String, String>,
}

/// Where the choices of a select come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceSource {
    /// A list of the choices sheet.
    List(String),
    /// A file beside the form: `admin1.csv`.
    File(String),
    /// A list of the external_choices sheet, which travels as `itemsets.csv`.
    External(String),
    /// The answers to a question of a repeat, by its name.
    Answers(String),
}

impl ChoiceSource {
    /// The list or file as the type column names it.
    pub fn name(&self) -> &str {
        match self {
            Self::List(name) | Self::File(name) | Self::External(name) | Self::Answers(name) => name,
        }
    }
}
