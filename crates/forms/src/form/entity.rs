//! Entities: what outlives the submission, in lists that later forms read.
//!
//! Source: getodk.github.io/xforms-spec/entities

use super::Form;
use serde::{Deserialize, Serialize};

/// A row of the entities sheet: what each submission, or each entry of a repeat, does to a list of entities.
///
/// Which columns are filled in decides what happens:
///
/// | `entity_id` | `create_if` | `update_if` | |
/// |---|---|---|---|
/// | | | | creates one |
/// | | given | | creates one where it holds |
/// | given | | | updates that one |
/// | given | | given | updates that one where it holds |
/// | given | given | given | either: each where its condition holds |
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityDeclaration {
    /// The list's name; what else clients know of the list comes as the file of that name, `people.csv`.
    pub list: String,
    /// What people will know the entity by: an expression.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Which entity is updated: an expression that gives its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entity_id: Option<String>,
    /// When one is created: an expression; always, if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub create_if: Option<String>,
    /// When it is updated: an expression; always, if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub update_if: Option<String>,
    /// The groups and repeats it lies in, by name, outer before inner; empty if it belongs to the submission itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub place: Vec<String>,
    /// The repeats among those, by their answer names: each entry of the last gives an entity.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub repeats: Vec<String>,
    /// What of the answers is kept, in the order of the survey.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<Property>,
    /// The row of the entities sheet.
    #[serde(default)]
    pub row: u32,
}

/// A question whose answer is kept as a property of an entity: the column `save_to`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Property {
    /// The property's name in the list.
    pub name: String,
    /// The question, by its answer name: in the innermost of the entity's repeats, or in the form where it has none.
    pub question: String,
    /// The row of the survey.
    #[serde(default)]
    pub row: u32,
}

impl EntityDeclaration {
    /// Its expressions, as written.
    pub fn expressions(&self) -> impl Iterator<Item = &str> {
        [&self.entity_id, &self.create_if, &self.update_if, &self.label].into_iter().flatten().map(String::as_str)
    }

    /// Whether it may create an entity.
    pub const fn creates(&self) -> bool {
        self.entity_id.is_none() || self.create_if.is_some()
    }

    /// Whether it may update one.
    pub const fn updates(&self) -> bool {
        self.entity_id.is_some()
    }
}

impl Form {
    /// The version of the entities specification the form needs: entities of repeats, and several lists at once, came
    /// with the second. None if the form has no entities.
    pub fn entities_version(&self) -> Option<&'static str> {
        let later = self.entities.len() > 1 || self.entities.iter().any(|entity| !entity.repeats.is_empty());
        (!self.entities.is_empty()).then_some(if later { "2025.1.0" } else { "2024.1.0" })
    }

    /// The entity a question's answer is kept in, and as which property. `repeat` is the answer name of the repeat it
    /// lies in, if it lies in one.
    pub fn saved_to(&self, repeat: Option<&str>, question: &str) -> Option<(&EntityDeclaration, &Property)> {
        self.entities
            .iter()
            .filter(|entity| entity.repeats.last().map(String::as_str) == repeat)
            .find_map(|entity| Some((entity, entity.properties.iter().find(|property| property.question == question)?)))
    }
}
