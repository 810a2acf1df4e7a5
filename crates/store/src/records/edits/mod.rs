//! Edits of values: who, when, from, to, why. They lie beside what came; the record's answers are what came with the edits
//! laid over it (crate `review`).

mod carry;
mod read;

pub use carry::CarriedEdits;
pub(crate) use carry::edited_meanwhile;
pub(super) use carry::lapse;
pub use read::StoredEdit;

use super::{
    LookedAt, NewRecord, Reviewed, StoredRecord, decisions::hold_as_seen, events::event, folded, path_of, place_of,
    rows, stored,
};
use crate::{
    audit::{Deed, append},
    connect::Store,
    error::Result,
    figures::become_former,
    json::{JsonText, to_json},
    rounds::refuse_settled,
    seals::Sealer,
    tables::{record, value_edit},
    webhooks,
};
use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait, IntoActiveModel};
use serde_json::json;
use vocab::{Answer, Record, RecordKey, RecordState};

const FROM: &str = "value_edit.from_value";
const TO: &str = "value_edit.to_value";

/// One value that somebody edits.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEdit {
    /// The path of the question, as crate `review` writes it.
    pub question: String,
    /// What stands there.
    pub from: Answer,
    /// What shall stand there.
    pub to: Answer,
    /// Whether it tells of a person; what nobody knows may.
    pub personal: bool,
}

/// What somebody edits of a record, and what it says then.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordChange {
    /// Row.
    pub record_id: i64,
    /// The version that was looked at.
    pub looked_at: i64,
    /// The record with the edits laid over it. Key, source, exercise and round stay as they are kept.
    pub new: NewRecord,
    /// The edits.
    pub edits: Vec<NewEdit>,
    /// Why.
    pub reason: String,
}

impl Store {
    /// Edits values of records, all or none, if each still has the version that was looked at. Nobody has decided about the
    /// new values yet.
    ///
    /// # Errors
    /// `RoundSettled` if one of them is in a closed round.
    pub async fn edit_records(&self, changes: &[RecordChange], actor: &str) -> Result<Reviewed> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let seen = |change: &RecordChange| LookedAt { record_id: change.record_id, version: Some(change.looked_at) };
        let rows = match hold_as_seen(&transaction, &changes.iter().map(seen).collect::<Vec<_>>()).await? {
            Ok(rows) => rows,
            Err(moved) => return Ok(Reviewed::Moved(moved)),
        };
        refuse_settled(&transaction, rows.iter().filter_map(|row| row.round_id)).await?;
        let (mut changed, mut deeds, mut decided) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            let Some(change) = changes.iter().find(|change| change.record_id == row.id) else { continue };
            let was = row.state.clone();
            let record = self.edit(&transaction, row, change, now, actor).await?;
            if was != record.state.code() {
                decided.push((record.id, record.exercise_id, record.submission_id, record.state));
            }
            let questions: Vec<&str> = change.edits.iter().map(|edit| edit.question.as_str()).collect();
            let detail = json!({"questions": questions, "reason": change.reason});
            deeds.push(Deed::new(actor, "record.values_edited", format!("record:{}", record.id)).detail(detail));
            changed.push(record);
        }
        become_former(&transaction, changed.iter().filter_map(|record| record.round_id)).await?;
        append(&transaction, now, &deeds).await?;
        webhooks::announce_decisions(&transaction, now, &decided).await?;
        transaction.commit().await?;
        Ok(Reviewed::Done(changed))
    }

    async fn edit(
        &self,
        transaction: &impl ConnectionTrait,
        row: record::Model,
        change: &RecordChange,
        at: DateTime<Utc>,
        actor: &str,
    ) -> Result<StoredRecord> {
        let (id, version, key) = (row.id, row.version + 1, RecordKey::stored(row.key.clone()));
        let kept = Record { key: key.clone(), ..change.new.record.clone() };
        let new = &NewRecord { record: kept, exercise_id: row.exercise_id, ..change.new.clone() };
        let mut row = row.into_active_model();
        row.places = Set(to_json("record.places", &new.record.places)?);
        row.place = Set(new.record.places.last().map(|place| place.as_str().to_owned()));
        row.place_path = Set(path_of(&new.record.places));
        row.title = Set(new.title.replace('\0', ""));
        row.search = Set(folded(&format!("{}\n{key}", new.title)));
        row.answers = Set(self.sealer.answers(new)?);
        row.state = Set(RecordState::Edited.code().to_owned());
        row.flags = Set(JsonText::from(&new.flags));
        row.worst_flag = Set(rows::worst(&new.flags));
        row.flag_codes = Set(rows::codes_of(&new.flags));
        row.place_identity_sha256 = Set(place_of(new, &self.sealer));
        row.version = Set(version);
        row.updated_at = Set(Some(at));
        let row = row.update(transaction).await?;
        for edit in &change.edits {
            let row = edit_row(&self.sealer, (id, version), edit, &change.reason, at, actor)?;
            value_edit::Entity::insert(row).exec_without_returning(transaction).await?;
        }
        event(transaction, id, at, actor, "values_edited", Some(&change.reason), Some(version)).await?;
        stored(row)
    }
}

fn edit_row(
    sealer: &Sealer,
    (record_id, version): (i64, i64),
    edit: &NewEdit,
    reason: &str,
    at: DateTime<Utc>,
    actor: &str,
) -> Result<value_edit::ActiveModel> {
    let owner = owner(record_id, version, &edit.question);
    let kept = |column, answer: &Answer| {
        let text = to_json(column, answer)?.0;
        if edit.personal { sealer.text(column, &owner, &text) } else { Ok(text) }
    };
    Ok(value_edit::ActiveModel {
        record_id: Set(record_id),
        version: Set(version),
        question: Set(edit.question.clone()),
        from_value: Set(kept(FROM, &edit.from)?),
        to_value: Set(kept(TO, &edit.to)?),
        personal: Set(edit.personal),
        reason: Set(reason.to_owned()),
        at: Set(at),
        actor: Set(actor.to_owned()),
        lapsed_at: Set(None),
        ..Default::default()
    })
}

/// What the sealed values of an edit are bound to.
fn owner(record_id: i64, version: i64, question: &str) -> String {
    format!("edit:{record_id}/{version}/{question}")
}

/// An edit sealed with the newest key; none if it is, or if it tells of nobody.
pub(crate) fn reseal_edit(sealer: &Sealer, row: value_edit::Model) -> Result<Option<value_edit::ActiveModel>> {
    if !row.personal {
        return Ok(None);
    }
    let owner = owner(row.record_id, row.version, &row.question);
    let from = sealer.reseal_text(FROM, &owner, &row.from_value)?;
    let to = sealer.reseal_text(TO, &owner, &row.to_value)?;
    if from.is_none() && to.is_none() {
        return Ok(None);
    }
    let mut row = row.into_active_model();
    if let Some(from) = from {
        row.from_value = Set(from);
    }
    if let Some(to) = to {
        row.to_value = Set(to);
    }
    Ok(Some(row))
}
