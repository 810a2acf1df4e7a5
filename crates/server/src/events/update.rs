//! A record as a numbered update of an event.

use chrono::NaiveDate;
use packs::Events;
use serde::Serialize;
use store::StoredRecord;
use vocab::{Answer, Pcode, RecordState, Value};

/// A numbered update of an event in one place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Update {
    /// Row of its record.
    pub record: i64,
    /// How far the record has come: what is not approved counts for nothing yet.
    pub state: RecordState,
    /// What the event is known by.
    #[serde(skip)]
    pub event: String,
    /// Where the people are.
    #[serde(skip)]
    pub place: Pcode,
    /// Its number, from 1.
    pub number: u32,
    /// The day its numbers are for.
    pub day: NaiveDate,
    /// Individuals still displaced; none if that was not answered.
    pub individuals: Option<u64>,
    /// Households still displaced.
    pub households: Option<u64>,
    /// What happened.
    pub trigger: Option<String>,
    /// Day it happened.
    pub began: Option<NaiveDate>,
    /// Where the report comes from.
    pub source: Option<String>,
    /// Why the event is over in this place; none while it is not.
    pub closed: Option<String>,
    /// The round that is said to count the people.
    pub said_absorbed_by: Option<u32>,
}

impl Update {
    /// The update that a record is; none where it does not say of which event, number, place and day.
    pub fn of(record: &StoredRecord, by: &Events) -> Option<Self> {
        let answers = &record.record.answers;
        let value = |question: &str| answers.get(question).and_then(Answer::value);
        let text = |question: &str| answers.get(question).and_then(Answer::text).map(str::to_owned);
        let whole = |question: &str| answers.get(question).and_then(Answer::integer);
        let count = |question: &str| whole(question).and_then(|count| u64::try_from(count).ok());
        let day = |question: &str| match value(question)? {
            Value::Date(day) => Some(*day),
            Value::Moment(moment) => Some(moment.date_naive()),
            _ => None,
        };
        let is_closed = text(&by.closed).is_some_and(|answer| answer == "yes");
        Some(Self {
            record: record.id,
            state: record.state,
            // As places are told apart: "bdi-2026-014 " is the same event.
            event: text(&by.event)?.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase(),
            place: text(&by.place)?.parse().ok()?,
            number: whole(&by.update).and_then(|number| u32::try_from(number).ok())?,
            day: day(&by.day)?,
            individuals: count(&by.individuals),
            households: count(&by.households),
            trigger: text(&by.trigger),
            began: day(&by.began),
            source: text(&by.source),
            closed: is_closed.then(|| text(&by.because).unwrap_or_default()),
            said_absorbed_by: whole(&by.said_absorbed_by).and_then(|number| u32::try_from(number).ok()),
        })
    }

    /// Whether somebody stands by it.
    pub fn counts(&self) -> bool {
        self.state == RecordState::Approved
    }
}
