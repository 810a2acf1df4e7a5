//! Rules.
//! 1. A form has one draft; a new one takes the place of the old one and of what was sent to try it.
//! 2. A published draft is a version like any other, with its files, and no draft any more.
//! 3. A version that exists is not published again; the draft stays.
//! 4. Only the hash of a draft's token is kept.

use crate::{
    databases::Ground,
    fixtures::{ACTOR, World, form},
};
use store::{FormFile, StoreError, TrialSubmission};

on_both_databases! {
    a_form_has_one_draft_and_its_trials_go_with_it
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
    }
}

async fn a_form_has_one_draft_and_its_trials_go_with_it(ground: &Ground) {
    let world = World::build(ground).await;
    let (store, operation) = (&ground.store, world.operation.id);
    let first = store.save_draft(operation, &form("2"), TOKEN, ACTOR).await.unwrap();
    assert!(store.try_draft(first.id, &trial(ground, "uuid:1", "<data/>")).await.unwrap());
    assert!(store.try_draft(first.id, &trial(ground, "uuid:1", "<data/>")).await.unwrap(), "the same again");
    assert!(!store.try_draft(first.id, &trial(ground, "uuid:1", "<other/>")).await.unwrap());
    assert_eq!(store.trials(first.id, 10).await.unwrap().len(), 1);
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
