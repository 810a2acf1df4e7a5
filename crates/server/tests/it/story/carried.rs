//! Series and change in other boundaries than those the rounds were assessed in.

use super::{
    Country,
    country::{BASELINE, open_round},
    reform::{four_provinces, people_on, publish_first_round, reform, table},
};
use axum::http::StatusCode;
use places::{Crosswalk, CrosswalkEdition, CrosswalkOptions};
use serde_json::{Value, json};

on_both_stores! {
    a_series_in_other_boundaries_says_how_far_off_it_could_be_and_keeps_its_refusals
}

async fn get(country: &Country, what: &str) -> Value {
    let path = format!("/api/v1/public/operations/burundi/exercises/{BASELINE}/{what}&indicator=idps_individuals");
    let answer = country.site.browser().get(&path).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.json()
}

async fn refused(country: &Country, what: &str) -> (StatusCode, String) {
    let path = format!("/api/v1/public/operations/burundi/exercises/{BASELINE}/{what}&indicator=idps_individuals");
    let answer = country.site.browser().get(&path).await;
    (answer.status, answer.code())
}

fn values(series: &Value) -> Vec<Value> {
    series["points"].as_array().unwrap().iter().map(|point| point["figure"]["value"].clone()).collect()
}

/// Least and most of each round; no most where a place in it is not counted.
fn ranges(series: &Value) -> Vec<(u64, Option<u64>)> {
    let carried = series["points"].as_array().unwrap().iter().map(|point| &point["figure"]["carried"]);
    carried.map(|error| (error["least"].as_u64().unwrap(), error["most"].as_u64())).collect()
}

async fn shares_of_people(country: &Country) {
    let table = table(&[
        "BDI011,Muramvya,BI-PR-02,Bujumbura,0.1,people",
        "BDI011,Muramvya,BI-PR-05,Gitega,0.9,people",
        "BDI018,Rumonge,BI-PR-02,Bujumbura,0.293,people",
        "BDI018,Rumonge,BI-PR-03,Burunga,0.707,people",
    ]);
    let options =
        CrosswalkOptions { from_version: "bdi-2017".into(), to_version: "bdi-2025".into(), basis: String::new() };
    let crosswalk = Crosswalk::read_csv("people.csv", table.as_bytes(), &options).unwrap();
    let edition = CrosswalkEdition { code: "people".into(), ..CrosswalkEdition::unnamed("bdi-2017", "bdi-2025") };
    let stored = server::crosswalks::stored(&crosswalk, &edition).unwrap();
    country.site.app.store.add_crosswalk(&stored, "test").await.unwrap();
}

async fn a_series_in_other_boundaries_says_how_far_off_it_could_be_and_keeps_its_refusals(country: Country) {
    reform(&country).await;
    four_provinces(&country).await;
    // With these two, every old province of Buhumuza is counted.
    people_on(&country, 6, "2026-01-12", ("BDI004", "BDI004001"), 60).await;
    people_on(&country, 7, "2026-01-12", ("BDI016", "BDI016001"), 40).await;
    publish_first_round(&country).await;
    open_round(&country.site, &country.exercise, 2, true).await;
    let february = [
        (11, ("BDI003", "BDI003001"), 410),
        (12, ("BDI011", "BDI011001"), 190),
        (13, ("BDI012", "BDI012004"), 520),
        (14, ("BDI018", "BDI018001"), 310),
        // Makamba, whole in Burunga, which round 1 did not assess.
        (15, ("BDI010", "BDI010001"), 90),
        (16, ("BDI004", "BDI004001"), 65),
        (17, ("BDI016", "BDI016001"), 35),
    ];
    for (number, place, people) in february {
        people_on(&country, number, "2026-02-12", place, people).await;
    }

    // By our table nobody knows where in Burunga and Bujumbura the people of Rumonge are.
    let buhumuza = get(&country, "series?place=BI-PR-01&boundaries=bdi-2025").await;
    assert_eq!((values(&buhumuza), &buhumuza["plain"]), (vec![json!(600), json!(620)], &json!("drawn")));
    assert_eq!(ranges(&buhumuza), [(600, Some(600)), (620, Some(620))]);
    assert_eq!(buhumuza["crosswalk"]["code"], "bdi-2017-2025-provinces");
    let burunga = get(&country, "series?place=BI-PR-03&boundaries=bdi-2025").await;
    assert_eq!((values(&burunga), ranges(&burunga)), (vec![json!(400), json!(500)], vec![(400, None), (500, None)]));
    let not_counted = |at: usize| &burunga["points"][at]["figure"]["carried"]["not_counted"];
    assert_eq!((not_counted(0), not_counted(1)), (&json!(["BDI010", "BDI015"]), &json!(["BDI015"])));
    let left: Vec<_> =
        burunga["points"].as_array().unwrap().iter().map(|point| &point["remainder"][0]["value"]).collect();
    assert_eq!(left, [&json!(300), &json!(310)], "Rumonge, shown and not dropped");
    let reason = &burunga["reasons"][0];
    assert_eq!(
        (&burunga["plain"], &reason["code"], &reason["newly_assessed"]),
        (&json!("refused"), &json!("estimate.places_differ"), &json!(1))
    );

    shares_of_people(&country).await;
    let bujumbura = get(&country, "series?place=BI-PR-02&boundaries=bdi-2025").await;
    assert_eq!((values(&bujumbura), ranges(&bujumbura)), (vec![json!(108), json!(110)], vec![(0, None), (0, None)]));
    assert_eq!(bujumbura["plain"], "drawn", "of the same places, whatever was newly assessed elsewhere: {bujumbura}");
    let line = &bujumbura["like_for_like"][0];
    assert_eq!(
        (&line["counts"], &line["least"], &line["most"]),
        (&json!([108, 110]), &json!([0, 0]), &json!([500, 500])),
        "the same places are all counted"
    );
    let ours = get(&country, "series?place=BI-PR-03&boundaries=bdi-2025&crosswalk=bdi-2017-2025-provinces").await;
    assert_eq!(ours["points"], burunga["points"], "by the earlier edition as before");
    let all = get(&country, "series?place=BDI&boundaries=bdi-2025").await;
    assert_eq!(
        (values(&all), &all["plain"]),
        (vec![json!(1500.0), json!(1620.0)], &json!("refused")),
        "the country is the same"
    );
    let mut placed = [0, 0];
    for province in 1..=5 {
        let series = get(&country, &format!("series?place=BI-PR-0{province}&boundaries=bdi-2025")).await;
        for (sum, value) in placed.iter_mut().zip(values(&series)) {
            *sum += value.as_u64().unwrap_or(0);
        }
    }
    assert_eq!(placed, [1_500, 1_620], "sums are conserved exactly");

    let change = get(&country, "change?from=1&to=2&boundaries=bdi-2025").await;
    let area = |place: &str| change["areas"].as_array().unwrap().iter().find(|area| area["place"] == place).unwrap();
    let whole = area("BI-PR-01");
    assert_eq!(
        (&whole["total"]["net"], &whole["parts"]["like_for_like"]["net"], &whole["hidden"]),
        (&json!(20), &json!(20), &Value::Null)
    );
    assert_eq!(
        (&whole["net_least"], &whole["net_most"], &whole["carried"][0]["least"]),
        (&json!(20), &json!(20), &json!(600))
    );
    assert_eq!(whole["grades"], json!({"before": "C", "after": "C"}));
    let divided = area("BI-PR-02");
    assert_eq!(
        (&divided["total"]["net"], &divided["parts"], &divided["hidden"]),
        (&json!(2), &Value::Null, &json!("divided"))
    );
    assert_eq!((&divided["net_least"], &divided["net_most"]), (&Value::Null, &Value::Null));
    assert_eq!(divided["carried"][0]["not_counted"], json!(["BDI001", "BDI002", "BDI005", "BDI017"]));
    let burunga = area("BI-PR-03");
    assert_eq!((&burunga["total"], &burunga["hidden"]), (&Value::Null, &json!("not_known_differs")), "Makamba came in");
    assert_eq!(area("BDI")["total"]["net"], 120, "the country as it is");

    for (what, code) in [
        ("series?place=BI-CO-03-01&boundaries=bdi-2025", "boundaries.level_not_carried"),
        ("series?place=BDI003&boundaries=bdi-2025", "figure.unknown"),
        ("series?place=BDI&boundaries=bdi-1962", "boundaries.no_crosswalk"),
        ("series?place=BI-PR-01&boundaries=bdi-2025&crosswalk=none", "boundaries.no_crosswalk"),
        ("series?place=BDI&crosswalk=people", "request.invalid_input"),
        ("change.csv?from=1&to=2&boundaries=bdi-2025", "request.invalid_input"),
    ] {
        assert_eq!(refused(&country, what).await.1, code, "{what}");
    }
}
