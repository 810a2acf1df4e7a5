//! A round whose list holds sites of the master list: chosen, covered by site, marked, and honest about what became of them.

use super::{
    Country,
    change::{approved, area, change, place},
    country::open_round,
    sites::{OPERATION, SITES, id, make},
};
use crate::site::Browser;
use axum::http::StatusCode;
use serde_json::{Value, json};

on_both_stores! {
    sites_are_chosen_for_a_round
    a_record_counts_for_a_listed_site_whatever_it_calls_it
    sites_that_are_one_now_are_one_place_and_closed_ones_say_why
    the_next_round_goes_on_with_the_sites_that_stand
    a_closed_round_keeps_what_its_sites_were
}

const ROUNDS: &str = "/api/v1/operations/burundi/exercises/baseline_subarea/rounds";
const ROUND: &str = "/api/v1/operations/burundi/exercises/baseline_subarea/rounds/1";
const GASORWE: &str = "BDI012004";
const JANUARY: &str = "2026-01-12";

async fn posted(manager: &Browser<'_>, path: &str, body: Value) -> Value {
    let answer = manager.post(path, body).await;
    assert!(answer.status.is_success(), "{path}: {}", answer.text);
    answer.json()
}

async fn look(manager: &Browser<'_>, round: u32, source: Value) -> Value {
    posted(manager, &format!("{ROUNDS}/{round}/places/preview"), source).await
}

/// Takes a list over as a preview showed it, and tells how many places it has.
async fn set(manager: &Browser<'_>, mut source: Value) -> Value {
    source["seen"] = look(manager, 1, source.clone()).await["seen"].clone();
    let answer = manager.put(&format!("{ROUND}/places"), source).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.json()["places"].clone()
}

async fn stand(manager: &Browser<'_>, site: &Value, to: &str, reason: &str) {
    let now = manager.get(&format!("{SITES}/{}", id(site))).await.json();
    let wish = json!({"to": to, "reason": reason, "version": now["version"]});
    posted(manager, &format!("{SITES}/{}/status", id(site)), wish).await;
}

async fn merge(manager: &Browser<'_>, from: &Value, into: &Value) -> Value {
    let wish = json!({"from": [id(from)], "reason": "told twice", "on": "2026-01-02"});
    posted(manager, &format!("{SITES}/{}/merge", id(into)), wish).await
}

async fn split(manager: &Browser<'_>, site: &Value, parts: [&str; 2]) -> Value {
    let parts = parts.map(|name| json!({"name": name, "share": 0.5}));
    let wish = json!({"reason": "two hills", "on": "2026-01-02", "parts": parts});
    posted(manager, &format!("{SITES}/{}/split", id(site)), wish).await
}

async fn covered(country: &Country) -> Value {
    let answer = country.viewer().await.get(&format!("{ROUND}/coverage")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.json()
}

/// Name and state of each place of the list, by name.
fn states(coverage: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let places = coverage["places"].as_array().unwrap().iter();
    let mut states: Vec<_> = places.map(|one| (text(&one["name"]), text(&one["state"]))).collect();
    states.sort();
    states
}

fn said(names: &[(&str, &str)]) -> Vec<(String, String)> {
    names.iter().map(|(name, state)| ((*name).to_owned(), (*state).to_owned())).collect()
}

fn line(coverage: &Value, name: &str) -> Value {
    let mut places = coverage["places"].as_array().unwrap().iter();
    places.find(|one| one["name"] == name).unwrap_or_else(|| panic!("no {name} in {coverage}")).clone()
}

async fn sites_are_chosen_for_a_round(country: Country) {
    let manager = country.manager().await;
    make(&manager, "Kiremba", Value::Null).await;
    let mugano = make(&manager, "Mugano", Value::Null).await;
    make(&country.reviewer().await, "Rugari", Value::Null).await; // only proposed
    let nowhere = posted(&manager, SITES, json!({"name": "Nowhere"})).await;

    let seen = look(&manager, 1, json!({"from": "sites", "areas": ["BDI012"]})).await;
    assert_eq!((&seen["places"], &seen["added"], &seen["without_area_count"]), (&json!(2), &json!(2), &json!(0)));
    let seen = look(&manager, 1, json!({"from": "sites"})).await;
    assert_eq!((&seen["places"], &seen["without_area"]), (&json!(2), &json!(["Nowhere"])), "{seen}");
    let seen = look(&manager, 1, json!({"from": "sites", "status": "proposed"})).await;
    assert_eq!(seen["places"], 1);
    let elsewhere = look(&manager, 1, json!({"from": "sites", "areas": ["BDI013"]})).await;
    assert_eq!(elsewhere["places"], 0);

    let put = async |source: Value| manager.put(&format!("{ROUND}/places"), source).await;
    let empty = json!({"from": "sites", "ids": [id(&nowhere)], "seen": seen["seen"]});
    assert_eq!(put(empty).await.code(), "round.list_empty");
    let unknown = json!({"from": "sites", "ids": ["nobody"], "seen": seen["seen"]});
    assert_eq!(put(unknown).await.code(), "site.unknown");
    let store = &country.site.app.store;
    let by_area = store.exercise(country.operation.id, "baseline_area").await.unwrap().unwrap();
    open_round(&country.site, &by_area, 1, true).await;
    let path = ROUND.replace("baseline_subarea", "baseline_area");
    let refused = manager.post(&format!("{path}/places/preview"), json!({"from": "sites"})).await;
    assert_eq!(refused.code(), "round.sites_not_told", "{}", refused.text);

    assert_eq!(set(&manager, json!({"from": "sites", "search": "KIREMBA"})).await, 1);
    let add = json!({"from": "sites", "ids": [id(&mugano)], "add": true});
    assert_eq!(set(&manager, add.clone()).await, 2);
    assert_eq!(set(&manager, add).await, 2, "each once");
    let late = json!({"from": "sites", "seen": seen["seen"]});
    assert_eq!(put(late).await.code(), "round.places_changed");
    let now = covered(&country).await;
    assert_eq!(states(&now), said(&[("Kiremba", "not_yet"), ("Mugano", "not_yet")]));
    assert_eq!((&now["listed"], &now["places"][0]["parent_name"]), (&json!(true), &json!("Gasorwe")));
    let deeds = country.site.deeds().await;
    let taken = deeds.iter().filter(|(_, action, _)| action == "round.places_set").count();
    assert_eq!(taken, 3, "each list that was taken over is in the log");
}

async fn a_record_counts_for_a_listed_site_whatever_it_calls_it(country: Country) {
    let manager = country.manager().await;
    let kiremba = make(&manager, "Kiremba", Value::Null).await;
    let mugano = make(&manager, "Mugano", Value::Null).await;
    let unlisted = make(&manager, "Rugari", Value::Null).await;
    assert_eq!(set(&manager, json!({"from": "sites", "ids": [id(&kiremba), id(&mugano)]})).await, 2);

    let body = json!({"name": "Kiremba", "aliases": ["Kiremba hill"], "kind": "host_community", "pcode": GASORWE, "version": 1});
    assert_eq!(manager.put(&format!("{SITES}/{}", id(&kiremba)), body).await.status, StatusCode::OK);
    approved(&country, place(1, JANUARY, GASORWE, "KIREMBA  HILL", 50)).await;
    approved(&country, place(2, JANUARY, GASORWE, "Somewhere else", 10)).await;
    let mark = json!({"sites": [id(&mugano)], "mark": "inaccessible", "reason": "The bridge is gone"});
    assert_eq!(posted(&manager, &format!("{ROUND}/places/marks"), mark).await["changed"], 1);
    let now = covered(&country).await;
    assert_eq!(states(&now), said(&[("Kiremba", "assessed"), ("Mugano", "inaccessible")]));
    assert_eq!(line(&now, "Mugano")["reason"], "The bridge is gone");
    assert_eq!(now["elsewhere"]["approved"], 1, "a place that no listed site is called");
    let totals = json!({"expected": 2, "assessed": 1, "received": 0, "not_yet": 0, "inaccessible": 1, "closed": 0});
    assert_eq!(now["totals"], totals);
    let rounds = manager.get(&format!("{OPERATION}/rounds")).await.json();
    let exercises = rounds["exercises"].as_array().unwrap();
    let baseline = exercises.iter().find(|one| one["code"] == "baseline_subarea").unwrap();
    assert_eq!(baseline["rounds"][0]["coverage"], totals, "the list of rounds counts alike");
    assert_eq!(country.displaced("BDI012").await["coverage"]["expected"], 1, "figures are covered by communes");

    let team = posted(&manager, &format!("{OPERATION}/teams"), json!({"name": "Muyinga A"})).await;
    let given = json!({"sites": [id(&kiremba)], "team": team["team"]["id"]});
    assert_eq!(posted(&manager, &format!("{ROUND}/places/team"), given).await["changed"], 1);
    assert_eq!(line(&covered(&country).await, "Kiremba")["team"], team["team"]["id"]);
    let stranger = json!({"sites": [id(&unlisted)], "team": team["team"]["id"]});
    let refused = manager.post(&format!("{ROUND}/places/team"), stranger).await;
    assert_eq!(refused.code(), "round.place_not_listed");

    // The change says of a listed site why it has no count.
    open_round(&country.site, &country.exercise, 2, true).await;
    approved(&country, place(3, "2026-02-12", GASORWE, "Mugano", 20)).await;
    let change = change(&country, "indicator=idps_individuals").await;
    let parts = &area(&change, GASORWE)["parts"];
    assert_eq!(parts["newly_assessed"], json!({"inaccessible": {"places": 1, "count": 200}}), "{change}");
}

async fn sites_that_are_one_now_are_one_place_and_closed_ones_say_why(country: Country) {
    let manager = country.manager().await;
    let mut sites = Vec::new();
    for name in ["Kiremba", "Kiremba Centre", "Mugano", "Rugari", "Rugari Camp"] {
        sites.push(make(&manager, name, Value::Null).await);
    }
    let [kiremba, centre, mugano, rugari, camp] = &sites[..] else { panic!("five were made") };
    let all: Vec<&str> = sites.iter().map(id).collect();
    assert_eq!(set(&manager, json!({"from": "sites", "ids": all})).await, 5);
    approved(&country, place(1, JANUARY, GASORWE, "Kiremba Centre", 50)).await;
    let merged = merge(&manager, centre, kiremba).await;
    split(&manager, mugano, ["Mugano Nord", "Mugano Sud"]).await;
    stand(&manager, rugari, "closed", "gone home").await;
    stand(&manager, camp, "inaccessible", "The road is flooded").await;

    let now = covered(&country).await;
    let expected =
        [("Kiremba", "assessed"), ("Mugano", "not_yet"), ("Rugari", "closed"), ("Rugari Camp", "inaccessible")];
    assert_eq!(states(&now), said(&expected), "two sites that are one are one place");
    assert_eq!(line(&now, "Kiremba")["also"], json!([{"id": id(centre), "name": "Kiremba Centre"}]));
    let gone = line(&now, "Rugari");
    assert_eq!((&gone["mark"], &gone["reason"]), (&json!("closed"), &json!("gone home")));
    assert_eq!((&gone["stands"]["status"], &gone["stands"]["now"]), (&json!("closed"), &json!([])));
    assert_eq!(line(&now, "Rugari Camp")["reason"], "The road is flooded");
    assert_eq!(line(&now, "Mugano")["stands"]["now"].as_array().unwrap().len(), 2);

    approved(&country, place(2, JANUARY, GASORWE, "Mugano Nord", 20)).await;
    assert_eq!(line(&covered(&country).await, "Mugano")["state"], "received", "a part is not the whole");
    approved(&country, place(3, JANUARY, GASORWE, "Mugano Sud", 20)).await;
    assert_eq!(line(&covered(&country).await, "Mugano")["state"], "assessed");
    approved(&country, place(4, JANUARY, GASORWE, "Rugari", 20)).await;
    assert_eq!(line(&covered(&country).await, "Rugari")["state"], "assessed", "who has been there has been there");

    posted(&manager, &format!("{OPERATION}/site-changes/{}/undo", merged["id"]), json!({"reason": "they are two"}))
        .await;
    let now = covered(&country).await;
    assert_eq!(line(&now, "Kiremba")["state"], "not_yet");
    assert_eq!(line(&now, "Kiremba Centre")["state"], "assessed");
}

async fn the_next_round_goes_on_with_the_sites_that_stand(country: Country) {
    let manager = country.manager().await;
    let mut sites = Vec::new();
    for name in ["Kiremba", "Kiremba Centre", "Mugano", "Rugari"] {
        sites.push(make(&manager, name, Value::Null).await);
    }
    let [kiremba, centre, mugano, rugari] = &sites[..] else { panic!("four were made") };
    let all: Vec<&str> = sites.iter().map(id).collect();
    assert_eq!(set(&manager, json!({"from": "sites", "ids": all})).await, 4);
    merge(&manager, centre, kiremba).await;
    split(&manager, mugano, ["Mugano Nord", "Mugano Sud"]).await;
    stand(&manager, rugari, "closed", "gone home").await;
    open_round(&country.site, &country.exercise, 2, true).await;

    let mut source = json!({"from": "previous"});
    let seen = look(&manager, 2, source.clone()).await;
    assert_eq!((&seen["places"], &seen["not_standing"]), (&json!(4), &json!(["Rugari"])), "{seen}");
    source["seen"] = seen["seen"].clone();
    let answer = manager.put(&format!("{ROUNDS}/2/places"), source).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let now = manager.get(&format!("{ROUNDS}/2/coverage")).await.json();
    let expected =
        [("Kiremba", "not_yet"), ("Mugano Nord", "not_yet"), ("Mugano Sud", "not_yet"), ("Rugari", "closed")];
    assert_eq!(states(&now), said(&expected));
}

async fn a_closed_round_keeps_what_its_sites_were(country: Country) {
    let manager = country.manager().await;
    let mut sites = Vec::new();
    for name in ["Kiremba", "Mugano", "Rugari"] {
        sites.push(make(&manager, name, Value::Null).await);
    }
    let [kiremba, mugano, rugari] = &sites[..] else { panic!("three were made") };
    let all: Vec<&str> = sites.iter().map(id).collect();
    assert_eq!(set(&manager, json!({"from": "sites", "ids": all})).await, 3);
    approved(&country, place(1, JANUARY, GASORWE, "Kiremba", 50)).await;
    stand(&manager, rugari, "inaccessible", "The road is flooded").await;
    for to in ["review", "closed"] {
        posted(&manager, &format!("{ROUND}/stage"), json!({"to": to})).await;
    }
    let then = covered(&country).await;
    let expected = [("Kiremba", "assessed"), ("Mugano", "not_yet"), ("Rugari", "inaccessible")];
    assert_eq!(states(&then), said(&expected));

    country.site.clock.advance(chrono::Duration::hours(1));
    let manager = country.manager().await;
    let refused = manager.put(&format!("{ROUND}/places"), json!({"from": "sites", "seen": ""})).await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
    merge(&manager, kiremba, mugano).await;
    stand(&manager, rugari, "closed", "gone home").await;
    let now = covered(&country).await;
    assert_eq!((&now["places"], &now["totals"]), (&then["places"], &then["totals"]));
    let rounds = manager.get(&format!("{OPERATION}/rounds")).await.json();
    let exercises = rounds["exercises"].as_array().unwrap();
    let baseline = exercises.iter().find(|one| one["code"] == "baseline_subarea").unwrap();
    assert_eq!(baseline["rounds"][0]["coverage"], then["totals"]);

    posted(&manager, &format!("{ROUND}/revisions"), json!({"reason": "Kiremba was part of Mugano"})).await;
    let now = covered(&country).await;
    let expected = [("Mugano", "assessed"), ("Rugari", "closed")];
    assert_eq!(states(&now), said(&expected), "an open revision follows the list of sites");
}
