//! Rules.
//! 1. A correction is a new version; what it corrects stays as it came.
//! 2. The record says what the newest version says, and nobody has decided about it yet.
//! 3. A correction sent again is no change; a second correction of the same version is refused.
//! 4. What was never received cannot be corrected.

use crate::{
    databases::Ground,
    fixtures::{ACTOR, World, photo},
};
use store::{NewSubmission, Stored};
use vocab::{RecordSource, RecordState};

on_both_databases! {
    a_correction_becomes_the_newest_version_and_the_record_follows
    a_correction_is_taken_once_and_only_of_the_newest_version
    what_was_never_received_cannot_be_corrected
}

fn correction(world: &World, instance: &str, of: &str) -> NewSubmission {
    let mut new = world.submission(instance);
    new.corrects = Some(format!("uuid:{of}"));
    new.record = world.record(new.record.record.key.clone(), &["BDI", "BDI012"], 99);
    new.record.round_id = Some(world.rounds[1].id);
    new
}

async fn a_correction_becomes_the_newest_version_and_the_record_follows(ground: &Ground) {
    let world = World::build(ground).await;
    let store = &ground.store;
    let mut first = world.submission("0001");
    first.attachments = vec![photo(ground, "a.jpg", b"kept"), photo(ground, "b.jpg", b"no longer named")];
    let Stored::New { submission_id, record_id } = store.store_submission(first.clone()).await.unwrap() else {
        panic!("the first is new")
    };
    store.decide(&[record_id], RecordState::Approved, None, ACTOR).await.unwrap();

    let mut second = correction(&world, "0002", "0001");
    second.expected_files = vec!["a.jpg".to_owned(), "c.jpg".to_owned()];
    second.attachments = vec![photo(ground, "c.jpg", b"new")];
    let stored = store.store_submission(second.clone()).await.unwrap();
    let Stored::Corrected { submission_id: new_row, record_id: same_record, left_round } = stored else {
        panic!("{stored:?}")
    };
    assert_eq!((same_record, left_round), (record_id, Some(world.rounds[0].id)));

    let newest = store.submission(world.operation.id, "uuid:0001").await.unwrap().unwrap();
    assert_eq!((newest.id, newest.version, &newest.xml), (new_row, 2, &second.xml));
    assert_eq!(store.submission_by_id(submission_id).await.unwrap().unwrap().xml, first.xml, "as it came");
    let files = store.attachments(new_row).await.unwrap();
    assert_eq!(files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["a.jpg", "c.jpg"]);

    let record = store.record(record_id).await.unwrap().unwrap();
    assert_eq!((record.state, record.round_id), (RecordState::Edited, Some(world.rounds[1].id)));
    assert_eq!(record.record.answers, second.record.record.answers);
    let RecordSource::Submission { version, .. } = record.record.source else { panic!("it is a submission's") };
    assert_eq!(version, 2);
    let actions: Vec<_> = store.record_events(record_id).await.unwrap().into_iter().map(|event| event.action).collect();
    assert_eq!(actions, ["received", "approved", "edited"]);
    assert_eq!(store.count_operation_submissions(world.operation.id).await.unwrap(), 1);
    assert!(store.approved_records(world.rounds[0].id).await.unwrap().is_empty(), "it no longer counts");
}

async fn a_correction_is_taken_once_and_only_of_the_newest_version(ground: &Ground) {
    let world = World::build(ground).await;
    let store = &ground.store;
    store.store_submission(world.submission("0001")).await.unwrap();
    let second = correction(&world, "0002", "0001");
    let Stored::Corrected { submission_id, .. } = store.store_submission(second.clone()).await.unwrap() else {
        panic!("it is a correction")
    };
    assert_eq!(store.store_submission(second).await.unwrap(), Stored::Again { submission_id, files_added: 0 });
    let rival = correction(&world, "0003", "0001");
    assert_eq!(store.store_submission(rival.clone()).await.unwrap(), Stored::OriginalSuperseded);
    let third = NewSubmission { corrects: Some("uuid:0002".to_owned()), ..rival };
    assert!(matches!(store.store_submission(third).await.unwrap(), Stored::Corrected { .. }));
    let newest = store.submission(world.operation.id, "uuid:0001").await.unwrap().unwrap();
    assert_eq!(newest.version, 3);
    // The first one sent again is still the first one.
    let again = store.store_submission(world.submission("0001")).await.unwrap();
    assert!(matches!(again, Stored::Again { files_added: 0, .. }), "{again:?}");
}

async fn what_was_never_received_cannot_be_corrected(ground: &Ground) {
    let world = World::build(ground).await;
    let stored = ground.store.store_submission(correction(&world, "0002", "0001")).await.unwrap();
    assert_eq!(stored, Stored::OriginalUnknown);
    assert_eq!(ground.store.count_operation_submissions(world.operation.id).await.unwrap(), 0);
    let refused = ground.store.audit_entries(None, 1).await.unwrap();
    assert_eq!(refused[0].action, "submission.refused_correction");
}
