//! The one way a submission is stored: a task that commits in groups.
//!
//! A commit costs a flush of the disk; a hundred submissions that arrive together share one. Nobody is answered before the
//! commit that holds their submission has returned, so what was acknowledged survives `kill -9` and a power cut.
//!
//! What is new in a group is written with a few statements of many rows (`fresh`); what is held already, or corrects what is
//! held, one by one (`held`). Rows are made ready before they queue (`prepared`), so that the one writer only writes.

mod fresh;
mod held;
mod prepared;

pub(crate) use held::again;

use crate::{
    audit::{Deed, append},
    connect::begin,
    error::{Result, StoreError},
    links::LinkClosed,
    records::{CarriedEdits, NewRecord},
    registers::{Arrived, apply_all},
    seals::Sealer,
    tables::device,
    webhooks,
};
use ::registers::Change;
use chrono::{DateTime, Utc};
use prepared::Prepared;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, sea_query::Expr};
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
    /// The link it came by.
    pub link_id: Option<i32>,
    /// Its files.
    pub attachments: Vec<NewAttachment>,
    /// Names of the files its answers speak of, whether they came or not.
    pub expected_files: Vec<String>,
    /// What it asks of registers.
    pub entities: Vec<Change>,
    /// What it says.
    pub record: NewRecord,
    /// The edits of what it corrects, which `record` has laid over it as far as they fit; none if there were none.
    pub edits: Option<CarriedEdits>,
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
    /// Bytes, before they were sealed.
    pub size: i64,
    /// The instanceID of the submission it was sealed for; none if it lies plain.
    pub sealed_for: Option<String>,
    /// What equal files are known by, newest way first.
    pub same_as: Vec<String>,
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
    /// The round it should join, or that of what it corrects, takes nothing any more. Nothing was changed: whoever sent it
    /// places it anew.
    RoundSettled {
        /// Row of the round.
        round_id: i32,
        /// Whether it is the round of what it corrects.
        of_original: bool,
    },
    /// Values of what it corrects were edited after it was made ready. Nothing was changed: it is made ready anew.
    EditedMeanwhile,
    /// The link it came by lets nothing more in. Nothing was changed.
    LinkClosed(LinkClosed),
}

/// Submissions in one commit; bounds the memory and the time anybody waits for a group.
const GROUP: usize = 256;
/// Submissions waiting before senders are held back.
const QUEUE: usize = 1_024;

struct Job {
    submission: Prepared,
    answer: oneshot::Sender<Result<Stored>>,
}

/// The way to the writing task. Cheap to clone.
#[derive(Clone)]
pub(crate) struct SubmissionWriter {
    jobs: mpsc::Sender<Job>,
    sealer: Sealer,
}

impl SubmissionWriter {
    pub(crate) fn start(connection: DatabaseConnection, clock: Arc<dyn Clock>, sealer: Sealer) -> Self {
        let (jobs, mut inbox) = mpsc::channel(QUEUE);
        let seals = sealer.clone();
        tokio::spawn(async move {
            let mut group = Vec::with_capacity(GROUP);
            while inbox.recv_many(&mut group, GROUP).await > 0 {
                commit_group(&connection, &seals, clock.now(), std::mem::take(&mut group)).await;
            }
        });
        Self { jobs, sealer }
    }

    pub(crate) async fn store(&self, submission: NewSubmission) -> Result<Stored> {
        let (answer, wait) = oneshot::channel();
        let submission = Prepared::new(submission, &self.sealer)?;
        self.jobs.send(Job { submission, answer }).await.map_err(|_| StoreError::WriterStopped)?;
        wait.await.map_err(|_| StoreError::WriterStopped)?
    }
}

async fn commit_group(connection: &DatabaseConnection, sealer: &Sealer, at: DateTime<Utc>, mut group: Vec<Job>) {
    // One order everywhere: two servers that store the same submissions then wait for each other in turn, never in a ring.
    group.sort_by(|a, b| a.submission.new.instance_id.cmp(&b.submission.new.instance_id));
    let submissions: Vec<&Prepared> = group.iter().map(|job| &job.submission).collect();
    match store_together(connection, sealer, at, &submissions).await {
        Ok(outcomes) => {
            for (job, outcome) in group.into_iter().zip(outcomes) {
                drop(job.answer.send(Ok(outcome))); // a sender that has gone sends again; nothing is lost
            }
        }
        Err(error) if let Some(trouble) = error.trouble() => {
            // Nobody's own fault: trying each alone would keep them all waiting for the same database or disk.
            tracing::error!(%error, submissions = group.len(), "a group of submissions could not be stored");
            for job in group {
                drop(job.answer.send(Err(trouble.into())));
            }
        }
        Err(error) => {
            // One of them broke the group; alone, each gets its own answer.
            tracing::warn!(%error, submissions = group.len(), "a group of submissions failed; storing them one by one");
            for job in group.into_iter().filter(|job| !job.answer.is_closed()) {
                let outcome = store_together(connection, sealer, at, &[&job.submission]).await;
                let outcome = outcome.and_then(|outcomes| outcomes.into_iter().next().ok_or(StoreError::WriterStopped));
                drop(job.answer.send(outcome));
            }
        }
    }
}

/// Stores a group in one transaction; the outcomes in its order.
async fn store_together(
    connection: &DatabaseConnection,
    sealer: &Sealer,
    at: DateTime<Utc>,
    submissions: &[&Prepared],
) -> Result<Vec<Stored>> {
    let transaction = begin(connection).await?;
    let mut outcomes = fresh::store(&transaction, at, submissions).await?;
    for (submission, outcome) in submissions.iter().zip(&mut outcomes) {
        if outcome.is_none() {
            *outcome = Some(held::store(&transaction, at, submission).await?);
        }
    }
    let outcomes: Vec<Stored> = outcomes.into_iter().flatten().collect();
    let mut deeds: Vec<Deed> =
        submissions.iter().zip(&outcomes).filter_map(|(submission, outcome)| deed(&submission.new, outcome)).collect();
    deeds.extend(apply_all(sealer, &transaction, at, &arrived(submissions, &outcomes)).await?);
    note_devices(&transaction, at, submissions).await?;
    append(&transaction, at, &deeds).await?;
    let became = submissions.iter().map(|submission| &submission.new).zip(&outcomes);
    webhooks::announce_submissions(&transaction, at, became).await?;
    transaction.commit().await?;
    Ok(outcomes)
}

/// What of a group is new, with what it asks of registers.
fn arrived<'a>(submissions: &[&'a Prepared], outcomes: &[Stored]) -> Vec<Arrived<'a>> {
    let both = submissions.iter().zip(outcomes);
    both.filter_map(|(prepared, outcome)| {
        let (submission_id, corrects) = match outcome {
            Stored::New { submission_id, .. } => (*submission_id, false),
            Stored::Corrected { submission_id, .. } => (*submission_id, true),
            _ => return None,
        };
        let NewSubmission { operation_id, actor, entities, .. } = &prepared.new;
        (!entities.is_empty()).then_some(Arrived {
            operation_id: *operation_id,
            submission_id,
            corrects,
            actor,
            changes: entities,
        })
    })
    .collect()
}

async fn note_devices(transaction: &impl ConnectionTrait, at: DateTime<Utc>, sent: &[&Prepared]) -> Result<()> {
    let devices: BTreeSet<i32> = sent.iter().filter_map(|submission| submission.new.device_id).collect();
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
        Stored::Again { .. } | Stored::RoundSettled { .. } | Stored::EditedMeanwhile => None,
        Stored::Corrected { .. } => {
            Some(Deed::new(&new.actor, "submission.corrected", subject).detail(json!({"corrects": new.corrects})))
        }
        Stored::OriginalUnknown | Stored::OriginalSuperseded => Some(
            Deed::new(&new.actor, "submission.refused_correction", subject).detail(json!({"corrects": new.corrects})),
        ),
        Stored::Reused => Some(Deed::new(&new.actor, "submission.refused_reused_instance_id", subject)),
        Stored::LinkClosed(why) => {
            Some(Deed::new(&new.actor, "submission.refused_closed_link", subject).detail(json!({"link": why})))
        }
        Stored::FileDiffers { name } => {
            Some(Deed::new(&new.actor, "submission.refused_changed_file", subject).detail(json!({"file": name})))
        }
    }
}
