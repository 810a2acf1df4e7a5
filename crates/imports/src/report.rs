//! What an import did with every row.

mod problem;
mod span;
mod text;

pub(crate) use problem::{Blame, Place};
pub use problem::{Problem, Severity};
pub use span::RowSpan;
pub(crate) use span::push as push_row;

use crate::{columns::ColumnName, source::Visibility};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vocab::RoundNumber;

/// What an import did with every row of a file. Its `Display` is the report for people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportReport {
    /// The file's name.
    pub file: String,
    /// SHA-256 of the file, in hex.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
    /// Code of the mapping.
    pub mapping: String,
    /// Version of the mapping.
    pub mapping_version: String,
    /// The exercise the records belong to.
    pub exercise: String,
    /// The form the records answer.
    pub form: String,
    /// Accepted records per round.
    pub rounds: BTreeMap<RoundNumber, u64>,
    /// The sheets that were read, the one of the records first.
    pub sheets: Vec<SheetReport>,
    /// The sheets that were not read. Hidden ones deserve a look before the file is passed on.
    pub unread: Vec<UnreadSheet>,
    /// Our sums beside those the file states.
    pub totals: Vec<TotalReport>,
    /// Questions of the form that this format says nothing about.
    pub unanswered: Vec<String>,
    /// Everything wrong or worth knowing, by sheet and row.
    pub problems: Vec<Problem>,
}

/// What became of the rows of one sheet: `read = accepted + refused + skipped`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetReport {
    /// The sheet.
    pub sheet: String,
    /// Whether it is hidden.
    pub visibility: Visibility,
    /// The repeat whose entries its rows are; none for the sheet of the records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<String>,
    /// Rows from the first to the last that holds anything.
    pub read: u64,
    /// Rows that became a record, or an entry of one. Which of them are new is for the store to say.
    pub accepted: u64,
    /// Rows that were refused; each has its problems below.
    pub refused: u64,
    /// Rows that hold no data, and why.
    pub skipped: Vec<Skipped>,
    /// Columns that the mapping does not use.
    pub unread_columns: Vec<ColumnName>,
}

/// Rows that hold no data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// Why.
    pub why: SkipReason,
    /// Which.
    pub rows: Vec<RowSpan>,
}

/// Why a row holds no data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// It stands above the header.
    AboveHeader,
    /// It is the header.
    Header,
    /// It holds the HXL hashtags.
    Hxl,
    /// It is empty.
    Blank,
}

/// A sheet that was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreadSheet {
    /// The sheet.
    pub sheet: String,
    /// Whether it is hidden.
    pub visibility: Visibility,
}

/// Our sum beside the one the file states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TotalReport {
    /// The question summed over all accepted rows.
    pub question: String,
    /// Our sum.
    pub ours: i64,
    /// The file's sum, if there is a number.
    pub theirs: Option<i64>,
    /// Where the file states it.
    pub place: String,
}

impl SheetReport {
    /// Rows that hold no data.
    pub fn skipped_rows(&self) -> u64 {
        self.skipped.iter().flat_map(|skipped| &skipped.rows).map(RowSpan::count).sum()
    }
}

impl ImportReport {
    /// Accepted records of all rounds.
    pub fn records(&self) -> u64 {
        self.rounds.values().sum()
    }

    /// Refused rows of all sheets.
    pub fn refused(&self) -> u64 {
        self.sheets.iter().map(|sheet| sheet.refused).sum()
    }

    /// Problems of one severity.
    pub fn of_severity(&self, severity: Severity) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(move |problem| problem.severity == severity)
    }
}
