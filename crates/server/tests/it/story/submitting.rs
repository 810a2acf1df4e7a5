//! Sending what was filled in: acknowledged once it is safe, stored once, and refused in words a person understands.

use super::{
    assessment::Assessment,
    country::{BASELINE, Country, LARGEST_SUBMISSION},
    delivery::Delivery,
};
use crate::site::Answer;
use axum::http::StatusCode;
use serde_json::json;
use store::{FormState, RecordFilter};

on_both_stores! {
    a_submission_with_a_photo_is_stored_once_however_often_it_is_sent
    a_refusal_says_why_and_changes_nothing
    answers_that_are_awkward_to_keep_are_kept
    a_place_is_compared_with_itself_in_the_round_before
}

const PHOTO: &[u8] = b"\xff\xd8\xff\xe0 not really a photo \x00\x01\x02";

/// What must not change: submissions, records, and what the log says was received.
async fn kept(country: &Country) -> (u64, u64, usize) {
    let store = &country.site.app.store;
    let filter = RecordFilter { exercise_ids: vec![country.exercise.id], ..RecordFilter::default() };
    let (_, records) = store.records(&filter, 1).await.unwrap();
    let log = store.audit_entries(None, 10_000).await.unwrap();
    let received =
        log.iter().filter(|entry| entry.action.starts_with("submission.") && !entry.action.contains("refused"));
    (store.count_operation_submissions(country.operation.id).await.unwrap(), records, received.count())
}

fn message(answer: &Answer) -> String {
    assert!(answer.text.contains("<OpenRosaResponse"), "an OpenRosa message: {}", answer.text);
    assert_eq!(answer.headers["x-openrosa-version"], "1.0");
    let text = answer.text.split("<message>").nth(1).unwrap().split("</message>").next().unwrap();
    assert!(!text.trim().is_empty());
    text.replace("&apos;", "'").replace("&lt;", "<").replace("&quot;", "\"").replace("&amp;", "&")
}

async fn a_submission_with_a_photo_is_stored_once_however_often_it_is_sent(country: Country) {
    let assessment = Assessment { photo: Some("1768212000000.jpg"), ..Assessment::new(1) };
    let xml = assessment.xml(&country.form);
    let whole = Delivery::of(&xml).photo("1768212000000.jpg", PHOTO);
    let first = country.send(&whole).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.text);
    assert!(message(&first).contains(&assessment.instance_id()));
    assert_eq!(kept(&country).await, (1, 1, 1));
    for again in [&whole, &Delivery::of(&xml)] {
        let again = country.send(again).await;
        assert_eq!(again.status, StatusCode::ACCEPTED, "{}", again.text);
    }
    assert_eq!(kept(&country).await, (1, 1, 1));
    let submission = country.site.app.store.submission(country.operation.id, &assessment.instance_id()).await.unwrap();
    let submission = submission.unwrap();
    assert_eq!((submission.xml.as_slice(), submission.device_label.as_deref()), (xml.as_bytes(), Some("collect:8hT2")));
    let files = country.site.app.store.attachments(submission.id).await.unwrap();
    assert_eq!(files.len(), 1);
    assert_eq!(country.site.app.store.attachment_bytes(&files[0]).await.unwrap().as_deref(), Some(PHOTO));

    // Collect sends large sets of files in several requests: each brings the answers and some of the files.
    let later = Assessment { photo: Some("2.jpg"), ..Assessment::new(2) };
    let answers = Delivery::of(&later.xml(&country.form));
    let begun = country.send(&answers).await;
    assert_eq!(begun.status, StatusCode::CREATED);
    assert!(message(&begun).contains("Files still to come: 1"), "{}", begun.text);
    let ended = country.send(&answers.photo("2.jpg", PHOTO)).await;
    assert_eq!(ended.status, StatusCode::CREATED);
    assert!(!message(&ended).contains("still to come"), "{}", ended.text);
    assert_eq!(kept(&country).await, (2, 2, 3), "received twice, and a file added");
}

async fn a_refusal_says_why_and_changes_nothing(country: Country) {
    let first = Assessment { photo: Some("1.jpg"), ..Assessment::new(1) };
    let held = first.xml(&country.form);
    assert_eq!(country.send(&Delivery::of(&held).photo("1.jpg", PHOTO)).await.status, StatusCode::CREATED);
    let before = kept(&country).await;
    let xml = Assessment::new(2).xml(&country.form);
    let broken = format!("{}\n  <oops </{}>", xml.split("<location_name>").next().unwrap(), country.form.root);
    let cut = format!("<?xml version='1.0' ?>\n{}", &xml.split_once("?>").unwrap().1[..200]);
    let entities = format!("<!DOCTYPE data [<!ENTITY a \"aaaaaaaaaa\">]>{}", xml.split_once("?>").unwrap().1);
    let edit = xml.replace("</orx:instanceID>", "</orx:instanceID><orx:deprecatedID>uuid:before</orx:deprecatedID>");
    let refused = [
        (
            "an instanceID used again",
            Delivery::of(&held.replace("Kiremba", "Mugano")),
            409,
            "already has the instanceID",
        ),
        ("a photo used again", Delivery::of(&held).photo("1.jpg", b"another"), 409, "1.jpg"),
        (
            "an unknown form",
            Delivery::of(&xml.replace(&format!("id=\"{BASELINE}\""), "id=\"nothing\"")),
            404,
            "no form 'nothing'",
        ),
        ("a correction of nothing", Delivery::of(&edit), 404, "uuid:before"),
        ("a form that is no XML", Delivery::of("{\"json\": true}"), 400, "line 1"),
        ("broken XML", Delivery::of(&broken), 400, "line 2, column "),
        ("XML cut short", Delivery::of(&cut), 400, "line 2, column "),
        ("entities", Delivery::of(&entities), 400, ""),
        ("other bytes than UTF-8", Delivery::of_bytes(b"<data id='x'>\xff</data>"), 400, "UTF-8"),
        ("nothing", Delivery::of(""), 400, "empty"),
        ("no form id", Delivery::of("<data/>"), 400, "'data' has no 'id'"),
        ("no answers", Delivery::empty().photo("1.jpg", PHOTO), 400, "'xml_submission_file'"),
        ("no part", Delivery::empty(), 400, ""),
        ("no multipart", Delivery::of(&xml).content_type("text/xml"), 400, "'xml_submission_file'"),
        ("a file nobody asked for", Delivery::of(&xml).photo("virus.exe", b"MZ"), 400, "'virus.exe'"),
        ("too much", Delivery::of(&xml).photo("1.jpg", &vec![7; LARGEST_SUBMISSION]), 413, "300"),
        ("no version header", Delivery::of(&xml).unversioned(), 400, "X-OpenRosa-Version"),
    ];
    for (what, delivery, status, words) in refused {
        let answer = country.send(&delivery).await;
        assert_eq!(answer.status.as_u16(), status, "{what}: {}", answer.text);
        let english = message(&answer);
        assert!(english.contains(words), "{what}: {english}");
        let french = country.send(&delivery.in_language("fr-BI, fr;q=0.9")).await;
        assert_eq!(french.status.as_u16(), status, "{what}");
        assert_eq!(french.headers["content-language"], "fr", "{what}");
        assert_ne!(message(&french), english, "{what}");
        assert_eq!(kept(&country).await, before, "{what}");
    }
    let french = country.send(&Delivery::of(&broken).in_language("fr")).await;
    assert!(message(&french).contains("à la ligne 2, colonne "), "{}", french.text);

    let path = format!("{}/submission", country.phone);
    let half = country.site.answer(Delivery::of(&xml).broken_off(&path, 0.5)).await;
    assert_eq!(half.status, StatusCode::BAD_REQUEST, "{}", half.text);
    assert!(message(&half).contains("broke off"), "{}", half.text);

    country.site.app.store.set_form_state(country.operation.id, BASELINE, FormState::Closed, "test").await.unwrap();
    let closed = country.send(&Delivery::of(&xml)).await;
    assert_eq!(closed.status, StatusCode::CONFLICT);
    assert!(message(&closed).contains("no longer takes submissions"), "{}", closed.text);
    country.site.app.store.set_form_state(country.operation.id, BASELINE, FormState::Open, "test").await.unwrap();

    let manager = country.manager().await;
    let devices = manager.get("/api/v1/operations/burundi/devices").await.json();
    let device = &devices["devices"][0]["id"];
    manager.delete(&format!("/api/v1/operations/burundi/devices/{device}")).await;
    let revoked = country.send(&Delivery::of(&xml)).await;
    assert_eq!(revoked.status, StatusCode::FORBIDDEN, "{}", revoked.text);
    message(&revoked);
    assert_eq!(kept(&country).await, before);
}

/// PostgreSQL keeps no NUL in a text, and no index holds long ones: no phone may be told to try for ever because of it.
async fn answers_that_are_awkward_to_keep_are_kept(country: Country) {
    let xml = Assessment::new(1).xml(&country.form);
    let long = format!("<location_name>{}</location_name>", "Kiremba ".repeat(2_000));
    let xml = xml.replace("<location_name>Kiremba</location_name>", &long);
    assert!(xml.contains(&long));
    let path = format!("{}/submission?deviceID=a%C3%A9b", country.phone);
    let sent = country.site.answer(Delivery::of(&xml).request(&path)).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text);
    let record = country.site.app.store.submission(country.operation.id, &Assessment::new(1).instance_id()).await;
    assert!(record.unwrap().is_some());
    // The same for reviewers and for addresses.
    let listed = country.viewer().await.get("/api/v1/operations/burundi/records").await.json();
    let id = listed["records"][0]["id"].as_i64().unwrap();
    let decided = country.decide(id, "reject", Some("nul: \u{0}.")).await;
    assert!(decided.status.is_success() || decided.status.is_client_error(), "{}", decided.text);
    for path in [
        "/api/v1/public/operations/%00/exercises/x/figures",
        "/api/v1/public/operations/burundi/exercises/%00/figures",
        "/api/v1/public/operations/%00/boundaries/1.geojson",
        "/api/v1/public/explain?figure=%00/x/1/y/BDI",
        "/api/v1/operations/%00/records",
        "/api/v1/operations/burundi/records?search=%00",
        "/api/v1/operations/burundi/records?exercise=%00",
        "/v3/displacement/admin1?Admin0Pcode=%00",
    ] {
        let answer = country.viewer().await.get(path).await;
        assert!(!answer.status.is_server_error(), "{path}: {}", answer.text);
    }
}

async fn a_place_is_compared_with_itself_in_the_round_before(country: Country) {
    super::country::open_round(&country.site, &country.exercise, 2, true).await;
    let small = Assessment { households: 40, female: [20; 5], male: [20; 5], ..Assessment::new(1) };
    country.receive(&small).await;
    let codes = async |assessment: Assessment| {
        let id = country.receive(&assessment).await;
        let record = country.reviewer().await.get(&format!("/api/v1/records/{id}")).await.json();
        let flags = record["flags"].as_array().unwrap().clone();
        let codes: Vec<String> = flags.iter().map(|flag| flag["code"].as_str().unwrap().to_owned()).collect();
        (codes, flags, record["round"].clone())
    };
    let (first, ..) = codes(Assessment { colline: "Elsewhere", ..Assessment::new(2) }).await;
    assert!(!first.contains(&"change_over_half".to_owned()), "nothing to compare with: {first:?}");
    // Written otherwise, but the same place; 200 people were there, 500 are now.
    let now = Assessment { day: "2026-02-03", colline: " KIREMBA ", ..Assessment::new(3) };
    let (second, flags, round) = codes(now).await;
    assert_eq!(round, json!(2));
    assert!(second.contains(&"change_over_half".to_owned()), "{second:?}");
    let flag = flags.iter().find(|flag| flag["code"] == "change_over_half").unwrap();
    assert_eq!(
        flag["message"]["en"],
        "500 displaced people, after 200 in the round before: a change of more than half."
    );
    let steady = Assessment { day: "2026-02-03", colline: "Elsewhere", ..Assessment::new(4) };
    let (third, ..) = codes(steady).await;
    assert!(!third.contains(&"change_over_half".to_owned()), "500 as before: {third:?}");
}
