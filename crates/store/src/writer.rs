//! The one way a submission is stored: a task that commits in groups.
//!
//! A commit costs a flush of the disk; a hundred submissions that arrive together share one. Nobody is answered before the
//! commit that holds their submission has returned, so what was acknowledged survives `kill -9` and a power cut.

use crate::{
    audit::{Deed, append},
    blobs::sha256_hex,
    connect::begin,
    error::{Result, StoreError},
    records::{self, NewRecord},
    tables::{attachment, device, submission},
    webhooks,
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use serde_json::json;
use std::{collections::BTreeSet, sync::Arc};
use tokio::sync::{mpsc, oneshot};
use vocab::Clock;

/// A submission ready to be stored. Its files are among the blobs already.
#[derive(Debug, Clone)]
pub struct NewSubmission {
    /// Its operation.
    pub operation_id: i32,
    /// The form version it was filled with.
    pub form_version_id: i32,
    /// The instanceID that its XML has, `uuid:` and all.
    pub instance_id: String,
    /// The instanceID of the version it corrects; none if it is no correction.
    pub corrects: Option<String>,
    /// The XML, byte for byte.
    pub xml: Vec<u8>,
    /// The phone whose token it came with.
    pub device_id: Option<i32>,
    /// What the phone calls itself (`?deviceID=`).
    pub device_label: Option<String>,
    /// Its files.
    pub attachments: Vec<NewAttachment>,
    /// Names of the files its answers speak of, whether they came or not.
    pub expected_files: Vec<String>,
    /// What it says.
    pub record: NewRecord,
    /// Who sent it, for the audit log.
    pub actor: String,
}

/// A file of a submission; its bytes are among the blobs.
#[derive(Debug, Clone, PartialEq)]
pub struct NewAttachment {
    /// File name.
    pub name: String,
    /// Media type as the client said.
    pub media_type: String,
    /// Name among the blobs.
    pub sha256: String,
    /// Bytes.
    pub size: i64,
}

/// What became of a submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stored {
    /// It is new, and on the disk.
    New {
        /// Row of the submission.
        submission_id: i64,
        /// Row of the record read from it.
        record_id: i64,
    },
    /// It was held already, with the same content; this many files were new.
    Again {
        /// Row of the submission.
        submission_id: i64,
        /// Files added to it.
        files_added: usize,
    },
    /// It corrects one that is held, which has become this version.
    Corrected {
        /// Row of the new version.
        submission_id: i64,
        /// Row of the record, which now says what the new version says.
        record_id: i64,
        /// The round the record was in before, if it has left it.
        left_round: Option<i32>,
    },
    /// Its instanceID is held with another XML. Nothing was changed.
    Reused,
    /// What it corrects is not held. Nothing was changed.
    OriginalUnknown,
    /// What it corrects has been corrected by another already. Nothing was changed.
    OriginalSuperseded,
    /// It is held, but one of its files with other bytes. Nothing was changed.
    FileDiffers {
        /// Name of the file.
        name: String,
    },
}

/// Submissions in one commit; bounds the memory and the time anybody waits for a group.
const GROUP: usize = 256;
/// Submissions waiting before senders are held back.
const QUEUE: usize = 1_024;

struct Job {
    submission: NewSubmission,
    answer: oneshot::Sender<Result<Stored>>,
}

/// The way to the writing task. Cheap to clone.
#[derive(Clone)]
pub(crate) struct SubmissionWriter {
    jobs: mpsc::Sender<Job>,
}

impl SubmissionWriter {
    pub(crate) fn start(connection: DatabaseConnection, clock: Arc<dyn Clock>) -> Self {
        let (jobs, mut inbox) = mpsc::channel(QUEUE);
        tokio::spawn(async move {
            let mut group = Vec::with_capacity(GROUP);
            while inbox.recv_many(&mut group, GROUP).await > 0 {
                commit_group(&connection, clock.now(), std::mem::take(&mut group)).await;
            }
        });
        Self { jobs }
    }

    pub(crate) async fn store(&self, submission: NewSubmission) -> Result<Stored> {
        let (answer, wait) = oneshot::channel();
        self.jobs.send(Job { submission, answer }).await.map_err(|_| StoreError::WriterStopped)?;
        wait.await.map_err(|_| StoreError::WriterStopped)?
    }
}

async fn commit_group(connection: &DatabaseConnection, at: DateTime<Utc>, mut group: Vec<Job>) {
    // One order everywhere: two servers that store the same submissions then wait for each other in turn, never in a ring.
    group.sort_by(|a, b| a.submission.instance_id.cmp(&b.submission.instance_id));
    let submissions: Vec<&NewSubmission> = group.iter().map(|job| &job.submission).collect();
    match store_together(connection, at, &submissions).await {
        Ok(outcomes) => {
            for (job, outcome) in group.into_iter().zip(outcomes) {
                drop(job.answer.send(Ok(outcome))); // a sender that has gone sends again; nothing is lost
            }
        }
        Err(error) if error.is_unreachable() => {
            // Nobody's own fault: trying each alone would keep them all waiting for the same database.
            tracing::error!(%error, submissions = group.len(), "a group of submissions could not be stored");
            for job in group {
                drop(job.answer.send(Err(StoreError::Unreachable)));
            }
        }
        Err(error) => {
            // One of them broke the group; alone, each gets its own answer.
            tracing::warn!(%error, submissions = group.len(), "a group of submissions failed; storing them one by one");
            for job in group.into_iter().filter(|job| !job.answer.is_closed()) {
                let outcome = store_together(connection, at, &[&job.submission]).await;
                let outcome = outcome.and_then(|outcomes| outcomes.into_iter().next().ok_or(StoreError::WriterStopped));
                drop(job.answer.send(outcome));
            }
        }
    }
}

async fn store_together(
    connection: &DatabaseConnection,
    at: DateTime<Utc>,
    submissions: &[&NewSubmission],
) -> Result<Vec<Stored>> {
    let transaction = begin(connection).await?;
    let (mut outcomes, mut deeds) = (Vec::with_capacity(submissions.len()), Vec::new());
    for submission in submissions {
        let outcome = store_one(&transaction, at, submission).await?;
        deeds.extend(deed(submission, &outcome));
        outcomes.push(outcome);
    }
    note_devices(&transaction, at, submissions).await?;
    append(&transaction, at, &deeds).await?;
    webhooks::announce_submissions(&transaction, at, submissions.iter().copied().zip(&outcomes)).await?;
    transaction.commit().await?;
    Ok(outcomes)
}

async fn store_one(transaction: &DatabaseTransaction, at: DateTime<Utc>, new: &NewSubmission) -> Result<Stored> {
    let sha256 = sha256_hex(&new.xml);
    let corrected = match &new.corrects {
        None => None,
        // A correction that is held already is one sent again, whatever has become of its original since.
        Some(_) if held(transaction, new.operation_id, &new.instance_id).await?.is_some() => None,
        Some(original) => match held(transaction, new.operation_id, original).await? {
            None => return Ok(Stored::OriginalUnknown),
            original => original,
        },
    };
    let (instance_id, version) =
        corrected.as_ref().map_or((&new.instance_id, 1), |original| (&original.instance_id, original.version + 1));
    let row = submission::ActiveModel {
        operation_id: Set(new.operation_id),
        form_version_id: Set(new.form_version_id),
        instance_id: Set(instance_id.clone()),
        version: Set(version),
        xml: Set(new.xml.clone()),
        sha256: Set(sha256.clone()),
        received_at: Set(at),
        device_id: Set(new.device_id),
        device_label: Set(new.device_label.clone()),
        own_instance_id: Set(Some(new.instance_id.clone())),
        sender: Set(Some(new.actor.clone())),
        ..Default::default()
    };
    // On PostgreSQL another server may be storing the same one: this waits for it and then steps back.
    let rows = submission::Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(transaction)
        .await?;
    match (held(transaction, new.operation_id, &new.instance_id).await?, corrected) {
        (Some(now), None) if rows == 1 => {
            for file in &new.attachments {
                insert_attachment(transaction, now.id, file).await?;
            }
            let record_id = records::insert(transaction, &new.record, Some(now.id), None, at, &new.actor).await?;
            Ok(Stored::New { submission_id: now.id, record_id })
        }
        (Some(now), Some(original)) if rows == 1 => correct(transaction, at, new, &original, &now).await,
        (None, Some(_)) => Ok(Stored::OriginalSuperseded),
        (Some(held), _) if held.sha256 == sha256 && held.form_version_id == new.form_version_id => {
            again(transaction, held.id, &new.attachments).await
        }
        _ => Ok(Stored::Reused),
    }
}

/// The version whose XML has this instanceID.
async fn held(
    transaction: &DatabaseTransaction,
    operation_id: i32,
    instance_id: &str,
) -> Result<Option<submission::Model>> {
    let row = submission::Entity::find()
        .filter(submission::Column::OperationId.eq(operation_id))
        .filter(submission::Column::OwnInstanceId.eq(instance_id))
        .one(transaction)
        .await?;
    Ok(row)
}

/// A new version takes over the files of the one before that it still names, and its record.
async fn correct(
    transaction: &DatabaseTransaction,
    at: DateTime<Utc>,
    new: &NewSubmission,
    original: &submission::Model,
    now: &submission::Model,
) -> Result<Stored> {
    for file in &new.attachments {
        insert_attachment(transaction, now.id, file).await?;
    }
    let before = attachment::Entity::find().filter(attachment::Column::SubmissionId.eq(original.id)).all(transaction);
    for file in before.await? {
        let named = new.expected_files.contains(&file.name);
        if named && !new.attachments.iter().any(|sent| sent.name == file.name) {
            let attachment::Model { name, media_type, sha256, size, .. } = file;
            insert_attachment(transaction, now.id, &NewAttachment { name, media_type, sha256, size }).await?;
        }
    }
    let (record_id, left_round) =
        records::correct(transaction, &new.record, original.id, (now.id, now.version), at, &new.actor).await?;
    Ok(Stored::Corrected { submission_id: now.id, record_id, left_round })
}

/// The same submission again: adds the files it did not bring the first time.
pub(crate) async fn again(
    transaction: &DatabaseTransaction,
    submission_id: i64,
    files: &[NewAttachment],
) -> Result<Stored> {
    let held =
        attachment::Entity::find().filter(attachment::Column::SubmissionId.eq(submission_id)).all(transaction).await?;
    let bytes_of = |name: &str| held.iter().find(|file| file.name == name).map(|file| file.sha256.as_str());
    let differs = |file: &&NewAttachment| bytes_of(&file.name).is_some_and(|sha256| sha256 != file.sha256);
    if let Some(file) = files.iter().find(differs) {
        return Ok(Stored::FileDiffers { name: file.name.clone() });
    }
    let mut files_added = 0;
    for file in files.iter().filter(|file| bytes_of(&file.name).is_none()) {
        insert_attachment(transaction, submission_id, file).await?;
        files_added += 1;
    }
    Ok(Stored::Again { submission_id, files_added })
}

async fn insert_attachment(transaction: &impl ConnectionTrait, submission_id: i64, file: &NewAttachment) -> Result<()> {
    let row = attachment::ActiveModel {
        submission_id: Set(submission_id),
        name: Set(file.name.clone()),
        media_type: Set(file.media_type.clone()),
        sha256: Set(file.sha256.clone()),
        size: Set(file.size),
        ..Default::default()
    };
    attachment::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

async fn note_devices(transaction: &impl ConnectionTrait, at: DateTime<Utc>, sent: &[&NewSubmission]) -> Result<()> {
    let devices: BTreeSet<i32> = sent.iter().filter_map(|submission| submission.device_id).collect();
    if !devices.is_empty() {
        device::Entity::update_many()
            .col_expr(device::Column::LastSeenAt, Expr::value(at))
            .filter(device::Column::Id.is_in(devices))
            .exec(transaction)
            .await?;
    }
    Ok(())
}

fn deed(new: &NewSubmission, outcome: &Stored) -> Option<Deed> {
    let subject = format!("submission:{}", new.instance_id);
    match outcome {
        Stored::New { .. } => Some(Deed::new(&new.actor, "submission.received", subject)),
        Stored::Again { files_added, .. } if *files_added > 0 => {
            Some(Deed::new(&new.actor, "submission.files_added", subject).detail(json!({"files": files_added})))
        }
        Stored::Again { .. } => None,
        Stored::Corrected { .. } => {
            Some(Deed::new(&new.actor, "submission.corrected", subject).detail(json!({"corrects": new.corrects})))
        }
        Stored::OriginalUnknown | Stored::OriginalSuperseded => Some(
            Deed::new(&new.actor, "submission.refused_correction", subject).detail(json!({"corrects": new.corrects})),
        ),
        Stored::Reused => Some(Deed::new(&new.actor, "submission.refused_reused_instance_id", subject)),
        Stored::FileDiffers { name } => {
            Some(Deed::new(&new.actor, "submission.refused_changed_file", subject).detail(json!({"file": name})))
        }
    }
}
