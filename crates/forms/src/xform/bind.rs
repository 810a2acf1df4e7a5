//! Binds: type and logic of each node.

use super::{
    Writer,
    element::Element,
    itext::message_needs_itext,
    paths::{NodeId, Style},
};
use crate::form::{Bind, Kind, Question, Section, Words};
use indexmap::IndexMap;

/// Attributes that hold expressions.
const EXPRESSIONS: [&str; 5] = ["relevant", "required", "readonly", "constraint", "calculate"];

impl Writer<'_> {
    pub(super) fn question_bind(&self, question: &Question, path: &str, from: Option<NodeId>) -> Option<Element> {
        let mut attributes = kind_attributes(&question.kind);
        attributes.extend(question.bind.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        if !question.trigger.is_empty() {
            attributes.shift_remove("calculate");
        }
        if attributes.is_empty() && question.bind.messages.is_empty() {
            return None;
        }
        Some(self.bind(path, from, &attributes, &question.bind))
    }

    pub(super) fn section_bind(&self, section: &Section, path: &str, from: Option<NodeId>) -> Option<Element> {
        if section.bind.is_empty() || section.flat {
            return None;
        }
        let attributes = section.bind.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Some(self.bind(path, from, &attributes, &section.bind))
    }

    fn bind(&self, path: &str, from: Option<NodeId>, attributes: &IndexMap<&str, &str>, bind: &Bind) -> Element {
        let mut element = Element::new("bind").attribute("nodeset", path);
        for (name, value) in attributes {
            let written = if EXPRESSIONS.contains(name) {
                self.paths.expression(value, from, Style::default())
            } else {
                self.paths.attribute(value, from)
            };
            element.set(*name, written);
        }
        for (name, words) in &bind.messages {
            let written = match words {
                Words::Plain(text) if !message_needs_itext(name, words) => self.paths.attribute(text, from),
                _ => format!("jr:itext('{path}:{name}')"),
            };
            element.set(name.as_str(), written);
        }
        element
    }
}

/// What a kind binds by itself.
fn kind_attributes(kind: &Kind) -> IndexMap<&str, &str> {
    let mut attributes = IndexMap::new();
    if let Some(name) = kind.bind_type() {
        attributes.insert("type", name);
    }
    match kind {
        Kind::Note => {
            attributes.insert("readonly", "true()");
        }
        Kind::Metadata(metadata) => {
            attributes.insert("jr:preload", metadata.preload());
            attributes.insert("jr:preloadParams", metadata.property());
        }
        _ => {}
    }
    attributes
}
