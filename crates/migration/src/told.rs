//! A submission as its source tells it.

use crate::branch::Branch;
use chrono::{DateTime, Utc};
use vocab::RecordState;

/// One submission of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The instanceID of this version, `uuid:` and all.
    pub instance_id: String,
    /// The instanceID of the first version, where the source tells it.
    pub root_id: Option<String>,
    /// The instanceID of the version this one corrects, where the source tells it.
    pub deprecated_id: Option<String>,
    /// The version of the form that the source names.
    pub form_version: Option<String>,
    /// What people call it.
    pub name: Option<String>,
    /// What it says.
    pub content: Content,
    /// The files that belong to it.
    pub files: Vec<FileTold>,
    /// What the source says about it.
    pub provenance: Provenance,
}

/// What a submission says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Its XML, byte for byte.
    Xml(Vec<u8>),
    /// Its answers; [`crate::write_xml`] makes XML of them.
    Answers(Branch),
}

/// A file of a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileTold {
    /// Its name in the answers.
    pub name: String,
    /// Where the source has it: an address, or a name among its [`crate::Files`].
    pub at: String,
    /// A second place to look.
    pub or_at: Option<String>,
    /// Its media type, if the source says it.
    pub media_type: Option<String>,
}

/// What a source says about a submission, which nobody here has seen: kept as told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// When it reached the source.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Who sent it there.
    pub submitter: Option<String>,
    /// The phone it came from.
    pub device: Option<String>,
    /// What was decided about it there.
    pub review: Option<RecordState>,
}

/// A text that is not blank.
pub(crate) fn filled(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// A moment as sources write it: RFC 3339, or without an offset, which is UTC.
pub(crate) fn moment(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    let with_offset = DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f%z"))
        .map(|moment| moment.with_timezone(&Utc));
    let plain = || chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").map(|moment| moment.and_utc());
    with_offset.or_else(|_| plain()).ok()
}

/// `hasIssues`, `approved`, `rejected` of ODK Central; anything else says nothing to carry over.
pub(crate) fn review_of_central(text: &str) -> Option<RecordState> {
    match text {
        "approved" => Some(RecordState::Approved),
        "rejected" => Some(RecordState::Rejected),
        "hasIssues" => Some(RecordState::HasIssues),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_with_and_without_their_offset() {
        let wanted = "2026-02-03T07:15:00Z".parse::<DateTime<Utc>>().unwrap();
        for text in ["2026-02-03T07:15:00", "2026-02-03T09:15:00.000+0200", "2026-02-03T09:15:00+02:00"] {
            assert_eq!(moment(text), Some(wanted), "{text}");
        }
        assert_eq!(moment("03.02.2026"), None);
    }
}
