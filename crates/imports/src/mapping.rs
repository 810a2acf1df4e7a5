//! A mapping: how one source format becomes records. Data, not code; one reviewable TOML file each.

mod check;
mod column;
mod parse;
mod place;
mod question;
mod repeat;
mod rule;

pub use check::MappingProblem;
pub(crate) use column::ColumnRef;
pub use parse::MappingError;
pub(crate) use place::{Places, Rewrite};
pub(crate) use question::{Condition, OnProblem, Question, SourceKind};
pub(crate) use repeat::Repeat;
pub(crate) use rule::{NearDuplicates, Notice, OnMismatch, Total, Whole};

use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use vocab::{Missing, Text};

/// What kind of file a mapping reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// An Excel workbook (`.xlsx`).
    Xlsx,
    /// Comma-separated values in UTF-8.
    Csv,
    /// One JSON document that holds an array of flat objects.
    Json,
}

/// How one source format becomes records of one exercise.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// What it is called on the command line and in the report.
    pub code: String,
    /// Raised whenever the same file would give other records.
    pub version: String,
    /// What people read.
    pub title: Text,
    /// The exercise whose rounds the records belong to.
    pub exercise: String,
    /// The form whose questions are answered.
    pub form: String,
    /// The kind of file.
    pub format: Format,
    /// Which files it is for.
    #[serde(default)]
    pub(crate) recognise: Recognise,
    /// Where the rows are.
    #[serde(default)]
    pub(crate) sheet: SheetSpec,
    /// Where the rows are in a JSON document.
    #[serde(default)]
    pub(crate) json: JsonSpec,
    /// Which round a row belongs to.
    #[serde(default)]
    pub(crate) round: RoundSpec,
    /// What a row is known by in its source.
    #[serde(default)]
    pub(crate) identity: Identity,
    /// Where the row's place is.
    pub(crate) places: Places,
    /// Texts that stand for "no value", with the reason they stand for.
    #[serde(default)]
    pub(crate) nulls: BTreeMap<String, Missing>,
    /// Where each question's answer comes from.
    pub(crate) questions: BTreeMap<String, Question>,
    /// Repeats that lie in sheets of their own.
    #[serde(default)]
    pub(crate) repeats: BTreeMap<String, Repeat>,
    /// Questions that are parts of another question's number.
    #[serde(default)]
    pub(crate) wholes: Vec<Whole>,
    /// Rows to point out in the report.
    #[serde(default)]
    pub(crate) notices: Vec<Notice>,
    /// Sums the file itself states somewhere.
    #[serde(default)]
    pub(crate) totals: Vec<Total>,
    /// Rows that say the same as another row.
    #[serde(default)]
    pub(crate) near_duplicates: Option<NearDuplicates>,
}

/// What a file must show for the mapping to be proposed for it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recognise {
    /// Sheets that must all exist.
    #[serde(default)]
    pub sheets: Vec<String>,
    /// Headers (keys, in JSON) that must all exist.
    #[serde(default)]
    pub headers: Vec<String>,
    /// Headers (keys, in JSON) of which none may exist.
    #[serde(default)]
    pub without: Vec<String>,
}

/// Where the header and the rows of a sheet are, counted from 1 as the workbook shows them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct SheetSpec {
    /// The sheet's name; a CSV file has none.
    pub name: Option<String>,
    /// The row of headers; none where the file has no such row, which a mapping says with `header_row = "none"`.
    #[serde(deserialize_with = "header_row")]
    pub header_row: Option<u64>,
    /// The row of HXL hashtags, if there is one.
    pub hxl_row: Option<u64>,
}

impl Default for SheetSpec {
    fn default() -> Self {
        Self { name: None, header_row: Some(1), hxl_row: None }
    }
}

fn header_row<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "header_row is the number of a row, or \"none\"")]
    enum Written {
        Row(u64),
        Word(NoRow),
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum NoRow {
        None,
    }
    Written::deserialize(deserializer).map(|written| match written {
        Written::Row(number) => Some(number),
        Written::Word(NoRow::None) => None,
    })
}

impl SheetSpec {
    /// The first row of data: below the header and the hashtags.
    pub fn first_row(&self) -> u64 {
        self.header_row.max(self.hxl_row).unwrap_or(0).saturating_add(1)
    }
}

/// Where the rows of a JSON document are.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct JsonSpec {
    /// The key of the array of objects.
    pub rows: String,
    /// The key of the number of rows the sender meant to send; another number means the file was cut short.
    pub count: Option<String>,
    /// The key that is `true` when the sender answered in full.
    pub success: Option<String>,
}

impl Default for JsonSpec {
    fn default() -> Self {
        Self { rows: "result".to_owned(), count: None, success: None }
    }
}

/// Which round a row belongs to: fixed here, read from a column, or (when neither is said) given by whoever imports.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RoundSpec {
    /// The round this format was made for.
    pub fixed: Option<u32>,
    /// The column of the round's number.
    pub column: Option<ColumnRef>,
    /// What stands before the number in that column (`R` in `R38`).
    pub prefix: String,
}

/// What a row is known by in its source. Without columns a row is known by the file's hash, sheet and row.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Identity {
    /// Columns that together occur once in a round.
    #[serde(default)]
    pub columns: Vec<ColumnRef>,
}
