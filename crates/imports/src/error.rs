//! Why a file cannot be imported at all.

use crate::{columns::ColumnProblem, limits::TooLarge, mapping::MappingProblem};
use thiserror::Error;

/// Why a file cannot be imported at all. Nothing of it is kept. Problems of single rows are in the report instead.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ImportError {
    /// It is beyond a limit.
    #[error("the file is too large: {0}. Split it, or raise the limit")]
    TooLarge(#[from] TooLarge),
    /// It is not what it should be, or it is damaged.
    #[error("the file cannot be read: {reason}")]
    Unreadable {
        /// Why.
        reason: String,
    },
    /// The mapping does not fit its form.
    #[error("the mapping has {} problem(s):{}", .0.len(), lines(.0))]
    Mapping(Vec<MappingProblem>),
    /// The file does not have the sheets and columns that the mapping names.
    #[error(
        "the file is not as mapping {mapping} expects it. Correct the mapping, or use another one:{}",
        lines(.problems)
    )]
    Columns {
        /// Code of the mapping.
        mapping: String,
        /// Everything that differs.
        problems: Vec<ColumnProblem>,
    },
    /// Neither the mapping nor the file nor whoever imports says which round this is.
    #[error("mapping {mapping} does not say which round the file is of: give its number (--round)")]
    RoundMissing {
        /// Code of the mapping.
        mapping: String,
    },
    /// The round that was given is not the one the mapping is for.
    #[error("mapping {mapping} is for round {fixed}, and round {given} was given")]
    RoundDiffers {
        /// Code of the mapping.
        mapping: String,
        /// The mapping's round.
        fixed: u32,
        /// The round that was given.
        given: u32,
    },
    /// The file says the round in a column, and one was given as well.
    #[error("the file says the round of each row in a column: do not give one")]
    RoundInColumn,
}

fn lines<T: std::fmt::Display>(items: &[T]) -> String {
    items.iter().map(|item| format!("\n  {item}")).collect()
}
