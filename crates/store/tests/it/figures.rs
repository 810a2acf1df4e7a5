//! Snapshots and figures.

use crate::{
    databases::Ground,
    fixtures::{ACTOR, World},
};
use chrono::Duration;
use std::collections::BTreeMap;
use store::{FiguresOf, NewFigures, Stored};
use vocab::{AdminLevel, Clock, Coverage, Figure, FigureKey, Missing, RecordState, RoundNumber};

on_both_databases! {
    a_change_of_records_that_no_figures_followed_is_found_after_a_restart
    the_figures_of_a_round_are_replaced_and_its_snapshots_are_kept
    numbers_come_back_to_the_last_bit
}

fn figure(place: &str, value: Option<f64>) -> Figure {
    Figure {
        key: FigureKey {
            operation: "burundi".to_owned(),
            exercise: "baseline_subarea".to_owned(),
            round: RoundNumber(1),
            indicator: "idps_individuals".to_owned(),
            level: AdminLevel(1),
            place: place.parse().unwrap(),
            disaggregation: "sex_age".to_owned(),
            dimensions: BTreeMap::from([
                ("sex".to_owned(), "female".to_owned()),
                ("age_band".to_owned(), "1-5".to_owned()),
            ]),
        },
        value,
        missing: value.is_none().then_some(Missing::NotAssessed),
        records: 3,
        omitted: 0,
        coverage: Coverage { assessed: 1, expected: 7, level: AdminLevel(2) },
        confidence: None,
        borrowed: None,
        ratio: None,
        recipes: vec![],
        indicator_version: "1".to_owned(),
        method: "sum".to_owned(),
        snapshot: "00".repeat(32),
    }
}

fn new<'f>(bytes: &'f [u8], indicators_sha256: &'f str, figures: &'f [Figure]) -> NewFigures<'f> {
    NewFigures { bytes, rows: 2, indicators_sha256, basis: b"basis", boundary_version: Some("bdi-2017"), figures }
}

async fn a_change_of_records_that_no_figures_followed_is_found_after_a_restart(ground: &Ground) {
    let world = World::build(ground).await;
    let store = &ground.store;
    let round = FiguresOf::current(&world.rounds[0]);
    let former = async || ground.beside().await.rounds_with_former_figures().await.unwrap();
    let Stored::New { record_id, .. } = store.store_submission(world.submission("1")).await.unwrap() else { panic!() };
    let before = store.newest_audit_entry().await.unwrap();
    store.keep_figures(round, before, &new(b"before", "1", &[])).await.unwrap();
    assert_eq!(former().await, [0; 0]);

    store.decide(&[record_id], RecordState::Approved, None, ACTOR).await.unwrap();
    assert_eq!(former().await, [round.round_id], "the server ended here");
    let after = store.newest_audit_entry().await.unwrap();
    store.keep_figures(round, before, &new(b"read before the change", "1", &[])).await.unwrap();
    assert_eq!(former().await, [round.round_id], "what was read before the change does not know of it");
    let newest = store.keep_figures(round, after, &new(b"after", "1", &[])).await.unwrap();
    assert_eq!(former().await, [0; 0]);

    store.keep_figures(round, before, &new(b"late", "1", &[])).await.unwrap();
    assert_eq!(store.figure_set(round.round_id).await.unwrap().unwrap().snapshot, newest, "newer figures stay");
    let mut corrected = world.submission("2");
    corrected.corrects = Some("uuid:1".to_owned());
    assert!(matches!(store.store_submission(corrected).await.unwrap(), Stored::Corrected { .. }));
    assert_eq!(former().await, [round.round_id], "a correction changes what was approved");
}

async fn the_figures_of_a_round_are_replaced_and_its_snapshots_are_kept(ground: &Ground) {
    let world = World::build(ground).await;
    let (of, round) = (FiguresOf::current(&world.rounds[0]), world.rounds[0].id);
    assert_eq!(ground.store.figure_set(round).await.unwrap(), None);
    let figures = [figure("BDI012", Some(12.0)), figure("BDI013", None)];
    let first = ground.store.keep_figures(of, 1, &new(b"parquet", "indicators-1", &figures)).await.unwrap();
    let set = ground.store.figure_set(round).await.unwrap().unwrap();
    assert_eq!((&set.snapshot, set.figures.as_slice(), set.computed_at), (&first, &figures[..], ground.clock.now()));

    ground.clock.advance(Duration::hours(1));
    let again = ground.store.keep_figures(of, 1, &new(b"parquet", "indicators-2", &figures[..1])).await.unwrap();
    assert_eq!(again, first, "equal bytes are the same snapshot");
    let second = ground.store.keep_figures(of, 1, &new(b"other", "indicators-2", &figures[..1])).await.unwrap();
    let set = ground.store.figure_set(round).await.unwrap().unwrap();
    assert_eq!((&set.snapshot, set.figures.len(), set.indicators_sha256.as_str()), (&second, 1, "indicators-2"));

    let snapshot = ground.store.snapshot(&first).await.unwrap().unwrap();
    assert_eq!(
        (snapshot.rows, ground.clock.now() - snapshot.created_at),
        (2, Duration::hours(1)),
        "when it was first made"
    );
    assert_eq!(ground.store.blobs().get(&first).unwrap().unwrap(), b"parquet");
    assert_eq!(ground.store.snapshot("unknown").await.unwrap(), None);
    let made = ground.store.audit_entries(None, 1_000).await.unwrap();
    assert_eq!(made.iter().filter(|entry| entry.action == "snapshot.made").count(), 2);
}

async fn numbers_come_back_to_the_last_bit(ground: &Ground) {
    let world = World::build(ground).await;
    // Values that a JSON reader taking short cuts gets wrong in the last bit, and the ends of the range.
    let values = [0.1 + 0.2, 1.0 / 3.0, 2.0_f64.powi(-1_074), f64::MAX, 68_357.0, 122.416_294_033_786_59, -0.0];
    let figures: Vec<_> =
        (0..2_000).map(|n| (f64::from(n) * 0.7).sin() / 3.0).chain(values).map(|v| figure("BDI", Some(v))).collect();
    let round = FiguresOf::current(&world.rounds[0]);
    ground.store.keep_figures(round, 1, &new(b"parquet", "1", &figures)).await.unwrap();
    let set = ground.store.figure_set(world.rounds[0].id).await.unwrap().unwrap();
    let bits =
        |figures: &[Figure]| figures.iter().filter_map(|figure| figure.value.map(f64::to_bits)).collect::<Vec<_>>();
    assert_eq!(bits(&set.figures), bits(&figures));
}
