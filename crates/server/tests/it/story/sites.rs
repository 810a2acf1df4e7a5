//! The list of sites: told by phones, accepted by managers, merged, split and put back, and what phones get of it.

use super::{country::Country, delivery::Delivery};
use crate::site::{Answer, Browser};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use serde_json::{Value, json};
use store::{BulkChange, BulkUpdate};

on_both_stores! {
    a_site_is_told_by_a_phone_and_offered_once_it_is_accepted
    merging_and_splitting_can_be_seen_before_and_taken_back
    duplicates_are_proposed_and_kept_apart
    a_site_outside_its_area_is_found_and_put_right
    a_file_of_sites_is_looked_at_and_taken_whole_or_not_at_all
    a_file_of_sites_is_one_decision_that_can_be_taken_back
    reviewers_read_and_propose_and_viewers_do_not
}

/// Changes of sites that these stories make, looking into the log.
pub const SITE_CHANGES: [(&str, &str); 11] = [
    ("POST", "/api/v1/operations/{operation}/sites"),
    ("PUT", "/api/v1/operations/{operation}/sites/{site}"),
    ("POST", "/api/v1/operations/{operation}/sites/{site}/status"),
    ("POST", "/api/v1/operations/{operation}/sites/{site}/merge"),
    ("POST", "/api/v1/operations/{operation}/sites/{site}/merge/preview"),
    ("POST", "/api/v1/operations/{operation}/sites/{site}/split"),
    ("POST", "/api/v1/operations/{operation}/sites/{site}/split/preview"),
    ("POST", "/api/v1/operations/{operation}/site-changes/{id}/undo"),
    ("POST", "/api/v1/operations/{operation}/site-duplicates"),
    ("POST", "/api/v1/operations/{operation}/site-import"),
    ("POST", "/api/v1/operations/{operation}/site-import/preview"),
];

pub const OPERATION: &str = "/api/v1/operations/burundi";
pub const SITES: &str = "/api/v1/operations/burundi/sites";
const TOLD: &str = "2f6f4c0a-2f4c-4f3e-9a55-1b8c3d0f6a10";
const GASORWE: &str = "BDI012004";

async fn actions(country: &Country, newest: usize) -> Vec<String> {
    let deeds = country.site.deeds().await;
    deeds.into_iter().rev().filter(|(actor, ..)| actor != "server").take(newest).map(|(_, action, _)| action).collect()
}

/// A position inside Gasorwe, some hundredths of a degree aside.
fn inside(country: &Country, aside: f64) -> impl Future<Output = Value> {
    let operation = country.operation.clone();
    let app = country.site.app.clone();
    async move {
        let territory = app.territories.of(&app.store, &operation).await.unwrap().unwrap();
        let area = territory.boundaries.area(&GASORWE.parse().unwrap()).unwrap();
        let (longitude, latitude) = area.inside().unwrap();
        json!({"longitude": longitude + aside, "latitude": latitude})
    }
}

pub async fn make(browser: &Browser<'_>, name: &str, position: Value) -> Value {
    let body = json!({"name": name, "kind": "host_community", "pcode": GASORWE, "position": position});
    let made = browser.post(SITES, body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    made.json()
}

pub fn id(site: &Value) -> &str {
    site["id"].as_str().unwrap()
}

async fn one(browser: &Browser<'_>, site: &Value) -> Value {
    let found = browser.get(&format!("{SITES}/{}", id(site))).await;
    assert_eq!(found.status, StatusCode::OK, "{}", found.text);
    found.json()
}

/// The ids of the file that phones get.
async fn offered(country: &Country) -> Vec<String> {
    let csv = country.get("/forms/location_assessment/attachments/sites.csv").await;
    assert_eq!(csv.status, StatusCode::OK, "{}", csv.text);
    csv.text.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect()
}

async fn is_gone(country: &Country, uuid: &str) -> bool {
    let integrity = country.get(&format!("/datasets/sites/integrity?id={uuid}")).await;
    assert!(integrity.text.contains(uuid), "{}", integrity.text);
    integrity.text.contains("<deleted>true</deleted>")
}

async fn a_site_is_told_by_a_phone_and_offered_once_it_is_accepted(country: Country) {
    let app = &country.site.app;
    let exercise = app.store.exercise(country.operation.id, "location_assessment").await.unwrap().unwrap();
    let form = app.forms.newest(&app.store, &exercise).await.unwrap().unwrap();
    let version = form.version.clone();
    let point = inside(&country, 0.0).await;
    let at = format!("{} {} 1500 5", point["latitude"], point["longitude"]);
    let sent = country
        .send(&Delivery::of(&format!(
            "<data id=\"location_assessment\" version=\"{version}\"><place><reporting_date>2026-01-12</reporting_date>\
             <admin1>BDI012</admin1><admin2>{GASORWE}</admin2><site/><location_new_name>Kiremba</location_new_name>\
             <location_name>Kiremba</location_name><location_other_name>Kiremba rural</location_other_name>\
             <location_type>host_community</location_type><access>accessible</access><location_point>{at}</location_point>\
             <consent>no</consent></place><meta><instanceID>uuid:0001</instanceID>\
             <entity dataset=\"sites\" id=\"{TOLD}\" create=\"1\"><label>Kiremba</label></entity></meta></data>"
        )))
        .await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text);
    assert_eq!((offered(&country).await, is_gone(&country, TOLD).await), (vec![], false), "the phone keeps its own");

    let (manager, reviewer) = (country.manager().await, country.reviewer().await);
    let waiting = reviewer.get(&format!("{SITES}?status=proposed&search=RURAL")).await.json();
    let told = &waiting["sites"][0];
    assert_eq!(
        (&waiting["total"], id(told), &told["check"]["finding"]),
        (&json!(1), TOLD, &json!("inside")),
        "{waiting}"
    );
    let accept = json!({"to": "active", "version": 1, "since": "2026-01-12"});
    let status = format!("{SITES}/{TOLD}/status");
    assert_eq!(reviewer.post(&status, accept.clone()).await.status, StatusCode::FORBIDDEN);
    let accepted = manager.post(&status, accept).await;
    assert_eq!(accepted.status, StatusCode::OK, "{}", accepted.text);
    assert_eq!(accepted.json()["area"]["version"], "bdi-2017", "the code is one of these boundaries");
    assert_eq!(actions(&country, 1).await, ["site.status_set"]);
    assert_eq!(offered(&country).await, [TOLD]);

    let close = |reason: &str, version: u32| json!({"to": "closed", "reason": reason, "version": version});
    assert_eq!(manager.post(&status, close(" ", 2)).await.code(), "review.reason_needed");
    assert_eq!(manager.post(&status, close("gone home", 1)).await.code(), "entity.changed_meanwhile");
    country.site.clock.advance(chrono::Duration::days(10));
    let manager = country.manager().await;
    let closed = manager.post(&status, close("gone home", 2)).await.json();
    assert_eq!((&closed["status"], &closed["reason"]), (&json!("closed"), &json!("gone home")));
    assert_eq!((offered(&country).await, is_gone(&country, TOLD).await), (vec![], true));
    let again = manager.post(&status, close("gone home", 3)).await;
    assert_eq!((again.status, again.code().as_str()), (StatusCode::CONFLICT, "site.no_such_move"));
    let before = country.site.app.clock.now().date_naive() - chrono::Days::new(1);
    let then = manager.get(&format!("{SITES}/{TOLD}?as_of={before}")).await.json();
    assert_eq!((&then["as_of"]["site"]["status"], &then["status"]), (&json!("active"), &json!("closed")), "{then}");
    assert_eq!(then["versions"][2]["source"], "submission");
    assert!(then["versions"][0]["changed"].as_array().unwrap().contains(&json!("status")), "{then}");
    let open = json!({"to": "active", "reason": "they are back", "version": 3});
    assert_eq!(manager.post(&status, open).await.json()["offered"], true);
    assert_eq!((offered(&country).await, is_gone(&country, TOLD).await), (vec![TOLD.to_owned()], false));
}

async fn merging_and_splitting_can_be_seen_before_and_taken_back(country: Country) {
    let manager = country.manager().await;
    let a = make(&manager, "Kibimba", inside(&country, 0.0).await).await;
    let b = make(&manager, "Kibimba Centre", inside(&country, 0.001).await).await;
    let both = offered(&country).await;
    let merge = format!("{SITES}/{}/merge", id(&a));
    let wish = json!({"from": [id(&b)], "reason": "told by two teams", "on": "2026-01-20"});
    let seen = manager.post(&format!("{merge}/preview"), wish.clone()).await.json();
    assert_eq!(seen["problems"], json!([]));
    let becomes = seen["after"].as_array().unwrap().iter().find(|site| site["id"] == a["id"]).unwrap();
    assert_eq!(becomes["aliases"], json!(["Kibimba Centre"]));
    assert_eq!((actions(&country, 1).await, offered(&country).await), (vec!["register.read".into()], both.clone()));
    let wrong = manager.post(&format!("{merge}/preview"), json!({"from": [id(&a)], "reason": "x"})).await.json();
    assert_eq!(wrong["problems"][0]["code"], "site.twice", "{wrong}");
    assert_eq!(manager.post(&merge, json!({"from": ["nobody"], "reason": "x"})).await.code(), "site.unknown");

    let merged = manager.post(&merge, wish).await.json();
    assert_eq!(merged["kind"], "merge", "{merged}");
    assert_eq!(actions(&country, 1).await, ["site.merged"]);
    assert_eq!(offered(&country).await, [id(&a)]);
    let gone = one(&manager, &b).await;
    assert_eq!(gone["stands_for_it"], json!([{"id": a["id"], "name": "Kibimba", "share": 1.0}]));
    assert_eq!(one(&manager, &a).await["known_by"][0]["id"], b["id"]);
    let reopen = json!({"to": "active", "reason": "x", "version": gone["version"]});
    assert_eq!(manager.post(&format!("{SITES}/{}/status", id(&b)), reopen).await.code(), "site.has_successors");

    let split = format!("{SITES}/{}/split", id(&a));
    let parts = |share: f64| {
        json!({"reason": "two hills", "parts": [
        {"name": "Kibimba north", "share": 0.6}, {"name": "Kibimba south", "share": share, "kind": "site"}]})
    };
    let uneven = manager.post(&format!("{split}/preview"), parts(0.5)).await.json();
    assert_eq!(uneven["problems"][0]["code"], "site.shares_add_up", "{uneven}");
    assert_eq!(manager.post(&split, parts(0.5)).await.code(), "site.shares_add_up");
    let done = manager.post(&split, parts(0.4)).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
    assert_eq!((actions(&country, 1).await, offered(&country).await.len()), (vec!["site.split".to_owned()], 2));
    let stand = one(&manager, &b).await["stands_for_it"].clone();
    assert_eq!(stand.as_array().unwrap().iter().map(|one| one["share"].as_f64().unwrap()).sum::<f64>(), 1.0, "{stand}");

    let undo = async |change: &Value| {
        let at = format!("{OPERATION}/site-changes/{}/undo", change["id"]);
        manager.post(&at, json!({"reason": "they are two"})).await
    };
    let refused = undo(&merged).await;
    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::CONFLICT, "site.later_decision"));
    let number = done.json()["id"].to_string();
    assert!(refused.text.contains(&format!("no. {number}")), "it names the later one: {}", refused.text);
    assert_eq!(undo(&done.json()).await.status, StatusCode::OK);
    assert_eq!(undo(&merged).await.status, StatusCode::OK);
    assert_eq!(actions(&country, 1).await, ["site.decision_undone"]);
    assert_eq!(undo(&merged).await.code(), "site.already_undone");
    assert_eq!(offered(&country).await, both);
    for site in [&a, &b] {
        let now = one(&manager, site).await;
        for name in ["name", "aliases", "status", "reason", "since", "area", "position", "predecessors", "successors"] {
            assert_eq!(now[name], site[name], "{name}");
        }
    }
}

async fn duplicates_are_proposed_and_kept_apart(country: Country) {
    let manager = country.manager().await;
    let a = make(&manager, "Kibimba", inside(&country, 0.0).await).await;
    let b = make(&manager, "Kibinba", inside(&country, 0.001).await).await;
    make(&manager, "Ruhororo", inside(&country, 0.001).await).await;
    make(&manager, "Kibimba", inside(&country, 0.05).await).await;
    let duplicates = format!("{OPERATION}/site-duplicates");
    let reviewer = country.reviewer().await;
    let found = async || reviewer.get(&duplicates).await.json();
    let proposed = found().await;
    assert_eq!((&proposed["total"], &proposed["proposals"][0]["because"]), (&json!(1), &json!("similar_name")));
    let metres = proposed["proposals"][0]["metres"].as_f64().unwrap();
    assert!((metres - 111.0).abs() < 1.0, "{metres}");
    assert_eq!(reviewer.get(&format!("{duplicates}?within_m=50")).await.json()["total"], 0);
    let two = json!({"one": b["id"], "other": a["id"], "reason": "a school and a church"});
    assert_eq!(reviewer.post(&duplicates, two.clone()).await.status, StatusCode::FORBIDDEN);
    let kept = manager.post(&duplicates, two).await.json();
    assert_eq!(
        (kept["kind"].as_str(), actions(&country, 1).await),
        (Some("not_duplicate"), vec!["site.kept_apart".into()])
    );
    let now = found().await;
    assert_eq!((&now["total"], &now["kept_apart"][0]["id"]), (&json!(0), &kept["id"]));
    let undone = manager.post(&format!("{OPERATION}/site-changes/{}/undo", kept["id"]), json!({"reason": "one"})).await;
    assert_eq!(undone.status, StatusCode::OK, "{}", undone.text);
    assert_eq!(found().await["total"], 1);
}

async fn a_site_outside_its_area_is_found_and_put_right(country: Country) {
    let manager = country.manager().await;
    let right = make(&manager, "Right", inside(&country, 0.0).await).await;
    let wrong = make(&manager, "Wrong", inside(&country, 1.0).await).await;
    let areas = manager.get(&format!("{OPERATION}/site-areas")).await.json();
    assert_eq!((&areas["total"], &areas["sites"][0]["id"]), (&json!(1), &wrong["id"]), "{areas}");
    let check = &areas["sites"][0]["check"];
    assert!(check["finding"] == "outside" && check["metres"].as_f64().unwrap() > 10_000.0, "{check}");
    let corrected = json!({"name": "Wrong", "pcode": GASORWE, "position": right["position"], "version": 1});
    let put = manager.put(&format!("{SITES}/{}", id(&wrong)), corrected.clone()).await;
    assert_eq!(
        (put.status, actions(&country, 1).await),
        (StatusCode::OK, vec!["site.edited".to_owned()]),
        "{}",
        put.text
    );
    assert_eq!(put.json()["check"]["finding"], "inside");
    assert_eq!(manager.put(&format!("{SITES}/{}", id(&wrong)), corrected).await.code(), "entity.changed_meanwhile");
    let nowhere = json!({"name": "Wrong", "pcode": "BDI999", "version": 2});
    assert_eq!(manager.put(&format!("{SITES}/{}", id(&wrong)), nowhere).await.code(), "site.area_unknown");
    let below = manager.get(&format!("{SITES}?area=BDI012&limit=1")).await.json();
    assert_eq!((&below["total"], &below["next"], below["sites"].as_array().unwrap().len()), (&json!(2), &json!(1), 1));
    assert_eq!(manager.get(&format!("{SITES}?area=BDI001")).await.json()["total"], 0);
    let points = manager.get(&format!("{OPERATION}/site-points?search=right")).await.json();
    assert_eq!(points["points"].as_array().unwrap().len(), 1);
}

/// Sends a file in a part of a form, as our pages do.
async fn upload(browser: &Browser<'_>, country: &Country, path: &str, bytes: &[u8]) -> Answer {
    let parts = Delivery::empty().part("file", "sites.csv", "text/csv", bytes);
    let (head, body) = parts.request(path).into_parts();
    let mut request = Request::from_parts(head, Body::new(body));
    request.headers_mut().insert(header::COOKIE, browser.cookie.as_deref().unwrap().parse().unwrap());
    request.headers_mut().insert("x-inzira", "1".parse().unwrap());
    country.site.answer(request).await
}

async fn a_file_of_sites_is_looked_at_and_taken_whole_or_not_at_all(country: Country) {
    let manager = country.manager().await;
    let import = format!("{OPERATION}/site-import");
    let file = format!(
        "label;aliases;kind;pcode;latitude;longitude;successors\nKibimba;Kibimba Centre;site;{GASORWE};-3,02;30,27;x\n\
         Ruhororo;;;{GASORWE};;;\nNowhere;;;BDI999;;;\nAstray;;;;95;30;\n"
    );
    let seen = upload(&manager, &country, &format!("{import}/preview"), file.as_bytes()).await.json();
    assert_eq!((&seen["create"]["count"], &seen["left_out"]), (&json!(2), &json!(["successors"])), "{seen}");
    let refused: Vec<_> =
        seen["refused"]["rows"].as_array().unwrap().iter().map(|row| (&row["row"], &row["reason"])).collect();
    assert_eq!(refused, [(&json!(4), &json!("area_unknown")), (&json!(5), &json!("position_invalid"))]);
    let unexplained = format!("{import}?revision={}", seen["revision"]);
    assert_eq!(upload(&manager, &country, &unexplained, file.as_bytes()).await.code(), "review.reason_needed");
    let apply = format!("{unexplained}&reason=The+list+of+the+commune");
    let whole = upload(&manager, &country, &apply, file.as_bytes()).await;
    assert_eq!(whole.code(), "site.file_has_problems");
    let good = file.lines().take(3).collect::<Vec<_>>().join("\n");
    let reviewer = country.reviewer().await;
    assert_eq!(upload(&reviewer, &country, &apply, good.as_bytes()).await.status, StatusCode::FORBIDDEN);
    let done = upload(&manager, &country, &apply, good.as_bytes()).await;
    let brought = done.json();
    assert_eq!((&brought["created"], &brought["updated"]), (&json!(2), &json!(0)), "{}", done.text);
    assert_eq!(actions(&country, 1).await, ["site.imported"]);
    assert_eq!(offered(&country).await.len(), 2, "what a manager brings is accepted");
    assert_eq!(upload(&manager, &country, &apply, good.as_bytes()).await.code(), "register.changed_meanwhile");

    let csv = reviewer.get(&format!("{OPERATION}/site-export?format=csv")).await;
    assert!(csv.text.starts_with("__id,label,__version,aliases,kind,status"), "{}", csv.text);
    let map = reviewer.get(&format!("{OPERATION}/site-export?format=geojson")).await.json();
    let place = map["features"].as_array().unwrap().iter().find(|one| one["properties"]["name"] == "Kibimba").unwrap();
    assert_eq!(place["geometry"]["coordinates"], json!([30.27, -3.02]));

    // Brought back as it was handed out it changes nothing; with another name it changes that.
    let again = upload(&manager, &country, &format!("{import}/preview"), csv.text.as_bytes()).await.json();
    assert_eq!(
        (&again["unchanged"], &again["update"]["count"], &again["refused"]["count"]),
        (&json!(2), &json!(0), &json!(0)),
        "{again}"
    );
    let renamed = csv.text.replace(",Ruhororo,", ",Ruhororo II,");
    let seen = upload(&manager, &country, &format!("{import}/preview"), renamed.as_bytes()).await.json();
    assert_eq!(
        seen["update"]["rows"][0]["changes"],
        json!([{"property": "label", "from": "Ruhororo", "to": "Ruhororo II"}])
    );
}

/// Looks at a file and brings it, with a reason.
async fn brought(manager: &Browser<'_>, country: &Country, file: &str) -> Value {
    let import = format!("{OPERATION}/site-import");
    let seen = upload(manager, country, &format!("{import}/preview"), file.as_bytes()).await.json();
    let apply = format!("{import}?revision={}&reason=The+commune+sent+it", seen["revision"]);
    let done = upload(manager, country, &apply, file.as_bytes()).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.text);
    done.json()
}

async fn names(manager: &Browser<'_>) -> Vec<String> {
    let listed = manager.get(SITES).await.json();
    listed["sites"].as_array().unwrap().iter().map(|site| site["name"].as_str().unwrap().to_owned()).collect()
}

async fn a_file_of_sites_is_one_decision_that_can_be_taken_back(country: Country) {
    let manager = country.manager().await;
    let long = format!("label,pcode,status\n{},BDI999,closed\nKibimba,{GASORWE},\n", "x".repeat(201));
    let preview = format!("{OPERATION}/site-import/preview");
    let wrong = upload(&manager, &country, &preview, long.as_bytes()).await.json();
    let reasons: Vec<_> = wrong["refused"]["rows"].as_array().unwrap().iter().map(|row| &row["reason"]).collect();
    assert_eq!(reasons, ["status_reason_missing", "area_unknown", "name_invalid"], "all that is wrong with the row");
    assert_eq!(wrong["refused"]["count"], 1);

    let undo = async |decision: &Value| {
        let at = format!("{OPERATION}/site-changes/{}/undo", decision["id"]);
        manager.post(&at, json!({"reason": "the list of another year"})).await
    };
    let first = brought(&manager, &country, &format!("label,pcode\nKibimba,{GASORWE}\nRuhororo,{GASORWE}\n")).await;
    let decisions = manager.get(&format!("{OPERATION}/site-changes")).await.json();
    let newest = &decisions["changes"][0];
    assert_eq!((&newest["id"], &newest["kind"], &newest["site_count"]), (&first["id"], &json!("import"), &json!(2)));
    assert_eq!((&newest["reason"], &newest["detail"]["created"]), (&json!("The commune sent it"), &json!(2)));

    let csv = manager.get(&format!("{OPERATION}/site-export?format=csv")).await.text;
    let second = brought(&manager, &country, &csv.replace(",Ruhororo,", ",Ruhororo II,")).await;
    assert_eq!((&second["created"], &second["updated"], &second["unchanged"]), (&json!(0), &json!(1), &json!(1)));
    assert_eq!(names(&manager).await, ["Kibimba", "Ruhororo II"]);
    let refused = undo(&first).await;
    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::CONFLICT, "site.later_decision"));
    assert!(refused.text.contains(&format!("no. {}", second["id"])), "{}", refused.text);
    assert_eq!(undo(&second).await.status, StatusCode::OK);
    assert_eq!(names(&manager).await, ["Kibimba", "Ruhororo"]);

    let third = brought(&manager, &country, &format!("label,pcode\nMugano,{GASORWE}\n")).await;
    let store = &country.site.app.store;
    let register = store.register(country.operation.id, "sites").await.unwrap().unwrap();
    let mugano = manager.get(&format!("{SITES}?search=mugano")).await.json()["sites"][0].clone();
    let received = [("kind".to_owned(), "site".to_owned())].into_iter().collect();
    let update = vec![BulkUpdate { uuid: id(&mugano).to_owned(), received }];
    store
        .change_entities(&register, &BulkChange { update, source: "api", ..BulkChange::default() }, "test")
        .await
        .unwrap();
    let refused = undo(&third).await;
    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::CONFLICT, "site.changed_since"));

    assert_eq!(undo(&first).await.status, StatusCode::OK);
    assert_eq!(actions(&country, 1).await, ["site.decision_undone"]);
    assert_eq!(names(&manager).await, ["Mugano"], "what it made is gone, what others brought is not");
    assert_eq!(undo(&first).await.code(), "site.already_undone");
}

async fn reviewers_read_and_propose_and_viewers_do_not(country: Country) {
    let viewer = country.viewer().await;
    for path in ["sites", "site-points", "site-changes", "site-duplicates", "site-areas", "site-export?format=csv"] {
        assert_eq!(viewer.get(&format!("{OPERATION}/{path}")).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let reviewer = country.reviewer().await;
    let proposed = make(&reviewer, "Kibimba", Value::Null).await;
    assert_eq!(
        (&proposed["status"], actions(&country, 1).await),
        (&json!("proposed"), vec!["site.created".to_owned()])
    );
    for (path, body) in [
        ("status", json!({"to": "active", "version": 1})),
        ("merge", json!({"from": [], "reason": "x"})),
        ("split", json!({"parts": [], "reason": "x"})),
    ] {
        let answer = reviewer.post(&format!("{SITES}/{}/{path}", id(&proposed)), body).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(reviewer.get(&format!("{SITES}/nobody")).await.code(), "site.unknown");
    let changes = reviewer.get(&format!("{OPERATION}/site-changes")).await.json();
    assert_eq!((&changes["changes"][0]["kind"], &changes["next"]), (&json!("create"), &Value::Null));
    let long = json!({"name": "x".repeat(201)});
    assert_eq!(reviewer.post(SITES, long).await.code(), "request.invalid_input");
}
