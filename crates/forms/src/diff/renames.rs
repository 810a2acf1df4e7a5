//! What probably has another name now: the same kind of thing that reads or computes the same, or stands in the same gap.

use super::{
    kinds,
    matching::Pairs,
    texts,
    tree::{Node, Thing, Tree},
};
use std::collections::{HashMap, HashSet};

/// Joins what was probably renamed. Sections come first: what lies in them is then in the same place.
pub(super) fn find<'a>(old: &Tree<'a>, new: &Tree<'a>, pairs: &mut Pairs<'a>) {
    by_content(old, new, pairs);
    by_face(old, new, pairs);
    by_gap(old, new, pairs);
    // A name that is still in use somewhere is not followed: an expression may mean either.
    let kept: HashSet<&str> = new.nodes.iter().map(Node::name).collect();
    for (position, counterpart) in pairs.new_of.iter().enumerate() {
        let Some(counterpart) = *counterpart else { continue };
        let (from, to) = (old.nodes[position].name(), new.nodes[counterpart].name());
        if from != to && !kept.contains(from) {
            pairs.renamed.0.insert(from, to);
        }
    }
}

/// A section is another's successor if most of what lay in it lies there now, and that has none yet.
fn by_content(old: &Tree<'_>, new: &Tree<'_>, pairs: &mut Pairs<'_>) {
    for section in (0..old.nodes.len()).rev() {
        if old.nodes[section].is_question() || pairs.new_of[section].is_some() {
            continue;
        }
        let children = old.children(Some(section));
        let mut votes: HashMap<usize, usize> = HashMap::new();
        for parent in children.iter().filter_map(|&child| new.nodes[pairs.new_of[child]?].parent) {
            *votes.entry(parent).or_default() += 1;
        }
        let most = votes.into_iter().max_by_key(|&(parent, count)| (count, std::cmp::Reverse(parent)));
        let Some((heir, count)) = most else { continue };
        let majority = 2 * count > children.len() && 2 * count > new.children(Some(heir)).len();
        if majority && pairs.is_free(section, heir) && old.nodes[section].is_repeat() == new.nodes[heir].is_repeat() {
            pairs.join(section, heir);
        }
    }
}

/// What a question shows of itself: its type, and its label or else its calculation. Joined if nothing else shows the same.
fn by_face(old: &Tree<'_>, new: &Tree<'_>, pairs: &mut Pairs<'_>) {
    let faces = |tree: &Tree<'_>, counterparts: &[Option<usize>]| {
        let mut faces: HashMap<(&'static str, String), Vec<usize>> = HashMap::new();
        for (position, node) in tree.nodes.iter().enumerate() {
            if let (None, Some(face)) = (counterparts[position], face(tree, node)) {
                faces.entry(face).or_default().push(position);
            }
        }
        faces
    };
    let mut newer = faces(new, &pairs.old_of);
    let mut older: Vec<_> = faces(old, &pairs.new_of).into_iter().collect();
    older.sort_by_key(|(_, nodes)| nodes[0]);
    for (face, mine) in older {
        let theirs = newer.remove(&face).unwrap_or_default();
        if let ([mine], [theirs]) = (mine.as_slice(), theirs.as_slice()) {
            pairs.join(*mine, *theirs);
        }
    }
}

fn face(tree: &Tree<'_>, node: &Node<'_>) -> Option<(&'static str, String)> {
    let Thing::Question(question) = node.thing else { return None };
    let label = question.label.as_ref().map(|label| texts::essence(label.in_language(&tree.form.default_language)));
    let says = label.filter(|label| !label.is_empty()).or_else(|| {
        let calculation = question.bind.calculate()?;
        Some(calculation.split_whitespace().collect::<Vec<_>>().join(" "))
    })?;
    Some((kinds::name(&question.kind), says))
}

/// One that is gone and one that is new, of one type, right behind what belongs together: the same if they read alike.
fn by_gap(old: &Tree<'_>, new: &Tree<'_>, pairs: &mut Pairs<'_>) {
    let parents = std::iter::once(None).chain((0..old.nodes.len()).map(Some));
    for parent in parents {
        let counterpart = match parent {
            None => None,
            Some(parent) if old.nodes[parent].is_question() => continue,
            Some(parent) => match pairs.new_of[parent] {
                None => continue,
                found => found,
            },
        };
        let (mine, theirs) = (old.children(parent), new.children(counterpart));
        let position: HashMap<usize, usize> = theirs.iter().enumerate().map(|(at, &node)| (node, at)).collect();
        for (at, &gone) in mine.iter().enumerate() {
            let expected = match at.checked_sub(1) {
                None => Some(0),
                Some(before) => {
                    pairs.new_of[mine[before]].and_then(|before| position.get(&before)).map(|before| before + 1)
                }
            };
            let Some(&come) = expected.and_then(|expected| theirs.get(expected)) else { continue };
            if pairs.is_free(gone, come) && reads_alike(old, gone, new, come) {
                pairs.join(gone, come);
            }
        }
    }
}

fn reads_alike(old: &Tree<'_>, gone: usize, new: &Tree<'_>, come: usize) -> bool {
    let (Some((kind, mine)), Some((other, theirs))) = (face(old, &old.nodes[gone]), face(new, &new.nodes[come])) else {
        return false;
    };
    kind == other && texts::are_alike(&mine, &theirs)
}
