//! The primary instance: its elements, each once, and how paths lead to them.

use super::{
    notes::Notes,
    xml::{Xml, attributes, elements, local, name},
};
use crate::{
    Limits,
    problems::{Code, Phrase},
};
use std::collections::HashMap;

/// An element of the instance, by its position in [`Tree`].
pub(super) type NodeId = usize;

/// Bytes of all paths together. Names are few and short in real forms: 10,000 elements have about 1 MB.
const PATH_BYTES: usize = 50_000_000;

/// An element; a template and the entries of a repeat are one.
pub(super) struct Node<'a> {
    /// Its name, with its prefix.
    pub(super) name: &'a str,
    pub(super) parent: Option<NodeId>,
    pub(super) children: Vec<NodeId>,
    /// The elements it stands for.
    pub(super) elements: Vec<Xml<'a>>,
    /// Whether one of them is a template.
    pub(super) is_template: bool,
    /// The second of its name in one parent, if there is one.
    pub(super) second: Option<Xml<'a>>,
    depth: usize,
    path_bytes: usize,
}

/// The primary instance; its root is node 0.
pub(super) struct Tree<'a> {
    pub(super) nodes: Vec<Node<'a>>,
    by_name: HashMap<(NodeId, &'a str), NodeId>,
}

/// Where a path leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target<'t> {
    Node(NodeId),
    /// An attribute of an element.
    Attribute(NodeId, &'t str),
    /// To nothing that is there.
    Nowhere,
    /// Not a plain path through the instance.
    Elsewhere,
}

impl<'a> Tree<'a> {
    /// None if there is more of it than we read.
    pub(super) fn read(root: Xml<'a>, limits: &Limits, notes: &mut Notes) -> Option<Self> {
        let mut tree = Self { nodes: Vec::new(), by_name: HashMap::new() };
        let mut total = 0;
        let mut open = vec![(root, None)];
        // Depth first, in the order of the document.
        while let Some((element, parent)) = open.pop() {
            let before = tree.nodes.len();
            let id = tree.add(element, parent);
            let node = &tree.nodes[id];
            total += if tree.nodes.len() > before { node.path_bytes } else { 0 };
            if tree.nodes.len() > limits.rows {
                notes.too_many(element.range().start, local(element), limits.rows, Phrase::ElementsOfInstance);
                return None;
            }
            if node.depth > limits.depth + 1 {
                notes.say(element, Code::XFormTooDeep, &[("limit", &limits.depth.to_string())]);
                return None;
            }
            if total > PATH_BYTES {
                notes.too_many(element.range().start, local(element), PATH_BYTES, Phrase::BytesOfPaths);
                return None;
            }
            let start = open.len();
            open.extend(elements(element).map(|child| (child, Some(id))));
            open[start..].reverse();
        }
        tree.find_seconds();
        Some(tree)
    }

    fn add(&mut self, element: Xml<'a>, parent: Option<NodeId>) -> NodeId {
        let is_template = element.attributes().any(|attribute| attribute.name() == "template");
        if let Some(id) = parent.and_then(|parent| self.child(parent, local(element))) {
            self.nodes[id].elements.push(element);
            self.nodes[id].is_template |= is_template;
            return id;
        }
        let id = self.nodes.len();
        let (depth, above) =
            parent.map_or((0, 0), |parent| (self.nodes[parent].depth + 1, self.nodes[parent].path_bytes));
        self.nodes.push(Node {
            name: name(element),
            parent,
            children: Vec::new(),
            elements: vec![element],
            is_template,
            second: None,
            depth,
            path_bytes: above + 1 + name(element).len(),
        });
        if let Some(parent) = parent {
            self.nodes[parent].children.push(id);
            self.by_name.insert((parent, local(element)), id);
        }
        id
    }

    fn find_seconds(&mut self) {
        for node in &mut self.nodes {
            let mut parents: HashMap<Option<roxmltree::NodeId>, bool> = HashMap::new();
            if node.elements.len() < 2 {
                continue;
            }
            for element in &node.elements {
                let again = parents.insert(element.parent().map(|parent| parent.id()), true).is_some();
                if again && node.second.is_none() {
                    node.second = Some(*element);
                }
            }
        }
    }

    /// The element of that local name directly in another.
    pub(super) fn child(&self, parent: NodeId, local_name: &str) -> Option<NodeId> {
        self.by_name.get(&(parent, local_name)).copied()
    }

    /// Its path as written, from the root.
    pub(super) fn path(&self, id: NodeId) -> String {
        let mut names: Vec<&str> =
            std::iter::successors(Some(id), |id| self.nodes[*id].parent).map(|id| self.nodes[id].name).collect();
        names.reverse();
        names.iter().flat_map(|name| ["/", name]).collect()
    }

    /// An expression that is nothing but a path, as a reference; any other as it is.
    pub(super) fn referring(&self, expression: &str, from: NodeId) -> String {
        let reference = self.reference(expression, Some(from)).filter(|_| expression.contains('/'));
        reference.unwrap_or_else(|| expression.to_owned())
    }

    /// A path to a question as a reference, also where it leads into the submission saved last.
    pub(super) fn reference(&self, path: &str, from: Option<NodeId>) -> Option<String> {
        if let Some(rest) = path.strip_prefix("instance('__last-saved')") {
            let id = self.node(rest, None)?;
            return Some(format!("${{last-saved#{}}}", self.nodes[id].name));
        }
        let id = self.node(path, from)?;
        Some(format!("${{{}}}", self.nodes[id].name))
    }

    /// The first element a node stands for.
    pub(super) fn element(&self, id: NodeId) -> Xml<'a> {
        self.nodes[id].elements[0]
    }

    /// Its attributes, those of all elements it stands for; templates are no attribute of a node.
    pub(super) fn attributes(&self, id: NodeId) -> indexmap::IndexMap<String, String> {
        let mut all = indexmap::IndexMap::new();
        for (name, value) in self.nodes[id].elements.iter().flat_map(|element| attributes(*element)) {
            if name != "jr:template" && name != "template" {
                all.entry(name).or_insert_with(|| value.to_owned());
            }
        }
        all
    }

    /// Follows a path, from a node where it is no path from the root. Conditions on the way are passed over.
    pub(super) fn follow<'t>(&self, path: &'t str, from: Option<NodeId>) -> Target<'t> {
        let path = path.trim();
        let path = path.strip_prefix("current()/").unwrap_or(path);
        let (mut at, rest) = match path.strip_prefix('/') {
            Some(rest) => (None, rest),
            None => (Some(from.unwrap_or(0)), path),
        };
        for step in steps(rest) {
            let name = without_condition(step).trim();
            if let (Some(attribute), Some(at)) = (name.strip_prefix('@'), at) {
                return Target::Attribute(at, attribute);
            }
            at = match (name, at) {
                (".", _) => at,
                ("..", Some(id)) => match self.nodes[id].parent {
                    Some(parent) => Some(parent),
                    None => return Target::Nowhere,
                },
                _ => {
                    let plain = name.rsplit_once(':').map_or(name, |(_, local)| local);
                    if !crate::names::is_plain_name(plain) {
                        return Target::Elsewhere;
                    }
                    let found = match at {
                        Some(id) => self.child(id, plain),
                        None => (local(self.element(0)) == plain).then_some(0),
                    };
                    match found {
                        Some(id) => Some(id),
                        None => return Target::Nowhere,
                    }
                }
            };
        }
        at.map_or(Target::Elsewhere, Target::Node)
    }

    /// The node a path leads to, if it leads to one.
    pub(super) fn node(&self, path: &str, from: Option<NodeId>) -> Option<NodeId> {
        match self.follow(path, from) {
            Target::Node(id) => Some(id),
            _ => None,
        }
    }
}

/// The steps of a path, with their conditions.
fn steps(path: &str) -> impl Iterator<Item = &str> {
    let (mut depth, mut quote) = (0_usize, None);
    path.split(move |c: char| {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(c),
            (None, '[' | '(') => depth += 1,
            (None, ']' | ')') => depth = depth.saturating_sub(1),
            (None, '/') => return depth == 0,
            _ => {}
        }
        false
    })
}

fn without_condition(step: &str) -> &str {
    step.split_once('[').map_or(step, |(name, _)| name)
}
