//! What is to be told, written in the transaction in which it happened.

use super::WAITING;
use crate::{
    error::Result,
    json::{JsonText, from_json},
    tables::{exercise, webhook, webhook_delivery},
    writer::{NewSubmission, Stored},
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::{Value as Json, json};
use std::collections::HashMap;
use vocab::RecordState;

/// Deliveries an insert; each has eight values, and SQLite takes 32,766.
const ROWS_A_STATEMENT: usize = 1_000;

/// Something that happened in an operation.
struct Happening {
    operation_id: i32,
    event: &'static str,
    facts: Json,
}

/// Writes what became of submissions for the webhooks that want to know, in the transaction in which it happened. Costs one
/// question where there are none.
pub(crate) async fn announce_submissions<'new>(
    transaction: &impl ConnectionTrait,
    at: DateTime<Utc>,
    stored: impl Iterator<Item = (&'new NewSubmission, &'new Stored)>,
) -> Result<()> {
    let happening = |(new, outcome): (&NewSubmission, &Stored)| {
        let (event, submission_id, record_id, state) = match outcome {
            Stored::New { submission_id, record_id } => {
                ("submission.received", submission_id, record_id, new.record.state)
            }
            Stored::Corrected { submission_id, record_id, .. } => {
                ("submission.corrected", submission_id, record_id, RecordState::Edited)
            }
            _ => return None,
        };
        let facts = json!({"submission": submission_id, "record": record_id, "state": state.code()});
        Some(Happening { operation_id: new.operation_id, event, facts })
    };
    let happenings: Vec<Happening> = stored.filter_map(happening).collect();
    announce(transaction, at, &happenings).await
}

/// The same for decisions about records: row, exercise, submission, state.
pub(crate) async fn announce_decisions(
    transaction: &DatabaseTransaction,
    at: DateTime<Utc>,
    decided: &[(i64, i32, Option<i64>, RecordState)],
) -> Result<()> {
    let any = webhook::Entity::find().filter(webhook::Column::Gone.eq(false)).one(transaction).await?;
    if decided.is_empty() || any.is_none() {
        return Ok(());
    }
    let operations: HashMap<i32, i32> = exercise::Entity::find()
        .select_only()
        .columns([exercise::Column::Id, exercise::Column::OperationId])
        .into_tuple::<(i32, i32)>()
        .all(transaction)
        .await?
        .into_iter()
        .collect();
    let happenings: Vec<Happening> = decided
        .iter()
        .filter_map(|(record, exercise, submission, state)| {
            let facts = json!({"submission": submission, "record": record, "state": state.code()});
            Some(Happening { operation_id: *operations.get(exercise)?, event: "record.decided", facts })
        })
        .collect();
    announce(transaction, at, &happenings).await
}

async fn announce(transaction: &impl ConnectionTrait, at: DateTime<Utc>, happenings: &[Happening]) -> Result<()> {
    if happenings.is_empty() {
        return Ok(());
    }
    let hooks = webhook::Entity::find()
        .filter(webhook::Column::Gone.eq(false))
        .order_by_asc(webhook::Column::Id)
        .all(transaction)
        .await?;
    let mut rows = Vec::new();
    for hook in hooks {
        let events: Vec<String> = from_json("webhook.events", &hook.events)?;
        let wanted = |happening: &&Happening| {
            happening.operation_id == hook.operation_id && events.iter().any(|event| event == happening.event)
        };
        rows.extend(happenings.iter().filter(wanted).map(|happening| webhook_delivery::ActiveModel {
            webhook_id: Set(hook.id),
            event: Set(happening.event.to_owned()),
            facts: Set(JsonText::from(&happening.facts)),
            body: Set(None),
            state: Set(WAITING.to_owned()),
            attempts: Set(0),
            created_at: Set(at),
            next_attempt_at: Set(at),
            ..Default::default()
        }));
    }
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(ROWS_A_STATEMENT));
        webhook_delivery::Entity::insert_many(rows).exec_without_returning(transaction).await?;
        rows = rest;
    }
    Ok(())
}
