//! The shape of a data set: its columns, and who may see each of them.

use crate::Text;
use serde::{Deserialize, Serialize};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnType {
    /// Free text.
    Text,
    /// A whole number.
    Integer,
    /// A decimal number.
    Decimal,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A moment.
    Moment,
    /// One choice, by name.
    Choice,
    /// Several choices, by name.
    Choices,
    /// A position.
    Point,
    /// The name of an attached file.
    File,
    /// Entries of a repeat; `Column::columns` has their shape.
    Repeat,
}

/// Whether a column tells of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Sensitivity {
    /// Tells nothing of a person.
    #[default]
    None,
    /// Personal data: encrypted at rest, never in a snapshot that publication reads.
    Personal,
}

/// Who a column may be shared with, fixed per question before collection.
///
/// Source: DTM & Partners Toolkit, "Sharing modality depends on type of data". A question that says nothing is not public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Sharing {
    /// Anyone.
    Public,
    /// Bilaterally, under agreement, with those who can respond.
    #[default]
    Sensitive,
    /// At once, with those who must act.
    UrgentAction,
}

/// A column of a data set: one question of a form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// The question's name.
    pub name: String,
    /// What it holds.
    pub kind: ColumnType,
    /// What people read.
    pub label: Text,
    /// Whether it tells of a person.
    #[serde(default)]
    pub sensitivity: Sensitivity,
    /// Who may see it.
    #[serde(default)]
    pub sharing: Sharing,
    /// Names of the choices, for `Choice` and `Choices` whose list is part of the form; empty otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
    /// Columns of a repeat's entries; empty otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Column>,
}

/// The columns of a data set, in the form's order. Names are unique at each level.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Schema {
    /// The columns.
    pub columns: Vec<Column>,
}

impl Schema {
    /// The column of that name at the top level.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}
