//! What came, before anybody edited it.

use super::{Asked, RecordOf, carrying, consequences};
use crate::{intake, problem::Problem, round_figures::RoundOf, state::App};
use indexmap::IndexMap;
use review::edit::{ValueEdit, undo};
use std::collections::{BTreeSet, HashMap};
use store::{RecordFilter, StoredEdit, StoredRecord};
use vocab::{Answer, Missing, Pcode, Record, Value};

/// The records of a round, with the edits of each, in the order of their keys.
///
/// # Errors
/// When the store fails.
pub async fn records_of_round(
    app: &App,
    exercise_id: i32,
    round_id: i32,
) -> Result<Vec<(StoredRecord, Vec<StoredEdit>)>, Problem> {
    let filter = RecordFilter { exercise_ids: vec![exercise_id], round_ids: vec![round_id], ..RecordFilter::default() };
    let mut records = Vec::new();
    loop {
        let before = records.last().map(|record: &StoredRecord| record.id);
        let (page, _) = app.store.records(&RecordFilter { before, ..filter.clone() }, PAGE).await?;
        let full = page.len() as u64 == PAGE;
        records.extend(page);
        if !full {
            break;
        }
    }
    records.sort_by(|a, b| a.record.key.cmp(&b.record.key));
    let ids: Vec<i64> = records.iter().map(|record| record.id).collect();
    let mut edits = by_record(app.store.edits(&ids).await?);
    let of = |record: StoredRecord| {
        let of_it = edits.remove(&record.id).unwrap_or_default();
        (record, of_it)
    };
    Ok(records.into_iter().map(of).collect())
}

/// Edits by the row of their record, those of each in the order they had.
pub fn by_record(edits: Vec<StoredEdit>) -> HashMap<i64, Vec<StoredEdit>> {
    let mut by_record = HashMap::<i64, Vec<StoredEdit>>::new();
    for edit in edits {
        by_record.entry(edit.record_id).or_default().push(edit);
    }
    by_record
}

/// Records read at once.
const PAGE: u64 = 1_000;

/// What came of a record, what tells of people withheld: its answers with the edits taken off again.
///
/// # Errors
/// When an edit does not lie where it should; somebody else wrote to the database then.
pub async fn raw_of(app: &App, of: &RecordOf, edits: &[StoredEdit]) -> Result<Record, Problem> {
    let standing = edits.iter().filter(|edit| edit.lapsed_at.is_none() && !edit.personal);
    let standing = standing.map(carrying::read).collect::<Result<Vec<ValueEdit>, Problem>>()?;
    let Record { key, source, places, answers } = of.record.record.clone();
    let raw = undo(&answers, &standing).map_err(|problem| Problem::failed(&problem))?;
    let edited: BTreeSet<String> = standing.iter().map(|edit| edit.question.question()).collect();
    let places = if consequences::moves(&edited) { places_of(app, of, &raw).await? } else { places };
    Ok(Record { key, source, places, answers: raw })
}

async fn places_of(app: &App, of: &RecordOf, answers: &IndexMap<String, Answer>) -> Result<Vec<Pcode>, Problem> {
    let territory = app.territories.of(&app.store, &of.operation).await?;
    Ok(territory.as_deref().map_or_else(Vec::new, |territory| intake::places_of(territory, answers)))
}

/// What a record's submission says when it is read again, without what tells of people; none for a row of a workbook and for
/// what was encrypted on the phone.
///
/// # Errors
/// When the submission does not open or cannot be read.
pub async fn read_again(app: &App, of: &RecordOf) -> Result<Option<IndexMap<String, Answer>>, Problem> {
    let asked = Asked::of(app, &of.exercise, &of.record).await?;
    let Some((asked, submission)) = asked.as_ref().and_then(|asked| Some((asked, asked.submission.as_ref()?))) else {
        return Ok(None);
    };
    if of.record.encrypted {
        return Ok(None);
    }
    let document =
        collect::parse_submission(&submission.xml, &collect::Limits::default()).map_err(intake::unreadable)?;
    let (mut answers, _) = collect::read_answers(&asked.form, &document);
    app.figures.programme().absences(&of.exercise.code).iter().for_each(|rule| rule.apply(&mut answers));
    Ok(Some(answers))
}

/// Whether a submission read again says what its record says as it came; what is withheld of the record is passed over.
pub fn is_same(raw: &IndexMap<String, Answer>, again: &IndexMap<String, Answer>) -> bool {
    let withheld = Answer::absent(Missing::Withheld);
    let unasked = Answer::absent(Missing::Missing);
    raw.keys().chain(again.keys()).all(|name| {
        let (raw, again) = (raw.get(name).unwrap_or(&unasked), again.get(name).unwrap_or(&unasked));
        match (raw, again) {
            (Answer::Given(Value::Repeat(raw)), Answer::Given(Value::Repeat(again))) => {
                raw.len() == again.len() && raw.iter().zip(again).all(|(raw, again)| is_same(raw, again))
            }
            _ => *raw == withheld || raw == again,
        }
    })
}

/// The raw data of a round.
#[derive(Debug)]
pub struct RawData {
    /// Each record as it came, by key.
    pub records: Vec<Record>,
    /// Keys of records whose submission is read otherwise today than when it came, because a pack has changed since. What the
    /// round's figures stand on is what was read then.
    pub read_otherwise: Vec<String>,
}

/// The raw data of a round, held against the submissions.
///
/// # Errors
/// When a submission does not open, or an edit does not lie where it should.
pub async fn of_round(app: &App, of: &RoundOf) -> Result<RawData, Problem> {
    let mut data = RawData { records: Vec::new(), read_otherwise: Vec::new() };
    for (record, edits) in records_of_round(app, of.exercise.id, of.round.id).await? {
        let of = RecordOf { operation: of.operation.clone(), exercise: of.exercise.clone(), record };
        let raw = raw_of(app, &of, &edits).await?;
        if read_again(app, &of).await?.is_some_and(|again| !is_same(&raw.answers, &again)) {
            data.read_otherwise.push(raw.key.to_string());
        }
        data.records.push(raw);
    }
    Ok(data)
}
