//! Rules.
//! 1. A change of a record says which version it looked at; of two at once, one is told that it came second.
//! 2. An edit keeps what stood there, sealed where it tells of a person, and nobody has decided about the new value yet.
//! 3. A correction of the submission carries the edits it knows of; one that does not know of an edit is made ready anew.
//! 4. Records of a closed round stay.

use crate::{
    databases::Ground,
    fixtures::{ACTOR, World},
};
use store::{
    CarriedEdits, LookedAt, NewEdit, NewSubmission, QueuePlace, RecordChange, RecordFilter, Reviewed, StoreError,
    Stored,
};
use vocab::{Answer, Clock, Missing, RecordState, RoundStage, Value};

on_both_databases! {
    of_two_who_change_a_record_at_once_the_second_is_told
    an_edit_keeps_what_stood_there_and_tells_of_nobody
    a_correction_carries_the_edits_it_knows_of
    the_queue_goes_on_where_a_page_ended
    flags_are_not_renewed_on_values_that_were_edited_meanwhile
}

async fn receive(ground: &Ground, world: &World, instance: &str) -> i64 {
    match ground.store.store_submission(world.submission(instance)).await.unwrap() {
        Stored::New { record_id, .. } => record_id,
        other => panic!("{other:?}"),
    }
}

fn change(world: &World, record_id: i64, looked_at: i64, households: i64, personal: bool) -> RecordChange {
    let key = world.submission("0001").record.record.key;
    let mut new = world.record(key, &["BDI", "BDI012"], households);
    new.flags = serde_json::json!([{"code": "sum", "severity": "error"}]);
    let number = |number: i64| Answer::from(Value::Integer(number));
    let edit = NewEdit { question: "idp_households".to_owned(), from: number(12), to: number(households), personal };
    RecordChange { record_id, looked_at, new, edits: vec![edit], reason: "By phone".to_owned() }
}

async fn flags_are_not_renewed_on_values_that_were_edited_meanwhile(ground: &Ground) {
    let world = World::build(ground).await;
    let store = &ground.store;
    let id = receive(ground, &world, "0001").await;
    let read = store.record_to_check(id).await.unwrap().unwrap();
    let mut edit = change(&world, id, 1, 20, false);
    edit.new.flags = read.record.flags.clone(); // the edit raises nothing and settles nothing
    assert!(matches!(store.edit_records(&[edit], ACTOR).await.unwrap(), Reviewed::Done(_)));
    let raised = serde_json::json!([{"code": "outlier", "severity": "warning"}]);
    let of_what_stood_before = read.with_flags(raised.clone());
    assert_eq!(store.renew_flags(None, &[of_what_stood_before], None).await.unwrap(), 0);
    assert_eq!(store.record(id).await.unwrap().unwrap().flags, read.record.flags);
    let read = store.record_to_check(id).await.unwrap().unwrap();
    assert_eq!(store.renew_flags(None, &[read.with_flags(raised)], None).await.unwrap(), 1);
}

async fn of_two_who_change_a_record_at_once_the_second_is_told(ground: &Ground) {
    let world = World::build(ground).await;
    let store = &ground.store;
    let id = receive(ground, &world, "0001").await;
    let seen = LookedAt { record_id: id, version: Some(1) };
    let (first, second) = (change(&world, id, 1, 20, false), change(&world, id, 1, 30, false));
    let both = tokio::join!(
        store.edit_records(std::slice::from_ref(&first), "user:a@example.org"),
        store.edit_records(std::slice::from_ref(&second), "user:b@example.org"),
    );
    let both = [both.0.unwrap(), both.1.unwrap()];
    assert_eq!(both.iter().filter(|done| matches!(done, Reviewed::Done(_))).count(), 1);
    assert_eq!(both.iter().filter(|done| **done == Reviewed::Moved(vec![id])).count(), 1);
    let decided = store.decide_as_seen(&[seen], RecordState::Approved, None, ACTOR).await.unwrap();
    assert_eq!(decided, Reviewed::Moved(vec![id]), "nor does a decision fall on what nobody has seen");
    assert_eq!(store.record(id).await.unwrap().unwrap().state, RecordState::Edited);
    let seen = LookedAt { record_id: id, version: Some(2) };
    let decided = store.decide_as_seen(&[seen], RecordState::Approved, None, ACTOR).await.unwrap();
    let Reviewed::Done(changed) = decided else { panic!("{decided:?}") };
    assert_eq!((changed[0].state, changed[0].version), (RecordState::Approved, 3));
    assert_eq!(store.edits(&[id]).await.unwrap().len(), 1);
    let events = store.record_events(id).await.unwrap();
    let versions: Vec<_> = events.iter().map(|event| (event.action.as_str(), event.version)).collect();
    assert_eq!(versions, [("received", Some(1)), ("values_edited", Some(2)), ("approved", Some(3))]);
    for stage in [RoundStage::Review, RoundStage::Closed] {
        store.move_round(&world.exercise, world.rounds[0].id, stage, None, ACTOR).await.unwrap();
    }
    let refused = store.edit_records(&[change(&world, id, 3, 40, false)], ACTOR).await;
    assert!(matches!(refused, Err(StoreError::RoundSettled { round: 1, .. })), "{refused:?}");
}

async fn an_edit_keeps_what_stood_there_and_tells_of_nobody(ground: &Ground) {
    let world = World::build(ground).await;
    let store = &ground.store;
    let id = receive(ground, &world, "0001").await;
    store.edit_records(&[change(&world, id, 1, 4711, true)], "user:a@example.org").await.unwrap();
    let withheld = Answer::absent(Missing::Withheld);
    let edits = store.edits(&[id]).await.unwrap();
    assert_eq!((&edits[0].from, &edits[0].to, edits[0].version), (&withheld, &withheld, 2));
    let opened = store.open_edits(&[id], "user:b@example.org").await.unwrap();
    assert_eq!((opened[0].from.integer(), opened[0].to.integer()), (Some(12), Some(4711)));
    let logged = store.audit_entries(None, 1).await.unwrap();
    assert_eq!(
        (logged[0].actor.as_str(), logged[0].action.as_str()),
        ("user:b@example.org", "record.personal_data_read")
    );
    let at = ground.clock.now() + chrono::Duration::days(1);
    let counted = store.edited_values(world.rounds[0].id, at).await.unwrap();
    assert_eq!(counted.into_values().collect::<Vec<_>>(), [1]);
}

async fn a_correction_carries_the_edits_it_knows_of(ground: &Ground) {
    let world = World::build(ground).await;
    let store = &ground.store;
    let id = receive(ground, &world, "0001").await;
    assert_eq!(store.edits_to_carry(world.operation.id, "uuid:0001").await.unwrap(), None);
    store.edit_records(&[change(&world, id, 1, 20, false)], ACTOR).await.unwrap();
    let (version, edits) = store.edits_to_carry(world.operation.id, "uuid:0001").await.unwrap().unwrap();
    assert_eq!((version, edits.len()), (2, 1));
    let mut correction = world.submission("0002");
    correction.corrects = Some("uuid:0001".to_owned());
    let unknowing = store.store_submission(correction.clone()).await.unwrap();
    assert_eq!(unknowing, Stored::EditedMeanwhile);
    let late = NewSubmission { edits: Some(CarriedEdits { looked_at: 1, lapsed: Vec::new() }), ..correction.clone() };
    assert_eq!(store.store_submission(late).await.unwrap(), Stored::EditedMeanwhile);
    assert_eq!(store.record(id).await.unwrap().unwrap().version, 2, "nothing was changed");
    let knowing = CarriedEdits { looked_at: 2, lapsed: vec![edits[0].id] };
    let stored = store.store_submission(NewSubmission { edits: Some(knowing), ..correction }).await.unwrap();
    assert!(matches!(stored, Stored::Corrected { .. }), "{stored:?}");
    assert!(store.edits(&[id]).await.unwrap()[0].lapsed_at.is_some());
    assert_eq!(store.edits_to_carry(world.operation.id, "uuid:0002").await.unwrap(), None);
}

async fn the_queue_goes_on_where_a_page_ended(ground: &Ground) {
    let world = World::build(ground).await;
    let store = &ground.store;
    let mut wanted = Vec::new();
    for (number, severity, place) in [
        (1, "note", "BDI012"),
        (2, "error", "BDI013"),
        (3, "error", "BDI012"),
        (4, "error", "BDI012"),
        (5, "warning", "BDI001"),
    ] {
        let mut new = world.submission(&format!("000{number}"));
        new.record = world.record(new.record.record.key, &["BDI", place], 1);
        new.record.flags = serde_json::json!([{"code": format!("check_{number}"), "severity": severity}]);
        assert!(matches!(store.store_submission(new).await.unwrap(), Stored::New { .. }));
    }
    let filter = RecordFilter { exercise_ids: vec![world.exercise.id], ..RecordFilter::default() };
    let mut behind: Option<QueuePlace> = None;
    loop {
        let (page, next, total) = store.queue(&filter, behind.as_ref(), 2).await.unwrap();
        assert_eq!(total, 5);
        wanted.extend(page.iter().map(|record| record.flags[0]["code"].as_str().unwrap().to_owned()));
        behind = next;
        if behind.is_none() {
            break;
        }
    }
    assert_eq!(wanted, ["check_3", "check_4", "check_2", "check_5", "check_1"]);
    let counts = store.queue_counts(&filter).await.unwrap();
    assert_eq!(counts.severities.into_iter().collect::<Vec<_>>(), [("error", 3), ("note", 1), ("warning", 1)]);
    assert_eq!((counts.checks.len(), counts.senders["device:1 Tablet"]), (5, 5));
    let only = RecordFilter { check: Some("check_4".to_owned()), severity: Some("error".to_owned()), ..filter };
    assert_eq!(store.queue(&only, None, 10).await.unwrap().2, 1);
}
