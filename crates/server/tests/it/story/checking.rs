//! Checks that look beyond a record: places twice, outliers, audit logs, enumerators, updates of events.

use super::{
    assessment::Assessment,
    country::{Country, open_round},
    delivery::Delivery,
};
use axum::http::StatusCode;
use collect::{Instance, write_instance};
use serde_json::{Value, json};
use server::programme::Programme;
use std::borrow::Cow;
use store::{LinkKind, NewLink};
use vocab::{Answer, RoundStage};

on_both_stores! {
    a_place_that_is_there_twice_is_flagged_on_both_records_until_one_is_rejected
    one_number_far_from_those_of_its_province_is_flagged_when_the_round_is_looked_over
    the_audit_log_is_measured_whether_it_comes_with_the_answers_or_after_them
    many_records_of_one_phone_on_one_day_are_flagged_and_those_of_a_link_are_not
    updates_of_an_event_are_held_against_each_other_over_all_rounds
    a_round_that_is_closed_keeps_its_flags
    places_without_a_record_any_more_are_listed_at_the_round
    a_check_that_is_added_to_a_pack_raises_its_flag
}

const ROUND: &str = "/api/v1/operations/burundi/exercises/baseline_subarea/rounds/1";
const COLLINES: [&str; 13] = [
    "Kiremba",
    "Mugano",
    "Rugari",
    "Nyarunazi",
    "Bihogo",
    "Gasenyi",
    "Kagari",
    "Rusimbuko",
    "Taba",
    "Vumbi",
    "Zanandore",
    "Murama",
    "Butihinda",
];

/// Codes of a record's flags.
async fn flags(country: &Country, record: i64) -> Vec<String> {
    let record = country.site.app.store.record(record).await.unwrap().unwrap();
    record.flags.as_array().unwrap().iter().map(|flag| flag["code"].as_str().unwrap().to_owned()).collect()
}

async fn has(country: &Country, record: i64, code: &str) -> bool {
    flags(country, record).await.iter().any(|flag| flag == code)
}

/// One of thirteen collines, none of them the other's namesake.
fn colline(number: u32) -> Assessment {
    Assessment { colline: COLLINES[number as usize - 1], ..Assessment::new(number) }
}

async fn check(country: &Country) -> Value {
    let checked = country.reviewer().await.post(&format!("{ROUND}/check"), json!({})).await;
    assert_eq!(checked.status, StatusCode::OK, "{}", checked.text);
    checked.json()
}

async fn a_place_that_is_there_twice_is_flagged_on_both_records_until_one_is_rejected(country: Country) {
    let first = country.receive(&Assessment::new(1)).await;
    let second = country.receive(&Assessment::new(2)).await;
    assert!(!has(&country, first, "duplicate_place").await);
    assert!(has(&country, second, "duplicate_place").await, "it is known when it arrives");
    country.site.app.checking.settle().await;
    assert!(has(&country, first, "duplicate_place").await && has(&country, second, "duplicate_place").await);
    country.decide(second, "reject", Some("Counted twice")).await;
    country.site.app.checking.settle().await;
    assert!(!has(&country, first, "duplicate_place").await);

    let (own, new) = (Assessment::new(1).instance_id(), Assessment::new(3).instance_id());
    let correction = Instance { deprecated_id: Some(&own), ..Instance::new(&new) };
    let xml = write_instance(&country.form, &Assessment::new(1).answers(), &correction);
    assert_eq!(country.send(&Delivery::of(&xml)).await.status, StatusCode::CREATED);
    assert!(!has(&country, first, "duplicate_place").await, "a correction is not another record");
    country.site.app.checking.settle().await;
    assert!(!has(&country, first, "duplicate_place").await);
}

async fn one_number_far_from_those_of_its_province_is_flagged_when_the_round_is_looked_over(country: Country) {
    let mut records = Vec::new();
    for number in 1..=12 {
        let people = i64::from(40 + number);
        let counts = Assessment { female: [people; 5], male: [people; 5], ..colline(number) };
        records.push(country.receive(&counts).await);
    }
    let far = Assessment { female: [900; 5], male: [900; 5], households: 1_800, ..colline(13) };
    let far = country.receive(&far).await;
    assert!(!has(&country, far, "outlier_people").await, "alone it cannot be told");
    let refused = country.viewer().await.post(&format!("{ROUND}/check"), json!({})).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let found = check(&country).await;
    assert_eq!(found["records"], 13);
    assert!(found["raised"].as_u64().unwrap() >= 1, "{found}");
    assert!(has(&country, far, "outlier_people").await);
    for record in records {
        assert!(!has(&country, record, "outlier_people").await);
    }
    let (actor, action, subject) = country.site.deeds().await.pop().unwrap();
    let deed = (actor.as_str(), action.as_str(), subject.as_str());
    assert_eq!(deed, ("user:rita@example.org", "round.checked", "round:baseline_subarea/1"));
    assert_eq!(check(&country).await, json!({"records": 13, "raised": 0, "gone": 0}), "checks say the same again");
    country.decide(far, "reject", Some("Households were counted as people")).await;
    assert_eq!(check(&country).await["records"], 12, "what is rejected is not looked at");
    assert!(has(&country, far, "outlier_people").await, "and keeps what was said of it");
}

/// A log in which every question took two seconds.
fn regular_log() -> String {
    let mut log = String::from("event,node,start,end\nform start,,1773471600000,\n");
    for question in 0..20_i64 {
        let start = 1_773_471_601_000 + question * 2_000;
        log += &format!("question,/data/q{question},{start},{}\n", start + 2_000);
    }
    log + "form exit,,1773471700000,\n"
}

fn with_log(xml: &str) -> String {
    xml.replace("</orx:meta>", "<orx:audit>audit.csv</orx:audit></orx:meta>")
}

async fn the_audit_log_is_measured_whether_it_comes_with_the_answers_or_after_them(country: Country) {
    let store = &country.site.app.store;
    let row = async |number: u32| {
        let submission = store.submission(country.operation.id, &colline(number).instance_id()).await.unwrap().unwrap();
        store.record_of_submission(submission.id).await.unwrap().unwrap().id
    };
    let xml = with_log(&colline(1).xml(&country.form));
    let sent =
        country.send(&Delivery::of(&xml).part("audit.csv", "audit.csv", "text/csv", regular_log().as_bytes())).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text);
    assert!(has(&country, row(1).await, "interview_too_regular").await);

    let xml = with_log(&colline(2).xml(&country.form));
    assert_eq!(country.send(&Delivery::of(&xml)).await.status, StatusCode::CREATED);
    assert!(!has(&country, row(2).await, "interview_too_regular").await, "without a log nothing is known");
    let late = Delivery::of(&xml).part("audit.csv", "audit.csv", "text/csv", regular_log().as_bytes());
    assert_eq!(country.send(&late).await.status, StatusCode::CREATED);
    assert!(has(&country, row(2).await, "interview_too_regular").await);
    let opened = |(actor, action, _): &(String, String, String)| actor == "server" && action == "attachment.measured";
    assert_eq!(country.site.deeds().await.iter().filter(|deed| opened(deed)).count(), 1, "the log says it was opened");

    let xml = with_log(&colline(3).xml(&country.form));
    let broken = Delivery::of(&xml).part("audit.csv", "audit.csv", "text/csv", b"\xff\xfe no log at all");
    assert_eq!(country.send(&broken).await.status, StatusCode::CREATED);
    assert!(!has(&country, row(3).await, "interview_too_regular").await);
    check(&country).await;
    for (number, regular) in [(1, true), (2, true), (3, false)] {
        assert_eq!(has(&country, row(number).await, "interview_too_regular").await, regular, "{number}");
    }
}

async fn many_records_of_one_phone_on_one_day_are_flagged_and_those_of_a_link_are_not(country: Country) {
    let store = &country.site.app.store;
    let link = NewLink {
        xml_form_id: "baseline_subarea".to_owned(),
        name: "Partner B".to_owned(),
        kind: LinkKind::Many,
        expires_at: None,
    };
    store.create_link(country.operation.id, &link, "a-key-of-this-test", "test").await.unwrap();
    for number in 1..=9 {
        let delivery = Delivery::of(&colline(number).xml(&country.form)).unversioned();
        let (mut head, body) = delivery.request("/api/v1/fill/a-key-of-this-test/submission").into_parts();
        head.headers.insert("x-inzira", "1".parse().unwrap());
        let sent = country.site.answer(axum::http::Request::from_parts(head, body)).await;
        assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text);
    }
    check(&country).await;
    let (records, _) = store.records(&all_of(&country), 100).await.unwrap();
    for record in records {
        assert!(!has(&country, record.id, "enumerator_too_many").await, "many share a link");
    }
    let mut of_phone = Vec::new();
    for number in 10..=18 {
        let name = COLLINES[number as usize - 10];
        let elsewhere = Assessment { commune: "BDI012001", colline: name, ..Assessment::new(number) };
        of_phone.push(country.receive(&elsewhere).await);
    }
    check(&country).await;
    for record in of_phone {
        assert!(has(&country, record, "enumerator_too_many").await);
    }
}

fn all_of(country: &Country) -> store::RecordFilter {
    store::RecordFilter { exercise_ids: vec![country.exercise.id], ..store::RecordFilter::default() }
}

async fn updates_of_an_event_are_held_against_each_other_over_all_rounds(country: Country) {
    let app = &country.site.app;
    let exercise = app.store.exercise(country.operation.id, "emergency_event").await.unwrap().unwrap();
    let form = app.forms.newest(&app.store, &exercise).await.unwrap().unwrap();
    open_round(&country.site, &exercise, 1, true).await;
    open_round(&country.site, &exercise, 2, true).await;
    let update = async |id: &str, number: i64, commune: &str, day: &str| {
        let text = |text: &str| Answer::from(vocab::Value::Text(text.to_owned()));
        let answers = [
            ("event_code", text("BDI-2026-014")),
            ("update_number", vocab::Value::Integer(number).into()),
            ("reporting_date", vocab::Value::Date(day.parse().unwrap()).into()),
            ("admin1", text("BDI012")),
            ("admin2", text(commune)),
            ("displaced_individuals", vocab::Value::Integer(100 + number).into()),
        ];
        let answers = answers.map(|(name, answer)| (name.to_owned(), answer)).into_iter().collect();
        let sent = country.send(&Delivery::of(&write_instance(&form, &answers, &Instance::new(id)))).await;
        assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text);
        let submission = app.store.submission(country.operation.id, id).await.unwrap().unwrap();
        app.store.record_of_submission(submission.id).await.unwrap().unwrap().id
    };
    let first = update("uuid:one", 1, "BDI012004", "2026-01-05").await;
    let elsewhere = update("uuid:elsewhere", 1, "BDI012001", "2026-01-05").await;
    let third = update("uuid:three", 3, "BDI012004", "2026-02-05").await;
    assert!(has(&country, third, "update_missing").await, "the second has not come");
    assert!(!has(&country, elsewhere, "update_repeated").await, "another commune numbers its own");
    let again = update("uuid:again", 1, "BDI012004", "2026-02-06").await;
    assert!(has(&country, again, "update_repeated").await, "the first came in the round before");
    let second = update("uuid:two", 2, "BDI012004", "2026-02-07").await;
    app.checking.settle().await;
    assert!(!has(&country, third, "update_missing").await, "now it has");
    assert!(!has(&country, second, "update_repeated").await);
    app.checking.catch_up(app).await.unwrap();
    app.checking.settle().await;
    assert!(has(&country, first, "update_repeated").await);
}

async fn a_round_that_is_closed_keeps_its_flags(country: Country) {
    let store = &country.site.app.store;
    let xml = with_log(&Assessment::new(1).xml(&country.form));
    assert_eq!(country.send(&Delivery::of(&xml)).await.status, StatusCode::CREATED);
    let submission = store.submission(country.operation.id, &Assessment::new(1).instance_id()).await.unwrap().unwrap();
    let record = store.record_of_submission(submission.id).await.unwrap().unwrap().id;
    country.approve(record).await;
    country.site.app.checking.settle().await;
    let before = flags(&country, record).await;
    for to in [RoundStage::Review, RoundStage::Closed] {
        store.move_round(&country.exercise, country.round.id, to, None, "test").await.unwrap();
    }
    let refused = country.reviewer().await.post(&format!("{ROUND}/check"), json!({})).await;
    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::CONFLICT, "round.settled"));
    let late = Delivery::of(&xml).part("audit.csv", "audit.csv", "text/csv", regular_log().as_bytes());
    assert_eq!(country.send(&late).await.status, StatusCode::CREATED, "no phone is refused for it");
    country.site.app.checking.settle().await;
    assert_eq!(flags(&country, record).await, before);
    let raised = server::checking::check_record(&country.site.app, record).await.unwrap();
    assert_eq!(raised, server::checking::Renewed::default());
}

async fn places_without_a_record_any_more_are_listed_at_the_round(country: Country) {
    let second = open_round(&country.site, &country.exercise, 2, true).await;
    country.receive(&colline(1)).await;
    let gone = country.receive(&colline(2)).await;
    country.receive(&Assessment { day: "2026-02-10", number: 3, ..colline(1) }).await;
    let path = format!("/api/v1/operations/burundi/exercises/baseline_subarea/rounds/{}/gone", second.number);
    let listed = country.viewer().await.get(&path).await.json();
    let place = |pcode: &str, name: &str| json!({"pcode": pcode, "name": name});
    let places = json!([place("BDI", "Burundi"), place("BDI012", "Muyinga"), place("BDI012004", "Gasorwe")]);
    assert_eq!(listed, json!({"places": [{"name": "Mugano", "places": places, "record": gone}]}));
    let first = country.viewer().await.get(&format!("{ROUND}/gone")).await.json();
    assert_eq!(first, json!({"places": []}), "nothing was before the first round");
}

async fn a_check_that_is_added_to_a_pack_raises_its_flag(mut country: Country) {
    let record = country.receive(&Assessment::new(1)).await;
    assert!(!has(&country, record, "exactly_five_hundred").await);
    let mut packs = packs::builtin();
    let files = &mut packs.get_mut("mobility-tracking").unwrap().0;
    let texts = |what: &str| format!("[{what}]\nen = \"a\"\nfr = \"b\"\nrn = \"c\"\n");
    let new = format!(
        "code = \"exactly_five_hundred\"\nseverity = \"note\"\nflag_when = \"idp_individuals == 500\"\n{}",
        ["name", "message", "why", "what_to_do"].map(texts).concat()
    );
    files.insert("checks/exactly_five_hundred.toml".to_owned(), Cow::Owned(new.into_bytes()));
    let manifest = String::from_utf8(files["pack.toml"].to_vec()).unwrap();
    let manifest = manifest.replacen("checks = [", "checks = [\"exactly_five_hundred\", ", 1);
    files.insert("pack.toml".to_owned(), Cow::Owned(manifest.into_bytes()));
    let with_pack = packs.into_iter().filter(|(_, files)| files.0.contains_key("pack.toml"));
    let store = country.site.app.store.clone();
    country.site.reopen_with(store, Programme::read(with_pack).unwrap());
    country.site.app.checking.catch_up(&country.site.app.clone()).await.unwrap();
    country.site.app.checking.settle().await;
    assert!(has(&country, record, "exactly_five_hundred").await);
}
