//! Groups and repeats.

use super::{Bind, Item, Words};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// What a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// Questions shown together.
    Group,
    /// Questions asked as often as there are entries.
    Repeat,
}

/// A group or repeat with what lies in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Its element in the instance.
    pub name: String,
    /// What the answers of a repeat are found by: the name, or its path where the form uses the name again.
    pub answer: String,
    /// Group or repeat.
    pub kind: SectionKind,
    /// What people read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Words>,
    /// Pictures and sounds, by kind.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub media: IndexMap<String, Words>,
    /// Its logic.
    #[serde(default)]
    pub bind: Bind,
    /// Attributes of the element in the body: `appearance`, and `jr:count` of a repeat.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub control: IndexMap<String, String>,
    /// Attributes of its element in the instance.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub instance: IndexMap<String, String>,
    /// Whether it is shown only, and has no element in the instance.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub flat: bool,
    /// What lies in it.
    pub items: Vec<Item>,
    /// The row of the survey it begins at; 0 if it was made.
    #[serde(default)]
    pub row: u32,
}

impl Section {
    /// A section with nothing but name and kind.
    pub fn new(name: &str, kind: SectionKind) -> Self {
        Self {
            name: name.to_owned(),
            answer: name.to_owned(),
            kind,
            label: None,
            media: IndexMap::new(),
            bind: Bind::default(),
            control: IndexMap::new(),
            instance: IndexMap::new(),
            flat: false,
            items: Vec::new(),
            row: 0,
        }
    }
}
