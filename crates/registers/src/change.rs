//! What a submission asks for one entity.

use crate::entity::Values;
use serde::{Deserialize, Serialize};

/// A change of an entity as a submission asks for it: nothing of it is checked yet.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Change {
    /// The list's name.
    pub list: String,
    /// The entity's id, as sent.
    pub id: String,
    /// Whether it shall be created.
    pub create: bool,
    /// Whether it shall be updated.
    pub update: bool,
    /// Whether the form says that its submissions create entities here.
    pub may_create: bool,
    /// Whether the form says that its submissions update entities here.
    pub may_update: bool,
    /// What people shall know it by; none if the submission does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The answers that are kept, by property.
    #[serde(default)]
    pub values: Values,
    /// The version that the client started from, as sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_version: Option<String>,
    /// The last version that the client had from the server before it went offline, as sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trunk_version: Option<String>,
    /// The branch of the client's offline work, as sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch_id: Option<String>,
}

impl Change {
    /// A change that asks for nothing yet.
    pub fn of_list(list: &str) -> Self {
        Self { list: list.to_owned(), ..Self::default() }
    }

    /// Whether it asks for anything.
    pub const fn asks(&self) -> bool {
        self.create || self.update
    }

    /// What is said of the entity: the answers, and the label if there is one.
    pub(crate) fn received(&self) -> Values {
        let mut received = self.values.clone();
        if let Some(label) = self.label() {
            received.insert("label".to_owned(), label.to_owned());
        }
        received
    }

    /// The label, if it says one.
    pub(crate) fn label(&self) -> Option<&str> {
        self.label.as_deref().map(str::trim).filter(|label| !label.is_empty())
    }
}
