//! A submission that is held already, corrects one that is, or came by a link: looked at alone.

use super::{NewAttachment, Prepared, Stored, fresh};
use crate::{
    error::Result,
    links::{self, Admission},
    records, rounds,
    tables::{attachment, record, submission},
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    sea_query::OnConflict,
};

/// Stores one submission, whatever is held, if the link it came by lets it in. A link for one submission is used up with
/// it or not at all.
pub(super) async fn store(transaction: &DatabaseTransaction, at: DateTime<Utc>, prepared: &Prepared) -> Result<Stored> {
    let new = &prepared.new;
    let Some(link_id) = new.link_id else { return store_admitted(transaction, at, prepared).await };
    let is_held = held(transaction, new.operation_id, &new.instance_id).await?.is_some();
    let taken = match links::admit(transaction, link_id, &new.instance_id, is_held, at).await? {
        Admission::Closed(why) => return Ok(Stored::LinkClosed(why)),
        Admission::Open { taken } => taken,
    };
    let outcome = store_admitted(transaction, at, prepared).await?;
    if taken && !matches!(outcome, Stored::New { .. }) {
        links::release(transaction, link_id).await?;
    }
    Ok(outcome)
}

async fn store_admitted(transaction: &DatabaseTransaction, at: DateTime<Utc>, prepared: &Prepared) -> Result<Stored> {
    let new = &prepared.new;
    let corrected = match &new.corrects {
        None => None,
        // A correction that is held already is one sent again, whatever has become of its original since.
        Some(_) if held(transaction, new.operation_id, &new.instance_id).await?.is_some() => None,
        Some(original) => match held(transaction, new.operation_id, original).await? {
            None => return Ok(Stored::OriginalUnknown),
            original => original,
        },
    };
    let is_held = held(transaction, new.operation_id, &new.instance_id).await?.is_some();
    if let Some(closed) = closed_round(transaction, prepared, corrected.as_ref()).await?.filter(|_| !is_held) {
        return Ok(closed);
    }
    if let Some(original) = corrected.as_ref().filter(|_| !is_held)
        && records::edited_meanwhile(transaction, original.id, new.edits.as_ref()).await?
    {
        return Ok(Stored::EditedMeanwhile);
    }
    let (instance_id, version) =
        corrected.as_ref().map_or((&new.instance_id, 1), |original| (&original.instance_id, original.version + 1));
    let row = submission::ActiveModel {
        instance_id: Set(instance_id.clone()),
        version: Set(version),
        ..prepared.submission_row(at)
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
            let record_id = records::insert_row(transaction, prepared.record_row(now.id, at), at, &new.actor).await?;
            Ok(Stored::New { submission_id: now.id, record_id })
        }
        (Some(now), Some(original)) if rows == 1 => correct(transaction, at, prepared, &original, &now).await,
        (None, Some(_)) => Ok(Stored::OriginalSuperseded),
        (Some(held), _) if prepared.same_as.contains(&held.sha256) && held.form_version_id == new.form_version_id => {
            let outcome = again(transaction, held.id, &new.attachments).await?;
            if matches!(outcome, Stored::Again { files_added: 1.., .. }) {
                records::note_files(transaction, held.id, at, &new.actor).await?;
            }
            Ok(outcome)
        }
        _ => Ok(Stored::Reused),
    }
}

/// What keeps a submission out of its round, or what it corrects from being corrected.
async fn closed_round(
    transaction: &DatabaseTransaction,
    prepared: &Prepared,
    original: Option<&submission::Model>,
) -> Result<Option<Stored>> {
    let corrected = match original {
        Some(original) => {
            let record = record::Entity::find().filter(record::Column::SubmissionId.eq(original.id));
            record.one(transaction).await?.and_then(|record| record.round_id)
        }
        None => None,
    };
    let joined = prepared.new.record.round_id;
    let rounds = rounds::hold(transaction, corrected.into_iter().chain(joined)).await?;
    let of_original = rounds.iter().find(|(id, _, stage)| corrected == Some(*id) && stage.is_settled());
    let full = rounds.iter().find(|(id, _, stage)| joined == Some(*id) && !stage.takes_submissions());
    let closed = |found: &(i32, i32, _), of_original| Stored::RoundSettled { round_id: found.0, of_original };
    Ok(of_original.map(|found| closed(found, true)).or_else(|| full.map(|found| closed(found, false))))
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
    prepared: &Prepared,
    original: &submission::Model,
    now: &submission::Model,
) -> Result<Stored> {
    let new = &prepared.new;
    for file in &new.attachments {
        insert_attachment(transaction, now.id, file).await?;
    }
    let before = attachment::Entity::find().filter(attachment::Column::SubmissionId.eq(original.id)).all(transaction);
    for file in before.await? {
        let named = new.expected_files.contains(&file.name);
        if named && !new.attachments.iter().any(|sent| sent.name == file.name) {
            let same_as = vec![equal_of(&file).to_owned()];
            let attachment::Model { name, media_type, sha256, size, sealed_for, .. } = file;
            let file = NewAttachment { name, media_type, sha256, size, sealed_for, same_as };
            insert_attachment(transaction, now.id, &file).await?;
        }
    }
    let (record_id, left_round) = records::correct(
        transaction,
        (&new.record, new.edits.as_ref(), &prepared.sealer),
        original.id,
        (now.id, now.version),
        at,
        &new.actor,
    )
    .await?;
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
    let bytes_of = |name: &str| held.iter().find(|file| file.name == name).map(equal_of);
    let differs =
        |file: &&NewAttachment| bytes_of(&file.name).is_some_and(|held| file.same_as.iter().all(|same| same != held));
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

/// What equal files are known by.
fn equal_of(file: &attachment::Model) -> &str {
    file.fingerprint.as_deref().unwrap_or(&file.sha256)
}

async fn insert_attachment(transaction: &impl ConnectionTrait, submission_id: i64, file: &NewAttachment) -> Result<()> {
    attachment::Entity::insert(fresh::attachment_row(submission_id, file)).exec_without_returning(transaction).await?;
    Ok(())
}
