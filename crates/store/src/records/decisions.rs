//! Decisions about records, by those who say which version they looked at.

use super::{IDS_A_STATEMENT, StoredRecord, events::event, stored};
use crate::{
    audit::{Deed, append},
    connect::Store,
    error::Result,
    figures::become_former,
    rounds::refuse_settled,
    tables::record,
    webhooks,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use vocab::RecordState;

/// A record, as somebody looked at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookedAt {
    /// Row.
    pub record_id: i64,
    /// Its version then; none for whoever looked at nothing.
    pub version: Option<i64>,
}

/// What became of a change to records.
#[derive(Debug, Clone, PartialEq)]
pub enum Reviewed {
    /// Those that changed, as they are now.
    Done(Vec<StoredRecord>),
    /// These have another version than was looked at. Nothing was changed.
    Moved(Vec<i64>),
}

/// The rows of records, held for a change, unless some of them have moved on since they were looked at. Records that are not
/// there are left out.
pub(super) async fn hold_as_seen(
    transaction: &impl ConnectionTrait,
    looked_at: &[LookedAt],
) -> Result<std::result::Result<Vec<record::Model>, Vec<i64>>> {
    let seen: BTreeMap<i64, Option<i64>> = looked_at.iter().map(|one| (one.record_id, one.version)).collect();
    let ids: Vec<i64> = seen.keys().copied().collect();
    let mut rows = Vec::new();
    for ids in ids.chunks(IDS_A_STATEMENT) {
        let query = record::Entity::find()
            .filter(record::Column::Id.is_in(ids.iter().copied()))
            .order_by_asc(record::Column::Id)
            .lock_exclusive(); // PostgreSQL: of two who change it at once, the second sees what the first did
        rows.extend(query.all(transaction).await?);
    }
    let moved = |row: &&record::Model| seen[&row.id].is_some_and(|version| version != row.version);
    let moved: Vec<i64> = rows.iter().filter(moved).map(|row| row.id).collect();
    Ok(if moved.is_empty() { Ok(rows) } else { Err(moved) })
}

impl Store {
    /// Moves records to `state` and says why, all or none, whatever version they have. Records that are there already are
    /// left alone. Returns those that changed.
    ///
    /// # Errors
    /// `RoundSettled` if one of them would have to change in a closed round.
    pub async fn decide(
        &self,
        record_ids: &[i64],
        state: RecordState,
        reason: Option<&str>,
        actor: &str,
    ) -> Result<Vec<StoredRecord>> {
        let ids: BTreeSet<i64> = record_ids.iter().copied().collect();
        let whatever: Vec<_> = ids.into_iter().map(|record_id| LookedAt { record_id, version: None }).collect();
        match self.decide_as_seen(&whatever, state, reason, actor).await? {
            Reviewed::Done(changed) => Ok(changed),
            Reviewed::Moved(_) => Ok(Vec::new()),
        }
    }

    /// The same, only if each still has the version that was looked at.
    ///
    /// # Errors
    /// As [`Store::decide`].
    pub async fn decide_as_seen(
        &self,
        looked_at: &[LookedAt],
        state: RecordState,
        reason: Option<&str>,
        actor: &str,
    ) -> Result<Reviewed> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let mut rows = match hold_as_seen(&transaction, looked_at).await? {
            Ok(rows) => rows,
            Err(moved) => return Ok(Reviewed::Moved(moved)),
        };
        rows.retain(|row| row.state != state.code());
        refuse_settled(&transaction, rows.iter().filter_map(|row| row.round_id)).await?;
        let (mut changed, mut deeds) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
        for row in rows {
            let version = row.version + 1;
            let mut active = row.into_active_model();
            active.state = Set(state.code().to_owned());
            active.version = Set(version);
            active.updated_at = Set(Some(now));
            let row = active.update(&transaction).await?;
            event(&transaction, row.id, now, actor, state.code(), reason, Some(version)).await?;
            let subject = format!("record:{}", row.id);
            deeds.push(Deed::new(actor, deed_of(state), subject).detail(json!({"reason": reason})));
            changed.push(stored(row)?);
        }
        if state == RecordState::Approved {
            let submissions: Vec<i64> = changed.iter().filter_map(|record| record.submission_id).collect();
            deeds.extend(crate::registers::approved(&self.sealer, &transaction, now, &submissions).await?);
        }
        become_former(&transaction, changed.iter().filter_map(|record| record.round_id)).await?;
        append(&transaction, now, &deeds).await?;
        let decided = changed.iter().map(|record| (record.id, record.exercise_id, record.submission_id, record.state));
        webhooks::announce_decisions(&transaction, now, &decided.collect::<Vec<_>>()).await?;
        transaction.commit().await?;
        Ok(Reviewed::Done(changed))
    }
}

fn deed_of(state: RecordState) -> &'static str {
    match state {
        RecordState::Received | RecordState::Edited => "record.reopened",
        RecordState::HasIssues => "record.has_issues",
        RecordState::Approved => "record.approved",
        RecordState::Rejected => "record.rejected",
    }
}
