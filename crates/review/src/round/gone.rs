//! Places that a round no longer tells of.

use super::RoundRecord;
use std::collections::BTreeMap;
use vocab::Pcode;

/// A place that had a record in the round before and has none now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceGone {
    /// What it is known by.
    pub place_identity: String,
    /// What it was called in the round before.
    pub name: Option<String>,
    /// The places it lay in, from the country downwards.
    pub places: Vec<Pcode>,
    /// Key of the record that told of it.
    pub record: String,
}

/// The places of the round before that this round has no record of, by identity. A place that could not be reached has a record
/// that says so, and is not gone; a place whose name is written otherwise is, and stands beside a new one.
///
/// What is gone has no record to hang a flag on: it is a list of the round. Both slices are without rejected records.
pub fn places_gone(before: &[RoundRecord<'_>], now: &[RoundRecord<'_>]) -> Vec<PlaceGone> {
    let mut gone: BTreeMap<&str, &RoundRecord<'_>> = BTreeMap::new();
    for record in before {
        let Some(identity) = record.place_identity else { continue };
        let first = gone.entry(identity).or_insert(record);
        if record.key < first.key {
            *first = record;
        }
    }
    for identity in now.iter().filter_map(|record| record.place_identity) {
        gone.remove(identity);
    }
    let told = |(identity, record): (&str, &RoundRecord<'_>)| PlaceGone {
        place_identity: identity.to_owned(),
        name: record.name().map(str::to_owned),
        places: record.places.to_vec(),
        record: record.key.to_owned(),
    };
    gone.into_iter().map(told).collect()
}
