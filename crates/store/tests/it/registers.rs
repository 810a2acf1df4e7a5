//! Rules.
//! 1. Publishing a form makes the registers and properties it declares; what tells of people once always does.
//! 2. What a submission asks for is carried out in the commit that stores it, in order; what cannot be is kept beside it.
//! 3. Where approval is required, an entity comes into being when its record is approved, and once.
//! 4. Changes made without network chain, whatever the order in which they arrive.
//! 5. A conflict stays until somebody resolves it, and every version stays.
//! 6. Many at once: all or nothing, and nothing if the register changed since it was looked at.
//! 7. The revision rises with each change of what phones get, and only then.

use crate::{
    databases::Ground,
    fixtures::{ACTOR, World, form},
};
use registers::{Change, Conflict, Values};
use serde_json::json;
use store::{
    BulkChange, BulkDone, BulkEntity, BulkUpdate, Edited, EntityFilter, FormVersion, NewRegister, NewSubmission,
    Register, Resolution, Store, StoreError, Stored,
};
use vocab::RecordState;

on_both_databases! {
    a_form_declares_its_registers
    a_group_of_submissions_is_carried_out_in_order
    what_cannot_be_carried_out_is_kept_beside_the_submission
    an_entity_waits_for_the_approval_of_its_record
    a_correction_takes_the_place_of_what_could_not_be_done
    work_without_network_chains_in_any_order
    a_change_that_waits_in_vain_can_be_forced
    a_conflict_stays_until_it_is_resolved
    many_change_at_once_or_none
    the_revision_rises_with_what_phones_get
    personal_properties_are_searched_by_those_who_may
}

const A: &str = "2f6f4c0a-2f4c-4f3e-9a55-1b8c3d0f6a10";
const B: &str = "2f6f4c0a-2f4c-4f3e-9a55-1b8c3d0f6a11";
const BRANCH: &str = "9d1f1b2e-7e0b-4a4a-8a58-0f2f54f0c001";

/// A world with a register of sites.
struct Scene {
    world: World,
    sites: Register,
}

impl Scene {
    async fn build(ground: &Ground) -> Self {
        let world = World::build(ground).await;
        let new = NewRegister { name: "sites".to_owned(), approval_required: false };
        let sites = ground.store.create_register(world.operation.id, &new, ACTOR).await.unwrap();
        for property in ["people", "water"] {
            ground.store.add_property(&sites, property, false, ACTOR).await.unwrap();
        }
        let sites = ground.store.register(world.operation.id, "sites").await.unwrap().unwrap();
        Self { world, sites }
    }

    fn submission(&self, instance: &str, changes: &[Change]) -> NewSubmission {
        NewSubmission { entities: changes.to_vec(), ..self.world.submission(instance) }
    }

    async fn send(&self, ground: &Ground, instance: &str, changes: &[Change]) -> Stored {
        ground.store.store_submission(self.submission(instance, changes)).await.unwrap()
    }

    async fn entity(&self, store: &Store, uuid: &str) -> store::Entity {
        store.entity(&self.sites, uuid).await.unwrap().unwrap()
    }

    async fn now(&self, store: &Store) -> Register {
        store.register(self.world.operation.id, "sites").await.unwrap().unwrap()
    }
}

fn said(pairs: &[(&str, &str)]) -> Values {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn creation(uuid: &str, label: &str, values: &[(&str, &str)]) -> Change {
    Change {
        id: uuid.to_owned(),
        create: true,
        may_create: true,
        label: Some(label.to_owned()),
        values: said(values),
        ..Change::of_list("sites")
    }
}

fn update(uuid: &str, base: u32, values: &[(&str, &str)]) -> Change {
    Change {
        id: uuid.to_owned(),
        update: true,
        may_update: true,
        base_version: Some(base.to_string()),
        values: said(values),
        ..Change::of_list("sites")
    }
}

fn offline(base: u32, trunk: &str, values: &[(&str, &str)]) -> Change {
    Change { trunk_version: Some(trunk.into()), branch_id: Some(BRANCH.into()), ..update(A, base, values) }
}

async fn actions(ground: &Ground, newest: u64) -> Vec<String> {
    let entries = ground.store.audit_entries(None, newest).await.unwrap();
    entries.into_iter().rev().map(|entry| entry.action).collect()
}

/// A form that keeps a name, and a number of people, in a register.
fn declaring(version: &str, personal: bool) -> store::NewFormVersion {
    let question = |name: &str, sensitivity: &str| json!({"question": {"name": name, "answer": name, "kind": "text", "sensitivity": sensitivity}});
    let entity = json!({"list": "households", "label": "${head}",
        "properties": [{"name": "head", "question": "head"}, {"name": "size", "question": "size"}]});
    let model = json!({"id": "h", "version": version, "title": "H", "root": "data", "default_language": "default",
        "languages": [], "items": [question("head", if personal { "personal" } else { "none" }), question("size", "none")],
        "entities": [entity]});
    store::NewFormVersion { xml_form_id: "h".to_owned(), model, ..form(version) }
}

async fn a_form_declares_its_registers(ground: &Ground) {
    let world = World::build(ground).await;
    let (store, operation) = (&ground.store, world.operation.id);
    let publish = async |version: &str, personal| -> FormVersion {
        store.publish_form(operation, &declaring(version, personal), ACTOR).await.unwrap()
    };
    publish("1", false).await;
    let register = store.register(operation, "households").await.unwrap().unwrap();
    assert_eq!((register.property_names(), register.is_personal()), (vec!["head".into(), "size".into()], false));
    let deeds = actions(ground, 4).await;
    assert_eq!(deeds, ["form.published", "register.created", "register.property_added", "register.property_added"]);
    publish("2", true).await;
    let marked = store.register(operation, "households").await.unwrap().unwrap();
    let personal: Vec<bool> = marked.properties.iter().map(|property| property.personal).collect();
    assert_eq!((personal, marked.personal_label), (vec![true, false], true));
    publish("3", false).await;
    assert_eq!(store.registers(operation).await.unwrap(), [marked], "it does not become less personal");
}

async fn a_group_of_submissions_is_carried_out_in_order(ground: &Ground) {
    let scene = Scene::build(ground).await;
    let first = scene.submission("0001", &[creation(A, "Gatumba", &[("people", "10")]), creation(B, "Rugari", &[])]);
    let second = scene.submission("0002", &[update(A, 1, &[("people", "12")])]);
    let third = scene.submission("0003", &[update(A, 2, &[("water", "yes")])]);
    for submission in [first.clone(), second, third, first] {
        ground.store.store_submission(submission).await.unwrap();
    }
    let entity = scene.entity(&ground.store, A).await;
    assert_eq!((entity.version, entity.conflict), (3, None));
    assert_eq!(entity.values, said(&[("people", "12"), ("water", "yes")]));
    let versions = ground.store.entity_versions(&entity).await.unwrap();
    let from: Vec<_> = versions.iter().map(|version| version.instance_id.as_deref().unwrap()).collect();
    assert_eq!(from, ["uuid:0001", "uuid:0002", "uuid:0003"]);
    assert_eq!(versions[1].received, said(&[("people", "12")]));
    let (all, total) = ground.store.entities(&scene.sites, &EntityFilter::default(), 10).await.unwrap();
    assert_eq!((all.len(), total), (2, 2), "sent again, it changes nothing");
    assert_eq!(ground.store.newest_entity_versions(&scene.sites).await.unwrap()[&entity.id].version, 3);
    let entries = ground.store.audit_entries(None, 1).await.unwrap();
    assert_eq!(
        (entries[0].action.as_str(), entries[0].subject.as_str()),
        ("entity.updated", &*format!("entity:sites/{A}"))
    );
    assert_eq!(ground.store.first_broken_audit_entry().await.unwrap(), None);
}

async fn what_cannot_be_carried_out_is_kept_beside_the_submission(ground: &Ground) {
    let scene = Scene::build(ground).await;
    let stranger = Change { list: "unknown".to_owned(), ..creation(A, "x", &[]) };
    let stored = scene.send(ground, "0001", &[creation("12", "x", &[]), stranger, creation(A, "Gatumba", &[])]).await;
    assert!(matches!(stored, Stored::New { .. }));
    let problems = ground.store.entity_problems(scene.world.operation.id).await.unwrap();
    let codes: Vec<_> = problems.iter().map(|problem| (problem.list.as_str(), problem.trouble.code())).collect();
    assert_eq!(codes, [("unknown", "list_unknown"), ("sites", "id_invalid")], "newest first");
    assert!(problems.iter().all(|one| one.record_id.is_some() && one.instance_id.as_deref() == Some("uuid:0001")));
    assert_eq!(scene.entity(&ground.store, A).await.label, "Gatumba", "one mistake does not hinder the rest");
}

async fn an_entity_waits_for_the_approval_of_its_record(ground: &Ground) {
    let scene = Scene::build(ground).await;
    let store = &ground.store;
    store.set_register_approval(&scene.sites, true, ACTOR).await.unwrap();
    let change = [creation(A, "Gatumba", &[("people", "10")])];
    let Stored::New { record_id, .. } = scene.send(ground, "0001", &change).await else { panic!() };
    assert_eq!(store.entity(&scene.sites, A).await.unwrap(), None);
    let waiting = store.waiting_changes(&scene.sites).await.unwrap();
    assert_eq!((waiting.len(), waiting[0].record_id, waiting[0].for_branch), (1, Some(record_id), false));
    assert_eq!(store.register_counts(scene.world.operation.id).await.unwrap()[&scene.sites.id].waiting, 1);
    store.decide(&[record_id], RecordState::Rejected, Some("twice"), ACTOR).await.unwrap();
    assert_eq!(store.entity(&scene.sites, A).await.unwrap(), None);
    store.decide(&[record_id], RecordState::Approved, Some("no, once"), ACTOR).await.unwrap();
    assert_eq!(scene.entity(store, A).await.version, 1);
    assert_eq!(actions(ground, 2).await, ["record.approved", "entity.created"]);
    store.decide(&[record_id], RecordState::Rejected, Some("x"), ACTOR).await.unwrap();
    store.decide(&[record_id], RecordState::Approved, Some("x"), ACTOR).await.unwrap();
    assert_eq!(scene.entity(store, A).await.version, 1, "once");
    assert!(store.waiting_changes(&scene.sites).await.unwrap().is_empty());
    scene.send(ground, "0002", &[update(A, 1, &[("people", "11")])]).await;
    assert_eq!(scene.entity(store, A).await.version, 2, "an update of what was approved does not wait, as in Central");
}

async fn a_correction_takes_the_place_of_what_could_not_be_done(ground: &Ground) {
    let scene = Scene::build(ground).await;
    let store = &ground.store;
    let correct = |instance: &str, of: &str, changes: &[Change]| NewSubmission {
        corrects: Some(format!("uuid:{of}")),
        ..scene.submission(instance, changes)
    };
    scene.send(ground, "0001", &[creation(A, " ", &[])]).await;
    assert_eq!(store.entity_problems(scene.world.operation.id).await.unwrap().len(), 1);
    store.store_submission(correct("0002", "0001", &[creation(A, "Gatumba", &[])])).await.unwrap();
    assert!(store.entity_problems(scene.world.operation.id).await.unwrap().is_empty());
    assert_eq!(scene.entity(store, A).await.label, "Gatumba");
    store.store_submission(correct("0003", "0002", &[creation(A, "Other", &[])])).await.unwrap();
    assert!(store.entity_problems(scene.world.operation.id).await.unwrap().is_empty(), "it made its entity already");
    assert_eq!(scene.entity(store, A).await.label, "Gatumba");
}

async fn work_without_network_chains_in_any_order(ground: &Ground) {
    let scene = Scene::build(ground).await;
    let store = &ground.store;
    scene.send(ground, "0003", &[offline(3, "", &[("people", "13")])]).await;
    scene.send(ground, "0002", &[offline(2, "", &[("people", "12")])]).await;
    scene.send(ground, "0001", &[offline(1, "", &[("people", "11")])]).await;
    assert_eq!(store.waiting_changes(&scene.sites).await.unwrap().len(), 3);
    assert_eq!(store.entity(&scene.sites, A).await.unwrap(), None);
    scene.send(ground, "0000", &[creation(A, "Gatumba", &[("people", "10")])]).await;
    let entity = scene.entity(store, A).await;
    assert_eq!((entity.version, entity.conflict, entity.values["people"].as_str()), (4, None, "13"));
    let versions = store.entity_versions(&entity).await.unwrap();
    let from: Vec<_> = versions.iter().map(|version| version.instance_id.as_deref().unwrap()).collect();
    assert_eq!(from, ["uuid:0000", "uuid:0001", "uuid:0002", "uuid:0003"]);
    assert!(store.waiting_changes(&scene.sites).await.unwrap().is_empty());
}

async fn a_change_that_waits_in_vain_can_be_forced(ground: &Ground) {
    let scene = Scene::build(ground).await;
    let store = &ground.store;
    scene.send(ground, "0000", &[creation(A, "Gatumba", &[("people", "10")])]).await;
    scene.send(ground, "0003", &[offline(3, "1", &[("people", "13")])]).await;
    let waiting = store.waiting_changes(&scene.sites).await.unwrap();
    assert!(store.force_waiting(&scene.sites, waiting[0].id, ACTOR).await.unwrap());
    assert!(!store.force_waiting(&scene.sites, waiting[0].id, ACTOR).await.unwrap());
    assert_eq!(scene.entity(store, A).await.values["people"], "13");
    assert_eq!(actions(ground, 2).await, ["entity.forced", "entity.updated"]);
}

async fn a_conflict_stays_until_it_is_resolved(ground: &Ground) {
    let scene = Scene::build(ground).await;
    let store = &ground.store;
    scene.send(ground, "0001", &[creation(A, "Gatumba", &[("people", "10")])]).await;
    scene.send(ground, "0002", &[update(A, 1, &[("people", "12")])]).await;
    scene.send(ground, "0003", &[update(A, 1, &[("people", "15")])]).await;
    let entity = scene.entity(store, A).await;
    assert_eq!((entity.version, entity.conflict), (3, Some(Conflict::Hard)));
    let conflicts = EntityFilter { conflicts_only: true, ..EntityFilter::default() };
    assert_eq!(store.entities(&scene.sites, &conflicts, 10).await.unwrap().1, 1);
    let take =
        |seen, take: &[(&str, &str)]| Resolution { seen: Some(seen), take: said(take), reason: Some("counted".into()) };
    let stale = store.resolve_entity(&scene.sites, A, &take(2, &[]), ACTOR).await.unwrap();
    assert_eq!(stale, Edited::Stale { current: 3 });
    let resolved = store.resolve_entity(&scene.sites, A, &take(3, &[("people", "12")]), ACTOR).await.unwrap();
    let Edited::Done(entity) = resolved else { panic!("{resolved:?}") };
    assert_eq!((entity.version, entity.conflict, entity.values["people"].as_str()), (4, None, "12"));
    let versions = store.entity_versions(&entity).await.unwrap();
    assert_eq!(versions[2].conflicting, ["people"]);
    let (_, by, reason) = versions[2].resolved.clone().unwrap();
    assert_eq!((by.as_str(), reason.as_deref()), (ACTOR, Some("counted")));
    assert_eq!(versions[3].source, "resolution");
    assert_eq!(store.resolve_entity(&scene.sites, A, &take(4, &[]), ACTOR).await.unwrap(), Edited::NoConflict);
    scene.send(ground, "0004", &[update(A, 3, &[("water", "no")])]).await;
    let revision = scene.now(store).await.revision;
    let kept = store.resolve_entity(&scene.sites, A, &take(5, &[]), ACTOR).await.unwrap();
    assert!(matches!(kept, Edited::Done(entity) if entity.version == 5 && entity.conflict.is_none()));
    assert_eq!(scene.now(store).await.revision, revision, "phones get the same as before");
}

async fn many_change_at_once_or_none(ground: &Ground) {
    let scene = Scene::build(ground).await;
    let store = &ground.store;
    let new =
        |uuid: &str| BulkEntity { uuid: uuid.to_owned(), label: "L".to_owned(), values: said(&[("people", "1")]) };
    let many = (0..2_500).map(|number| new(&format!("2f6f4c0a-2f4c-4f3e-9a55-{number:012}"))).collect();
    let change =
        BulkChange { create: many, detail: json!({"name": "sites.csv"}), source: "bulk", ..BulkChange::default() };
    assert_eq!(
        store.change_entities(&scene.sites, &change, ACTOR).await.unwrap(),
        BulkDone::Done { created: 2_500, updated: 0 }
    );
    assert_eq!(actions(ground, 1).await, ["register.changed_in_bulk"]);
    let first = "2f6f4c0a-2f4c-4f3e-9a55-000000000000";
    let update = BulkUpdate { uuid: first.to_owned(), received: said(&[("label", "M"), ("roof", "tin")]) };
    let seen = Some(scene.now(store).await.revision);
    let second = BulkChange {
        seen,
        properties: vec!["roof".into()],
        create: vec![new(A)],
        update: vec![update],
        source: "bulk",
        ..BulkChange::default()
    };
    let done = store.change_entities(&scene.sites, &second, ACTOR).await.unwrap();
    assert_eq!(done, BulkDone::Done { created: 1, updated: 1 });
    let entity = scene.entity(store, first).await;
    assert_eq!((entity.label.as_str(), entity.version, entity.values["roof"].as_str()), ("M", 2, "tin"));
    assert_eq!(store.change_entities(&scene.sites, &second, ACTOR).await.unwrap(), BulkDone::Stale);
    let again = BulkChange { seen: None, create: vec![new(B), new(A)], ..second };
    assert_eq!(store.change_entities(&scene.sites, &again, ACTOR).await.unwrap(), BulkDone::Taken(vec![A.into()]));
    assert_eq!(store.entity(&scene.sites, B).await.unwrap(), None, "all or nothing");
}

async fn the_revision_rises_with_what_phones_get(ground: &Ground) {
    let scene = Scene::build(ground).await;
    let store = &ground.store;
    let mut last = scene.now(store).await.revision;
    let mut rises = async |what: &str, expected: bool| {
        let now = scene.now(store).await.revision;
        assert_eq!(now > last, expected, "{what}");
        last = now;
    };
    scene.send(ground, "0001", &[creation(A, "Gatumba", &[])]).await;
    rises("created", true).await;
    scene.send(ground, "0002", &[]).await;
    scene.send(ground, "0003", &[creation(A, "Gatumba", &[])]).await;
    rises("a problem", false).await;
    let edited = store.update_entity(&scene.sites, A, &said(&[("people", "3")]), Some(1), ACTOR).await.unwrap();
    assert!(matches!(edited, Edited::Done(_)));
    rises("edited", true).await;
    let stale = store.update_entity(&scene.sites, A, &said(&[]), Some(1), ACTOR).await.unwrap();
    assert_eq!(stale, Edited::Stale { current: 2 });
    rises("refused", false).await;
    assert!(store.delete_entity(&scene.sites, A, ACTOR).await.unwrap());
    assert!(!store.delete_entity(&scene.sites, A, ACTOR).await.unwrap());
    rises("deleted", true).await;
    let states = store.entity_states(&scene.sites, &[A.to_owned(), B.to_owned()]).await.unwrap();
    assert_eq!(states, [(A.to_owned(), true)]);
    assert!(store.restore_entity(&scene.sites, A, ACTOR).await.unwrap());
    rises("restored", true).await;
    store.add_property(&scene.sites, "roof", false, ACTOR).await.unwrap();
    rises("a property", true).await;
    let taken = store.add_property(&scene.sites, "Roof", false, ACTOR).await;
    assert!(matches!(taken, Err(StoreError::Taken { .. })), "{taken:?}");
}

async fn personal_properties_are_searched_by_those_who_may(ground: &Ground) {
    let scene = Scene::build(ground).await;
    let store = &ground.store;
    store.add_property(&scene.sites, "head", true, ACTOR).await.unwrap();
    scene.send(ground, "0001", &[creation(A, "Gatumba", &[("head", "Béatrice"), ("water", "100%_")])]).await;
    let found = async |text: &str, search_personal| {
        let filter = EntityFilter { search: Some(text.into()), search_personal, ..EntityFilter::default() };
        store.entities(&scene.sites, &filter, 10).await.unwrap().1
    };
    assert_eq!((found("beatrice", true).await, found("beatrice", false).await), (1, 0));
    assert_eq!((found("GATUMBA", false).await, found("0%_", false).await, found("0__", false).await), (1, 1, 0));
}
