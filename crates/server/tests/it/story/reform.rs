//! A boundary reform: the same rounds under both versions, what cannot be placed shown, and an official crosswalk that supersedes.

use super::{
    Assessment, Country,
    country::{BASELINE, open_round},
};
use axum::http::StatusCode;
use places::{Crosswalk, CrosswalkEdition, CrosswalkOptions};
use serde_json::{Value, json};
use server::territory;
use store::{NewOperation, StoredCrosswalk};

on_both_stores! {
    a_round_is_read_under_other_boundaries_and_an_official_crosswalk_supersedes_ours
    rounds_of_both_versions_make_a_series_in_either
}

const OURS: &str = "bdi-2017-2025-provinces";
const BOUNDARIES: &str = "/api/v1/public/operations/burundi/boundaries";

fn stored(crosswalk: &Crosswalk, edition: &CrosswalkEdition) -> StoredCrosswalk {
    server::crosswalks::stored(crosswalk, edition).unwrap()
}

/// The boundaries of 2025 with our crosswalk, as the pack has them. Gives the version's row.
pub async fn reform(country: &Country) -> i32 {
    let packs = packs::builtin();
    let files = &packs["places-burundi"].0;
    let load = |name: &str| files.get(&format!("2025/{name}")).map(|bytes| bytes.to_vec()).ok_or("it is not there");
    let description = String::from_utf8(load(places::DESCRIPTION_FILE).unwrap()).unwrap();
    let found = places::read_version_folder(&description, load).unwrap();
    let store = &country.site.app.store;
    let version = territory::keep_boundaries(store, &found.boundaries, "test").await.unwrap();
    let ours = stored(&found.crosswalk.unwrap(), &found.edition.unwrap());
    store.add_crosswalk(&ours, "test").await.unwrap();
    version
}

/// Our table with other links for the two provinces that were divided.
pub fn table(divided: &[&str]) -> String {
    let packs = packs::builtin();
    let ours = String::from_utf8(packs["places-burundi"].0["2025/crosswalk.csv"].to_vec()).unwrap();
    let whole = ours.lines().filter(|line| !line.starts_with("BDI011") && !line.starts_with("BDI018"));
    whole.chain(divided.iter().copied()).collect::<Vec<_>>().join("\n")
}

/// A constructed table: shares of the two provinces that were divided. The real ones are not published.
async fn official(country: &Country) {
    let table = table(&[
        "BDI011,Muramvya,BI-PR-02,Bujumbura,0.1,law",
        "BDI011,Muramvya,BI-PR-05,Gitega,0.9,law",
        "BDI018,Rumonge,BI-PR-02,Bujumbura,0.293,law",
        "BDI018,Rumonge,BI-PR-03,Burunga,0.707,law",
    ]);
    let options =
        CrosswalkOptions { from_version: "bdi-2017".into(), to_version: "bdi-2025".into(), basis: "law".into() };
    let crosswalk = Crosswalk::read_csv("law.csv", table.as_bytes(), &options).unwrap();
    let unnamed = CrosswalkEdition::unnamed("bdi-2017", "bdi-2025");
    let edition =
        CrosswalkEdition { code: "law".into(), label: "The law's own table".into(), official: true, ..unnamed };
    country.site.app.store.add_crosswalk(&stored(&crosswalk, &edition), "test").await.unwrap();
}

/// So many people in a province, in round 1.
async fn people(country: &Country, number: u32, province: &'static str, commune: &'static str, people: i64) {
    people_on(country, number, "2026-01-12", (province, commune), people).await;
}

/// So many people in a province, on a day of some round.
pub async fn people_on(
    country: &Country,
    number: u32,
    day: &'static str,
    (province, commune): (&'static str, &'static str),
    people: i64,
) {
    let female = [people, 0, 0, 0, 0];
    let counted = Assessment { day, province, commune, female, male: [0; 5], ..Assessment::new(number) };
    let id = country.receive(&counted).await;
    country.approve(id).await;
}

pub async fn four_provinces(country: &Country) {
    people(country, 1, "BDI003", "BDI003001", 400).await;
    people(country, 2, "BDI011", "BDI011001", 200).await;
    people(country, 3, "BDI012", "BDI012004", 500).await;
    people(country, 4, "BDI018", "BDI018001", 300).await;
}

pub async fn figures(country: &Country, query: &str) -> Value {
    let path =
        format!("/api/v1/public/operations/burundi/exercises/{BASELINE}/figures?indicator=idps_individuals&{query}");
    let answer = country.site.browser().get(&path).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.json()
}

pub fn of(told: &Value, round: u32, place: &str) -> Value {
    let mut figures = told["figures"].as_array().unwrap().iter();
    let found = figures.find(|figure| figure["place"] == place && figure["round"] == round);
    found.unwrap_or_else(|| panic!("no {place} in {told}")).clone()
}

/// Everybody in a place of the level, and everybody in none.
pub fn everybody(told: &Value, level: u8) -> u64 {
    let figures = told["figures"].as_array().unwrap().iter().filter(|figure| figure["level"] == level);
    let placed: u64 = figures.filter_map(|figure| figure["value"].as_u64()).sum();
    let left = told["remainder"].as_array().unwrap().iter().filter_map(|row| row["value"].as_u64()).sum::<u64>();
    placed + left
}

async fn a_round_is_read_under_other_boundaries_and_an_official_crosswalk_supersedes_ours(country: Country) {
    let query = "round=1&disaggregation=total&boundaries=bdi-2025";
    reform(&country).await;
    four_provinces(&country).await;
    let told = figures(&country, query).await;
    assert_eq!((&told["crosswalk"]["code"], &told["crosswalk"]["official"]), (&json!(OURS), &json!(false)));
    let burunga = of(&told, 1, "BI-PR-03");
    assert_eq!((&burunga["value"], &burunga["place_name"]), (&json!(400), &json!("Burunga")));
    let carried = &burunga["carried"];
    assert_eq!((&carried["exact"], &carried["least"]), (&json!(false), &json!(400)));
    assert_eq!(
        (&carried["most"], &carried["not_counted"]),
        (&Value::Null, &json!(["BDI010", "BDI015"])),
        "nobody went to Makamba and Rutana, so nobody knows how many are there"
    );
    let confidence = &burunga["confidence"];
    assert_eq!((&confidence["grade"], &confidence["parts"][2]["value"]), (&json!("C"), &json!(400.0)), "as in Bururi");
    let left: Vec<_> =
        told["remainder"].as_array().unwrap().iter().map(|row| (&row["from_name"], &row["value"])).collect();
    assert_eq!(left, [(&json!("Muramvya"), &json!(200)), (&json!("Rumonge"), &json!(300))]);
    assert_eq!(told["remainder"][1]["perhaps_in"], json!(["BI-PR-02", "BI-PR-03"]));
    assert_eq!(everybody(&told, 1), 1_400, "nobody is lost");
    assert_eq!(of(&told, 1, "BDI")["value"], 1_400.0, "the country is the same in all its boundaries");
    assert_eq!(of(&told, 1, "BI-PR-04")["missing"], "not_assessed", "not zero");

    official(&country).await;
    let by_law = figures(&country, query).await;
    assert_eq!(by_law["crosswalk"]["code"], "law");
    let values: Vec<Value> = ["BI-PR-01", "BI-PR-02", "BI-PR-03", "BI-PR-05"]
        .iter()
        .map(|place| of(&by_law, 1, place)["value"].clone())
        .collect();
    assert_eq!(values, [json!(500), json!(108), json!(612), json!(180)]);
    let divided = of(&by_law, 1, "BI-PR-02")["confidence"].clone();
    assert_eq!((&divided["grade"], &divided["parts"][2]["value"]), (&json!("C"), &json!(108.0)));
    assert_eq!(of(&by_law, 1, "BI-PR-04").get("confidence"), None, "nobody is counted there");
    assert_eq!((everybody(&by_law, 1), &by_law["remainder"]), (1_400, &json!([])));
    let rumonge = &of(&by_law, 1, "BI-PR-03")["carried"]["parts"];
    assert!(
        rumonge.as_array().unwrap().iter().any(|part| part["from"] == "BDI018" && part["extent"] == "part"),
        "{rumonge}"
    );
    let as_before = figures(&country, &format!("{query}&crosswalk={OURS}")).await;
    assert_eq!(as_before["figures"], told["figures"], "what ours gave stays readable");

    let operations = country.site.browser().get("/api/v1/public/operations").await.json();
    let other = &operations["operations"][0]["other_boundaries"][0];
    assert_eq!((&other["code"], &other["level"], &other["preferred"]), (&json!("bdi-2025"), &json!(1), &json!("law")));
    assert_eq!(other["levels"][1]["geometry"], "approximate");
    assert_eq!(other["crosswalks"].as_array().unwrap().len(), 2);
    let outlines = country.site.browser().get(&format!("{BOUNDARIES}/1.geojson?version=bdi-2025")).await.json();
    assert_eq!(outlines["features"].as_array().unwrap().len(), 5);
    let nowhere = country.site.browser().get(&format!("{BOUNDARIES}/1.geojson?version=nothing")).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    let path = format!("/api/v1/public/operations/burundi/exercises/{BASELINE}/figures?boundaries=nothing");
    assert_eq!(country.site.browser().get(&path).await.code(), "boundaries.no_crosswalk");
}

/// Round 1 is over, so that another can begin.
pub async fn publish_first_round(country: &Country) {
    let manager = country.manager().await;
    for to in ["review", "closed", "published"] {
        let path = format!("/api/v1/operations/burundi/exercises/{BASELINE}/rounds/1/stage");
        let moved = manager.post(&path, json!({"to": to})).await;
        assert_eq!(moved.status, StatusCode::OK, "{}", moved.text);
    }
}

async fn rounds_of_both_versions_make_a_series_in_either(country: Country) {
    let version = reform(&country).await;
    four_provinces(&country).await;
    publish_first_round(&country).await;
    let new = NewOperation {
        code: "burundi".to_owned(),
        name: country.operation.name.clone(),
        admin0_pcode: "BDI".to_owned(),
        admin0_name: "Burundi".to_owned(),
        demonstration: false,
        boundary_version_id: Some(version),
    };
    country.site.app.store.save_operation(&new, "test").await.unwrap();
    open_round(&country.site, &country.exercise, 2, true).await;
    // Bururi, in Burunga.
    let february = Assessment { day: "2026-02-12", province: "BI-PR-03", commune: "BI-CO-03-01", ..Assessment::new(5) };
    let id = country.receive(&february).await;
    country.approve(id).await;

    let plain = figures(&country, "disaggregation=total&level=1").await;
    assert_eq!(of(&plain, 1, "BDI003")["place_name"], "Bururi", "what was published keeps its places");
    assert_eq!(of(&plain, 2, "BI-PR-03")["value"], 500.0);
    let new = figures(&country, "disaggregation=total&level=1&boundaries=bdi-2025").await;
    let (carried, own) = (of(&new, 1, "BI-PR-03"), of(&new, 2, "BI-PR-03"));
    assert_eq!((&carried["value"], &own["value"], &own["carried"]), (&json!(400), &json!(500.0), &Value::Null));
    let old = figures(&country, "disaggregation=total&level=1&boundaries=bdi-2017").await;
    assert_eq!((&old["crosswalk"]["reversed"], &of(&old, 1, "BDI018")["value"]), (&json!(true), &json!(300.0)));
    let back: u64 = old["remainder"].as_array().unwrap().iter().filter_map(|row| row["value"].as_u64()).sum();
    assert_eq!(back, 500, "nobody knows where in Burunga of old they are");

    let path = format!("/api/v1/public/operations/burundi/exercises/{BASELINE}");
    let change =
        country.site.browser().get(&format!("{path}/change?from=1&to=2&indicator=idps_individuals")).await.json();
    assert_eq!(change["refused"]["code"], "estimate.definitions_differ");
    let difference = change["refused"]["differences"][0]["message"].as_str().unwrap();
    assert!(difference.contains("bdi-2017") && difference.contains("bdi-2025"), "{difference}");
    let series =
        country.site.browser().get(&format!("{path}/series?indicator=idps_individuals&place=BDI")).await.json();
    assert_eq!(
        (&series["plain"], &series["reasons"][0]["code"]),
        (&json!("refused"), &json!("estimate.definitions_differ"))
    );

    // In the new boundaries both rounds have a number, and still no line: which of their places are the same nobody says.
    let there = "indicator=idps_individuals&place=BI-PR-03&boundaries=bdi-2025";
    let series = country.site.browser().get(&format!("{path}/series?{there}")).await.json();
    let values: Vec<_> = series["points"].as_array().unwrap().iter().map(|point| &point["figure"]["value"]).collect();
    assert_eq!(values, [&json!(400), &json!(500.0)], "{series}");
    assert_eq!(
        (&series["plain"], &series["reasons"][0]["code"]),
        (&json!("refused"), &json!("boundaries.places_not_matched"))
    );
    let change = country.site.browser().get(&format!("{path}/change?from=1&to=2&{there}")).await.json();
    assert_eq!((&change["refused"]["code"], &change["areas"]), (&json!("boundaries.places_not_matched"), &json!([])));
}
