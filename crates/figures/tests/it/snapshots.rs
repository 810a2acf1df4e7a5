//! A snapshot is named by its content, and holds nothing of a person.

use crate::support::{baseline_schema, choosing, column, lacking, pcode, personal, record};
use chrono::{DateTime, NaiveDate, NaiveTime};
use figures::{SnapshotError, SnapshotProblem, snapshot_name, write_snapshot};
use proptest::prelude::*;
use vocab::{ColumnType, Missing, Point, Record, Schema, Value};

fn records() -> Vec<Record> {
    let bare = record("uuid:c", "BDI BDI012", &[("idp_individuals", 12)]);
    vec![
        choosing(record("uuid:b", "BDI BDI012 BDI012003", &[("idp_individuals", 7)]), "access", "accessible"),
        lacking(record("uuid:a", "BDI BDI001 BDI001001", &[]), "idp_individuals", Missing::NotAccessible),
        bare,
    ]
}

#[test]
fn a_snapshot_is_named_by_its_bytes() {
    let snapshot = write_snapshot(&baseline_schema(), &records()).unwrap();
    assert_eq!(snapshot.sha256, snapshot_name(&snapshot.bytes));
    assert_eq!(snapshot.rows, 3);
    assert_eq!(&snapshot.bytes[..4], b"PAR1");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_records_come_in_does_not_change_a_byte(
        counts in proptest::collection::vec(proptest::option::of(0_i64..10_000), 1..40),
        seed in any::<u64>(),
    ) {
        let records: Vec<Record> = counts.iter().enumerate().map(|(index, count)| {
            let answers: Vec<_> = count.iter().map(|count| ("idp_individuals", *count)).collect();
            record(&format!("uuid:{index}"), "BDI BDI012 BDI012003", &answers)
        }).collect();
        let mut shuffled = records.clone();
        let mut state = seed | 1;
        for index in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            shuffled.swap(index, usize::try_from(state >> 33).unwrap() % (index + 1));
        }
        let written = write_snapshot(&baseline_schema(), &records).unwrap();
        prop_assert_eq!(&written, &write_snapshot(&baseline_schema(), &shuffled).unwrap());
    }
}

#[test]
fn another_answer_gives_another_name() {
    let mut changed = records();
    let written = write_snapshot(&baseline_schema(), &changed).unwrap();
    changed[0].answers.insert("idp_individuals".into(), Value::Integer(8).into());
    assert_ne!(written.sha256, write_snapshot(&baseline_schema(), &changed).unwrap().sha256);
}

#[test]
fn absent_is_not_zero_in_the_file() {
    let absent = write_snapshot(&baseline_schema(), &[record("uuid:a", "BDI", &[])]).unwrap();
    let zero = write_snapshot(&baseline_schema(), &[record("uuid:a", "BDI", &[("idp_individuals", 0)])]).unwrap();
    assert_ne!(absent.sha256, zero.sha256);
}

#[test]
fn what_tells_of_a_person_changes_nothing_because_it_is_not_there() {
    let plain = records();
    let mut with_person = records();
    for (index, record) in with_person.iter_mut().enumerate() {
        record.answers.insert("ki_name".into(), Value::Text(format!("Ndayishimiye {index}")).into());
        record.answers.insert("photo".into(), Value::Text("face.jpg".into()).into());
    }
    with_person[0] = lacking(with_person[0].clone(), "ki_phone", Missing::Withheld);
    let schema = baseline_schema();
    let written = write_snapshot(&schema, &with_person).unwrap();
    assert_eq!(written, write_snapshot(&schema, &plain).unwrap());
    for word in ["ki_name", "ki_phone", "Ndayishimiye", "face.jpg", "new_individuals"] {
        assert!(!written.bytes.windows(word.len()).any(|part| part == word.as_bytes()), "{word} is in the file");
    }
}

#[test]
fn a_question_that_becomes_personal_leaves_the_snapshot() {
    let answered = |schema: &Schema| {
        let mut one = record("uuid:a", "BDI", &[]);
        one.answers.insert("note".into(), Value::Text("Gitega market".into()).into());
        write_snapshot(schema, &[one]).unwrap().bytes
    };
    let holds = |bytes: &[u8]| bytes.windows(13).any(|part| part == b"Gitega market");
    assert!(holds(&answered(&Schema { columns: vec![column("note", ColumnType::Text)] })));
    assert!(!holds(&answered(&Schema { columns: vec![personal("note")] })));
}

#[test]
fn every_kind_of_question_is_written() {
    use ColumnType::{Choice, Choices, Date, Decimal, Integer, Moment, Point as Place, Text, Time};
    let kinds = [Text, Integer, Decimal, Date, Time, Moment, Choice, Choices, Place];
    let values = [
        Value::Text("Ruyigi".into()),
        Value::Integer(-3),
        Value::Decimal(2.5),
        Value::Date(NaiveDate::from_ymd_opt(2022, 4, 30).unwrap()),
        Value::Time(NaiveTime::from_hms_opt(6, 30, 0).unwrap()),
        Value::Moment(DateTime::parse_from_rfc3339("2022-04-30T08:00:00+02:00").unwrap()),
        Value::Choice("floods".into()),
        Value::Choices(vec!["water".into(), "food".into()]),
        Value::Point(Point { longitude: 29.36, latitude: -3.38, altitude_m: None, accuracy_m: Some(4.0) }),
    ];
    let name = |kind: ColumnType| format!("q_{kind:?}").to_lowercase();
    let schema = Schema { columns: kinds.map(|kind| column(&name(kind), kind)).to_vec() };
    let mut full = record("uuid:a", "BDI", &[]);
    full.answers.extend(kinds.into_iter().zip(values).map(|(kind, value)| (name(kind), value.into())));
    let snapshot = write_snapshot(&schema, &[full, record("uuid:b", "BDI", &[])]).unwrap();
    assert_eq!(snapshot.rows, 2);
}

#[test]
fn all_problems_are_reported_together() {
    let schema = Schema {
        columns: vec![
            column("idp_individuals", ColumnType::Integer),
            column("admin2_pcode", ColumnType::Text),
            column("_note", ColumnType::Text),
            column("idp_individuals", ColumnType::Text),
        ],
    };
    let mut wrong = record("uuid:a", "BDI", &[]);
    wrong.answers.insert("idp_individuals".into(), Value::Text("many".into()).into());
    let Err(SnapshotError::Refused(problems)) = write_snapshot(&schema, &[wrong.clone(), wrong]) else { panic!() };
    let has = |fits: fn(&SnapshotProblem) -> bool| problems.iter().any(fits);
    assert!(has(|problem| matches!(problem, SnapshotProblem::KeyTwice { .. })));
    assert!(has(|problem| matches!(problem, SnapshotProblem::ReservedName { column } if column == "admin2_pcode")));
    assert!(has(|problem| matches!(problem, SnapshotProblem::ReservedName { column } if column == "_note")));
    assert!(has(|problem| matches!(problem, SnapshotProblem::ColumnTwice { .. })));
    assert!(has(|problem| matches!(problem, SnapshotProblem::WrongType { .. })));
}

#[test]
fn a_round_without_records_is_a_snapshot_too() {
    let empty = write_snapshot(&baseline_schema(), &[]).unwrap();
    assert_eq!(empty.rows, 0);
    let deep = write_snapshot(
        &baseline_schema(),
        &[Record {
            places: ["SSD", "SS01", "SS0101", "SS010101", "SS01010101"].map(pcode).to_vec(),
            ..record("uuid:a", "SSD", &[])
        }],
    );
    assert_eq!(deep.unwrap().rows, 1);
}
