//! The published workbook of DTM South Sudan's mobility tracking, round 11. It lies in the repository (CC BY).

use crate::support::{import, mapping, number, sum, text};
use imports::{Import, Severity};
use std::{collections::BTreeMap, sync::LazyLock};
use vocab::{Answer, Missing, Value};

const FILE: &str = "south_sudan_baseline_round_11.xlsx";

fn workbook() -> Vec<u8> {
    std::fs::read(crate::support::root().join("packs/demo-south-sudan/data").join(FILE)).unwrap()
}

fn round_11() -> &'static Import {
    static IMPORT: LazyLock<Import> =
        LazyLock::new(|| import(&mapping("south_sudan_baseline_round_11"), FILE, &workbook(), None).unwrap());
    &IMPORT
}

#[test]
fn every_location_is_accounted_for() {
    let import = round_11();
    let main = &import.report.sheets[0];
    assert_eq!((main.read, main.accepted, main.refused, main.skipped_rows()), (3336, 3335, 0, 1));
    assert_eq!(import.report.of_severity(Severity::ValueSetAside).count(), 0);
    let (round, first) = &import.records[0];
    assert_eq!((round.0, first.key.as_str()), (11, "import/ssid_SS0101_0002"));
    assert_eq!(first.places.iter().map(|p| p.as_str()).collect::<Vec<_>>(), ["SSD", "SS01", "SS0101"]);
    assert_eq!(text(first, "location_type"), Some("host_community"));
    let Some(Answer::Given(Value::Point(point))) = first.answers.get("location_point") else { panic!() };
    assert_eq!((point.latitude, point.longitude), (4.695619, 31.225175));
    assert!(import.records.iter().all(|(_, record)| record.answers["location_point"].value().is_some()));
    println!("{}", import.report);
}

/// No difference: the county summary counts the figures repeated from earlier rounds as well.
#[test]
fn totals_of_each_county_equal_the_workbooks_own_summary() {
    let import = round_11();
    // Question, and its column (from 0) in the county summary.
    let compared = [
        ("idp_households", 6),
        ("idp_individuals", 7),
        ("returnee_internal_households", 14),
        ("returnee_internal_individuals", 15),
        ("returnee_abroad_households", 16),
        ("returnee_abroad_individuals", 17),
    ];
    let mut ours: BTreeMap<String, (i64, Vec<i64>)> = BTreeMap::new();
    for (_, record) in &import.records {
        let county = ours.entry(record.places[2].to_string()).or_insert((0, vec![0; compared.len()]));
        county.0 += 1;
        for (sum, (question, _)) in county.1.iter_mut().zip(compared) {
            *sum += number(record, question).unwrap();
        }
    }
    let summary = crate::support::cells(&workbook(), "MT R11 County summary");
    let theirs: BTreeMap<_, _> = summary[1..]
        .iter()
        .filter(|row| row[0] != "Grand Total")
        .map(|row| {
            let number = |at: usize| row[at].parse::<i64>().unwrap();
            (row[2].clone(), (number(5), compared.map(|(_, at)| number(at)).to_vec()))
        })
        .collect();
    assert_eq!(theirs.len(), 78);
    assert_eq!(ours, theirs);
    assert_eq!((sum(import, "idp_households"), sum(import, "idp_individuals")), (369_545, 2_017_236));
    assert!(import.report.totals.iter().all(|total| Some(total.ours) == total.theirs));
}

/// Open and Closed do not tell access: 'Closed' places were visited, and 259 'Open' ones were not.
#[test]
fn access_is_what_the_remarks_say_and_no_unknown_becomes_a_zero() {
    let import = round_11();
    let mut access: BTreeMap<&str, (usize, i64)> = BTreeMap::new();
    for (_, record) in &import.records {
        let state = match &record.answers["access"] {
            Answer::Given(_) => text(record, "access").unwrap(),
            Answer::Absent { missing: Missing::NotAssessed } => "not assessed",
            other => panic!("{other:?}"),
        };
        let entry = access.entry(state).or_default();
        entry.0 += 1;
        entry.1 += number(record, "idp_individuals").unwrap();
    }
    let count = |state: &str| access[state].0;
    assert_eq!(count("not_accessible") + count("not assessed"), 259);
    assert_eq!((count("not_accessible"), count("not assessed")), (253, 6));
    assert_eq!(access["no_population"], (144, 0));
    assert_eq!(count("accessible"), 3335 - 259 - 144);
    // The published figures of places that were not reached are kept, and every such row is pointed out.
    assert!(access["not_accessible"].1 > 0);
    let notices = import.report.problems.iter().filter(|problem| problem.code == "row.notice");
    assert_eq!(notices.count(), 259);
}

#[test]
fn not_available_words_leave_no_trace_in_texts() {
    let import = round_11();
    let remarks: Vec<_> = import.records.iter().map(|(_, record)| text(record, "remarks").unwrap()).collect();
    assert!(remarks.iter().all(|remark| !remark.contains("N/A")));
    assert_eq!(remarks[0], "Reassessed; 11");
    assert_eq!(import.report.unread.len(), 4);
}
