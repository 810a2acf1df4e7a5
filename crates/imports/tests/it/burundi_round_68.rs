//! The published workbook of DTM Burundi's baseline assessment, round 68.

use crate::support::{import, mapping, number, shared, sum, text};
use imports::{Import, Severity, SkipReason};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};
use vocab::{Answer, Missing, Value};

const FILE: &str = "burundi_baseline_round_68_2022_04.xlsx";

fn workbook() -> Option<Vec<u8>> {
    shared(&format!("dtm_assessments/{FILE}"))
}

fn read_anew() -> Option<Import> {
    Some(import(&mapping("burundi_baseline_round_68"), FILE, &workbook()?, None).unwrap())
}

fn round_68() -> Option<&'static Import> {
    static IMPORT: LazyLock<Option<Import>> = LazyLock::new(read_anew);
    IMPORT.as_ref()
}

#[test]
fn every_colline_becomes_a_record_in_its_commune() {
    let Some(import) = round_68() else { return };
    assert_eq!(import.records.len(), 1415);
    assert!(import.records.iter().all(|(round, _)| round.0 == 68));
    let communes: BTreeSet<_> = import.records.iter().map(|(_, record)| record.places[2].as_str()).collect();
    let provinces: BTreeSet<_> = import.records.iter().map(|(_, record)| record.places[1].as_str()).collect();
    assert_eq!((communes.len(), provinces.len()), (118, 18));
    let (_, first) = &import.records[0];
    assert_eq!(first.key.as_str(), "import/17ecfe1d-1870-411b-837b-dcc8dcf83589");
    assert_eq!(first.places.iter().map(|p| p.as_str()).collect::<Vec<_>>(), ["BDI", "BDI012", "BDI012004"]);
    assert_eq!(text(first, "admin2"), Some("BDI012004"));
    assert_eq!(text(first, "location_name"), Some("Kiremba"));
    assert_eq!(first.source.to_string(), format!("{FILE}, sheet 'Fiche Colline', row 3"));
}

#[test]
fn totals_are_the_published_ones() {
    let Some(import) = round_68() else { return };
    assert_eq!(sum(import, "idp_households"), 15_581);
    assert_eq!(sum(import, "idp_individuals"), 68_357);
    for total in &import.report.totals {
        assert_eq!(Some(total.ours), total.theirs, "{}", total.place);
    }
    assert_eq!(import.report.totals.len(), 4);
    assert_eq!(import.records.iter().filter(|(_, record)| number(record, "idp_individuals") == Some(0)).count(), 120);
}

/// The pivot sheet spells Karuzi 'Karusi'; all else is the same.
#[test]
fn totals_of_each_province_equal_the_pivot_sheet() {
    let Some(bytes) = workbook() else { return };
    let Some(import) = round_68() else { return };
    let mut ours: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    let places = crate::support::places::global();
    for (_, record) in &import.records {
        let name = imports::PlaceLookup::name(&places, &record.places[1]).unwrap().replace("Karuzi", "Karusi");
        let sums = ours.entry(name).or_default();
        sums.0 += number(record, "idp_households").unwrap();
        sums.1 += number(record, "idp_individuals").unwrap();
    }
    let pivot = crate::support::cells(&bytes, "IDPs_categories");
    let start = pivot.iter().position(|row| row[0] == "PDI").unwrap() + 2;
    let theirs: BTreeMap<_, _> = pivot[start..]
        .iter()
        .take_while(|row| row[0] != "Grand Total")
        .map(|row| (row[0].clone(), (row[1].parse().unwrap(), row[2].parse().unwrap())))
        .collect();
    assert_eq!(theirs.len(), 18);
    assert_eq!(ours, theirs);
}

#[test]
fn sex_and_age_bands_add_up_in_every_row_and_in_all() {
    let Some(import) = round_68() else { return };
    let bands: Vec<_> = ["female", "male"]
        .iter()
        .flat_map(|sex| ["0", "1_5", "6_17", "18_59", "60_plus"].map(|band| format!("idp_{sex}_{band}")))
        .collect();
    for (_, record) in &import.records {
        let sum: i64 = bands.iter().map(|band| number(record, band).unwrap()).sum();
        assert_eq!(Some(sum), number(record, "idp_individuals"), "{}", record.source);
    }
    assert_eq!(bands.iter().map(|band| sum(import, band)).sum::<i64>(), 68_357);
    // Row 3 of the workbook, columns O to X.
    let (_, first) = &import.records[0];
    let males: Vec<_> = bands[5..].iter().map(|band| number(first, band).unwrap()).collect();
    assert_eq!(males, [0, 2, 1, 3, 0]);
}

#[test]
fn reasons_are_summed_over_the_periods_and_add_up() {
    let Some(import) = round_68() else { return };
    let reasons = ["natural_disaster", "conflict", "other"].map(|reason| format!("idp_households_{reason}"));
    let sums = reasons.each_ref().map(|reason| sum(import, reason));
    assert_eq!(sums, [14_084, 1_466, 31]);
    assert_eq!(sums.iter().sum::<i64>(), 15_581);
    for (_, record) in &import.records {
        // Nothing is left for a reason that was not ticked: zero, in rows without IDPs as well.
        let total: i64 = reasons.iter().map(|reason| number(record, reason).unwrap()).sum();
        assert_eq!(Some(total), number(record, "idp_households"), "{}", record.source);
    }
    let (_, first) = &import.records[0];
    assert!(!first.answers.contains_key("idp_individuals_conflict"), "not in this format, so not answered");
    assert!(import.report.unanswered.contains(&"idp_individuals_conflict".to_owned()));
}

fn entries<'i>(import: &'i Import, repeat: &'i str) -> impl Iterator<Item = &'i indexmap::IndexMap<String, Answer>> {
    import.records.iter().flat_map(move |(_, record)| match record.answers.get(repeat) {
        Some(Answer::Given(Value::Repeat(entries))) => entries.as_slice(),
        other => panic!("{repeat} of {} is {other:?}", record.source),
    })
}

#[test]
fn repeat_rows_are_joined_by_the_parents_index() {
    let Some(import) = round_68() else { return };
    let sum =
        |repeat, question: &str| entries(import, repeat).map(|entry| entry[question].integer().unwrap()).sum::<i64>();
    assert_eq!(entries(import, "new_displacement").count(), 272);
    assert_eq!(entries(import, "departure").count(), 246);
    assert_eq!(sum("new_displacement", "new_households"), 804);
    assert_eq!(sum("departure", "departed_households"), 810);
    let hazard = |wanted: Answer| entries(import, "new_displacement").filter(|entry| entry["hazard"] == wanted).count();
    assert_eq!(hazard(Value::Choice("torrential_rain".into()).into()), 198);
    assert_eq!(hazard(Answer::absent(Missing::NotApplicable)), 10, "security and other causes have no hazard");
    assert_eq!(hazard(Answer::absent(Missing::Missing)), 14, "natural disasters that do not say which");
    let joined: Vec<_> = import.report.sheets[1..].iter().map(|sheet| (sheet.sheet.as_str(), sheet.accepted)).collect();
    assert_eq!(joined, [("Diminution PDI", 246), ("Nouveaux phenomenes", 272)]);
}

/// The join is right where the workbook's own place columns are not: each colline states its increase and decrease, and
/// the joined entries add up to them.
#[test]
fn joined_entries_add_up_to_the_increase_each_colline_states() {
    let Some(bytes) = workbook() else { return };
    let Some(import) = round_68() else { return };
    let main = crate::support::cells(&bytes, "Fiche Colline");
    let at = |header: &str| main[0].iter().position(|found| found == header).unwrap();
    for (repeat, question, header) in [
        ("new_displacement", "new_households", "Augmentation_menage_"),
        ("new_displacement", "new_individuals", "Augmentation_pdi_"),
        ("departure", "departed_households", "dimunition_menage_"),
    ] {
        let column = at(header);
        for (row, (_, record)) in main[2..].iter().zip(&import.records) {
            let Some(Answer::Given(Value::Repeat(entries))) = record.answers.get(repeat) else { panic!() };
            let joined: i64 = entries.iter().map(|entry| entry[question].integer().unwrap()).sum();
            let stated: i64 = if row[column].is_empty() { 0 } else { row[column].parse().unwrap() };
            assert_eq!(joined, stated, "{header}, {}", record.source);
        }
    }
    let disagree = import.report.problems.iter().filter(|problem| problem.code == "repeat.parent_disagrees");
    assert_eq!(disagree.count(), 113);
}

/// In 248 rows the three numbers of key informants stand one column to the left: women under "all", men under "women",
/// all under "men". Nothing says so but their sum, so none of the three is believed.
#[test]
fn key_informants_that_do_not_add_up_are_set_aside_and_reported() {
    let Some(import) = round_68() else { return };
    let rotated: Vec<_> = import.report.of_severity(Severity::ValueSetAside).collect();
    assert_eq!(rotated.len(), 248);
    assert!(rotated.iter().all(|problem| problem.code == "parts.disagree"));
    assert_eq!(rotated[1].row, Some(9));
    let without = import.records.iter().filter(|(_, record)| number(record, "ki_count").is_none());
    assert_eq!(without.count(), 248);
    assert!(import.records.iter().all(|(_, record)| {
        let parts = ["ki_female", "ki_male"].map(|part| number(record, part));
        number(record, "ki_count") == parts[0].zip(parts[1]).map(|(female, male)| female + male)
    }));
}

#[test]
fn the_report_accounts_for_every_row_and_tells_nothing_untrue() {
    let Some(import) = round_68() else { return };
    let report = &import.report;
    let main = &report.sheets[0];
    assert_eq!((main.read, main.accepted, main.refused), (1417, 1415, 0));
    let skipped: Vec<_> = main.skipped.iter().map(|s| (s.why, s.rows[0].from)).collect();
    assert_eq!(skipped, [(SkipReason::Header, 1), (SkipReason::Hxl, 2)]);
    assert_eq!(report.of_severity(Severity::RowRefused).count(), 0);
    assert_eq!(report.unread, []);
    // All names are those of the boundaries, so that the only notes are of the repeat's misplaced columns.
    assert!(report.of_severity(Severity::Note).all(|problem| problem.code == "repeat.parent_disagrees"));
    println!("{report}");
    let read: imports::ImportReport = serde_json::from_str(&serde_json::to_string(report).unwrap()).unwrap();
    assert_eq!(read, *report);
}

#[test]
fn the_same_bytes_give_the_same_records() {
    let (Some(once), Some(again)) = (round_68(), read_anew()) else { return };
    assert_eq!(*once, again);
}
