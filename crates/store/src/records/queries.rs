//! How records are found and read.

use super::{RecordBrief, StoredRecord, folded, rows::grade, stored};
use crate::{
    audit::Deed,
    connect::Store,
    error::Result,
    seals::PLACE,
    tables::{attachment, record, submission},
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, Func, Query, SimpleExpr},
};
use vocab::{Pcode, Record, RecordKey, RecordState};

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

/// Rows that one query names at most; SQLite allows 32,766 parameters.
const MOST_NAMED: usize = 500;

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
    /// Only those whose worst flag is this grave: `error`, `warning`, `note`, or `none` for those without flags.
    pub severity: Option<String>,
    /// Only those flagged by this check.
    pub check: Option<String>,
    /// Only what this person or phone sent, as the audit log names them.
    pub sender: Option<String>,
    /// Only these rows; whatever they are if none is named.
    pub ids: Vec<i64>,
}

/// Whether a column holds the text, character for character. `LIKE` would read `_` and `%` as patterns, and would mind
/// case on one database only.
fn holds(backend: DbBackend, column: record::Column, text: String) -> SimpleExpr {
    let position = if backend == DbBackend::Postgres { "strpos" } else { "instr" };
    ExprTrait::gt(Func::cust(position).arg(Expr::col(column)).arg(text), 0)
}

/// Whether a record lies in a place, at any depth.
pub(crate) fn lies_in(backend: DbBackend, place: &Pcode) -> SimpleExpr {
    holds(backend, record::Column::PlacePath, format!("/{place}/"))
}

impl RecordFilter {
    pub(super) fn condition(&self, backend: DbBackend) -> Condition {
        let mut condition = Condition::all().add(record::Column::ExerciseId.is_in(self.exercise_ids.iter().copied()));
        if !self.round_ids.is_empty() {
            condition = condition.add(record::Column::RoundId.is_in(self.round_ids.iter().copied()));
        }
        if !self.states.is_empty() {
            condition = condition.add(record::Column::State.is_in(self.states.iter().map(|state| state.code())));
        }
        if let Some(place) = &self.place {
            condition = condition.add(lies_in(backend, place));
        }
        if let Some(text) = self.search.as_deref().map(folded).filter(|text| !text.is_empty()) {
            condition = condition.add(holds(backend, record::Column::Search, text));
        }
        if let Some(severity) = &self.severity {
            let grade = if severity == "none" { 0 } else { grade(severity) };
            condition = condition.add(record::Column::WorstFlag.eq(grade));
        }
        if let Some(check) = &self.check {
            condition = condition.add(holds(backend, record::Column::FlagCodes, format!("/{check}/")));
        }
        if let Some(sender) = &self.sender {
            let mut sent = Query::select();
            sent.column(submission::Column::Id).from(submission::Entity);
            sent.and_where(Expr::col(submission::Column::Sender).eq(sender.as_str()));
            condition = condition.add(record::Column::SubmissionId.in_subquery(sent));
        }
        if !self.ids.is_empty() {
            condition = condition.add(record::Column::Id.is_in(self.ids.iter().copied()));
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

    /// The form version that a record's submission was filled with; none for a row of a workbook.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn form_version_of_record(&self, id: i64) -> Result<Option<i32>> {
        let submission_id = record::Entity::find_by_id(id).one(&self.reader).await?.and_then(|row| row.submission_id);
        let Some(submission_id) = submission_id else { return Ok(None) };
        let version: Option<i32> = submission::Entity::find_by_id(submission_id)
            .select_only()
            .column(submission::Column::FormVersionId)
            .into_tuple()
            .one(&self.reader)
            .await?;
        Ok(version)
    }

    /// The records of an exercise that were read from submissions, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record_briefs(&self, exercise_id: i32) -> Result<Vec<RecordBrief>> {
        type Row = (i64, Option<i64>, String, String, Option<DateTime<Utc>>, i64);
        use record::Column::{ExerciseId, Id, State, SubmissionId, Title, UpdatedAt, Version};
        let rows: Vec<Row> = record::Entity::find()
            .select_only()
            .columns([Id, SubmissionId, Title, State, UpdatedAt, Version])
            .filter(ExerciseId.eq(exercise_id))
            .filter(SubmissionId.is_not_null())
            .order_by_asc(Id)
            .into_tuple()
            .all(&self.reader)
            .await?;
        let brief = |(id, submission_id, title, state, updated_at, version): Row| {
            let state = RecordState::from_code(&state).unwrap_or(RecordState::Received);
            Some(RecordBrief { id, submission_id: submission_id?, title, state, updated_at, version })
        };
        Ok(rows.into_iter().filter_map(brief).collect())
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

    /// Approved records of a round, by key: what a snapshot is made of.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn approved_records(&self, round_id: i32) -> Result<Vec<Record>> {
        Ok(self.approved(round_id).await?.into_iter().map(|row| row.record).collect())
    }

    /// As [`Store::approved_records`], with what is stored beside each.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn approved(&self, round_id: i32) -> Result<Vec<StoredRecord>> {
        let rows = record::Entity::find()
            .filter(record::Column::RoundId.eq(round_id))
            .filter(record::Column::State.eq(RecordState::Approved.code()))
            .all(&self.reader)
            .await?;
        let mut records: Vec<StoredRecord> = rows.into_iter().map(stored).collect::<Result<_>>()?;
        // Not by the database: PostgreSQL would sort by its locale, and the same records must give the same bytes.
        records.sort_by(|a, b| a.record.key.cmp(&b.record.key));
        Ok(records)
    }

    /// The approved records of a round by row, each with its version: what changes whenever anything of a record does.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn approved_versions(&self, round_id: i32) -> Result<Vec<(i64, i64)>> {
        let approved = record::Entity::find()
            .filter(record::Column::RoundId.eq(round_id))
            .filter(record::Column::State.eq(RecordState::Approved.code()));
        let rows = approved.select_only().column(record::Column::Id).column(record::Column::Version);
        Ok(rows.into_tuple().all(&self.reader).await?)
    }

    /// Those of these records of a round that are approved.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn approved_among(&self, round_id: i32, ids: &[i64]) -> Result<Vec<StoredRecord>> {
        let mut found = Vec::with_capacity(ids.len());
        for ids in ids.chunks(MOST_NAMED) {
            let rows = record::Entity::find()
                .filter(record::Column::Id.is_in(ids.iter().copied()))
                .filter(record::Column::RoundId.eq(round_id))
                .filter(record::Column::State.eq(RecordState::Approved.code()));
            for row in rows.all(&self.reader).await? {
                found.push(stored(row)?);
            }
        }
        Ok(found)
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
