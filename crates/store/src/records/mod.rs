//! Records under review, and what happened to them.
//!
//! `rows`: how they are written when they arrive; `queries` and `queue`: how they are found; `decisions` and `edits`: what
//! people do with them; `events`: what is remembered of that.

mod decisions;
mod edits;
mod events;
mod queries;
mod queue;
mod rows;

pub use decisions::{LookedAt, Reviewed};
pub use edits::{CarriedEdits, NewEdit, RecordChange, StoredEdit};
pub use queries::{RecordFilter, StoredAttachment};
pub use queue::{Brought, QueueCounts, QueuePlace};

pub(crate) use edits::{edited_meanwhile, reseal_edit};
pub(crate) use queries::{lies_in, plain_attachment};
pub(crate) use rows::{
    codes_of, correct, existing_content, insert, insert_row, note_arrivals, note_files, row_of, worst,
};

use crate::{
    error::Result,
    json::{from_json, to_json},
    seals::{CONTENT, PLACE, Sealer, withheld_answers},
    tables::record,
};
use chrono::{DateTime, Utc};
use indexmap::IndexMap;
use serde_json::Value as Json;
use std::sync::Arc;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use vocab::{Answer, Pcode, Record, RecordKey, RecordSource, RecordState, Schema};

/// What a record is made of when it arrives.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRecord {
    /// Its exercise.
    pub exercise_id: i32,
    /// Its round, if one could be told.
    pub round_id: Option<i32>,
    /// The closed round it belongs to, if it came too late: it joins that round's next revision.
    pub outside_round_id: Option<i32>,
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
    /// What was measured in the audit log that came with it, a number by its name; none if no log came.
    pub audit_measures: Option<Json>,
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
    /// The closed round it came too late for.
    pub outside_round_id: Option<i32>,
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
    /// Rises with each change of values, state or files: whoever decides or edits says which they looked at.
    pub version: i64,
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
    /// Rises with each change.
    pub version: i64,
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
    /// The record's version after it; none for what changed nothing of the record, and from before versions were counted.
    pub version: Option<i64>,
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

pub(crate) fn stored(row: record::Model) -> Result<StoredRecord> {
    let places: Vec<Pcode> = from_json("record.places", &row.places)?;
    let answers: IndexMap<String, Answer> = withheld_answers(&row.answers)?;
    let source: RecordSource = from_json("record.source", &row.source)?;
    Ok(StoredRecord {
        id: row.id,
        exercise_id: row.exercise_id,
        round_id: row.round_id,
        outside_round_id: row.outside_round_id,
        submission_id: row.submission_id,
        import_id: row.import_id,
        record: Record { key: RecordKey::stored(row.key), source, places, answers },
        title: row.title,
        flags: from_json("record.flags", &row.flags)?,
        state: RecordState::from_code(&row.state).unwrap_or(RecordState::Received),
        encrypted: row.encrypted,
        received_at: row.received_at,
        updated_at: row.updated_at,
        version: row.version,
    })
}

/// What is compared in a search: without case and accents, which the two databases would each treat their own way.
/// PostgreSQL keeps no NUL in a text.
pub(crate) fn folded(text: &str) -> String {
    let plain: String = text.nfd().filter(|c| !is_combining_mark(*c) && *c != '\0').collect();
    plain.trim().to_lowercase()
}
