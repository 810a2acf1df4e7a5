//! What the records of a round say of one place: which parts of it were counted, on which days, and which were not.

use chrono::NaiveDate;
use packs::Events;
use places::WrittenName;
use std::collections::{BTreeMap, BTreeSet};
use store::StoredRecord;
use vocab::{Answer, Missing, Pcode, RecordState, Value};

/// Which questions of a round's records tell its parts.
pub(super) struct Asks<'a> {
    /// Count and day.
    pub by: &'a Events,
    /// What tells one place from the others.
    pub identified_by: &'a [String],
    /// What a place is called in the list that places are chosen from; none where none are.
    pub name: Option<&'a str>,
}

/// What names the parts of a place that a round was to count.
#[derive(Debug, Default)]
pub(super) struct Expected {
    /// What the round before counted there.
    pub before: BTreeSet<String>,
    /// Areas of the round's list.
    pub listed: Vec<Pcode>,
    /// Places that were chosen for the round, with the area they lie in.
    pub chosen: Vec<(Pcode, WrittenName)>,
}

/// A place in a round, part by part: the collines of a commune.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Parts that somebody stands by, with a number or with nobody to count, by the first day they were counted on.
    pub counted: BTreeMap<String, NaiveDate>,
    /// Parts that were not: nobody has decided yet, or there is no number.
    uncounted: BTreeSet<String>,
    /// Areas that a counted record lies in.
    areas: BTreeSet<Pcode>,
    /// What counted records call their places, with the areas these lie in.
    names: Vec<(Vec<Pcode>, WrittenName)>,
    /// The last day that a part was counted on.
    pub until: Option<NaiveDate>,
    /// All people; none where no part has a number.
    pub people: Option<u64>,
}

impl Parts {
    /// Reads one more record of the place. Without a day of its own it is of the round's `first` day: no later than it was.
    pub fn add(&mut self, record: &StoredRecord, asks: &Asks<'_>, first: NaiveDate) {
        let answers = &record.record.answers;
        // A record that does not tell its place from others is a part of its own.
        let part = match asks.identified_by {
            [] => record.record.places.last().map(ToString::to_string),
            questions => review::place_identity(answers, questions),
        };
        let part = part.unwrap_or_else(|| format!("record {}", record.record.key));
        let said = answers.get(&asks.by.absorbed_count);
        let people = said.and_then(Answer::integer).and_then(|count| u64::try_from(count).ok());
        let nobody = matches!(said, Some(Answer::Absent { missing: Missing::NotApplicable }));
        if record.state != RecordState::Approved || (people.is_none() && !nobody) {
            self.uncounted.insert(part);
            return;
        }
        let day = match answers.get(&asks.by.absorbed_day).and_then(Answer::value) {
            Some(Value::Date(day)) => *day,
            Some(Value::Moment(moment)) => moment.date_naive(),
            _ => first,
        };
        let earliest = self.counted.entry(part).or_insert(day);
        *earliest = day.min(*earliest);
        self.until = self.until.max(Some(day));
        self.areas.extend(record.record.places.iter().cloned());
        if let Some(name) = asks.name.and_then(|question| answers.get(question)).and_then(Answer::text) {
            self.names.push((record.record.places.clone(), WrittenName::new(name)));
        }
        if let Some(people) = people {
            self.people = Some(self.people.unwrap_or(0).saturating_add(people));
        }
    }

    /// Whether every part that is known of was counted: those with a record, and those that something names.
    pub fn are_all(&self, expected: &Expected) -> bool {
        let counted = |part: &String| self.counted.contains_key(part);
        let visited = |(area, chosen): &(Pcode, WrittenName)| {
            self.names.iter().any(|(places, name)| places.contains(area) && chosen.same(name))
        };
        self.people.is_some()
            && self.uncounted.iter().all(counted)
            && expected.before.iter().all(counted)
            && expected.listed.iter().all(|area| self.areas.contains(area))
            && expected.chosen.iter().all(visited)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Pcode {
        text.parse().unwrap()
    }

    /// Kiremba and Mugano in Gasorwe were counted.
    fn counted() -> Parts {
        let day = "2026-02-10".parse().unwrap();
        let lineage = vec![code("BDI012"), code("BDI012004")];
        Parts {
            counted: ["kiremba", "mugano"].map(|part| (part.to_owned(), day)).into(),
            areas: lineage.iter().cloned().collect(),
            names: ["Kiremba", "Mugano"].map(|name| (lineage.clone(), WrittenName::new(name))).into(),
            until: Some(day),
            people: Some(900),
            ..Parts::default()
        }
    }

    #[test]
    fn a_place_is_whole_when_everything_that_names_its_parts_was_counted() {
        let chosen = |name: &str, area: &str| vec![(code(area), WrittenName::new(name))];
        assert!(counted().are_all(&Expected::default()), "nothing names others");
        let all = Expected {
            before: ["kiremba".to_owned()].into(),
            listed: vec![code("BDI012004")],
            chosen: chosen("KIREMBA", "BDI012004"),
        };
        assert!(counted().are_all(&all));
        for (what, expected) in [
            ("the round before", Expected { before: ["rugari".to_owned()].into(), ..Expected::default() }),
            ("the list", Expected { listed: vec![code("BDI012005")], ..Expected::default() }),
            ("what was chosen", Expected { chosen: chosen("Rugari", "BDI012004"), ..Expected::default() }),
            ("one of that name elsewhere", Expected { chosen: chosen("Kiremba", "BDI012005"), ..Expected::default() }),
        ] {
            assert!(!counted().are_all(&expected), "{what}");
        }
        let waits = |part: &str| Parts { uncounted: [part.to_owned()].into(), ..counted() };
        assert!(!waits("rugari").are_all(&Expected::default()), "nobody has decided about it");
        assert!(waits("mugano").are_all(&Expected::default()), "a second record of a part that was counted");
        assert!(!Parts { people: None, ..counted() }.are_all(&Expected::default()), "no number at all");
    }
}
