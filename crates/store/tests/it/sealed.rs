//! Rules.
//! 1. What is said of entities, what waits, trials of drafts, reports of imports, submissions, answers, files and the secrets
//!    of other systems lie sealed: none of it stands in a file of the data folder or in a row of the database.
//! 2. What lay there before sealing began is read as before, and sealed when asked.
//! 3. After a new key everything is sealed with it, and the former is not needed any more.
//! 4. Without its keys a store does not open, and says which it needs.
//! 5. A search finds what is sealed, for those who may.

use crate::{
    databases::Ground,
    fixtures::{ACTOR, World, form},
};
use chrono::DateTime;
use registers::{Change, Values};
use sealing::KeyRing;
use serde_json::json;
use std::sync::Arc;
use store::{
    BulkChange, BulkEntity, EntityFilter, FilePlace, NewImport, NewRegister, NewSource, Register, Schemas, Seals,
    Store, StoreError, TrialSubmission, WebhookSettings,
};
use vocab::{Answer, SecretRandomness, SystemRandomness, Value};

on_both_databases! {
    nothing_that_is_said_lies_readable
    what_lay_plain_is_read_as_before_and_sealed_when_asked
    a_new_key_takes_over_everything
    without_its_keys_a_store_does_not_open
    a_search_finds_what_is_sealed
}

const PERSON: &str = "Espérance Ndayizeye";
const FACE: &[u8] = b"\xff\xd8 a face that must not be seen";
const TOKEN: &str = "token-of-another-system";
const SIGNING: &str = "signing-secret-of-a-webhook";
const SECRETS: [&str; 4] = [PERSON, "a face that must not be seen", TOKEN, SIGNING];
const A: &str = "2f6f4c0a-2f4c-4f3e-9a55-1b8c3d0f6a10";
const B: &str = "2f6f4c0a-2f4c-4f3e-9a55-1b8c3d0f6a11";

fn ring() -> KeyRing {
    KeyRing::new(&mut SecretRandomness::new(&SystemRandomness), DateTime::UNIX_EPOCH)
}

fn seals(ring: &KeyRing) -> Arc<Seals> {
    Arc::new(Seals::new(ring.clone(), Arc::new(SystemRandomness)))
}

fn named() -> Values {
    [("head".to_owned(), PERSON.to_owned()), ("people".to_owned(), "6".to_owned())].into()
}

fn creation(list: &str, uuid: &str) -> Change {
    Change {
        create: true,
        may_create: true,
        id: uuid.to_owned(),
        label: Some(format!("Household of {PERSON}")),
        values: named(),
        ..Change::of_list(list)
    }
}

async fn register(store: &Store, world: &World, name: &str, approval_required: bool) -> Register {
    let new = NewRegister { name: name.to_owned(), approval_required };
    let register = store.create_register(world.operation.id, &new, ACTOR).await.unwrap();
    store.add_property(&register, "head", true, ACTOR).await.unwrap();
    store.add_property(&register, "people", false, ACTOR).await.unwrap();
    store.register(world.operation.id, name).await.unwrap().unwrap()
}

/// Says everything that must not lie readable.
async fn tell(store: &Store, world: &World) -> Register {
    let operation = world.operation.id;
    let households = register(store, world, "households", false).await;
    register(store, world, "waiting", true).await;
    let mut submission = world.submission("0001");
    submission.xml = format!("<data id=\"baseline_subarea\"><head>{PERSON}</head></data>").into();
    submission.record.record.answers.insert("head".to_owned(), Answer::from(Value::Text(PERSON.to_owned())));
    submission.entities = vec![creation("households", A), creation("waiting", B)];
    let place = FilePlace { operation_id: operation, instance_id: &submission.instance_id };
    submission.attachments = vec![store.keep_file(place, "1.jpg".to_owned(), "image/jpeg".to_owned(), FACE).unwrap()];
    submission.expected_files = vec!["1.jpg".to_owned()];
    store.store_submission(submission).await.unwrap();
    store.update_entity(&households, A, &named(), None, ACTOR).await.unwrap();
    let create = vec![BulkEntity { uuid: B.to_owned(), label: PERSON.to_owned(), values: named() }];
    let bulk = BulkChange { create, source: "bulk", ..BulkChange::default() };
    store.change_entities(&households, &bulk, ACTOR).await.unwrap();
    let draft = store.save_draft(operation, &form("2"), "a-token", ACTOR).await.unwrap();
    let trial = TrialSubmission {
        instance_id: "uuid:trial".to_owned(),
        xml: format!("<data>{PERSON}</data>").into(),
        received_at: store.clock().now(),
        device_label: None,
        files: Vec::new(),
    };
    store.try_draft(draft.id, &trial).await.unwrap();
    let import = NewImport {
        operation_id: operation,
        exercise_code: "baseline_subarea".to_owned(),
        file: "r1.xlsx".to_owned(),
        sha256: "ab".repeat(32),
        mapping: "burundi-kobo".to_owned(),
        mapping_version: "3".to_owned(),
        report: json!({"problems": [PERSON]}),
        refused: 1,
    };
    store.store_import(&import, &[world.row("A-1", 1)], ACTOR, |_| ()).await.unwrap();
    let source = NewSource {
        name: "Kobo".to_owned(),
        kind: "kobo".to_owned(),
        url: "https://kobo.example.org".to_owned(),
        project: String::new(),
        form: "aXyz".to_owned(),
        login: None,
        secret: TOKEN.to_owned(),
        review_states: false,
        every_minutes: 60,
    };
    store.add_source(operation, &source, ACTOR).await.unwrap();
    let hook = WebhookSettings {
        name: "Register".to_owned(),
        url: "https://register.example.org/".to_owned(),
        events: vec!["record.decided".to_owned()],
        with_answers: false,
        paused: false,
    };
    store.add_webhook(operation, &hook, SIGNING, ACTOR).await.unwrap();
    households
}

/// Everything that was said, read back.
async fn assert_told(store: &Store, world: &World, households: &Register) {
    let operation = world.operation.id;
    let entity = store.entity(households, A).await.unwrap().unwrap();
    assert_eq!((entity.label, entity.version), (format!("Household of {PERSON}"), 2));
    assert_eq!(entity.values, named());
    let entity = store.entity(households, A).await.unwrap().unwrap();
    let versions = store.entity_versions(&entity).await.unwrap();
    assert_eq!(versions[0].label, entity.label);
    assert_eq!((&versions[0].values, &versions[1].received), (&named(), &named()));
    let waiting = store.register(operation, "waiting").await.unwrap().unwrap();
    assert_eq!(store.waiting_changes(&waiting).await.unwrap()[0].change, creation("waiting", B));
    let draft = &store.drafts(operation).await.unwrap()[0];
    let trials = store.trials(draft.id, 10).await.unwrap();
    assert_eq!(trials[0].xml, format!("<data>{PERSON}</data>").into_bytes());
    assert_eq!(store.imports(operation).await.unwrap()[0].report, json!({"problems": [PERSON]}));
    assert_eq!(store.sources(operation).await.unwrap()[0].secret, TOKEN);
    assert_eq!(store.webhooks(operation).await.unwrap()[0].0.secret, SIGNING);
    let submission = store.submission(operation, "uuid:0001").await.unwrap().unwrap();
    assert!(String::from_utf8(submission.xml).unwrap().contains(PERSON));
    let files = store.attachments(submission.id).await.unwrap();
    assert_eq!(store.attachment_bytes(&files[0]).await.unwrap().as_deref(), Some(FACE));
    let record = store.record_of_submission(submission.id).await.unwrap().unwrap();
    let opened = store.open_record(record.id, "user:1 Rita").await.unwrap().unwrap();
    assert_eq!(opened.record.answers["head"], Answer::from(Value::Text(PERSON.to_owned())));
    let look = &store.audit_entries(None, 1).await.unwrap()[0];
    assert_eq!((look.action.as_str(), look.actor.as_str()), ("record.personal_data_read", "user:1 Rita"));
}

/// Where something that must not lie readable does, as text or as PostgreSQL writes bytes.
async fn found(ground: &Ground) -> Vec<(String, &'static str)> {
    let kept = ground.kept_bytes().await;
    let holds = |bytes: &[u8], part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    assert!(kept.iter().any(|(_, bytes)| holds(bytes, b"households")), "what is not personal is found");
    let mut found = Vec::new();
    for (place, bytes) in &kept {
        for secret in SECRETS {
            let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
            if holds(bytes, secret.as_bytes()) || holds(bytes, hex.as_bytes()) {
                found.push((place.clone(), secret));
            }
        }
    }
    found
}

async fn nothing_that_is_said_lies_readable(ground: &Ground) {
    let store = ground.sealed(seals(&ring())).await.unwrap();
    let world = World::build(ground).await;
    let households = tell(&store, &world).await;
    assert_eq!(found(ground).await, []);
    assert_told(&store, &world, &households).await;
    assert_eq!(found(ground).await, [], "and reading leaves nothing behind");
    assert!(store.unsealed(&Schemas::default()).await.unwrap().is_nothing());
}

async fn what_lay_plain_is_read_as_before_and_sealed_when_asked(ground: &Ground) {
    let world = World::build(ground).await;
    let households = tell(&ground.store, &world).await;
    for secret in SECRETS {
        assert!(found(ground).await.iter().any(|(_, found)| *found == secret), "{secret} lies plain");
    }
    let store = ground.sealed(seals(&ring())).await.unwrap();
    assert_told(&store, &world, &households).await;
    let left = store.unsealed(&Schemas::default()).await.unwrap();
    let kinds: Vec<&str> = left.kinds().into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["submissions", "records", "files", "entities", "trials", "imports", "secrets"]);
    assert_eq!(store.reseal(&Schemas::default(), ACTOR).await.unwrap(), left, "what is named is what is sealed");
    assert_eq!(found(ground).await, []);
    assert!(store.reseal(&Schemas::default(), ACTOR).await.unwrap().is_nothing());
    assert_told(&store, &world, &households).await;
}

async fn a_new_key_takes_over_everything(ground: &Ground) {
    let mut ring = ring();
    let former = ring.active();
    let store = ground.sealed(seals(&ring)).await.unwrap();
    let world = World::build(ground).await;
    let households = tell(&store, &world).await;
    drop(store);
    ring.rotate(&mut SecretRandomness::new(&SystemRandomness), DateTime::UNIX_EPOCH);
    let store = ground.sealed(seals(&ring)).await.unwrap();
    assert_told(&store, &world, &households).await;
    let left = store.unsealed(&Schemas::default()).await.unwrap();
    assert_eq!(left.kinds().len(), 7, "{left:?}");
    assert_eq!(store.reseal(&Schemas::default(), ACTOR).await.unwrap(), left);
    assert!(store.unsealed(&Schemas::default()).await.unwrap().is_nothing());
    assert_eq!(store.sealing_keys().await.unwrap(), [ring.active().to_string()]);
    drop(store);
    ring.forget(former).unwrap();
    let store = ground.sealed(seals(&ring)).await.unwrap();
    assert_told(&store, &world, &households).await;
    assert_eq!(store.first_broken_audit_entry().await.unwrap(), None);
}

async fn without_its_keys_a_store_does_not_open(ground: &Ground) {
    let right = ring();
    drop(ground.sealed(seals(&right)).await.unwrap());
    let refused = ground.sealed(seals(&ring())).await.unwrap_err();
    let StoreError::KeysMissing { missing } = &refused else { panic!("{refused}") };
    assert_eq!(*missing, right.active().to_string());
    assert!(ground.sealed(seals(&right)).await.is_ok());
}

async fn a_search_finds_what_is_sealed(ground: &Ground) {
    let store = ground.sealed(seals(&ring())).await.unwrap();
    let world = World::build(ground).await;
    let households = tell(&store, &world).await;
    let search = async |text: &str, search_personal: bool, before: Option<i64>, limit: u64| {
        let filter = EntityFilter { search: Some(text.to_owned()), search_personal, before, ..EntityFilter::default() };
        let (found, total) = store.entities(&households, &filter, limit).await.unwrap();
        (found.into_iter().map(|entity| entity.uuid).collect::<Vec<_>>(), total)
    };
    assert_eq!(search("esperance", true, None, 10).await, (vec![B.to_owned(), A.to_owned()], 2), "newest first");
    let (first, total) = search("ESPÉRANCE", true, None, 1).await;
    assert_eq!((first, total), (vec![B.to_owned()], 2), "a page, and how many there are in all");
    let last = store.entity(&households, B).await.unwrap().unwrap().id;
    assert_eq!(search("esperance", true, Some(last), 10).await, (vec![A.to_owned()], 2));
    let (found, _) = search("household of", true, None, 10).await;
    assert_eq!(found, [A]);
}
