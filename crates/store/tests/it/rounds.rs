//! Rounds from planned to published, what a closed one refuses, and its revisions.

use crate::{
    databases::Ground,
    fixtures::{ACTOR, World, round},
};
use serde_json::json;
use std::collections::BTreeSet;
use store::{
    ExpectedPlace, FiguresOf, NewFigures, NewImport, NewRound, NewRoundSample, NewTeam, PlaceKey, PlaceMark,
    StoreError, Stored, TeamMember, fingerprint_of_places,
};
use vocab::{RecordState, RoundStage, StageProblem};

on_both_databases! {
    a_closed_round_refuses_every_change_of_its_records
    a_correction_begins_a_revision_and_the_former_figures_stay
    a_list_of_places_keeps_what_is_said_of_those_that_stay
    of_two_lists_of_places_at_once_the_second_is_told
    of_two_choices_of_places_at_once_the_second_is_told
    a_team_has_people_and_phones_of_its_operation
}

const NO_FIGURES: NewFigures<'_> = NewFigures {
    bytes: b"snapshot",
    rows: 1,
    indicators_sha256: "1",
    basis: b"basis",
    boundary_version: None,
    figures: &[],
};

async fn go(ground: &Ground, world: &World, to: RoundStage, why: Option<&str>) -> Result<(), StoreError> {
    ground.store.move_round(&world.exercise, world.rounds[0].id, to, why, ACTOR).await.map(|_| ())
}

/// One approved record and one that waits, in a round that is closed.
async fn closed(ground: &Ground) -> (World, i64, i64) {
    let world = World::build(ground).await;
    let mut ids = Vec::new();
    for instance in ["1", "2"] {
        let stored = ground.store.store_submission(world.submission(instance)).await.unwrap();
        let Stored::New { record_id, .. } = stored else { panic!("{stored:?}") };
        ids.push(record_id);
    }
    ground.store.decide(&ids[..1], RecordState::Approved, None, ACTOR).await.unwrap();
    go(ground, &world, RoundStage::Review, None).await.unwrap();
    let refused = go(ground, &world, RoundStage::Closed, None).await;
    assert!(matches!(refused, Err(StoreError::Stage(StageProblem::RecordsWait(1)))), "{refused:?}");
    go(ground, &world, RoundStage::Closed, Some("The team never came back")).await.unwrap();
    (world, ids[0], ids[1])
}

async fn a_closed_round_refuses_every_change_of_its_records(ground: &Ground) {
    let (world, approved, waiting) = closed(ground).await;
    let (store, id) = (&ground.store, world.rounds[0].id);
    let before = store.approved_records(id).await.unwrap();
    for (record, state) in [(approved, RecordState::Rejected), (waiting, RecordState::Approved)] {
        let decided = store.decide(&[record], state, Some("later"), ACTOR).await;
        assert!(matches!(decided, Err(StoreError::RoundSettled { round: 1, .. })), "{decided:?}");
    }
    let late = store.store_submission(world.submission("3")).await.unwrap();
    assert_eq!(late, Stored::RoundSettled { round_id: id, of_original: false });
    let mut corrected = world.submission("4");
    corrected.corrects = Some("uuid:1".to_owned());
    corrected.record.round_id = None;
    let corrected = store.store_submission(corrected).await.unwrap();
    assert_eq!(corrected, Stored::RoundSettled { round_id: id, of_original: true });
    let again = store.store_submission(world.submission("1")).await.unwrap();
    assert!(matches!(again, Stored::Again { .. }), "a phone that sends again is told that it is held: {again:?}");
    let import = NewImport {
        operation_id: world.operation.id,
        exercise_code: world.exercise.code.clone(),
        file: "late.xlsx".to_owned(),
        sha256: "00".repeat(32),
        mapping: "m".to_owned(),
        mapping_version: "1".to_owned(),
        report: serde_json::Value::Null,
        refused: 0,
    };
    let rows = [world.row("A-1", 3), world.row("A-2", 4)];
    let imported = store.store_import(&import, &rows, ACTOR, |_| ()).await;
    let Err(StoreError::ImportSettled { rounds, rows: 2 }) = imported else { panic!("{imported:?}") };
    assert_eq!((rounds, store.imports(world.operation.id).await.unwrap().len()), (vec![1], 0), "nothing is stored");
    let saved = store.save_round(&world.exercise, &round(1), ACTOR).await;
    assert!(matches!(saved, Err(StoreError::RoundSettled { .. })), "{saved:?}");
    assert_eq!(store.approved_records(id).await.unwrap(), before);
    let revisions = store.revisions(id).await.unwrap();
    assert_eq!(revisions[0].left_out.as_deref(), Some("The team never came back"));
}

async fn a_correction_begins_a_revision_and_the_former_figures_stay(ground: &Ground) {
    let (world, approved, _) = closed(ground).await;
    let (store, id) = (&ground.store, world.rounds[0].id);
    let unready = store.begin_revision(&world.exercise, id, "why", ACTOR).await;
    assert!(matches!(unready, Err(StoreError::Stage(StageProblem::FiguresNotReady))), "{unready:?}");
    let of = FiguresOf::current(&store.round_by_id(id).await.unwrap().unwrap());
    let as_of = store.newest_audit_entry().await.unwrap();
    let first = store.keep_figures(of, as_of, &NO_FIGURES).await.unwrap();
    go(ground, &world, RoundStage::Published, None).await.unwrap();
    let other = NewFigures { bytes: b"other", ..NO_FIGURES };
    store.keep_figures(of, as_of + 9, &other).await.unwrap();
    assert_eq!(store.figure_set(id).await.unwrap().unwrap().snapshot, first, "closed figures stay");

    let mut late = world.submission("late");
    (late.record.round_id, late.record.outside_round_id) = (None, Some(id));
    let Stored::New { record_id: late, .. } = store.store_submission(late).await.unwrap() else { panic!("it is new") };
    let (revised, joined) = store.begin_revision(&world.exercise, id, "A site was counted twice", ACTOR).await.unwrap();
    assert_eq!((revised.stage, revised.revision, revised.shown_revision(), joined), (RoundStage::Review, 2, 1, 1));
    let joined = store.record_events(late).await.unwrap().pop().unwrap();
    let version = store.record(late).await.unwrap().unwrap().version;
    assert_eq!(
        (joined.action.as_str(), joined.version),
        ("joined_revision", Some(version)),
        "who looked before is told"
    );
    go(ground, &world, RoundStage::Collecting, None).await.unwrap();
    let hidden = go(ground, &world, RoundStage::Planned, None).await;
    assert!(matches!(hidden, Err(StoreError::Stage(_))), "{hidden:?}");
    go(ground, &world, RoundStage::Review, None).await.unwrap();
    store.decide(&[approved], RecordState::Rejected, Some("twice"), ACTOR).await.unwrap();
    let as_of = store.newest_audit_entry().await.unwrap();
    let second = store.keep_figures(FiguresOf::current(&revised), as_of, &other).await.unwrap();
    assert_eq!(store.figure_set(id).await.unwrap().unwrap().snapshot, first, "until the revision is published");
    go(ground, &world, RoundStage::Closed, Some("they wait")).await.unwrap();
    assert_eq!(store.figure_set(id).await.unwrap().unwrap().snapshot, first);
    let unready = go(ground, &world, RoundStage::Published, None).await;
    assert!(
        matches!(unready, Err(StoreError::Stage(StageProblem::FiguresNotReady))),
        "computed once more: {unready:?}"
    );
    let as_of = store.newest_audit_entry().await.unwrap();
    store.keep_figures(FiguresOf::current(&revised), as_of, &other).await.unwrap();
    go(ground, &world, RoundStage::Published, None).await.unwrap();
    assert_eq!(store.figure_set(id).await.unwrap().unwrap().snapshot, second);
    assert_eq!(store.figures_of_revision(id, 1).await.unwrap().unwrap().snapshot, first, "both stay readable");
    let numbers: Vec<u32> = store.revisions(id).await.unwrap().iter().map(|revision| revision.number).collect();
    assert_eq!(numbers, [1, 2]);
}

async fn a_list_of_places_keeps_what_is_said_of_those_that_stay(ground: &Ground) {
    let world = World::build(ground).await;
    let (store, first) = (&ground.store, ("round:baseline_subarea/1", &world.rounds[0]));
    let place = |code: &str| ExpectedPlace::new(code.parse().unwrap(), None);
    store.set_expected_places(first, &[place("BDI012"), place("BDI013")], ACTOR).await.unwrap();
    let chosen = BTreeSet::from([PlaceKey::Area("BDI012".parse().unwrap())]);
    let mark = Some((PlaceMark::Inaccessible, "The bridge is gone"));
    assert_eq!(store.mark_places(first, &chosen, mark, ACTOR).await.unwrap(), 1);
    store.set_expected_places(first, &[place("BDI014"), place("BDI012")], ACTOR).await.unwrap();
    let kept = store.expected_places(first.1.id).await.unwrap();
    assert_eq!(kept.iter().map(|place| place.pcode.as_str()).collect::<Vec<_>>(), ["BDI012", "BDI014"]);
    assert_eq!((kept[0].mark, kept[0].reason.as_deref()), (Some(PlaceMark::Inaccessible), Some("The bridge is gone")));
    assert_eq!(kept[0].marked_by.as_deref(), Some(ACTOR));
    store.mark_places(first, &chosen, None, ACTOR).await.unwrap();
    assert_eq!(store.expected_places(first.1.id).await.unwrap()[0].mark, None);
    assert!(store.expected_places(world.rounds[1].id).await.unwrap().is_empty());

    // Two sites of an area, beside the area itself.
    let site = |id: &str, code: &str| ExpectedPlace::of_site(id, code.parse().unwrap(), None);
    let listed = [site("a", "BDI012"), site("b", "BDI012"), place("BDI012")];
    store.set_expected_places(first, &listed, ACTOR).await.unwrap();
    let sites = BTreeSet::from([PlaceKey::Site("b".to_owned())]);
    assert_eq!(store.mark_places(first, &sites, mark, ACTOR).await.unwrap(), 1);
    // A site that is said to lie elsewhere now is still the same place of the list.
    let moved = [site("a", "BDI012"), site("b", "BDI013")];
    store.set_expected_places(first, &moved, ACTOR).await.unwrap();
    let kept = store.expected_places(first.1.id).await.unwrap();
    let said: Vec<_> = kept.iter().map(|place| (place.site.as_deref(), place.pcode.as_str(), place.mark)).collect();
    let inaccessible = Some(PlaceMark::Inaccessible);
    assert_eq!(said, [(Some("a"), "BDI012", None), (Some("b"), "BDI013", inaccessible)]);
    let planned = NewRound { stage: RoundStage::Planned, ..round(3) };
    assert_eq!(store.save_round(&world.exercise, &planned, ACTOR).await.unwrap().stage, RoundStage::Planned);
}

async fn of_two_lists_of_places_at_once_the_second_is_told(ground: &Ground) {
    let world = World::build(ground).await;
    let (store, first) = (&ground.store, ("round:baseline_subarea/1", &world.rounds[0]));
    let place = |code: &str| ExpectedPlace::new(code.parse().unwrap(), None);
    let seen = fingerprint_of_places(&store.expected_places(first.1.id).await.unwrap());
    let (ours, theirs) = ([place("BDI012"), place("BDI013")], [place("BDI012"), place("BDI014")]);
    let both = tokio::join!(
        store.replace_expected_places(first, Some(&seen), &ours, "user:a@example.org"),
        store.replace_expected_places(first, Some(&seen), &theirs, "user:b@example.org"),
    );
    let both = [both.0, both.1];
    assert_eq!(both.iter().filter(|done| done.is_ok()).count(), 1, "{both:?}");
    assert_eq!(both.iter().filter(|done| matches!(done, Err(StoreError::PlacesChanged))).count(), 1, "{both:?}");
    let seen = fingerprint_of_places(&store.expected_places(first.1.id).await.unwrap());
    let chosen = BTreeSet::from([PlaceKey::Area("BDI012".parse().unwrap())]);
    store.mark_places(first, &chosen, Some((PlaceMark::Closed, "Empty")), ACTOR).await.unwrap();
    let late = store.replace_expected_places(first, Some(&seen), &theirs[1..], ACTOR).await;
    assert!(matches!(late, Err(StoreError::PlacesChanged)), "the mark would go with the place: {late:?}");
    let both = tokio::join!(
        store.set_expected_places(first, &ours, "user:a@example.org"),
        store.set_expected_places(first, &theirs, "user:b@example.org"),
    );
    both.0.and(both.1).expect("one after the other");
    assert_eq!(store.expected_places(first.1.id).await.unwrap().len(), 2);
}

async fn of_two_choices_of_places_at_once_the_second_is_told(ground: &Ground) {
    let world = World::build(ground).await;
    let (store, first) = (&ground.store, ("round:baseline_subarea/1", &world.rounds[0]));
    let choice = |rule: &str| NewRoundSample {
        rule_code: rule.to_owned(),
        rule: json!({"code": rule}),
        from_round_id: world.rounds[0].id,
        from_revision: 1,
        chosen: json!({}),
        places: 1,
    };
    let (ours, theirs) = (choice("five"), choice("ten"));
    for _ in 0..2 {
        let replaces = store.round_sample(first.1.id).await.unwrap().map(|held| held.id);
        let both = tokio::join!(
            store.set_round_sample(first, &ours, replaces, "user:a@example.org"),
            store.set_round_sample(first, &theirs, replaces, "user:b@example.org"),
        );
        let both = [both.0, both.1];
        assert_eq!(both.iter().filter(|done| done.is_ok()).count(), 1, "{both:?}");
        assert_eq!(both.iter().filter(|done| matches!(done, Err(StoreError::PlacesChanged))).count(), 1, "{both:?}");
    }
}

async fn a_team_has_people_and_phones_of_its_operation(ground: &Ground) {
    let world = World::build(ground).await;
    let (store, operation) = (&ground.store, world.operation.id);
    let stranger = TeamMember::Person { id: 999, name: String::new() };
    let new = NewTeam { name: "Muyinga A".to_owned(), members: vec![stranger] };
    let id = store.save_team(operation, None, &new, ACTOR).await.unwrap().unwrap();
    assert!(store.teams(operation).await.unwrap()[0].members.is_empty(), "who has no role here is left out");
    let taken = store.save_team(operation, None, &new, ACTOR).await;
    assert!(matches!(taken, Err(StoreError::Taken { .. })), "{taken:?}");
    let first = ("round:baseline_subarea/1", &world.rounds[0]);
    let place = ExpectedPlace::new("BDI012".parse().unwrap(), Some(id));
    store.set_expected_places(first, &[place], ACTOR).await.unwrap();
    assert!(store.remove_team(operation, id, ACTOR).await.unwrap());
    assert_eq!(store.expected_places(first.1.id).await.unwrap()[0].team, None);
    assert!(!store.remove_team(operation, id, ACTOR).await.unwrap());
}
