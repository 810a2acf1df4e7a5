//! Records: lists, decisions, and what snapshots are made of.

use crate::{
    databases::Ground,
    fixtures::{ACTOR, World, answers},
};
use chrono::Duration;
use serde_json::json;
use store::{NewImport, NewRecord, RecordFilter};
use vocab::{Clock, RecordKey, RecordState};

on_both_databases! {
    what_was_answered_comes_back_to_the_last_bit_and_in_order
    pages_follow_one_another_without_gap_or_repeat
    a_place_finds_what_lies_in_it_at_any_depth_and_nothing_else
    a_search_minds_neither_case_nor_accents_and_reads_no_patterns
    a_decision_is_made_once_with_its_reason_and_its_trace
    decisions_are_made_for_many_at_once
    approved_records_come_in_the_order_of_their_bytes
    a_place_is_found_again_in_its_round_by_what_it_is_known_by
}

pub async fn bring(ground: &Ground, world: &World, records: &[NewRecord]) {
    let import = NewImport {
        operation_id: world.operation.id,
        exercise_code: world.exercise.code.clone(),
        file: "round1.xlsx".to_owned(),
        sha256: "00".repeat(32),
        mapping: "a-mapping".to_owned(),
        mapping_version: "1".to_owned(),
        report: json!({}),
        refused: 0,
    };
    let outcome = ground.store.store_import(&import, records, ACTOR, |_| ()).await.unwrap();
    assert_eq!(outcome.stored, records.len() as i64);
}

fn all(world: &World) -> RecordFilter {
    RecordFilter { exercise_ids: vec![world.exercise.id], ..RecordFilter::default() }
}

async fn what_was_answered_comes_back_to_the_last_bit_and_in_order(ground: &Ground) {
    let world = World::build(ground).await;
    let new = world.row("A-1", 12);
    bring(ground, &world, std::slice::from_ref(&new)).await;
    let (records, _) = ground.store.records(&all(&world), 10).await.unwrap();
    let kept = &records[0];
    assert_eq!(kept.record, new.record);
    let names: Vec<_> = kept.record.answers.keys().collect();
    assert_eq!(names, answers(12).keys().collect::<Vec<_>>(), "in the form's order, not the alphabet's");
    assert_eq!((&kept.title, &kept.flags, kept.state), (&new.title, &new.flags, RecordState::Received));
    assert_eq!((kept.round_id, kept.received_at), (new.round_id, ground.clock.now()));
    assert_eq!(ground.store.record(kept.id).await.unwrap().as_ref(), Some(kept));
    assert_eq!(ground.store.record(kept.id + 1).await.unwrap(), None);
}

async fn pages_follow_one_another_without_gap_or_repeat(ground: &Ground) {
    let world = World::build(ground).await;
    let rows: Vec<_> = (0..23).map(|n| world.row(&format!("A-{n}"), n)).collect();
    bring(ground, &world, &rows).await;
    let (mut filter, mut seen) = (all(&world), Vec::new());
    loop {
        let (page, total) = ground.store.records(&filter, 10).await.unwrap();
        assert_eq!(total, 23, "of all pages, on each page");
        let Some(last) = page.last() else { break };
        filter.before = Some(last.id);
        seen.extend(page.iter().map(|record| record.record.key.clone()));
    }
    let newest_first: Vec<_> = (0..23).rev().map(|n| RecordKey::import(&format!("A-{n}"))).collect();
    assert_eq!(seen, newest_first);

    let other_round = RecordFilter { round_ids: vec![world.rounds[1].id], ..all(&world) };
    assert_eq!(ground.store.records(&other_round, 10).await.unwrap(), (Vec::new(), 0));
    let no_exercise = RecordFilter::default();
    assert_eq!(ground.store.records(&no_exercise, 10).await.unwrap(), (Vec::new(), 0), "nothing asked, nothing shown");
}

async fn a_place_finds_what_lies_in_it_at_any_depth_and_nothing_else(ground: &Ground) {
    let world = World::build(ground).await;
    let at = |identity: &str, places: &[&str]| world.record(RecordKey::import(identity), places, 1);
    let rows = [
        at("commune", &["BDI", "BDI012", "BDI012004"]),
        at("province", &["BDI", "BDI012"]),
        at("other", &["BDI", "BDI_12"]),
        at("nowhere", &[]),
    ];
    bring(ground, &world, &rows).await;
    let find = async |place: &str| {
        let filter = RecordFilter { place: Some(place.parse().unwrap()), ..all(&world) };
        let (records, total) = ground.store.records(&filter, 10).await.unwrap();
        assert_eq!(records.len() as u64, total);
        records.into_iter().map(|record| record.record.key.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(find("BDI012").await, ["import/province", "import/commune"]);
    assert_eq!(find("BDI012004").await, ["import/commune"]);
    assert_eq!(find("BDI_12").await, ["import/other"], "'_' stands for itself");
    assert_eq!(find("BDI0").await, [""; 0], "not the beginning of a code");
    assert_eq!(find("bdi012").await, [""; 0], "codes keep their case");
    assert_eq!(find("BDI").await.len(), 3);
}

async fn a_search_minds_neither_case_nor_accents_and_reads_no_patterns(ground: &Ground) {
    let world = World::build(ground).await;
    let titled = |identity: &str, title: &str| NewRecord { title: title.to_owned(), ..world.row(identity, 1) };
    bring(ground, &world, &[titled("A-1", "École de Gitega"), titled("A-2", "Site 100% plein")]).await;
    let find = async |text: &str| {
        let filter = RecordFilter { search: Some(text.to_owned()), ..all(&world) };
        let (records, _) = ground.store.records(&filter, 10).await.unwrap();
        records.into_iter().map(|record| record.title).collect::<Vec<_>>()
    };
    for text in ["école", "ECOLE", " ecole DE gi", "e\u{301}cole", "import/a-1"] {
        assert_eq!(find(text).await, ["École de Gitega"], "{text}");
    }
    assert_eq!(find("100%").await, ["Site 100% plein"]);
    for text in ["%", "site_100"] {
        assert!(find(text).await.len() < 2, "'{text}' is no pattern");
    }
    assert_eq!(find("gitega\0").await, ["École de Gitega"], "a NUL is no reason to fail");
    assert_eq!(find("  ").await.len(), 2, "nothing asked for finds everything");
}

async fn a_decision_is_made_once_with_its_reason_and_its_trace(ground: &Ground) {
    let world = World::build(ground).await;
    bring(ground, &world, &[world.row("A-1", 1)]).await;
    let (records, _) = ground.store.records(&all(&world), 10).await.unwrap();
    let id = records[0].id;
    ground.clock.advance(Duration::hours(1));
    let rejected = ground
        .store
        .decide(&[id], RecordState::Rejected, Some("no households here"), "user:jo@example.org")
        .await
        .unwrap();
    assert_eq!(rejected[0].state, RecordState::Rejected);
    let again = ground.store.decide(&[id], RecordState::Rejected, Some("once more"), ACTOR).await.unwrap();
    assert_eq!(again, [], "it is there already");
    ground.clock.advance(Duration::hours(1));
    ground.store.decide(&[id], RecordState::Approved, None, ACTOR).await.unwrap();

    let events = ground.store.record_events(id).await.unwrap();
    let story: Vec<_> =
        events.iter().map(|event| (event.action.as_str(), event.by.as_str(), event.reason.as_deref())).collect();
    assert_eq!(
        story,
        [
            ("received", ACTOR, None),
            ("rejected", "user:jo@example.org", Some("no households here")),
            ("approved", ACTOR, None)
        ]
    );
    assert_eq!(events[2].at - events[0].at, Duration::hours(2));
    let log = ground.store.audit_entries(None, 2).await.unwrap();
    assert_eq!((log[1].action.as_str(), log[1].subject.as_str()), ("record.rejected", format!("record:{id}").as_str()));
    assert_eq!(log[1].detail, json!({"reason": "no households here"}));
    assert_eq!(log[0].action, "record.approved");
    let approved = RecordFilter { states: vec![RecordState::Approved], ..all(&world) };
    assert_eq!(ground.store.records(&approved, 10).await.unwrap().1, 1);
}

async fn decisions_are_made_for_many_at_once(ground: &Ground) {
    let world = World::build(ground).await;
    let rows: Vec<_> = (0..30).map(|n| world.row(&format!("A-{n}"), n)).collect();
    bring(ground, &world, &rows).await;
    let (records, _) = ground.store.records(&all(&world), 100).await.unwrap();
    // Each twice, and among more numbers than a statement may have parameters.
    let mut ids: Vec<i64> = records.iter().chain(&records).map(|record| record.id).collect();
    ids.extend(1_000_000..1_040_000);
    // Two who decide at once: each record changes once.
    let (one, other) = tokio::join!(
        ground.store.decide(&ids, RecordState::Approved, None, ACTOR),
        ground.store.decide(&ids, RecordState::Approved, None, "user:jo@example.org")
    );
    assert_eq!(one.unwrap().len() + other.unwrap().len(), 30);
    for record in &records {
        assert_eq!(ground.store.record_events(record.id).await.unwrap().len(), 2, "received, approved");
    }
    assert_eq!(ground.store.first_broken_audit_entry().await.unwrap(), None);
}

async fn approved_records_come_in_the_order_of_their_bytes(ground: &Ground) {
    let world = World::build(ground).await;
    let mut rows: Vec<_> = ["é", "b", "A", "_x", "a-2", "a 1", "Z"].iter().map(|key| world.row(key, 1)).collect();
    rows.iter_mut().for_each(|row| row.state = RecordState::Approved);
    rows.push(world.row("received only", 1));
    bring(ground, &world, &rows).await;
    let approved = ground.store.approved_records(world.rounds[0].id).await.unwrap();
    let keys: Vec<_> = approved.iter().map(|record| record.key.as_str()).collect();
    assert_eq!(keys, ["import/A", "import/Z", "import/_x", "import/a 1", "import/a-2", "import/b", "import/é"]);
    assert_eq!(ground.store.approved_records(world.rounds[1].id).await.unwrap(), []);
}

async fn a_place_is_found_again_in_its_round_by_what_it_is_known_by(ground: &Ground) {
    let world = World::build(ground).await;
    let identity = crate::fixtures::title_of_place(&["BDI", "BDI012"]);
    let (first, second) = (world.rounds[0].id, world.rounds[1].id);
    let of_second = NewRecord { round_id: Some(second), ..world.row("B-1", 99) };
    let unknown = NewRecord { place_identity: None, ..world.row("A-9", 9) };
    bring(ground, &world, &[world.row("A-1", 1), world.row("A-2", 2), world.row("A-3", 3), of_second, unknown]).await;
    let found = async |rounds: Option<&[i32]>| {
        let found = ground.store.records_of_places(world.exercise.id, rounds, std::slice::from_ref(&identity)).await;
        let key = |(known_as, record): (String, store::StoredRecord)| {
            assert_eq!(known_as, identity);
            record.record.key.to_string()
        };
        found.unwrap().into_iter().map(key).collect::<Vec<_>>()
    };
    assert_eq!(found(Some(&[first])).await, ["import/A-1", "import/A-2", "import/A-3"]);
    assert_eq!(found(Some(&[second])).await, ["import/B-1"]);
    assert_eq!(found(None).await.len(), 4);
    let elsewhere = ["elsewhere".to_owned()];
    assert_eq!(ground.store.records_of_places(world.exercise.id, None, &elsewhere).await.unwrap(), []);
    let twice = async |round, key| ground.store.is_place_recorded(round, &identity, key).await.unwrap();
    assert!(twice(first, "import/A-1").await && twice(second, "import/A-1").await);
    assert!(!twice(second, "import/B-1").await, "it is no other record than itself");
    // What somebody stands by is worth more than what came later; what was set aside is worth nothing.
    let stands = async || {
        let found = ground.store.record_of_place(first, &identity).await.unwrap();
        found.map(|record| record.record.key.to_string())
    };
    assert_eq!(stands().await.as_deref(), Some("import/A-3"));
    assert_eq!(ground.store.record_of_place(first, "elsewhere").await.unwrap(), None);
    let rows = ground.store.records_to_check(first).await.unwrap();
    let named = |key: &str| rows.iter().find(|row| row.record.record.key.as_str() == key).unwrap().record.id;
    ground.store.decide(&[named("import/A-1")], RecordState::Approved, None, ACTOR).await.unwrap();
    assert_eq!(stands().await.as_deref(), Some("import/A-1"));
    let rejected = [named("import/A-1"), named("import/A-3")];
    ground.store.decide(&rejected, RecordState::Rejected, Some("twice"), ACTOR).await.unwrap();
    assert_eq!(found(Some(&[first])).await, ["import/A-2"]);
    assert_eq!(stands().await.as_deref(), Some("import/A-2"));
}
