//! What is divided adds up, whatever the records say.
#![allow(clippy::unwrap_used)] // a test

use derived::{Derived, extended, work_out};
use indexmap::IndexMap;
use proptest::prelude::*;
use vocab::{
    Answer, Column, ColumnType, Missing, Record, RecordKey, RecordSource, Schema, Sensitivity, Sharing, Text, Value,
};

#[derive(serde::Deserialize)]
struct Declared {
    derived: Vec<Derived>,
}

fn declared() -> Vec<Derived> {
    let text = r#"
        [[derived]]
        estimator = "people"
        column = "people"
        label = { en = "People" }
        households = "households"
        sampled = "sampled"
        members = ["girls", "boys", "adults"]
        stratum = 2

        [[derived]]
        estimator = "apportion"
        name = "ages"
        label = { en = "People by age" }
        people = "people"
        stratum = 2
        parts = [{ column = "p_girls", by = "girls" }, { column = "p_boys", by = "boys" }, { column = "p_adults", by = "adults" }]
    "#;
    toml::from_str::<Declared>(text).unwrap().derived
}

fn record(key: usize, place: usize, answers: &[(&str, Option<i64>)]) -> Record {
    let told = |number: Option<i64>| {
        number.map_or(Answer::absent(Missing::NotAccessible), |number| Value::Integer(number).into())
    };
    let instance_id = format!("uuid:{key:03}");
    let lineage = ["BDI".to_owned(), format!("BDI{}", place / 3), format!("BDI{}{place}", place / 3)];
    Record {
        key: RecordKey::submission(&instance_id),
        source: RecordSource::Submission { instance_id, version: 1 },
        places: lineage.iter().map(|code| code.parse().unwrap()).collect(),
        answers: answers.iter().map(|(name, number)| ((*name).to_owned(), told(*number))).collect(),
    }
}

fn number(answers: &IndexMap<String, Answer>, name: &str) -> Option<i64> {
    answers.get(name).and_then(Answer::integer)
}

proptest! {
    #[test]
    fn parts_are_whole_and_are_the_people(
        rows in proptest::collection::vec(
            (0_usize..6, proptest::option::of(0_i64..5_000), proptest::option::of((0_i64..9, 0_i64..9, 0_i64..9, 0_i64..9))), 1..20),
    ) {
        let records: Vec<Record> = rows.iter().enumerate().map(|(key, (place, households, sample))| {
            let mut answers = vec![("households", *households)];
            if let Some((sampled, girls, boys, adults)) = sample {
                answers.extend([("sampled", *sampled), ("girls", *girls), ("boys", *boys), ("adults", *adults)].map(|(name, number)| (name, Some(number))));
            }
            record(key, *place, &answers)
        }).collect();
        let found = work_out(&declared(), &Schema::default(), records.clone()).unwrap();
        // A place that was sampled gives its mean and its pattern to those around it.
        let anywhere = found.records.iter().any(|record| record.answers["people_from"].text() == Some("own_sample") && number(&record.answers, "people") > Some(0));
        for record in &found.records {
            let answers = &record.answers;
            let parts: Option<Vec<i64>> = ["p_girls", "p_boys", "p_adults"].iter().map(|part| number(answers, part)).collect();
            match (number(answers, "people"), parts) {
                (Some(people), Some(parts)) => prop_assert_eq!(parts.iter().sum::<i64>(), people),
                (Some(people), None) => prop_assert!(people > 0 && !anywhere, "{:?}", answers),
                (None, parts) => {
                    prop_assert!(parts.is_none());
                    prop_assert_eq!(answers["people"] == Answer::absent(Missing::NotAccessible), number(answers, "households").is_none());
                }
            }
        }
        let mut turned = records.clone();
        turned.reverse();
        let mut again = work_out(&declared(), &Schema::default(), turned).unwrap().records;
        again.reverse();
        prop_assert_eq!(again, found.records);
    }
}

fn column(name: &str, sensitivity: Sensitivity, sharing: Sharing) -> Column {
    let label = Text::new(name);
    Column {
        name: name.into(),
        kind: ColumnType::Integer,
        label,
        sensitivity,
        sharing,
        choices: vec![],
        columns: vec![],
    }
}

#[test]
fn nothing_personal_is_read_and_what_is_not_public_makes_nothing_public() {
    let names = ["households", "sampled", "girls", "boys", "adults"];
    let schema = |personal: &str, sharing| {
        let of = |name: &str| if name == personal { Sensitivity::Personal } else { Sensitivity::None };
        Schema { columns: names.iter().map(|name| column(name, of(name), sharing)).collect() }
    };
    let all = names.map(|name| (name, Some(4)));
    let found = work_out(&declared(), &schema("households", Sharing::Public), vec![record(1, 1, &all)]).unwrap();
    assert_eq!(number(&found.records[0].answers, "people"), None);
    assert!(!found.records[0].answers.contains_key("households"));
    assert_eq!(declared()[0].problems_with(&schema("households", Sharing::Public)).len(), 1);
    let sharing = |sharing| extended(&declared(), &schema("", sharing)).column("people").unwrap().sharing;
    assert_eq!((sharing(Sharing::Public), sharing(Sharing::UrgentAction)), (Sharing::Public, Sharing::Sensitive));
}

#[test]
fn what_does_not_fit_a_form_is_told_together() {
    let problems = declared()[0].problems_with(&Schema::default());
    assert_eq!(problems.len(), 5, "{problems:?}");
    assert!(problems[0].contains("does not ask"), "{problems:?}");
}
