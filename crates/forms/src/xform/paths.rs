//! Where each node lies in the instance, and how one is reached from another.

use crate::{
    form::{EntityDeclaration, Form, Item, SectionKind},
    xpath::{self, Use},
};
use std::collections::HashMap;

/// A node of the instance, by its position in [`Paths`].
pub(crate) type NodeId = usize;

struct Node<'a> {
    name: &'a str,
    path: String,
    parent: Option<NodeId>,
    is_repeat: bool,
}

/// The nodes of the primary instance.
pub(crate) struct Paths<'a> {
    nodes: Vec<Node<'a>>,
    by_path: HashMap<String, NodeId>,
    by_name: HashMap<&'a str, Found>,
    /// The root and `meta`.
    not_named: Vec<NodeId>,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    One(NodeId),
    Several,
}

/// How a reference is to be written.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Style {
    /// Begin relative paths with `current()/`: `.` is a choice there.
    pub(crate) from_current: bool,
    /// Reach up to the parent of the repeat both lie in, so that a condition on its entries can follow.
    pub(crate) to_repeat_parent: bool,
}

impl<'a> Paths<'a> {
    pub(crate) fn of(form: &'a Form) -> Self {
        let mut paths =
            Self { nodes: Vec::new(), by_path: HashMap::new(), by_name: HashMap::new(), not_named: Vec::new() };
        let root = paths.add(&form.root, None, false);
        paths.not_named.push(root);
        paths.add_items(&form.items, root);
        if !form.meta.is_empty() || !form.settings.omit_instance_id || form.settings.instance_name.is_some() {
            let meta = paths.add("meta", Some(root), false);
            paths.not_named.push(meta);
            for question in &form.meta {
                paths.add(&question.name, Some(meta), false);
            }
            if !form.settings.omit_instance_id {
                paths.add("instanceID", Some(meta), false);
            }
            if form.settings.instance_name.is_some() {
                paths.add("instanceName", Some(meta), false);
            }
        }
        form.entities.iter().for_each(|entity| paths.add_entity(&form.root, entity));
        paths
    }

    /// The nodes of an entity: expressions start from them, but nothing can refer to them.
    fn add_entity(&mut self, root: &str, entity: &EntityDeclaration) {
        let Some(section) = self.at(&super::entities::section_path(root, entity)) else { return };
        let meta = format!("{}/meta", self.path(section));
        let meta = self.at(&meta).unwrap_or_else(|| self.add_hidden("meta", section));
        let node = self.add_hidden("entity", meta);
        for name in super::entities::COMPUTED {
            self.add_hidden(name, node);
        }
    }

    fn add_items(&mut self, items: &'a [Item], parent: NodeId) {
        for item in items {
            match item {
                Item::Question(question) if question.kind.is_external_instance() => {}
                Item::Question(question) => {
                    self.add(&question.name, Some(parent), false);
                }
                Item::Section(section) if section.flat => {
                    self.call(&section.name, parent);
                    self.add_items(&section.items, parent);
                }
                Item::Section(section) => {
                    let id = self.add(&section.name, Some(parent), section.kind == SectionKind::Repeat);
                    self.add_items(&section.items, id);
                }
            }
        }
    }

    fn add(&mut self, name: &'a str, parent: Option<NodeId>, is_repeat: bool) -> NodeId {
        let id = self.add_node(name, parent, is_repeat);
        self.call(name, id);
        id
    }

    fn add_hidden(&mut self, name: &'a str, parent: NodeId) -> NodeId {
        self.add_node(name, Some(parent), false)
    }

    fn add_node(&mut self, name: &'a str, parent: Option<NodeId>, is_repeat: bool) -> NodeId {
        let above = parent.map_or("", |parent| self.nodes[parent].path.as_str());
        let path = format!("{above}/{name}");
        let id = self.nodes.len();
        self.by_path.insert(path.clone(), id);
        self.nodes.push(Node { name, path, parent, is_repeat });
        id
    }

    fn call(&mut self, name: &'a str, id: NodeId) {
        self.by_name.entry(name).and_modify(|found| *found = Found::Several).or_insert(Found::One(id));
    }

    /// What a name stands for, if anything. Neither the root nor `meta` is anything an author named.
    pub(crate) fn find(&self, name: &str) -> Option<Found> {
        let found = self.by_name.get(name).copied()?;
        let named = |id| !self.not_named.contains(&id);
        (found == Found::Several || matches!(found, Found::One(id) if named(id))).then_some(found)
    }

    /// Every name that can be referred to.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'a str> {
        let named = |id: &NodeId| !self.not_named.contains(id);
        let names = (0..self.nodes.len()).filter(named).map(|id| self.nodes[id].name);
        names.filter(|name| self.by_name.contains_key(name))
    }

    /// The node at a path.
    pub(crate) fn at(&self, path: &str) -> Option<NodeId> {
        self.by_path.get(path).copied()
    }

    /// The path of a node from the root.
    pub(crate) fn path(&self, id: NodeId) -> &str {
        &self.nodes[id].path
    }

    /// The name of a node.
    pub(crate) fn name(&self, id: NodeId) -> &'a str {
        self.nodes[id].name
    }

    /// The node it lies in.
    pub(crate) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id].parent
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether `id` lies in `section`.
    pub(crate) fn is_above(&self, section: NodeId, id: NodeId) -> bool {
        self.above(id).any(|above| above == section)
    }

    /// An expression with its references written as paths.
    pub(crate) fn expression(&self, text: &str, from: Option<NodeId>, style: Style) -> String {
        if !text.contains("${") {
            return text.to_owned();
        }
        let uses = match xpath::parse(text) {
            Ok(tree) => xpath::in_expression(text, &tree),
            Err(_) => plain_uses(text),
        };
        // Conditions on a list of choices: what lies outside of the list is reached from the question.
        let reads_list = text.contains("instance(");
        self.replaced(text, &uses, from, |found| Style {
            from_current: style.from_current || (reads_list && found.in_predicate),
            ..style
        })
    }

    /// An attribute that is no expression, with its references written as paths.
    pub(crate) fn attribute(&self, text: &str, from: Option<NodeId>) -> String {
        if text.contains("${") {
            self.replaced(text, &plain_uses(text), from, |_| Style::default())
        } else {
            text.to_owned()
        }
    }

    fn replaced(&self, text: &str, uses: &[Use], from: Option<NodeId>, style: impl Fn(&Use) -> Style) -> String {
        let mut result = String::with_capacity(text.len() + 16 * uses.len());
        let mut written = 0;
        for found in uses {
            let at = &found.reference.at;
            let Some(path) = self.reference(found, from, style(found)) else { continue };
            result.push_str(&text[written..at.start]);
            // `and${a}` and `${a}-1` are told apart by what a reference is; a path needs the space.
            if result.ends_with(crate::names::continues_name) {
                result.push(' ');
            }
            result.push_str(&path);
            if text[at.end..].starts_with(crate::names::continues_name) {
                result.push(' ');
            }
            written = at.end;
        }
        result.push_str(&text[written..]);
        result
    }

    /// One reference as a path.
    pub(crate) fn reference(&self, found: &Use, from: Option<NodeId>, style: Style) -> Option<String> {
        let Some(Found::One(target)) = self.find(&found.reference.name) else { return None };
        if found.reference.last_saved {
            return Some(format!("instance('__last-saved'){}", self.path(target)));
        }
        let relative = from.filter(|_| !found.in_full).and_then(|from| self.relative(from, target, style));
        Some(relative.unwrap_or_else(|| self.path(target).to_owned()))
    }

    /// Within the same repeat a node is reached from where one stands, so that each entry means its own.
    fn relative(&self, from: NodeId, target: NodeId, style: Style) -> Option<String> {
        let (repeat, steps_to_repeat) = self.common(from, target, |node| node.is_repeat)?;
        let (top, steps) = if style.to_repeat_parent && self.reaches_repeat_parent(repeat, from, target) {
            (self.nodes[repeat].parent?, steps_to_repeat + 1)
        } else {
            self.common(from, target, |_| true)?
        };
        let below = &self.path(target)[self.path(top).len()..];
        let ups = vec![".."; steps].join("/");
        let current = if style.from_current { "current()/" } else { "" };
        Some(format!("{current}{ups}{below}"))
    }

    /// Only where the target lies directly in that repeat, and that repeat stands alone or the source is in a deeper one.
    fn reaches_repeat_parent(&self, repeat: NodeId, from: NodeId, target: NodeId) -> bool {
        let closest = |id: NodeId| self.above(id).find(|above| self.nodes[*above].is_repeat);
        closest(target) == Some(repeat) && (closest(repeat).is_none() || closest(from) != Some(repeat))
    }

    /// The nearest node above both, with the steps up to it from `from`.
    fn common(&self, from: NodeId, target: NodeId, fits: impl Fn(&Node<'a>) -> bool) -> Option<(NodeId, usize)> {
        self.above(from)
            .enumerate()
            .find(|(_, above)| fits(&self.nodes[*above]) && self.above(target).any(|other| other == *above))
            .map(|(position, above)| (above, position + 1))
    }

    fn above(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.nodes[id].parent, |id| self.nodes[*id].parent)
    }
}

fn plain_uses(text: &str) -> Vec<Use> {
    let references = xpath::in_text(text).unwrap_or_default();
    references.into_iter().map(|reference| Use { reference, in_predicate: false, in_full: false }).collect()
}
