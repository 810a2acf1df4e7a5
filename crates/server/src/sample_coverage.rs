//! How far a round is with the places that were chosen for it. They have no codes, so names are held against names, within
//! the same area; what is only spelt alike is proposed to people and counts for nothing.

use crate::{coverage::PlaceState, sampling::Drawn};
use estimate::{SampleVerdict, SampledPlace};
use places::WrittenName;
use serde::Serialize;
use std::collections::BTreeMap;
use vocab::RecordState;

/// A record by where it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedRecord {
    /// Row.
    pub id: i64,
    /// P-code of its area.
    pub area: String,
    /// The place as it is called there; empty if the record does not say.
    pub name: String,
    /// How far it has come.
    pub state: RecordState,
}

/// A chosen place with how far it has come.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChosenPlace {
    /// The place.
    #[serde(flatten)]
    pub place: SampledPlace,
    /// How far it has come: assessed, received or not yet.
    pub state: PlaceState,
    /// Rows of its records.
    pub records: Vec<i64>,
}

/// A place that was assessed though it was not chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Beyond {
    /// P-code of its area.
    pub area: String,
    /// Its name as the record has it.
    pub name: String,
    /// Row of the record.
    pub record: i64,
    /// What the rule said of it, if it was a candidate.
    pub verdict: Option<SampleVerdict>,
    /// A chosen place without a record that is spelt alike: perhaps the same.
    pub perhaps: Option<String>,
}

/// How far a round is with what was chosen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SampleCoverage {
    /// Chosen places with an approved record.
    pub assessed: usize,
    /// Chosen places with records that wait only.
    pub received: usize,
    /// Chosen places without one.
    pub not_yet: usize,
    /// Every chosen place.
    pub places: Vec<ChosenPlace>,
    /// What was assessed beside the list.
    pub beyond: Vec<Beyond>,
}

/// Holds records against a list. Rejected ones count for nothing.
pub fn sample_coverage(drawn: &Drawn, records: &[NamedRecord]) -> SampleCoverage {
    let mut by_area: BTreeMap<&str, Vec<(WrittenName, &NamedRecord)>> = BTreeMap::new();
    for record in records.iter().filter(|record| record.state != RecordState::Rejected) {
        by_area.entry(&record.area).or_default().push((WrittenName::new(&record.name), record));
    }
    let mut places = Vec::new();
    for place in drawn.of(SampleVerdict::Chosen) {
        let name = WrittenName::new(&place.candidate.name);
        let there = by_area.get_mut(place.candidate.area.as_str());
        let found: Vec<&NamedRecord> = there
            .into_iter()
            .flat_map(|there| there.extract_if(.., |(other, _)| name.same(other)))
            .map(|(_, record)| record)
            .collect();
        let state = match (found.iter().any(|record| record.state == RecordState::Approved), found.is_empty()) {
            (true, _) => PlaceState::Assessed,
            (false, false) => PlaceState::Received,
            (false, true) => PlaceState::NotYet,
        };
        places.push(ChosenPlace {
            place: place.clone(),
            state,
            records: found.iter().map(|record| record.id).collect(),
        });
    }
    let beyond = by_area.into_values().flatten().map(|(name, record)| {
        let alike = |other: &SampledPlace| {
            other.candidate.area == record.area && name.alike(&WrittenName::new(&other.candidate.name)).is_some()
        };
        let same = |other: &&SampledPlace| {
            other.candidate.area == record.area && name.same(&WrittenName::new(&other.candidate.name))
        };
        let open = places.iter().find(|place| place.state == PlaceState::NotYet && alike(&place.place));
        Beyond {
            area: record.area.clone(),
            name: record.name.clone(),
            record: record.id,
            verdict: drawn.places.iter().find(same).map(|place| place.verdict),
            perhaps: open.map(|place| place.place.candidate.name.clone()),
        }
    });
    let beyond: Vec<Beyond> = beyond.collect();
    let count = |state| places.iter().filter(|place| place.state == state).count();
    SampleCoverage {
        assessed: count(PlaceState::Assessed),
        received: count(PlaceState::Received),
        not_yet: count(PlaceState::NotYet),
        beyond,
        places,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use estimate::{SampleCandidate, SampleRule, Unit, sample};

    fn record(id: i64, area: &str, name: &str, state: RecordState) -> NamedRecord {
        NamedRecord { id, area: area.to_owned(), name: name.to_owned(), state }
    }

    #[test]
    fn chosen_places_are_found_by_name_and_the_rest_is_counted_beside() {
        let candidate = |area: &str, name: &str, households| SampleCandidate {
            area: area.to_owned(),
            name: name.to_owned(),
            households: Some(households),
            individuals: None,
        };
        let listed = [
            candidate("A", "Rugari", 9),
            candidate("A", "Mugano", 8),
            candidate("A", "Kigoma", 7),
            candidate("A", "Buhinga", 1),
            candidate("B", "Rugari", 5),
        ];
        let rule = SampleRule::Largest { of: Unit::Households, number: 3 };
        let drawn = Drawn { places: sample(rule, listed), areas_without: Vec::new() };
        let records = [
            record(1, "A", "colline rugari", RecordState::Approved),
            record(2, "A", "Mugano", RecordState::HasIssues),
            record(3, "A", "Kigomaa", RecordState::Approved),
            record(4, "A", "Buhinga", RecordState::Approved),
            record(5, "B", "Rugari", RecordState::Rejected),
            record(6, "C", "Rugari", RecordState::Approved),
        ];
        let found = sample_coverage(&drawn, &records);
        assert_eq!((found.assessed, found.received, found.not_yet), (1, 1, 2));
        let beyond: Vec<_> = found.beyond.iter().map(|one| (one.record, one.verdict, one.perhaps.as_deref())).collect();
        assert_eq!(
            beyond,
            [(3, None, Some("Kigoma")), (4, Some(SampleVerdict::NotChosen), None), (6, None, None)],
            "spelt alike is proposed, never counted; another commune is another place"
        );
    }
}
