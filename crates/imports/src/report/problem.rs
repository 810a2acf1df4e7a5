//! One thing wrong or worth knowing.

use crate::{columns::ColumnName, trouble::Trouble};
use serde::{Deserialize, Serialize};

/// What a problem did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The row was refused: nothing of it is kept.
    RowRefused,
    /// The value was set aside: the row is kept, the answer is absent.
    ValueSetAside,
    /// Everything is kept, and somebody should know.
    Note,
}

/// One thing wrong or worth knowing, exactly where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What it did.
    pub severity: Severity,
    /// A code that does not change when the message does.
    pub code: String,
    /// The sheet.
    pub sheet: String,
    /// The row as the workbook numbers it; none for the sheet as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// The column; none for the row as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<ColumnName>,
    /// The value as it stands in the file; personal values are not repeated here.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub remedy: String,
}

/// A value and what is wrong with it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Blame {
    pub column: Option<ColumnName>,
    pub value: String,
    pub trouble: Box<Trouble>,
}

impl Blame {
    /// What is wrong with the value of a column.
    pub fn value(column: &ColumnName, value: impl Into<String>, trouble: Trouble) -> Self {
        Self { column: Some(column.clone()), value: value.into(), trouble: Box::new(trouble) }
    }

    /// What is wrong with a row as a whole.
    pub fn row(trouble: Trouble) -> Self {
        Self { column: None, value: String::new(), trouble: Box::new(trouble) }
    }
}

/// A sheet and a row of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    pub sheet: &'a str,
    pub row: u64,
}

impl Place<'_> {
    pub fn problem(self, severity: Severity, blame: Blame) -> Problem {
        Problem {
            severity,
            code: blame.trouble.code().to_owned(),
            sheet: self.sheet.to_owned(),
            row: (self.row > 0).then_some(self.row),
            column: blame.column,
            value: shorten(&blame.value),
            message: blame.trouble.to_string(),
            remedy: blame.trouble.remedy().to_owned(),
        }
    }
}

/// A report is for reading: of a very long text its beginning is enough to find it.
fn shorten(value: &str) -> String {
    const LONGEST: usize = 120;
    match value.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", value.get(..at).unwrap_or_default()),
        None => value.to_owned(),
    }
}
