//! What happened to records, and what people say about them.

use super::RecordEvent;
use crate::{
    audit::{Deed, append},
    connect::Store,
    error::Result,
    tables::record_event,
};
use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

pub(super) async fn event(
    transaction: &impl ConnectionTrait,
    record_id: i64,
    at: DateTime<Utc>,
    actor: &str,
    action: &str,
    reason: Option<&str>,
    version: Option<i64>,
) -> Result<()> {
    let row = event_row(record_id, at, actor, action, reason, version);
    record_event::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

pub(super) fn event_row(
    record_id: i64,
    at: DateTime<Utc>,
    actor: &str,
    action: &str,
    reason: Option<&str>,
    version: Option<i64>,
) -> record_event::ActiveModel {
    record_event::ActiveModel {
        record_id: Set(record_id),
        at: Set(at),
        actor: Set(actor.to_owned()),
        action: Set(action.to_owned()),
        reason: Set(reason.map(str::to_owned)),
        version: Set(version),
        ..Default::default()
    }
}

impl Store {
    /// Adds what somebody has to say about a record.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn comment(&self, record_id: i64, body: &str, actor: &str) -> Result<DateTime<Utc>> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        event(&transaction, record_id, now, actor, "commented", Some(body), None).await?;
        append(&transaction, now, &[Deed::new(actor, "record.commented", format!("record:{record_id}"))]).await?;
        transaction.commit().await?;
        Ok(now)
    }

    /// What happened to a record, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record_events(&self, record_id: i64) -> Result<Vec<RecordEvent>> {
        let rows = record_event::Entity::find()
            .filter(record_event::Column::RecordId.eq(record_id))
            .order_by_asc(record_event::Column::Id)
            .all(&self.reader)
            .await?;
        let plain = |row: record_event::Model| RecordEvent {
            at: row.at,
            by: row.actor,
            action: row.action,
            reason: row.reason,
            version: row.version,
        };
        Ok(rows.into_iter().map(plain).collect())
    }
}
