//! What a row is made from.

use chrono::{DateTime, Utc};

/// One submission, as the store has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Submission<'a> {
    /// Its first instanceID, which edits keep: `__id`.
    pub instance_id: &'a str,
    /// What it says.
    pub content: Content<'a>,
    /// What the server knows of it.
    pub system: System<'a>,
}

/// What a submission says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content<'a> {
    /// Its current XML.
    Xml(&'a str),
    /// It was encrypted on the phone, and cannot be read here.
    Encrypted {
        /// Whether the encrypted answers have arrived.
        has_data: bool,
    },
}

/// What the server knows of a submission: `__system`.
#[derive(Debug, Clone, PartialEq)]
pub struct System<'a> {
    /// When it arrived.
    pub submission_date: DateTime<Utc>,
    /// When it was last edited or reviewed.
    pub updated_at: Option<DateTime<Utc>>,
    /// When it was deleted.
    pub deleted_at: Option<DateTime<Utc>>,
    /// Who sent it.
    pub submitter_id: Option<&'a str>,
    /// Their name.
    pub submitter_name: Option<&'a str>,
    /// Files that have arrived.
    pub attachments_present: u32,
    /// Files that it names.
    pub attachments_expected: u32,
    /// `hasIssues`, `edited`, `rejected` or `approved`.
    pub review_state: Option<&'a str>,
    /// The device it came from.
    pub device_id: Option<&'a str>,
    /// How often it was edited.
    pub edits: u32,
    /// The version of the form it was filled with first.
    pub form_version: &'a str,
}

impl<'a> System<'a> {
    /// What is known of a submission that has just arrived, without files, from nobody in particular.
    pub const fn arrived(submission_date: DateTime<Utc>, form_version: &'a str) -> Self {
        Self {
            submission_date,
            updated_at: None,
            deleted_at: None,
            submitter_id: None,
            submitter_name: None,
            attachments_present: 0,
            attachments_expected: 0,
            review_state: None,
            device_id: None,
            edits: 0,
            form_version,
        }
    }
}

impl Content<'_> {
    /// The status that Central's feed gives.
    pub(crate) const fn status(&self) -> Option<&'static str> {
        match self {
            Self::Xml(_) => None,
            Self::Encrypted { has_data: true } => Some("notDecrypted"),
            Self::Encrypted { has_data: false } => Some("missingEncryptedFormData"),
        }
    }
}
