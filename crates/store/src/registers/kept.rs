//! How what is said of an entity is kept: the one place to seal it.

use crate::{
    error::Result,
    json::{JsonText, from_json, to_json},
    records::folded,
};
use registers::Values;
use std::collections::BTreeSet;

/// Properties as they are kept. PostgreSQL keeps no NUL, and no client can send one.
pub(super) fn write_values(values: &Values) -> Result<JsonText> {
    to_json("entity.data", values)
}

/// Properties read back.
pub(super) fn read_values(kept: &JsonText) -> Result<Values> {
    from_json("entity.data", kept)
}

/// A waiting change as it is kept.
pub(super) fn write_change(change: &registers::Change) -> Result<JsonText> {
    to_json("entity_waiting.change", change)
}

/// A waiting change read back.
pub(super) fn read_change(kept: &JsonText) -> Result<registers::Change> {
    from_json("entity_waiting.change", kept)
}

/// What of a register tells of people.
#[derive(Debug, Clone, Default)]
pub(super) struct Personal {
    /// Whether the label does.
    pub(super) label: bool,
    /// The properties that do.
    pub(super) properties: BTreeSet<String>,
}

impl Personal {
    /// What a search looks through: for everybody, and for those who may see what tells of people.
    pub(super) fn search_texts(&self, uuid: &str, label: &str, values: &Values) -> (String, String) {
        let (mut open, mut all) = (vec![uuid], vec![uuid, label]);
        if !self.label {
            open.push(label);
        }
        for (name, value) in values {
            all.push(value);
            if !self.properties.contains(name) {
                open.push(value);
            }
        }
        (folded(&open.join("\n")), folded(&all.join("\n")))
    }
}
