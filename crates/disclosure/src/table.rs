//! What is protected, and by which rule.

use serde::{Deserialize, Serialize};
use std::fmt;
use thiserror::Error;
use vocab::Pcode;

/// A recipe with its parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Counts from 1 to one below this are small. 5 is our default; zero is never small.
    pub threshold: u64,
}

impl Rule {
    /// Name and version of the recipe, shown beside what it withheld.
    pub const RECIPE: &'static str = "small-counts/1";
}

impl Default for Rule {
    fn default() -> Self {
        Self { threshold: 5 }
    }
}

/// The counts of one place, cell by cell in an order all places share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The place.
    pub place: Pcode,
    /// The place whose table counts the same people again; none at the top, or if that table is not shown.
    pub parent: Option<Pcode>,
    /// The counts; 0 where nothing was reported.
    pub cells: Vec<u64>,
}

/// What keeps tables from being protected; all of it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the tables cannot be protected:{}", lines(.0))]
pub struct TableProblems(pub Vec<TableProblem>);

/// One thing that keeps tables from being protected.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TableProblem {
    /// A place has two tables.
    #[error("{place} has two tables; pass one for each place")]
    Twice {
        /// The place.
        place: Pcode,
    },
    /// A table has more or fewer cells than the first.
    #[error("{place} has {found} cells and the first table {expected}; pass every table with the same cells")]
    Cells {
        /// The place.
        place: Pcode,
        /// Cells of its table.
        found: usize,
        /// Cells of the first table.
        expected: usize,
    },
    /// A place is said to lie in itself, over however many steps.
    #[error("{place} lies in itself; correct the places' parents")]
    Circle {
        /// The place.
        place: Pcode,
    },
}

fn lines(problems: &[TableProblem]) -> impl fmt::Display + use<> {
    problems.iter().map(|problem| format!("\n  - {problem}")).collect::<String>()
}
