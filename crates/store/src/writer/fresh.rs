//! What is new in a group, written with a few statements of many rows.

use super::{NewAttachment, Prepared, Stored};
use crate::{
    error::{Result, StoreError},
    records, rounds,
    tables::{attachment, record, submission},
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter, QuerySelect,
    QueryTrait,
    sea_query::{Alias, OnConflict, Query},
};
use std::collections::{HashMap, HashSet};

/// Files a statement, so that the parameters stay below SQLite's 32,766.
const FILES_A_STATEMENT: usize = 5_000;

/// By what a submission is known: its operation and the instanceID in its XML.
type Known = (i32, String);

/// Stores those of the group that correct nothing, came by no link and are not held; `None` for the others, which nothing
/// was done for.
pub(super) async fn store(
    transaction: &DatabaseTransaction,
    at: DateTime<Utc>,
    group: &[&Prepared],
) -> Result<Vec<Option<Stored>>> {
    let mut seen = held(transaction, group).await?;
    let fresh: Vec<&Prepared> = group
        .iter()
        .copied()
        .filter(|prepared| prepared.new.corrects.is_none() && prepared.new.link_id.is_none())
        .filter(|prepared| seen.insert(known(prepared)))
        .collect();
    let (fresh, turned_away) = admitted(transaction, fresh).await?;
    let submissions = insert_submissions(transaction, at, &fresh).await?;
    // On PostgreSQL another server may have stored one in the meantime; it is left to be looked at alone.
    let ours: Vec<(i64, &Prepared)> =
        fresh.iter().filter_map(|prepared| Some((*submissions.get(&known(prepared))?, *prepared))).collect();
    insert_files(transaction, &ours).await?;
    let records = insert_records(transaction, at, &ours).await?;
    let mut outcomes: HashMap<*const Prepared, Stored> =
        turned_away.into_iter().map(|(prepared, outcome)| (std::ptr::from_ref(prepared), outcome)).collect();
    for (submission_id, prepared) in &ours {
        let record_id = *records.get(submission_id).ok_or(StoreError::RecordMissing(*submission_id))?;
        outcomes.insert(std::ptr::from_ref(*prepared), Stored::New { submission_id: *submission_id, record_id });
    }
    Ok(group.iter().map(|prepared| outcomes.remove(&std::ptr::from_ref(*prepared))).collect())
}

/// Those whose round takes them, and what becomes of the others.
async fn admitted<'a>(
    transaction: &DatabaseTransaction,
    fresh: Vec<&'a Prepared>,
) -> Result<(Vec<&'a Prepared>, Vec<(&'a Prepared, Stored)>)> {
    let rounds = rounds::hold(transaction, fresh.iter().filter_map(|prepared| prepared.new.record.round_id)).await?;
    let closed: HashSet<i32> =
        rounds.into_iter().filter(|(.., stage)| !stage.takes_submissions()).map(|(id, ..)| id).collect();
    let (mut taken, mut turned_away) = (Vec::with_capacity(fresh.len()), Vec::new());
    for prepared in fresh {
        match prepared.new.record.round_id.filter(|round_id| closed.contains(round_id)) {
            None => taken.push(prepared),
            Some(round_id) => {
                let outcome = Stored::RoundSettled { round_id, of_original: false };
                turned_away.push((prepared, outcome));
            }
        }
    }
    Ok((taken, turned_away))
}

fn known(prepared: &Prepared) -> Known {
    (prepared.new.operation_id, prepared.new.instance_id.clone())
}

async fn held(transaction: &DatabaseTransaction, group: &[&Prepared]) -> Result<HashSet<Known>> {
    use submission::Column::{OperationId, OwnInstanceId};
    let mut of_operations: HashMap<i32, Vec<&str>> = HashMap::new();
    for prepared in group {
        of_operations.entry(prepared.new.operation_id).or_default().push(&prepared.new.instance_id);
    }
    let mut any = Condition::any();
    for (operation_id, instance_ids) in of_operations {
        any = any.add(OperationId.eq(operation_id).and(OwnInstanceId.is_in(instance_ids)));
    }
    let rows: Vec<(i32, Option<String>)> = submission::Entity::find()
        .select_only()
        .columns([OperationId, OwnInstanceId])
        .filter(any)
        .into_tuple()
        .all(transaction)
        .await?;
    Ok(rows.into_iter().filter_map(|(operation_id, instance_id)| Some((operation_id, instance_id?))).collect())
}

/// The rows of those that were inserted.
async fn insert_submissions(
    transaction: &DatabaseTransaction,
    at: DateTime<Utc>,
    fresh: &[&Prepared],
) -> Result<HashMap<Known, i64>> {
    if fresh.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = fresh.iter().map(|prepared| prepared.submission_row(at));
    let mut insert =
        submission::Entity::insert_many(rows).on_conflict(OnConflict::new().do_nothing().to_owned()).into_query();
    let (id, operation, instance) = ("id", "operation_id", "own_instance_id");
    insert.returning(Query::returning().columns([id, operation, instance].map(Alias::new)));
    let mut inserted = HashMap::with_capacity(fresh.len());
    for row in transaction.query_all(&insert).await? {
        inserted.insert((row.try_get("", operation)?, row.try_get("", instance)?), row.try_get("", id)?);
    }
    Ok(inserted)
}

async fn insert_files(transaction: &DatabaseTransaction, ours: &[(i64, &Prepared)]) -> Result<()> {
    let rows: Vec<_> = ours
        .iter()
        .flat_map(|(id, prepared)| prepared.new.attachments.iter().map(|file| attachment_row(*id, file)))
        .collect();
    for rows in rows.chunks(FILES_A_STATEMENT) {
        attachment::Entity::insert_many(rows.to_vec()).exec_without_returning(transaction).await?;
    }
    Ok(())
}

/// The rows of records by those of their submissions.
async fn insert_records(
    transaction: &DatabaseTransaction,
    at: DateTime<Utc>,
    ours: &[(i64, &Prepared)],
) -> Result<HashMap<i64, i64>> {
    if ours.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = ours.iter().map(|(submission_id, prepared)| prepared.record_row(*submission_id, at));
    let mut insert = record::Entity::insert_many(rows).into_query();
    let (id, submission) = ("id", "submission_id");
    insert.returning(Query::returning().columns([id, submission].map(Alias::new)));
    let mut inserted = HashMap::with_capacity(ours.len());
    for row in transaction.query_all(&insert).await? {
        inserted.insert(row.try_get("", submission)?, row.try_get("", id)?);
    }
    let arrivals = ours.iter().filter_map(|(submission_id, prepared)| {
        Some((*inserted.get(submission_id)?, prepared.new.record.state, prepared.new.actor.as_str()))
    });
    records::note_arrivals(transaction, arrivals, at).await?;
    Ok(inserted)
}

pub(super) fn attachment_row(submission_id: i64, file: &NewAttachment) -> attachment::ActiveModel {
    attachment::ActiveModel {
        submission_id: Set(submission_id),
        name: Set(file.name.clone()),
        media_type: Set(file.media_type.clone()),
        sha256: Set(file.sha256.clone()),
        size: Set(file.size),
        sealed_for: Set(file.sealed_for.clone()),
        fingerprint: Set(file.sealed_for.as_ref().and(file.same_as.first().cloned())),
        ..Default::default()
    }
}
