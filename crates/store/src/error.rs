//! What can go wrong in the store.

use std::path::PathBuf;
use thiserror::Error;

/// A failure of the database or of the folder of blobs. "Not there" is never an error here: it is `Ok(None)`.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The database refused or failed.
    #[error("the database failed: {0}")]
    Database(#[from] sea_orm::DbErr),
    /// A file could not be read or written.
    #[error("the file {path} failed: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        #[source]
        source: std::io::Error,
    },
    /// What was read back does not fit its type; somebody else wrote to the database.
    #[error("{what} in the database cannot be read: {source}")]
    Unreadable {
        /// The column and row.
        what: String,
        /// Why not.
        #[source]
        source: serde_json::Error,
    },
    /// A value that must be unique is taken.
    #[error("{what} '{value}' exists already")]
    Taken {
        /// What it names.
        what: &'static str,
        /// The value.
        value: String,
    },
    /// The database's address is neither a SQLite file nor PostgreSQL.
    #[error("'{0}' is not an address of a database; give postgres://… or leave it out for SQLite in the data folder")]
    Address(String),
    /// The writer has stopped, after a failure that was logged.
    #[error("the store no longer takes submissions; restart the server and look at its log")]
    WriterStopped,
}

/// Result of the store.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Reads a JSON column as its type.
pub(crate) fn from_json<T: serde::de::DeserializeOwned>(what: &str, value: serde_json::Value) -> Result<T> {
    serde_json::from_value(value).map_err(|source| StoreError::Unreadable { what: what.to_owned(), source })
}

/// Writes a value for a JSON column. Our types have string keys and finite numbers, so it cannot fail for them.
pub(crate) fn to_json<T: serde::Serialize>(what: &str, value: &T) -> Result<serde_json::Value> {
    serde_json::to_value(value).map_err(|source| StoreError::Unreadable { what: what.to_owned(), source })
}
