//! Rules.
//! 1. A form has one draft; a new one takes the place of the old one and of what was sent to try it.
//! 2. A published draft is a version like any other, with its files, and no draft any more.
//! 3. A version that exists is not published again; the draft stays.
//! 4. Only the hash of a draft's token is kept.

use crate::{
    databases::Ground,
    fixtures::{ACTOR, World, form},
};
use store::{FormFile, StoreError, TrialFile, TrialSubmission, Tried};

on_both_databases! {
    a_form_has_one_draft_and_its_trials_go_with_it
    a_token_can_be_renewed_and_trials_thrown_away
    a_published_draft_is_a_version_with_its_files
    a_version_that_exists_is_not_published_again
}

const TOKEN: &str = "a-token-of-a-draft";

fn trial(ground: &Ground, instance_id: &str, xml: &str) -> TrialSubmission {
    TrialSubmission {
        instance_id: instance_id.to_owned(),
        xml: xml.into(),
        received_at: ground.store.clock().now(),
        device_label: None,
        files: Vec::new(),
    }
}

fn file(name: &str) -> TrialFile {
    TrialFile { name: name.to_owned(), size: 3 }
}

async fn a_form_has_one_draft_and_its_trials_go_with_it(ground: &Ground) {
    let world = World::build(ground).await;
    let (store, operation) = (&ground.store, world.operation.id);
    let first = store.save_draft(operation, &form("2"), TOKEN, ACTOR).await.unwrap();
    let sent = trial(ground, "uuid:1", "<data/>");
    assert_eq!(store.try_draft(first.id, &sent).await.unwrap(), Tried::New);
    assert_eq!(store.try_draft(first.id, &sent).await.unwrap(), Tried::Again);
    assert_eq!(store.try_draft(first.id, &trial(ground, "uuid:1", "<other/>")).await.unwrap(), Tried::Reused);
    let late = TrialSubmission { files: vec![file("a.jpg"), file("b.jpg")], ..sent };
    assert_eq!(store.try_draft(first.id, &late).await.unwrap(), Tried::New, "files that had not come");
    assert_eq!(store.try_draft(first.id, &late).await.unwrap(), Tried::Again);
    assert_eq!(store.trials(first.id, 10).await.unwrap(), [late]);
    assert_eq!(store.count_trials(first.id).await.unwrap(), 1);
    assert_eq!(store.draft_by_token(operation, TOKEN).await.unwrap().unwrap().id, first.id);
    assert_eq!(store.draft_by_token(operation, "another").await.unwrap(), None);

    let second = store.save_draft(operation, &form("3"), "another", ACTOR).await.unwrap();
    assert_eq!(store.drafts(operation).await.unwrap(), std::slice::from_ref(&second));
    assert_eq!(store.draft_by_token(operation, TOKEN).await.unwrap(), None);
    assert!(store.trials(first.id, 10).await.unwrap().is_empty());
    assert!(store.drop_draft(operation, &second.xml_form_id, ACTOR).await.unwrap());
    assert!(!store.drop_draft(operation, &second.xml_form_id, ACTOR).await.unwrap());
    assert_eq!(store.current_forms(operation).await.unwrap(), [world.form], "phones saw nothing of it");
}

async fn a_token_can_be_renewed_and_trials_thrown_away(ground: &Ground) {
    let world = World::build(ground).await;
    let (store, operation) = (&ground.store, world.operation.id);
    let draft = store.save_draft(operation, &form("2"), TOKEN, ACTOR).await.unwrap();
    store.try_draft(draft.id, &trial(ground, "uuid:1", "<data/>")).await.unwrap();
    assert!(store.renew_draft_token(operation, &draft.xml_form_id, "another", ACTOR).await.unwrap());
    assert_eq!(store.draft_by_token(operation, TOKEN).await.unwrap(), None);
    assert_eq!(store.draft_by_token(operation, "another").await.unwrap().unwrap().id, draft.id);
    assert!(store.clear_trials(operation, &draft.xml_form_id, ACTOR).await.unwrap());
    assert_eq!(store.count_trials(draft.id).await.unwrap(), 0);
    assert_eq!(store.draft(operation, &draft.xml_form_id).await.unwrap(), Some(draft), "the draft stays");
    for absent in [
        store.renew_draft_token(operation, "no such form", "x", ACTOR).await.unwrap(),
        store.clear_trials(operation, "no such form", ACTOR).await.unwrap(),
    ] {
        assert!(!absent);
    }
    let deeds = store.audit_entries(None, 2).await.unwrap();
    let deeds: Vec<_> = deeds.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(deeds, ["form.trials_cleared", "form.draft_token_made"], "newest first");
}

async fn a_published_draft_is_a_version_with_its_files(ground: &Ground) {
    let world = World::build(ground).await;
    let (store, operation) = (&ground.store, world.operation.id);
    let draft = store.save_draft(operation, &form("2"), TOKEN, ACTOR).await.unwrap();
    let photo = FormFile {
        name: "logo.png".to_owned(),
        media_type: "image/png".to_owned(),
        md5: "md5".to_owned(),
        bytes: vec![1, 2, 3],
    };
    store.save_draft_file(&draft, &photo, ACTOR).await.unwrap();
    let better = FormFile { bytes: vec![4], ..photo };
    store.save_draft_file(&draft, &better, ACTOR).await.unwrap();
    let files = store.draft_files(draft.id).await.unwrap();
    assert_eq!(files.last(), Some(&better), "the later one of a name counts");

    let version = store.publish_draft(operation, &draft.to_version(files.clone()), draft.id, ACTOR).await.unwrap();
    assert_eq!(store.form_files(version.id).await.unwrap(), files);
    assert_eq!(store.form_source(version.id).await.unwrap(), Some(draft.source.clone()));
    assert_eq!(store.draft(operation, &draft.xml_form_id).await.unwrap(), None);
    assert_eq!(store.current_forms(operation).await.unwrap(), [version]);
    let deeds = store.audit_entries(None, 3).await.unwrap();
    let deeds: Vec<_> = deeds.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(deeds, ["form.published", "form.draft_file_saved", "form.draft_file_saved"], "newest first");
}

async fn a_version_that_exists_is_not_published_again(ground: &Ground) {
    let world = World::build(ground).await;
    let (store, operation) = (&ground.store, world.operation.id);
    let draft = store.save_draft(operation, &form(&world.form.version), TOKEN, ACTOR).await.unwrap();
    let refused = store.publish_draft(operation, &draft.to_version(Vec::new()), draft.id, ACTOR).await;
    assert!(matches!(refused, Err(StoreError::Taken { .. })), "{refused:?}");
    assert_eq!(store.draft(operation, &draft.xml_form_id).await.unwrap(), Some(draft));
}
