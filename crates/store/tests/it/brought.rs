//! Rules.
//! 1. What happens is written for the webhooks that want to know, in their operation, in order, and for nobody else.
//! 2. A webhook is told by one at a time, oldest first, when it is due; one that rests keeps what waits for it.
//! 3. A source is read by one at a time, when it is due; its secret is in no log.
//! 4. What a source told of a submission is kept once.

use crate::{
    databases::Ground,
    fixtures::{ACTOR, World},
};
use chrono::Duration;
use serde_json::json;
use store::{Attempt, NewSource, Origin, SourceChange, Stored, WebhookSettings};
use vocab::{Clock, RecordState};

on_both_databases! {
    what_happens_waits_for_the_webhooks_that_want_to_know
    a_webhook_is_told_by_one_at_a_time_and_oldest_first
    a_source_is_read_by_one_at_a_time_when_it_is_due
    what_a_source_told_is_kept_once
}

fn hook(name: &str, events: &[&str]) -> WebhookSettings {
    WebhookSettings {
        name: name.to_owned(),
        url: "https://register.example.org/".to_owned(),
        events: events.iter().map(|event| (*event).to_owned()).collect(),
        with_answers: false,
        paused: false,
    }
}

async fn what_happens_waits_for_the_webhooks_that_want_to_know(ground: &Ground) {
    let world = World::build(ground).await;
    let store = &ground.store;
    store.store_submission(world.submission("before")).await.unwrap();
    let all = ["submission.received", "submission.corrected", "record.decided"];
    let every = store.add_webhook(world.operation.id, &hook("every", &all), "s", ACTOR).await.unwrap();
    let decisions = store.add_webhook(world.operation.id, &hook("some", &all[2..]), "s", ACTOR).await.unwrap();

    let Stored::New { submission_id, record_id } = store.store_submission(world.submission("0001")).await.unwrap()
    else {
        panic!("it is new")
    };
    store.store_submission(world.submission("0001")).await.unwrap(); // again: nothing happened
    let mut correction = world.submission("0002");
    correction.corrects = Some("uuid:0001".to_owned());
    store.store_submission(correction).await.unwrap();
    store.decide(&[record_id], RecordState::Approved, None, ACTOR).await.unwrap();
    store.decide(&[record_id], RecordState::Approved, None, ACTOR).await.unwrap(); // no change

    let log = store.webhook_log(every.id, None, 10).await.unwrap();
    let told: Vec<_> = log.iter().rev().map(|line| line.event.as_str()).collect();
    assert_eq!(told, all);
    let first = log.last().unwrap();
    assert_eq!(first.facts, json!({"submission": submission_id, "record": record_id, "state": "received"}));
    let log = store.webhook_log(decisions.id, None, 10).await.unwrap();
    assert_eq!(log.iter().map(|line| line.event.as_str()).collect::<Vec<_>>(), ["record.decided"]);
    assert_eq!(log[0].facts["state"], "approved");
    let waiting: Vec<u64> =
        store.webhooks(world.operation.id).await.unwrap().into_iter().map(|(_, waiting)| waiting).collect();
    assert_eq!(waiting, [3, 1]);
}

async fn a_webhook_is_told_by_one_at_a_time_and_oldest_first(ground: &Ground) {
    let world = World::build(ground).await;
    let (store, lease) = (&ground.store, Duration::seconds(20));
    let settings = hook("one", &["submission.received"]);
    let made = store.add_webhook(world.operation.id, &settings, "secret", ACTOR).await.unwrap();
    assert_eq!(store.take_due_webhook(lease).await.unwrap(), None, "there is nothing to tell");
    for instance in ["0001", "0002"] {
        store.store_submission(world.submission(instance)).await.unwrap();
    }
    let taken = store.take_due_webhook(lease).await.unwrap().unwrap();
    assert_eq!((taken.id, taken.secret.as_str()), (made.id, "secret"));
    assert_eq!(store.take_due_webhook(lease).await.unwrap(), None, "somebody tells it");
    let first = store.next_delivery(made.id).await.unwrap().unwrap();
    store.keep_delivery_body(first.id, "{}").await.unwrap();
    let again_at = Some(ground.clock.now() + Duration::seconds(60));
    let failed = Attempt { status: Some(503), answer: "later\0".to_owned(), again_at, give_up: false };
    store.note_attempt(&first, &failed).await.unwrap();
    store.release_webhook(made.id).await.unwrap();
    let first = store.next_delivery(made.id).await.unwrap().unwrap();
    assert_eq!((first.attempts, first.last_status, first.body.as_deref()), (1, Some(503), Some("{}")));
    assert_eq!(store.take_due_webhook(lease).await.unwrap(), None, "what failed holds back what comes after it");

    ground.clock.advance(Duration::seconds(61));
    assert!(store.take_due_webhook(lease).await.unwrap().is_some());
    ground.clock.advance(Duration::seconds(21));
    assert!(store.take_due_webhook(lease).await.unwrap().is_some(), "who took it before was cut off");
    let done = Attempt { status: Some(204), answer: String::new(), again_at: None, give_up: false };
    store.note_attempt(&first, &done).await.unwrap();
    let second = store.next_delivery(made.id).await.unwrap().unwrap();
    assert!(second.id > first.id);
    let given_up = Attempt { give_up: true, ..failed };
    store.note_attempt(&second, &given_up).await.unwrap();
    store.release_webhook(made.id).await.unwrap();
    ground.clock.advance(Duration::days(1));
    assert_eq!(store.take_due_webhook(lease).await.unwrap(), None, "it rests");
    let (resting, waiting) = store.webhooks(world.operation.id).await.unwrap().remove(0);
    assert_eq!(waiting, 1);
    assert_eq!(resting.paused_because.as_deref(), Some("unreachable"));

    let resumed = store.change_webhook(world.operation.id, made.id, &settings, ACTOR).await.unwrap().unwrap();
    assert_eq!((resumed.paused, resumed.paused_because), (false, None));
    assert!(
        !store.steer_delivery(world.operation.id + 1, second.id, true, ACTOR).await.unwrap(),
        "of another operation"
    );
    assert!(store.steer_delivery(world.operation.id, second.id, false, ACTOR).await.unwrap());
    assert_eq!(store.take_due_webhook(lease).await.unwrap(), None, "set aside");
    assert!(store.steer_delivery(world.operation.id, first.id, true, ACTOR).await.unwrap());
    assert!(store.take_due_webhook(lease).await.unwrap().is_some(), "sent again");
    assert!(store.remove_webhook(world.operation.id, made.id, ACTOR).await.unwrap());
    assert!(store.webhook_log(made.id, None, 10).await.unwrap().is_empty());
    let entries = store.audit_entries(None, 1_000).await.unwrap();
    assert!(entries.iter().all(|entry| !entry.detail.to_string().contains("secret\"")));
}

async fn a_source_is_read_by_one_at_a_time_when_it_is_due(ground: &Ground) {
    let world = World::build(ground).await;
    let (store, lease, operation) = (&ground.store, Duration::seconds(60), world.operation.id);
    let new = NewSource {
        name: "Kobo".to_owned(),
        kind: "kobo".to_owned(),
        url: "https://kobo.example.org".to_owned(),
        project: "aXb".to_owned(),
        form: "baseline_subarea".to_owned(),
        login: None,
        secret: "t0ken".to_owned(),
        review_states: false,
        every_minutes: 60,
    };
    let source = store.add_source(operation, &new, ACTOR).await.unwrap();
    assert!(!json!(source).to_string().contains("t0ken") && !format!("{source:?}").contains("t0ken"));
    let taken = store.take_due_source(lease).await.unwrap().unwrap();
    assert_eq!((taken.id, taken.secret.as_str()), (source.id, "t0ken"));
    assert!(store.take_due_source(lease).await.unwrap().is_none());
    store.end_source_run(source.id, Some(&json!({"since": "x"})), &json!({"told": 3})).await.unwrap();
    assert!(store.take_due_source(lease).await.unwrap().is_none(), "in an hour");
    ground.clock.advance(Duration::minutes(61));
    let again = store.take_due_source(lease).await.unwrap().unwrap();
    assert_eq!((again.cursor, again.last_result), (json!({"since": "x"}), json!({"told": 3})));
    ground.clock.advance(Duration::seconds(61));
    assert!(store.take_due_source(lease).await.unwrap().is_some(), "who read it before was cut off");
    store.end_source_run(source.id, None, &json!(null)).await.unwrap();

    let rest = SourceChange { every_minutes: Some(0), secret: Some("an0ther".to_owned()), ..SourceChange::default() };
    store.change_source(operation, source.id, &rest, ACTOR).await.unwrap().unwrap();
    ground.clock.advance(Duration::days(400));
    assert!(store.take_due_source(lease).await.unwrap().is_none(), "only when asked");
    assert!(store.run_source_now(operation, source.id, ACTOR).await.unwrap());
    assert_eq!(store.take_due_source(lease).await.unwrap().unwrap().secret, "an0ther");
    assert!(!store.remove_source(operation + 1, source.id, ACTOR).await.unwrap(), "of another operation");
    assert!(store.remove_source(operation, source.id, ACTOR).await.unwrap());
    let entries = store.audit_entries(None, 1_000).await.unwrap();
    assert!(entries.iter().all(|entry| !entry.detail.to_string().contains("0ken")));
}

async fn what_a_source_told_is_kept_once(ground: &Ground) {
    let world = World::build(ground).await;
    let (store, operation) = (&ground.store, world.operation.id);
    store.store_submission(world.submission("0001")).await.unwrap();
    let held = store.held_version(operation, "uuid:0001").await.unwrap().unwrap();
    assert!(!held.brought);
    let told = |submitter: &str| Origin {
        instance_id: "uuid:0001".to_owned(),
        submitted_at: Some(ground.clock.now() - Duration::days(30)),
        submitter: Some(submitter.to_owned()),
        device: None,
        review: Some(RecordState::Rejected),
    };
    assert_eq!(store.note_origins(operation, "kobo x", &[told("ida\0")], ACTOR).await.unwrap(), 1);
    assert_eq!(store.note_origins(operation, "kobo y", &[told("ira")], ACTOR).await.unwrap(), 0);
    let kept = store.submission_origin(held.id).await.unwrap().unwrap();
    assert_eq!((kept.source.as_str(), kept.submitter.as_deref()), ("kobo x", Some("ida")));
    assert_eq!(kept.submitted_at, Some(ground.clock.now() - Duration::days(30)));
    assert!(store.held_version(operation, "uuid:0001").await.unwrap().unwrap().brought);
    assert_eq!(store.held_version(operation, "uuid:\0").await.unwrap(), None);
}
