//! Snapshots and the figures computed on them.

use crate::{
    audit::{Deed, append},
    connect::Store,
    error::Result,
    json::{from_json, to_json},
    tables::{audit_entry, figure_set, snapshot},
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use serde_json::json;
use std::collections::BTreeSet;
use vocab::Figure;

/// A snapshot as kept; its bytes are among the blobs.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredSnapshot {
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// Records in it.
    pub rows: i64,
    /// When it was first made.
    pub created_at: DateTime<Utc>,
}

/// The figures of a round as last computed.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureSet {
    /// The snapshot they stand on.
    pub snapshot: String,
    /// When they were computed.
    pub computed_at: DateTime<Utc>,
    /// SHA-256 over the indicators they were computed with.
    pub indicators_sha256: String,
    /// The figures.
    pub figures: Vec<Figure>,
}

/// What is kept of a round once it was computed.
#[derive(Debug, Clone, Copy)]
pub struct NewFigures<'f> {
    /// The snapshot.
    pub bytes: &'f [u8],
    /// Records in it.
    pub rows: usize,
    /// SHA-256 over the indicators.
    pub indicators_sha256: &'f str,
    /// The figures.
    pub figures: &'f [Figure],
}

/// Marks the figures of rounds as former, in the transaction that changes their records.
pub(crate) async fn become_former(
    transaction: &impl ConnectionTrait,
    round_ids: impl IntoIterator<Item = i32>,
) -> Result<()> {
    for round_id in round_ids.into_iter().collect::<BTreeSet<i32>>() {
        figure_set::Entity::update_many()
            .col_expr(figure_set::Column::AuditSeq, Expr::value(None::<i64>))
            .filter(figure_set::Column::RoundId.eq(round_id))
            .filter(figure_set::Column::AuditSeq.is_not_null())
            .exec(transaction)
            .await?;
    }
    Ok(())
}

/// Deeds that may change what a figure says: everything done to records but reading them and talking about them.
fn changes_figures() -> Condition {
    let action = audit_entry::Column::Action;
    let to_records = Condition::all()
        .add(action.starts_with("record."))
        .add(action.is_not_in(["record.commented", "record.personal_data_read"]));
    Condition::any().add(to_records).add(action.starts_with("import.")).add(action.eq("submission.corrected"))
}

impl Store {
    /// Rounds whose records have changed since their figures were computed: a server was ended between the two.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rounds_with_former_figures(&self) -> Result<Vec<i32>> {
        let former = figure_set::Entity::find().filter(figure_set::Column::AuditSeq.is_null());
        let former = former.order_by_asc(figure_set::Column::RoundId);
        let rounds = former.select_only().column(figure_set::Column::RoundId).into_tuple::<i32>();
        Ok(rounds.all(&self.reader).await?)
    }

    /// Keeps a snapshot of a round and the figures computed on it, replacing the round's figures unless these were computed
    /// from newer records. `as_of` is the newest entry of the audit log before the records were read
    /// ([`Store::newest_audit_entry`]).
    ///
    /// # Errors
    /// When the disk or the database fails; then the round keeps its former figures.
    pub async fn keep_figures(&self, round: (i32, i32), as_of: i64, new: &NewFigures<'_>) -> Result<String> {
        let ((exercise_id, round_id), NewFigures { bytes, rows, indicators_sha256, figures }) = (round, *new);
        let now = self.clock.now();
        let sha256 = self.blobs.put(bytes)?;
        let transaction = self.begin().await?;
        let known = snapshot::Entity::find()
            .filter(snapshot::Column::Sha256.eq(&sha256))
            .filter(snapshot::Column::RoundId.eq(round_id))
            .one(&transaction)
            .await?;
        if known.is_none() {
            let row = snapshot::ActiveModel {
                exercise_id: Set(exercise_id),
                round_id: Set(round_id),
                sha256: Set(sha256.clone()),
                rows: Set(i64::try_from(rows).unwrap_or(i64::MAX)),
                created_at: Set(now),
                ..Default::default()
            };
            row.insert(&transaction).await?;
            let deed = Deed::new("server", "snapshot.made", format!("snapshot:{sha256}"))
                .detail(json!({"round": round_id, "records": rows}));
            append(&transaction, now, &[deed]).await?;
        }
        let existing = figure_set::Entity::find()
            .filter(figure_set::Column::ExerciseId.eq(exercise_id))
            .filter(figure_set::Column::RoundId.eq(round_id))
            .one(&transaction)
            .await?;
        if existing.as_ref().and_then(|row| row.audit_seq).is_some_and(|seq| seq > as_of) {
            transaction.commit().await?;
            return Ok(sha256);
        }
        let mut row = existing.map_or_else(
            || figure_set::ActiveModel { exercise_id: Set(exercise_id), round_id: Set(round_id), ..Default::default() },
            IntoActiveModel::into_active_model,
        );
        row.snapshot = Set(sha256.clone());
        row.computed_at = Set(now);
        row.indicators_sha256 = Set(indicators_sha256.to_owned());
        row.figures = Set(to_json("figure_set.figures", &figures)?);
        // A change that came while these were computed leaves them former, until they are computed once more.
        let newer = audit_entry::Entity::find().filter(audit_entry::Column::Seq.gt(as_of)).filter(changes_figures());
        row.audit_seq = Set(newer.one(&transaction).await?.is_none().then_some(as_of));
        row.save(&transaction).await?;
        transaction.commit().await?;
        Ok(sha256)
    }

    /// The figures of a round as last computed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn figure_set(&self, round_id: i32) -> Result<Option<FigureSet>> {
        let row = figure_set::Entity::find().filter(figure_set::Column::RoundId.eq(round_id)).one(&self.reader).await?;
        row.map(|row| {
            Ok(FigureSet {
                snapshot: row.snapshot,
                computed_at: row.computed_at,
                indicators_sha256: row.indicators_sha256,
                figures: from_json("figure_set.figures", &row.figures)?,
            })
        })
        .transpose()
    }

    /// A snapshot of a round by its hash.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn snapshot(&self, sha256: &str) -> Result<Option<StoredSnapshot>> {
        let row = snapshot::Entity::find()
            .filter(snapshot::Column::Sha256.eq(sha256))
            .order_by_asc(snapshot::Column::Id)
            .one(&self.reader)
            .await?;
        Ok(row.map(|row| StoredSnapshot { sha256: row.sha256, rows: row.rows, created_at: row.created_at }))
    }
}
