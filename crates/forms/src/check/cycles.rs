//! Expressions that need each other: a client refuses the form, or never comes to rest.
//!
//! As JavaRosa sees it: calculations, relevance, required and read-only of a node need every node their paths name,
//! through conditions and positions in repeats too, and the node itself is one of them. What lies in a group needs the
//! group. Constraints, choice filters, repeat counts, defaults and triggered calculations are evaluated for themselves.

use super::targets::Targets;
use crate::{
    form::{Form, Item},
    problems::{Cell, Code, Report},
    xform::Paths,
    xpath,
};
use std::collections::{BTreeSet, HashMap};

/// What each node's value or relevance depends on.
struct Needs {
    of: Vec<BTreeSet<usize>>,
    rows: Vec<u32>,
}

pub(super) fn check(form: &Form, sheet: &str, paths: &Paths<'_>, report: &mut Report) {
    let count = paths.len();
    let mut needs = Needs { of: vec![BTreeSet::new(); count], rows: vec![0; count] };
    let targets = Targets::new(paths);
    gather(&form.items, &format!("/{}", form.root), None, &targets, &mut needs);
    for circle in circles(&needs.of) {
        let names: Vec<&str> = circle.iter().chain(circle.first()).map(|id| paths.name(*id)).collect();
        let row = circle.iter().map(|id| needs.rows[*id]).filter(|row| *row > 0).min().unwrap_or(1);
        report.say(Code::ReferenceCycle, Cell::row(sheet, row), &[("names", &names.join(" → "))]);
    }
}

fn gather(items: &[Item], above: &str, section: Option<usize>, targets: &Targets<'_>, needs: &mut Needs) {
    for item in items {
        let path = format!("{above}/{}", item.name());
        let Some(id) = targets.paths.at(&path) else { continue };
        needs.of[id].extend(section);
        needs.rows[id] = match item {
            Item::Question(question) => question.row,
            Item::Section(section) => section.row,
        };
        for text in evaluated_together(item) {
            if let Ok(tree) = xpath::parse(text) {
                targets.of(&tree, id, &mut needs.of[id]);
            }
        }
        if let Item::Section(section) = item {
            gather(&section.items, &path, Some(id), targets, needs);
        }
    }
}

/// A calculation with a trigger is an action, evaluated when its question changes and not otherwise. Of a section only
/// its relevance reaches what lies in it.
fn evaluated_together(item: &Item) -> impl Iterator<Item = &str> {
    let expressions = match item {
        Item::Question(question) => {
            let bind = &question.bind;
            let calculate = bind.calculate().filter(|_| question.trigger.is_empty());
            [bind.relevant(), bind.required(), bind.readonly(), calculate]
        }
        Item::Section(section) => [section.bind.relevant(), None, None, None],
    };
    expressions.into_iter().flatten()
}

/// One circle of each knot, found without recursion: whatever needs nothing is taken away until only knots are left.
fn circles(needs: &[BTreeSet<usize>]) -> Vec<Vec<usize>> {
    let mut open: Vec<usize> = needs.iter().map(BTreeSet::len).collect();
    let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); needs.len()];
    for (id, of) in needs.iter().enumerate() {
        of.iter().for_each(|target| needed_by[*target].push(id));
    }
    let mut free: Vec<usize> = (0..needs.len()).filter(|id| open[*id] == 0).collect();
    let mut left: BTreeSet<usize> = (0..needs.len()).collect();
    while let Some(id) = free.pop() {
        left.remove(&id);
        for dependent in &needed_by[id] {
            open[*dependent] -= 1;
            if open[*dependent] == 0 {
                free.push(*dependent);
            }
        }
    }
    let mut circles = Vec::new();
    while let Some(first) = left.first().copied() {
        let mut way: Vec<usize> = vec![first];
        let mut on_way: HashMap<usize, usize> = HashMap::from([(first, 0)]);
        let circle = loop {
            let Some(next) = way.last().and_then(|id| needs[*id].iter().find(|target| left.contains(target))) else {
                break Vec::new();
            };
            if let Some(start) = on_way.get(next) {
                break way[*start..].to_vec();
            }
            on_way.insert(*next, way.len());
            way.push(*next);
        };
        way.iter().for_each(|id| {
            left.remove(id);
        });
        if !circle.is_empty() {
            circles.push(circle);
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_knot_gives_one_circle() {
        let needs = [vec![1], vec![2], vec![0], vec![0], vec![], vec![4]];
        let needs: Vec<BTreeSet<usize>> = needs.into_iter().map(|of| of.into_iter().collect()).collect();
        assert_eq!(circles(&needs), [vec![0, 1, 2]]);
    }
}
