//! `$select`: which properties a row has.

use crate::{
    problem::Problem,
    shape::{Group, Node, SUBMISSIONS, Shape, Table},
    system::SystemColumn,
};

/// What is chosen of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Selection {
    /// Whether `__id` is.
    pub(crate) id: bool,
    /// The property with the parent's `__id`, if there is a parent and it is chosen.
    pub(crate) parent_key: Option<String>,
    /// The columns of `__system`; none for a repeat.
    pub(crate) system: Vec<SystemColumn>,
    /// The questions, groups and repeats.
    pub(crate) nodes: Vec<Node>,
}

impl Selection {
    pub(crate) fn everything(shape: &Shape, table: &Table) -> Self {
        let system = if table.name == SUBMISSIONS { SystemColumn::ALL.to_vec() } else { Vec::new() };
        Self { id: true, parent_key: table.parent_key(shape), system, nodes: table.nodes.clone() }
    }

    /// As Central does it: a group brings all that is in it, a repeat only its link, and what `__` marks comes only if it
    /// is named.
    pub(crate) fn of(shape: &Shape, table: &Table, properties: &[String]) -> Result<Self, Problem> {
        let parent_key = table.parent_key(shape);
        let mut selection = Self { id: false, parent_key: None, system: Vec::new(), nodes: Vec::new() };
        let mut paths: Vec<Vec<&str>> = Vec::new();
        for property in properties {
            if property == "__id" {
                selection.id = true;
            } else if Some(property) == parent_key.as_ref() {
                selection.parent_key.clone_from(&parent_key);
            } else if let Some(columns) = system(property).filter(|_| table.name == SUBMISSIONS) {
                selection.system.extend(columns);
            } else {
                let path: Vec<&str> = property.split('/').collect();
                check(table, &path, property)?;
                paths.push(path);
            }
        }
        let chosen = selection.system;
        selection.system = SystemColumn::ALL.into_iter().filter(|column| chosen.contains(column)).collect();
        selection.nodes = chosen_of(&table.nodes, &paths);
        Ok(selection)
    }
}

fn system(property: &str) -> Option<Vec<SystemColumn>> {
    let rest = property.strip_prefix("__system")?;
    if rest.is_empty() {
        return Some(SystemColumn::ALL.to_vec());
    }
    SystemColumn::named(rest.strip_prefix('/')?).map(|column| vec![column])
}

fn check(table: &Table, path: &[&str], property: &str) -> Result<(), Problem> {
    let mut nodes = &table.nodes;
    for (at, name) in path.iter().enumerate() {
        let last = at + 1 == path.len();
        match nodes.iter().find(|node| node.odata() == *name) {
            Some(_) if last => return Ok(()),
            Some(Node::Group(group)) => nodes = &group.nodes,
            Some(Node::Repeat(_)) => return Err(Problem::UnsupportedSelect { property: property.to_owned() }),
            Some(Node::Field(_)) | None => break,
        }
    }
    Err(Problem::PropertyNotFound { property: property.to_owned() })
}

fn chosen_of(nodes: &[Node], paths: &[Vec<&str>]) -> Vec<Node> {
    let mut chosen = Vec::new();
    for node in nodes {
        let tails: Vec<&[&str]> = paths
            .iter()
            .filter_map(|path| path.split_first().filter(|(first, _)| **first == node.odata()).map(|(_, tail)| tail))
            .collect();
        if tails.iter().any(|tail| tail.is_empty()) {
            chosen.push(node.clone());
        } else if let (false, Node::Group(group)) = (tails.is_empty(), node) {
            let tails: Vec<Vec<&str>> = tails.into_iter().map(<[&str]>::to_vec).collect();
            let nodes = chosen_of(&group.nodes, &tails);
            chosen.push(Node::Group(Group { nodes, ..group.clone() }));
        }
    }
    chosen
}
