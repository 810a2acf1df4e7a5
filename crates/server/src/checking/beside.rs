//! What is known of a place beside one record: the round before, other exercises, the area, updates of its event.

use crate::{problem::Problem, state::App, territory::Territory};
use chrono::NaiveDate;
use indexmap::IndexMap;
use review::{EventUpdate, Measures, Subject};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};
use store::{Exercise, Operation, Round, StoredRecord};
use vocab::{Answer, Pcode, RecordState, Value};

/// The question that makes a record an update of an event.
const UPDATE_NUMBER: &str = "update_number";

/// What is known beside the records of one round of an exercise, or of none.
pub(super) struct Beside {
    territory: Option<Arc<Territory>>,
    round: Option<Round>,
    /// By what a place is known by.
    before: HashMap<String, StoredRecord>,
    /// By exercise, and there by what a place is known by.
    elsewhere: BTreeMap<String, HashMap<String, StoredRecord>>,
    /// Updates of events from all rounds, by event and area.
    updates: HashMap<String, Vec<StoredRecord>>,
}

/// What is looked at of a record, whether it is stored or about to be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts<'r> {
    /// What it is known by.
    pub key: &'r str,
    /// The places it lies in, from the country downwards.
    pub places: &'r [Pcode],
    /// What it says.
    pub answers: &'r IndexMap<String, Answer>,
    /// What its place is known by, the present first, then what records of the same place were known by before.
    pub identities: &'r [String],
}

impl<'r> Facts<'r> {
    /// What its place is known by; none where it is not known.
    pub fn place_identity(&self) -> Option<&'r str> {
        self.identities.first().map(String::as_str)
    }
}

impl Beside {
    /// Of these records of a round. `rounds` are all of the exercise, by number.
    pub async fn of(
        app: &App,
        operation: &Operation,
        exercise: &Exercise,
        (rounds, round): (&[Round], Option<&Round>),
        records: &[Facts<'_>],
    ) -> Result<Self, Problem> {
        let mut identities: Vec<String> = records.iter().flat_map(|record| record.identities).cloned().collect();
        identities.sort_unstable();
        identities.dedup();
        let before = round.and_then(|round| rounds.iter().rev().find(|other| other.number < round.number));
        let before = match before {
            Some(before) => of_places(app, exercise.id, Some(&[before.id]), &identities).await?,
            None => Vec::new(),
        };
        let mut elsewhere = BTreeMap::new();
        for code in app.figures.programme().elsewhere(&exercise.code) {
            if let Some(other) = app.store.exercise(operation.id, code).await? {
                elsewhere.insert(code.clone(), newest(app, &other, &identities).await?);
            }
        }
        let are_updates = records.iter().any(|record| record.answers.contains_key(UPDATE_NUMBER));
        let mut updates: HashMap<String, Vec<StoredRecord>> = HashMap::new();
        if are_updates {
            for (identity, record) in of_places(app, exercise.id, None, &identities).await? {
                updates.entry(identity).or_default().push(record);
            }
        }
        Ok(Self {
            territory: app.territories.of(&app.store, operation).await?,
            round: round.cloned(),
            before: stood_by(before),
            elsewhere,
            updates,
        })
    }

    /// A record as checks look at it, with all that is known beside it.
    pub fn with<'a>(&'a self, subject: Subject<'a>, record: &Facts<'_>) -> Subject<'a> {
        let before = record.identities.iter().find_map(|identity| self.before.get(identity));
        let before = before.map(|before| &before.record.answers);
        let moved_m = before.and_then(|before| review::moved_m(record.answers, before));
        let day = record.answers.get("reporting_date").and_then(Answer::value).and_then(day_of);
        let outside_round = matches!((day, &self.round), (Some(day), Some(round)) if !round.period.contains(day));
        let outside_area = self.territory.as_deref().is_some_and(|territory| stands_outside(territory, record));
        let mut subject = subject
            .with_previous(before)
            .with_measures(&Measures::none().with("moved_m", moved_m))
            .with_fact("outside_round", outside_round)
            .with_fact("outside_area", outside_area);
        for (exercise, places) in &self.elsewhere {
            let found = record.identities.iter().find_map(|identity| places.get(identity));
            subject = subject.with_elsewhere(exercise, found.map(|found| &found.record.answers));
        }
        let Some(update) = EventUpdate::of(record.key, record.answers) else { return subject };
        if record.identities.is_empty() {
            return subject;
        }
        let of_event = record.identities.iter().filter_map(|identity| self.updates.get(identity));
        let all: Vec<EventUpdate<'_>> = of_event
            .flatten()
            .filter_map(|other| EventUpdate::of(other.record.key.as_str(), &other.record.answers))
            .collect();
        let facts = update.among(&all);
        subject.with_fact("duplicate_update", facts.duplicate_update).with_measures(&facts.measures)
    }
}

async fn of_places(
    app: &App,
    exercise_id: i32,
    round_ids: Option<&[i32]>,
    identities: &[String],
) -> Result<Vec<(String, StoredRecord)>, Problem> {
    if identities.is_empty() {
        return Ok(Vec::new());
    }
    Ok(app.store.records_of_places(exercise_id, round_ids, identities).await?)
}

/// Of several records of a place, the newest that somebody stands by, or else the newest.
fn stood_by(records: Vec<(String, StoredRecord)>) -> HashMap<String, StoredRecord> {
    best(records, |record| (record.state == RecordState::Approved, record.id))
}

/// The newest record of each place in an exercise: of its latest round that has one.
async fn newest(
    app: &App,
    exercise: &Exercise,
    identities: &[String],
) -> Result<HashMap<String, StoredRecord>, Problem> {
    let rounds = app.known.rounds(&app.store, exercise.id).await?;
    let numbers: HashMap<i32, u32> = rounds.iter().map(|round| (round.id, round.number.0)).collect();
    let records = of_places(app, exercise.id, None, identities).await?;
    let number = |record: &StoredRecord| record.round_id.and_then(|id| numbers.get(&id)).copied();
    let in_rounds = records.into_iter().filter(|(_, record)| number(record).is_some()).collect();
    Ok(best(in_rounds, |record| (number(record), record.state == RecordState::Approved, record.id)))
}

fn best<K: Ord>(
    records: Vec<(String, StoredRecord)>,
    rank: impl Fn(&StoredRecord) -> K,
) -> HashMap<String, StoredRecord> {
    let mut best: HashMap<String, StoredRecord> = HashMap::new();
    for (identity, record) in records {
        if best.get(&identity).is_none_or(|so_far| rank(so_far) < rank(&record)) {
            best.insert(identity, record);
        }
    }
    best
}

/// The day that a date or a moment is of.
pub(crate) fn day_of(value: &Value) -> Option<NaiveDate> {
    match value {
        Value::Date(day) => Some(*day),
        Value::Moment(moment) => Some(moment.date_naive()),
        _ => None,
    }
}

/// Whether the position given lies outside the deepest area named.
fn stands_outside(territory: &Territory, record: &Facts<'_>) -> bool {
    let Some(Value::Point(point)) = record.answers.get("location_point").and_then(Answer::value) else { return false };
    let Some(named) = record.places.last() else { return false };
    let Some(area) = territory.boundaries.area(named) else { return false };
    territory.index.locate(point.longitude, point.latitude, area.level).is_some_and(|found| found != named)
}
