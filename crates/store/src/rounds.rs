//! Rounds: their stages, and the revisions of those that were closed.

use crate::{
    audit::{Deed, append},
    connect::Store,
    error::{Result, StoreError},
    figures::become_former,
    json::{from_json, to_json},
    operations::Exercise,
    tables::{audit_entry, figure_set, record, record_event, round, round_revision},
};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use serde_json::json;
use std::collections::BTreeSet;
use vocab::{Period, RecordState, RoundFacts, RoundNumber, RoundStage, StageProblem, Text};

/// A round of an exercise.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// Row.
    pub id: i32,
    /// Its exercise.
    pub exercise_id: i32,
    /// Its number.
    pub number: RoundNumber,
    /// First and last day of assessment.
    pub period: Period,
    /// Whether its data is made up for demonstration.
    pub demonstration: bool,
    /// Source and licence of the data, for people; may be empty.
    pub note: Text,
    /// How far it has come.
    pub stage: RoundStage,
    /// The revision that is worked on, or was closed last; from 1.
    pub revision: u32,
    /// The revision whose figures readers see; none before the first was closed: then they see the one worked on.
    pub standing_revision: Option<u32>,
    /// The form version that it is collected with, if one was chosen.
    pub form_version_id: Option<i32>,
}

/// What a round is made of.
#[derive(Debug, Clone)]
pub struct NewRound {
    /// Its number.
    pub number: RoundNumber,
    /// First and last day.
    pub period: Period,
    /// Whether its data is made up.
    pub demonstration: bool,
    /// Source and licence.
    pub note: Text,
    /// How far it has come, if it is new; one that is there keeps its stage.
    pub stage: RoundStage,
    /// The form version it is collected with.
    pub form_version_id: Option<i32>,
}

/// A round as first closed, or a correction of it.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Revision {
    /// Its number, from 1.
    pub number: u32,
    /// Why it was begun; empty for the first.
    pub reason: String,
    /// When it was begun; none if that was before it was noted.
    pub begun_at: Option<DateTime<Utc>>,
    /// By whom.
    pub begun_by: String,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// By whom.
    pub closed_by: Option<String>,
    /// Why records that waited for review stayed out.
    pub left_out: Option<String>,
    /// When its figures were published.
    pub published_at: Option<DateTime<Utc>>,
    /// By whom.
    pub published_by: Option<String>,
}

pub(crate) fn positive(number: i32) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

fn column(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

fn stage(code: &str) -> RoundStage {
    // What somebody else wrote there is not to be changed by accident.
    RoundStage::from_code(code).unwrap_or(RoundStage::Closed)
}

fn round(row: round::Model) -> Result<Round> {
    Ok(Round {
        id: row.id,
        exercise_id: row.exercise_id,
        number: RoundNumber(positive(row.number)),
        period: Period { from: row.first_day, to: row.last_day },
        demonstration: row.demonstration,
        note: from_json("round.note", &row.note)?,
        stage: stage(&row.stage),
        revision: positive(row.revision),
        standing_revision: row.standing_revision.map(positive),
        form_version_id: row.form_version_id,
    })
}

fn revision(row: round_revision::Model) -> Revision {
    let round_revision::Model { number, reason, begun_at, begun_by, closed_at, closed_by, .. } = row;
    let (left_out, published_at, published_by) = (row.left_out, row.published_at, row.published_by);
    let number = positive(number);
    Revision { number, reason, begun_at, begun_by, closed_at, closed_by, left_out, published_at, published_by }
}

impl Round {
    /// Of an exercise's rounds, by number, the one that a submission dated `day` belongs to: one that collects and whose
    /// days hold it; or one under review whose days do (it comes late); or else the latest that collects, for phones come
    /// back late. None if no round takes it.
    pub fn open_for(rounds: &[Self], day: Option<NaiveDate>) -> Option<&Self> {
        let at = |stage: RoundStage| rounds.iter().filter(move |round| round.stage == stage);
        let of_the_day = |stage| day.and_then(|day| at(stage).find(|round| round.period.contains(day)));
        of_the_day(RoundStage::Collecting)
            .or_else(|| of_the_day(RoundStage::Review))
            .or_else(|| at(RoundStage::Collecting).next_back())
    }

    /// Whether it is collecting.
    pub fn open(&self) -> bool {
        self.stage == RoundStage::Collecting
    }

    /// The revision whose figures readers see.
    pub fn shown_revision(&self) -> u32 {
        self.standing_revision.unwrap_or(self.revision)
    }

    /// Whether the figures of a revision are what they are for good.
    pub fn is_settled(&self, revision: u32) -> bool {
        revision < self.revision || self.stage.is_settled()
    }
}

/// Rounds by their rows, held until the transaction ends: nobody closes one meanwhile.
pub(crate) async fn hold(
    transaction: &impl ConnectionTrait,
    round_ids: impl IntoIterator<Item = i32>,
) -> Result<Vec<(i32, i32, RoundStage)>> {
    let ids: BTreeSet<i32> = round_ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(i32, i32, String)> = round::Entity::find()
        .select_only()
        .columns([round::Column::Id, round::Column::Number, round::Column::Stage])
        .filter(round::Column::Id.is_in(ids))
        .order_by_asc(round::Column::Id)
        .lock_shared()
        .into_tuple()
        .all(transaction)
        .await?;
    Ok(rows.into_iter().map(|(id, number, code)| (id, number, stage(&code))).collect())
}

/// Refuses a change to the records of rounds of which one is closed.
pub(crate) async fn refuse_settled(
    transaction: &impl ConnectionTrait,
    round_ids: impl IntoIterator<Item = i32>,
) -> Result<()> {
    let held = hold(transaction, round_ids).await?;
    match held.into_iter().find(|(.., stage)| stage.is_settled()) {
        Some((_, number, stage)) => Err(StoreError::RoundSettled { round: positive(number), stage }),
        None => Ok(()),
    }
}

/// The round's row, held for a change of its own.
async fn hold_for_change(transaction: &impl ConnectionTrait, id: i32) -> Result<round::Model> {
    let row = round::Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    row.ok_or(StoreError::RoundMissing(id))
}

/// Holds an open round for a change of what it is to assess: of two at once, the second sees what the first did.
pub(crate) async fn hold_open(transaction: &impl ConnectionTrait, id: i32) -> Result<()> {
    let row = hold_for_change(transaction, id).await?;
    match stage(&row.stage) {
        stage if stage.is_settled() => Err(StoreError::RoundSettled { round: positive(row.number), stage }),
        _ => Ok(()),
    }
}

async fn facts(transaction: &impl ConnectionTrait, row: &round::Model, explained: bool) -> Result<RoundFacts> {
    let of_round = || record::Entity::find().filter(record::Column::RoundId.eq(row.id));
    let decided = [RecordState::Approved, RecordState::Rejected].map(RecordState::code);
    let waiting = of_round().filter(record::Column::State.is_not_in(decided)).count(transaction).await?;
    let fresh = figure_set::Entity::find()
        .filter(figure_set::Column::RoundId.eq(row.id))
        .filter(figure_set::Column::Revision.eq(row.revision))
        .filter(figure_set::Column::AuditSeq.is_not_null())
        .count(transaction)
        .await?;
    Ok(RoundFacts {
        records: of_round().count(transaction).await?,
        waiting,
        waiting_explained: explained,
        figures_ready: fresh > 0,
    })
}

/// The row of the revision that a round is in.
async fn current(transaction: &impl ConnectionTrait, row: &round::Model) -> Result<round_revision::Model> {
    let found = round_revision::Entity::find()
        .filter(round_revision::Column::RoundId.eq(row.id))
        .filter(round_revision::Column::Number.eq(row.revision))
        .one(transaction)
        .await?;
    found.ok_or(StoreError::RoundMissing(row.id))
}

fn subject(exercise: &Exercise, number: impl std::fmt::Display) -> String {
    format!("round:{}/{number}", exercise.code)
}

impl Store {
    /// Rounds of an exercise, by number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rounds(&self, exercise_id: i32) -> Result<Vec<Round>> {
        let rows = round::Entity::find()
            .filter(round::Column::ExerciseId.eq(exercise_id))
            .order_by_asc(round::Column::Number)
            .all(&self.reader)
            .await?;
        rows.into_iter().map(round).collect()
    }

    /// A round by its row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn round_by_id(&self, id: i32) -> Result<Option<Round>> {
        round::Entity::find_by_id(id).one(&self.reader).await?.map(round).transpose()
    }

    /// Makes the round, or brings period, note and form version of the one there is up to date.
    ///
    /// # Errors
    /// `RoundSettled` if it is closed.
    pub async fn save_round(&self, exercise: &Exercise, new: &NewRound, actor: &str) -> Result<Round> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let number = column(new.number.0);
        let existing = round::Entity::find()
            .filter(round::Column::ExerciseId.eq(exercise.id))
            .filter(round::Column::Number.eq(number))
            .lock_exclusive()
            .one(&transaction)
            .await?;
        let is_new = existing.is_none();
        if let Some(row) = &existing {
            let stage = stage(&row.stage);
            if stage.is_settled() {
                return Err(StoreError::RoundSettled { round: new.number.0, stage });
            }
        }
        let mut row = existing.map_or_else(
            || round::ActiveModel {
                exercise_id: Set(exercise.id),
                number: Set(number),
                stage: Set(new.stage.code().to_owned()),
                revision: Set(1),
                standing_revision: Set(new.stage.is_settled().then_some(1)),
                ..Default::default()
            },
            IntoActiveModel::into_active_model,
        );
        row.first_day = Set(new.period.from);
        row.last_day = Set(new.period.to);
        row.demonstration = Set(new.demonstration);
        row.note = Set(to_json("round.note", &new.note)?);
        row.form_version_id = Set(new.form_version_id);
        let row = sea_orm::TryIntoModel::<round::Model>::try_into_model(row.save(&transaction).await?)?;
        if is_new {
            let first = round_revision::ActiveModel {
                round_id: Set(row.id),
                number: Set(1),
                reason: Set(String::new()),
                begun_at: Set(Some(now)),
                begun_by: Set(actor.to_owned()),
                closed_seq: Set(new.stage.is_settled().then_some(0)),
                ..Default::default()
            };
            first.insert(&transaction).await?;
        }
        append(&transaction, now, &[Deed::new(actor, "round.saved", subject(exercise, new.number))]).await?;
        transaction.commit().await?;
        round(row)
    }

    /// Moves a round on, or back, and says why where records stay out.
    ///
    /// # Errors
    /// `Stage` with the reason why it does not move; then nothing was changed.
    pub async fn move_round(
        &self,
        exercise: &Exercise,
        round_id: i32,
        to: RoundStage,
        reason: Option<&str>,
        actor: &str,
    ) -> Result<Round> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let row = hold_for_change(&transaction, round_id).await?;
        let (from, facts) = (stage(&row.stage), facts(&transaction, &row, reason.is_some()).await?);
        from.may_become(to, facts)?;
        if to == RoundStage::Planned && row.standing_revision.is_some() {
            // Nobody sees planned rounds, and what readers have seen does not go.
            return Err(StageProblem::NoSuchMove { from, to }.into());
        }
        let detail =
            json!({"from": from, "to": to, "reason": reason, "revision": row.revision, "waiting": facts.waiting});
        append(&transaction, now, &[Deed::new(actor, "round.moved", subject(exercise, row.number)).detail(detail)])
            .await?;
        let mut revision = current(&transaction, &row).await?.into_active_model();
        let standing = match to {
            RoundStage::Closed => {
                let seq = audit_entry::Entity::find().order_by_desc(audit_entry::Column::Seq);
                let seq = seq.select_only().column(audit_entry::Column::Seq).into_tuple::<i64>();
                revision.closed_at = Set(Some(now));
                revision.closed_by = Set(Some(actor.to_owned()));
                revision.left_out = Set(reason.filter(|_| facts.waiting > 0).map(str::to_owned));
                revision.closed_seq = Set(seq.one(&transaction).await?);
                // What was published stands until its correction is.
                let published = self.published_before(&transaction, &row).await?;
                if published { row.standing_revision } else { Some(row.revision) }
            }
            RoundStage::Published => {
                revision.published_at = Set(Some(now));
                revision.published_by = Set(Some(actor.to_owned()));
                Some(row.revision)
            }
            _ => row.standing_revision,
        };
        if to == RoundStage::Closed {
            // Computed once more, with what is kept from then on.
            become_former(&transaction, [row.id]).await?;
        }
        if to.is_settled() {
            revision.update(&transaction).await?;
        }
        let mut row = row.into_active_model();
        row.stage = Set(to.code().to_owned());
        row.standing_revision = Set(standing);
        let row = row.update(&transaction).await?;
        transaction.commit().await?;
        round(row)
    }

    /// Whether the revision that readers see was published.
    async fn published_before(&self, transaction: &impl ConnectionTrait, row: &round::Model) -> Result<bool> {
        let Some(standing) = row.standing_revision else { return Ok(false) };
        let found = round_revision::Entity::find()
            .filter(round_revision::Column::RoundId.eq(row.id))
            .filter(round_revision::Column::Number.eq(standing))
            .filter(round_revision::Column::PublishedAt.is_not_null())
            .one(transaction)
            .await?;
        Ok(found.is_some())
    }

    /// Begins a correction of a closed round: it goes back into review, and what came for it meanwhile joins it. Its former
    /// figures stay as they are. Returns how many records joined.
    ///
    /// # Errors
    /// `Stage` with the reason why not; then nothing was changed.
    pub async fn begin_revision(
        &self,
        exercise: &Exercise,
        round_id: i32,
        reason: &str,
        actor: &str,
    ) -> Result<(Round, u64)> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let row = hold_for_change(&transaction, round_id).await?;
        stage(&row.stage).may_be_revised(facts(&transaction, &row, false).await?)?;
        let number = row.revision + 1;
        let new = round_revision::ActiveModel {
            round_id: Set(row.id),
            number: Set(number),
            reason: Set(reason.to_owned()),
            begun_at: Set(Some(now)),
            begun_by: Set(actor.to_owned()),
            ..Default::default()
        };
        new.insert(&transaction).await?;
        let joining: Vec<(i64, i64)> = record::Entity::find()
            .select_only()
            .columns([record::Column::Id, record::Column::Version])
            .filter(record::Column::OutsideRoundId.eq(row.id))
            .order_by_asc(record::Column::Id)
            .into_tuple()
            .all(&transaction)
            .await?;
        for (id, version) in &joining {
            let event = record_event::ActiveModel {
                record_id: Set(*id),
                at: Set(now),
                actor: Set(actor.to_owned()),
                action: Set("joined_revision".to_owned()),
                reason: Set(Some(reason.to_owned())),
                version: Set(Some(version + 1)),
                ..Default::default()
            };
            record_event::Entity::insert(event).exec_without_returning(&transaction).await?;
        }
        record::Entity::update_many()
            .col_expr(record::Column::RoundId, Expr::value(row.id))
            .col_expr(record::Column::OutsideRoundId, Expr::value(None::<i32>))
            .col_expr(record::Column::Version, Expr::col(record::Column::Version).add(1))
            .filter(record::Column::OutsideRoundId.eq(row.id))
            .exec(&transaction)
            .await?;
        let subject = subject(exercise, row.number);
        let mut row = row.into_active_model();
        row.stage = Set(RoundStage::Review.code().to_owned());
        row.revision = Set(number);
        let row = row.update(&transaction).await?;
        let detail = json!({"revision": number, "reason": reason, "joined": joining.len()});
        append(&transaction, now, &[Deed::new(actor, "round.revision_begun", subject).detail(detail)]).await?;
        transaction.commit().await?;
        Ok((round(row)?, joining.len() as u64))
    }

    /// What decides whether a round may move on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn round_facts(&self, round_id: i32) -> Result<RoundFacts> {
        let row = round::Entity::find_by_id(round_id).one(&self.reader).await?;
        facts(&self.reader, &row.ok_or(StoreError::RoundMissing(round_id))?, false).await
    }

    /// Revisions of a round, the first one first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revisions(&self, round_id: i32) -> Result<Vec<Revision>> {
        let rows = round_revision::Entity::find()
            .filter(round_revision::Column::RoundId.eq(round_id))
            .order_by_asc(round_revision::Column::Number)
            .all(&self.reader)
            .await?;
        Ok(rows.into_iter().map(revision).collect())
    }

    /// How many records belong to a round that was closed when they came.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn records_outside(&self, round_id: i32) -> Result<u64> {
        Ok(record::Entity::find().filter(record::Column::OutsideRoundId.eq(round_id)).count(&self.reader).await?)
    }
}
