//! The DTM API's answers over our figures.

use crate::support::{catalogue, figure, figures, published};
use publish::dtm::{Envelope, Query, Version, country_list, displacement, failure, operation_list, reports};
use publish::{Catalogue, DEMONSTRATION};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use vocab::{AdminLevel, Figure, RoundNumber};

fn ask(figures: Vec<Figure>, catalogue: &Catalogue, version: Version, level: u8, pairs: &[(&str, &str)]) -> Envelope {
    let reports = reports(&published(figures, catalogue), catalogue);
    match Query::parse(pairs.iter().copied()) {
        Ok(query) => displacement(&reports, catalogue, version, AdminLevel(level), &query),
        Err(problems) => failure(problems),
    }
}

fn v3(level: u8, pairs: &[(&str, &str)]) -> Envelope {
    ask(figures(), &catalogue(), Version::V3, level, pairs)
}

fn people(rows: &[Value]) -> i64 {
    rows.iter().map(|row| row["numPresentIdpInd"].as_i64().unwrap()).sum()
}

const COUNTRY: (&str, &str) = ("Admin0Pcode", "CTY");

#[test]
fn a_row_for_each_reason_adds_up_to_the_place() {
    let answer = v3(0, &[COUNTRY]);
    let reasons: Vec<_> = answer
        .result
        .iter()
        .map(|row| (row["displacementReason"].clone(), people(std::slice::from_ref(row))))
        .collect();
    let expected = [("Conflict", 100), ("Natural disaster", 300), ("No reason for displacement reported", 100)];
    assert_eq!(reasons, expected.map(|(reason, people)| (json!(reason), people)));
    assert_eq!(people(&v3(1, &[COUNTRY]).result), 500);
    assert_eq!(people(&v3(2, &[COUNTRY]).result), 500);
    assert_eq!(answer.total_records_count, 3);
}

#[test]
fn sexes_are_given_only_where_one_row_is_the_whole_place() {
    let rows = v3(2, &[COUNTRY]).result;
    let sexes = |pcode: &str| -> Vec<_> {
        let of_place = rows.iter().filter(|row| row["admin2Pcode"] == pcode);
        of_place.map(|row| (row["numberMales"].clone(), row["numberFemales"].clone())).collect()
    };
    assert_eq!(sexes("C11"), [(json!(100), json!(150))]);
    assert_eq!(sexes("C12"), [(Value::Null, Value::Null), (Value::Null, Value::Null)]);
    let mut withheld = figures();
    let wanted = figure("C11", "age_band=0 sex=male", None).key;
    withheld.iter_mut().filter(|figure| figure.key == wanted).for_each(|figure| figure.value = Some(2.0));
    let answer = ask(withheld, &catalogue(), Version::V3, 2, &[COUNTRY]);
    let hill = answer.result.iter().find(|row| row["admin2Pcode"] == "C11").unwrap();
    assert_eq!((&hill["numberMales"], &hill["numPresentIdpInd"]), (&Value::Null, &json!(250)));
}

#[test]
fn a_place_without_a_number_has_no_row() {
    let all = vec![figure("C", "", Some(7.0)), figure("C11", "", None), figure("C12", "", Some(0.0))];
    let answer = ask(all, &catalogue(), Version::V3, 2, &[COUNTRY]);
    assert_eq!(answer.result.len(), 1);
    assert_eq!((&answer.result[0]["admin2Name"], people(&answer.result)), (&json!("Lake"), 0));
}

#[test]
fn reasons_known_for_households_only_divide_nobody() {
    let all = vec![figure("C11", "", Some(80.0)), figure("C11", "reason=natural_disaster", None)];
    let rows = ask(all, &catalogue(), Version::V3, 2, &[COUNTRY]).result;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["displacementReason"], "No reason for displacement reported");
}

#[test]
fn filters_narrow_by_place_date_and_round() {
    let mut all = figures();
    all.extend(figures().into_iter().map(|mut figure| {
        figure.key.round = RoundNumber(2);
        figure.value = figure.value.map(|value| value * 2.0);
        figure
    }));
    let ask = |level, pairs: &[(&str, &str)]| {
        let pairs: Vec<_> = pairs.iter().copied().chain([COUNTRY]).collect();
        people(&ask(all.clone(), &catalogue(), Version::V3, level, &pairs).result)
    };
    assert_eq!(ask(0, &[]), 1500);
    assert_eq!(ask(0, &[("FromRoundNumber", "2")]), 1000);
    assert_eq!(ask(0, &[("FromRoundNumber", "0"), ("ToRoundNumber", "0")]), 1500);
    assert_eq!(ask(0, &[("ToReportingDate", "2024-03-31")]), 500);
    assert_eq!(ask(0, &[("FromReportingDate", "2024-04-01"), ("ToReportingDate", "2024-06-29")]), 0);
    assert_eq!(ask(1, &[("Admin1Pcode", "c1")]), 1200);
    assert_eq!(ask(2, &[("Admin1Name", "north"), ("Admin2Name", "Hill")]), 750);
    assert_eq!(ask(2, &[("Operation", "country response"), ("CountryName", "Country")]), 1500);
    assert_eq!(ask(0, &[("Admin2Name", "Hill"), ("subscription-key", "x"), ("Operation", "")]), 1500);
}

#[test]
fn wrong_questions_are_answered_in_words() {
    let problems = |pairs: &[(&str, &str)]| {
        let answer = v3(1, pairs);
        assert!(!answer.is_success && answer.result.is_empty() && answer.total_records_count == 0);
        answer.error_messages
    };
    assert_eq!(problems(&[]).len(), 1);
    let several = [("FromRoundNumber", "three"), ("FromReportingDate", "31/03/2024"), ("ToRoundNumber", "-1")];
    assert_eq!(problems(&several).len(), 4);
    assert_eq!(problems(&[COUNTRY, ("FromRoundNumber", "3"), ("ToRoundNumber", "2")]).len(), 1);
    assert_eq!(problems(&[COUNTRY, ("FromReportingDate", "2024-02-01"), ("ToReportingDate", "2024-01-01")]).len(), 1);
    assert!(problems(&[("CountryName", "Cuontry")])[0].contains("There is no country 'Cuontry'"));
    assert!(problems(&[("Operation", "Nowhere")])[0].contains("operation-list"));
    assert!(v3(1, &[COUNTRY, ("FromRoundNumber", "9")]).is_success);
}

#[test]
fn the_older_version_has_totals_only() {
    let rows = ask(figures(), &catalogue(), Version::V2, 1, &[COUNTRY]).result;
    assert_eq!(rows.len(), 2);
    assert_eq!(people(&rows), 500);
    assert!(rows.iter().all(|row| row.get("displacementReason").is_none() && row["id"].is_u64()));
}

#[test]
fn ids_stay_and_differ() {
    let ids = |answer: Envelope| -> Vec<u64> { answer.result.iter().map(|row| row["id"].as_u64().unwrap()).collect() };
    let first = ids(v3(2, &[COUNTRY]));
    let mut changed = figures();
    changed.iter_mut().for_each(|figure| figure.value = figure.value.map(|value| value * 3.0));
    assert_eq!(first, ids(ask(changed, &catalogue(), Version::V3, 2, &[COUNTRY])));
    assert_eq!(first.iter().collect::<BTreeSet<_>>().len(), first.len());
    assert!(first.iter().all(|id| *id < 1 << 48));
}

#[test]
fn demonstration_data_says_so_in_the_operations_name() {
    let mut made_up = catalogue();
    made_up.operations[0].demonstration = true;
    let name = format!("Country Response ({DEMONSTRATION})");
    assert_eq!(operation_list(&made_up).result[0]["operation"], json!(name));
    for asked in [name.as_str(), "Country Response"] {
        let rows = ask(figures(), &made_up, Version::V3, 0, &[("Operation", asked)]).result;
        assert!(!rows.is_empty() && rows.iter().all(|row| row["operation"] == json!(name)));
    }
    let mut one_round = catalogue();
    one_round.rounds[0].demonstration = true;
    assert_eq!(ask(figures(), &one_round, Version::V3, 0, &[COUNTRY]).result[0]["operation"], json!(name));
}

#[test]
fn lists_name_countries_once() {
    let mut two = catalogue();
    let mut other = two.operations[0].clone();
    (other.code, other.name, other.active) = ("op2".into(), "Another Response".into(), false);
    two.operations.push(other);
    assert_eq!(country_list(&two).result, [json!({"admin0Name": "Country", "admin0Pcode": "CTY"})]);
    let operations = operation_list(&two).result;
    assert_eq!(
        (&operations[0]["operation"], &operations[0]["operationStatus"]),
        (&json!("Another Response"), &json!("Inactive"))
    );
    assert_eq!(operations.len(), 2);
}

#[test]
fn a_place_the_boundaries_do_not_have_goes_by_its_code() {
    let rows = ask(vec![figure("X11", "", Some(9.0))], &catalogue(), Version::V3, 2, &[COUNTRY]).result;
    assert_eq!((&rows[0]["admin2Name"], &rows[0]["admin1Name"]), (&json!("X11"), &json!("Not available")));
}
