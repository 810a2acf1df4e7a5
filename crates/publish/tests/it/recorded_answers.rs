//! Against answers recorded from the real service: the same envelope, the same fields in the same order.

use crate::support::{catalogue, figures, published, shared};
use publish::dtm::{Query, Version, country_list, displacement, operation_list, reports};
use serde_json::Value;
use std::collections::BTreeSet;
use vocab::AdminLevel;

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

/// Each row's fields with their JSON types, but for those that can be null.
fn shape(row: &Value) -> Vec<(String, &'static str)> {
    let kind = |value: &Value| match value {
        Value::String(_) => "text",
        Value::Number(_) | Value::Null => "number or null",
        _ => "other",
    };
    row.as_object().unwrap().iter().map(|(name, value)| (name.clone(), kind(value))).collect()
}

fn compare(file: &str, ours: &impl serde::Serialize) {
    let Some(path) = shared(&format!("data/dtm_api/{file}")) else { return };
    let recorded: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let ours: Value = serde_json::from_str(&serde_json::to_string(ours).unwrap()).unwrap();
    assert_eq!(keys(&ours), keys(&recorded), "{file}");
    let shapes: BTreeSet<_> = recorded["result"].as_array().unwrap().iter().map(shape).collect();
    let rows = ours["result"].as_array().unwrap();
    assert!(!rows.is_empty());
    for row in rows {
        assert!(shapes.contains(&shape(row)), "{file}: {:?} is not among {shapes:?}", shape(row));
    }
    for name in ["statusCode", "isSuccess", "errorMessages"] {
        assert_eq!(ours[name], recorded[name], "{file}");
    }
}

#[test]
fn every_answer_has_the_recorded_shape() {
    let catalogue = catalogue();
    let reports = reports(&published(figures(), &catalogue), &catalogue);
    let query = Query::parse([("Admin0Pcode", "CTY")]).unwrap();
    let answer = |version, level| displacement(&reports, &catalogue, version, AdminLevel(level), &query);
    for level in 0..=2 {
        compare(&format!("v3_displacement-admin{level}-admin0pcode-tcd.json"), &answer(Version::V3, level));
        let file = format!("v2_idpadmin{level}data-getadmin{level}datav2-admin0pcode-tcd.json");
        compare(&file, &answer(Version::V2, level));
    }
    compare("v3_displacement-country-list.json", &country_list(&catalogue));
    compare("v3_displacement-operation-list.json", &operation_list(&catalogue));
}

#[test]
fn dates_and_words_are_written_as_recorded() {
    let Some(path) = shared("data/dtm_api/v3_displacement-admin2-admin0pcode-tcd.json") else { return };
    let recorded: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let row = &recorded["result"][0];
    let date = row["reportingDate"].as_str().unwrap();
    let day = chrono::NaiveDate::parse_from_str(&date[..10], "%Y-%m-%d").unwrap();
    assert_eq!(day.format("%Y-%m-%dT00:00:00").to_string(), date);
    let catalogue = catalogue();
    let reports = reports(&published(figures(), &catalogue), &catalogue);
    let query = Query::parse([("Admin0Pcode", "CTY")]).unwrap();
    let ours = displacement(&reports, &catalogue, Version::V3, AdminLevel(2), &query).result;
    let words = |rows: &[Value]| -> BTreeSet<String> {
        let all = rows
            .iter()
            .flat_map(|row| [&row["displacementReason"], &row["idpOriginAdmin1Pcode"], &row["assessmentType"]]);
        all.map(|word| word.as_str().unwrap().to_owned()).collect()
    };
    assert!(words(&ours).is_subset(&words(recorded["result"].as_array().unwrap())), "{:?}", words(&ours));
    assert_eq!(ours[0]["reportingDate"], "2024-03-31T00:00:00");
}

#[test]
fn the_hxl_table_has_the_recorded_columns_and_tags() {
    let Some(path) = shared("data/dtm_api/v3_global_admin_0_to_2_hxl_2025_09.csv") else { return };
    let recorded = std::fs::read_to_string(path).unwrap();
    let catalogue = catalogue();
    let reports = reports(&published(figures(), &catalogue), &catalogue);
    let ours = String::from_utf8(publish::hxl_csv(&reports).unwrap()).unwrap();
    for (ours, recorded) in ours.lines().zip(recorded.lines()).take(2) {
        let known = recorded.trim_end().split(',').count();
        let ours: Vec<&str> = ours.split(',').take(known).collect();
        assert_eq!(ours.join(","), recorded.trim_end()); // ours follow: from demonstration on
    }
}
