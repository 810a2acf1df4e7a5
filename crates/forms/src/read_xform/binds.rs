//! Binds: type and logic, by the element they are about.

use super::{
    notes::Notes,
    tree::{NodeId, Target, Tree},
    xml::{Xml, attributes, elements, local, value},
};
use crate::problems::Code;
use indexmap::IndexMap;
use std::collections::HashMap;

/// Attributes of a bind that are no logic.
const PLACE: [&str; 3] = ["nodeset", "ref", "id"];

/// The attributes of an element's binds.
#[derive(Default)]
pub(super) struct BindOf<'a> {
    pub(super) attributes: IndexMap<String, &'a str>,
    /// The first of them.
    pub(super) element: Option<Xml<'a>>,
}

impl<'a> BindOf<'a> {
    /// An attribute, without blanks around it; none if it is empty.
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes.get(name).map(|value| value.trim()).filter(|value| !value.is_empty())
    }
}

#[derive(Default)]
pub(super) struct Binds<'a> {
    of_nodes: HashMap<NodeId, BindOf<'a>>,
    of_attributes: HashMap<(NodeId, &'a str), BindOf<'a>>,
    /// Binds that controls name by id.
    by_id: HashMap<&'a str, NodeId>,
}

impl<'a> Binds<'a> {
    pub(super) fn read(model: Xml<'a>, tree: &Tree<'a>, notes: &mut Notes) -> Self {
        let mut binds = Self::default();
        for bind in elements(model).filter(|element| local(*element) == "bind") {
            let Some(path) = value(bind, "nodeset").or_else(|| value(bind, "ref")) else { continue };
            let entry = match tree.follow(path, None) {
                Target::Node(id) => {
                    if let Some(name) = value(bind, "id") {
                        binds.by_id.entry(name).or_insert(id);
                    }
                    binds.of_nodes.entry(id).or_default()
                }
                Target::Attribute(id, name) => binds.of_attributes.entry((id, name)).or_default(),
                Target::Nowhere => {
                    notes.say(bind, Code::XFormBindWithoutNode, &[("path", path)]);
                    continue;
                }
                Target::Elsewhere => continue,
            };
            entry.element.get_or_insert(bind);
            for (name, value) in attributes(bind).filter(|(name, _)| !PLACE.contains(&name.as_str())) {
                entry.attributes.entry(name).or_insert(value);
            }
        }
        binds
    }

    pub(super) fn of(&self, id: NodeId) -> Option<&BindOf<'a>> {
        self.of_nodes.get(&id)
    }

    /// What an element's attribute is computed from.
    pub(super) fn calculate_of_attribute(&self, id: NodeId, name: &str) -> Option<&'a str> {
        self.of_attributes.get(&(id, name))?.get("calculate")
    }

    pub(super) fn named(&self, id: &str) -> Option<NodeId> {
        self.by_id.get(id).copied()
    }
}
