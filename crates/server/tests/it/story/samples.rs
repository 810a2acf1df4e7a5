//! Collines chosen from the lists of communes: a preview, what is taken over, how far the round is with it, and what readers see.

use super::{Assessment, Country, Delivery, country::open_round};
use axum::http::StatusCode;
use collect::{Instance, write_instance};
use indexmap::IndexMap;
use serde_json::{Value as Json, json};
use server::install;
use store::{Exercise, Round};
use vocab::{Answer, RoundStage, Value};

/// Changes whose entries in the log this file reads.
pub const SAMPLE_CHANGES: [(&str, &str); 2] = [
    ("PUT", "/api/v1/operations/{operation}/exercises/{exercise}/rounds/{round}/sample"),
    ("POST", "/api/v1/operations/{operation}/exercises/{exercise}/rounds/{round}/sample/preview"),
];

on_both_stores! {
    collines_are_chosen_from_the_lists_of_communes
    an_operation_without_the_configuration_is_asked_for_nothing
}

const SAMPLE: &str = "/api/v1/operations/burundi/exercises/baseline_subarea/rounds/1/sample";

/// Lists of communes: name, households, people.
struct Commune<'a> {
    number: u32,
    pcode: &'a str,
    access: &'a str,
    collines: &'a [(&'a str, i64, i64)],
}

impl Commune<'_> {
    fn answers(&self) -> IndexMap<String, Answer> {
        let choice = |name: &str| Value::Choice(name.to_owned());
        let entry = |(name, households, people): &(&str, i64, i64)| {
            IndexMap::from([
                ("sub_name".to_owned(), Value::Text((*name).to_owned()).into()),
                ("sub_type".to_owned(), choice("host_community").into()),
                ("sub_idp_households".to_owned(), Value::Integer(*households).into()),
                ("sub_idp_individuals".to_owned(), Value::Integer(*people).into()),
            ])
        };
        let mut answers = vec![
            ("reporting_date", Value::Date("2026-01-05".parse().unwrap())),
            ("admin1", choice("BDI012")),
            ("admin2", choice(self.pcode)),
            ("access", choice(self.access)),
        ];
        if self.access == "accessible" {
            let sum = |number: fn(&(&str, i64, i64)) -> i64| Value::Integer(self.collines.iter().map(number).sum());
            answers.push(("consent", choice("yes")));
            answers.push(("idp_households", sum(|colline| colline.1)));
            answers.push(("idp_individuals", sum(|colline| colline.2)));
            answers.push(("sub_area", Value::Repeat(self.collines.iter().map(entry).collect())));
        }
        answers.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect()
    }
}

async fn receive(country: &Country, exercise: &Exercise, commune: &Commune<'_>) -> i64 {
    let app = &country.site.app;
    let form = app.forms.newest(&app.store, exercise).await.unwrap().unwrap();
    let instance = format!("uuid:8c0e4a92-51a3-4e62-a1a5-0c2f7ad0a{:03}", commune.number);
    let xml = write_instance(&form, &commune.answers(), &Instance::new(&instance));
    let sent = country.send(&Delivery::of(&xml)).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text);
    let submission = app.store.submission(country.operation.id, &instance).await.unwrap().unwrap();
    app.store.record_of_submission(submission.id).await.unwrap().unwrap().id
}

async fn lists(country: &Country) -> (Exercise, Round) {
    let app = &country.site.app;
    install::install(app, &country.operation, "burundi-mobility", "test").await.unwrap();
    let exercise = app.store.exercise(country.operation.id, "baseline_area").await.unwrap().unwrap();
    let round = open_round(&country.site, &exercise, 1, true).await;
    let many: [(&str, i64, i64); 8] = [
        ("Rugari", 90, 400),
        ("Mugano", 50, 210),
        ("Kiremba", 41, 180),
        ("Butihinda", 30, 120),
        ("Kigoma", 30, 120),
        ("Cumba", 30, 110),
        ("Rugari 2", 0, 0),
        ("mugano", 51, 210),
    ];
    for commune in [
        Commune { number: 1, pcode: "BDI012004", access: "accessible", collines: &many },
        Commune { number: 2, pcode: "BDI012001", access: "not_accessible", collines: &[] },
        Commune { number: 3, pcode: "BDI012003", access: "accessible", collines: &[("Nyabugogo", 39, 205)] },
    ] {
        let record = receive(country, &exercise, &commune).await;
        country.approve(record).await;
    }
    receive(
        country,
        &exercise,
        &Commune { number: 4, pcode: "BDI012002", access: "accessible", collines: &[("X", 1, 4)] },
    )
    .await;
    (exercise, round)
}

fn verdicts(list: &Json) -> Vec<(String, String, bool)> {
    let text = |value: &Json| value.as_str().unwrap().to_owned();
    let places = list["drawn"]["places"].as_array().unwrap().iter();
    places.map(|place| (text(&place["name"]), text(&place["verdict"]), place["tied"] == true)).collect()
}

async fn collines_are_chosen_from_the_lists_of_communes(country: Country) {
    lists(&country).await;
    let (manager, viewer) = (country.manager().await, country.viewer().await);
    let there = viewer.get(SAMPLE).await.json();
    let codes: Vec<&str> =
        there["rules"].as_array().unwrap().iter().map(|rule| rule["code"].as_str().unwrap()).collect();
    assert_eq!((codes, &there["taken"]), (vec!["five_largest", "forty_households"], &Json::Null));
    let five = json!({"rule": "five_largest"});
    let refused = viewer.post(&format!("{SAMPLE}/preview"), five.clone()).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let deeds = country.site.deeds().await.len();
    let seen = manager.post(&format!("{SAMPLE}/preview"), five.clone()).await.json();
    assert_eq!(country.site.deeds().await.len(), deeds, "looking changes nothing");
    let told = |name: &str, verdict: &str, tied| (name.to_owned(), verdict.to_owned(), tied);
    assert_eq!(
        verdicts(&seen),
        [
            told("Nyabugogo", "chosen", false),
            told("Rugari", "chosen", false),
            told("Kiremba", "chosen", false),
            told("Butihinda", "chosen", false),
            told("Kigoma", "chosen", false),
            told("Cumba", "chosen", false),
            told("Mugano", "not_known", false),
            told("Rugari 2", "not_chosen", false),
        ],
        "Mugano was told twice with different numbers, so nobody knows which is right"
    );
    let reason = |area: &str| {
        let areas = seen["drawn"]["areas_without"].as_array().unwrap();
        areas.iter().find(|one| one["area"] == area).map(|one| one["reason"].as_str().unwrap().to_owned())
    };
    let reasons = ["BDI012001", "BDI012002", "BDI001001", "BDI012004"].map(reason);
    assert_eq!(
        reasons.each_ref().map(Option::as_deref),
        [Some("not_accessible"), Some("waiting"), Some("no_record"), None]
    );

    let other = manager.put(SAMPLE, json!({"rule": "five_largest", "seen": "another"})).await;
    assert_eq!((other.status, other.code().as_str()), (StatusCode::CONFLICT, "sample.changed"));
    assert_eq!(manager.put(SAMPLE, five.clone()).await.code(), "request.invalid_input", "nobody looked at it");
    assert_eq!(manager.put(SAMPLE, json!({"rule": "ten"})).await.code(), "sample.rule_unknown");
    assert_eq!(manager.put(SAMPLE, json!({"rule": "five_largest", "from_round": 7})).await.code(), "sample.no_round");
    let mut forty = json!({"rule": "forty_households", "from_round": 1});
    forty["seen"] = manager.post(&format!("{SAMPLE}/preview"), forty.clone()).await.json()["seen"].clone();
    let taken = manager.put(SAMPLE, forty.clone()).await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.text);
    let deeds = country.site.deeds().await;
    let (who, what, _) = deeds.last().unwrap();
    assert_eq!((who.as_str(), what.as_str()), ("user:mark@example.org", "round.sample_set"));
    let taken = taken.json()["taken"].clone();
    let chosen: Vec<_> =
        verdicts(&taken).into_iter().filter(|(_, verdict, _)| verdict == "chosen").map(|one| one.0).collect();
    assert_eq!(
        chosen,
        ["Nyabugogo", "Rugari", "Kiremba", "Mugano"],
        "39 households, but 205 people; Mugano's 210 agree"
    );
    assert_eq!((&taken["from_round"], &taken["from_revision"]), (&json!(1), &json!(1)));
    assert_eq!(manager.put(SAMPLE, forty).await.code(), "sample.changed", "it was taken in place of nothing");

    country.approve(country.receive(&Assessment { colline: "colline KIREMBA", ..Assessment::new(1) }).await).await;
    country.receive(&Assessment { colline: "Rugari", ..Assessment::new(2) }).await;
    country.receive(&Assessment { colline: "Cumba", ..Assessment::new(3) }).await;
    let coverage = viewer.get(SAMPLE).await.json()["taken"]["coverage"].clone();
    let count = |state: &str| coverage[state].as_u64().unwrap();
    assert_eq!((count("assessed"), count("received"), count("not_yet")), (1, 1, 2));
    assert_eq!(coverage["beyond"][0]["name"], "Cumba");
    assert_eq!(coverage["beyond"].as_array().unwrap().len(), 1);

    let operations = country.site.browser().get("/api/v1/public/operations").await.json();
    let exercises = operations["operations"][0]["exercises"].as_array().unwrap();
    let round = &exercises.iter().find(|one| one["code"] == "baseline_subarea").unwrap()["rounds"][0];
    assert_eq!(round["chosen_by"]["code"], "forty_households");
    assert_eq!(round["chosen_by"]["choose"], json!({"rule": "at_least", "households": 40, "individuals": 200}));
    assert!(!operations.to_string().contains("Nyabugogo"), "which collines they are is not public");

    let store = &country.site.app.store;
    for stage in [RoundStage::Review, RoundStage::Closed] {
        store.move_round(&country.exercise, country.round.id, stage, Some("a test"), "test").await.unwrap();
    }
    let mut five = five;
    five["seen"] = manager.post(&format!("{SAMPLE}/preview"), five.clone()).await.json()["seen"].clone();
    assert_eq!(manager.put(SAMPLE, five).await.code(), "round.settled");
}

async fn an_operation_without_the_configuration_is_asked_for_nothing(country: Country) {
    let manager = country.manager().await;
    let there = manager.get(SAMPLE).await.json();
    assert_eq!((&there["rules"], &there["taken"]), (&Json::Null, &Json::Null));
    let refused = manager.post(&format!("{SAMPLE}/preview"), json!({"rule": "five_largest"})).await;
    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::NOT_FOUND, "sample.no_rules"));
}
