//! Snapshots and the figures computed on them.

use crate::{
    audit::{Deed, append},
    connect::Store,
    error::Result,
    json::{from_json, to_json},
    tables::{figure_set, snapshot},
};
use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::json;
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

impl Store {
    /// Keeps a snapshot of a round and the figures computed on it, replacing the round's figures.
    ///
    /// # Errors
    /// When the disk or the database fails; then the round keeps its former figures.
    pub async fn keep_figures(
        &self,
        exercise_id: i32,
        round_id: i32,
        bytes: &[u8],
        rows: usize,
        indicators_sha256: &str,
        figures: &[Figure],
    ) -> Result<String> {
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
        let mut row = existing.map_or_else(
            || figure_set::ActiveModel { exercise_id: Set(exercise_id), round_id: Set(round_id), ..Default::default() },
            IntoActiveModel::into_active_model,
        );
        row.snapshot = Set(sha256.clone());
        row.computed_at = Set(now);
        row.indicators_sha256 = Set(indicators_sha256.to_owned());
        row.figures = Set(to_json("figure_set.figures", &figures)?);
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
