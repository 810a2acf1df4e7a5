//! Which question of the newer form is which of the older one.

use super::{expression::Renamed, renames, tree::Tree};
use std::collections::HashMap;

/// What belongs together, by positions in the two trees.
pub(super) struct Pairs<'a> {
    /// For each node of the older form, its counterpart.
    pub(super) new_of: Vec<Option<usize>>,
    /// For each node of the newer form, its counterpart.
    pub(super) old_of: Vec<Option<usize>>,
    /// The names that probably changed.
    pub(super) renamed: Renamed<'a>,
}

impl Pairs<'_> {
    pub(super) fn join(&mut self, old: usize, new: usize) {
        self.new_of[old] = Some(new);
        self.old_of[new] = Some(old);
    }

    pub(super) fn is_free(&self, old: usize, new: usize) -> bool {
        self.new_of[old].is_none() && self.old_of[new].is_none()
    }
}

/// Finds what belongs together: by path, by name, and then by likeness.
pub(super) fn pairs<'a>(old: &Tree<'a>, new: &Tree<'a>) -> Pairs<'a> {
    let mut pairs =
        Pairs { new_of: vec![None; old.nodes.len()], old_of: vec![None; new.nodes.len()], renamed: Renamed::default() };
    by_key(old, new, &mut pairs, |tree, node| tree.nodes[node].path.clone());
    by_key(old, new, &mut pairs, |tree, node| tree.nodes[node].name().to_owned());
    renames::find(old, new, &mut pairs);
    pairs
}

/// Joins what has the same key, in order where several have it. A question and a section never belong together.
fn by_key(old: &Tree<'_>, new: &Tree<'_>, pairs: &mut Pairs<'_>, key: impl Fn(&Tree<'_>, usize) -> String) {
    let mut waiting: HashMap<(bool, String), Vec<usize>> = HashMap::new();
    for node in (0..new.nodes.len()).rev().filter(|&node| pairs.old_of[node].is_none()) {
        waiting.entry((new.nodes[node].is_question(), key(new, node))).or_default().push(node);
    }
    for node in 0..old.nodes.len() {
        if pairs.new_of[node].is_some() {
            continue;
        }
        let found = waiting.get_mut(&(old.nodes[node].is_question(), key(old, node))).and_then(Vec::pop);
        if let Some(found) = found {
            pairs.join(node, found);
        }
    }
}
