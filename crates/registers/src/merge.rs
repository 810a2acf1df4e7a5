//! Carrying out an update on what stands, and telling how far it disagrees with what came in between.

use crate::entity::{Conflict, Current, Values};

/// What an update and the versions since the one it started from say of each other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Overtaken {
    /// How far they disagree; none if nothing came in between.
    pub conflict: Option<Conflict>,
    /// What they disagree about, `label` among it.
    pub properties: Vec<String>,
}

impl Overtaken {
    /// Compares what an update says (`received`, the label under `label`) with what changed from `base` to `current`.
    pub(crate) fn between(received: &Values, base: (&str, &Values), current: &Current) -> Self {
        let (base_label, base_values) = base;
        let now = |name: &str| if name == "label" { Some(&current.label) } else { current.values.get(name) };
        let before = |name: &str| match name {
            "label" => Some(base_label),
            _ => base_values.get(name).map(String::as_str),
        };
        let disagree = |name: &String, value: &String| {
            let changed = now(name).map(String::as_str) != before(name);
            changed && now(name) != Some(value)
        };
        let properties: Vec<String> =
            received.iter().filter(|(name, value)| disagree(name, value)).map(|(name, _)| name.clone()).collect();
        let conflict = if properties.is_empty() { Conflict::Soft } else { Conflict::Hard };
        Self { conflict: Some(conflict), properties }
    }
}

/// Label and properties after an update: what it says, and of the rest what was there.
pub fn updated(current: &Current, received: &Values) -> (String, Values) {
    let (mut label, mut values) = (current.label.clone(), current.values.clone());
    for (name, value) in received {
        if name == "label" {
            label.clone_from(value);
        } else {
            values.insert(name.clone(), value.clone());
        }
    }
    (label, values)
}
