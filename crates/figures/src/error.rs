//! What can go wrong, said so that whoever reads it knows where and what to do.

use datafusion::arrow::error::ArrowError;
use datafusion::error::DataFusionError;
use datafusion::parquet::errors::ParquetError;
use std::fmt;
use thiserror::Error;
use vocab::{ColumnType, RecordKey, Value};

/// Why records could not be frozen.
#[derive(Debug, Error)]
pub enum SnapshotError {
    /// The records or the schema do not fit; all reasons.
    #[error("the snapshot was not written: {}", List(.0))]
    Refused(Vec<SnapshotProblem>),
    /// A record lies in more administrative levels than there are.
    #[error("a record has {levels} levels of places; an administrative hierarchy has at most 255")]
    TooDeep {
        /// Levels of the deepest record.
        levels: usize,
    },
    /// The columns could not be put together.
    #[error("the snapshot's columns do not fit together: {0}")]
    Columns(#[from] ArrowError),
    /// The file could not be written.
    #[error("the snapshot's file could not be written: {0}")]
    File(#[from] ParquetError),
    /// The recipes could not be written into it.
    #[error("the snapshot's recipes could not be written: {0}")]
    Recipes(#[from] serde_json::Error),
}

/// One reason why records could not be frozen.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum SnapshotProblem {
    /// Two records of one key.
    #[error("two records have the key '{record}'; a key is unique within a round, so pass each record once")]
    KeyTwice {
        /// The key.
        record: RecordKey,
    },
    /// A question has a name the snapshot uses itself.
    #[error("the question '{column}' has a name kept for the snapshot's own columns; rename the question in the form")]
    ReservedName {
        /// The question.
        column: String,
    },
    /// Two questions of one name.
    #[error("the form has two questions named '{column}'; give each its own name")]
    ColumnTwice {
        /// The question.
        column: String,
    },
    /// A value of another type than its question.
    #[error("record '{record}': '{column}' should hold {expected:?} and holds {found:?}; read the record again")]
    WrongType {
        /// The record.
        record: RecordKey,
        /// The question.
        column: String,
        /// The question's type.
        expected: ColumnType,
        /// What the record has.
        found: Value,
    },
}

/// What is wrong with an indicator; all of it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("indicator '{indicator}': {}", List(.problems))]
pub struct IndicatorProblems {
    /// The indicator's code, or the file's name if the code could not be read.
    pub indicator: String,
    /// Everything that is wrong, in the file's order.
    pub problems: Vec<IndicatorProblem>,
}

/// One thing wrong with an indicator.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum IndicatorProblem {
    /// Not TOML, an unknown key, or a key of the wrong type.
    #[error("the file cannot be read: {message}")]
    Unreadable {
        /// What the TOML reader says, with line and column.
        message: String,
    },
    /// A field holds something it may not.
    #[error("{field}: {message}")]
    Field {
        /// Where.
        field: String,
        /// What is wrong and what to write instead.
        message: String,
    },
    /// An expression names a column the data set does not have.
    #[error("{field}: `{expression}` names '{column}', and the data set has no such column; use a question's name")]
    UnknownColumn {
        /// Where.
        field: String,
        /// The expression.
        expression: String,
        /// The column.
        column: String,
    },
    /// An expression names a question that never enters a snapshot.
    #[error("{field}: `{expression}` names '{column}', which never enters a snapshot ({why}); use another question")]
    NotInSnapshot {
        /// Where.
        field: String,
        /// The expression.
        expression: String,
        /// The column.
        column: String,
        /// Personal, a file, or a repeat.
        why: &'static str,
    },
    /// A public indicator uses a question that is not public.
    #[error("{field}: the indicator is public and '{column}' is not; mark the question public or the indicator not")]
    NotPublic {
        /// Where.
        field: String,
        /// The column.
        column: String,
    },
    /// An expression that is no expression.
    #[error("{field}: `{expression}` cannot be used: {message}")]
    Expression {
        /// Where.
        field: String,
        /// The expression.
        expression: String,
        /// Why.
        message: String,
    },
    /// An expression of the wrong type.
    #[error("{field}: `{expression}` gives {found}, and {expected} is needed")]
    WrongType {
        /// Where.
        field: String,
        /// The expression.
        expression: String,
        /// What it gives.
        found: String,
        /// What is needed.
        expected: &'static str,
    },
}

/// Why figures could not be computed or explained.
#[derive(Debug, Error)]
pub enum ComputeError {
    /// The indicator does not fit the snapshot.
    #[error(transparent)]
    Indicator(#[from] IndicatorProblems),
    /// A whole number too large to be shown exactly.
    #[error(
        "{indicator} at {place}: the sum {sum} cannot be written exactly; look for a mistyped number in the records"
    )]
    TooLarge {
        /// The indicator.
        indicator: String,
        /// The place.
        place: String,
        /// The sum.
        sum: String,
    },
    /// A sum of more than any count of people.
    #[error("{indicator}: the numbers cannot be added up; look for mistyped ones in the records")]
    BeyondCounting {
        /// The indicator.
        indicator: String,
    },
    /// A key that the indicator, the exercise or the round does not have.
    #[error("there is no figure '{path}': {why}")]
    NoSuchFigure {
        /// The figure as asked.
        path: String,
        /// What does not fit.
        why: String,
    },
    /// A code in the snapshot is no p-code.
    #[error("the snapshot holds a place code that cannot be read: {0}")]
    Place(#[from] vocab::PcodeError),
    /// The snapshot's bytes are damaged or are no snapshot.
    #[error("the snapshot cannot be read: {0}; write it again from the records")]
    Snapshot(#[from] ParquetError),
    /// What the snapshot says of how its columns were worked out.
    #[error("the snapshot's recipes cannot be read: {message}")]
    Recipes {
        /// Why.
        message: String,
    },
    /// Columns that do not fit together.
    #[error("the snapshot's columns do not fit together: {0}")]
    Columns(#[from] ArrowError),
    /// The query engine failed.
    #[error("the figures could not be computed: {0}")]
    Query(#[from] Box<DataFusionError>),
    /// The query engine answered with a column of another type than asked for.
    #[error("the query engine answered '{column}' in an unexpected type ({found})")]
    UnexpectedAnswer {
        /// The column.
        column: String,
        /// Its type.
        found: String,
    },
}

impl From<DataFusionError> for ComputeError {
    fn from(error: DataFusionError) -> Self {
        Self::Query(Box::new(error))
    }
}

/// Several problems on one line each.
struct List<'a, T>(&'a [T]);

impl<T: fmt::Display> fmt::Display for List<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            [one] => write!(f, "{one}"),
            many => many.iter().try_for_each(|problem| write!(f, "\n  - {problem}")),
        }
    }
}
