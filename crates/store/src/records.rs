//! Records under review, and what happened to them.

use crate::{
    audit::{Deed, append},
    connect::Store,
    error::{Result, StoreError},
    figures::become_former,
    json::{JsonText, from_json, to_json},
    seals::{CONTENT, PLACE, Sealer, withheld_answers},
    tables::{attachment, record, record_event},
    webhooks,
};
use chrono::{DateTime, Utc};
use indexmap::IndexMap;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, Func, SimpleExpr},
};
use serde_json::{Value as Json, json};
use std::{collections::BTreeSet, sync::Arc};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use vocab::{Answer, Pcode, Record, RecordKey, RecordSource, RecordState, Schema};

/// What a record is made of when it arrives.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRecord {
    /// Its exercise.
    pub exercise_id: i32,
    /// Its round, if one could be told.
    pub round_id: Option<i32>,
    /// What it says.
    pub record: Record,
    /// One line for lists.
    pub title: String,
    /// Flags that checks raised, as crate `review` writes them.
    pub flags: Json,
    /// What its place is known by from round to round, as crate `review` writes it; none if it cannot be told.
    pub place_identity: Option<String>,
    /// The questions, which say what is personal; what they do not know is personal too.
    pub schema: Arc<Schema>,
    /// How far it has come.
    pub state: RecordState,
    /// Whether its answers were encrypted on the phone, so that only the holder of the private key can read them.
    pub encrypted: bool,
}

/// A record as kept.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredRecord {
    /// Row.
    pub id: i64,
    /// Its exercise.
    pub exercise_id: i32,
    /// Its round.
    pub round_id: Option<i32>,
    /// The submission it was read from.
    pub submission_id: Option<i64>,
    /// The import it came with.
    pub import_id: Option<i32>,
    /// What it says.
    pub record: Record,
    /// One line for lists.
    pub title: String,
    /// Flags.
    pub flags: Json,
    /// How far it has come.
    pub state: RecordState,
    /// Whether its answers were encrypted on the phone.
    pub encrypted: bool,
    /// When it arrived.
    pub received_at: DateTime<Utc>,
    /// When its answers or its state last changed; none if they never did.
    pub updated_at: Option<DateTime<Utc>>,
}

/// How far a record has come, without what it says: cheap to list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordBrief {
    /// Row.
    pub id: i64,
    /// The submission it was read from, in its newest version.
    pub submission_id: i64,
    /// One line for lists.
    pub title: String,
    /// How far it has come.
    pub state: RecordState,
    /// When its answers or its state last changed.
    pub updated_at: Option<DateTime<Utc>>,
}

/// Something that happened to a record.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct RecordEvent {
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// What.
    pub action: String,
    /// Why.
    pub reason: Option<String>,
}

/// A file that came with a record's submission.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct StoredAttachment {
    /// Row.
    pub id: i64,
    /// File name.
    pub name: String,
    /// Media type as the client said.
    pub media_type: String,
    /// Name of its bytes among the blobs.
    pub sha256: String,
    /// Bytes.
    pub size: i64,
    /// The submission's row.
    #[serde(skip)]
    pub submission_id: i64,
    /// The instanceID of the submission it was sealed for; none if it lies plain.
    #[serde(skip)]
    pub sealed_for: Option<String>,
}

/// Which records a list shows.
#[derive(Debug, Clone, Default)]
pub struct RecordFilter {
    /// Only these exercises.
    pub exercise_ids: Vec<i32>,
    /// Only these rounds; all of them if none is named.
    pub round_ids: Vec<i32>,
    /// Only these states; all of them if none is named.
    pub states: Vec<RecordState>,
    /// Only in this place, at any depth.
    pub place: Option<Pcode>,
    /// Only those whose title or key holds this; case and accents do not matter.
    pub search: Option<String>,
    /// Only those before this row, in the list's order (newest first).
    pub before: Option<i64>,
}

/// Row numbers a statement, so that the parameters stay below SQLite's 32,766.
const IDS_A_STATEMENT: usize = 10_000;

/// `/BDI/BDI012/BDI012004/`: holds `/BDI012/`, whatever the depth.
fn path_of(places: &[Pcode]) -> String {
    let mut path = String::from("/");
    for place in places {
        path.push_str(place.as_str());
        path.push('/');
    }
    path
}

/// SHA-256 over what a record says, to tell a re-import of the same from other values.
/// What a record says, as it is compared.
pub(crate) fn content_text(places: &[Pcode], answers: &IndexMap<String, Answer>) -> Result<String> {
    Ok(to_json("record", &(places, answers))?.0)
}

fn place_of(new: &NewRecord, sealer: &Sealer) -> Option<String> {
    new.place_identity.as_deref().map(|place| sealer.equality(PLACE, place.as_bytes()))
}

fn content_of(record: &Record, sealer: &Sealer) -> Result<String> {
    let text = content_text(&record.places, &record.answers)?;
    Ok(sealer.equality(CONTENT, text.as_bytes()))
}

fn stored(row: record::Model) -> Result<StoredRecord> {
    let places: Vec<Pcode> = from_json("record.places", &row.places)?;
    let answers: IndexMap<String, Answer> = withheld_answers(&row.answers)?;
    let source: RecordSource = from_json("record.source", &row.source)?;
    Ok(StoredRecord {
        id: row.id,
        exercise_id: row.exercise_id,
        round_id: row.round_id,
        submission_id: row.submission_id,
        import_id: row.import_id,
        record: Record { key: RecordKey::stored(row.key), source, places, answers },
        title: row.title,
        flags: from_json("record.flags", &row.flags)?,
        state: RecordState::from_code(&row.state).unwrap_or(RecordState::Received),
        encrypted: row.encrypted,
        received_at: row.received_at,
        updated_at: row.updated_at,
    })
}

/// The row of a new record, but for its submission or import and the time of its arrival.
pub(crate) fn row_of(new: &NewRecord, sealer: &Sealer) -> Result<record::ActiveModel> {
    Ok(record::ActiveModel {
        exercise_id: Set(new.exercise_id),
        round_id: Set(new.round_id),
        key: Set(new.record.key.as_str().to_owned()),
        source: Set(to_json("record.source", &new.record.source)?),
        places: Set(to_json("record.places", &new.record.places)?),
        place: Set(new.record.places.last().map(|place| place.as_str().to_owned())),
        place_path: Set(path_of(&new.record.places)),
        title: Set(new.title.replace('\0', "")), // PostgreSQL keeps no NUL in a text
        search: Set(folded(&format!("{}\n{}", new.title, new.record.key))),
        answers: Set(sealer.answers(new)?),
        content_sha256: Set(content_of(&new.record, sealer)?),
        state: Set(new.state.code().to_owned()),
        flags: Set(JsonText::from(&new.flags)),
        place_identity_sha256: Set(place_of(new, sealer)),
        encrypted: Set(new.encrypted),
        ..Default::default()
    })
}

/// Adds the record of an import's row inside a transaction, with its first events.
pub(crate) async fn insert(
    transaction: &impl ConnectionTrait,
    new: &NewRecord,
    sealer: &Sealer,
    import_id: i32,
    at: DateTime<Utc>,
    actor: &str,
) -> Result<i64> {
    let row = record::ActiveModel { import_id: Set(Some(import_id)), received_at: Set(at), ..row_of(new, sealer)? };
    insert_row(transaction, row, at, actor).await
}

/// Adds a record by its whole row inside a transaction, with its first events.
pub(crate) async fn insert_row(
    transaction: &impl ConnectionTrait,
    row: record::ActiveModel,
    at: DateTime<Utc>,
    actor: &str,
) -> Result<i64> {
    let row = row.insert(transaction).await?;
    let state = RecordState::from_code(&row.state).unwrap_or(RecordState::Received);
    note_arrivals(transaction, std::iter::once((row.id, state, actor)), at).await?;
    if state == RecordState::Approved {
        become_former(transaction, row.round_id).await?;
    }
    Ok(row.id)
}

/// The first events of records that have just been added: row, state, and who brought it.
pub(crate) async fn note_arrivals<'a>(
    transaction: &impl ConnectionTrait,
    arrivals: impl Iterator<Item = (i64, RecordState, &'a str)>,
    at: DateTime<Utc>,
) -> Result<()> {
    let mut rows = Vec::new();
    for (record_id, state, actor) in arrivals {
        rows.push(event_row(record_id, at, actor, "received", None));
        if state == RecordState::Approved {
            rows.push(event_row(record_id, at, actor, "approved", None));
        }
    }
    if !rows.is_empty() {
        record_event::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    }
    Ok(())
}

/// Lets the record of a corrected submission say what its new version says, inside a transaction. Whoever had decided
/// about the old answers has not decided about these. Returns the record's row, and the round it has left, if any.
pub(crate) async fn correct(
    transaction: &impl ConnectionTrait,
    (new, sealer): (&NewRecord, &Sealer),
    original_id: i64,
    (submission_id, version): (i64, i32),
    at: DateTime<Utc>,
    actor: &str,
) -> Result<(i64, Option<i32>)> {
    let row = record::Entity::find().filter(record::Column::SubmissionId.eq(original_id)).one(transaction).await?;
    let row = row.ok_or(StoreError::RecordMissing(original_id))?;
    let (id, round_before) = (row.id, row.round_id);
    let key = RecordKey::stored(row.key.clone());
    // Answers are bound to the record, which keeps the key and the exercise it began with.
    let kept = Record { key: key.clone(), ..new.record.clone() };
    let new = &NewRecord { record: kept, exercise_id: row.exercise_id, ..new.clone() };
    let source = match from_json("record.source", &row.source)? {
        RecordSource::Submission { instance_id, .. } => {
            RecordSource::Submission { instance_id, version: u32::try_from(version).unwrap_or(u32::MAX) }
        }
        row @ RecordSource::Row { .. } => row,
    };
    let mut row = row.into_active_model();
    row.round_id = Set(new.round_id);
    row.source = Set(to_json("record.source", &source)?);
    row.submission_id = Set(Some(submission_id));
    row.places = Set(to_json("record.places", &new.record.places)?);
    row.place = Set(new.record.places.last().map(|place| place.as_str().to_owned()));
    row.place_path = Set(path_of(&new.record.places));
    row.title = Set(new.title.replace('\0', ""));
    row.search = Set(folded(&format!("{}\n{key}", new.title)));
    row.answers = Set(sealer.answers(new)?);
    row.content_sha256 = Set(content_of(&new.record, sealer)?);
    row.state = Set(RecordState::Edited.code().to_owned());
    row.flags = Set(JsonText::from(&new.flags));
    row.place_identity_sha256 = Set(place_of(new, sealer));
    row.updated_at = Set(Some(at));
    row.encrypted = Set(new.encrypted);
    row.update(transaction).await?;
    event(transaction, id, at, actor, "edited", None).await?;
    become_former(transaction, round_before.into_iter().chain(new.round_id)).await?;
    Ok((id, round_before.filter(|before| Some(*before) != new.round_id)))
}

async fn event(
    transaction: &impl ConnectionTrait,
    record_id: i64,
    at: DateTime<Utc>,
    actor: &str,
    action: &str,
    reason: Option<&str>,
) -> Result<()> {
    let row = event_row(record_id, at, actor, action, reason);
    record_event::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

fn event_row(
    record_id: i64,
    at: DateTime<Utc>,
    actor: &str,
    action: &str,
    reason: Option<&str>,
) -> record_event::ActiveModel {
    record_event::ActiveModel {
        record_id: Set(record_id),
        at: Set(at),
        actor: Set(actor.to_owned()),
        action: Set(action.to_owned()),
        reason: Set(reason.map(str::to_owned)),
        ..Default::default()
    }
}

/// What is kept under a key already: the row's content hash.
pub(crate) async fn existing_content(
    transaction: &impl ConnectionTrait,
    new: &NewRecord,
    sealer: &Sealer,
) -> Result<Option<(i64, bool)>> {
    let round = match new.round_id {
        Some(id) => record::Column::RoundId.eq(id),
        None => record::Column::RoundId.is_null(),
    };
    let row = record::Entity::find()
        .filter(record::Column::ExerciseId.eq(new.exercise_id))
        .filter(round)
        .filter(record::Column::Key.eq(new.record.key.as_str()))
        .one(transaction)
        .await?;
    let content = sealer.equalities(CONTENT, content_text(&new.record.places, &new.record.answers)?.as_bytes());
    Ok(row.map(|row| (row.id, content.contains(&row.content_sha256))))
}

/// What is compared in a search: without case and accents, which the two databases would each treat their own way.
/// PostgreSQL keeps no NUL in a text.
pub(crate) fn folded(text: &str) -> String {
    let plain: String = text.nfd().filter(|c| !is_combining_mark(*c) && *c != '\0').collect();
    plain.trim().to_lowercase()
}

/// Whether a column holds the text, character for character. `LIKE` would read `_` and `%` as patterns, and would mind
/// case on one database only.
fn holds(backend: DbBackend, column: record::Column, text: String) -> SimpleExpr {
    let position = if backend == DbBackend::Postgres { "strpos" } else { "instr" };
    ExprTrait::gt(Func::cust(position).arg(Expr::col(column)).arg(text), 0)
}

impl RecordFilter {
    fn condition(&self, backend: DbBackend) -> Condition {
        let mut condition = Condition::all().add(record::Column::ExerciseId.is_in(self.exercise_ids.iter().copied()));
        if !self.round_ids.is_empty() {
            condition = condition.add(record::Column::RoundId.is_in(self.round_ids.iter().copied()));
        }
        if !self.states.is_empty() {
            condition = condition.add(record::Column::State.is_in(self.states.iter().map(|state| state.code())));
        }
        if let Some(place) = &self.place {
            condition = condition.add(holds(backend, record::Column::PlacePath, format!("/{place}/")));
        }
        if let Some(text) = self.search.as_deref().map(folded).filter(|text| !text.is_empty()) {
            condition = condition.add(holds(backend, record::Column::Search, text));
        }
        condition
    }
}

impl Store {
    /// A page of records, newest first, and how many the filter finds in all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn records(&self, filter: &RecordFilter, limit: u64) -> Result<(Vec<StoredRecord>, u64)> {
        let condition = filter.condition(self.reader.get_database_backend());
        let total = record::Entity::find().filter(condition.clone()).count(&self.reader).await?;
        let mut query = record::Entity::find().filter(condition).order_by_desc(record::Column::Id).limit(limit);
        if let Some(before) = filter.before {
            query = query.filter(record::Column::Id.lt(before));
        }
        let rows = query.all(&self.reader).await?;
        Ok((rows.into_iter().map(stored).collect::<Result<_>>()?, total))
    }

    /// A record by its row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record(&self, id: i64) -> Result<Option<StoredRecord>> {
        record::Entity::find_by_id(id).one(&self.reader).await?.map(stored).transpose()
    }

    /// A record with everything that is sealed opened, for somebody who may read it: the look is in the audit log before
    /// anything is opened.
    ///
    /// # Errors
    /// When an answer does not open, because its key is not in the ring or somebody changed the database.
    pub async fn open_record(&self, id: i64, actor: &str) -> Result<Option<StoredRecord>> {
        let Some(row) = record::Entity::find_by_id(id).one(&self.reader).await? else { return Ok(None) };
        self.audit(&[Deed::new(actor, "record.personal_data_read", format!("record:{id}"))]).await?;
        let answers = self.sealer.open_answers(row.exercise_id, &RecordKey::stored(row.key.clone()), &row.answers)?;
        let mut opened = stored(row)?;
        opened.record.answers = answers;
        Ok(Some(opened))
    }

    /// The record read from a submission.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record_of_submission(&self, submission_id: i64) -> Result<Option<StoredRecord>> {
        let row =
            record::Entity::find().filter(record::Column::SubmissionId.eq(submission_id)).one(&self.reader).await?;
        row.map(stored).transpose()
    }

    /// The records of an exercise that were read from submissions, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record_briefs(&self, exercise_id: i32) -> Result<Vec<RecordBrief>> {
        type Row = (i64, Option<i64>, String, String, Option<DateTime<Utc>>);
        use record::Column::{ExerciseId, Id, State, SubmissionId, Title, UpdatedAt};
        let rows: Vec<Row> = record::Entity::find()
            .select_only()
            .columns([Id, SubmissionId, Title, State, UpdatedAt])
            .filter(ExerciseId.eq(exercise_id))
            .filter(SubmissionId.is_not_null())
            .order_by_asc(Id)
            .into_tuple()
            .all(&self.reader)
            .await?;
        let brief = |(id, submission_id, title, state, updated_at): Row| {
            let state = RecordState::from_code(&state).unwrap_or(RecordState::Received);
            Some(RecordBrief { id, submission_id: submission_id?, title, state, updated_at })
        };
        Ok(rows.into_iter().filter_map(brief).collect())
    }

    /// Adds what somebody has to say about a record.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn comment(&self, record_id: i64, body: &str, actor: &str) -> Result<DateTime<Utc>> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        event(&transaction, record_id, now, actor, "commented", Some(body)).await?;
        append(&transaction, now, &[Deed::new(actor, "record.commented", format!("record:{record_id}"))]).await?;
        transaction.commit().await?;
        Ok(now)
    }

    /// What a round's record says of the place known by `place_identity`: of several, the newest that somebody stands by,
    /// or else the newest that nobody set aside.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record_of_place(&self, round_id: i32, place_identity: &str) -> Result<Option<StoredRecord>> {
        let rows = record::Entity::find()
            .filter(record::Column::RoundId.eq(round_id))
            .filter(record::Column::PlaceIdentitySha256.is_in(self.sealer.equalities(PLACE, place_identity.as_bytes())))
            .filter(record::Column::State.ne(RecordState::Rejected.code()))
            .all(&self.reader)
            .await?;
        let best = rows.into_iter().max_by_key(|row| (row.state == RecordState::Approved.code(), row.id));
        best.map(stored).transpose()
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
        };
        Ok(rows.into_iter().map(plain).collect())
    }

    /// Approved records of a round, by key: what a snapshot is made of.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn approved_records(&self, round_id: i32) -> Result<Vec<Record>> {
        let rows = record::Entity::find()
            .filter(record::Column::RoundId.eq(round_id))
            .filter(record::Column::State.eq("approved"))
            .all(&self.reader)
            .await?;
        let mut records: Vec<Record> =
            rows.into_iter().map(|row| stored(row).map(|row| row.record)).collect::<Result<_>>()?;
        // Not by the database: PostgreSQL would sort by its locale, and the same records must give the same bytes.
        records.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(records)
    }

    /// Moves records to `state` and says why, all or none. Records that are there already are left alone.
    /// Returns those that changed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn decide(
        &self,
        record_ids: &[i64],
        state: RecordState,
        reason: Option<&str>,
        actor: &str,
    ) -> Result<Vec<StoredRecord>> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let mut rows = Vec::new();
        let ids: Vec<i64> = record_ids.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
        for ids in ids.chunks(IDS_A_STATEMENT) {
            let query = record::Entity::find()
                .filter(record::Column::Id.is_in(ids.iter().copied()))
                .filter(record::Column::State.ne(state.code()))
                .order_by_asc(record::Column::Id)
                .lock_exclusive(); // PostgreSQL: of two who decide at once, the second sees what the first did
            rows.extend(query.all(&transaction).await?);
        }
        let (mut changed, mut deeds) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
        let action = match state {
            RecordState::Received | RecordState::Edited => "record.reopened",
            RecordState::HasIssues => "record.has_issues",
            RecordState::Approved => "record.approved",
            RecordState::Rejected => "record.rejected",
        };
        for row in rows {
            let mut active = row.into_active_model();
            active.state = Set(state.code().to_owned());
            active.updated_at = Set(Some(now));
            let row = active.update(&transaction).await?;
            event(&transaction, row.id, now, actor, state.code(), reason).await?;
            deeds.push(Deed::new(actor, action, format!("record:{}", row.id)).detail(json!({"reason": reason})));
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
        Ok(changed)
    }

    /// Files that came with a submission, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn attachments(&self, submission_id: i64) -> Result<Vec<StoredAttachment>> {
        let rows = attachment::Entity::find()
            .filter(attachment::Column::SubmissionId.eq(submission_id))
            .all(&self.reader)
            .await?;
        let mut files: Vec<_> = rows.into_iter().map(plain_attachment).collect();
        files.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(files)
    }

    /// A file by its row, with the submission it came with.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn attachment(&self, id: i64) -> Result<Option<(i64, StoredAttachment)>> {
        let row = attachment::Entity::find_by_id(id).one(&self.reader).await?;
        Ok(row.map(|row| (row.submission_id, plain_attachment(row))))
    }
}

pub(crate) fn plain_attachment(row: attachment::Model) -> StoredAttachment {
    let attachment::Model { id, submission_id, name, media_type, sha256, size, sealed_for, .. } = row;
    StoredAttachment { id, name, media_type, sha256, size, submission_id, sealed_for }
}
