//! Records as they arrive and are corrected: inside the transactions of those who bring them.

use super::{
    CarriedEdits, NewRecord, content_of, content_text,
    edits::lapse,
    events::{event, event_row},
    folded, path_of, place_of,
};
use crate::{
    error::{Result, StoreError},
    figures::become_former,
    json::{JsonText, from_json, to_json},
    rounds::hold,
    seals::{CONTENT, Sealer},
    tables::{record, record_event},
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    sea_query::{Expr, ExprTrait},
};
use serde_json::Value as Json;
use vocab::{Record, RecordKey, RecordSource, RecordState};

/// The row of a new record, but for its submission or import and the time of its arrival.
pub(crate) fn row_of(new: &NewRecord, sealer: &Sealer) -> Result<record::ActiveModel> {
    Ok(record::ActiveModel {
        exercise_id: Set(new.exercise_id),
        round_id: Set(new.round_id),
        outside_round_id: Set(new.outside_round_id),
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
        worst_flag: Set(worst(&new.flags)),
        flag_codes: Set(codes_of(&new.flags)),
        version: Set(1),
        place_identity_sha256: Set(place_of(new, sealer)),
        encrypted: Set(new.encrypted),
        audit_measures: Set(new.audit_measures.as_ref().map(JsonText::from)),
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
        rows.push(event_row(record_id, at, actor, "received", None, Some(1)));
        if state == RecordState::Approved {
            rows.push(event_row(record_id, at, actor, "approved", None, Some(1)));
        }
    }
    if !rows.is_empty() {
        record_event::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    }
    Ok(())
}

/// Lets the record of a corrected submission say what its new version says, with the edits that still fit, inside a
/// transaction. Whoever had decided about the old answers has not decided about these. Returns the record's row, and the round
/// it has left, if any.
pub(crate) async fn correct(
    transaction: &impl ConnectionTrait,
    (new, carried, sealer): (&NewRecord, Option<&CarriedEdits>, &Sealer),
    original_id: i64,
    (submission_id, version): (i64, i32),
    at: DateTime<Utc>,
    actor: &str,
) -> Result<(i64, Option<i32>)> {
    let row = record::Entity::find().filter(record::Column::SubmissionId.eq(original_id)).one(transaction).await?;
    let row = row.ok_or(StoreError::RecordMissing(original_id))?;
    let (id, round_before, counted) = (row.id, row.round_id, row.version + 1);
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
    row.outside_round_id = Set(new.outside_round_id);
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
    row.worst_flag = Set(worst(&new.flags));
    row.flag_codes = Set(codes_of(&new.flags));
    row.version = Set(counted);
    row.place_identity_sha256 = Set(place_of(new, sealer));
    row.updated_at = Set(Some(at));
    row.encrypted = Set(new.encrypted);
    row.audit_measures = Set(new.audit_measures.as_ref().map(JsonText::from));
    row.update(transaction).await?;
    event(transaction, id, at, actor, "edited", None, Some(counted)).await?;
    lapse(transaction, carried, at).await?;
    become_former(transaction, round_before.into_iter().chain(new.round_id)).await?;
    Ok((id, round_before.filter(|before| Some(*before) != new.round_id)))
}

/// Notes that files came for a record: whoever looked at it has not seen them, and learns of them when a decision is refused.
/// After its round was closed they are kept, and what it says stays.
pub(crate) async fn note_files(
    transaction: &impl ConnectionTrait,
    submission_id: i64,
    at: DateTime<Utc>,
    actor: &str,
) -> Result<()> {
    let row = record::Entity::find().filter(record::Column::SubmissionId.eq(submission_id)).one(transaction).await?;
    let Some(row) = row else { return Ok(()) };
    record::Entity::update_many()
        .col_expr(record::Column::Version, Expr::col(record::Column::Version).add(1))
        .filter(record::Column::Id.eq(row.id))
        .exec(transaction)
        .await?;
    let held = hold(transaction, row.round_id).await?;
    let settled = held.iter().any(|(.., stage)| stage.is_settled());
    let action = if settled { "files_after_closing" } else { "files_added" };
    event(transaction, row.id, at, actor, action, None, Some(row.version + 1)).await
}

/// How grave the worst of a record's flags is: 0 without any, then note, warning, error. Lists are sorted by it.
pub(crate) fn worst(flags: &Json) -> i16 {
    each(flags, "severity").map(grade).max().unwrap_or(0)
}

/// A severity as it is sorted.
pub(super) fn grade(severity: &str) -> i16 {
    match severity {
        "error" => 3,
        "warning" => 2,
        _ => 1,
    }
}

/// `/household_size/outside_area/`: holds `/outside_area/`.
pub(crate) fn codes_of(flags: &Json) -> String {
    let mut codes = String::from("/");
    for code in each(flags, "code") {
        codes.push_str(code);
        codes.push('/');
    }
    codes
}

fn each<'f>(flags: &'f Json, what: &'static str) -> impl Iterator<Item = &'f str> {
    flags.as_array().into_iter().flatten().filter_map(move |flag| flag[what].as_str())
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
