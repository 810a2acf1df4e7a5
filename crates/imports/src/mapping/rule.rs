//! What a mapping checks and points out beyond single cells.

use super::{ColumnRef, Condition};
use serde::Deserialize;

/// Questions that are parts of another question's number: sexes and ages of a total, reasons of a total.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Whole {
    /// The question that holds the number.
    pub total: String,
    /// The questions that hold its parts.
    pub parts: Vec<String>,
    /// Whether an empty part is zero once the given parts add up to the total: nothing is left for it. Otherwise, and
    /// whenever they do not add up, an empty part stays unknown.
    #[serde(default)]
    pub rest_is_zero: bool,
    /// What it does when the parts contradict the total.
    #[serde(default)]
    pub on_mismatch: OnMismatch,
}

/// What parts that contradict their total do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OnMismatch {
    /// All values are kept and the report says so.
    #[default]
    Note,
    /// The parts are set aside; the total is kept.
    SetPartsAside,
    /// The parts and the total are set aside: none of them can be believed.
    SetAllAside,
    /// The row is refused.
    RefuseRow,
}

/// Rows that whoever imports should know of.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Notice {
    /// Which rows.
    pub when: Vec<Condition>,
    /// What to know, for the report.
    pub why: String,
}

/// A sum the workbook states in one of its other sheets.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Total {
    /// The question whose numbers are summed over all accepted rows.
    pub question: String,
    /// The sheet that states the sum.
    pub sheet: String,
    /// The row of the sum, found by its label so that a longer table does not move it: the `occurrence`-th row whose
    /// first filled cell says this.
    pub label: String,
    /// Which such row, from 1.
    #[serde(default = "first")]
    pub occurrence: usize,
    /// The letter of the column of the sum.
    pub column: String,
}

fn first() -> usize {
    1
}

/// Rows that say the same as another row but for a few columns.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NearDuplicates {
    /// The columns that may differ.
    pub ignoring: Vec<ColumnRef>,
    /// What to know, for the report.
    pub why: String,
}
