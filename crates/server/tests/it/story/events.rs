//! Emergency event tracking: numbered updates beside the stock, until a round counts the same people.

use super::{
    assessment::Assessment,
    country::{Country, open_round},
    delivery::Delivery,
};
use axum::http::StatusCode;
use collect::{Instance, write_instance};
use futures::StreamExt;
use serde_json::{Value, json};
use std::sync::Arc;
use vocab::{Answer, Value as Given};

on_both_stores! {
    the_latest_approved_update_of_a_place_is_shown_beside_the_stock_and_never_in_it
    a_round_that_counts_the_place_absorbs_the_event_which_stays_readable
    an_event_of_a_commune_waits_until_all_its_collines_are_counted_after_it
    an_event_is_closed_by_an_update_and_contradictions_are_told
    what_is_not_known_of_a_place_or_a_round_absorbs_nothing
    events_stay_in_memory_until_what_they_are_worked_out_from_changes
    series_of_different_kinds_are_not_added_up
    small_numbers_of_an_event_are_withheld
}

const PUBLIC: &str = "/api/v1/public/operations/burundi";

const ROUNDS: &str = "/api/v1/operations/burundi/exercises/baseline_subarea/rounds";

/// Closes a round, with whatever waits left out.
async fn settle(country: &Country, round: u32) {
    let manager = country.manager().await;
    for stage in ["review", "closed"] {
        let body = json!({"to": stage, "reason": "What waits came too late"});
        let moved = manager.post(&format!("{ROUNDS}/{round}/stage"), body).await;
        let already = stage == "review" && moved.status != StatusCode::OK && moved.code() == "round.already_so";
        assert!(moved.status == StatusCode::OK || already, "{}", moved.text);
    }
    country.site.app.figures.settle().await;
}

struct Update {
    number: i64,
    commune: &'static str,
    day: &'static str,
    people: i64,
    more: Vec<(&'static str, Answer)>,
}

impl Update {
    /// Of a flood in Gasorwe.
    fn new(number: i64, day: &'static str, people: i64) -> Self {
        Self { number, commune: "BDI012004", day, people, more: Vec::new() }
    }

    fn with(mut self, question: &'static str, answer: &str) -> Self {
        self.more.push((question, Given::Choice(answer.to_owned()).into()));
        self
    }

    async fn send(self, country: &Country) -> i64 {
        let app = &country.site.app;
        let exercise = app.store.exercise(country.operation.id, "emergency_event").await.unwrap().unwrap();
        let form = app.forms.newest(&app.store, &exercise).await.unwrap().unwrap();
        let id = format!("uuid:{}-{}-{}", self.commune, self.number, self.day);
        let choice = |name: &str| Answer::from(Given::Choice(name.to_owned()));
        let day = |day: &str| Answer::from(Given::Date(day.parse().unwrap()));
        let mut answers = vec![
            ("event_code", Given::Text("BDI-2026-014".to_owned()).into()),
            ("update_number", Given::Integer(self.number).into()),
            ("reporting_date", day(self.day)),
            ("event_trigger", choice("flood")),
            ("event_date", day("2026-01-03")),
            ("event_source", choice("telephone")),
            ("admin1", choice("BDI012")),
            ("admin2", choice(self.commune)),
            ("displaced_households", Given::Integer(self.people / 5).into()),
            ("displaced_individuals", Given::Integer(self.people).into()),
        ];
        answers.extend(self.more);
        let answers = answers.into_iter().map(|(name, answer)| (name.to_owned(), answer)).collect();
        let sent = country.send(&Delivery::of(&write_instance(&form, &answers, &Instance::new(&id)))).await;
        assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text);
        let submission = app.store.submission(country.operation.id, &id).await.unwrap().unwrap();
        app.store.record_of_submission(submission.id).await.unwrap().unwrap().id
    }
}

async fn public(country: &Country) -> Value {
    let answer = country.site.browser().get(&format!("{PUBLIC}/events")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.json()
}

async fn staff(country: &Country) -> Value {
    let answer = country.viewer().await.get("/api/v1/operations/burundi/events").await.json();
    answer["exercises"][0]["events"][0].clone()
}

async fn the_latest_approved_update_of_a_place_is_shown_beside_the_stock_and_never_in_it(country: Country) {
    let counted = country.receive(&Assessment::new(1)).await;
    country.approve(counted).await;
    let stock = country.displaced("BDI012").await["value"].clone();
    let first = Update::new(1, "2026-01-20", 300).send(&country).await;
    assert_eq!(public(&country).await["overlay"], json!([]), "nobody stands by it yet");
    assert_eq!(staff(&country).await["state"], "unconfirmed");

    let stream = axum::http::Request::get("/api/v1/public/live").body(axum::body::Body::empty()).unwrap();
    let mut stream = country.site.response(stream).await.into_body().into_data_stream();
    country.approve(first).await;
    let heard = stream.next().await.unwrap().unwrap();
    let heard = String::from_utf8_lossy(&heard);
    assert!(heard.contains("emergency_event"), "dashboards hear of it: {heard}");

    let second = Update::new(2, "2026-01-22", 450).send(&country).await;
    let elsewhere = Update { commune: "BDI012001", ..Update::new(1, "2026-01-22", 40) }.send(&country).await;
    assert_eq!(public(&country).await["overlay"][0]["individuals"], 300, "what waits counts for nothing");
    country.approve(second).await;
    country.approve(elsewhere).await;
    let shown = public(&country).await;
    let part = |place: &str| {
        let all = shown["overlay"].as_array().unwrap();
        all.iter().find(|part| part["place"] == place).unwrap_or_else(|| panic!("{place} in {shown}")).clone()
    };
    let gasorwe = part("BDI012004");
    assert_eq!(
        (&gasorwe["individuals"], &gasorwe["update"], &gasorwe["as_of"]),
        (&json!(450), &json!(2), &json!("2026-01-22"))
    );
    assert_eq!((&gasorwe["event"], &gasorwe["place_name"]), (&json!("BDI-2026-014"), &json!("Gasorwe")));
    assert_eq!(gasorwe["trigger_words"]["fr"], "Inondation");
    assert_eq!(gasorwe["source_words"]["en"], "Informants by telephone");
    assert_eq!(shown["overlay"].as_array().unwrap().len(), 2);
    let event = staff(&country).await;
    assert_eq!((&event["state"], &event["individuals"]), (&json!("open"), &json!(490)), "the latest of each place");
    assert_eq!(country.displaced("BDI012").await["value"], stock, "the stock knows nothing of it");
    country.decide(second, "reject", Some("Not confirmed")).await;
    assert_eq!(public(&country).await["overlay"].to_string().matches("300").count(), 1, "the first counts again");
}

async fn a_round_that_counts_the_place_absorbs_the_event_which_stays_readable(country: Country) {
    let update = Update::new(1, "2026-01-20", 300).send(&country).await;
    country.approve(update).await;
    open_round(&country.site, &country.exercise, 2, true).await;
    let before = country.receive(&Assessment::new(1)).await;
    country.approve(before).await;
    assert_eq!(
        public(&country).await["overlay"].as_array().unwrap().len(),
        1,
        "round 1 counted on the 12th, before it"
    );
    let elsewhere = Assessment { day: "2026-02-10", commune: "BDI012001", ..Assessment::new(2) };
    let elsewhere = country.receive(&elsewhere).await;
    country.approve(elsewhere).await;
    assert_eq!(public(&country).await["overlay"].as_array().unwrap().len(), 1, "round 2 did not count the commune");
    let after = country.receive(&Assessment { day: "2026-02-10", ..Assessment::new(3) }).await;
    assert_eq!(public(&country).await["overlay"].as_array().unwrap().len(), 1, "what waits counts nobody");
    country.approve(after).await;
    let part = public(&country).await["overlay"][0].clone();
    assert_eq!(part["partly_counted_by_round"], 2, "nobody knows yet whether round 2 counts all of it");
    settle(&country, 2).await;
    let shown = public(&country).await;
    assert_eq!(shown["overlay"], json!([]));
    let absorbed = &shown["absorbed"][0];
    assert_eq!((&absorbed["event"], &absorbed["absorbed_by_round"]), (&json!("BDI-2026-014"), &json!(2)));
    let event = staff(&country).await;
    assert_eq!((&event["state"], &event["round"]), (&json!("absorbed"), &json!(2)));
    let more = Update::new(2, "2026-02-15", 360).send(&country).await;
    country.approve(more).await;
    let part = public(&country).await["overlay"][0].clone();
    assert_eq!(
        (&part["individuals"], &part["beyond"], &part["absorbed_by_round"]),
        (&json!(360), &json!(60), &json!(2))
    );
}

async fn an_event_of_a_commune_waits_until_all_its_collines_are_counted_after_it(country: Country) {
    let colline = async |number: u32, day: &'static str, colline: &'static str| {
        let record = country.receive(&Assessment { day, colline, ..Assessment::new(number) }).await;
        country.approve(record).await;
    };
    let gasorwe = async || {
        let shown = public(&country).await;
        let part = shown["overlay"][0].clone();
        (shown["absorbed"].clone(), part["individuals"].clone(), part["partly_counted_by_round"].clone())
    };
    let open = |partly: Value| (json!([]), json!(300), partly);
    let update = Update::new(1, "2026-01-20", 300).send(&country).await;
    country.approve(update).await;

    // Kiremba was counted before the flood and Mugano after it: the people may have been in Kiremba.
    colline(1, "2026-01-12", "Kiremba").await;
    assert_eq!(gasorwe().await, open(Value::Null), "round 1 was there before it");
    colline(2, "2026-01-21", "Mugano").await;
    settle(&country, 1).await;
    assert_eq!(gasorwe().await, open(json!(1)));
    assert_eq!(staff(&country).await["areas"][0]["partly_counted_by"], 1);

    // Round 2 has been to Mugano only, and says nothing of Kiremba.
    open_round(&country.site, &country.exercise, 2, true).await;
    colline(3, "2026-02-10", "Mugano").await;
    settle(&country, 2).await;
    assert_eq!(gasorwe().await, open(json!(2)));

    // Round 3 has been to both; what nobody has decided about is not counted, nor is what could not be reached.
    open_round(&country.site, &country.exercise, 3, true).await;
    colline(4, "2026-03-10", "Mugano").await;
    colline(5, "2026-03-10", "Kiremba").await;
    let third = country.receive(&Assessment { day: "2026-03-11", colline: "Rugari", ..Assessment::new(6) }).await;
    settle(&country, 3).await;
    assert_eq!(gasorwe().await, open(json!(3)));
    let revise = json!({"reason": "Rugari had been left out"});
    let manager = country.manager().await;
    let begun = manager.post(&format!("{ROUNDS}/3/revisions"), revise).await;
    assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.text);
    country.approve(third).await;
    settle(&country, 3).await;
    let shown = public(&country).await;
    assert_eq!((&shown["overlay"], &shown["absorbed"][0]["absorbed_by_round"]), (&json!([]), &json!(3)));
    assert_eq!(shown["recipe"], "event-overlay/2");
}

async fn an_event_is_closed_by_an_update_and_contradictions_are_told(country: Country) {
    let first = Update::new(1, "2026-01-05", 300).send(&country).await;
    country.approve(first).await;
    let twice = Update::new(1, "2026-01-06", 310).send(&country).await;
    country.approve(twice).await;
    assert_eq!(staff(&country).await["areas"][0]["state"], "contradictory");
    assert_eq!(public(&country).await["overlay"], json!([]), "nothing is shown that contradicts itself");
    country.decide(twice, "reject", Some("The first again")).await;
    assert_eq!(staff(&country).await["areas"][0]["state"], "open");
    let end = Update::new(2, "2026-01-08", 0).with("event_closed", "yes").with("closed_because", "returned");
    let end = end.send(&country).await;
    country.approve(end).await;
    let event = staff(&country).await;
    assert_eq!((&event["state"], &event["areas"][0]["because"]), (&json!("closed"), &json!("returned")));
    assert_eq!(public(&country).await["overlay"], json!([]));
}

async fn what_is_not_known_of_a_place_or_a_round_absorbs_nothing(country: Country) {
    // A commune that the boundaries do not have is first, and decides nothing about the others.
    let unknown = Update { commune: "BDI999999", ..Update::new(1, "2026-01-05", 50) }.send(&country).await;
    let flood = Update::new(1, "2026-01-06", 300).send(&country).await;
    for update in [unknown, flood] {
        country.approve(update).await;
    }
    let counted = country.receive(&Assessment::new(1)).await;
    country.approve(counted).await;
    settle(&country, 1).await;
    let shown = public(&country).await;
    assert_eq!(
        (&shown["absorbed"][0]["place"], &shown["absorbed"][0]["absorbed_by_round"]),
        (&json!("BDI012004"), &json!(1))
    );
    assert_eq!(shown["overlay"][0]["place"], "BDI999999");
    let said = [("absorbed_by_round", Given::Integer(99).into())];
    let end = Update::new(2, "2026-01-08", 0).with("event_closed", "yes").with("closed_because", "in_baseline");
    let end = Update {
        more: end.more.into_iter().chain(said).collect(),
        commune: "BDI999999",
        ..Update::new(2, "2026-01-08", 0)
    };
    let end = end.send(&country).await;
    country.approve(end).await;
    let areas = staff(&country).await["areas"].clone();
    let unknown = areas.as_array().unwrap().iter().find(|area| area["place"] == "BDI999999").unwrap().clone();
    assert_eq!(unknown["state"], "closed", "there is no round 99 that could have counted them");
}

async fn events_stay_in_memory_until_what_they_are_worked_out_from_changes(country: Country) {
    let update = Update::new(1, "2026-01-20", 300).send(&country).await;
    country.approve(update).await;
    let app = &country.site.app;
    let read = async || server::events::tracked(app, &country.operation).await.unwrap();
    let before = read().await;
    let together = futures::future::join_all((0..8).map(|_| read())).await;
    assert!(together.iter().all(|one| Arc::ptr_eq(one, &before)), "worked out once");
    staff(&country).await;
    app.store.audit(&[store::Deed::new("somebody", "form.opened", "form:x")]).await.unwrap();
    assert!(Arc::ptr_eq(&read().await, &before), "who reads what is in the log, and changes nothing");

    let counted = country.receive(&Assessment { day: "2026-01-21", ..Assessment::new(1) }).await;
    country.approve(counted).await;
    let partly = read().await;
    assert_eq!(partly[0].events[0].areas[0].partly_counted_by, Some(1), "a round that is still open");
    settle(&country, 1).await;
    let absorbed = read().await;
    assert_eq!(absorbed[0].events[0].areas[0].absorbed_by_round, Some(1));
    let more = Update::new(2, "2026-01-22", 340).send(&country).await;
    assert_eq!(read().await[0].events[0].areas[0].updates.len(), 2, "what arrived is listed");
    country.approve(more).await;
    assert_eq!(read().await[0].events[0].areas[0].beyond, Some(40));
    let many: Vec<_> = (0..8).map(|_| read()).collect();
    let together = futures::future::join_all(many).await;
    assert!(together.windows(2).all(|pair| Arc::ptr_eq(&pair[0], &pair[1])));
}

async fn series_of_different_kinds_are_not_added_up(country: Country) {
    let (one, two) = (Assessment::new(1), Assessment { commune: "BDI012001", ..Assessment::new(2) });
    for assessment in [one, two] {
        let record = country.receive(&assessment).await;
        country.approve(record).await;
    }
    let update = Update::new(1, "2026-01-20", 300).send(&country).await;
    country.approve(update).await;
    let figure = |place: &str| format!("figure=burundi/baseline_subarea/1/idps_individuals/{place}");
    let sum = async |query: String| country.site.browser().get(&format!("{PUBLIC}/sum?{query}")).await;
    let both = sum(format!("{}&{}", figure("BDI012004"), figure("BDI012001"))).await;
    assert_eq!((&both.json()["value"], &both.json()["series"]), (&json!(1000), &json!("stock")), "{}", both.text);
    let mixed = sum(format!("{}&event=BDI-2026-014/BDI012004", figure("BDI012004"))).await;
    assert_eq!((mixed.status, mixed.code().as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "estimate.kinds_differ"));
    let message = mixed.json()["error"]["message"].as_str().unwrap().to_owned();
    assert!(message.contains("the same people may be in both"), "{message}");
    let nested = sum(format!("{}&{}", figure("BDI012"), figure("BDI012004"))).await;
    assert_eq!(nested.code(), "estimate.whole_and_parts", "a commune lies in its province");
    let twice = sum(format!("{}&{}", figure("BDI012004"), figure("BDI012004"))).await;
    assert_eq!(twice.code(), "estimate.counted_twice");
    let new = figure("BDI012001").replace("idps_individuals", "new_idps_individuals");
    let part = sum(format!("{}&{new}", figure("BDI012004"))).await;
    assert_eq!(part.code(), "estimate.kinds_differ", "those who came since are a flow: {}", part.text);
    let units = figure("BDI012001").replace("idps_individuals", "idps_households");
    assert_eq!(sum(format!("{}&{units}", figure("BDI012004"))).await.code(), "estimate.units_differ");
}

async fn small_numbers_of_an_event_are_withheld(country: Country) {
    let update = Update::new(1, "2026-01-20", 15).send(&country).await;
    country.approve(update).await;
    let part = public(&country).await["overlay"][0].clone();
    assert_eq!((&part["individuals"], &part["households"]), (&Value::Null, &Value::Null));
    assert_eq!(part["missing"], "withheld");
    assert_eq!(staff(&country).await["individuals"], 15);
}
