//! A country operation ready to collect: boundaries, pack, an open round, people and a phone.

use super::{assessment::Assessment, delivery::Delivery};
use crate::{
    own_database::OwnDatabase,
    site::{Answer, Browser, Site},
};
use axum::http::StatusCode;
use forms::Form;
use serde_json::{Value, json};
use server::{Settings, install, programme::Programme, territory};
use std::sync::Arc;
use store::{Exercise, NewOperation, NewRound, Operation, Role, Round};
use vocab::{Period, RoundNumber, RoundStage, Text};

/// Most bytes of a submission here, so that one too many is quickly made.
pub const LARGEST_SUBMISSION: usize = 300_000;

pub const BASELINE: &str = "baseline_subarea";

/// Burundi with its boundaries of 2017.
pub struct Country {
    pub site: Site,
    pub operation: Operation,
    pub exercise: Exercise,
    pub round: Round,
    pub form: Arc<Form>,
    /// Path of a phone's server address.
    pub phone: String,
}

impl Country {
    pub async fn begin(database: Option<OwnDatabase>) -> Self {
        let settings = Settings { largest_submission: LARGEST_SUBMISSION, ..Settings::default() };
        let site = Site::on(database, Programme::builtin().unwrap(), settings).await;
        let operation = equip(&site, "burundi", "BDI", "Burundi", ("places-burundi", "2017/")).await;
        let exercise = site.app.store.exercise(operation.id, BASELINE).await.unwrap().unwrap();
        let form = site.app.forms.newest(&site.app.store, &exercise).await.unwrap().unwrap();
        for (email, role) in [("vera", Role::Viewer), ("rita", Role::Reviewer), ("mark", Role::Manager)] {
            site.person(&format!("{email}@example.org"), &[(&operation, role)]).await;
        }
        let mark = site.logged_in("mark@example.org").await;
        let made = mark.post("/api/v1/operations/burundi/devices", json!({"name": "Tablet 7"})).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
        let phone = made.json()["server_url"].as_str().unwrap().replace("http://dtm.example.org", "");
        let round = open_round(&site, &exercise, 1, true).await;
        Self { site, operation, exercise, round, form, phone }
    }

    pub async fn viewer(&self) -> Browser<'_> {
        self.site.logged_in("vera@example.org").await
    }

    pub async fn reviewer(&self) -> Browser<'_> {
        self.site.logged_in("rita@example.org").await
    }

    pub async fn manager(&self) -> Browser<'_> {
        self.site.logged_in("mark@example.org").await
    }

    /// A client that speaks OpenRosa.
    pub fn collect(&self) -> Browser<'_> {
        let mut client = self.site.browser();
        client.headers = vec![("x-openrosa-version", "1.0".to_owned())];
        client
    }

    /// What the phone gets at a path below its server address.
    pub async fn get(&self, path: &str) -> Answer {
        self.collect().get(&format!("{}{path}", self.phone)).await
    }

    pub async fn send(&self, delivery: &Delivery) -> Answer {
        self.site.answer(delivery.request(&format!("{}/submission?deviceID=collect%3A8hT2", self.phone))).await
    }

    /// Sends an assessment and gives the row of its record.
    pub async fn receive(&self, assessment: &Assessment) -> i64 {
        let sent = self.send(&Delivery::of(&assessment.xml(&self.form))).await;
        assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text);
        let store = &self.site.app.store;
        let submission = store.submission(self.operation.id, &assessment.instance_id()).await.unwrap().unwrap();
        store.record_of_submission(submission.id).await.unwrap().unwrap().id
    }

    /// Decides as the reviewer about the record as it stands, and waits for the figures.
    pub async fn decide(&self, record: i64, decision: &str, reason: Option<&str>) -> Answer {
        let version = self.site.app.store.record(record).await.unwrap().unwrap().version;
        let body = json!({"decision": decision, "reason": reason, "version": version});
        let answer = self.reviewer().await.post(&format!("/api/v1/records/{record}/decision"), body).await;
        self.site.app.figures.settle().await;
        answer
    }

    pub async fn approve(&self, record: i64) {
        let answer = self.decide(record, "approve", None).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    }

    /// The text of the public figures of the baseline.
    pub async fn figures_text(&self, query: &str) -> String {
        let path = format!("/api/v1/public/operations/burundi/exercises/{BASELINE}/figures?{query}");
        let answer = self.site.browser().get(&path).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.text
    }

    pub async fn figures(&self, query: &str) -> Vec<Value> {
        let whole: Value = serde_json::from_str(&self.figures_text(query).await).unwrap();
        whole["figures"].as_array().unwrap().clone()
    }

    /// The one public figure of all displaced people of a place in round 1.
    pub async fn displaced(&self, place: &str) -> Value {
        let query = format!("round=1&indicator=idps_individuals&disaggregation=total&place={place}");
        let mut figures = self.figures(&query).await;
        assert_eq!(figures.len(), 1, "{figures:?}");
        figures.remove(0)
    }
}

/// Gives an operation boundaries of a pack and the mobility-tracking pack.
pub async fn equip(site: &Site, code: &str, pcode: &str, name: &str, (pack, folder): (&str, &str)) -> Operation {
    let store = &site.app.store;
    let packs = packs::builtin();
    let files = &packs[pack].0;
    let bytes = |name: &str| files.get(&format!("{folder}{name}")).map(|bytes| bytes.to_vec());
    let description = String::from_utf8(bytes(places::DESCRIPTION_FILE).unwrap()).unwrap();
    let load = |name: &str| bytes(name).ok_or_else(|| format!("{name} is not there"));
    let found = places::read_version_folder(&description, load).unwrap();
    let version = territory::keep_boundaries(store, &found.boundaries, "test").await.unwrap();
    let new = NewOperation {
        code: code.to_owned(),
        name: Text::new(name),
        admin0_pcode: pcode.to_owned(),
        admin0_name: name.to_owned(),
        demonstration: false,
        boundary_version_id: Some(version),
    };
    let operation = store.save_operation(&new, "test").await.unwrap();
    install::install(&site.app, &operation, "mobility-tracking", "test").await.unwrap();
    operation
}

/// Round 1 is the first three weeks of January 2026, round 2 those of February, and so on.
pub async fn open_round(site: &Site, exercise: &Exercise, number: u32, open: bool) -> Round {
    let day = |day: u32| format!("2026-{number:02}-{day:02}").parse().unwrap();
    let new = NewRound {
        number: RoundNumber(number),
        period: Period::new(day(1), day(21)).unwrap(),
        demonstration: false,
        note: Text::new("A test"),
        stage: if open { RoundStage::Collecting } else { RoundStage::Closed },
        form_version_id: None,
    };
    site.app.store.save_round(exercise, &new, "test").await.unwrap()
}
