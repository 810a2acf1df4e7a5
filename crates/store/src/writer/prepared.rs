//! A submission made ready: all that can be done without the database, done by whoever sends it rather than by the one
//! writer.

use super::NewSubmission;
use crate::{
    error::Result,
    records,
    seals::{SUBMISSION, Sealer},
    tables::{record, submission},
};
use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;

/// A submission and the rows it becomes, but for what only the transaction knows.
pub(super) struct Prepared {
    pub new: NewSubmission,
    /// What tells this XML from another under the same instanceID, newest way first.
    pub same_as: Vec<String>,
    /// What seals.
    pub sealer: Sealer,
    /// The XML as it is stored.
    xml: Vec<u8>,
    record: record::ActiveModel,
}

impl Prepared {
    pub fn new(new: NewSubmission, sealer: &Sealer) -> Result<Self> {
        let record = records::row_of(&new.record, sealer)?;
        let xml = sealer.xml(new.operation_id, &new.instance_id, &new.xml)?;
        Ok(Self { same_as: sealer.equalities(SUBMISSION, &new.xml), sealer: sealer.clone(), xml, new, record })
    }

    /// Its row, as the first version.
    pub fn submission_row(&self, at: DateTime<Utc>) -> submission::ActiveModel {
        let new = &self.new;
        submission::ActiveModel {
            operation_id: Set(new.operation_id),
            form_version_id: Set(new.form_version_id),
            instance_id: Set(new.instance_id.clone()),
            version: Set(1),
            xml: Set(self.xml.clone()),
            sha256: Set(self.same_as.first().cloned().unwrap_or_default()),
            received_at: Set(at),
            device_id: Set(new.device_id),
            device_label: Set(new.device_label.clone()),
            own_instance_id: Set(Some(new.instance_id.clone())),
            sender: Set(Some(new.actor.clone())),
            ..Default::default()
        }
    }

    /// The row of its record.
    pub fn record_row(&self, submission_id: i64, at: DateTime<Utc>) -> record::ActiveModel {
        record::ActiveModel {
            submission_id: Set(Some(submission_id)),
            import_id: Set(None),
            received_at: Set(at),
            ..self.record.clone()
        }
    }
}
