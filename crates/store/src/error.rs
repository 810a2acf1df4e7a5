//! What can go wrong in the store.

use crate::trouble::Trouble;
use sea_orm::DbErr;
use std::path::PathBuf;
use thiserror::Error;

/// A failure of the database or of the folder of blobs. "Not there" is never an error here: it is `Ok(None)`.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The database refused or failed.
    #[error("the database failed: {0}")]
    Database(#[from] DbErr),
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
    /// The database does not answer.
    #[error("the database does not answer; nothing was stored, so send again later")]
    Unreachable,
    /// The disk is full.
    #[error("the disk is full; nothing was stored, so make room and send again")]
    NoRoom,
    /// The disk takes nothing any more.
    #[error("the disk cannot be written; nothing was stored, so look at the disk and send again")]
    NotWritable,
    /// A submission has no record; somebody else wrote to the database.
    #[error("the submission of row {0} has no record")]
    RecordMissing(i64),
    /// What is sealed does not open.
    #[error("what is kept sealed does not open: {reason}")]
    Sealed {
        /// Why not.
        reason: String,
    },
    /// Keys that this data was sealed with are not in the ring.
    #[error(
        "this data was sealed with keys that are not in the key ring: {missing}. Put the file of keys back that belongs to it; \
         without it, what is personal cannot be read any more"
    )]
    KeysMissing {
        /// Their ids.
        missing: String,
    },
    /// The places of a round are others than those that were looked at.
    #[error("the places of the round have changed since they were looked at; look again, then decide")]
    PlacesChanged,
    /// The records of a closed round do not change.
    #[error("round {round} is {}; to correct it, begin a new revision of it, then try again", stage.code())]
    RoundSettled {
        /// Its number.
        round: u32,
        /// How far it has come.
        stage: vocab::RoundStage,
    },
    /// Rows of an import would be new in closed rounds.
    #[error(
        "{rows} rows would be new in closed rounds ({}); begin a new revision of each, then try again",
        numbers(rounds)
    )]
    ImportSettled {
        /// Numbers of the rounds.
        rounds: Vec<u32>,
        /// How many rows.
        rows: u64,
    },
    /// A round does not move.
    #[error(transparent)]
    Stage(#[from] vocab::StageProblem),
    /// There is no such round; somebody else wrote to the database.
    #[error("there is no round of row {0}")]
    RoundMissing(i32),
    /// Somebody has to administer the server.
    #[error("this is the last administrator; make somebody else one first")]
    LastAdministrator,
    /// The writer has stopped, after a failure that was logged.
    #[error("the store no longer takes submissions; restart the server and look at its log")]
    WriterStopped,
}

impl StoreError {
    /// What is wrong for everybody alike, if that is the failure.
    pub fn trouble(&self) -> Option<Trouble> {
        match self {
            Self::Unreachable => Some(Trouble::Unreachable),
            Self::NoRoom => Some(Trouble::NoRoom),
            Self::NotWritable => Some(Trouble::NotWritable),
            Self::Database(error) => Trouble::of_database(error),
            Self::File { source, .. } => Trouble::of_file(source),
            _ => None,
        }
    }
}

impl From<Trouble> for StoreError {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::NoRoom => Self::NoRoom,
            Trouble::NotWritable => Self::NotWritable,
            Trouble::Unreachable => Self::Unreachable,
        }
    }
}

/// Result of the store.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Numbers of rounds as a list for people.
pub(crate) fn numbers(rounds: &[u32]) -> String {
    rounds.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
}
