//! Edits as they are read: what tells of people is withheld, unless it is opened on purpose.

use super::{FROM, TO, owner};
use crate::{
    audit::Deed,
    connect::Store,
    error::Result,
    json::{JsonText, from_json},
    records::IDS_A_STATEMENT,
    seals::Sealer,
    tables::{record, value_edit},
};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeSet, HashMap};
use vocab::{Answer, Missing};

/// An edit as kept.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct StoredEdit {
    /// Row.
    pub id: i64,
    /// Row of the record.
    #[serde(skip)]
    pub record_id: i64,
    /// The record's version that it made.
    pub version: i64,
    /// The path of the question.
    pub question: String,
    /// What stood there.
    pub from: Answer,
    /// What stands there since.
    pub to: Answer,
    /// Whether it tells of a person.
    pub personal: bool,
    /// Why.
    pub reason: String,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// When a newer version of the submission came that it does not fit.
    pub lapsed_at: Option<DateTime<Utc>>,
}

impl Store {
    /// The edits of records in the order they were made, what tells of people withheld.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn edits(&self, record_ids: &[i64]) -> Result<Vec<StoredEdit>> {
        self.edit_rows(record_ids).await?.into_iter().map(withheld).collect()
    }

    /// The same with what is sealed opened, for somebody who may read it: the look is in the audit log before anything is
    /// opened.
    ///
    /// # Errors
    /// When a value does not open.
    pub async fn open_edits(&self, record_ids: &[i64], actor: &str) -> Result<Vec<StoredEdit>> {
        let rows = self.edit_rows(record_ids).await?;
        let of_people: BTreeSet<i64> = rows.iter().filter(|row| row.personal).map(|row| row.record_id).collect();
        let deed = |id: &i64| Deed::new(actor, "record.personal_data_read", format!("record:{id}"));
        self.audit(&of_people.iter().map(deed).collect::<Vec<_>>()).await?;
        rows.into_iter().map(|row| opened(&self.sealer, row)).collect()
    }

    pub(super) async fn edit_rows(&self, record_ids: &[i64]) -> Result<Vec<value_edit::Model>> {
        let mut rows = Vec::new();
        for ids in record_ids.chunks(IDS_A_STATEMENT) {
            let of_records = value_edit::Entity::find().filter(value_edit::Column::RecordId.is_in(ids.iter().copied()));
            rows.extend(of_records.order_by_asc(value_edit::Column::Id).all(&self.reader).await?);
        }
        Ok(rows)
    }

    /// How many values of each record of a round had been edited at a moment, by the record's key. Records without edits are
    /// left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn edited_values(&self, round_id: i32, by: DateTime<Utc>) -> Result<HashMap<String, u64>> {
        let keys: HashMap<i64, String> = record::Entity::find()
            .select_only()
            .columns([record::Column::Id, record::Column::Key])
            .filter(record::Column::RoundId.eq(round_id))
            .filter(record::Column::Version.gt(1))
            .into_tuple::<(i64, String)>()
            .all(&self.reader)
            .await?
            .into_iter()
            .collect();
        let ids: Vec<i64> = keys.keys().copied().collect();
        let mut counts = HashMap::new();
        for ids in ids.chunks(IDS_A_STATEMENT) {
            let rows: Vec<(i64, i64)> = value_edit::Entity::find()
                .select_only()
                .column(value_edit::Column::RecordId)
                .column_as(value_edit::Column::Id.count(), "edits")
                .filter(value_edit::Column::RecordId.is_in(ids.iter().copied()))
                .filter(value_edit::Column::At.lte(by))
                .filter(value_edit::Column::LapsedAt.is_null())
                .group_by(value_edit::Column::RecordId)
                .into_tuple()
                .all(&self.reader)
                .await?;
            let named = |(id, edits): (i64, i64)| Some((keys.get(&id)?.clone(), u64::try_from(edits).unwrap_or(0)));
            counts.extend(rows.into_iter().filter_map(named));
        }
        Ok(counts)
    }
}

fn withheld(row: value_edit::Model) -> Result<StoredEdit> {
    if !row.personal {
        return plain(&row, row.from_value.clone(), row.to_value.clone());
    }
    let missing = serde_json::json!({"missing": Missing::Withheld}).to_string();
    plain(&row, missing.clone(), missing)
}

pub(super) fn opened(sealer: &Sealer, row: value_edit::Model) -> Result<StoredEdit> {
    if !row.personal {
        return plain(&row, row.from_value.clone(), row.to_value.clone());
    }
    let owner = owner(row.record_id, row.version, &row.question);
    let from = sealer.open_text(FROM, &owner, &row.from_value)?;
    let to = sealer.open_text(TO, &owner, &row.to_value)?;
    plain(&row, from, to)
}

fn plain(row: &value_edit::Model, from: String, to: String) -> Result<StoredEdit> {
    Ok(StoredEdit {
        id: row.id,
        record_id: row.record_id,
        version: row.version,
        question: row.question.clone(),
        from: from_json(FROM, &JsonText(from))?,
        to: from_json(TO, &JsonText(to))?,
        personal: row.personal,
        reason: row.reason.clone(),
        at: row.at,
        by: row.actor.clone(),
        lapsed_at: row.lapsed_at,
    })
}
