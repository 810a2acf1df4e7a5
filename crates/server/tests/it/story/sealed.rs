//! What tells of people lies sealed: nobody who has the data folder or the database, but not the keys, can read it.

use super::{assessment::Assessment, country::Country, delivery::Delivery};
use axum::http::StatusCode;
use sea_orm::{ConnectionTrait, Database, Statement};
use serde_json::{Value, json};
use std::{fs, path::Path};
use store::Schemas;

on_both_stores! {
    nothing_personal_lies_readable_anywhere
    a_reviewer_reads_what_is_sealed_and_nobody_else
    a_submission_is_recognised_although_it_lies_sealed
    a_correction_takes_over_the_sealed_files_it_still_names
    what_was_stored_plain_is_sealed_later
}

const PHOTO: &[u8] = b"\xff\xd8\xff\xe0 a face that must not be seen \x00\x01\x02";
/// What nobody may find, as text.
const NAMES: [&str; 3] = ["Espérance N.", "+257 79 000 000", "a face that must not be seen"];

fn all_bytes(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            all_bytes(&entry.path(), found);
        } else {
            found.push((entry.path().display().to_string(), fs::read(entry.path()).unwrap()));
        }
    }
}

/// Everything that is kept: the files of the data folder, and on PostgreSQL the rows of all tables.
async fn kept(country: &Country) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    all_bytes(country.site.folder.path(), &mut found);
    let Some(address) = country.site.database_address() else { return found };
    let connection = Database::connect(address).await.unwrap();
    let ask = async |sql: String| {
        let statement = Statement::from_string(connection.get_database_backend(), sql);
        let rows = connection.query_all_raw(statement).await.unwrap();
        rows.into_iter().map(|row| row.try_get_by_index::<String>(0).unwrap()).collect::<Vec<_>>()
    };
    let tables = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'";
    for table in ask(tables.to_owned()).await {
        let rows = ask(format!("SELECT t::text FROM \"{table}\" t")).await.join("\n");
        found.push((format!("table {table}"), rows.into_bytes()));
    }
    found
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Where a name is found, as text or as PostgreSQL writes bytes.
pub(super) async fn places_of(country: &Country, name: &str) -> Vec<String> {
    let hex: String = name.bytes().map(|byte| format!("{byte:02x}")).collect();
    let kept = kept(country).await;
    assert!(
        kept.iter().any(|(_, bytes)| holds(bytes, b"Kiremba")),
        "what is not personal is found, so the search works"
    );
    let found = kept.into_iter().filter(|(_, bytes)| holds(bytes, name.as_bytes()) || holds(bytes, hex.as_bytes()));
    found.map(|(place, _)| place).collect()
}

fn with_photo() -> Assessment {
    Assessment { photo: Some("1.jpg"), ..Assessment::new(1) }
}

fn answer<'a>(record: &'a Value, name: &str) -> &'a Value {
    let answers = record["answers"].as_array().unwrap();
    &answers.iter().find(|answer| answer["name"] == name).unwrap()["answer"]
}

async fn record_id(country: &Country, instance: &str) -> i64 {
    let store = &country.site.app.store;
    let submission = store.submission(country.operation.id, instance).await.unwrap().unwrap();
    store.record_of_submission(submission.id).await.unwrap().unwrap().id
}

async fn nothing_personal_lies_readable_anywhere(country: Country) {
    let assessment = with_photo();
    let delivery = Delivery::of(&assessment.xml(&country.form)).photo("1.jpg", PHOTO);
    assert_eq!(country.send(&delivery).await.status, StatusCode::CREATED);
    country.approve(record_id(&country, &assessment.instance_id()).await).await;
    for name in NAMES {
        assert_eq!(places_of(&country, name).await, Vec::<String>::new(), "{name}");
    }
}

async fn a_reviewer_reads_what_is_sealed_and_nobody_else(country: Country) {
    let assessment = with_photo();
    let xml = assessment.xml(&country.form);
    assert_eq!(country.send(&Delivery::of(&xml).photo("1.jpg", PHOTO)).await.status, StatusCode::CREATED);
    let id = record_id(&country, &assessment.instance_id()).await;
    let path = format!("/api/v1/records/{id}");
    let (rita, vera) = (country.reviewer().await, country.viewer().await);
    let seen = rita.get(&path).await.json();
    assert_eq!(answer(&seen, "ki_name")["value"], "Espérance N.");
    assert_eq!(answer(&vera.get(&path).await.json(), "ki_name"), &json!({"missing": "withheld"}));
    assert_eq!(rita.get(&format!("{path}/submission")).await.text, xml);
    let photo = rita.get(&format!("/api/v1/attachments/{}", seen["attachments"][0]["id"])).await;
    assert_eq!((photo.status, photo.bytes.as_slice()), (StatusCode::OK, PHOTO));
    assert_eq!(seen["attachments"][0]["size"], PHOTO.len());
    let log = country.site.app.store.audit_entries(None, 20).await.unwrap();
    let subject = format!("record:{id}");
    let looks: Vec<_> = log
        .iter()
        .filter(|entry| entry.subject == subject)
        .map(|entry| (&entry.action[..], &entry.actor[..]))
        .collect();
    let of = |action: &str| looks.iter().filter(|(done, _)| *done == action).count();
    assert_eq!((of("record.personal_data_read"), of("record.read")), (1, 1), "{looks:?}");
    assert!(log.iter().any(|entry| entry.action == "attachment.read"), "{log:?}");
    // Whoever asks the store without naming a person gets nothing personal.
    let record = country.site.app.store.record(id).await.unwrap().unwrap();
    assert_eq!(serde_json::to_value(&record.record.answers["ki_name"]).unwrap(), json!({"missing": "withheld"}));
}

async fn a_submission_is_recognised_although_it_lies_sealed(country: Country) {
    let assessment = with_photo();
    let xml = assessment.xml(&country.form);
    let whole = Delivery::of(&xml).photo("1.jpg", PHOTO);
    assert_eq!(country.send(&whole).await.status, StatusCode::CREATED);
    let files = |country: &Country| {
        let mut found = Vec::new();
        all_bytes(&country.site.folder.path().join("blobs"), &mut found);
        found.len()
    };
    let before = files(&country);
    assert_eq!(country.send(&whole).await.status, StatusCode::ACCEPTED);
    assert_eq!(files(&country), before, "sending again leaves nothing behind");
    let other = country.send(&Delivery::of(&xml.replace("Espérance", "Esperance")).photo("1.jpg", PHOTO)).await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    assert_eq!(country.send(&Delivery::of(&xml).photo("1.jpg", b"another")).await.status, StatusCode::CONFLICT);
}

async fn a_correction_takes_over_the_sealed_files_it_still_names(country: Country) {
    let first = with_photo();
    let xml = first.xml(&country.form);
    assert_eq!(country.send(&Delivery::of(&xml).photo("1.jpg", PHOTO)).await.status, StatusCode::CREATED);
    let (own, later) = (first.instance_id(), "uuid:11111111-1111-4111-8111-111111111111");
    let corrected = xml.replace("Espérance", "Consolate").replace(
        &format!("<orx:instanceID>{own}</orx:instanceID>"),
        &format!("<orx:instanceID>{later}</orx:instanceID><orx:deprecatedID>{own}</orx:deprecatedID>"),
    );
    assert_ne!(corrected, xml);
    let sent = country.send(&Delivery::of(&corrected)).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text);
    let rita = country.reviewer().await;
    let record = rita.get(&format!("/api/v1/records/{}", record_id(&country, &own).await)).await.json();
    assert_eq!(answer(&record, "ki_name")["value"], "Consolate N.");
    let photo = rita.get(&format!("/api/v1/attachments/{}", record["attachments"][0]["id"])).await;
    assert_eq!((photo.status, photo.bytes.as_slice()), (StatusCode::OK, PHOTO));
    assert_eq!(rita.get(&format!("/api/v1/records/{}/submission", record["id"])).await.text, corrected);
    for name in NAMES.into_iter().chain(["Consolate N."]) {
        assert_eq!(places_of(&country, name).await, Vec::<String>::new(), "{name}");
    }
}

/// A server of before sealing began, and the same one since.
async fn what_was_stored_plain_is_sealed_later(country: Country) {
    let mut old = country;
    let sealed = old.site.app.store.clone();
    old.site.reopen(old.site.plain_store().await);
    let assessment = with_photo();
    let whole = Delivery::of(&assessment.xml(&old.form)).photo("1.jpg", PHOTO);
    assert_eq!(old.send(&whole).await.status, StatusCode::CREATED);
    for name in NAMES {
        assert_ne!(places_of(&old, name).await, Vec::<String>::new(), "{name} lies plain");
    }
    old.site.reopen(sealed);
    assert_eq!(old.send(&whole).await.status, StatusCode::ACCEPTED, "what was stored plain is recognised");
    let store = old.site.app.store.clone();
    let mut schemas = Schemas::default();
    for version in store.form_version_names(old.operation.id).await.unwrap() {
        let form = old.site.app.forms.of_version(&store, version.id).await.unwrap();
        schemas.of_versions.insert(version.id, form.schema().into());
    }
    let done = store.reseal(&schemas, "test").await.unwrap();
    assert_eq!((done.submissions, done.records, done.files), (1, 1, 1));
    assert!(store.reseal(&schemas, "test").await.unwrap().is_nothing());
    for name in NAMES {
        assert_eq!(places_of(&old, name).await, Vec::<String>::new(), "{name}");
    }
    assert_eq!(old.send(&whole).await.status, StatusCode::ACCEPTED, "and what was sealed since as well");
    let rita = old.reviewer().await;
    let record =
        rita.get(&format!("/api/v1/records/{}", record_id(&old, &assessment.instance_id()).await)).await.json();
    assert_eq!(answer(&record, "ki_name")["value"], "Espérance N.");
}
