//! Three successive rounds of DTM Iraq (August and September 2014), place by place.
//!
//! The files state no licence. They are looked for in `../shared/data` and are no part of the repository, nor is anything cut
//! from them; the same reversal of a trend, with invented numbers, is the test at the end.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

use estimate::{Definition, NotAssessed, PlaceGroup, RoundCounts, SeriesKind, Standing, Unit, compare, like_for_like};
use std::collections::BTreeMap;
use vocab::RoundNumber;

fn round(number: u32, places: impl IntoIterator<Item = (String, u64)>) -> RoundCounts {
    let definition = Definition {
        indicator: "idp_families".into(),
        indicator_version: "1".into(),
        unit: Unit::Households,
        kind: SeriesKind::Stock,
        population_group: "idp".into(),
        boundary_version: "irq-2014".into(),
        sample: None,
        recipes: Vec::new(),
    };
    let places = places.into_iter().map(|(place, count)| (place.into(), Standing::Assessed(count))).collect();
    RoundCounts { round: RoundNumber(number), definition, places }
}

/// Column of the PlaceID and of families by kind of shelter, counted from 0; the files have no header row. A place has a row
/// for each governorate its families come from.
const PLACE_ID: usize = 12;
const FAMILIES: std::ops::RangeInclusive<usize> = 18..=30;

fn published(number: u32, name: &str) -> Option<RoundCounts> {
    let path = format!("{}/../../../shared/data/dtm_assessments/{name}", env!("CARGO_MANIFEST_DIR"));
    let Ok(bytes) = std::fs::read(path) else {
        println!("skipped: needs ../shared (data/dtm_assessments/{name})");
        return None;
    };
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes.as_slice());
    let mut families: BTreeMap<String, u64> = BTreeMap::new();
    for row in reader.records() {
        let row = row.unwrap();
        let of_row: u64 = FAMILIES.map(|column| row[column].parse::<u64>().unwrap()).sum();
        *families.entry(row[PLACE_ID].to_owned()).or_default() += of_row;
    }
    Some(round(number, families))
}

#[test]
fn the_total_of_iraq_grew_while_families_in_the_same_places_became_fewer() {
    let files = ["iraq_2014_08_18.csv", "iraq_2014_09_01.csv", "iraq_2014_09_14.csv"];
    let rounds: Option<Vec<_>> = (1..).zip(files).map(|(number, name)| published(number, name)).collect();
    let Some(rounds) = rounds else { return };
    let [first, second, third] = &rounds[..] else { panic!("three rounds") };

    let august = compare(first, second).unwrap();
    assert_eq!((august.total.before, august.total.after, august.total.net), (218_434, 284_863, 66_429));
    assert_eq!((august.same_places, august.like_for_like.unwrap().net), (1_483, 29_525));
    assert_eq!(august.newly_assessed[&NotAssessed::NotSaid], PlaceGroup { places: 276, count: 36_904 });
    assert!(august.no_longer_assessed.is_empty());

    let september = compare(second, third).unwrap();
    assert_eq!(september.total.net, 2_709);
    assert_eq!((september.same_places, september.like_for_like.unwrap().net), (1_632, -5_559));
    assert_eq!(september.newly_assessed[&NotAssessed::NotSaid], PlaceGroup { places: 83, count: 9_520 });
    assert_eq!(september.no_longer_assessed[&NotAssessed::NotSaid], PlaceGroup { places: 127, count: 1_252 });
    let refused = september.trend().unwrap_err();
    assert_eq!(refused.like_for_like.unwrap().net, -5_559, "a plain trend would have the wrong sign");

    let series = like_for_like(&rounds).unwrap();
    let all: usize =
        rounds.iter().flat_map(|round| round.places.keys()).collect::<std::collections::BTreeSet<_>>().len();
    assert_eq!(series.same_places + series.left_out, all);
    assert!(series.counts.iter().all(|(_, count)| count.is_some()));
}

#[test]
fn newly_assessed_places_can_turn_a_fall_into_a_rise() {
    let place = |id: u32, count| (format!("P{id:03}"), count);
    let before = round(2, (0..20).map(|id| place(id, 100)));
    // 18 of the 20 again, each with 10 families fewer; 5 more places.
    let after = round(3, (0..18).map(|id| place(id, 90)).chain((30..35).map(|id| place(id, 120))));
    let found = compare(&before, &after).unwrap();
    assert_eq!(found.total.net, -180 + 600 - 200);
    assert_eq!(found.like_for_like.unwrap().net, -180);
    assert_eq!(found.trend().unwrap_err().like_for_like, found.like_for_like);
}
