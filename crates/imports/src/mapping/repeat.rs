//! Repeats that lie in sheets of their own, as Kobo and ODK export them.

use super::{ColumnRef, Question, SheetSpec};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A repeat whose entries are the rows of another sheet.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Repeat {
    /// The sheet.
    pub sheet: SheetSpec,
    /// The column, in that sheet, that says which row it belongs to (`_parent_index`).
    pub parent: ColumnRef,
    /// The column, in the main sheet, that it points to (`_index`).
    pub index: ColumnRef,
    /// Columns that should say the same in both; where they do not, the report says so and the index is believed.
    #[serde(default)]
    pub agrees: Vec<Agreement>,
    /// Where the entry's answers come from.
    pub questions: BTreeMap<String, Question>,
}

/// Two columns that should say the same.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Agreement {
    /// In the repeat's sheet.
    pub column: ColumnRef,
    /// In the main sheet.
    pub parent: ColumnRef,
}
