//! The cleaning log applied to the raw data gives the clean data, to the last byte of the snapshot: inside repeats, of rows that
//! were imported, and whatever reviewers do in whatever order.

use super::{
    assessment::Assessment,
    country::{Country, equip},
};
use crate::site::{Answer, Browser};
use axum::http::StatusCode;
use proptest::{
    prelude::{Strategy, any, prop_oneof},
    strategy::{Just, ValueTree},
    test_runner::TestRunner,
};
use serde_json::{Value, json};
use server::{
    importing,
    reviewing::{clean, log, raw},
    round_figures::{RoundOf, find_round},
};
use store::{RecordFilter, Role};
use vocab::{Missing, Text};

on_both_stores! {
    edits_inside_a_repeat_are_in_the_log
    edits_of_imported_rows_are_in_the_log
    whatever_reviewers_do_is_in_the_log
}

/// What the log and the raw data give is what the round's figures stand on. Returns how many records that are.
async fn the_log_makes_the_clean_data(country: &Country, of: &RoundOf) -> u64 {
    let app = &country.site.app;
    app.figures.settle().await;
    let wanted = app.figures.of(app, of).await.unwrap().snapshot.clone();
    let raw = raw::of_round(app, of).await.unwrap();
    assert_eq!(raw.read_otherwise, [""; 0], "what came is what the submissions say");
    let rows = log::of_round(app, of, None).await.unwrap();
    let mut approved = 0;
    for (name, file) in [("csv", log::csv(&rows).unwrap()), ("xlsx", log::workbook(&rows).unwrap())] {
        let clean = clean::clean(app, &of.operation, raw.records.clone(), &file).await;
        let clean = clean.unwrap_or_else(|why| panic!("{name}: {why}"));
        let snapshot = clean::snapshot(app, &of.exercise, &clean).await.unwrap();
        assert_eq!(snapshot.sha256, wanted, "{name}: {} records approved", snapshot.rows);
        approved = snapshot.rows;
    }
    approved
}

async fn edit(browser: &Browser<'_>, country: &Country, id: i64, question: &str, to: &Value) -> Answer {
    let record = country.site.app.store.record(id).await.unwrap().unwrap();
    let stands = review::edit::answer_at(&record.record.answers, &question.parse().unwrap()).cloned();
    let from = stands.unwrap_or(vocab::Answer::absent(Missing::Missing));
    let edits = json!([{"question": question, "from": from, "to": to}]);
    let body = json!({"version": record.version, "reason": "=By phone", "edits": edits});
    browser.post(&format!("/api/v1/records/{id}/edits"), body).await
}

fn of(country: &Country) -> RoundOf {
    RoundOf { operation: country.operation.clone(), exercise: country.exercise.clone(), round: country.round.clone() }
}

const CAME: &[(&str, &str, i64)] = &[("natural_disaster", "flood", 40), ("conflict", "", 60)];

async fn edits_inside_a_repeat_are_in_the_log(country: Country) {
    let mut ids = Vec::new();
    for number in 1..=2 {
        ids.push(country.receive(&Assessment { came: Some(CAME), ..Assessment::new(number) }).await);
    }
    let reviewer = country.reviewer().await;
    let integer = |number: i64| json!({"type": "integer", "value": number});
    for (question, to) in [
        ("new_displacement[2].new_individuals", integer(75)),
        ("new_displacement[1].origin_admin1_name", json!({"type": "text", "value": "Cibitoke"})),
        ("new_displacement[2].new_individuals", integer(80)),
        ("new_displacement[1].new_households", json!({"missing": "not_accessible"})),
    ] {
        let edited = edit(&reviewer, &country, ids[0], question, &to).await;
        assert_eq!(edited.status, StatusCode::OK, "{question}: {}", edited.text);
    }
    for id in ids {
        country.approve(id).await;
    }
    let rows = log::of_round(&country.site.app, &of(&country), None).await.unwrap();
    let values = rows.iter().filter(|row| row.kind == "value").map(|row| (row.question.as_str(), row.to.as_str()));
    assert_eq!(
        values.collect::<Vec<_>>(),
        [
            ("new_displacement[2].new_individuals", "75"),
            ("new_displacement[1].origin_admin1_name", "Cibitoke"),
            ("new_displacement[2].new_individuals", "80"),
            ("new_displacement[1].new_households", "(not accessible)"),
        ]
    );
    assert_eq!(the_log_makes_the_clean_data(&country, &of(&country)).await, 2);
}

async fn edits_of_imported_rows_are_in_the_log(country: Country) {
    const WORKBOOK: &str = "south_sudan_baseline_round_11.xlsx";
    let site = &country.site;
    let operation = equip(site, "south-sudan", "SSD", "South Sudan", ("places-south-sudan", "2020/")).await;
    let request = importing::Request {
        file_name: WORKBOOK.to_owned(),
        bytes: packs::builtin()["demo-south-sudan"].0[&format!("data/{WORKBOOK}")].to_vec(),
        mapping: "south_sudan_baseline_round_11".to_owned(),
        round: None,
        note: Text::new("A test"),
        actor: "user:mark@example.org".to_owned(),
    };
    importing::import(&site.app, &operation, request, |_| ()).await.unwrap();
    let store = &site.app.store;
    let exercise = store.exercise(operation.id, super::BASELINE).await.unwrap().unwrap();
    let of_exercise = RecordFilter { exercise_ids: vec![exercise.id], ..RecordFilter::default() };
    let (records, _) = store.records(&of_exercise, 3).await.unwrap();
    let round = records[0].round_id.unwrap();
    site.person("achol@example.org", &[(&operation, Role::Reviewer)]).await;
    let reviewer = site.logged_in("achol@example.org").await;
    for record in &records {
        let to = json!({"type": "integer", "value": 7});
        let edited = edit(&reviewer, &country, record.id, "idp_households", &to).await;
        assert_eq!(edited.status, StatusCode::OK, "{}", edited.text);
    }
    decide(&reviewer, &country, records[0].id, "approve").await;
    decide(&reviewer, &country, records[1].id, "reject").await;
    let of = find_round(&site.app, round).await.unwrap().unwrap();
    assert_eq!(the_log_makes_the_clean_data(&country, &of).await, 3_333, "one set aside, one waits again");
}

async fn decide(browser: &Browser<'_>, country: &Country, id: i64, decision: &str) -> StatusCode {
    let version = country.site.app.store.record(id).await.unwrap().unwrap().version;
    let body = json!({"decision": decision, "reason": "-2 is no count", "version": version});
    browser.post(&format!("/api/v1/records/{id}/decision"), body).await.status
}

/// Something a reviewer does with one of the records.
#[derive(Debug, Clone)]
enum Step {
    Edit { question: &'static str, to: Value },
    Decide(&'static str),
}

fn step() -> impl Strategy<Value = Step> {
    let integer = (0..900_i64).prop_map(|number| json!({"type": "integer", "value": number}));
    let missing = prop_oneof![Just("missing"), Just("not_accessible"), Just("not_assessed"), Just("not_applicable")];
    let missing = missing.prop_map(|missing| json!({"missing": missing}));
    let awkward = prop_oneof![Just("=1+1"), Just("_x0041_"), Just("'quoted"), Just(" \n\t "), Just("\u{1}\"a\";b")];
    let words = prop_oneof![".{1,40}", awkward.prop_map(str::to_owned)];
    let words = words.prop_map(|words| json!({"type": "text", "value": words}));
    let counts = prop_oneof![
        Just("idp_individuals"),
        Just("idp_households"),
        Just("idp_female_0"),
        Just("new_displacement[1].new_individuals"),
        Just("new_displacement[2].new_individuals"),
        Just("new_displacement[2].new_households"),
    ];
    let texts = prop_oneof![Just("remarks"), Just("location_name"), Just("new_displacement[1].origin_admin2_name")];
    let communes = prop_oneof![Just("BDI012001"), Just("BDI012004"), Just("BDI012006")];
    let day = (1..22_u32).prop_map(|day| json!({"type": "date", "value": format!("2026-01-{day:02}")}));
    let edit = |(question, to)| Step::Edit { question, to };
    prop_oneof![
        6 => (counts, prop_oneof![3 => integer, 1 => missing]).prop_map(edit),
        3 => (texts, words).prop_map(edit),
        2 => communes.prop_map(move |code| edit(("admin2", json!({"type": "choice", "value": code})))),
        1 => day.prop_map(move |day| edit(("reporting_date", day))),
        3 => prop_oneof![Just("approve"), Just("approve"), Just("reject"), Just("return")].prop_map(Step::Decide),
    ]
}

async fn whatever_reviewers_do_is_in_the_log(country: Country) {
    let mut ids = Vec::new();
    for number in 1..=3 {
        ids.push(country.receive(&Assessment { came: Some(CAME), ..Assessment::new(number) }).await);
    }
    let reviewer = country.reviewer().await;
    let mut runner = TestRunner::deterministic();
    let sequences = proptest::collection::vec((any::<usize>(), step()), 20..30);
    let (mut edited, mut decided) = (0, 0);
    for _ in 0..super::cases(2) {
        for (which, step) in sequences.new_tree(&mut runner).unwrap().current() {
            let id = ids[which % ids.len()];
            match &step {
                Step::Edit { question, to } => {
                    let answer = edit(&reviewer, &country, id, question, to).await;
                    assert!(!answer.status.is_server_error(), "{step:?}: {}", answer.text);
                    edited += usize::from(answer.status.is_success());
                }
                Step::Decide(decision) => {
                    let status = decide(&reviewer, &country, id, decision).await;
                    assert!(!status.is_server_error(), "{step:?}: {status}");
                    decided += usize::from(status.is_success());
                }
            }
        }
        for id in &ids[1..] {
            decide(&reviewer, &country, *id, "approve").await;
        }
        assert!(the_log_makes_the_clean_data(&country, &of(&country)).await >= 2);
    }
    assert!(edited > 10 && decided > 3, "proves too little: {edited} edits, {decided} decisions");
}
