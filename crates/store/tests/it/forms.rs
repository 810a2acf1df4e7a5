//! Published forms.

use crate::{
    databases::Ground,
    fixtures::{ACTOR, World, form},
};
use store::{FormState, StoreError};

on_both_databases! {
    a_version_is_published_once_and_never_rewritten
    a_phone_is_offered_the_newest_version_of_each_open_form
    a_form_that_runs_out_is_not_offered_but_taken_until_it_is_closed
}

async fn a_version_is_published_once_and_never_rewritten(ground: &Ground) {
    let world = World::build(ground).await;
    let new = form(&world.form.version);
    let again = ground.store.publish_form(world.operation.id, &new, ACTOR).await.unwrap();
    assert_eq!(again, world.form, "the same again is the same row");

    let mut changed = new.clone();
    changed.hash = "another".to_owned();
    changed.xform = "<h:html>changed</h:html>".to_owned();
    let refused = ground.store.publish_form(world.operation.id, &changed, ACTOR).await;
    assert!(
        matches!(&refused, Err(StoreError::Taken { value, .. }) if value == "baseline_subarea 2026030101"),
        "{refused:?}"
    );

    let kept = ground.store.form_versions(world.operation.id).await.unwrap().remove(0);
    assert_eq!((&kept, kept.xform.as_str()), (&world.form, new.xform.as_str()));
    assert_eq!(ground.store.form_model(kept.id).await.unwrap(), Some(new.model.clone()));
    assert_eq!(ground.store.form_model(kept.id + 1).await.unwrap(), None);
    let files = ground.store.form_files(kept.id).await.unwrap();
    assert_eq!(files, [new.files[1].clone(), new.files[0].clone()], "by name");
    let published = ground.store.audit_entries(None, 1_000).await.unwrap();
    assert_eq!(published.iter().filter(|entry| entry.action == "form.published").count(), 1);
}

async fn a_phone_is_offered_the_newest_version_of_each_open_form(ground: &Ground) {
    let world = World::build(ground).await;
    let operation = world.operation.id;
    let newer = ground.store.publish_form(operation, &form("2026030102"), ACTOR).await.unwrap();
    let mut other = form("1");
    other.xml_form_id = "another".to_owned();
    let other = ground.store.publish_form(operation, &other, ACTOR).await.unwrap();
    let current = ground.store.current_forms(operation).await.unwrap();
    assert_eq!(current, [other.clone(), newer.clone()], "by form id");
    assert_eq!(ground.store.form_versions(operation).await.unwrap().len(), 3);

    assert!(ground.store.set_form_state(operation, "baseline_subarea", FormState::Closed, ACTOR).await.unwrap());
    assert_eq!(ground.store.current_forms(operation).await.unwrap(), [other]);
    let names = ground.store.form_version_names(operation).await.unwrap();
    let names: Vec<_> =
        names.iter().map(|n| (n.xml_form_id.as_str(), n.version.as_str(), n.takes_submissions())).collect();
    let closed = ["2026030102", "2026030101"].map(|version| ("baseline_subarea", version, false));
    assert_eq!(names, [("another", "1", true), closed[0], closed[1]], "newest first, and closed in all its versions");
    assert!(ground.store.set_form_state(operation, "baseline_subarea", FormState::Open, ACTOR).await.unwrap());
    assert_eq!(ground.store.current_forms(operation).await.unwrap().len(), 2);
    assert!(!ground.store.set_form_state(operation, "no such form", FormState::Closed, ACTOR).await.unwrap());
}

async fn a_form_that_runs_out_is_not_offered_but_taken_until_it_is_closed(ground: &Ground) {
    let world = World::build(ground).await;
    let (store, operation) = (&ground.store, world.operation.id);
    let takes = async || store.form_version_names(operation).await.unwrap()[0].takes_submissions();
    let set = async |state| store.set_form_state(operation, "baseline_subarea", state, ACTOR).await.unwrap();
    assert!(set(FormState::Closing).await);
    assert_eq!(store.current_forms(operation).await.unwrap(), []);
    assert!(takes().await, "phones that have it may send");
    assert_eq!(store.form_versions(operation).await.unwrap()[0].state, FormState::Closing);
    let entries = store.audit_entries(None, 1).await.unwrap();
    assert_eq!(entries[0].action, "form.closing");
    assert!(set(FormState::Closing).await);
    assert_eq!(store.audit_entries(None, 1).await.unwrap(), entries, "again is no change");
    assert!(set(FormState::Closed).await);
    assert!(!takes().await);

    store.publish_form(operation, &form("2026030103"), ACTOR).await.unwrap();
    let states: Vec<_> = store.form_versions(operation).await.unwrap().iter().map(|form| form.state).collect();
    assert_eq!(
        states,
        [FormState::Open, FormState::Open],
        "a new version opens the form, with those phones still have"
    );
}
