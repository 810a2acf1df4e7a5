//! Where one question's answer comes from.

use super::ColumnRef;
use serde::Deserialize;
use std::collections::BTreeMap;
use vocab::Missing;

/// Where one question's answer comes from: exactly one of the sources, and how its cells are read. What type the answer
/// has is the form's to say.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Written")]
pub(crate) struct Question {
    /// The cell of one column.
    pub column: Option<ColumnRef>,
    /// The sum of the columns that are given; absent when none is (unknown is not zero).
    pub sum: Vec<ColumnRef>,
    /// The texts of the columns that are given, one after the other.
    pub join: Vec<ColumnRef>,
    /// What stands between joined texts.
    pub separator: String,
    /// Two columns in degrees.
    pub point: Option<PointColumns>,
    /// The same for every row.
    pub constant: Option<String>,
    /// The p-code of the row's place at this level.
    pub place: Option<u8>,
    /// The outcome of the first case whose conditions all hold; a row that fits none is a problem, never a default.
    pub cases: Vec<Case>,
    /// What the source's words mean in ours. When given, a word that is not listed is a problem.
    pub values: BTreeMap<String, String>,
    /// Texts that stand for "no value" in this question, beside the mapping's.
    pub nulls: BTreeMap<String, Missing>,
    /// Why an empty cell is empty.
    pub empty: Option<Missing>,
    /// Whether a row without a value is refused.
    pub required: bool,
    /// What a value that cannot be read does.
    pub on_problem: OnProblem,
    /// Whether numbers below zero are meant.
    pub negative: bool,
    /// How dates are written when they are text, as in `%d/%m/%Y`; otherwise ISO 8601.
    pub date_format: Option<String>,
}

/// What a value that cannot be read does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OnProblem {
    /// The row is refused.
    RefuseRow,
    /// The value is set aside: the row is kept, the answer is absent, the report says so.
    #[default]
    SetAside,
}

/// The columns of a position, WGS 84, in degrees.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PointColumns {
    /// Degrees north.
    pub latitude: ColumnRef,
    /// Degrees east.
    pub longitude: ColumnRef,
}

/// An outcome and what must hold for it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    /// All of these must hold.
    pub when: Vec<Condition>,
    /// The value.
    pub then: Option<String>,
    /// Or the reason why there is none.
    pub missing: Option<Missing>,
}

/// A column says one of these words; `""` is an empty cell.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Condition {
    /// The column.
    pub column: ColumnRef,
    /// The words.
    pub is: Vec<String>,
}

/// The kinds of source a question can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SourceKind {
    Column,
    Sum,
    Join,
    Point,
    Constant,
    Place,
    Cases,
}

impl Question {
    /// The kinds of source that are written down; a sound mapping has exactly one.
    pub fn sources(&self) -> Vec<SourceKind> {
        let written = [
            (self.column.is_some(), SourceKind::Column),
            (!self.sum.is_empty(), SourceKind::Sum),
            (!self.join.is_empty(), SourceKind::Join),
            (self.point.is_some(), SourceKind::Point),
            (self.constant.is_some(), SourceKind::Constant),
            (self.place.is_some(), SourceKind::Place),
            (!self.cases.is_empty(), SourceKind::Cases),
        ];
        written.into_iter().filter_map(|(given, kind)| given.then_some(kind)).collect()
    }
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a question's source is a header, or a table (see docs/how-to-add-an-import.md)")]
enum Written {
    Header(String),
    Full(Box<Full>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Full {
    column: Option<ColumnRef>,
    #[serde(default)]
    sum: Vec<ColumnRef>,
    #[serde(default)]
    join: Vec<ColumnRef>,
    #[serde(default = "semicolon")]
    separator: String,
    point: Option<PointColumns>,
    constant: Option<String>,
    place: Option<u8>,
    #[serde(default)]
    cases: Vec<Case>,
    #[serde(default)]
    values: BTreeMap<String, String>,
    #[serde(default)]
    nulls: BTreeMap<String, Missing>,
    empty: Option<Missing>,
    #[serde(default)]
    required: bool,
    #[serde(default)]
    on_problem: OnProblem,
    #[serde(default)]
    negative: bool,
    date_format: Option<String>,
}

fn semicolon() -> String {
    "; ".to_owned()
}

impl From<Written> for Question {
    fn from(written: Written) -> Self {
        let full = match written {
            Written::Full(full) => *full,
            Written::Header(header) => {
                let column = ColumnRef { header: Some(header), occurrence: None, of: None, hxl: None, at: None };
                return Self { column: Some(column), separator: semicolon(), ..Self::default() };
            }
        };
        Self {
            column: full.column,
            sum: full.sum,
            join: full.join,
            separator: full.separator,
            point: full.point,
            constant: full.constant,
            place: full.place,
            cases: full.cases,
            values: full.values,
            nulls: full.nulls,
            empty: full.empty,
            required: full.required,
            on_problem: full.on_problem,
            negative: full.negative,
            date_format: full.date_format,
        }
    }
}
