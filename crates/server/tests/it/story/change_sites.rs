//! Change between rounds follows the list of sites: what was merged, called otherwise or split is the same place, and is none any
//! more when that is taken back. What rounds published stays what it was.

use super::{
    Assessment, Country,
    change::{approved, area, change, place, series},
    country::open_round,
    sites::{OPERATION, SITES, id, make},
};
use crate::site::Browser;
use axum::http::StatusCode;
use serde_json::{Value, json};

on_both_stores! {
    a_merged_site_is_one_place_until_the_merge_is_undone
    an_other_name_of_a_site_is_the_same_place
    a_split_site_is_compared_with_all_its_parts_or_not_at_all
}

const FEBRUARY: &str = "2026-02-12";
const GASORWE: &str = "BDI012004";

async fn carried_out(manager: &Browser<'_>, path: &str, body: Value) -> Value {
    let answer = manager.post(path, body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.json()
}

async fn undone(manager: &Browser<'_>, decision: &Value) {
    let path = format!("{OPERATION}/site-changes/{}/undo", decision["id"]);
    carried_out(manager, &path, json!({"reason": "they are two"})).await;
}

/// Places in both rounds, their counts, and how many places came in and fell out; of Gasorwe.
fn parts(change: &Value) -> (u64, Value, u64, u64) {
    let parts = &area(change, GASORWE)["parts"];
    let places = |groups: &Value| -> u64 {
        groups.as_object().unwrap().values().map(|group| group["places"].as_u64().unwrap()).sum()
    };
    let same = &parts["like_for_like"];
    let counts = if same.is_null() { Value::Null } else { json!([same["before"], same["after"]]) };
    let (new, gone) = (places(&parts["newly_assessed"]), places(&parts["no_longer_assessed"]));
    (parts["same_places"].as_u64().unwrap(), counts, new, gone)
}

const INDIVIDUALS: &str = "indicator=idps_individuals";

async fn a_merged_site_is_one_place_until_the_merge_is_undone(country: Country) {
    let manager = country.manager().await;
    let stays = make(&manager, "Kiremba", Value::Null).await;
    let goes = make(&manager, "Kiremba Centre", Value::Null).await;
    open_round(&country.site, &country.exercise, 2, true).await;
    approved(&country, place(1, "2026-01-12", GASORWE, "Kiremba centre", 50)).await;
    approved(&country, place(2, "2026-01-12", GASORWE, "Mugano", 10)).await;
    for to in ["review", "closed", "published"] {
        let round = format!("{OPERATION}/exercises/baseline_subarea/rounds/1/stage");
        carried_out(&manager, &round, json!({"to": to})).await;
    }
    approved(&country, place(3, FEBRUARY, GASORWE, "Kiremba", 40)).await;
    let published = country.figures_text("round=1").await;
    let before = change(&country, INDIVIDUALS).await;
    assert_eq!(parts(&before), (0, Value::Null, 1, 2));
    assert_eq!(before["from"]["followed"], 0);

    let wish = json!({"from": [id(&goes)], "reason": "told by two teams", "on": "2026-02-01"});
    let merged = carried_out(&manager, &format!("{SITES}/{}/merge", id(&stays)), wish).await;
    let now = change(&country, INDIVIDUALS).await;
    assert_eq!(parts(&now), (1, json!([500, 400]), 0, 1), "one place, and Mugano is not assessed any more");
    assert_eq!((&now["from"]["followed"], &now["to"]["followed"]), (&json!(1), &json!(0)));
    let revision = |change: &Value| change["from"]["sites_revision"].as_i64().unwrap();
    assert!(revision(&now) > revision(&before), "the answer says by which list places were told apart");
    assert_eq!(area(&now, GASORWE)["total"], area(&before, GASORWE)["total"], "the totals know nothing of sites");
    assert_eq!(country.figures_text("round=1").await, published, "and neither does what round 1 published");
    let line = &series(&country, GASORWE).await["like_for_like"][0];
    assert_eq!((&line["counts"], &line["left_out"]), (&json!([500, 400]), &json!(1)));

    undone(&manager, &merged).await;
    let again = change(&country, INDIVIDUALS).await;
    assert_eq!((parts(&again), &again["from"]["followed"]), (parts(&before), &json!(0)));
    assert_eq!(again["areas"], before["areas"]);
    assert_eq!(country.figures_text("round=1").await, published);
}

async fn an_other_name_of_a_site_is_the_same_place(country: Country) {
    let manager = country.manager().await;
    let site = make(&manager, "Kiremba", Value::Null).await;
    open_round(&country.site, &country.exercise, 2, true).await;
    approved(&country, place(1, "2026-01-12", GASORWE, "Kiremba Hill", 50)).await;
    approved(&country, place(2, FEBRUARY, GASORWE, "KIREMBA", 40)).await;
    assert_eq!(parts(&change(&country, INDIVIDUALS).await), (0, Value::Null, 1, 1));
    let called = |aliases: Value, version: u64| json!({"name": "Kiremba", "aliases": aliases, "kind": "host_community", "pcode": GASORWE, "version": version});
    let path = format!("{SITES}/{}", id(&site));
    let named = manager.put(&path, called(json!(["Kiremba hill"]), 1)).await;
    assert_eq!(named.status, StatusCode::OK, "{}", named.text);
    assert_eq!(parts(&change(&country, INDIVIDUALS).await), (1, json!([500, 400]), 0, 0));
    // Another site of the area with the name: which of them is meant, nobody has said.
    make(&manager, "Kiremba Hill", Value::Null).await;
    assert_eq!(parts(&change(&country, INDIVIDUALS).await), (0, Value::Null, 1, 1));
    let unnamed = manager.put(&path, called(json!([]), 2)).await;
    assert_eq!(unnamed.status, StatusCode::OK, "{}", unnamed.text);
    assert_eq!(parts(&change(&country, INDIVIDUALS).await), (0, Value::Null, 1, 1));
}

async fn a_split_site_is_compared_with_all_its_parts_or_not_at_all(country: Country) {
    let manager = country.manager().await;
    let whole = make(&manager, "Kiremba", Value::Null).await;
    open_round(&country.site, &country.exercise, 2, true).await;
    approved(&country, Assessment::new(1)).await; // 500 in Kiremba
    let parts_of_it = json!([{"name": "Kiremba Nord", "share": 0.6}, {"name": "Kiremba Sud", "share": 0.4}]);
    let wish = json!({"reason": "two hills", "on": "2026-02-01", "parts": parts_of_it});
    let split = carried_out(&manager, &format!("{SITES}/{}/split", id(&whole)), wish).await;
    let north = place(2, FEBRUARY, GASORWE, "Kiremba Nord", 20);
    approved(&country, Assessment { came: Some(&[("conflict", "", 30)]), went: Some(&[]), ..north }).await;
    assert_eq!(parts(&change(&country, INDIVIDUALS).await), (0, Value::Null, 1, 1), "a part is not the whole");
    let south = place(3, FEBRUARY, GASORWE, "Kiremba Sud", 25);
    approved(&country, Assessment { came: Some(&[]), went: Some(&[("return", 70)]), ..south }).await;

    let now = change(&country, INDIVIDUALS).await;
    assert_eq!(parts(&now), (1, json!([500, 450]), 0, 0), "all parts together are the whole");
    let account = &area(&now, GASORWE)["account"];
    assert_eq!(
        [&account["increase"], &account["decrease"], &account["residual"], &account["silent_about_increases"]],
        [&json!(30), &json!(70), &json!(-10), &json!(0)],
        "and say together who came and went: {account}"
    );
    let told = series(&country, GASORWE).await;
    assert_eq!((&told["plain"], &told["like_for_like"][0]["counts"]), (&json!("drawn"), &json!([500, 450])));

    undone(&manager, &split).await;
    assert_eq!(parts(&change(&country, INDIVIDUALS).await), (0, Value::Null, 2, 1));
}
