//! Rounds whose numbers were worked out otherwise are no line, though the indicator's version is the same.

use super::{
    Country,
    change::{approved, change, place, series},
    country::open_round,
};
use axum::http::StatusCode;
use serde_json::{Value, json};
use server::programme::Programme;
use std::borrow::Cow;

on_both_stores! {
    other_weights_of_a_recipe_are_no_plain_trend
    another_wording_of_a_recipe_is_no_difference
}

const FEBRUARY: &str = "2026-02-12";
const INDIVIDUALS: &str = "indicator=idps_individuals";

/// Round 1 closed by the pack as it comes, round 2 counted by the pack with these words of its recipe replaced.
async fn two_rounds(country: &mut Country, words: (&str, &str)) {
    approved(country, place(1, "2026-01-12", "BDI012004", "Kiremba", 50)).await;
    let manager = country.manager().await;
    for to in ["review", "closed"] {
        let stage = "/api/v1/operations/burundi/exercises/baseline_subarea/rounds/1/stage";
        let moved = manager.post(stage, json!({"to": to})).await;
        assert_eq!(moved.status, StatusCode::OK, "{}", moved.text);
    }
    let mut packs = packs::builtin();
    let files = &mut packs.get_mut("mobility-tracking").unwrap().0;
    let manifest = String::from_utf8(files["pack.toml"].to_vec()).unwrap();
    assert!(manifest.contains(words.0), "{} is none of the pack's words", words.0);
    let manifest = manifest.replacen(words.0, words.1, 1);
    files.insert("pack.toml".to_owned(), Cow::Owned(manifest.into_bytes()));
    let with_pack = packs.into_iter().filter(|(_, files)| files.0.contains_key("pack.toml"));
    let store = country.site.app.store.clone();
    country.site.reopen_with(store, Programme::read(with_pack).unwrap());
    open_round(&country.site, &country.exercise, 2, true).await;
    approved(country, place(2, FEBRUARY, "BDI012004", "Kiremba", 40)).await;
}

async fn other_weights_of_a_recipe_are_no_plain_trend(mut country: Country) {
    two_rounds(&mut country, ("heard = 0.4 }", "heard = 0.3 }")).await;
    let told = change(&country, INDIVIDUALS).await;
    assert_eq!((&told["refused"]["code"], &told["areas"]), (&json!("estimate.definitions_differ"), &json!([])));
    let differences = told["refused"]["differences"].as_array().unwrap();
    assert_eq!(differences.len(), 1, "{told}");
    let message = differences[0]["message"].as_str().unwrap();
    assert!(message.contains("what the numbers were worked out with: 'key-informants/1 ("), "{message}");
    let told = series(&country, "BDI012").await;
    assert_eq!(
        (&told["plain"], &told["reasons"][0]["code"]),
        (&json!("refused"), &json!("estimate.definitions_differ"))
    );
    let again = change(&country, INDIVIDUALS).await;
    assert_eq!(again["refused"]["differences"].as_array().unwrap().len(), 1, "what was read before says the same");
}

async fn another_wording_of_a_recipe_is_no_difference(mut country: Country) {
    two_rounds(&mut country, ("IDP individuals, triangulated", "Displaced people, triangulated")).await;
    let told = change(&country, INDIVIDUALS).await;
    assert_eq!(told["refused"], Value::Null, "{told}");
    assert_eq!(series(&country, "BDI012").await["plain"], "drawn");
}
