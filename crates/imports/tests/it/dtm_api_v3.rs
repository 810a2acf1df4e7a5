//! Answers of DTM's public API, version 3.

use crate::support::{import, mapping, number, shared, text};
use imports::{Import, ImportError, PlaceLookup, SourceFile, recognise};
use std::collections::BTreeSet;
use vocab::{Answer, Missing};

fn answer(level: u8, country: &str) -> Option<Import> {
    let file = format!("v3_displacement-admin{level}-admin0pcode-{country}.json");
    let bytes = shared(&format!("dtm_api/{file}"))?;
    let import = import(&mapping(&format!("dtm_api_v3_admin{level}")), &file, &bytes, None).unwrap();
    println!("{}", import.report);
    Some(import)
}

#[test]
fn every_row_of_every_answer_becomes_a_record_of_its_round() {
    for (level, country, rows, rounds) in
        [(0, "afg", 133, 16), (1, "afg", 1395, 16), (0, "tcd", 56, 24), (1, "tcd", 56, 24), (2, "tcd", 145, 24)]
    {
        let Some(import) = answer(level, country) else { return };
        let sheet = &import.report.sheets[0];
        assert_eq!((sheet.read, sheet.accepted, sheet.refused), (rows, rows, 0), "admin{level} {country}");
        assert_eq!(import.report.rounds.len(), rounds, "admin{level} {country}");
        assert!(import.records.iter().all(|(_, record)| record.places.len() == usize::from(level) + 1));
        let keys: BTreeSet<_> = import.records.iter().map(|(round, record)| (round, &record.key)).collect();
        assert_eq!(keys.len() as u64, rows);
    }
}

#[test]
fn not_available_is_absent_and_a_null_is_no_zero() {
    let Some(import) = answer(0, "afg") else { return };
    let origins = |absent: bool| {
        import.records.iter().filter(move |(_, r)| r.answers["origin_admin1_pcode"].value().is_none() == absent).count()
    };
    assert_eq!((origins(true), origins(false)), (59, 74));
    let (_, first) = &import.records[0];
    assert_eq!(first.answers["idp_male"], Answer::absent(Missing::Missing));
    assert!(text(first, "displacement_reason").is_some());
}

#[test]
fn sexes_add_up_where_they_are_given() {
    let Some(import) = answer(2, "tcd") else { return };
    let given = import.records.iter().filter(|(_, record)| number(record, "idp_male").is_some());
    let mut count = 0;
    for (_, record) in given {
        let sum = number(record, "idp_male").unwrap() + number(record, "idp_female").unwrap();
        assert_eq!(Some(sum), number(record, "idp_individuals"));
        count += 1;
    }
    assert_eq!(count, 47);
}

#[test]
fn chads_shortened_codes_are_read_as_the_boundaries_and_said_so() {
    let Some(import) = answer(2, "tcd") else { return };
    let (_, first) = &import.records[0];
    assert_eq!(first.places.iter().map(|p| p.as_str()).collect::<Vec<_>>(), ["TCD", "TCD07", "TCD0704"]);
    let lookup = crate::support::places::global();
    assert!(lookup.lineage(&"TD0704".parse().unwrap()).is_none());
    let rewritten = import.report.problems.iter().filter(|problem| problem.code == "place.rewritten");
    assert_eq!(rewritten.count(), 2 * 145);
}

#[test]
fn rows_that_differ_only_in_the_kind_of_assessment_are_kept_apart_and_pointed_out() {
    for (level, pairs) in [(0, 1), (1, 1), (2, 4)] {
        let Some(import) = answer(level, "tcd") else { return };
        let near = import.report.problems.iter().filter(|problem| problem.code == "row.near_duplicate");
        assert_eq!(near.count(), pairs, "admin{level}");
        let types: BTreeSet<_> = import.records.iter().filter_map(|(_, r)| text(r, "assessment_type")).collect();
        assert_eq!(types.into_iter().collect::<Vec<_>>(), ["BA", "SA"]);
    }
}

#[test]
fn an_answer_that_was_cut_short_is_refused_whole() {
    let cut = br#"{"result": [], "statusCode": 200, "isSuccess": true, "totalRecordsCount": 3}"#;
    let failed = br#"{"result": [], "statusCode": 500, "isSuccess": false, "totalRecordsCount": 0}"#;
    for bytes in [cut.as_slice(), failed.as_slice(), b"{}", b"[]", b"{\"result\": [1]", b"nonsense"] {
        let error = import(&mapping("dtm_api_v3_admin2"), "x.json", bytes, None).unwrap_err();
        assert!(matches!(error, ImportError::Unreadable { .. }), "{error}");
    }
}

#[test]
fn each_answer_is_recognised_as_what_it_is() {
    let codes = [
        "burundi_baseline_round_68",
        "dtm_api_v3_admin0",
        "dtm_api_v3_admin1",
        "dtm_api_v3_admin2",
        "nigeria_baseline_round_38",
        "south_sudan_baseline_round_11",
    ];
    let mappings = codes.map(mapping);
    for (file, code) in [
        ("dtm_api/v3_displacement-admin0-admin0pcode-tcd.json", "dtm_api_v3_admin0"),
        ("dtm_api/v3_displacement-admin1-admin0pcode-afg.json", "dtm_api_v3_admin1"),
        ("dtm_api/v3_displacement-admin2-admin0pcode-tcd.json", "dtm_api_v3_admin2"),
        ("dtm_assessments/burundi_baseline_round_68_2022_04.xlsx", "burundi_baseline_round_68"),
        ("dtm_assessments/south_sudan_baseline_round_11.xlsx", "south_sudan_baseline_round_11"),
        ("dtm_assessments/nigeria_baseline_round_38_2021_07.xlsx", "nigeria_baseline_round_38"),
    ] {
        let Some(bytes) = shared(file) else { return };
        let found = recognise(&mappings, SourceFile { name: file, bytes: &bytes }, &Default::default()).unwrap();
        assert_eq!(found.iter().map(|mapping| mapping.code.as_str()).collect::<Vec<_>>(), [code], "{file}");
    }
    for file in [
        "dtm_assessments/mali_baseline_round_72.xlsx",
        "dtm_api/v3_data_for_quickcharts.csv",
        "dtm_api/v3_displacement-country-list.json",
    ] {
        let Some(bytes) = shared(file) else { return };
        let found = recognise(&mappings, SourceFile { name: file, bytes: &bytes }, &Default::default()).unwrap();
        assert!(found.is_empty(), "{file}");
    }
}
