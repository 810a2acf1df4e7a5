//! The queue of reviewers: the gravest flags first, then area by area, then what waits longest.

use super::{IDS_A_STATEMENT, RecordEvent, RecordFilter, StoredRecord, stored};
use crate::{
    connect::Store,
    error::Result,
    tables::{record, record_event, submission},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeMap, HashMap};

/// A place in the queue, to go on behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuePlace {
    /// How grave the record's worst flag is.
    pub worst: i16,
    /// The path of its places.
    pub place_path: String,
    /// Row.
    pub id: i64,
}

/// How many records a filter finds of each kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QueueCounts {
    /// By the gravity of the worst flag: `error`, `warning`, `note`, `none`.
    pub severities: BTreeMap<&'static str, u64>,
    /// By check; a record with two flags counts with both.
    pub checks: BTreeMap<String, u64>,
    /// By who sent them.
    pub senders: BTreeMap<String, u64>,
}

/// Who sent what a record was read from.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Brought {
    /// As the audit log names them.
    pub sender: Option<String>,
    /// What the phone calls itself.
    pub device: Option<String>,
    /// The phone whose token it came with.
    #[serde(skip)]
    pub device_id: Option<i32>,
}

impl Store {
    /// A page of the queue, the place behind it if there is more, and how many the filter finds in all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn queue(
        &self,
        filter: &RecordFilter,
        behind: Option<&QueuePlace>,
        limit: u64,
    ) -> Result<(Vec<StoredRecord>, Option<QueuePlace>, u64)> {
        use record::Column::{Id, PlacePath, WorstFlag};
        let condition = filter.condition(self.reader.get_database_backend());
        let total = record::Entity::find().filter(condition.clone()).count(&self.reader).await?;
        let mut query = record::Entity::find().filter(condition);
        if let Some(QueuePlace { worst, place_path, id }) = behind {
            let same_area = Condition::all().add(WorstFlag.eq(*worst)).add(PlacePath.eq(place_path.as_str()));
            let later_area = Condition::all().add(WorstFlag.eq(*worst)).add(PlacePath.gt(place_path.as_str()));
            query =
                query.filter(Condition::any().add(WorstFlag.lt(*worst)).add(later_area).add(same_area.add(Id.gt(*id))));
        }
        let rows = query
            .order_by_desc(WorstFlag)
            .order_by_asc(PlacePath)
            .order_by_asc(Id)
            .limit(limit)
            .all(&self.reader)
            .await?;
        let full = rows.len() as u64 == limit;
        let next = rows.last().filter(|_| full).map(|row| QueuePlace {
            worst: row.worst_flag,
            place_path: row.place_path.clone(),
            id: row.id,
        });
        Ok((rows.into_iter().map(stored).collect::<Result<_>>()?, next, total))
    }

    /// How many records a filter finds, by gravity, check and sender.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn queue_counts(&self, filter: &RecordFilter) -> Result<QueueCounts> {
        use record::Column::{FlagCodes, Id, WorstFlag};
        let condition = filter.condition(self.reader.get_database_backend());
        let found: Vec<(i16, String, i64)> = record::Entity::find()
            .select_only()
            .columns([WorstFlag, FlagCodes])
            .column_as(Id.count(), "records")
            .filter(condition.clone())
            .group_by(WorstFlag)
            .group_by(FlagCodes)
            .into_tuple()
            .all(&self.reader)
            .await?;
        let mut counts = QueueCounts::default();
        for (worst, codes, records) in found {
            let records = u64::try_from(records).unwrap_or(0);
            *counts.severities.entry(severity(worst)).or_default() += records;
            let mut codes: Vec<&str> = codes.split('/').filter(|code| !code.is_empty()).collect();
            codes.sort_unstable();
            codes.dedup();
            for code in codes {
                *counts.checks.entry(code.to_owned()).or_default() += records;
            }
        }
        let ids = record::Entity::find().select_only().column(record::Column::SubmissionId).filter(condition);
        let senders: Vec<(Option<String>, i64)> = submission::Entity::find()
            .select_only()
            .column(submission::Column::Sender)
            .column_as(submission::Column::Id.count(), "records")
            .filter(submission::Column::Id.in_subquery(sea_orm::QueryTrait::into_query(ids)))
            .group_by(submission::Column::Sender)
            .into_tuple()
            .all(&self.reader)
            .await?;
        let named = |(sender, records): (Option<String>, i64)| Some((sender?, u64::try_from(records).unwrap_or(0)));
        counts.senders = senders.into_iter().filter_map(named).collect();
        Ok(counts)
    }

    /// Who sent submissions, by their rows.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn brought(&self, submission_ids: &[i64]) -> Result<HashMap<i64, Brought>> {
        use submission::Column::{DeviceId, DeviceLabel, Id, Sender};
        type Row = (i64, Option<String>, Option<String>, Option<i32>);
        let mut found = HashMap::new();
        for ids in submission_ids.chunks(IDS_A_STATEMENT) {
            let rows: Vec<Row> = submission::Entity::find()
                .select_only()
                .columns([Id, Sender, DeviceLabel, DeviceId])
                .filter(Id.is_in(ids.iter().copied()))
                .into_tuple()
                .all(&self.reader)
                .await?;
            let brought = |(id, sender, device, device_id)| (id, Brought { sender, device, device_id });
            found.extend(rows.into_iter().map(brought));
        }
        Ok(found)
    }

    /// What happened to several records, by their rows, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn events_of(&self, record_ids: &[i64]) -> Result<HashMap<i64, Vec<RecordEvent>>> {
        let mut events: HashMap<i64, Vec<RecordEvent>> = HashMap::new();
        for ids in record_ids.chunks(IDS_A_STATEMENT) {
            let rows = record_event::Entity::find()
                .filter(record_event::Column::RecordId.is_in(ids.iter().copied()))
                .order_by_asc(record_event::Column::Id)
                .all(&self.reader)
                .await?;
            for row in rows {
                let record_event::Model { record_id, at, actor, action, reason, version, .. } = row;
                events.entry(record_id).or_default().push(RecordEvent { at, by: actor, action, reason, version });
            }
        }
        Ok(events)
    }
}

fn severity(worst: i16) -> &'static str {
    match worst {
        3 => "error",
        2 => "warning",
        1 => "note",
        _ => "none",
    }
}
