//! Why a backup cannot be made or restored.

use crate::error::StoreError;
use sea_orm::DbErr;
use std::path::PathBuf;
use thiserror::Error;

/// What went wrong, with the file it went wrong with.
#[derive(Debug, Error)]
pub enum BackupError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file could not be read or written.
    #[error("the file {path} failed: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        #[source]
        source: std::io::Error,
    },
    /// There is no finished backup.
    #[error("{0} holds no finished backup (a folder with a manifest.json); name the folder that 'inzira backup' made")]
    NotABackup(PathBuf),
    /// A file is not what the manifest says.
    #[error("{0} is not the file that was backed up: it was damaged or changed; take another backup")]
    Damaged(PathBuf),
    /// A file is not there.
    #[error("{0} is missing from the backup; take another backup")]
    Missing(PathBuf),
    /// The backup comes from a newer version.
    #[error("the backup was made by a newer version (it knows '{0}'); restore it with that version")]
    Newer(String),
    /// There is something where the copy should go.
    #[error("{0} is not empty, and a restored copy never mixes with other data; choose a new folder")]
    FolderNotEmpty(PathBuf),
    /// There are tables where the copy should go.
    #[error("the database holds tables already, and a restored copy never mixes with other data; choose an empty one")]
    DatabaseNotEmpty,
    /// A column of a type that this version does not copy.
    #[error("column {column} of table {table} has the type '{kind}', which cannot be copied")]
    TypeUnknown {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// Its type.
        kind: String,
    },
    /// A row that does not fit its table.
    #[error("line {line} of {path} does not fit the table: {detail}")]
    Row {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// Why.
        detail: String,
    },
}

impl From<DbErr> for BackupError {
    fn from(error: DbErr) -> Self {
        Self::Store(StoreError::Database(error))
    }
}

/// Result of a backup.
pub type BackupResult<T> = Result<T, BackupError>;

/// A failure of a file, as one of a backup.
pub(super) fn file(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> BackupError {
    let path = path.to_owned();
    move |source| match source.kind() {
        std::io::ErrorKind::NotFound => BackupError::Missing(path),
        _ => BackupError::File { path, source },
    }
}
