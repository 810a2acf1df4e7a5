//! Rules.
//! 1. What is new is stored once, with its record and its entry in the log, however many arrive at once.
//! 2. The same again is no change; the files it did not bring before join it.
//! 3. The same instanceID with other content is refused and changes nothing.
//! 4. One that cannot be stored does not harm those that arrive with it.

use crate::{
    databases::Ground,
    fixtures::{ACTOR, World, photo},
};
use futures::future::join_all;
use store::{RecordFilter, Store, StoreError, Stored};
use vocab::{Clock, RecordKey};

on_both_databases! {
    two_hundred_phones_at_once_are_each_stored_once
    the_same_submission_from_twenty_connections_is_stored_once
    two_servers_that_get_the_same_submissions_store_each_once
    the_same_again_changes_nothing_and_a_further_file_joins
    an_instance_id_with_other_content_is_refused
    one_that_cannot_be_stored_does_not_harm_the_others
    a_phone_is_seen_when_it_sends
}

async fn send_all(store: &Store, world: &World, instances: impl Iterator<Item = u32>) -> Vec<Stored> {
    let sending = instances.map(|n| store.store_submission(world.submission(&format!("{n:04}"))));
    join_all(sending).await.into_iter().map(Result::unwrap).collect()
}

fn count_new(outcomes: &[Stored]) -> usize {
    outcomes.iter().filter(|outcome| matches!(outcome, Stored::New { .. })).count()
}

async fn two_hundred_phones_at_once_are_each_stored_once(ground: &Ground) {
    let world = World::build(ground).await;
    let outcomes = send_all(&ground.store, &world, 0..200).await;
    assert_eq!(count_new(&outcomes), 200);
    assert_eq!(ground.store.count_operation_submissions(world.operation.id).await.unwrap(), 200);
    assert_eq!(ground.store.count_submissions(world.form.id).await.unwrap(), 200);

    let kept = ground.store.submission(world.operation.id, "uuid:0117").await.unwrap().unwrap();
    assert_eq!(kept.xml, world.submission("0117").xml);
    assert_eq!((kept.version, kept.received_at), (1, ground.clock.now()));
    assert_eq!(ground.store.submission_by_id(kept.id).await.unwrap(), Some(kept.clone()));
    let record = ground.store.record_of_submission(kept.id).await.unwrap().unwrap();
    assert_eq!(record.record, world.submission("0117").record.record);

    let entries = ground.store.audit_entries(None, 1_000).await.unwrap();
    assert_eq!(entries.iter().filter(|entry| entry.action == "submission.received").count(), 200);
    assert_eq!(ground.store.first_broken_audit_entry().await.unwrap(), None);
}

async fn the_same_submission_from_twenty_connections_is_stored_once(ground: &Ground) {
    let world = World::build(ground).await;
    let outcomes = send_all(&ground.store, &world, std::iter::repeat_n(7, 20)).await;
    assert_eq!(count_new(&outcomes), 1);
    assert!(outcomes.iter().all(|outcome| *outcome != Stored::Reused));
    assert_eq!(ground.store.count_operation_submissions(world.operation.id).await.unwrap(), 1);
}

async fn two_servers_that_get_the_same_submissions_store_each_once(ground: &Ground) {
    let world = World::build(ground).await;
    let beside = ground.beside().await;
    // Singly and in turn, so that the two meet again and again in groups of one.
    let one_by_one = async |store: &Store| {
        let mut outcomes = Vec::new();
        for n in 0..40 {
            outcomes.extend(send_all(store, &world, n..=n).await);
        }
        outcomes
    };
    let (here, there) = tokio::join!(one_by_one(&ground.store), one_by_one(&beside));
    assert_eq!(count_new(&here) + count_new(&there), 40);
    let (here, there) = tokio::join!(send_all(&ground.store, &world, 40..140), send_all(&beside, &world, 40..140));
    assert_eq!(count_new(&here) + count_new(&there), 100);
    assert_eq!(ground.store.count_operation_submissions(world.operation.id).await.unwrap(), 140);
    assert_eq!(ground.store.first_broken_audit_entry().await.unwrap(), None);
}

async fn the_same_again_changes_nothing_and_a_further_file_joins(ground: &Ground) {
    let world = World::build(ground).await;
    let mut submission = world.submission("0001");
    submission.attachments = vec![photo(ground, "a.jpg", b"first photo")];
    let Stored::New { submission_id, record_id } = ground.store.store_submission(submission.clone()).await.unwrap()
    else {
        panic!("the first is new")
    };
    let entries = ground.store.audit_entries(None, 100).await.unwrap();

    let again = ground.store.store_submission(submission.clone()).await.unwrap();
    assert_eq!(again, Stored::Again { submission_id, files_added: 0 });
    assert_eq!(ground.store.audit_entries(None, 100).await.unwrap(), entries, "nothing changed, nothing to log");

    submission.attachments.push(photo(ground, "B.jpg", b"second photo"));
    let more = ground.store.store_submission(submission.clone()).await.unwrap();
    assert_eq!(more, Stored::Again { submission_id, files_added: 1 });
    let files = ground.store.attachments(submission_id).await.unwrap();
    assert_eq!(files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["B.jpg", "a.jpg"]);
    let (owner, file) = ground.store.attachment(files[0].id).await.unwrap().unwrap();
    assert_eq!((owner, &file), (submission_id, &files[0]));
    assert_eq!(ground.store.blobs().get(&file.sha256).unwrap().unwrap(), b"second photo");

    let filter = RecordFilter { exercise_ids: vec![world.exercise.id], ..RecordFilter::default() };
    let (records, total) = ground.store.records(&filter, 10).await.unwrap();
    assert_eq!((records[0].id, total), (record_id, 1));
}

async fn an_instance_id_with_other_content_is_refused(ground: &Ground) {
    let world = World::build(ground).await;
    let mut first = world.submission("0001");
    first.attachments = vec![photo(ground, "a.jpg", b"a photo")];
    ground.store.store_submission(first.clone()).await.unwrap();

    let mut other_xml = first.clone();
    other_xml.xml = b"<data>another answer</data>".to_vec();
    assert_eq!(ground.store.store_submission(other_xml).await.unwrap(), Stored::Reused);

    let mut other_bytes = first.clone();
    other_bytes.attachments = vec![photo(ground, "a.jpg", b"another photo"), photo(ground, "b.jpg", b"one more")];
    let differs = Stored::FileDiffers { name: "a.jpg".to_owned() };
    assert_eq!(ground.store.store_submission(other_bytes).await.unwrap(), differs);

    let kept = ground.store.submission(world.operation.id, "uuid:0001").await.unwrap().unwrap();
    assert_eq!(kept.xml, first.xml);
    let files = ground.store.attachments(kept.id).await.unwrap();
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].sha256, first.attachments[0].sha256);
    let refused = ground.store.audit_entries(None, 2).await.unwrap();
    let refused: Vec<_> = refused.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(refused, ["submission.refused_changed_file", "submission.refused_reused_instance_id"], "newest first");
}

async fn one_that_cannot_be_stored_does_not_harm_the_others(ground: &Ground) {
    let world = World::build(ground).await;
    let sending = (0..60).map(|n| {
        let mut submission = world.submission(&format!("{n:04}"));
        if n == 31 {
            submission.form_version_id = 9_999; // no such form
        }
        ground.store.store_submission(submission)
    });
    let outcomes = join_all(sending).await;
    for (n, outcome) in outcomes.iter().enumerate() {
        match outcome {
            Err(StoreError::Database(_)) => assert_eq!(n, 31),
            other => assert!(matches!(other, Ok(Stored::New { .. })), "{n}: {other:?}"),
        }
    }
    assert_eq!(ground.store.submission(world.operation.id, "uuid:0031").await.unwrap(), None);
    assert_eq!(ground.store.count_operation_submissions(world.operation.id).await.unwrap(), 59);
    let actions = ground.store.audit_entries(None, 1_000).await.unwrap();
    assert_eq!(actions.iter().filter(|entry| entry.action == "submission.received").count(), 59);
    // and the writer goes on
    assert_eq!(count_new(&send_all(&ground.store, &world, 31..=31).await), 1);
}

async fn a_phone_is_seen_when_it_sends(ground: &Ground) {
    let world = World::build(ground).await;
    let device = ground.store.create_device(world.operation.id, "Tablet 7", "a-token", ACTOR).await.unwrap();
    assert_eq!(device.last_seen_at, None);
    ground.clock.advance(chrono::Duration::minutes(5));
    let mut submission = world.submission("0001");
    submission.device_id = Some(device.id);
    submission.record.record.key = RecordKey::submission("uuid:0001");
    ground.store.store_submission(submission).await.unwrap();
    let seen = ground.store.devices(world.operation.id).await.unwrap();
    assert_eq!(seen[0].last_seen_at, Some(ground.clock.now()));
}
