//! What keeps columns from being worked out.

use estimate::{ApportionError, InformantError, PeopleProblems};
use thiserror::Error;
use vocab::RecordKey;

/// Why a column could not be worked out; then nothing is.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum DerivedError {
    /// The answers of a record's informants.
    #[error("'{column}' of record '{record}': {source}")]
    Informants {
        /// The column.
        column: String,
        /// The record.
        record: RecordKey,
        /// What is wrong.
        source: InformantError,
    },
    /// The households.
    #[error("'{column}': {source}")]
    People {
        /// The column.
        column: String,
        /// What is wrong.
        source: PeopleProblems,
    },
    /// The parts of a record.
    #[error("'{name}' of record '{record}': {source}")]
    Parts {
        /// What is divided.
        name: String,
        /// The record.
        record: RecordKey,
        /// What is wrong.
        source: ApportionError,
    },
}
