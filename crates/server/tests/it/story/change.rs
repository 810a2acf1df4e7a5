//! Change between rounds: the same places as a trend, the rest as coverage, and nothing that a round withholds.

use super::{
    Assessment, Country,
    country::{BASELINE, open_round},
};
use axum::http::StatusCode;
use serde_json::{Value, json};
use std::collections::BTreeMap;

on_both_stores! {
    a_change_is_parted_into_the_same_places_the_new_ones_and_those_that_are_gone
    zero_is_a_number_and_has_no_share
    small_parts_are_withheld_and_cannot_be_found_by_subtracting
    the_published_figures_of_early_2016_are_one_line
    february_to_march_2020_is_explained_by_its_reasons
    what_cannot_be_compared_says_why
}

const EXERCISE: &str = "/api/v1/public/operations/burundi/exercises/baseline_subarea";

/// People of one kind, in places whose table has no small cell.
fn people(each: i64) -> ([i64; 5], [i64; 5]) {
    ([each; 5], [each; 5])
}

pub async fn approved(country: &Country, assessment: Assessment) {
    let id = country.receive(&assessment).await;
    country.approve(id).await;
}

pub fn place(number: u32, day: &'static str, commune: &'static str, colline: &'static str, each: i64) -> Assessment {
    let (female, male) = people(each);
    Assessment { day, commune, colline, female, male, ..Assessment::new(number) }
}

pub async fn change(country: &Country, query: &str) -> Value {
    let answer = country.site.browser().get(&format!("{EXERCISE}/change?from=1&to=2&{query}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.json()
}

pub fn area(change: &Value, place: &str) -> Value {
    let mut areas = change["areas"].as_array().unwrap().iter();
    areas.find(|area| area["place"] == place).unwrap_or_else(|| panic!("no {place} in {change}")).clone()
}

pub async fn series(country: &Country, place: &str) -> Value {
    let path = format!("{EXERCISE}/series?indicator=idps_individuals&place={place}");
    let answer = country.site.browser().get(&path).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.json()
}

const FEBRUARY: &str = "2026-02-12";

async fn a_change_is_parted_into_the_same_places_the_new_ones_and_those_that_are_gone(country: Country) {
    open_round(&country.site, &country.exercise, 2, true).await;
    approved(&country, Assessment::new(1)).await; // 500 in Kiremba
    approved(&country, place(2, "2026-01-12", "BDI012006", "Rugari", 30)).await;
    approved(&country, place(3, "2026-01-13", "BDI012004", "Mugano", 10)).await;
    let kiremba = place(4, FEBRUARY, "BDI012004", " kiremba", 40);
    approved(
        &country,
        Assessment { came: Some(&[("natural_disaster", "flood", 20)]), went: Some(&[("return", 120)]), ..kiremba },
    )
    .await;
    let rugari = place(5, FEBRUARY, "BDI012006", "Rugari", 35);
    approved(&country, Assessment { came: Some(&[("conflict", "", 40)]), went: Some(&[]), ..rugari }).await;
    approved(&country, place(6, FEBRUARY, "BDI012001", "Nyabihogo", 20)).await;

    let told = change(&country, "indicator=idps_individuals").await;
    let whole = area(&told, "BDI");
    assert_eq!(whole["total"], json!({"before": 900, "after": 950, "net": 50, "relative": 50.0 / 900.0}));
    assert_eq!(whole["grades"], json!({"before": "C", "after": "C"}), "three informants, and one number of them");
    let parts = &whole["parts"];
    assert_eq!(
        *parts,
        json!({
            "same_coverage": false, "same_places": 2,
            "like_for_like": {"before": 800, "after": 750, "net": -50, "relative": -50.0 / 800.0},
            "newly_assessed": {"not_reached": {"places": 1, "count": 200}},
            "no_longer_assessed": {"not_said": {"places": 1, "count": 100}},
        })
    );
    let account = &whole["account"];
    let movement = |reason: &str, count: u64| json!({"reason": reason, "count": count});
    assert_eq!(account["increases"], json!([movement("conflict", 40), movement("natural_disaster/flood", 20)]));
    assert_eq!((&account["decreases"], &account["residual"]), (&json!([movement("return", 120)]), &json!(10)));
    assert_eq!(told["reasons"]["increases"][1]["flood"]["fr"], "Inondation");
    let gasorwe = area(&told, "BDI012004");
    assert_eq!((&gasorwe["name"], &gasorwe["total"]["net"]), (&json!("Gasorwe"), &json!(-200)));
    assert_eq!(gasorwe["parts"]["like_for_like"]["net"], -100);
    assert_eq!(area(&told, "BDI012006")["parts"]["same_coverage"], true);

    let told = series(&country, "BDI").await;
    assert_eq!(told["plain"], "refused");
    let reason = &told["reasons"][0];
    assert_eq!(
        (&reason["code"], &reason["from"], &reason["to"]),
        (&json!("estimate.places_differ"), &json!(1), &json!(2))
    );
    assert!(reason["message"].as_str().unwrap().contains("2 are in both rounds"), "{reason}");
    let line = &told["like_for_like"][0];
    assert_eq!((&line["counts"], &line["same_places"], &line["left_out"]), (&json!([800, 750]), &json!(2), &json!(2)));
    let values: Vec<&Value> =
        told["points"].as_array().unwrap().iter().map(|point| &point["figure"]["value"]).collect();
    assert_eq!(values, [900.0, 950.0]);
    assert_eq!(series(&country, "BDI012006").await["plain"], "drawn");

    let csv =
        country.site.browser().get(&format!("{EXERCISE}/change.csv?from=1&to=2&indicator=idps_individuals")).await;
    let header = csv.text.lines().next().unwrap();
    assert!(header.starts_with("indicator,round_before,round_after,level,place"), "{header}");
    let row = csv.text.lines().find(|line| line.contains(",0,BDI,")).unwrap();
    assert!(row.contains(",900,950,50,no,2,800,750,-50,1,200,1,100,0,0,0,0,100,60,120,10,"), "{row}");
    assert!(header.ends_with("demonstration,grade_before,grade_after") && row.ends_with(",10,,,C,C"), "{row}");
}

async fn zero_is_a_number_and_has_no_share(country: Country) {
    open_round(&country.site, &country.exercise, 2, true).await;
    let empty = |assessment: Assessment| Assessment { households: 0, ..assessment };
    let mwaro = |assessment: Assessment| Assessment { province: "BDI013", ..assessment };
    approved(&country, Assessment::new(1)).await;
    approved(&country, place(2, "2026-01-12", "BDI012006", "Rugari", 30)).await;
    approved(&country, mwaro(empty(place(3, "2026-01-12", "BDI013001", "Kibumbu", 0)))).await;
    approved(&country, empty(place(4, FEBRUARY, "BDI012004", "Kiremba", 0))).await;
    approved(&country, place(5, FEBRUARY, "BDI012006", "Rugari", 30)).await;
    approved(&country, mwaro(place(6, FEBRUARY, "BDI013001", "Kibumbu", 20))).await;
    let told = change(&country, "indicator=idps_individuals").await;
    let of = |place: &str| area(&told, place);
    let muyinga = of("BDI012");
    assert_eq!(muyinga["total"], json!({"before": 800, "after": 300, "net": -500, "relative": -0.625}));
    assert_eq!(
        (&muyinga["parts"]["same_places"], &muyinga["parts"]["same_coverage"]),
        (&json!(2), &json!(true)),
        "everybody left Kiremba, and it was assessed"
    );
    let mwaro = of("BDI013");
    assert_eq!((&mwaro["total"]["net"], &mwaro["total"]["relative"]), (&json!(200), &Value::Null));
    assert_eq!(mwaro["parts"]["same_places"], 1);
}

async fn small_parts_are_withheld_and_cannot_be_found_by_subtracting(country: Country) {
    open_round(&country.site, &country.exercise, 2, true).await;
    approved(&country, Assessment::new(1)).await;
    approved(&country, place(2, "2026-01-12", "BDI012006", "Rugari", 30)).await;
    approved(&country, Assessment { province: "BDI013", ..place(3, "2026-01-12", "BDI013001", "Kibumbu", 30) }).await;
    approved(&country, place(4, FEBRUARY, "BDI012004", "Kiremba", 40)).await;
    approved(&country, place(5, FEBRUARY, "BDI012006", "Rugari", 30)).await;
    approved(&country, place(6, FEBRUARY, "BDI012006", "Nyabihogo", 20)).await;
    approved(&country, Assessment { province: "BDI013", ..place(7, FEBRUARY, "BDI013001", "Kibumbu", 30) }).await;
    let few =
        Assessment { province: "BDI013", female: [3, 0, 0, 0, 0], male: [0; 5], households: 1, ..Assessment::new(8) };
    approved(&country, Assessment { day: FEBRUARY, commune: "BDI013001", colline: "Mbogora", ..few }).await;

    let told = change(&country, "indicator=idps_individuals").await;
    let mwaro = area(&told, "BDI013");
    assert_eq!((&mwaro["hidden"], &mwaro["parts"]), (&json!("withheld"), &Value::Null));
    assert_eq!(mwaro["total"]["net"], 3, "the published totals are no secret");
    let newly = |area: &Value| {
        let groups = area["parts"]["newly_assessed"].as_object()?;
        Some(groups.values().map(|group| group["count"].as_i64().unwrap()).sum::<i64>())
    };
    for level in [1, 2] {
        let areas = told["areas"].as_array().unwrap().iter().filter(|area| area["level"] == level);
        let shown: i64 = areas.filter_map(newly).sum();
        let left = newly(&area(&told, "BDI")).map(|all| all - shown);
        assert!(left.is_none_or(|left| left == 0 || left >= 5), "level {level}: {left:?} in {told}");
    }
    let line = &series(&country, "BDI013").await["like_for_like"][0];
    assert_eq!((&line["hidden"], &line["counts"]), (&json!("withheld"), &json!([null, null])));
}

async fn the_published_figures_of_early_2016_are_one_line(country: Country) {
    open_round(&country.site, &country.exercise, 2, true).await;
    let provinces = [
        ("BDI010", "BDI010001", 12_107, 15_665),
        ("BDI009", "BDI009001", 114, 171),
        ("BDI015", "BDI015001", 12_860, 9_458),
    ];
    for (number, (province, commune, first, second)) in (1..).zip(provinces) {
        let of = |number, day, people| Assessment {
            day,
            province,
            commune,
            female: [people, 0, 0, 0, 0],
            male: [0; 5],
            ..Assessment::new(number)
        };
        approved(&country, of(number * 2, "2026-01-12", first)).await;
        approved(&country, of(number * 2 + 1, FEBRUARY, second)).await;
    }
    let told = change(&country, "indicator=idps_individuals&level=1").await;
    let nets: BTreeMap<String, i64> = told["areas"]
        .as_array()
        .unwrap()
        .iter()
        .map(|area| {
            (area["name"].as_str().unwrap().to_owned(), area["parts"]["like_for_like"]["net"].as_i64().unwrap())
        })
        .collect();
    let expected = [("Kirundo", 57), ("Makamba", 3_558), ("Rutana", -3_402)];
    assert_eq!(nets, expected.into_iter().map(|(name, net)| (name.to_owned(), net)).collect());
    let whole = area(&change(&country, "indicator=idps_individuals&place=BDI").await, "BDI");
    assert_eq!((&whole["total"]["before"], &whole["total"]["after"]), (&json!(25_081), &json!(25_294)));
    assert_eq!(
        (&whole["parts"]["same_coverage"], &whole["account"]["silent_about_increases"]),
        (&json!(true), &json!(3))
    );
    let told = series(&country, "BDI").await;
    assert_eq!((&told["plain"], &told["reasons"]), (&json!("drawn"), &json!([])));
}

async fn february_to_march_2020_is_explained_by_its_reasons(country: Country) {
    open_round(&country.site, &country.exercise, 2, true).await;
    let of =
        |number, day, people| Assessment { day, female: [people, 0, 0, 0, 0], male: [0; 5], ..Assessment::new(number) };
    approved(&country, of(1, "2026-01-12", 116_951)).await;
    let march = Assessment {
        came: Some(&[
            ("natural_disaster", "torrential_rain", 2_099),
            ("natural_disaster", "strong_wind", 370),
            ("natural_disaster", "flood", 152),
            ("natural_disaster", "landslide", 52),
            ("natural_disaster", "lake_rise", 19),
        ]),
        went: Some(&[
            ("resettled_abroad", 37),
            ("absence", 50),
            ("relocation", 202),
            ("local_integration", 942),
            ("return", 1_173),
        ]),
        ..of(2, FEBRUARY, 117_239)
    };
    approved(&country, march).await;
    let whole = area(&change(&country, "indicator=idps_individuals").await, "BDI");
    let account = &whole["account"];
    let found = [&account["increase"], &account["decrease"], &account["residual"], &account["change"]["net"]];
    assert_eq!(found, [&json!(2_692), &json!(2_404), &json!(0), &json!(288)]);
}

async fn what_cannot_be_compared_says_why(country: Country) {
    open_round(&country.site, &country.exercise, 2, true).await;
    let get = async |rest: &str| country.site.browser().get(&format!("{EXERCISE}/{rest}")).await;
    let backwards = get("change?from=2&to=1").await.json();
    assert_eq!(backwards["refused"]["code"], "estimate.rounds_not_in_order");
    assert_eq!(backwards["areas"], json!([]));
    assert_eq!(get("change.csv?from=2&to=1").await.code(), "estimate.rounds_not_in_order");
    assert_eq!(get("change?from=1&to=9").await.code(), "round.unknown");
    assert_eq!(get("change?from=1&to=2&indicator=nothing").await.code(), "indicator.unknown");
    assert_eq!(get("change?from=1").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(get("change?from=1&to=2&place=BDI999").await.code(), "figure.unknown");
    let nothing = get("series?place=BDI012").await.json();
    assert_eq!((&nothing["plain"], &nothing["like_for_like"]), (&json!("drawn"), &json!([])), "{BASELINE}");
}
