//! Submissions that came from another system: which are held, and what the source told of them.

use crate::{
    audit::{Deed, append},
    connect::Store,
    error::Result,
    seals::SUBMISSION,
    tables::{submission, submission_origin},
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::OnConflict,
};
use serde_json::json;
use vocab::RecordState;

/// A version that is held, as whoever brings it again looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldVersion {
    /// Row of the submission.
    pub id: i64,
    /// The form version it was filled with.
    pub form_version_id: i32,
    /// The instanceID of the first version.
    pub root_id: String,
    /// The instanceID of this version.
    pub instance_id: String,
    /// 1 as it first arrived; each correction adds one.
    pub version: i32,
    /// What its XML is known by, to tell it from another.
    pub sha256: String,
    /// Whether a source told of it.
    pub brought: bool,
}

/// What a source told of a version that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The instanceID of the version.
    pub instance_id: String,
    /// When it reached the source.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Who sent it there.
    pub submitter: Option<String>,
    /// The phone it came from.
    pub device: Option<String>,
    /// What was decided about it there.
    pub review: Option<RecordState>,
}

/// What a source told, as kept.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct StoredOrigin {
    /// The source: its kind and address, or the file.
    pub source: String,
    /// When it reached the source.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Who sent it there.
    pub submitter: Option<String>,
    /// The phone it came from.
    pub device: Option<String>,
    /// What was decided about it there.
    pub review: Option<String>,
}

const IDS_A_STATEMENT: usize = 10_000;

impl Store {
    /// The version whose XML has this instanceID.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn held_version(&self, operation_id: i32, instance_id: &str) -> Result<Option<HeldVersion>> {
        self.held_by(submission::Column::OwnInstanceId, operation_id, instance_id).await
    }

    /// The newest version of the submission that began with this instanceID.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn newest_version(&self, operation_id: i32, root_id: &str) -> Result<Option<HeldVersion>> {
        self.held_by(submission::Column::InstanceId, operation_id, root_id).await
    }

    async fn held_by(
        &self,
        column: submission::Column,
        operation_id: i32,
        instance_id: &str,
    ) -> Result<Option<HeldVersion>> {
        use submission::Column::{FormVersionId, Id, InstanceId, OperationId, OwnInstanceId, Sha256, Version};
        if instance_id.contains('\0') {
            return Ok(None); // PostgreSQL keeps no such text
        }
        type Row = (i64, i32, String, Option<String>, i32, String);
        let row: Option<Row> = submission::Entity::find()
            .select_only()
            .columns([Id, FormVersionId, InstanceId, OwnInstanceId, Version, Sha256])
            .filter(OperationId.eq(operation_id))
            .filter(column.eq(instance_id))
            .order_by_desc(Version)
            .limit(1)
            .into_tuple()
            .one(&self.reader)
            .await?;
        let Some((id, form_version_id, root_id, own, version, sha256)) = row else { return Ok(None) };
        let brought = self.submission_origin(id).await?.is_some();
        let instance_id = own.unwrap_or_else(|| root_id.clone());
        Ok(Some(HeldVersion { id, form_version_id, root_id, instance_id, version, sha256, brought }))
    }

    /// Whether this is the XML of a version that is held, byte for byte.
    pub fn holds(&self, held: &HeldVersion, xml: &[u8]) -> bool {
        self.sealer.equalities(SUBMISSION, xml).contains(&held.sha256)
    }

    /// What a source told of a submission, by its row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn submission_origin(&self, submission_id: i64) -> Result<Option<StoredOrigin>> {
        let row = submission_origin::Entity::find()
            .filter(submission_origin::Column::SubmissionId.eq(submission_id))
            .one(&self.reader)
            .await?;
        Ok(row.map(|row| {
            let submission_origin::Model { source, submitted_at, submitter, device, review, .. } = row;
            StoredOrigin { source, submitted_at, submitter, device, review }
        }))
    }

    /// Keeps what a source told of versions that have come in; what was told of one before stays.
    /// Returns how many were new.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_origins(
        &self,
        operation_id: i32,
        source: &str,
        origins: &[Origin],
        actor: &str,
    ) -> Result<usize> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let mut noted = 0;
        for origins in origins.chunks(IDS_A_STATEMENT) {
            let ids = origins.iter().map(|origin| origin.instance_id.as_str());
            let rows: Vec<(i64, Option<String>)> = submission::Entity::find()
                .select_only()
                .columns([submission::Column::Id, submission::Column::OwnInstanceId])
                .filter(submission::Column::OperationId.eq(operation_id))
                .filter(submission::Column::OwnInstanceId.is_in(ids))
                .into_tuple()
                .all(&transaction)
                .await?;
            for origin in origins {
                let held = rows.iter().find(|(_, own)| own.as_deref() == Some(origin.instance_id.as_str()));
                let Some((submission_id, _)) = held else { continue };
                let clean = |text: &Option<String>| text.as_ref().map(|text| text.replace('\0', ""));
                let row = submission_origin::ActiveModel {
                    submission_id: Set(*submission_id),
                    source: Set(source.to_owned()),
                    submitted_at: Set(origin.submitted_at),
                    submitter: Set(clean(&origin.submitter)),
                    device: Set(clean(&origin.device)),
                    review: Set(origin.review.map(|state| state.code().to_owned())),
                    ..Default::default()
                };
                let rows = submission_origin::Entity::insert(row)
                    .on_conflict(OnConflict::new().do_nothing().to_owned())
                    .exec_without_returning(&transaction)
                    .await?;
                noted += usize::try_from(rows).unwrap_or_default();
            }
        }
        if noted > 0 {
            let deed = Deed::new(actor, "submissions.brought", format!("operation:{operation_id}"))
                .detail(json!({"source": source, "submissions": noted}));
            append(&transaction, now, &[deed]).await?;
            transaction.commit().await?;
        }
        Ok(noted)
    }
}
