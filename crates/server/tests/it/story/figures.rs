//! From an approved record to a public figure, what it stands on, and back again.

use super::{assessment::Assessment, country::Country};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use futures::StreamExt;
use serde_json::{Value, json};
use server::programme::Programme;
use std::{sync::Arc, time::Duration};
use vocab::SystemRandomness;

on_both_stores! {
    an_approval_is_seen_at_once_in_the_figure_the_stream_and_the_dtm_api
    small_counts_of_one_place_are_withheld_wherever_they_could_be_found
    a_figure_is_explained_to_anybody_and_its_records_named_to_those_with_a_role
    computing_again_gives_the_same_bytes
    a_figure_nobody_knows_is_answered_like_any_other_problem
}

/// An open dashboard: it hears of figures that change.
struct Dashboard(axum::body::BodyDataStream, String);

impl Dashboard {
    async fn open(country: &Country) -> Self {
        let request = Request::get("/api/v1/public/live").body(Body::empty()).unwrap();
        let response = country.site.response(request).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/event-stream");
        Self(response.into_body().into_data_stream(), String::new())
    }

    /// The data of the next event. A minute is far longer than it takes; it keeps a failing test from hanging.
    async fn hears(&mut self) -> Value {
        loop {
            if let Some((event, rest)) = self.1.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.1 = rest;
                if let Some(data) = event.lines().find_map(|line| line.strip_prefix("data:")) {
                    assert!(event.contains("event: figures"), "{event}");
                    return serde_json::from_str(data).unwrap();
                }
                continue;
            }
            let more = tokio::time::timeout(Duration::from_secs(60), self.0.next()).await;
            let bytes = more.expect("an event").expect("the stream goes on").unwrap();
            self.1.push_str(std::str::from_utf8(&bytes).unwrap());
        }
    }
}

async fn dtm(country: &Country, level: u8) -> Vec<Value> {
    let path = format!("/v3/displacement/admin{level}?Admin0Pcode=BDI&FromRoundNumber=1&ToRoundNumber=1");
    let answer = country.site.browser().get(&path).await;
    assert_eq!((answer.status, &answer.json()["isSuccess"]), (StatusCode::OK, &json!(true)), "{}", answer.text);
    answer.json()["result"].as_array().unwrap().clone()
}

async fn an_approval_is_seen_at_once_in_the_figure_the_stream_and_the_dtm_api(country: Country) {
    let mut dashboard = Dashboard::open(&country).await;
    let before = country.displaced("BDI012004").await;
    assert_eq!((&before["value"], &before["missing"]), (&Value::Null, &json!("not_assessed")), "not zero");
    assert_eq!(dtm(&country, 2).await, Vec::<Value>::new());

    let gasorwe = country.receive(&Assessment::new(1)).await;
    let muyinga = country.receive(&Assessment { commune: "BDI012006", ..Assessment::new(2) }).await;
    country.site.app.figures.settle().await;
    assert_eq!(country.displaced("BDI012004").await, before, "what nobody stands by does not count");

    country.approve(gasorwe).await;
    let heard = dashboard.hears().await;
    assert_eq!(
        (&heard["operation"], &heard["exercise"], &heard["round"]),
        (&json!("burundi"), &json!("baseline_subarea"), &json!(1))
    );
    let figure = country.displaced("BDI012004").await;
    assert_eq!((&figure["value"], &figure["missing"], &figure["records"]), (&json!(500.0), &Value::Null, &json!(1)));
    assert_eq!(figure["snapshot"], heard["snapshot"]);
    assert_eq!(figure["coverage"], json!({"assessed": 1, "expected": 1, "level": 2}));
    assert_eq!((&figure["place_name"], &figure["parent"]), (&json!("Gasorwe"), &json!("BDI012")));
    let never_visited = country.displaced("BDI012007").await;
    assert_eq!((&never_visited["value"], &never_visited["missing"]), (&Value::Null, &json!("not_assessed")));

    country.approve(muyinga).await;
    dashboard.hears().await;
    for place in ["BDI012", "BDI"] {
        assert_eq!(country.displaced(place).await["value"], 1_000.0, "{place}");
    }
    assert_eq!(country.displaced("BDI").await["coverage"], json!({"assessed": 2, "expected": 119, "level": 2}));
    let rows = dtm(&country, 2).await;
    let gasorwe_row = rows.iter().find(|row| row["admin2Pcode"] == "BDI012004").unwrap_or_else(|| panic!("{rows:?}"));
    assert_eq!(
        (&gasorwe_row["numPresentIdpInd"], &gasorwe_row["roundNumber"], &gasorwe_row["admin1Name"]),
        (&json!(500), &json!(1), &json!("Muyinga"))
    );
    assert!(!rows.iter().any(|row| row["admin2Pcode"] == "BDI012007"), "no row for what was not assessed");
    assert_eq!(dtm(&country, 1).await.len(), 1);

    let refused = country.decide(gasorwe, "reject", None).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    assert_eq!(country.decide(gasorwe, "reject", Some("Counted twice")).await.status, StatusCode::OK);
    assert_eq!(dashboard.hears().await["round"], 1);
    let after = country.displaced("BDI012004").await;
    assert_eq!((&after["value"], &after["missing"]), (&Value::Null, &json!("not_assessed")));
    assert_eq!(country.displaced("BDI").await["value"], 500.0);
    assert!(!dtm(&country, 2).await.iter().any(|row| row["admin2Pcode"] == "BDI012004"));
}

async fn small_counts_of_one_place_are_withheld_wherever_they_could_be_found(country: Country) {
    // Two people in one cell; elsewhere in the province every cell is large.
    let small = Assessment { female: [2, 50, 50, 50, 50], ..Assessment::new(1) };
    for (number, commune) in [(2, "BDI012006"), (3, "BDI012001")] {
        let id = country.receive(&Assessment { commune, ..Assessment::new(number) }).await;
        country.approve(id).await;
    }
    let table = async |place: &str| {
        let query = format!("round=1&indicator=idps_individuals&disaggregation=sex_age&place={place}");
        let figures = country.figures(&query).await;
        assert_eq!(figures.len(), 10, "{place}");
        figures.into_iter().map(|figure| (figure["value"].clone(), figure["missing"].clone())).collect::<Vec<_>>()
    };
    let (shown, withheld) = ((json!(50.0), Value::Null), (Value::Null, json!("withheld")));
    assert!(table("BDI012006").await.iter().all(|cell| *cell == shown));
    let id = country.receive(&small).await;
    country.approve(id).await;
    assert!(table("BDI012004").await.iter().all(|cell| *cell == withheld), "{:?}", table("BDI012004").await);
    assert_eq!(country.displaced("BDI012004").await["value"], 452.0, "the total points at nobody");
    // The province less the two others would tell: so one of the three is withheld too.
    let mut others = Vec::new();
    for place in ["BDI012", "BDI012006", "BDI012001"] {
        others.extend(table(place).await);
    }
    assert!(others.contains(&withheld), "{others:?}");
    let public = country.figures_text("round=1&disaggregation=sex_age").await;
    assert!(!public.contains("\"value\":2.0"), "nowhere");
    let product = "/api/v1/public/operations/burundi/exercises/baseline_subarea/rounds/1";
    for file in ["hxl.csv", "figures.csv", "admin2.geojson"] {
        let answer = country.site.browser().get(&format!("{product}/{file}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{file}: {}", answer.text);
        assert!(!answer.text.contains("Espérance"), "{file}");
    }
    let row = dtm(&country, 2).await.into_iter().find(|row| row["admin2Pcode"] == "BDI012004").unwrap();
    assert_eq!((&row["numberMales"], &row["numberFemales"]), (&Value::Null, &Value::Null), "{row}");
}

async fn a_figure_is_explained_to_anybody_and_its_records_named_to_those_with_a_role(country: Country) {
    let id = country.receive(&Assessment::new(1)).await;
    country.approve(id).await;
    let path = country.displaced("BDI012").await["path"].as_str().unwrap().to_owned();
    assert_eq!(path, "burundi/baseline_subarea/1/idps_individuals/BDI012");
    let address = format!("/api/v1/public/explain?figure={path}");
    let instance = Assessment::new(1).instance_id();
    country.site.person("chantal@example.org", &[(&country.site.chad, store::Role::Manager)]).await;
    for browser in [country.site.browser(), country.site.logged_in("chantal@example.org").await] {
        let public = browser.get(&address).await;
        assert_eq!(public.status, StatusCode::OK, "{}", public.text);
        assert_eq!(public.json()["contributing"], json!({"count": 1, "records_edited": 0, "values_edited": 0}));
        assert!(!public.text.contains(&instance) && !public.text.contains("Kiremba"), "{}", public.text);
    }
    let named = country.viewer().await.get(&address).await.json();
    let records = named["contributing"]["records"].as_array().unwrap();
    let [record] = &records[..] else { panic!("{named}") };
    let told: std::collections::BTreeSet<&str> = record.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(told.into_iter().collect::<Vec<_>>(), ["basis", "key", "source", "value"], "and nothing else of it");
    assert_eq!(record["key"], format!("submission/{instance}"));
    assert_eq!(record["source"], format!("submission {instance}, version 1"));
    assert_eq!(record["value"], 500.0);
    assert_eq!(named["figure"]["value"], 500.0);
    assert_eq!(named["snapshot"]["records"], 1);
    assert_eq!(named["snapshot"]["sha256"], named["figure"]["snapshot"]);
    let bytes = country.site.app.store.blobs().get(named["snapshot"]["sha256"].as_str().unwrap()).unwrap();
    assert!(bytes.is_some(), "the snapshot is kept under its hash");
    assert_eq!(named["indicator"]["expression"], "idp_triangulated");
    for text in [&named["indicator"]["method"], &named["indicator"]["name"], &named["recipe_note"]] {
        assert!(["en", "fr", "rn"].iter().all(|language| text[language].is_string()), "{text}");
    }
    let cell = format!("{address}/age_band=18-59/sex=female");
    assert_eq!(country.site.browser().get(&cell).await.json()["figure"]["value"], 50.0);
}

async fn computing_again_gives_the_same_bytes(country: Country) {
    for number in 1..=3 {
        let colline = ["Kiremba", "Mugano", "Rugari"][number as usize - 1];
        let id = country.receive(&Assessment { colline, ..Assessment::new(number) }).await;
        country.approve(id).await;
    }
    let (text, app) = (country.figures_text("").await, &country.site.app);
    let set = app.store.figure_set(country.round.id).await.unwrap().unwrap();
    app.figures.stale(country.round.id);
    app.figures.settle().await;
    assert_eq!(app.store.figure_set(country.round.id).await.unwrap().unwrap().snapshot, set.snapshot);
    assert_eq!(country.figures_text("").await, text);
    // Turned around and back: the same records, so the same snapshot.
    country.decide(1, "reject", Some("a mistake")).await;
    assert_ne!(country.figures_text("").await, text);
    country.decide(1, "approve", Some("no mistake")).await;
    assert_eq!(country.figures_text("").await, text);
    // A server started anew answers from what was kept.
    let (clock, settings) = (Arc::clone(&app.clock), (*app.settings).clone());
    let another =
        server::start(app.store.clone(), clock, Arc::new(SystemRandomness), Programme::builtin().unwrap(), settings);
    let path = "/api/v1/public/operations/burundi/exercises/baseline_subarea/figures";
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = tower::ServiceExt::oneshot(server::router(another), request).await.unwrap();
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    assert!(bytes == text.as_bytes(), "another server, another answer");
    // A client that holds the answer is not sent it again.
    let first = country.site.browser().get(path).await;
    let mut client = country.site.browser();
    client.headers.push(("if-none-match", first.headers[header::ETAG].to_str().unwrap().to_owned()));
    let again = client.get(path).await;
    assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
}

async fn a_figure_nobody_knows_is_answered_like_any_other_problem(country: Country) {
    let browser = country.site.browser();
    let figures = "/api/v1/public/operations/burundi/exercises/baseline_subarea/figures";
    let product = "/api/v1/public/operations/burundi/exercises/baseline_subarea/rounds";
    for (path, status, code) in [
        ("/api/v1/public/explain".to_owned(), 404, "figure.unknown"),
        (
            "/api/v1/public/explain?figure=burundi/baseline_subarea/1/idps_individuals/BDI999".to_owned(),
            404,
            "figure.unknown",
        ),
        ("/api/v1/public/explain?figure=a/b".to_owned(), 404, "figure.unknown"),
        ("/api/v1/public/operations/mali/exercises/x/figures".to_owned(), 404, "operation.unknown"),
        ("/api/v1/public/operations/burundi/exercises/x/figures".to_owned(), 404, "exercise.unknown"),
        ("/api/v1/public/operations/burundi/boundaries/9.geojson".to_owned(), 404, "level.unknown"),
        (format!("{figures}?round=x"), 422, "request.invalid_input"),
        (format!("{figures}?colour=red"), 422, "request.invalid_input"),
        (format!("{product}/9/hxl.csv"), 404, "round.unknown"),
        (format!("{product}/x/hxl.csv"), 404, "request.not_found"),
        (format!("{product}/1/virus.exe"), 404, "request.not_found"),
        (format!("{product}/1/admin9.geojson"), 404, "level.unknown"),
        ("/api/v1/nothing".to_owned(), 404, "request.not_found"),
    ] {
        let answer = browser.get(&path).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (status, code), "{path}");
    }
    assert!(country.figures("round=9").await.is_empty());
}
