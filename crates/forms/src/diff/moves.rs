//! What stands elsewhere: the fewest that explain the new order.

use super::{
    change::Place,
    matching::Pairs,
    tree::{Node, Tree},
};
use std::collections::HashSet;

/// What moved among what belongs together, by positions in the newer form.
pub(super) struct Moves {
    /// Stands in another section.
    pub(super) elsewhere: HashSet<usize>,
    /// Stands in the same section, before or behind what it was not.
    pub(super) reordered: HashSet<usize>,
    /// Questions that come in the same order as before among all questions.
    pub(super) in_order: HashSet<usize>,
}

impl Moves {
    pub(super) fn of(old: &Tree<'_>, new: &Tree<'_>, pairs: &Pairs<'_>) -> Self {
        let joined = |node: usize| pairs.old_of[node].map(|old| (node, old));
        let mut elsewhere = HashSet::new();
        for (node, mine) in (0..new.nodes.len()).filter_map(joined) {
            let expected = old.nodes[mine].parent.map(|parent| pairs.new_of[parent]);
            if expected != new.nodes[node].parent.map(Some) {
                elsewhere.insert(node);
            }
        }
        let mut reordered = HashSet::new();
        for parent in std::iter::once(None).chain((0..new.nodes.len()).map(Some)) {
            let stayed = new.children(parent).iter().filter(|child| !elsewhere.contains(child));
            let siblings: Vec<(usize, usize)> = stayed.filter_map(|&child| joined(child)).collect();
            let kept = longest_rising(&siblings.iter().map(|&(_, old)| old).collect::<Vec<_>>());
            reordered.extend(siblings.iter().enumerate().filter(|(at, _)| !kept.contains(at)).map(|(_, pair)| pair.0));
        }
        let all: Vec<(usize, usize)> = (0..new.nodes.len()).filter_map(joined).collect();
        let kept = longest_rising(&all.iter().map(|&(_, old)| old).collect::<Vec<_>>());
        let in_order = all.iter().enumerate().filter(|(at, _)| kept.contains(at)).map(|(_, pair)| pair.0).collect();
        Self { elsewhere, reordered, in_order }
    }
}

/// Where a node stands.
pub(super) fn place(tree: &Tree<'_>, node: usize) -> Place {
    let Node { parent, before, .. } = tree.nodes[node];
    Place {
        section: parent.map(|parent| tree.nodes[parent].path.clone()).unwrap_or_default(),
        after: before.map(|before| tree.nodes[before].name().to_owned()),
    }
}

/// Positions of a longest rising run of these distinct numbers, gaps allowed: what is not in it has moved.
pub(super) fn longest_rising(numbers: &[usize]) -> HashSet<usize> {
    let mut ends: Vec<usize> = Vec::new(); // for each length, the position of the smallest last number
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (position, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|&end| numbers[end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(position);
        } else {
            ends[length] = position;
        }
    }
    std::iter::successors(ends.last().copied(), |&position| before[position]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_jumps_is_the_one_that_moved() {
        let kept = longest_rising(&[3, 0, 1, 2]);
        assert_eq!(kept, HashSet::from([1, 2, 3]));
        assert_eq!(longest_rising(&[]), HashSet::new());
        assert_eq!(longest_rising(&[0, 1, 2]).len(), 3);
    }
}
