//! What reviewers see of a submission, who sees whom, and what of it is written down.

use super::{
    assessment::Assessment,
    country::{BASELINE, Country, open_round},
    delivery::Delivery,
};
use axum::http::{StatusCode, header};
use serde_json::{Value, json};

on_both_stores! {
    a_record_is_listed_with_its_flags_and_read_with_typed_answers
    whoever_reads_a_record_is_logged_for_the_one_of_the_round_before_too
    people_are_named_to_reviewers_only_and_the_log_says_to_whom
    a_photo_is_shown_to_those_with_a_role_and_every_look_is_in_the_log
    a_decision_needs_the_role_and_a_rejection_a_reason
    lists_are_narrowed_by_round_state_place_and_words
}

/// Actions of the log with their actors, from a moment on.
async fn log_since(country: &Country, seen: usize) -> Vec<(String, String)> {
    let deeds = country.site.deeds().await;
    deeds.into_iter().skip(seen).map(|(actor, action, _)| (actor, action)).collect()
}

fn answer<'r>(record: &'r Value, name: &str) -> &'r Value {
    let answers = record["answers"].as_array().unwrap();
    answers.iter().find(|answer| answer["name"] == name).unwrap_or_else(|| panic!("{name} in {record}"))
}

async fn a_record_is_listed_with_its_flags_and_read_with_typed_answers(country: Country) {
    // 7 of 507 people in no age band, and 5 people in each of the 100 households.
    let xml = Assessment::new(1).xml(&country.form).replace("<idp_individuals>500<", "<idp_individuals>507<");
    assert_eq!(country.send(&Delivery::of(&xml)).await.status, StatusCode::CREATED);
    let viewer = country.viewer().await;
    let list = viewer.get("/api/v1/operations/burundi/records?state=received").await.json();
    assert_eq!((&list["total"], &list["next"]), (&json!(1), &Value::Null));
    let line = &list["records"][0];
    assert_eq!((&line["state"], &line["exercise"], &line["round"]), (&json!("received"), &json!(BASELINE), &json!(1)));
    assert_eq!(
        line["places"],
        json!([
            {"pcode": "BDI", "level": 0, "name": "Burundi"},
            {"pcode": "BDI012", "level": 1, "name": "Muyinga"},
            {"pcode": "BDI012004", "level": 2, "name": "Gasorwe"},
        ])
    );
    let codes: Vec<&Value> = line["flags"].as_array().unwrap().iter().map(|flag| &flag["code"]).collect();
    assert_eq!(codes, ["bands_sum_to_total", "reasons_sum_individuals", "no_position"], "the heaviest first");
    for text in ["message", "what_to_do"] {
        for language in ["en", "fr", "rn"] {
            assert!(line["flags"][0][text][language].is_string(), "{text} in {language}: {}", line["flags"][0]);
        }
    }
    let record = viewer.get(&format!("/api/v1/records/{}", line["id"])).await;
    assert_eq!(record.status, StatusCode::OK);
    let record = record.json();
    for (name, wanted) in [
        ("idp_individuals", json!({"type": "integer", "value": 507})),
        ("reporting_date", json!({"type": "date", "value": "2026-01-12"})),
        ("admin2", json!({"type": "choice", "value": "BDI012004"})),
        ("remarks", json!({"type": "text", "value": "l’école « Rugari » \u{1F3EB}"})),
        ("location_point", json!({"missing": "not_applicable"})),
        // Never asked on the phone: nobody said that there were none.
        ("returnee_abroad_individuals", json!({"missing": "not_applicable"})),
    ] {
        assert_eq!(answer(&record, name)["answer"], wanted, "{name}");
    }
    assert_eq!(answer(&record, "idp_individuals")["label"]["fr"], "Individus PDI présents actuellement");
    let history = record["history"].as_array().unwrap();
    assert_eq!(
        (history.len(), &history[0]["action"], &history[0]["by"]),
        (1, &json!("received"), &json!("device:1 Tablet 7"))
    );
}

async fn whoever_reads_a_record_is_logged_for_the_one_of_the_round_before_too(country: Country) {
    open_round(&country.site, &country.exercise, 2, true).await;
    let before = country.receive(&Assessment::new(1)).await;
    country.approve(before).await;
    let now = country.receive(&Assessment { day: "2026-02-12", ..Assessment::new(2) }).await;
    let seen = country.site.deeds().await.len();
    let told = country.viewer().await.get(&format!("/api/v1/records/{now}")).await.json();
    assert_eq!(told["previous"]["id"], json!(before), "{told}");
    let deeds = country.site.deeds().await.split_off(seen);
    let read = deeds.iter().filter(|(actor, action, _)| actor == "user:vera@example.org" && action == "record.read");
    let records: Vec<&str> = read.map(|(.., subject)| subject.as_str()).collect();
    assert_eq!(records, [format!("record:{now}"), format!("record:{before}")]);
}

async fn people_are_named_to_reviewers_only_and_the_log_says_to_whom(country: Country) {
    let id = country.receive(&Assessment::new(1)).await;
    let path = format!("/api/v1/records/{id}");
    let viewer = country.viewer().await;
    let seen = country.site.deeds().await.len();
    let shown = viewer.get(&path).await;
    assert!(!shown.text.contains("Espérance") && !shown.text.contains("79 000"), "{}", shown.text);
    for name in ["ki_name", "ki_phone"] {
        assert_eq!(answer(&shown.json(), name)["answer"], json!({"missing": "withheld"}));
        assert_eq!(answer(&shown.json(), name)["personal"], true);
    }
    let deed = ("user:vera@example.org".to_owned(), "record.read".to_owned());
    assert_eq!(log_since(&country, seen).await, [deed], "nothing personal was read");
    let reviewer = country.reviewer().await;
    let seen = country.site.deeds().await.len();
    let shown = reviewer.get(&path).await.json();
    assert_eq!(answer(&shown, "ki_name")["answer"], json!({"type": "text", "value": "Espérance N."}));
    let deed = ("user:rita@example.org".to_owned(), "record.personal_data_read".to_owned());
    assert_eq!(log_since(&country, seen).await, [deed]);
    // Nor do lists and public answers name anybody.
    country.approve(id).await;
    for path in ["/api/v1/operations/burundi/records", "/api/v1/operations/burundi/records?search=esperance"] {
        assert!(!reviewer.get(path).await.text.contains("Espérance"), "{path}");
    }
    let list = reviewer.get("/api/v1/operations/burundi/records?search=esperance").await.json();
    assert_eq!(list["total"], 0, "a search does not find people either");
    let snapshot = country.displaced("BDI").await["snapshot"].as_str().unwrap().to_owned();
    let parquet = country.site.app.store.blobs().get(&snapshot).unwrap().unwrap();
    for word in ["Espérance", "ki_name", "ki_phone"] {
        assert!(!parquet.windows(word.len()).any(|window| window == word.as_bytes()), "{word} in the snapshot");
    }
}

async fn a_photo_is_shown_to_those_with_a_role_and_every_look_is_in_the_log(country: Country) {
    let bytes = b"\xff\xd8\xff\xe0 a hillside \x00\xff";
    let assessment = Assessment { photo: Some("1.jpg"), ..Assessment::new(1) };
    country.send(&Delivery::of(&assessment.xml(&country.form)).photo("1.jpg", bytes)).await;
    let viewer = country.viewer().await;
    let record = viewer.get("/api/v1/records/1").await.json();
    let file = &record["attachments"][0];
    assert_eq!(
        (&file["name"], &file["media_type"], &file["size"]),
        (&json!("1.jpg"), &json!("image/jpeg"), &json!(bytes.len()))
    );
    let path = format!("/api/v1/attachments/{}", file["id"]);
    let seen = country.site.deeds().await.len();
    let photo = viewer.get(&path).await;
    assert_eq!((photo.status, photo.bytes.as_slice()), (StatusCode::OK, bytes.as_slice()));
    assert_eq!(photo.headers[header::CONTENT_TYPE], "image/jpeg");
    assert_eq!(photo.headers[header::CONTENT_SECURITY_POLICY], "default-src 'none'; sandbox");
    assert_eq!(log_since(&country, seen).await, [("user:vera@example.org".to_owned(), "attachment.read".to_owned())]);
    assert_eq!(country.site.browser().get(&path).await.status, StatusCode::UNAUTHORIZED);
    country.site.person("chantal@example.org", &[(&country.site.chad, store::Role::Manager)]).await;
    let elsewhere = country.site.logged_in("chantal@example.org").await;
    for path in [path.as_str(), "/api/v1/records/1", "/api/v1/records/999", "/api/v1/attachments/999"] {
        assert_eq!(elsewhere.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

async fn a_decision_needs_the_role_and_a_rejection_a_reason(country: Country) {
    let id = country.receive(&Assessment::new(1)).await;
    let path = format!("/api/v1/records/{id}/decision");
    let viewer = country.viewer().await;
    let refused = viewer.post(&path, json!({"decision": "approve", "version": 1})).await;
    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::FORBIDDEN, "request.not_allowed"));
    let reviewer = country.reviewer().await;
    for (body, status, code) in [
        (json!({"decision": "reject"}), 422, "review.reason_needed"),
        (json!({"decision": "reject", "reason": "  "}), 422, "review.reason_needed"),
        (json!({"decision": "reject", "reason": "x".repeat(2_001)}), 422, "review.reason_too_long"),
        (json!({"decision": "approve"}), 422, "review.version_needed"),
        (json!({"decision": "reject", "reason": "Counted twice"}), 422, "review.version_needed"),
        (json!({"decision": "approve", "version": 2}), 409, "review.changed_meanwhile"),
        (json!({"decision": "perhaps"}), 422, "request.unreadable"),
        (json!({}), 422, "request.unreadable"),
    ] {
        let refused = reviewer.post(&path, body).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (status, code));
    }
    let many = "/api/v1/operations/burundi/records/decisions";
    let gone = reviewer.post(many, json!({"ids": [id], "decision": "approve"})).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND, "many are decided about with what was looked at: in bulk");
    assert_eq!(
        reviewer.post("/api/v1/records/x/decision", json!({"decision": "approve"})).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(viewer.get(&format!("/api/v1/records/{id}")).await.json()["state"], "received", "nothing was decided");
    let approved = reviewer.post(&path, json!({"decision": "approve", "version": 1})).await;
    assert_eq!((approved.status, &approved.json()["version"]), (StatusCode::OK, &json!(2)));
    let turn = json!({"decision": "reject", "reason": "Counted twice", "version": 2});
    let turned = reviewer.post(&path, turn).await.json();
    assert_eq!(turned["state"], "rejected");
    let last = turned["history"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&last["action"], &last["reason"], &last["by"]),
        (&json!("rejected"), &json!("Counted twice"), &json!("user:rita@example.org"))
    );
    let back = reviewer.post(&path, json!({"decision": "approve", "version": 3})).await;
    assert_eq!(back.code(), "review.reason_needed", "whoever read the first decision must understand the second");
}

async fn lists_are_narrowed_by_round_state_place_and_words(country: Country) {
    super::country::open_round(&country.site, &country.exercise, 2, true).await;
    for (number, colline, commune, day) in [
        (1, "Kiremba", "BDI012004", "2026-01-12"),
        (2, "Mugano", "BDI012006", "2026-01-12"),
        (3, "Kiremba", "BDI012004", "2026-02-02"),
    ] {
        country.receive(&Assessment { colline, commune, day, ..Assessment::new(number) }).await;
    }
    let viewer = country.viewer().await;
    for (query, total) in [
        ("", 3),
        ("?round=1", 2),
        ("?round=2&exercise=baseline_subarea", 1),
        ("?place=BDI012004", 2),
        ("?place=BDI012004&round=1", 1),
        ("?search=MUGÁNO", 1),
        ("?state=approved", 0),
    ] {
        let list = viewer.get(&format!("/api/v1/operations/burundi/records{query}")).await;
        assert_eq!(list.json()["total"], total, "{query}: {}", list.text);
    }
    let page = viewer.get("/api/v1/operations/burundi/records?limit=2").await.json();
    let rest = viewer.get(&format!("/api/v1/operations/burundi/records?limit=2&after={}", page["next"])).await.json();
    let length = |page: &Value| page["records"].as_array().unwrap().len();
    assert_eq!((length(&page), length(&rest), &rest["next"]), (2, 1, &Value::Null));
    for (query, status, code) in [
        ("?round=9", 404, "round.unknown"),
        ("?exercise=nothing", 404, "exercise.unknown"),
        ("?state=lost", 400, "request.unreadable"),
        ("?place=Buja%20Rural", 400, "request.unreadable"),
        ("?after=x", 400, "request.unreadable"),
    ] {
        let refused = viewer.get(&format!("/api/v1/operations/burundi/records{query}")).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (status, code), "{query}");
    }
}
