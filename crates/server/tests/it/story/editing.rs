//! Reviewers edit values: two at once, many records at once, over a correction, and back out of the cleaning log.

use super::{
    assessment::Assessment,
    country::{BASELINE, Country},
    delivery::Delivery,
};
use crate::site::{Answer, Browser};
use axum::http::StatusCode;
use serde_json::{Value, json};
use server::{
    reviewing::{clean, log, raw},
    round_figures::RoundOf,
};

on_both_stores! {
    an_edit_lies_over_what_came_and_the_record_is_to_be_looked_at_again
    of_two_reviewers_at_once_the_second_learns_what_the_first_did
    files_that_came_meanwhile_are_named_when_a_decision_is_refused
    everything_that_is_wrong_with_edits_is_said_at_once_and_nothing_is_changed
    the_values_of_a_closed_round_stay
    a_correction_carries_the_edits_that_fit_and_says_which_do_not
    many_are_changed_as_previewed_or_not_at_all
    the_cleaning_log_makes_the_clean_data_of_the_raw_data_again
    a_record_that_is_sent_back_is_listed_for_those_who_collected_it
    the_queue_goes_from_the_gravest_flag_on_and_is_counted
}

fn integer(number: i64) -> Value {
    json!({"type": "integer", "value": number})
}

fn text(text: &str) -> Value {
    json!({"type": "text", "value": text})
}

async fn edit(browser: &Browser<'_>, id: i64, version: i64, edits: &[(&str, Value, Value)]) -> Answer {
    let edits: Vec<Value> =
        edits.iter().map(|(question, from, to)| json!({"question": question, "from": from, "to": to})).collect();
    let body = json!({"version": version, "reason": "The key informant said so by phone", "edits": edits});
    browser.post(&format!("/api/v1/records/{id}/edits"), body).await
}

fn answer<'r>(record: &'r Value, name: &str) -> &'r Value {
    let answers = record["answers"].as_array().unwrap();
    &answers.iter().find(|answer| answer["name"] == name).unwrap_or_else(|| panic!("{name} in {record}"))["answer"]
}

fn codes(record: &Value) -> Vec<&str> {
    record["flags"].as_array().unwrap().iter().map(|flag| flag["code"].as_str().unwrap()).collect()
}

async fn a_correction(country: &Country, number: u32, later: &str, change: (&str, &str)) {
    let xml = Assessment::new(number).xml(&country.form);
    let own = Assessment::new(number).instance_id();
    let xml = xml
        .replace(
            &format!("{own}</orx:instanceID>"),
            &format!("{later}</orx:instanceID><orx:deprecatedID>{own}</orx:deprecatedID>"),
        )
        .replace(change.0, change.1);
    let sent = country.send(&Delivery::of(&xml)).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text);
}

async fn an_edit_lies_over_what_came_and_the_record_is_to_be_looked_at_again(country: Country) {
    let id = country.receive(&Assessment::new(1)).await;
    country.approve(id).await;
    assert_eq!(country.displaced("BDI").await["value"], 500.0);
    let reviewer = country.reviewer().await;
    let seen = country.site.deeds().await.len();
    let edits = [
        ("idp_individuals", integer(500), integer(450)),
        ("ki_name", text("Espérance N."), text("Espérance Nduwimana")),
        ("location_name", text("Kiremba"), text("Kiremba Sud")),
    ];
    let record = edit(&reviewer, id, 2, &edits).await;
    assert_eq!(record.status, StatusCode::OK, "{}", record.text);
    let record = record.json();
    assert_eq!(
        (&record["state"], &record["version"], &record["title"]),
        (&json!("edited"), &json!(3), &json!("Kiremba Sud"))
    );
    assert_eq!(answer(&record, "idp_individuals"), &integer(450));
    assert!(codes(&record).contains(&"bands_sum_to_total"), "the checks ran again: {:?}", codes(&record));
    let first = &record["edits"][0];
    assert_eq!(
        (&first["from"], &first["to"], &first["by"]),
        (&integer(500), &integer(450), &json!("user:rita@example.org"))
    );
    assert_eq!(first["reason"], "The key informant said so by phone");
    // Whoever may not see people sees neither name, and the log names questions only.
    let viewer = country.viewer().await;
    let shown = viewer.get(&format!("/api/v1/records/{id}")).await;
    assert!(!shown.text.contains("Nduwimana") && !shown.text.contains("Espérance"), "{}", shown.text);
    assert_eq!(shown.json()["edits"][1]["from"], json!({"missing": "withheld"}));
    let entries = country.site.app.store.audit_entries(None, 50).await.unwrap();
    let entry = entries.iter().find(|entry| entry.action == "record.values_edited").unwrap();
    assert_eq!(entry.detail["questions"], json!(["idp_individuals", "ki_name", "location_name"]));
    assert!(!entries.iter().any(|entry| entry.detail.to_string().contains("Nduwimana")));
    assert!(country.site.deeds().await.len() > seen);
    let lies = super::sealed::places_of(&country, "Nduwimana").await;
    assert_eq!(lies, Vec::<String>::new(), "what tells of people is sealed");
    // It counts only once somebody stands by it again, and then with what was edited.
    let approve = json!({"decision": "approve", "version": 3});
    assert_eq!(reviewer.post(&format!("/api/v1/records/{id}/decision"), approve).await.status, StatusCode::OK);
    country.site.app.figures.settle().await;
    assert_eq!(country.displaced("BDI").await["value"], 450.0);
    let figure = country.displaced("BDI").await["path"].as_str().unwrap().to_owned();
    let stranger = country.site.browser();
    let why = stranger.get(&format!("/api/v1/public/explain?figure={figure}")).await.json();
    let contributing = &why["contributing"];
    assert_eq!((&contributing["records_edited"], &contributing["values_edited"]), (&json!(1), &json!(3)));
    assert!(contributing.get("edited").is_none(), "which record it is, is for those with a role");
    let submission = country.site.app.store.submission(country.operation.id, &Assessment::new(1).instance_id()).await;
    let xml = String::from_utf8(submission.unwrap().unwrap().xml).unwrap();
    assert!(xml.contains("<idp_individuals>500<") && xml.contains("Espérance N."), "as it came");
}

async fn of_two_reviewers_at_once_the_second_learns_what_the_first_did(country: Country) {
    let id = country.receive(&Assessment::new(1)).await;
    country.site.person("rosa@example.org", &[(&country.operation, store::Role::Reviewer)]).await;
    let (rita, rosa) = (country.reviewer().await, country.site.logged_in("rosa@example.org").await);
    let seen = rosa.get(&format!("/api/v1/records/{id}")).await.json()["version"].as_i64().unwrap();
    assert_eq!(edit(&rita, id, seen, &[("idp_individuals", integer(500), integer(450))]).await.status, StatusCode::OK);
    let mine = [("idp_individuals", integer(500), integer(480))];
    let decision = json!({"decision": "approve", "version": seen});
    for refused in
        [edit(&rosa, id, seen, &mine).await, rosa.post(&format!("/api/v1/records/{id}/decision"), decision).await]
    {
        assert_eq!((refused.status, refused.code().as_str()), (StatusCode::CONFLICT, "review.changed_meanwhile"));
        let meanwhile = refused.json()["error"]["meanwhile"].clone();
        assert_eq!((&meanwhile["version"], &meanwhile["state"]), (&json!(2), &json!("edited")));
        let change = &meanwhile["changes"][0];
        assert_eq!(
            (&change["by"], &change["questions"]),
            (&json!("user:rita@example.org"), &json!(["idp_individuals"]))
        );
    }
    let again = edit(&rosa, id, 2, &mine).await;
    assert_eq!(again.json()["error"]["edits"][0]["code"], "edit.from_differs", "{}", again.text);
    assert_eq!(edit(&rosa, id, 2, &[("idp_individuals", integer(450), integer(480))]).await.status, StatusCode::OK);
    let unsaid = json!({"reason": "why", "edits": []});
    let unsaid = rosa.post(&format!("/api/v1/records/{id}/edits"), unsaid).await;
    assert_eq!(unsaid.code(), "review.version_needed");
    // Central's clients may hold to what they read, too.
    let log_in = json!({"email": "rosa@example.org", "password": crate::site::PASSWORD});
    let token = rosa.post("/v1/sessions", log_in).await.json()["token"].as_str().unwrap().to_owned();
    let mut program = country.site.browser();
    program.headers = vec![("authorization", format!("Bearer {token}"))];
    let at =
        format!("/v1/projects/1/forms/{BASELINE}/submissions/{}", Assessment::new(1).instance_id().replace(':', "%3A"));
    let tag = program.get(&at).await.headers["etag"].to_str().unwrap().to_owned();
    assert_eq!(tag, "\"3\"");
    program.headers.push(("if-match", "\"2\"".to_owned()));
    let patch = axum::http::Method::PATCH;
    let refused = program.send(patch.clone(), &at, Some(json!({"reviewState": "approved"}))).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
    program.headers.pop();
    program.headers.push(("if-match", tag));
    let approved = program.send(patch, &at, Some(json!({"reviewState": "approved"}))).await;
    assert_eq!(approved.json()["reviewState"], "approved", "{}", approved.text);
}

async fn files_that_came_meanwhile_are_named_when_a_decision_is_refused(country: Country) {
    let xml = Assessment::new(1).xml(&country.form);
    let xml = xml.replace("</orx:meta>", "<orx:audit>audit.csv</orx:audit></orx:meta>");
    assert_eq!(country.send(&Delivery::of(&xml)).await.status, StatusCode::CREATED);
    let store = &country.site.app.store;
    let held = store.submission(country.operation.id, &Assessment::new(1).instance_id()).await.unwrap().unwrap();
    let record = store.record_of_submission(held.id).await.unwrap().unwrap();
    let log = b"event,node,start,end\nform start,,1773471600000,\n";
    let late = Delivery::of(&xml).part("audit.csv", "audit.csv", "text/csv", log);
    assert_eq!(country.send(&late).await.status, StatusCode::CREATED);
    let decision = json!({"decision": "approve", "version": record.version});
    let refused = country.reviewer().await.post(&format!("/api/v1/records/{}/decision", record.id), decision).await;
    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::CONFLICT, "review.changed_meanwhile"));
    let changes = refused.json()["error"]["meanwhile"]["changes"].clone();
    let of_files = changes.as_array().unwrap().iter().filter(|change| change["action"] == "files_added");
    let by: Vec<&Value> = of_files.map(|change| &change["by"]).collect();
    assert_eq!(by, ["device:1 Tablet 7"], "{changes}");
}

async fn everything_that_is_wrong_with_edits_is_said_at_once_and_nothing_is_changed(country: Country) {
    let id = country.receive(&Assessment::new(1)).await;
    let reviewer = country.reviewer().await;
    let wrong = [
        ("nothing", integer(1), integer(2)),
        ("access", json!({"type": "choice", "value": "accessible"}), json!({"type": "choice", "value": "perhaps"})),
        ("admin2", json!({"type": "choice", "value": "BDI012004"}), json!({"type": "choice", "value": "BDI999999"})),
        ("idp_individuals", integer(500), text("450")),
    ];
    let refused = edit(&reviewer, id, 1, &wrong).await;
    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "edit.refused"));
    let told = refused.json()["error"]["edits"].clone();
    let codes: Vec<&str> = told.as_array().unwrap().iter().map(|edit| edit["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["edit.question_unknown", "edit.choice_unknown", "edit.choice_unknown", "edit.wrong_type"]);
    let no_reason =
        json!({"version": 1, "reason": " ", "edits": [{"question": "access", "from": integer(1), "to": integer(2)}]});
    let refused = reviewer.post(&format!("/api/v1/records/{id}/edits"), no_reason).await;
    assert_eq!(refused.code(), "review.reason_needed");
    let viewer = country.viewer().await;
    let refused = edit(&viewer, id, 1, &[("idp_individuals", integer(500), integer(450))]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let record = reviewer.get(&format!("/api/v1/records/{id}")).await.json();
    assert_eq!((&record["version"], &record["edits"]), (&json!(1), &json!([])));
    // A commune of another province moves it there.
    let moved = edit(
        &reviewer,
        id,
        1,
        &[("admin2", json!({"type": "choice", "value": "BDI012004"}), json!({"type": "choice", "value": "BDI012006"}))],
    )
    .await;
    assert_eq!(moved.json()["places"][2]["pcode"], "BDI012006", "{}", moved.text);
    let said = reviewer.post(&format!("/api/v1/records/{id}/comments"), json!({"body": "Called the team"})).await;
    assert_eq!(said.status, StatusCode::OK, "{}", said.text);
    let history = reviewer.get(&format!("/api/v1/records/{id}")).await.json()["history"].clone();
    assert_eq!(history.as_array().unwrap().last().unwrap()["reason"], "Called the team");
}

async fn the_values_of_a_closed_round_stay(country: Country) {
    let id = country.receive(&Assessment::new(1)).await;
    country.approve(id).await;
    country.site.app.figures.settle().await;
    let manager = country.manager().await;
    for stage in ["review", "closed"] {
        let at = format!("/api/v1/operations/burundi/exercises/{BASELINE}/rounds/1/stage");
        let moved = manager.post(&at, json!({"to": stage})).await;
        assert_eq!(moved.status, StatusCode::OK, "{}", moved.text);
    }
    let reviewer = country.reviewer().await;
    let refused = edit(&reviewer, id, 2, &[("idp_individuals", integer(500), integer(450))]).await;
    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::CONFLICT, "round.settled"));
    let action = json!({"do": "reject", "reason": "x"});
    let preview =
        reviewer.post("/api/v1/operations/burundi/records/bulk/preview", json!({"ids": [id], "action": action})).await;
    assert_eq!(preview.json()["would_not"][0]["why"], "round_closed", "{}", preview.text);
}

async fn a_correction_carries_the_edits_that_fit_and_says_which_do_not(country: Country) {
    let id = country.receive(&Assessment::new(1)).await;
    let reviewer = country.reviewer().await;
    let edits = [("idp_households", integer(100), integer(90)), ("idp_individuals", integer(500), integer(450))];
    assert_eq!(edit(&reviewer, id, 1, &edits).await.status, StatusCode::OK);
    a_correction(&country, 1, "uuid:later", ("<idp_individuals>500<", "<idp_individuals>460<")).await;
    let record = reviewer.get(&format!("/api/v1/records/{id}")).await.json();
    assert_eq!((answer(&record, "idp_households"), answer(&record, "idp_individuals")), (&integer(90), &integer(460)));
    assert!(codes(&record).contains(&"edit.lapsed"), "{:?}", codes(&record));
    assert_eq!((&record["edits"][0]["lapsed_at"], record["edits"][1]["lapsed_at"].is_string()), (&Value::Null, true));
    assert_eq!((&record["state"], &record["version"]), (&json!("edited"), &json!(3)));
}

async fn many_are_changed_as_previewed_or_not_at_all(country: Country) {
    let mut ids = Vec::new();
    for number in 1..=4 {
        ids.push(country.receive(&Assessment::new(number)).await);
    }
    country.approve(ids[0]).await;
    let reviewer = country.reviewer().await;
    let at = "/api/v1/operations/burundi/records/bulk";
    let body = json!({"filter": {"round": 1}, "action": {"do": "approve"}});
    let preview = reviewer.post(&format!("{at}/preview"), body.clone()).await.json();
    assert_eq!(
        (preview["would"].as_array().unwrap().len(), &preview["would_not"][0]["why"]),
        (3, &json!("already_so"))
    );
    let mut apply = body.clone();
    apply["fingerprint"] = preview["fingerprint"].clone();
    assert_eq!(
        edit(&reviewer, ids[3], 1, &[("idp_individuals", integer(500), integer(450))]).await.status,
        StatusCode::OK
    );
    let refused = reviewer.post(at, apply).await;
    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::CONFLICT, "review.preview_outdated"));
    let list = reviewer.get("/api/v1/operations/burundi/records?state=approved").await.json();
    assert_eq!(list["total"], 1, "nothing was done");

    let set = json!({"do": "set", "question": "idp_individuals", "to": integer(450), "reason": "Counted again"});
    let mut body = json!({"ids": ids, "action": set});
    let preview = reviewer.post(&format!("{at}/preview"), body.clone()).await.json();
    assert_eq!(preview["would"].as_array().unwrap().len(), 3);
    assert_eq!(
        (&preview["would_not"][0]["why"], &preview["would"][0]["from"]),
        (&json!("edit.nothing_changes"), &integer(500))
    );
    body["fingerprint"] = preview["fingerprint"].clone();
    assert_eq!(reviewer.post(at, body).await.json(), json!({"changed": 3}));
    let record = reviewer.get(&format!("/api/v1/records/{}", ids[0])).await.json();
    assert_eq!((&record["state"], answer(&record, "idp_individuals")), (&json!("edited"), &integer(450)));
    assert_eq!(answer(&record, "ki_name"), &text("Espérance N."), "what was sealed is sealed again");
    let personal = json!({"do": "set", "question": "ki_name", "to": text("x"), "reason": "y"});
    let preview = reviewer.post(&format!("{at}/preview"), json!({"ids": [ids[0]], "action": personal})).await.json();
    assert_eq!(preview["would_not"][0]["why"], "edit.withheld");
}

async fn the_cleaning_log_makes_the_clean_data_of_the_raw_data_again(country: Country) {
    let mut ids = Vec::new();
    for number in 1..=3 {
        ids.push(country.receive(&Assessment::new(number)).await);
    }
    let reviewer = country.reviewer().await;
    let choice = |name: &str| json!({"type": "choice", "value": name});
    let awkward = "  =SUM(A1) _x0041_ \u{1F3EB}\n\u{1} two  spaces ";
    let edits = [
        ("idp_individuals", integer(500), integer(450)),
        ("admin2", choice("BDI012004"), choice("BDI012006")),
        ("remarks", text("l’école « Rugari » \u{1F3EB}"), text(awkward)),
        ("idp_households", integer(100), json!({"missing": "not_accessible"})),
        (
            "reporting_date",
            json!({"type": "date", "value": "2026-01-12"}),
            json!({"type": "date", "value": "2026-01-13"}),
        ),
        ("ki_name", text("Espérance N."), text("Somebody Else")),
    ];
    let edited = edit(&reviewer, ids[0], 1, &edits).await;
    assert_eq!(edited.status, StatusCode::OK, "{}", edited.text);
    assert_eq!(
        edit(&reviewer, ids[0], 2, &[("idp_individuals", integer(450), integer(455))]).await.status,
        StatusCode::OK
    );
    assert_eq!(
        edit(&reviewer, ids[1], 1, &[("idp_individuals", integer(500), integer(1))]).await.status,
        StatusCode::OK
    );
    a_correction(&country, 2, "uuid:later", ("<idp_individuals>500<", "<idp_individuals>510<")).await;
    country.approve(ids[0]).await;
    country.approve(ids[1]).await;
    assert_eq!(country.decide(ids[2], "reject", Some("-2 is no count")).await.status, StatusCode::OK);
    country.site.app.figures.settle().await;
    let app = &country.site.app;
    let round = app.store.round_by_id(country.round.id).await.unwrap().unwrap();
    let of = RoundOf { operation: country.operation.clone(), exercise: country.exercise.clone(), round };
    let wanted = app.figures.of(app, &of).await.unwrap().snapshot.clone();

    let raw = raw::of_round(app, &of).await.unwrap();
    assert_eq!(raw.read_otherwise, [""; 0], "what came is what the submissions say");
    let line = serde_json::to_string(&raw.records).unwrap();
    let raw: Vec<vocab::Record> = serde_json::from_str(&line).unwrap();
    let before = clean::snapshot(
        app,
        &of.exercise,
        &clean::clean(app, &of.operation, raw.clone(), b"kind,record,question,to,from_value,to_value,applies\n")
            .await
            .unwrap(),
    )
    .await
    .unwrap();
    assert_eq!(before.rows, 0, "of raw data nobody has approved any");
    let at = format!("/api/v1/operations/burundi/exercises/{BASELINE}/rounds/1/cleaning-log");
    for ending in ["csv", "xlsx"] {
        let file = country.viewer().await.get(&format!("{at}.{ending}")).await;
        assert_eq!(file.status, StatusCode::OK);
        assert!(!String::from_utf8_lossy(&file.bytes).contains("Somebody Else"));
        let clean = clean::clean(app, &of.operation, raw.clone(), &file.bytes)
            .await
            .unwrap_or_else(|why| panic!("{ending}: {why}"));
        let snapshot = clean::snapshot(app, &of.exercise, &clean).await.unwrap();
        assert_eq!((snapshot.rows, &snapshot.sha256), (2, &wanted), "{ending}: the same bytes");
        let first = clean.iter().find(|one| one.record.key.as_str().ends_with("001")).unwrap();
        assert_eq!(first.record.answers["remarks"].text(), Some(awkward), "{ending}");
    }
    let csv = country.viewer().await.get(&format!("{at}.csv")).await.text;
    assert!(csv.contains("'  =SUM") || csv.contains("\"  =SUM"), "{csv}");
    assert!(csv.contains(",'-2 is no count,"), "no cell is a formula: {csv}");
    assert_eq!(country.viewer().await.get(&format!("{at}.csv?personal=true")).await.status, StatusCode::FORBIDDEN);
    let opened = country.reviewer().await.get(&format!("{at}.csv?personal=true")).await.text;
    assert!(opened.contains("Somebody Else"), "{opened}");
    let log = log::csv(&log::of_round(app, &of, None).await.unwrap()).unwrap();
    let mut other = raw;
    other.retain(|record| !record.key.as_str().ends_with("001"));
    let why = clean::clean(app, &of.operation, other, &log).await.unwrap_err().to_string();
    assert!(why.contains("line 2") && why.contains("no record"), "{why}");
}

async fn a_record_that_is_sent_back_is_listed_for_those_who_collected_it(country: Country) {
    let id = country.receive(&Assessment::new(1)).await;
    let reviewer = country.reviewer().await;
    let at = format!("/api/v1/records/{id}/decision");
    let refused = reviewer.post(&at, json!({"decision": "return", "version": 1})).await;
    assert_eq!(refused.code(), "review.reason_needed");
    let back = json!({"decision": "return", "reason": "=Which colline?", "version": 1});
    assert_eq!(reviewer.post(&at, back).await.json()["state"], "has_issues");
    let list = country.viewer().await.get("/api/v1/operations/burundi/records/returned").await.json();
    let one = &list["returned"][0];
    assert_eq!(
        (&one["reason"], &one["sender"], &one["device"]),
        (&json!("=Which colline?"), &json!("device:1 Tablet 7"), &json!("collect:8hT2"))
    );
    let csv = reviewer.get("/api/v1/operations/burundi/records/returned.csv").await.text;
    assert!(csv.contains("device:1 Tablet 7") && csv.contains(",'=Which colline?"), "{csv}");
    assert_eq!(reviewer.get("/api/v1/returned").await.json(), json!({"returned": []}), "nobody else's");
}

async fn the_queue_goes_from_the_gravest_flag_on_and_is_counted(country: Country) {
    let wrong = Assessment::new(2).xml(&country.form).replace("<idp_individuals>500<", "<idp_individuals>507<");
    country.receive(&Assessment { commune: "BDI012006", ..Assessment::new(1) }).await;
    assert_eq!(country.send(&Delivery::of(&wrong)).await.status, StatusCode::CREATED);
    country.receive(&Assessment { commune: "BDI012005", ..Assessment::new(3) }).await;
    let viewer = country.viewer().await;
    let at = "/api/v1/operations/burundi/records";
    let (mut after, mut order) = (String::new(), Vec::new());
    loop {
        let page = viewer.get(&format!("{at}?order=worst&limit=1{after}")).await.json();
        let records = page["records"].as_array().unwrap().clone();
        order.extend(records.iter().map(|record| record["id"].as_i64().unwrap()));
        let Some(next) = page["next"].as_str() else { break };
        after = format!("&after={next}");
    }
    assert_eq!(order, [2, 3, 1], "the gravest, then by area");
    let counts = viewer.get(&format!("{at}/counts")).await.json();
    assert_eq!(counts["severities"]["error"], 1, "{counts}");
    assert_eq!(counts["senders"], json!([{"sender": "device:1 Tablet 7", "records": 3}]));
    let checks = counts["checks"].as_array().unwrap();
    let check = checks.iter().find(|check| check["check"] == "bands_sum_to_total").unwrap();
    assert_eq!((&check["records"], check["name"]["fr"].is_string()), (&json!(1), true));
    for (query, total) in [
        ("severity=error", 1),
        ("check=bands_sum_to_total", 1),
        ("check=bands_sum", 0),
        ("sender=device:1%20Tablet%207", 3),
        ("sender=nobody", 0),
    ] {
        assert_eq!(viewer.get(&format!("{at}?{query}")).await.json()["total"], total, "{query}");
    }
    assert_eq!(viewer.get(&format!("{at}?order=worst&after=x")).await.status, StatusCode::BAD_REQUEST);
}
