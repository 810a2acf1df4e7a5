//! The typed form: what an XLSForm says, checked, with its aliases and defaults settled.
//!
//! Expressions are kept as their author wrote them, with `${references}`; [`crate::xpath`] parses them.

mod choices;
mod entity;
mod kind;
mod question;
mod section;
mod settings;
mod walk;
mod words;

pub use choices::{Choice, ChoiceList, ChoiceSource};
pub use entity::{EntityDeclaration, Property};
pub use kind::{Kind, Metadata};
pub use question::{Bind, Question};
pub use section::{Section, SectionKind};
pub use settings::Settings;
pub use words::{Words, language_of};

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// A form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// The form's id, the same over its versions.
    pub id: String,
    /// The version; empty if the form does not say.
    #[serde(default)]
    pub version: String,
    /// What people call it.
    pub title: String,
    /// The name of the instance's root element.
    pub root: String,
    /// The language that texts without one are in: its name, or `default`.
    pub default_language: String,
    /// The languages with a text in the form, by name, in the order met.
    pub languages: Vec<String>,
    /// What the settings sheet says besides.
    #[serde(default)]
    pub settings: Settings,
    /// Questions and sections, in order.
    pub items: Vec<Item>,
    /// Metadata that lives in the `meta` block: an audit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub meta: Vec<Question>,
    /// Choice lists by name.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub lists: IndexMap<String, ChoiceList>,
    /// Files it needs that neither a question nor a choice tells of. Only an XForm that came as such has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
    /// What submissions do to lists of entities, in the order of the entities sheet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<EntityDeclaration>,
}

/// A row of the survey, or what lies between a begin and its end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// A question, a note, a calculation or metadata.
    Question(Box<Question>),
    /// A group or repeat.
    Section(Box<Section>),
}

impl Item {
    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Question(question) => &question.name,
            Self::Section(section) => &section.name,
        }
    }

    /// Where it lies in the instance, below the path of what it lies in. A flat group lies nowhere itself.
    pub fn path(&self, above: &str) -> String {
        match self {
            Self::Section(section) if section.flat => above.to_owned(),
            item => format!("{above}/{}", item.name()),
        }
    }
}
