//! Snapshots and the figures computed on them.

use crate::{
    audit::{Deed, append},
    connect::Store,
    error::Result,
    figures_log::tell_of_kept,
    json::{from_json, to_json},
    rounds::Round,
    tables::{audit_entry, figure_set, round, round_revision, snapshot},
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
    TryIntoModel,
    sea_query::{Expr, Query, SelectStatement},
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
    /// What else they were computed with, by the hash of its bytes; none if they are older than the keeping of it.
    pub basis: Option<String>,
    /// Code of the boundary version their places are of; none where the operation had none.
    pub boundary_version: Option<String>,
    /// The figures.
    pub figures: Vec<Figure>,
}

/// The same, with the figures as they are written in the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFigures {
    /// The snapshot they stand on.
    pub snapshot: String,
    /// SHA-256 over the indicators they were computed with.
    pub indicators_sha256: String,
    /// What else they were computed with.
    pub basis: Option<String>,
    /// Code of the boundary version their places are of.
    pub boundary_version: Option<String>,
    /// The figures, character for character.
    pub text: String,
}

impl From<figure_set::Model> for KeptFigures {
    fn from(row: figure_set::Model) -> Self {
        Self {
            snapshot: row.snapshot,
            indicators_sha256: row.indicators_sha256,
            basis: row.basis_sha256,
            boundary_version: row.boundary_version,
            text: row.figures.0,
        }
    }
}

/// The round that figures are kept of, in one of its revisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FiguresOf {
    /// Row of the exercise.
    pub exercise_id: i32,
    /// Row of the round.
    pub round_id: i32,
    /// The revision whose records were read.
    pub revision: u32,
}

impl FiguresOf {
    /// Of the revision that a round is in.
    pub fn current(round: &Round) -> Self {
        Self { exercise_id: round.exercise_id, round_id: round.id, revision: round.revision }
    }
}

/// What is kept of a round once it was computed.
#[derive(Debug, Clone, Copy)]
pub struct NewFigures<'f> {
    /// The snapshot.
    pub bytes: &'f [u8],
    /// Records in it.
    pub rows: u64,
    /// SHA-256 over the indicators.
    pub indicators_sha256: &'f str,
    /// What else they were computed with, so that they can be computed again.
    pub basis: &'f [u8],
    /// Code of the boundary version of their places.
    pub boundary_version: Option<&'f str>,
    /// The figures.
    pub figures: &'f [Figure],
}

/// Marks the figures of the revisions that rounds are in as former, in the transaction that changes their records.
pub(crate) async fn become_former(
    transaction: &impl ConnectionTrait,
    round_ids: impl IntoIterator<Item = i32>,
) -> Result<()> {
    for round_id in round_ids.into_iter().collect::<BTreeSet<i32>>() {
        figure_set::Entity::update_many()
            .col_expr(figure_set::Column::AuditSeq, Expr::value(None::<i64>))
            .filter(figure_set::Column::RoundId.eq(round_id))
            .filter(figure_set::Column::Revision.in_subquery(revision_of(round_id)))
            .filter(figure_set::Column::AuditSeq.is_not_null())
            .exec(transaction)
            .await?;
    }
    Ok(())
}

fn revision_of(round_id: i32) -> SelectStatement {
    let mut query = Query::select();
    query.column(round::Column::Revision).from(round::Entity).and_where(round::Column::Id.eq(round_id));
    query
}

/// Deeds that may change what a figure says: everything done to records but reading them and talking about them.
fn changes_figures() -> Condition {
    let action = audit_entry::Column::Action;
    let to_records = Condition::all()
        .add(action.starts_with("record."))
        .add(action.is_not_in(["record.commented", "record.personal_data_read"]));
    Condition::any()
        .add(to_records)
        .add(action.starts_with("round.places"))
        .add(action.starts_with("import."))
        .add(action.eq("submission.corrected"))
}

/// The newest entry of the audit log when a revision was closed; none if it is open.
async fn closing(transaction: &impl ConnectionTrait, round_id: i32, revision: i32) -> Result<Option<i64>> {
    let row = round_revision::Entity::find()
        .filter(round_revision::Column::RoundId.eq(round_id))
        .filter(round_revision::Column::Number.eq(revision))
        .one(transaction)
        .await?;
    Ok(row.and_then(|row| row.closed_seq))
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
    pub async fn keep_figures(&self, of: FiguresOf, as_of: i64, new: &NewFigures<'_>) -> Result<String> {
        let NewFigures { bytes, rows, indicators_sha256, basis, boundary_version, figures } = *new;
        let FiguresOf { exercise_id, round_id, revision } = of;
        let revision = i32::try_from(revision).unwrap_or(i32::MAX);
        let now = self.clock.now();
        let (sha256, basis) = (self.blobs.put(bytes)?, self.blobs.put(basis)?);
        let transaction = self.begin().await?;
        let closed_at = closing(&transaction, round_id, revision).await?;
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
            .filter(figure_set::Column::Revision.eq(revision))
            .one(&transaction)
            .await?;
        let kept = existing.as_ref().and_then(|row| row.audit_seq);
        // What a closed revision says it says for good, whatever indicators, boundaries and later revisions become.
        if kept.is_some_and(|seq| seq > as_of || closed_at.is_some()) {
            transaction.commit().await?;
            return Ok(sha256);
        }
        let mut row = existing.map_or_else(
            || figure_set::ActiveModel {
                exercise_id: Set(exercise_id),
                round_id: Set(round_id),
                revision: Set(revision),
                ..Default::default()
            },
            IntoActiveModel::into_active_model,
        );
        row.snapshot = Set(sha256.clone());
        row.computed_at = Set(now);
        row.indicators_sha256 = Set(indicators_sha256.to_owned());
        row.basis_sha256 = Set(Some(basis));
        row.boundary_version = Set(boundary_version.map(str::to_owned));
        row.figures = Set(to_json("figure_set.figures", &figures)?);
        // The records of a closed round do not change: what was read after its closing is what they say.
        let settled = closed_at.is_some_and(|closed| closed <= as_of);
        // A change that came while these were computed leaves them former, until they are computed once more.
        let newer = audit_entry::Entity::find().filter(audit_entry::Column::Seq.gt(as_of)).filter(changes_figures());
        let for_good = settled || newer.one(&transaction).await?.is_none();
        row.audit_seq = Set(for_good.then_some(as_of));
        let row = row.save(&transaction).await?;
        if for_good && closed_at.is_some() {
            tell_of_kept(&transaction, now, row.try_into_model()?).await?;
        }
        transaction.commit().await?;
        Ok(sha256)
    }

    /// The figures of a round as readers see them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn figure_set(&self, round_id: i32) -> Result<Option<FigureSet>> {
        match self.round_by_id(round_id).await? {
            Some(round) => self.figures_of_revision(round_id, round.shown_revision()).await,
            None => Ok(None),
        }
    }

    /// The figures of a revision of a round, as last computed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn figures_of_revision(&self, round_id: i32, revision: u32) -> Result<Option<FigureSet>> {
        let revision = i32::try_from(revision).unwrap_or(i32::MAX);
        let row = figure_set::Entity::find()
            .filter(figure_set::Column::RoundId.eq(round_id))
            .filter(figure_set::Column::Revision.eq(revision))
            .one(&self.reader)
            .await?;
        row.map(|row| {
            Ok(FigureSet {
                snapshot: row.snapshot,
                computed_at: row.computed_at,
                indicators_sha256: row.indicators_sha256,
                basis: row.basis_sha256,
                boundary_version: row.boundary_version,
                figures: from_json("figure_set.figures", &row.figures)?,
            })
        })
        .transpose()
    }

    /// The snapshot that the figures of a revision of a round stand on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn snapshot_of_revision(&self, round_id: i32, revision: u32) -> Result<Option<String>> {
        let set = figure_set::Entity::find()
            .filter(figure_set::Column::RoundId.eq(round_id))
            .filter(figure_set::Column::Revision.eq(i32::try_from(revision).unwrap_or(i32::MAX)));
        Ok(set.select_only().column(figure_set::Column::Snapshot).into_tuple().one(&self.reader).await?)
    }

    /// The figures of a revision of a round as they are written, for those who compare.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn kept_figures(&self, round_id: i32, revision: u32) -> Result<Option<KeptFigures>> {
        let revision = i32::try_from(revision).unwrap_or(i32::MAX);
        let row = figure_set::Entity::find()
            .filter(figure_set::Column::RoundId.eq(round_id))
            .filter(figure_set::Column::Revision.eq(revision))
            .one(&self.reader)
            .await?;
        Ok(row.map(KeptFigures::from))
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
