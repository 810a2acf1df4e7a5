//! Submissions as they arrived.

use crate::{
    audit::{Deed, append},
    connect::Store,
    error::Result,
    records,
    seals::Sealer,
    tables::submission::{Column, Entity, Model},
    writer::{NewAttachment, NewSubmission, Stored, again},
};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;

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

/// A version of a submission without what it says: cheap to list.
#[derive(Debug, Clone, PartialEq, Eq, sea_orm::FromQueryResult)]
pub struct SubmissionHead {
    /// Row.
    pub id: i64,
    /// The form version it was filled with.
    pub form_version_id: i32,
    /// The instanceID of the first version.
    pub instance_id: String,
    /// The instanceID of this version.
    pub own_instance_id: Option<String>,
    /// 1 as it first arrived; each correction adds one.
    pub version: i32,
    /// When it arrived.
    pub received_at: DateTime<Utc>,
    /// Who sent it, as the audit log names them.
    pub sender: Option<String>,
    /// What the phone calls itself.
    pub device_label: Option<String>,
}

/// Rows a statement, so that the parameters stay below SQLite's 32,766.
const IDS_A_STATEMENT: usize = 10_000;

fn opened(row: Model, sealer: &Sealer) -> Result<Submission> {
    let own = row.own_instance_id.as_deref().unwrap_or(&row.instance_id);
    let xml = sealer.open_xml(row.operation_id, own, row.xml)?;
    let Model { id, operation_id, form_version_id, instance_id, version, received_at, device_label, .. } = row;
    Ok(Submission { id, operation_id, form_version_id, instance_id, version, xml, received_at, device_label })
}

fn heads_query() -> sea_orm::Select<Entity> {
    Entity::find().select_only().columns([
        Column::Id,
        Column::FormVersionId,
        Column::InstanceId,
        Column::OwnInstanceId,
        Column::Version,
        Column::ReceivedAt,
        Column::Sender,
        Column::DeviceLabel,
    ])
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
        row.map(|row| opened(row, &self.sealer)).transpose()
    }

    /// All versions of the submissions filled with any of these versions of a form, in the order they arrived.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn submission_heads(&self, form_version_ids: &[i32]) -> Result<Vec<SubmissionHead>> {
        let mut heads = Vec::new();
        for ids in form_version_ids.chunks(IDS_A_STATEMENT) {
            let of_forms = heads_query().filter(Column::FormVersionId.is_in(ids.iter().copied()));
            heads.extend(of_forms.into_model::<SubmissionHead>().all(&self.reader).await?);
        }
        heads.sort_by_key(|head: &SubmissionHead| head.id);
        Ok(heads)
    }

    /// All versions of one submission, the first one first; none if it is not held.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn submission_versions(&self, operation_id: i32, instance_id: &str) -> Result<Vec<SubmissionHead>> {
        if instance_id.contains('\0') {
            return Ok(Vec::new()); // PostgreSQL keeps no such text and would call the question an error
        }
        let versions = heads_query()
            .filter(Column::OperationId.eq(operation_id))
            .filter(Column::InstanceId.eq(instance_id))
            .order_by_asc(Column::Version)
            .into_model::<SubmissionHead>()
            .all(&self.reader)
            .await?;
        Ok(versions)
    }

    /// Lets a file join a submission whose answers name it. False if it holds one of that name with other bytes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_attachment(&self, submission_id: i64, file: &NewAttachment, actor: &str) -> Result<bool> {
        let transaction = self.begin().await?;
        match again(&transaction, submission_id, std::slice::from_ref(file)).await? {
            Stored::FileDiffers { .. } => Ok(false),
            Stored::Again { files_added: 0, .. } => Ok(true),
            _ => {
                let deed = Deed::new(actor, "submission.files_added", format!("submission:{submission_id}"))
                    .detail(json!({"files": 1, "name": file.name}));
                let now = self.clock.now();
                records::note_files(&transaction, submission_id, now, actor).await?;
                append(&transaction, now, &[deed]).await?;
                transaction.commit().await?;
                Ok(true)
            }
        }
    }

    /// A submission by its row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn submission_by_id(&self, id: i64) -> Result<Option<Submission>> {
        let row = Entity::find_by_id(id).one(&self.reader).await?;
        row.map(|row| opened(row, &self.sealer)).transpose()
    }

    /// The XML of submissions by their rows.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn submission_xml(&self, ids: &[i64]) -> Result<Vec<(i64, Vec<u8>)>> {
        let mut found = Vec::with_capacity(ids.len());
        for ids in ids.chunks(IDS_A_STATEMENT) {
            use Column::{Id, InstanceId, OperationId, OwnInstanceId, Xml};
            let query = Entity::find().select_only().columns([Id, OperationId, OwnInstanceId, InstanceId, Xml]);
            let rows = query.filter(Id.is_in(ids.iter().copied()));
            let rows = rows.into_tuple::<(i64, i32, Option<String>, String, Vec<u8>)>().all(&self.reader).await?;
            for (id, operation_id, own, first, xml) in rows {
                let own = own.as_deref().unwrap_or(&first);
                found.push((id, self.sealer.open_xml(operation_id, own, xml)?));
            }
        }
        Ok(found)
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
