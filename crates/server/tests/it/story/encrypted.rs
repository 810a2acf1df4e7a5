//! Forms that are encrypted on the phone: what comes is kept as it is, and only the private key reads it.
//!
//! The submissions are those that Java encrypted as ODK Collect does, see `crates/encrypted/tests/elsewhere`.

use super::{
    assessment::Assessment,
    country::{BASELINE, Country},
    delivery::Delivery,
};
use crate::site::{Answer, Browser};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use encrypted::{Manifest, PrivateKey, decrypt_submission};
use serde_json::{Value, json};
use std::{collections::BTreeMap, fs, io::Read, path::PathBuf};
use vocab::{SecretRandomness, SystemRandomness};

on_both_stores! {
    an_encrypted_submission_is_kept_unread_and_its_key_reads_it
    what_is_encrypted_changes_no_figure
    what_came_otherwise_than_the_form_asks_is_kept_and_flagged
    a_form_is_encrypted_here_and_stays_so
    a_key_that_is_none_is_refused
}

const PUBLIC: &str = include_str!("../../../../encrypted/tests/elsewhere/vectors/public.txt");
const PRIVATE: &str = include_str!("../../../../encrypted/tests/elsewhere/vectors/private.pem");
const INSTANCE: &str = "uuid:7b0e4a92-51a3-4e62-a1a5-0c2f7ad0a6ef";

fn files_of(folder: &str) -> BTreeMap<String, Vec<u8>> {
    let folder =
        PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../encrypted/tests/elsewhere/vectors")).join(folder);
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

/// The manifest, and the encrypted files.
fn sent() -> (String, BTreeMap<String, Vec<u8>>) {
    let mut files = files_of("files");
    (String::from_utf8(files.remove("manifest.xml").unwrap()).unwrap(), files)
}

fn household(version: &str, key: &str) -> String {
    let column = if key.is_empty() { "" } else { " public_key |" };
    format!(
        "| survey |\n| | type | name | label |\n| | text | name | Name |\n| settings |\n\
         | | form_id | version |{column}\n| | household | {version} | {key} |\n"
    )
}

async fn publish(country: &Country, workbook: &str) -> Answer {
    let mark = country.manager().await;
    let parts = Delivery::empty().part("workbook", "household.md", "text/markdown", workbook.as_bytes());
    let (head, body) = parts.request("/api/v1/operations/burundi/forms").into_parts();
    let mut request = Request::from_parts(head, Body::new(body));
    request.headers_mut().insert(header::COOKIE, mark.cookie.as_deref().unwrap().parse().unwrap());
    request.headers_mut().insert("x-inzira", "1".parse().unwrap());
    country.site.answer(request).await
}

/// What a program that speaks ODK Central's API is told.
async fn central(country: &Country, person: &str, path: &str) -> Answer {
    let body = json!({"email": format!("{person}@example.org"), "password": crate::site::PASSWORD});
    let token = country.site.browser().post("/v1/sessions", body).await.json()["token"].as_str().unwrap().to_owned();
    let mut program = country.site.browser();
    program.headers = vec![("authorization", format!("Bearer {token}"))];
    program.get(&format!("/v1/projects/{}/{path}", country.operation.id)).await
}

fn with_files<'a>(xml: &str, files: impl IntoIterator<Item = (&'a String, &'a Vec<u8>)>) -> Delivery {
    let delivery = Delivery::of(xml);
    files
        .into_iter()
        .fold(delivery, |delivery, (name, bytes)| delivery.part(name, name, "application/octet-stream", bytes))
}

async fn record_of(country: &Country, reviewer: &Browser<'_>, instance: &str) -> Value {
    let store = &country.site.app.store;
    let submission = store.submission(country.operation.id, instance).await.unwrap().unwrap();
    let id = store.record_of_submission(submission.id).await.unwrap().unwrap().id;
    reviewer.get(&format!("/api/v1/records/{id}")).await.json()
}

fn codes(record: &Value) -> Vec<&str> {
    record["flags"].as_array().unwrap().iter().map(|flag| flag["code"].as_str().unwrap()).collect()
}

async fn an_encrypted_submission_is_kept_unread_and_its_key_reads_it(country: Country) {
    let published = publish(&country, &household("2026112201", PUBLIC)).await;
    assert_eq!(published.status, StatusCode::CREATED, "{}", published.text);
    assert_eq!(published.json()["form"]["encrypted"], true);
    let xform = country.get("/forms/household.xml").await;
    assert!(xform.text.contains(&format!("base64RsaPublicKey=\"{PUBLIC}\"")), "{}", xform.text);

    // As Collect splits what is large: each request brings the manifest and some of the files.
    let (manifest, files) = sent();
    let begun = country.send(&with_files(&manifest, files.iter().take(2))).await;
    assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.text);
    assert!(begun.text.contains("Files still to come: 3"), "{}", begun.text);
    let listed = central(&country, "rita", "forms/household.svc/Submissions").await.json();
    assert_eq!(listed["value"][0]["__system"]["status"], "missingEncryptedFormData");
    let ended = country.send(&with_files(&manifest, files.iter().skip(2))).await;
    assert_eq!(ended.status, StatusCode::CREATED, "{}", ended.text);
    assert!(!ended.text.contains("still to come"), "{}", ended.text);
    assert_eq!(country.send(&with_files(&manifest, &files)).await.status, StatusCode::ACCEPTED);
    let stranger = country.send(&Delivery::of(&manifest).part("a", "a.enc", "application/octet-stream", b"a")).await;
    assert_eq!(stranger.status, StatusCode::BAD_REQUEST, "a file the manifest does not name");

    let rita = country.reviewer().await;
    let record = record_of(&country, &rita, INSTANCE).await;
    assert_eq!((&record["encrypted"], &record["form_id"]), (&json!(true), &json!("household")));
    assert_eq!(codes(&record), ["content.encrypted"]);
    let answers = record["answers"].as_array().unwrap();
    assert_eq!(answers[0]["answer"], json!({"missing": "withheld"}), "{answers:?}");
    assert_eq!(record["attachments"].as_array().unwrap().len(), files.len());
    let xml = rita.get(&format!("/api/v1/records/{}/submission", record["id"])).await;
    assert_eq!(xml.text, manifest);

    let listed = central(&country, "rita", "forms/household.svc/Submissions").await.json();
    let system = &listed["value"][0]["__system"];
    assert_eq!((&system["status"], &system["attachmentsPresent"]), (&json!("notDecrypted"), &json!(5)), "{listed}");
    let keys = central(&country, "rita", "forms/household/submissions/keys").await.json();
    assert_eq!((&keys[0]["public"], &keys[0]["managed"]), (&json!(PUBLIC), &json!(false)));
    assert_eq!(central(&country, "rita", "forms/household").await.json()["keyId"], keys[0]["id"]);
    assert_eq!(central(&country, "rita", &format!("forms/{BASELINE}")).await.json()["keyId"], Value::Null);

    let zip = rita.get("/api/v1/operations/burundi/forms/household/submissions.zip").await;
    assert_eq!(zip.status, StatusCode::OK);
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip.bytes)).unwrap();
    let folder = format!("instances/{}/", INSTANCE.replace(':', ""));
    let mut downloaded = BTreeMap::new();
    for at in 0..zip.len() {
        let (mut file, mut bytes) = (zip.by_index(at).unwrap(), Vec::new());
        file.read_to_end(&mut bytes).unwrap();
        downloaded.insert(file.name().unwrap().strip_prefix(&folder).unwrap().to_owned(), bytes);
    }
    assert_eq!(downloaded.remove("submission.xml").unwrap(), manifest.as_bytes());
    assert_eq!(downloaded, files);
    let document = collect::parse_submission(manifest.as_bytes(), &collect::Limits::default()).unwrap();
    let key = PrivateKey::read(PRIVATE).unwrap();
    let mut randomness = SecretRandomness::new(&SystemRandomness);
    let opened = decrypt_submission(&Manifest::read(&document).unwrap(), &downloaded, &key, &mut randomness).unwrap();
    assert!(opened.is_intact());
    assert_eq!(opened.xml, files_of("files/plain")["submission.xml"]);

    let vera = country.viewer().await;
    for path in ["operations/burundi/forms/household/submissions.zip", "operations/burundi/forms/household/keys"] {
        assert_eq!(vera.get(&format!("/api/v1/{path}")).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let path = format!("/api/v1/records/{}/submission", record["id"]);
    assert_eq!(vera.get(&path).await.status, StatusCode::FORBIDDEN);
    let deeds = country.site.deeds().await;
    for deed in ["submission.read", "submissions.exported", "form_key.read"] {
        assert!(deeds.iter().any(|(actor, action, _)| actor == "user:rita@example.org" && action == deed), "{deed}");
    }
}

async fn what_is_encrypted_changes_no_figure(country: Country) {
    let plain = country.receive(&Assessment::new(1)).await;
    country.approve(plain).await;
    let before = country.displaced("BDI").await;
    let (manifest, files) = sent();
    let manifest = manifest.replace("id=\"household\" version=\"2026112201\"", &format!("id=\"{BASELINE}\""));
    assert_eq!(country.send(&with_files(&manifest, &files)).await.status, StatusCode::CREATED);
    let record = record_of(&country, &country.reviewer().await, INSTANCE).await;
    assert_eq!(record["round"], 1, "{record}");
    country.approve(record["id"].as_i64().unwrap()).await;
    let mut after = country.displaced("BDI").await;
    assert_ne!(after["snapshot"], before["snapshot"], "the record is in the snapshot, unknown in every answer");
    after["snapshot"] = before["snapshot"].clone();
    for same in ["value", "records", "coverage"] {
        assert_eq!(after[same], before[same], "{same}: {after}");
    }
}

async fn what_came_otherwise_than_the_form_asks_is_kept_and_flagged(country: Country) {
    publish(&country, &household("2026112201", PUBLIC)).await;
    let rita = country.reviewer().await;
    let readable = "<data id=\"household\" version=\"2026112201\"><name>Néema</name><meta><instanceID>uuid:plain\
                    </instanceID></meta></data>";
    assert_eq!(country.send(&Delivery::of(readable)).await.status, StatusCode::CREATED);
    let record = record_of(&country, &rita, "uuid:plain").await;
    assert_eq!((codes(&record), &record["encrypted"]), (vec!["content.not_encrypted"], &json!(false)));
    assert_eq!(record["answers"][0]["answer"]["value"], "Néema");

    let (manifest, files) = sent();
    let manifest = manifest.replace("id=\"household\" version=\"2026112201\"", &format!("id=\"{BASELINE}\""));
    assert_eq!(country.send(&with_files(&manifest, &files)).await.status, StatusCode::CREATED);
    let record = record_of(&country, &rita, INSTANCE).await;
    assert!(codes(&record).contains(&"content.encrypted_unasked"), "{record}");

    // A manifest that lacks what decrypting needs: kept with everything that came.
    let broken = "<data id=\"household\" version=\"2026112201\" encrypted=\"yes\"><encryptedXmlFile>submission.xml.enc\
                  </encryptedXmlFile><meta><instanceID>uuid:broken</instanceID></meta></data>";
    assert_eq!(country.send(&with_files(broken, files.iter().take(1))).await.status, StatusCode::CREATED);
    let record = record_of(&country, &rita, "uuid:broken").await;
    assert_eq!(codes(&record), ["content.manifest_broken", "content.encrypted"]);
    assert!(record["flags"][0]["message"]["en"].as_str().unwrap().contains("base64EncryptedKey"), "{record}");
    assert_eq!(record["attachments"].as_array().unwrap().len(), 1);
}

async fn a_form_is_encrypted_here_and_stays_so(country: Country) {
    assert_eq!(publish(&country, &household("1", "")).await.status, StatusCode::CREATED);
    let mark = country.manager().await;
    let managed: Value =
        serde_json::from_str(include_str!("../../../../encrypted/tests/elsewhere/vectors/managed.json")).unwrap();
    let protected: encrypted::ManagedKey = serde_json::from_value(managed["archive"].clone()).unwrap();
    let public = protected.public_key().unwrap().to_base64();
    let path = "/api/v1/operations/burundi/forms/household/encryption";
    let other = mark.post(path, json!({"public_key": PUBLIC, "protected": protected})).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "parts of two keys");
    let body = json!({"public_key": public, "protected": protected, "hint": "what hangs above the door"});
    let rita = country.reviewer().await;
    assert_eq!(rita.post(path, body.clone()).await.status, StatusCode::FORBIDDEN);
    let encrypted = mark.post(path, body.clone()).await;
    assert_eq!(encrypted.status, StatusCode::CREATED, "{}", encrypted.text);
    let version = encrypted.json()["form"]["version"].as_str().unwrap().to_owned();
    assert!(version.starts_with("1[encrypted:"), "{version}");
    let again = mark.post(path, body).await;
    assert_eq!((again.status, &again.json()["form"]["version"]), (StatusCode::CREATED, &json!(version)));
    let xform = country.get("/forms/household.xml").await.text;
    assert!(xform.contains(&format!("base64RsaPublicKey=\"{public}\"")) && xform.contains(&version), "{xform}");

    let keys = rita.get("/api/v1/operations/burundi/forms/household/keys").await.json();
    assert_eq!(keys["keys"][0]["hint"], "what hangs above the door");
    let kept: encrypted::ManagedKey = serde_json::from_value(keys["keys"][0]["protected"].clone()).unwrap();
    assert!(kept.open(managed["passphrase"].as_str().unwrap()).is_ok());
    let zip = rita.get("/api/v1/operations/burundi/forms/household/submissions.zip").await;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(zip.bytes)).unwrap();
    assert!(zip.by_name("keys.json").is_ok(), "so that the passphrase opens the download");

    // The next workbook does not speak of the key. Nobody meant to uncover what people say.
    assert_eq!(publish(&country, &household("2", "")).await.status, StatusCode::CREATED);
    let xform = country.get("/forms/household.xml").await.text;
    assert!(xform.contains("version=\"2\"") && xform.contains(&public), "{xform}");
}

async fn a_key_that_is_none_is_refused(country: Country) {
    let private: String = PRIVATE.lines().filter(|line| !line.starts_with('-')).collect();
    for (key, words) in [("MIIB", "no RSA key"), (private.as_str(), "this is a private key")] {
        let refused = publish(&country, &household("1", key)).await;
        assert_eq!((refused.status, refused.code().as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "form.public_key"));
        assert!(refused.text.contains(words), "{}", refused.text);
        assert!(!refused.text.contains(&private[..40]), "the key is not repeated");
    }
}
