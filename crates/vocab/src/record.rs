//! Records: what a submission or a row of a workbook says about one place in one round.

use crate::{Answer, Pcode};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a record is known by, in words that are the same on every server: `submission/uuid:…` for a submission,
/// `import/<identity>` for a row of a workbook. Unique within an exercise's round.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecordKey(String);

impl RecordKey {
    /// The record of a submission.
    pub fn submission(instance_id: &str) -> Self {
        Self(format!("submission/{instance_id}"))
    }

    /// The record of an imported row, by what identifies the row in its source (`_uuid`, `location_ssid`, …), so that
    /// the same row in a later export of the same data is the same record.
    pub fn import(identity: &str) -> Self {
        Self(format!("import/{identity}"))
    }

    /// A key read back from where one was kept.
    pub fn stored(key: impl Into<String>) -> Self {
        Self(key.into())
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where a record was read from, exactly enough to find it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RecordSource {
    /// A submission, in one of its versions (1 is as it first arrived).
    Submission {
        /// The instanceID, with its `uuid:`.
        instance_id: String,
        /// The version counted.
        version: u32,
    },
    /// A row of a file.
    Row {
        /// The file's name.
        file: String,
        /// SHA-256 of the file, in hex.
        sha256: String,
        /// The sheet, or `result` for JSON.
        sheet: String,
        /// The row as the workbook shows it, from 1.
        row: u64,
    },
}

impl fmt::Display for RecordSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Submission { instance_id, version } => write!(f, "submission {instance_id}, version {version}"),
            Self::Row { file, sheet, row, .. } => write!(f, "{file}, sheet '{sheet}', row {row}"),
        }
    }
}

impl fmt::Display for RecordKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How far a record has come in review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordState {
    /// Arrived; nobody has looked yet.
    Received,
    /// Its sender or somebody here has sent other answers since; nobody has looked at those yet.
    Edited,
    /// Somebody looked and asks for something before deciding.
    HasIssues,
    /// Somebody stands by it; it counts.
    Approved,
    /// Somebody set it aside, with a reason; it does not count.
    Rejected,
}

impl RecordState {
    /// Whether somebody has decided about the record as it now stands. To go back on a decision takes a reason.
    pub fn is_decided(self) -> bool {
        matches!(self, Self::Approved | Self::Rejected)
    }

    /// As it is stored and shown in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Edited => "edited",
            Self::HasIssues => "has_issues",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
        }
    }

    /// Reads a stored state.
    pub fn from_code(code: &str) -> Option<Self> {
        let all = [Self::Received, Self::Edited, Self::HasIssues, Self::Approved, Self::Rejected];
        all.into_iter().find(|state| state.code() == code)
    }
}

/// What a submission or a row says, by question name, with its place in the hierarchy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// What it is known by.
    pub key: RecordKey,
    /// Where it was read from.
    pub source: RecordSource,
    /// The places it lies in, from the country (level 0) downwards; shorter when the place is not known deeper.
    pub places: Vec<Pcode>,
    /// Answers by question name.
    pub answers: IndexMap<String, Answer>,
}
