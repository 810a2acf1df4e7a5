//! Submissions as they stand now, read in pages from the latest on: what feeds and exports walk through, however many there
//! are.

use crate::{
    connect::Store,
    error::Result,
    records::{StoredAttachment, plain_attachment},
    tables::{attachment, record, submission},
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    StatementBuilder,
    sea_query::{Expr, ExprTrait, Order, Query},
};
use std::collections::HashMap;
use vocab::RecordState;

/// A submission as it stands now, without what it says. The later it first arrived, the higher its record's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// Row of its record.
    pub record_id: i64,
    /// Row of its newest version.
    pub submission_id: i64,
    /// The instanceID of its first version.
    pub instance_id: String,
    /// When the first version arrived.
    pub received_at: DateTime<Utc>,
    /// Who sent that, as the audit log names them.
    pub sender: Option<String>,
    /// What that phone calls itself.
    pub device_label: Option<String>,
    /// The form version that was filled with.
    pub form_version_id: i32,
    /// How often it was corrected.
    pub edits: u32,
    /// How far its record has come.
    pub state: RecordState,
    /// Whether its answers were encrypted on the phone.
    pub encrypted: bool,
    /// When its answers or its state last changed.
    pub updated_at: Option<DateTime<Utc>>,
}

/// Where a page of arrivals begins, from the latest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// With the latest.
    Latest,
    /// With this record.
    At(i64),
    /// With the one before this record.
    Before(i64),
}

/// Row numbers a statement, so that the parameters stay below SQLite's 32,766.
const IDS_A_STATEMENT: usize = 10_000;

#[derive(FromQueryResult)]
struct Row {
    record_id: i64,
    state: String,
    encrypted: bool,
    updated_at: Option<DateTime<Utc>>,
    submission_id: i64,
    operation_id: i32,
    instance_id: String,
    version: i32,
    received_at: DateTime<Utc>,
    sender: Option<String>,
    device_label: Option<String>,
    form_version_id: i32,
}

impl Store {
    /// A page of an exercise's submissions, the latest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn arrivals(&self, exercise_id: i32, from: From, skip: u64, limit: u64) -> Result<Vec<Arrival>> {
        let id = || Expr::col((record::Entity, record::Column::Id));
        let begin = match from {
            From::Latest => Condition::all(),
            From::At(row) => Condition::all().add(id().lte(row)),
            From::Before(row) => Condition::all().add(id().lt(row)),
        };
        self.arrivals_where(exercise_id, begin, skip, limit).await
    }

    /// Those of an exercise's submissions whose records are these, the latest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn arrivals_of(&self, exercise_id: i32, record_ids: &[i64]) -> Result<Vec<Arrival>> {
        let mut found = Vec::with_capacity(record_ids.len());
        for ids in record_ids.chunks(IDS_A_STATEMENT) {
            let among = Expr::col((record::Entity, record::Column::Id)).is_in(ids.iter().copied());
            found.extend(self.arrivals_where(exercise_id, Condition::all().add(among), 0, u64::MAX).await?);
        }
        Ok(found)
    }

    async fn arrivals_where(
        &self,
        exercise_id: i32,
        condition: Condition,
        skip: u64,
        limit: u64,
    ) -> Result<Vec<Arrival>> {
        use submission::Column as S;
        let of_record = |column: record::Column| (record::Entity, column);
        let mut query = Query::select();
        query
            .expr_as(Expr::col(of_record(record::Column::Id)), "record_id")
            .column(of_record(record::Column::State))
            .column(of_record(record::Column::Encrypted))
            .column(of_record(record::Column::UpdatedAt))
            .expr_as(Expr::col((submission::Entity, S::Id)), "submission_id")
            .columns(
                [S::OperationId, S::InstanceId, S::Version, S::ReceivedAt, S::Sender, S::DeviceLabel, S::FormVersionId]
                    .map(|column| (submission::Entity, column)),
            )
            .from(record::Entity)
            .inner_join(
                submission::Entity,
                Expr::col((submission::Entity, S::Id)).equals(of_record(record::Column::SubmissionId)),
            )
            .and_where(Expr::col(of_record(record::Column::ExerciseId)).eq(exercise_id))
            .cond_where(condition)
            .order_by(of_record(record::Column::Id), Order::Desc);
        if limit < u64::MAX {
            query.limit(limit);
        }
        if skip > 0 {
            query.offset(skip);
        }
        let statement = StatementBuilder::build(&query, &self.reader.get_database_backend());
        let mut rows = Row::find_by_statement(statement).all(&self.reader).await?;
        self.with_first_versions(&mut rows).await?;
        Ok(rows.into_iter().map(arrival).collect())
    }

    /// Lets what was corrected tell how it first arrived.
    async fn with_first_versions(&self, rows: &mut [Row]) -> Result<()> {
        use submission::Column as S;
        let mut corrected: HashMap<(i32, String), &mut Row> = rows
            .iter_mut()
            .filter(|row| row.version > 1)
            .map(|row| ((row.operation_id, row.instance_id.clone()), row))
            .collect();
        let names: Vec<String> = corrected.keys().map(|(_, instance_id)| instance_id.clone()).collect();
        for names in names.chunks(IDS_A_STATEMENT) {
            type First = (i32, String, DateTime<Utc>, Option<String>, Option<String>, i32);
            let firsts: Vec<First> = submission::Entity::find()
                .select_only()
                .columns([S::OperationId, S::InstanceId, S::ReceivedAt, S::Sender, S::DeviceLabel, S::FormVersionId])
                .filter(S::Version.eq(1))
                .filter(S::InstanceId.is_in(names))
                .into_tuple()
                .all(&self.reader)
                .await?;
            for (operation_id, instance_id, received_at, sender, device_label, form_version_id) in firsts {
                if let Some(row) = corrected.get_mut(&(operation_id, instance_id)) {
                    (row.received_at, row.sender, row.device_label) = (received_at, sender, device_label);
                    row.form_version_id = form_version_id;
                }
            }
        }
        Ok(())
    }

    /// How many submissions an exercise has.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_arrivals(&self, exercise_id: i32) -> Result<u64> {
        use record::Column::{ExerciseId, SubmissionId};
        let records = record::Entity::find().filter(ExerciseId.eq(exercise_id)).filter(SubmissionId.is_not_null());
        Ok(records.count(&self.reader).await?)
    }

    /// The files that came with submissions, by their rows.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn attachments_of(&self, submission_ids: &[i64]) -> Result<HashMap<i64, Vec<StoredAttachment>>> {
        let mut files: HashMap<i64, Vec<StoredAttachment>> = HashMap::new();
        for ids in submission_ids.chunks(IDS_A_STATEMENT) {
            let among = attachment::Column::SubmissionId.is_in(ids.iter().copied());
            let query = attachment::Entity::find().filter(among).order_by_asc(attachment::Column::Id);
            for row in query.all(&self.reader).await? {
                files.entry(row.submission_id).or_default().push(plain_attachment(row));
            }
        }
        Ok(files)
    }
}

fn arrival(row: Row) -> Arrival {
    Arrival {
        record_id: row.record_id,
        submission_id: row.submission_id,
        instance_id: row.instance_id,
        received_at: row.received_at,
        sender: row.sender,
        device_label: row.device_label,
        form_version_id: row.form_version_id,
        edits: u32::try_from(row.version.saturating_sub(1)).unwrap_or(0),
        state: RecordState::from_code(&row.state).unwrap_or(RecordState::Received),
        encrypted: row.encrypted,
        updated_at: row.updated_at,
    }
}
