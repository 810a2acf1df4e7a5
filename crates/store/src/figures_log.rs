//! What the audit log says of the figures of closed revisions: hashes of them and of what they were computed with, so that
//! nobody changes them unseen.

use crate::{
    audit::{Deed, append},
    blobs::sha256_hex,
    connect::Store,
    error::{Result, StoreError},
    figures::KeptFigures,
    rounds::positive,
    tables::{audit_entry, exercise, figure_set, operation, round},
};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

const ACTION: &str = "figures.kept";

/// What a closed revision's figures are, by their hashes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiguresHashes {
    /// The snapshot.
    pub snapshot: String,
    /// What else they were computed with; none if they are older than the keeping of it.
    pub basis: Option<String>,
    /// The indicators.
    pub indicators: String,
    /// The boundary version of their places, by its code.
    pub boundaries: Option<String>,
    /// The figures, as they are written.
    pub figures: String,
}

impl FiguresHashes {
    /// Of what is kept.
    pub fn of(kept: &KeptFigures) -> Self {
        Self {
            snapshot: kept.snapshot.clone(),
            basis: kept.basis.clone(),
            indicators: kept.indicators_sha256.clone(),
            boundaries: kept.boundary_version.clone(),
            figures: sha256_hex(kept.text.as_bytes()),
        }
    }
}

/// An entry of the log about the figures of a closed revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiguresEntry {
    /// Its place in the log.
    #[serde(skip)]
    pub seq: i64,
    /// Code of the operation.
    pub operation: String,
    /// Code of the exercise.
    pub exercise: String,
    /// Number of the round.
    pub round: u32,
    /// Row of the round.
    pub round_id: i32,
    /// The revision.
    pub revision: u32,
    /// What was kept.
    #[serde(flatten)]
    pub kept: FiguresHashes,
}

/// Writes into the log what is kept of a closed revision from now on, in the transaction that keeps it.
pub(crate) async fn tell_of_kept(
    transaction: &impl ConnectionTrait,
    now: DateTime<Utc>,
    row: figure_set::Model,
) -> Result<()> {
    let missing = || StoreError::RoundMissing(row.round_id);
    let round = round::Entity::find_by_id(row.round_id).one(transaction).await?.ok_or_else(missing)?;
    let exercise = exercise::Entity::find_by_id(row.exercise_id).one(transaction).await?.ok_or_else(missing)?;
    let operation = operation::Entity::find_by_id(exercise.operation_id).one(transaction).await?;
    let entry = FiguresEntry {
        seq: 0,
        operation: operation.ok_or_else(missing)?.code,
        exercise: exercise.code,
        round: positive(round.number),
        round_id: row.round_id,
        revision: positive(row.revision),
        kept: FiguresHashes::of(&row.into()),
    };
    let subject = format!("round:{}/{}", entry.exercise, entry.round);
    let unreadable = |source| StoreError::Unreadable { what: ACTION.to_owned(), source };
    let detail = serde_json::to_value(&entry).map_err(unreadable)?;
    append(transaction, now, &[Deed::new("server", ACTION, subject).detail(detail)]).await
}

impl Store {
    /// What the log says of the figures of closed revisions, the oldest entry first.
    ///
    /// # Errors
    /// When the database fails, or an entry is none that Inzira wrote.
    pub async fn figures_entries(&self) -> Result<Vec<FiguresEntry>> {
        let rows = audit_entry::Entity::find()
            .filter(audit_entry::Column::Action.eq(ACTION))
            .order_by_asc(audit_entry::Column::Seq)
            .all(&self.reader)
            .await?;
        let read = |row: audit_entry::Model| {
            let entry: FiguresEntry = crate::json::from_json("audit_entry.detail", &row.detail)?;
            Ok(FiguresEntry { seq: row.seq, ..entry })
        };
        rows.into_iter().map(read).collect()
    }
}
