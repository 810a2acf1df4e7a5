//! Tables in the hierarchy of their places.

use crate::table::{Table, TableProblem, TableProblems};
use std::collections::BTreeMap;
use vocab::Pcode;

/// Tables with who lies in whom; places are numbered in the order of their codes, so that results do not depend on the
/// order tables come in.
pub(crate) struct Tree<'a> {
    pub(crate) tables: Vec<&'a Table>,
    pub(crate) children: Vec<Vec<usize>>,
    /// Numbers of all places, deepest first.
    pub(crate) deepest_first: Vec<usize>,
}

impl<'a> Tree<'a> {
    pub(crate) fn new(tables: &'a [Table]) -> Result<Self, TableProblems> {
        let mut sorted: Vec<&Table> = tables.iter().collect();
        sorted.sort_by(|a, b| a.place.cmp(&b.place));
        let numbers: BTreeMap<&Pcode, usize> = sorted.iter().enumerate().map(|(n, table)| (&table.place, n)).collect();
        let parent_of = |table: &Table| table.parent.as_ref().and_then(|parent| numbers.get(parent).copied());
        let parent: Vec<Option<usize>> = sorted.iter().map(|table| parent_of(table)).collect();
        let depths: Vec<Option<usize>> = (0..sorted.len()).map(|number| depth(number, &parent)).collect();
        let problems = problems(tables, &sorted, &depths);
        if !problems.is_empty() {
            return Err(TableProblems(problems));
        }
        let mut children = vec![Vec::new(); sorted.len()];
        for (number, parent) in parent.iter().enumerate() {
            if let Some(parent) = parent {
                children[*parent].push(number);
            }
        }
        let mut deepest_first: Vec<usize> = (0..sorted.len()).collect();
        deepest_first.sort_by_key(|number| std::cmp::Reverse(depths[*number]));
        Ok(Self { tables: sorted, children, deepest_first })
    }

    pub(crate) fn cells(&self, place: usize) -> &[u64] {
        &self.tables[place].cells
    }

    pub(crate) fn total(&self, place: usize) -> u64 {
        self.cells(place).iter().sum()
    }

    pub(crate) fn len(&self) -> usize {
        self.tables.len()
    }
}

/// Steps up to the top; none in a circle.
fn depth(number: usize, parent: &[Option<usize>]) -> Option<usize> {
    let mut above = parent[number];
    for steps in 0..=parent.len() {
        match above {
            None => return Some(steps),
            Some(next) => above = parent[next],
        }
    }
    None
}

fn problems(tables: &[Table], sorted: &[&Table], depths: &[Option<usize>]) -> Vec<TableProblem> {
    let twice = sorted.windows(2).filter(|pair| pair[0].place == pair[1].place);
    let twice = twice.map(|pair| TableProblem::Twice { place: pair[0].place.clone() });
    let expected = tables.first().map_or(0, |table| table.cells.len());
    let cells = sorted.iter().filter(|table| table.cells.len() != expected);
    let cells =
        cells.map(|table| TableProblem::Cells { place: table.place.clone(), found: table.cells.len(), expected });
    let circles = sorted.iter().zip(depths).filter(|(_, depth)| depth.is_none());
    let circles = circles.map(|(table, _)| TableProblem::Circle { place: table.place.clone() });
    twice.chain(cells).chain(circles).collect()
}
