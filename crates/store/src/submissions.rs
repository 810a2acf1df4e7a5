//! Submissions as they arrived.

use crate::{
    connect::Store,
    error::Result,
    tables::submission::{Column, Entity, Model},
    writer::{NewSubmission, Stored},
};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

/// A submission as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Submission {
    /// Row.
    pub id: i64,
    /// Its operation.
    pub operation_id: i32,
    /// The form version it was filled with.
    pub form_version_id: i32,
    /// The instanceID.
    pub instance_id: String,
    /// 1 as it first arrived; each edit adds one.
    pub version: i32,
    /// The XML, byte for byte.
    pub xml: Vec<u8>,
    /// When it arrived.
    pub received_at: DateTime<Utc>,
    /// What the phone calls itself.
    pub device_label: Option<String>,
}

fn plain(row: Model) -> Submission {
    let Model { id, operation_id, form_version_id, instance_id, version, xml, received_at, device_label, .. } = row;
    Submission { id, operation_id, form_version_id, instance_id, version, xml, received_at, device_label }
}

impl Store {
    /// Stores a submission. When this returns `New` or `Again`, it survives a power cut.
    ///
    /// # Errors
    /// When the database fails; then the sender must keep it.
    pub async fn store_submission(&self, submission: NewSubmission) -> Result<Stored> {
        self.submissions.store(submission).await
    }

    /// The newest version of a submission.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn submission(&self, operation_id: i32, instance_id: &str) -> Result<Option<Submission>> {
        let row = Entity::find()
            .filter(Column::OperationId.eq(operation_id))
            .filter(Column::InstanceId.eq(instance_id))
            .order_by_desc(Column::Version)
            .one(&self.reader)
            .await?;
        Ok(row.map(plain))
    }

    /// A submission by its row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn submission_by_id(&self, id: i64) -> Result<Option<Submission>> {
        Ok(Entity::find_by_id(id).one(&self.reader).await?.map(plain))
    }

    /// How many submissions an operation holds.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_operation_submissions(&self, operation_id: i32) -> Result<u64> {
        Ok(Entity::find()
            .filter(Column::OperationId.eq(operation_id))
            .filter(Column::Version.eq(1))
            .count(&self.reader)
            .await?)
    }
}
