//! Places, operations, exercises and rounds.

use crate::{
    databases::Ground,
    fixtures::{ACTOR, World, area, baseline, burundi, round},
};
use serde_json::json;
use store::{NewRound, Round, StoreError, StoredCrosswalk};
use vocab::{Clock, RoundStage, Text};

on_both_databases! {
    a_boundary_version_is_kept_whole_and_never_rewritten
    what_is_saved_again_is_brought_up_to_date_in_its_row
    a_submission_joins_the_open_round_of_its_day_or_else_the_latest
    the_store_finds_its_content_again_when_it_is_opened_again
}

async fn a_boundary_version_is_kept_whole_and_never_rewritten(ground: &Ground) {
    let store = &ground.store;
    // More than go into one statement, and not in the order of their codes.
    let areas: Vec<_> =
        (0..1_234).map(|n| area(&format!("BDI{:04}", 1_233 - n), 3, &format!("Colline {n}"), Some("BDI"))).collect();
    let standing = json!({"3": "none"});
    let id = store
        .add_boundary_version("bdi-2025", json!({"label": "2025"}), standing.clone(), &areas, ACTOR)
        .await
        .unwrap();
    assert_eq!(store.areas(id).await.unwrap(), areas, "in the order they were given");

    let again = store.add_boundary_version("bdi-2025", json!({}), json!({}), &areas[..1], ACTOR).await;
    assert!(matches!(again, Err(StoreError::Taken { .. })), "{again:?}");
    // Twice the same code: refused by the database, and nothing of it stays.
    let doubled = [area("BDI0001", 1, "One", None), area("BDI0001", 1, "Two", None)];
    assert!(store.add_boundary_version("bdi-doubled", json!({}), json!({}), &doubled, ACTOR).await.is_err());
    let codes: Vec<_> = store.boundary_versions().await.unwrap().into_iter().map(|version| version.code).collect();
    assert_eq!(codes, ["bdi-2025"]);
    assert_eq!(store.boundary_version("bdi-2025").await.unwrap().unwrap().standing, standing);

    let edition = |code: &str, official: bool| StoredCrosswalk {
        code: code.to_owned(),
        from_version: "bdi-cod-2017".to_owned(),
        to_version: "bdi-2025".to_owned(),
        label: "Provinces".to_owned(),
        source: "A test".to_owned(),
        official,
        links: json!([{"from": "BDI012", "to": "BI01", "share": 0.1}]),
    };
    store.add_crosswalk(&edition("ours", false), ACTOR).await.unwrap();
    store.add_crosswalk(&edition("law", true), ACTOR).await.unwrap();
    let expected = [edition("ours", false), edition("law", true)];
    assert_eq!(store.crosswalks().await.unwrap(), expected, "both stay, in the order they were loaded");
    let again = store.add_crosswalk(&edition("law", false), ACTOR).await;
    assert!(matches!(again, Err(StoreError::Taken { .. })), "{again:?}");
}

async fn what_is_saved_again_is_brought_up_to_date_in_its_row(ground: &Ground) {
    let world = World::build(ground).await;
    let store = &ground.store;
    let mut changed = burundi(world.operation.boundary_version_id);
    changed.name = Text::new("Republic of Burundi");
    let operation = store.save_operation(&changed, ACTOR).await.unwrap();
    assert_eq!((operation.id, &operation.name), (world.operation.id, &changed.name));
    assert_eq!(store.operations().await.unwrap(), std::slice::from_ref(&operation));
    assert_eq!(store.operation("burundi").await.unwrap(), Some(operation));
    assert_eq!(store.operation("chad").await.unwrap(), None);

    let mut changed = baseline(world.operation.id);
    changed.pack = "mobility-tracking 2".to_owned();
    let exercise = store.save_exercise(&changed, ACTOR).await.unwrap();
    assert_eq!((exercise.id, exercise.pack.as_str()), (world.exercise.id, "mobility-tracking 2"));
    assert_eq!(store.exercises(world.operation.id).await.unwrap(), std::slice::from_ref(&exercise));
    assert_eq!(store.exercise(world.operation.id, "baseline_subarea").await.unwrap(), Some(exercise.clone()));
    assert_eq!(store.exercise_of_form(world.operation.id, "baseline_subarea").await.unwrap(), Some(exercise.clone()));
    assert_eq!(store.exercise_of_form(world.operation.id, "another").await.unwrap(), None);

    let noted = NewRound { note: Text::new("Another note"), stage: RoundStage::Planned, ..round(2) };
    let noted = store.save_round(&exercise, &noted, ACTOR).await.unwrap();
    assert_eq!((noted.id, noted.stage), (world.rounds[1].id, RoundStage::Collecting), "it keeps its stage");
    assert_eq!(store.rounds(exercise.id).await.unwrap(), [world.rounds[0].clone(), noted]);
}

async fn a_submission_joins_the_open_round_of_its_day_or_else_the_latest(ground: &Ground) {
    let world = World::build(ground).await;
    let number = async |day: Option<&str>| {
        let day = day.map(|day| day.parse().unwrap());
        let rounds = ground.store.rounds(world.exercise.id).await.unwrap();
        Round::open_for(&rounds, day).map(|round| round.number.0)
    };
    assert_eq!(number(Some("2026-01-28")).await, Some(1), "the last day belongs to it");
    assert_eq!(number(Some("2026-01-29")).await, Some(2), "between rounds");
    assert_eq!(number(None).await, Some(2));
    let go = async |n: usize, to| {
        ground.store.move_round(&world.exercise, world.rounds[n].id, to, None, ACTOR).await.unwrap();
    };
    go(0, RoundStage::Review).await;
    assert_eq!(number(Some("2026-01-15")).await, Some(1), "what was assessed within its days, though late");
    assert_eq!(number(Some("2026-01-29")).await, Some(2));
    go(0, RoundStage::Closed).await;
    assert_eq!(number(Some("2026-01-15")).await, Some(2), "the first is closed");
    go(1, RoundStage::Review).await;
    go(1, RoundStage::Closed).await;
    assert_eq!(number(Some("2026-01-15")).await, None);
}

async fn the_store_finds_its_content_again_when_it_is_opened_again(ground: &Ground) {
    let world = World::build(ground).await;
    let beside = ground.beside().await;
    assert_eq!(beside.operation("burundi").await.unwrap(), Some(world.operation));
    assert_eq!(beside.clock().now(), ground.clock.now());
}
