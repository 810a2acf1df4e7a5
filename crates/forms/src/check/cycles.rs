//! Expressions that need each other: a client refuses the form, or never comes to rest.
//!
//! As JavaRosa sees it: calculations, relevance, required and read-only of a node need every node their paths name,
//! through conditions and positions in repeats too, and the node itself is one of them. What lies in a group needs the
//! group. Constraints, choice filters, repeat counts, defaults and triggered calculations are evaluated for themselves.

use super::targets::Targets;
use crate::{
    form::{Form, Item},
    problems::{Cell, Code, Report},
    rows::{Row, Table},
    xform::Paths,
    xpath,
};
use std::collections::{BTreeSet, HashMap, HashSet};

/// What each node's value or relevance depends on.
struct Needs {
    of: Vec<BTreeSet<usize>>,
    rows: Vec<u32>,
}

pub(super) fn check(form: &Form, survey: &Table, paths: &Paths<'_>, report: &mut Report) {
    let count = paths.len();
    let mut needs = Needs { of: vec![BTreeSet::new(); count], rows: vec![0; count] };
    let targets = Targets::new(paths);
    gather(&form.items, &format!("/{}", form.root), None, &targets, &mut needs);
    let circles: Vec<Circle<'_>> = circles(&needs.of)
        .iter()
        .map(|circle| Circle {
            names: circle.iter().chain(circle.first()).map(|id| paths.name(*id)).collect(),
            row: circle.iter().map(|id| needs.rows[*id]).filter(|row| *row > 0).min().unwrap_or(1),
        })
        .collect();
    if circles.is_empty() {
        return;
    }
    let wanted: HashSet<u32> = circles.iter().map(|circle| circle.row).collect();
    let rows = survey.rows(true).filter(|row| wanted.contains(&row.number));
    let rows: HashMap<u32, Row<'_>> = rows.map(|row| (row.number, row)).collect();
    for circle in circles {
        let cell = rows.get(&circle.row).map_or_else(|| Cell::row(&survey.name, circle.row), |row| circle.cell(row));
        report.say(Code::ReferenceCycle, cell, &[("names", &circle.names.join(" → "))]);
    }
}

/// Names that need each other, and the first row of theirs.
struct Circle<'a> {
    names: Vec<&'a str>,
    row: u32,
}

impl Circle<'_> {
    /// The cell of the row that refers to one of the names.
    fn cell(&self, row: &Row<'_>) -> Cell {
        let names: HashSet<&str> = self.names.iter().copied().collect();
        let refers = |text: &str| {
            let found = xpath::in_text(text).unwrap_or_default();
            found.iter().any(|reference| names.contains(reference.name.as_str()))
        };
        let columns: [&[&str]; 4] =
            [&["bind", "relevant"], &["bind", "calculate"], &["bind", "required"], &["bind", "readonly"]];
        let found = columns.into_iter().find(|column| row.text(column).is_some_and(refers));
        found.map_or_else(|| row.place(), |column| row.cell(column))
    }
}

fn gather(items: &[Item], above: &str, section: Option<usize>, targets: &Targets<'_>, needs: &mut Needs) {
    for item in items {
        let path = item.path(above);
        if let Item::Section(flat) = item
            && flat.flat
        {
            gather(&flat.items, &path, section, targets, needs);
            continue;
        }
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
