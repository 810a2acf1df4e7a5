//! The nodes an expression names, as references or as paths.

use crate::{
    xform::{Found, NodeId, Paths},
    xpath::{Expr, Start, Step},
};
use std::collections::BTreeSet;

/// Resolves what expressions name.
pub(super) struct Targets<'a> {
    pub(super) paths: &'a Paths<'a>,
    children: Vec<Vec<NodeId>>,
}

/// Where an expression stands.
#[derive(Clone, Copy)]
struct At<'a> {
    /// The node whose expression it is.
    own: NodeId,
    /// What `.` means: the same, but within a condition; empty where that is not a node of the form.
    here: &'a [NodeId],
}

impl<'a> Targets<'a> {
    pub(super) fn new(paths: &'a Paths<'a>) -> Self {
        let mut children = vec![Vec::new(); paths.len()];
        for id in 0..paths.len() {
            if let Some(parent) = paths.parent(id) {
                children[parent].push(id);
            }
        }
        Self { paths, children }
    }

    /// Adds the nodes that the expression of `own` names. What lies above `own` is left out: its entries are counted, its
    /// value is never read. Paths with `//`, axes and attributes are not followed.
    pub(super) fn of(&self, expression: &Expr, own: NodeId, found: &mut BTreeSet<NodeId>) {
        let mut all = BTreeSet::new();
        self.gather(expression, At { own, here: &[own] }, &mut all);
        found.extend(all.into_iter().filter(|target| !self.paths.is_above(*target, own)));
    }

    fn gather(&self, expression: &Expr, at: At<'_>, found: &mut BTreeSet<NodeId>) {
        match expression {
            Expr::Reference(_) => found.extend(self.start(expression)),
            Expr::Path { start, steps } => {
                let mut nodes = match start {
                    Start::Root => Vec::new(),
                    Start::Here => at.here.to_vec(),
                    Start::From(from, predicates) => {
                        let nodes = match &**from {
                            Expr::Call { name, .. } if name == "current" => vec![at.own],
                            from => self.start(from),
                        };
                        if !matches!(**from, Expr::Reference(_)) {
                            self.gather(from, at, found);
                        }
                        self.conditions(predicates, &nodes, at, found);
                        nodes
                    }
                };
                let from_root = matches!(start, Start::Root);
                for (position, step) in steps.iter().enumerate() {
                    nodes = if from_root && position == 0 {
                        self.paths.at(&format!("/{}", step.test)).into_iter().collect()
                    } else {
                        self.step(&nodes, step)
                    };
                    self.conditions(&step.predicates, &nodes, at, found);
                }
                found.extend(nodes);
            }
            other => other.children(&mut |child| self.gather(child, at, found)),
        }
    }

    fn conditions(&self, predicates: &[Expr], here: &[NodeId], at: At<'_>, found: &mut BTreeSet<NodeId>) {
        for predicate in predicates {
            self.gather(predicate, At { here, ..at }, found);
        }
    }

    fn start(&self, expression: &Expr) -> Vec<NodeId> {
        match expression {
            Expr::Reference(reference) if !reference.last_saved => match self.paths.find(&reference.name) {
                Some(Found::One(id)) => vec![id],
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }

    fn step(&self, nodes: &[NodeId], step: &Step) -> Vec<NodeId> {
        /// Beyond this `*` is not followed: the work would grow with the square of the form.
        const MOST: usize = 1_000;
        let mut next: Vec<NodeId> = match step.test.as_str() {
            "." => nodes.to_vec(),
            ".." => nodes.iter().filter_map(|id| self.paths.parent(*id)).collect(),
            "*" => nodes.iter().flat_map(|id| self.children[*id].iter().take(MOST)).copied().take(MOST).collect(),
            name => nodes.iter().filter_map(|id| self.paths.at(&format!("{}/{name}", self.paths.path(*id)))).collect(),
        };
        next.dedup();
        next
    }
}
