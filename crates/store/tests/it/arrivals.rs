//! Rules.
//! 1. Submissions are read in pages from the latest to the first, none twice and none left out.
//! 2. One that was corrected stands where it first arrived, and tells of that arrival.

use crate::{
    databases::Ground,
    fixtures::{ACTOR, World, photo},
};
use store::{Arrival, ArrivalsFrom, Stored};
use vocab::{RecordKey, RecordState};

on_both_databases! {
    pages_go_from_the_latest_to_the_first
    what_was_corrected_stands_where_it_first_arrived
    a_group_is_stored_whole_whatever_else_comes_with_it
}

fn names(page: &[Arrival]) -> Vec<&str> {
    page.iter().map(|arrival| arrival.instance_id.trim_start_matches("uuid:")).collect()
}

async fn pages_go_from_the_latest_to_the_first(ground: &Ground) {
    let world = World::build(ground).await;
    let store = &ground.store;
    for instance in ["a", "b", "c", "d", "e"] {
        store.store_submission(world.submission(instance)).await.unwrap();
    }
    let exercise = world.exercise.id;
    let first = store.arrivals(exercise, ArrivalsFrom::Latest, 0, 2).await.unwrap();
    assert_eq!(names(&first), ["e", "d"]);
    let last = first[1].record_id;
    let second = store.arrivals(exercise, ArrivalsFrom::Before(last), 0, 2).await.unwrap();
    assert_eq!(names(&second), ["c", "b"]);
    assert_eq!(names(&store.arrivals(exercise, ArrivalsFrom::At(last), 1, 9).await.unwrap()), ["c", "b", "a"]);
    let these = store.arrivals_of(exercise, &[last, second[1].record_id, i64::MAX]).await.unwrap();
    assert_eq!(names(&these), ["d", "b"]);
    assert_eq!(store.count_arrivals(exercise).await.unwrap(), 5);
    assert_eq!(store.count_arrivals(exercise + 1).await.unwrap(), 0);
    assert!(store.arrivals(exercise + 1, ArrivalsFrom::Latest, 0, 9).await.unwrap().is_empty());
}

async fn what_was_corrected_stands_where_it_first_arrived(ground: &Ground) {
    let world = World::build(ground).await;
    let store = &ground.store;
    let mut first = world.submission("first");
    first.attachments = vec![photo(ground, "a.jpg", b"kept")];
    let Stored::New { submission_id, record_id } = store.store_submission(first).await.unwrap() else {
        panic!("the first is new")
    };
    store.store_submission(world.submission("between")).await.unwrap();
    let mut second = world.submission("second");
    second.corrects = Some("uuid:first".to_owned());
    second.device_label = Some("a browser".to_owned());
    second.actor = ACTOR.to_owned();
    let Stored::Corrected { submission_id: newest, .. } = store.store_submission(second).await.unwrap() else {
        panic!("it is a correction")
    };
    let page = store.arrivals(world.exercise.id, ArrivalsFrom::Latest, 0, 9).await.unwrap();
    assert_eq!(names(&page), ["between", "first"]);
    let first = &page[1];
    assert_eq!((first.record_id, first.submission_id, first.edits), (record_id, newest, 1));
    assert_eq!(first.device_label.as_deref(), Some("collect:8hT2"));
    assert_eq!((first.sender.as_deref(), first.state), (Some("device:1 Tablet"), RecordState::Edited));
    let files = store.attachments_of(&[submission_id, newest]).await.unwrap();
    assert_eq!(files[&submission_id][0].name, "a.jpg");
    assert!(!files.contains_key(&newest), "the correction names no file");
}

/// New ones, one sent twice, one whose correction arrives with it, and one that is held: all in one group or in several,
/// as it comes.
async fn a_group_is_stored_whole_whatever_else_comes_with_it(ground: &Ground) {
    let world = World::build(ground).await;
    let store = &ground.store;
    store.store_submission(world.submission("held")).await.unwrap();
    let mut correction = world.submission("zz-correction");
    correction.corrects = Some("uuid:new-07".to_owned());
    let again = world.submission("new-03");
    let mut other = world.submission("new-05");
    other.xml.push(b' ');
    let all: Vec<_> = (0..20).map(|number| world.submission(&format!("new-{number:02}"))).collect();
    let sent = all.into_iter().chain([again, other, correction, world.submission("held")]);
    let outcomes =
        futures::future::join_all(sent.map(|submission| store.store_submission(submission))).await.into_iter();
    let outcomes: Vec<Stored> = outcomes.map(Result::unwrap).collect();
    let count = |wanted: fn(&Stored) -> bool| outcomes.iter().filter(|outcome| wanted(outcome)).count();
    assert_eq!(count(|outcome| matches!(outcome, Stored::New { .. })), 20);
    assert_eq!(count(|outcome| matches!(outcome, Stored::Again { .. })), 2, "the one sent twice, and the one held");
    assert_eq!(count(|outcome| matches!(outcome, Stored::Reused)), 1, "of two contents under one name one is kept");
    assert_eq!(count(|outcome| matches!(outcome, Stored::Corrected { .. })), 1);
    let page = store.arrivals(world.exercise.id, ArrivalsFrom::Latest, 0, 99).await.unwrap();
    assert_eq!(page.len(), 21);
    for arrival in &page {
        let record = store.record(arrival.record_id).await.unwrap().unwrap();
        assert_eq!(record.submission_id, Some(arrival.submission_id));
        assert_eq!(record.record.key, RecordKey::submission(&arrival.instance_id));
        let actions: Vec<_> =
            store.record_events(record.id).await.unwrap().into_iter().map(|event| event.action).collect();
        assert_eq!(actions.first().map(String::as_str), Some("received"));
    }
    assert_eq!(store.first_broken_audit_entry().await.unwrap(), None);
}
