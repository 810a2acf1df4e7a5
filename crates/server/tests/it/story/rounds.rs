//! A round from planned to published: what closing refuses, what a correction changes and what it leaves.

use super::{Assessment, Country, country::open_round};
use axum::http::StatusCode;
use serde_json::{Value, json};
use store::{NewFormVersion, Role};

on_both_stores! {
    a_round_is_closed_published_and_corrected_by_a_revision
    expected_places_are_covered_one_by_one
    what_was_filled_with_another_form_version_is_taken_and_flagged
    a_list_of_rounds_says_what_each_round_says_of_itself
    teams_are_made_of_those_who_may_enter
}

const ROUND: &str = "/api/v1/operations/burundi/exercises/baseline_subarea/rounds/1";

async fn a_round_is_closed_published_and_corrected_by_a_revision(country: Country) {
    country.site.person("marie@example.org", &[(&country.operation, Role::Manager)]).await;
    let manager = country.site.logged_in("marie@example.org").await;
    let first = country.receive(&Assessment::new(1)).await;
    let second = country.receive(&Assessment { colline: "Mugano", ..Assessment::new(2) }).await;
    country.approve(first).await;
    let go = async |to: &str| manager.post(&format!("{ROUND}/stage"), json!({"to": to})).await;
    assert_eq!(go("published").await.code(), "round.no_such_move");
    assert_eq!(go("review").await.status, StatusCode::OK);
    let refused = go("closed").await;
    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::CONFLICT, "round.records_wait"));
    country.approve(second).await;
    let closed = go("closed").await;
    assert_eq!(closed.json()["stage"], "closed", "{}", closed.text);
    assert_eq!(go("published").await.json()["stage"], "published");
    let published = country.figures_text("round=1").await;

    let decided = country.decide(second, "reject", Some("Counted twice")).await;
    assert_eq!((decided.status, decided.code().as_str()), (StatusCode::CONFLICT, "round.settled"));
    let edited = country.reviewer().await.get(&format!("/api/v1/records/{second}/editing")).await;
    assert_eq!((edited.status, edited.code().as_str()), (StatusCode::CONFLICT, "round.settled"), "before it is edited");
    assert_eq!(manager.get(&format!("/api/v1/records/{second}")).await.json()["round_stage"], "published");
    let late = country.receive(&Assessment { colline: "Rugari", ..Assessment::new(3) }).await;
    let record = manager.get(&format!("/api/v1/records/{late}")).await.json();
    assert_eq!((&record["round"], &record["state"]), (&Value::Null, &json!("received")));
    assert!(record["flags"].as_array().unwrap().iter().any(|flag| flag["code"] == "round.too_late"), "{record}");

    assert_eq!(
        country.viewer().await.post(&format!("{ROUND}/revisions"), json!({"reason": "x"})).await.status,
        StatusCode::FORBIDDEN
    );
    let begun = manager.post(&format!("{ROUND}/revisions"), json!({"reason": "Mugano was counted twice"})).await;
    assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.text);
    assert_eq!((&begun.json()["revision"], &begun.json()["joined"]), (&json!(2), &json!(1)));
    assert_eq!(country.decide(second, "reject", Some("Counted twice")).await.status, StatusCode::OK);
    country.approve(late).await;
    assert_eq!(country.figures_text("round=1").await, published, "what is published stays until the revision is");
    assert_eq!(go("closed").await.status, StatusCode::OK);
    assert_eq!(country.figures_text("round=1").await, published);
    assert_eq!(go("published").await.status, StatusCode::OK);
    assert_ne!(country.figures_text("round=1").await, published);
    let viewer = country.viewer().await;
    let of = async |revision: u32| viewer.get(&format!("{ROUND}/revisions/{revision}")).await.json();
    let (one, two) = (of(1).await, of(2).await);
    assert!(one["snapshot"].is_string() && one["snapshot"] != two["snapshot"], "{one}");
    assert!(published.contains(one["snapshot"].as_str().unwrap()));
    assert_eq!(two["revision"]["reason"], "Mugano was counted twice");
    let country = |told: &Value| {
        let mut figures = told["figures"].as_array().unwrap().iter();
        let total = |figure: &&Value| figure["indicator"] == "idps_individuals" && figure["level"] == 0;
        figures.find(|figure| total(figure) && figure["disaggregation"] == "total").unwrap().clone()
    };
    assert_eq!((&country(&one)["place_name"], &country(&one)["records"]), (&json!("Burundi"), &json!(2)));
    assert_eq!(country(&two)["value"], country(&one)["value"], "one was counted twice, and another had come too late");
    let named = |indicator: &Value| indicator["code"] == "idps_individuals" && indicator["name"].is_object();
    assert!(one["indicators"].as_array().unwrap().iter().any(named), "{}", one["indicators"]);
    assert_eq!(viewer.get(&format!("{ROUND}/revisions/3")).await.code(), "round.revision_unknown");
}

async fn expected_places_are_covered_one_by_one(country: Country) {
    country.site.person("marie@example.org", &[(&country.operation, Role::Manager)]).await;
    let manager = country.site.logged_in("marie@example.org").await;
    let team = manager.post("/api/v1/operations/burundi/teams", json!({"name": "Muyinga A"})).await;
    assert_eq!(team.status, StatusCode::CREATED, "{}", team.text);
    let list = "pcode,team\nBDI012004,Muyinga A\nBDI012001,\nBDI999,\nBDI012,\nBDI012004,\nBDI012002,Nobody\n";
    let seen = manager.post(&format!("{ROUND}/places/preview"), json!({"from": "csv", "text": list})).await.json();
    let problems = seen["problems"].as_array().unwrap().iter();
    let codes: Vec<&str> = problems.map(|problem| problem["code"].as_str().unwrap()).collect();
    let wanted = ["round.place_unknown", "round.place_other_level", "round.place_twice", "round.team_unknown"];
    assert_eq!((codes, &seen["places"]), (wanted.to_vec(), &json!(2)));
    let put = async |list: &str, seen: &Value| {
        manager.put(&format!("{ROUND}/places"), json!({"from": "csv", "text": list, "seen": seen})).await
    };
    assert_eq!(put(list, &seen["seen"]).await.code(), "round.list_has_problems");
    let list = "pcode,team\nBDI012004,Muyinga A\nBDI012001,\nBDI012002,\n";
    let blind = manager.put(&format!("{ROUND}/places"), json!({"from": "csv", "text": list})).await;
    assert_eq!(blind.code(), "request.invalid_input", "{}", blind.text);
    let set = put(list, &seen["seen"]).await;
    assert_eq!(set.json()["places"], 3, "{}", set.text);
    let late = put(list, &seen["seen"]).await;
    assert_eq!((late.status, late.code().as_str()), (StatusCode::CONFLICT, "round.places_changed"));
    let mark = json!({"pcodes": ["BDI012001"], "mark": "inaccessible", "reason": "The bridge is gone"});
    assert_eq!(manager.post(&format!("{ROUND}/places/marks"), mark).await.json()["changed"], 1);
    let id = country.receive(&Assessment::new(1)).await;
    let coverage = async || country.viewer().await.get(&format!("{ROUND}/coverage")).await.json();
    let totals = |received: u64, assessed: u64| json!({"expected": 3, "assessed": assessed, "received": received, "not_yet": 1, "inaccessible": 1, "closed": 0});
    assert_eq!(coverage().await["totals"], totals(1, 0));
    country.approve(id).await;
    let covered = coverage().await;
    assert_eq!((&covered["totals"], &covered["listed"]), (&totals(0, 1), &json!(true)));
    assert_eq!(country.displaced("BDI012").await["coverage"]["expected"], 3, "figures count the list");
    let elsewhere = manager.post(&format!("{ROUND}/places/marks"), json!({"pcodes": ["BDI012003"]})).await;
    assert_eq!(elsewhere.code(), "round.place_not_listed");
}

async fn what_was_filled_with_another_form_version_is_taken_and_flagged(country: Country) {
    let store = &country.site.app.store;
    let kept = store.current_forms(country.operation.id).await.unwrap();
    let kept = kept.into_iter().find(|form| form.xml_form_id == country.form.id).unwrap();
    let next = NewFormVersion {
        xml_form_id: kept.xml_form_id,
        version: "2099010101".to_owned(),
        title: kept.title,
        hash: kept.hash,
        xform: kept.xform,
        model: kept.model,
        warnings: kept.warnings,
        source_name: kept.source_name,
        source: Vec::new(),
        files: Vec::new(),
    };
    let flags = async |record: i64| {
        let record = country.viewer().await.get(&format!("/api/v1/records/{record}")).await.json();
        let flags = record["flags"].as_array().unwrap().iter().filter(|flag| flag["code"] == "round.other_form");
        flags.cloned().collect::<Vec<_>>()
    };
    let manager = country.manager().await;
    let choose = async |version: &str| {
        let days = json!({"from": "2026-01-01", "to": "2026-01-21", "form_version": version});
        manager.put(ROUND, days).await
    };
    assert_eq!(choose(&kept.version).await.json()["form_version"], kept.version);
    assert!(flags(country.receive(&Assessment::new(1)).await).await.is_empty(), "the round's own version");
    assert_eq!(choose("2099010101").await.code(), "form.version_unknown");
    store.publish_form(country.operation.id, &next, "test").await.unwrap();
    assert_eq!(choose("2099010101").await.json()["form_version"], "2099010101");
    let flagged = flags(country.receive(&Assessment::new(2)).await).await;
    assert_eq!(flagged.len(), 1);
    let said = flagged[0]["message"]["en"].as_str().unwrap();
    assert!(said.contains(&kept.version) && said.contains("2099010101"), "{said}");
    assert_eq!(choose("").await.json()["form_version"], Value::Null);
    assert!(flags(country.receive(&Assessment::new(3)).await).await.is_empty(), "none in particular");
}

async fn a_list_of_rounds_says_what_each_round_says_of_itself(country: Country) {
    open_round(&country.site, &country.exercise, 2, true).await;
    open_round(&country.site, &country.exercise, 3, true).await;
    let manager = country.manager().await;
    let mut list = json!({"from": "csv", "text": "pcode\nBDI012004\nBDI012001\n"});
    let second = format!("{}/places", ROUND.replace("rounds/1", "rounds/2"));
    list["seen"] = manager.post(&format!("{second}/preview"), list.clone()).await.json()["seen"].clone();
    assert_eq!(manager.put(&second, list).await.json()["places"], 2);
    let first = country.receive(&Assessment::new(1)).await;
    country.receive(&Assessment { commune: "BDI012001", ..Assessment::new(2) }).await;
    country.receive(&Assessment { day: "2026-02-03", ..Assessment::new(3) }).await;
    country.receive(&Assessment { day: "2026-02-03", commune: "BDI012003", ..Assessment::new(4) }).await;
    country.approve(first).await;
    let listed = manager.get("/api/v1/operations/burundi/rounds").await.json();
    let exercises = listed["exercises"].as_array().unwrap().iter();
    let baseline = exercises.clone().find(|exercise| exercise["code"] == "baseline_subarea").unwrap();
    let rounds = baseline["rounds"].as_array().unwrap();
    for (round, assessed, received, expected) in [(1, 1, 1, None), (2, 0, 1, Some(2)), (3, 0, 0, None)] {
        let line = &rounds[round - 1]["coverage"];
        let own = manager.get(&ROUND.replace("rounds/1", &format!("rounds/{round}"))).await.json();
        assert_eq!(line, &own["coverage"], "round {round}");
        assert_eq!((&line["assessed"], &line["received"]), (&json!(assessed), &json!(received)), "round {round}");
        let all = manager.get(&format!("{}/coverage", ROUND.replace("rounds/1", &format!("rounds/{round}")))).await;
        let places = all.json()["places"].as_array().unwrap().len();
        assert_eq!(line["expected"], expected.unwrap_or(places), "round {round}");
    }
}

async fn teams_are_made_of_those_who_may_enter(country: Country) {
    let manager = country.manager().await;
    let teams = "/api/v1/operations/burundi/teams";
    assert_eq!(country.viewer().await.get(teams).await.json().get("may_join"), None, "only managers choose");
    let all = manager.get(teams).await.json()["may_join"].clone();
    let names = |kind: &str| -> Vec<String> {
        let of_kind = all.as_array().unwrap().iter().filter(|one| one["kind"] == kind);
        of_kind.map(|one| one["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("device"), ["Tablet 7"]);
    assert_eq!(names("person").len(), 3, "vera, rita and mark: {all}");
    let members: Vec<Value> = all.as_array().unwrap()[2..].to_vec();
    let made = manager.post(teams, json!({"name": "Muyinga A", "members": members})).await;
    assert_eq!(made.json()["team"]["members"].as_array().unwrap().len(), 2, "{}", made.text);
    let at = format!("{teams}/{}", made.json()["team"]["id"]);
    let changed = manager.put(&at, json!({"name": "Muyinga B", "members": [members[1]]})).await.json();
    assert_eq!((&changed["team"]["name"], &changed["team"]["members"]), (&json!("Muyinga B"), &json!([members[1]])));
    let device = members[1]["id"].as_i64().unwrap();
    manager.delete(&format!("/api/v1/operations/burundi/devices/{device}")).await;
    let told = manager.get(teams).await.json();
    assert!(!told["may_join"].to_string().contains("Tablet 7"), "{told}");
    assert_eq!(told["teams"][0]["members"], json!([members[1]]), "who was in it stays in sight");
}
