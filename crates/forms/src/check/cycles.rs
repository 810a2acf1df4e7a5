//! Calculations and relevance that need each other: a client refuses the form, or never comes to rest.

use crate::{
    form::{Bind, Form, Item},
    problems::{Cell, Code, Report},
    rows::{Row, Table},
    xform::{Found, Paths},
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
    gather(&form.items, &format!("/{}", form.root), None, paths, &mut needs);
    let circles: Vec<Circle<'_>> = circles(&needs.of)
        .iter()
        .map(|circle| Circle {
            names: circle.iter().map(|id| paths.name(*id)).collect(),
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
        let columns: [&[&str]; 2] = [&["bind", "relevant"], &["bind", "calculate"]];
        let found = columns.into_iter().find(|column| row.text(column).is_some_and(refers));
        found.map_or_else(|| row.place(), |column| row.cell(column))
    }
}

fn gather(items: &[Item], above: &str, section: Option<usize>, paths: &Paths<'_>, needs: &mut Needs) {
    for item in items {
        let path = item.path(above);
        if let Item::Section(flat) = item
            && flat.flat
        {
            gather(&flat.items, &path, section, paths, needs);
            continue;
        }
        let Some(id) = paths.at(&path) else { continue };
        // What lies in a section is relevant only where the section is.
        needs.of[id].extend(section);
        let (bind, row) = match item {
            Item::Question(question) => (&question.bind, question.row),
            Item::Section(section) => (&section.bind, section.row),
        };
        needs.rows[id] = row;
        references(bind, id, paths, &mut needs.of[id]);
        if let Item::Section(section) = item {
            gather(&section.items, &path, Some(id), paths, needs);
        }
    }
}

/// References that look at other entries of a repeat, through conditions or positions, are no circle; nor is a
/// calculation that keeps its own value.
fn references(bind: &Bind, own: usize, paths: &Paths<'_>, needs: &mut BTreeSet<usize>) {
    for text in [bind.relevant(), bind.calculate()].into_iter().flatten() {
        let Ok(tree) = xpath::parse(text) else { continue };
        let uses = xpath::in_expression(text, &tree);
        for found in
            uses.into_iter().filter(|found| !found.in_predicate && !found.in_full && !found.reference.last_saved)
        {
            if let Some(Found::One(target)) = paths.find(&found.reference.name)
                && target != own
                && !paths.is_above(target, own)
            {
                needs.insert(target);
            }
        }
    }
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
        let circle = loop {
            let Some(next) = way.last().and_then(|id| needs[*id].iter().find(|target| left.contains(target))) else {
                break Vec::new();
            };
            if let Some(start) = way.iter().position(|id| id == next) {
                break way[start..].to_vec();
            }
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
