//! The records of a round beside each other: what only shows when one looks at all of them.
//!
//! Nothing depends on the order in which the records are handed in. Going over a round costs little more than going through its
//! records once: positions lie in a grid, numbers are sorted once and looked past one at a time.

mod columns;
mod enumerators;
mod gone;
mod nearby;

pub(crate) use columns::Others;
pub use gone::{PlaceGone, places_gone};

use crate::{Check, expression::Answers, measures::Measures, run::Subject};
use chrono::{DateTime, FixedOffset, NaiveDate};
use columns::Column;
use std::collections::BTreeMap;
use vocab::{Answer, Pcode, Point, Value};

/// A record as the others of its round see it.
#[derive(Debug, Clone)]
pub struct RoundRecord<'a> {
    /// What it is known by; unique in the round.
    pub key: &'a str,
    /// What it says.
    pub answers: &'a Answers,
    /// The places it lies in, from the country (level 0) downwards.
    pub places: &'a [Pcode],
    /// What its place is known by; see [`crate::place_identity`].
    pub place_identity: Option<&'a str>,
    /// The person or device that sent it.
    pub enumerator: Option<&'a str>,
    /// What was worked out of the record alone, such as the measures of its audit log.
    pub measures: Measures,
}

impl<'a> RoundRecord<'a> {
    /// A record of which nothing else is known.
    pub fn new(key: &'a str, answers: &'a Answers) -> Self {
        Self { key, answers, places: &[], place_identity: None, enumerator: None, measures: Measures::none() }
    }

    fn value(&self, question: &str) -> Option<&'a Value> {
        self.answers.get(question).and_then(Answer::value)
    }

    fn name(&self) -> Option<&'a str> {
        self.answers.get("location_name").and_then(Answer::text)
    }

    fn position(&self) -> Option<Point> {
        position(self.answers)
    }

    fn day(&self) -> Option<NaiveDate> {
        match self.value("reporting_date")? {
            Value::Date(day) => Some(*day),
            Value::Moment(moment) => Some(moment.date_naive()),
            _ => None,
        }
    }

    fn started(&self) -> Option<DateTime<FixedOffset>> {
        match self.value("start")? {
            Value::Moment(moment) => Some(*moment),
            _ => None,
        }
    }
}

fn position(answers: &Answers) -> Option<Point> {
    match answers.get("location_point")?.value()? {
        Value::Point(point) => Some(*point),
        _ => None,
    }
}

/// Metres between the positions of a place now and in the round before; unknown where one of them has none.
pub fn moved_m(now: &Answers, before: &Answers) -> Option<f64> {
    Some(places::metres(position(now)?, position(before)?))
}

/// The records of a round that are not rejected, looked over together.
#[derive(Debug, Clone)]
pub struct Round<'a> {
    records: Vec<RoundRecord<'a>>,
    duplicate: Vec<bool>,
    columns: Vec<Column>,
}

impl<'a> Round<'a> {
    /// Looks the records over, for these checks: what a check that is not among them asks of others stays unknown.
    pub fn new(mut records: Vec<RoundRecord<'a>>, checks: &[Check]) -> Self {
        records.sort_by(|a, b| a.key.cmp(b.key));
        records.dedup_by(|a, b| a.key == b.key);
        let spots: Vec<_> = records.iter().map(nearby::Spot::of).collect();
        for (record, found) in records.iter_mut().zip(nearby::neighbours(&spots)) {
            record.measures.set("nearest_place_m", found.nearest_m);
            record.measures.set("like_named_m", found.like_named_m);
        }
        let patterns = enumerators::patterns(&records);
        for (record, found) in records.iter_mut().zip(patterns) {
            record.measures.set("enumerator_day_records", found.records_that_day.map(|records| records as f64));
            record.measures.set("enumerator_same_share", found.same_share);
        }
        let duplicate = duplicates(&records);
        let columns = columns::columns(&records, checks);
        Self { records, duplicate, columns }
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The record of that key as checks look at it, with all that the round tells of it. The caller adds what lies outside of the
    /// round: the round before, other exercises, the facts of area and date.
    pub fn subject(&self, key: &str) -> Option<Subject<'_>> {
        self.records.binary_search_by(|record| record.key.cmp(key)).ok().map(|own| self.subject_at(own))
    }

    /// All of them by key, in its order.
    pub fn subjects(&self) -> impl Iterator<Item = (&'a str, Subject<'_>)> {
        self.records.iter().enumerate().map(|(own, record)| (record.key, self.subject_at(own)))
    }

    fn subject_at(&self, own: usize) -> Subject<'_> {
        let record = &self.records[own];
        let others = Others { columns: &self.columns, own };
        Subject::new(record.answers)
            .with_measures(&record.measures)
            .with_fact("duplicate_place", self.duplicate[own])
            .with_others(others)
    }
}

fn duplicates(records: &[RoundRecord<'_>]) -> Vec<bool> {
    let mut of_place: BTreeMap<&str, usize> = BTreeMap::new();
    for identity in records.iter().filter_map(|record| record.place_identity) {
        *of_place.entry(identity).or_default() += 1;
    }
    let several = |record: &RoundRecord<'_>| record.place_identity.is_some_and(|identity| of_place[identity] > 1);
    records.iter().map(several).collect()
}

#[cfg(test)]
mod tests;
