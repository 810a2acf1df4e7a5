//! The audit log: every change and every reading of personal data, chained by hash so that a gap or an edit shows.

use crate::{
    blobs::sha256_hex,
    connect::Store,
    error::Result,
    json::{JsonText, from_json},
    tables::audit_entry::{ActiveModel, Column, Entity, Model},
};
use chrono::{DateTime, SubsecRound, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    Statement,
};
use serde_json::Value as Json;

/// Something somebody did.
#[derive(Debug, Clone, PartialEq)]
pub struct Deed {
    /// Who: `user:ida@example.org`, `device:3 Tablet 7`, `command line`.
    pub actor: String,
    /// What: `record.approved`, `user.created`, …
    pub action: &'static str,
    /// To what: `record:12`, `user:ida@example.org`, …
    pub subject: String,
    /// Anything needed to understand it later. Never a secret, never personal data.
    pub detail: Json,
}

impl Deed {
    /// A deed without further detail.
    pub fn new(actor: &str, action: &'static str, subject: impl Into<String>) -> Self {
        Self { actor: actor.to_owned(), action, subject: subject.into(), detail: Json::Null }
    }

    /// The same with detail.
    #[must_use]
    pub fn detail(mut self, detail: Json) -> Self {
        self.detail = detail;
        self
    }
}

/// Entries a statement, so that the parameters stay below SQLite's 32,766.
const ENTRIES_A_STATEMENT: usize = 2_000;

/// An entry of the log.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct AuditEntry {
    /// Its place in the chain, from 1.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: String,
    /// What.
    pub action: String,
    /// To what.
    pub subject: String,
    /// Detail.
    pub detail: Json,
}

fn entry(row: Model) -> Result<AuditEntry> {
    let Model { seq, at, actor, action, subject, detail, .. } = row;
    Ok(AuditEntry { seq, at, actor, action, subject, detail: from_json("audit_entry.detail", &detail)? })
}

impl Store {
    /// Writes deeds that change nothing else (a reading, a refused attempt).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit(&self, deeds: &[Deed]) -> Result<()> {
        let transaction = self.begin().await?;
        append(&transaction, self.clock.now(), deeds).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Entries older than `before` (the newest without it), newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit_entries(&self, before: Option<i64>, limit: u64) -> Result<Vec<AuditEntry>> {
        let mut query = Entity::find().order_by_desc(Column::Seq).limit(limit);
        if let Some(before) = before {
            query = query.filter(Column::Seq.lt(before));
        }
        query.all(&self.reader).await?.into_iter().map(entry).collect()
    }

    /// The place of the newest entry; 0 if there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn newest_audit_entry(&self) -> Result<i64> {
        let newest = Entity::find().order_by_desc(Column::Seq).select_only().column(Column::Seq).into_tuple::<i64>();
        Ok(newest.one(&self.reader).await?.unwrap_or(0))
    }

    /// Walks the whole chain; the first entry that does not fit its hash or its predecessor, if any.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn first_broken_audit_entry(&self) -> Result<Option<i64>> {
        const PAGE: u64 = 1_000;
        let (mut seq, mut previous) = (0_i64, String::new());
        loop {
            let page = Entity::find()
                .filter(Column::Seq.gt(seq))
                .order_by_asc(Column::Seq)
                .limit(PAGE)
                .all(&self.reader)
                .await?;
            for row in &page {
                if row.seq != seq + 1 || row.previous != previous || row.hash != hash_of(row) {
                    return Ok(Some(seq + 1));
                }
                (seq, previous) = (row.seq, row.hash.clone());
            }
            if page.is_empty() {
                return Ok(None);
            }
        }
    }
}

/// Adds deeds to the chain inside the transaction that does them: both are there or neither is.
pub(crate) async fn append(transaction: &impl ConnectionTrait, at: DateTime<Utc>, deeds: &[Deed]) -> Result<()> {
    if deeds.is_empty() {
        return Ok(());
    }
    if transaction.get_database_backend() == DbBackend::Postgres {
        // One chain for all processes: whoever appends waits for the one before to commit.
        let lock = Statement::from_string(DbBackend::Postgres, "SELECT pg_advisory_xact_lock(7305013)");
        transaction.execute_raw(lock).await?;
    }
    let last = Entity::find().order_by_desc(Column::Seq).one(transaction).await?;
    let (mut seq, mut previous) = last.map_or((0, String::new()), |row| (row.seq, row.hash));
    let at = at.trunc_subsecs(6); // what PostgreSQL keeps
    let mut rows = Vec::with_capacity(deeds.len());
    for deed in deeds {
        seq += 1;
        let mut row = Model {
            seq,
            at,
            actor: deed.actor.clone(),
            action: deed.action.to_owned(),
            subject: deed.subject.clone(),
            detail: JsonText::from(&deed.detail),
            previous,
            hash: String::new(),
        };
        row.hash = hash_of(&row);
        previous = row.hash.clone();
        rows.push(active(row));
    }
    for rows in rows.chunks(ENTRIES_A_STATEMENT) {
        Entity::insert_many(rows.to_vec()).exec_without_returning(transaction).await?;
    }
    Ok(())
}

fn hash_of(row: &Model) -> String {
    let Model { seq, at, actor, action, subject, detail, previous, .. } = row;
    let text = serde_json::json!([seq, at.timestamp_micros(), actor, action, subject, detail.0, previous]).to_string();
    sha256_hex(text.as_bytes())
}

fn active(row: Model) -> ActiveModel {
    ActiveModel {
        seq: Set(row.seq),
        at: Set(row.at),
        actor: Set(row.actor),
        action: Set(row.action),
        subject: Set(row.subject),
        detail: Set(row.detail),
        previous: Set(row.previous),
        hash: Set(row.hash),
    }
}
