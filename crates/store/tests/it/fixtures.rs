//! An operation with everything that submissions and records need.

use crate::databases::Ground;
use indexmap::IndexMap;
use serde_json::json;
use std::sync::Arc;
use store::{
    Exercise, FormFile, FormVersion, NewAttachment, NewFormVersion, NewOperation, NewRecord, NewRound, NewSubmission,
    Operation, Round, StoredArea,
};
use vocab::{
    AdminLevel, Answer, Language, Missing, Pcode, Period, Point, Record, RecordKey, RecordSource, RecordState,
    RoundNumber, RoundStage, Text, Value,
};

pub const ACTOR: &str = "user:ida@example.org";

/// Burundi with one exercise, two rounds and a published form.
pub struct World {
    pub operation: Operation,
    pub exercise: Exercise,
    pub rounds: Vec<Round>,
    pub form: FormVersion,
}

impl World {
    pub async fn build(ground: &Ground) -> Self {
        let store = &ground.store;
        let areas = [area("BDI", 0, "Burundi", None), area("BDI012", 1, "Muyinga", Some("BDI"))];
        let boundary = store
            .add_boundary_version("bdi-cod-2017", json!({"label": "COD"}), json!({"0": "official"}), &areas, ACTOR)
            .await
            .unwrap();
        let operation = store.save_operation(&burundi(Some(boundary)), ACTOR).await.unwrap();
        let exercise = store.save_exercise(&baseline(operation.id), ACTOR).await.unwrap();
        let mut rounds = Vec::new();
        for number in 1..=2 {
            rounds.push(store.save_round(&exercise, &round(number), ACTOR).await.unwrap());
        }
        let form = store.publish_form(operation.id, &form("2026030101"), ACTOR).await.unwrap();
        Self { operation, exercise, rounds, form }
    }

    /// The same in a folder where it may have been built before.
    pub async fn found_or_built(ground: &Ground) -> Self {
        let store = &ground.store;
        let Some(operation) = store.operation("burundi").await.unwrap() else { return Self::build(ground).await };
        let exercise = store.exercise(operation.id, "baseline_subarea").await.unwrap().unwrap();
        let rounds = store.rounds(exercise.id).await.unwrap();
        let form = store.current_forms(operation.id).await.unwrap().remove(0);
        Self { operation, exercise, rounds, form }
    }

    /// A submission of the first round. The XML depends on the instance only.
    pub fn submission(&self, instance: &str) -> NewSubmission {
        let instance_id = format!("uuid:{instance}");
        NewSubmission {
            operation_id: self.operation.id,
            form_version_id: self.form.id,
            xml: format!("<data id=\"baseline_subarea\"><meta><instanceID>{instance_id}</instanceID></meta></data>")
                .into(),
            device_id: None,
            device_label: Some("collect:8hT2".to_owned()),
            link_id: None,
            attachments: Vec::new(),
            expected_files: Vec::new(),
            corrects: None,
            entities: Vec::new(),
            edits: None,
            record: self.record(RecordKey::submission(&instance_id), &["BDI", "BDI012"], 12),
            actor: "device:1 Tablet".to_owned(),
            instance_id,
        }
    }

    /// A row of a workbook, in the first round.
    pub fn row(&self, identity: &str, households: i64) -> NewRecord {
        self.record(RecordKey::import(identity), &["BDI", "BDI012"], households)
    }

    pub fn record(&self, key: RecordKey, places: &[&str], households: i64) -> NewRecord {
        let title = format!("Muyinga {key}");
        let source = RecordSource::Submission { instance_id: key.as_str().to_owned(), version: 1 };
        let place_identity = Some(title_of_place(places));
        let places = places.iter().map(|place| place.parse::<Pcode>().unwrap()).collect();
        let record = Record { key, source, places, answers: answers(households) };
        let flags = json!([{"code": "outlier", "severity": "warning"}]);
        NewRecord {
            exercise_id: self.exercise.id,
            round_id: Some(self.rounds[0].id),
            outside_round_id: None,
            record,
            title,
            flags,
            place_identity,
            schema: Arc::default(),
            state: RecordState::Received,
            encrypted: false,
            audit_measures: None,
        }
    }
}

/// What a place of these tests is known by: longer than an index of PostgreSQL takes.
pub fn title_of_place(places: &[&str]) -> String {
    places.join("/").repeat(400)
}

/// Answers of every awkward kind: out of alphabetical order, absent, and a number that a careless reader rounds.
pub fn answers(households: i64) -> IndexMap<String, Answer> {
    let point =
        Point { longitude: 29.918_886_2, latitude: -3.385_714_285_714_285_6, altitude_m: None, accuracy_m: Some(4.9) };
    IndexMap::from([
        ("reporting_date".to_owned(), Value::Date("2026-03-01".parse().unwrap()).into()),
        ("idp_households".to_owned(), Value::Integer(households).into()),
        ("idp_individuals".to_owned(), Answer::absent(Missing::NotAccessible)),
        ("access".to_owned(), Value::Choice("accessible".to_owned()).into()),
        ("average_size".to_owned(), Value::Decimal(0.1 + 0.2).into()),
        ("location_point".to_owned(), Value::Point(point).into()),
        ("remarks".to_owned(), Value::Text("l’école « Rugari » \u{1F3EB} 'quoted' \"twice\" \\ %_".to_owned()).into()),
    ])
}

pub fn burundi(boundary_version_id: Option<i32>) -> NewOperation {
    NewOperation {
        code: "burundi".to_owned(),
        name: Text::new("Burundi").with(Language::Kirundi, "Uburundi"),
        admin0_pcode: "BDI".to_owned(),
        admin0_name: "Burundi".to_owned(),
        demonstration: false,
        boundary_version_id,
    }
}

pub fn baseline(operation_id: i32) -> Exercise {
    Exercise {
        id: 0,
        operation_id,
        code: "baseline_subarea".to_owned(),
        name: Text::new("Baseline sub-area assessment"),
        tool: "BA".to_owned(),
        xml_form_id: "baseline_subarea".to_owned(),
        coverage_level: AdminLevel(2),
        pack: "mobility-tracking 1".to_owned(),
    }
}

/// Round 1 is January 2026, round 2 February, and so on.
pub fn round(number: u32) -> NewRound {
    let day = |day: u32| format!("2026-{number:02}-{day:02}").parse().unwrap();
    NewRound {
        number: RoundNumber(number),
        period: Period::new(day(1), day(28)).unwrap(),
        demonstration: true,
        note: Text::new("Demonstration data, not real"),
        stage: RoundStage::Collecting,
        form_version_id: None,
    }
}

pub fn form(version: &str) -> NewFormVersion {
    NewFormVersion {
        xml_form_id: "baseline_subarea".to_owned(),
        version: version.to_owned(),
        title: "Baseline".to_owned(),
        hash: format!("md5-of-{version}"),
        xform: format!("<h:html>{version}</h:html>"),
        model: json!({"id": "baseline_subarea", "questions": []}),
        warnings: json!([]),
        source_name: "baseline.md".to_owned(),
        source: b"| survey |".to_vec(),
        files: vec![file("admin2.csv", b"name,label\n"), file("admin1.csv", b"name,label\nBDI012,Muyinga\n")],
    }
}

fn file(name: &str, bytes: &[u8]) -> FormFile {
    FormFile {
        name: name.to_owned(),
        media_type: "text/csv".to_owned(),
        md5: format!("md5-of-{name}"),
        bytes: bytes.to_vec(),
    }
}

pub fn area(pcode: &str, level: u8, name: &str, parent: Option<&str>) -> StoredArea {
    StoredArea {
        pcode: pcode.to_owned(),
        level,
        name: name.to_owned(),
        alternative_names: vec![format!("{name} (former)")],
        parent: parent.map(str::to_owned),
        geometry: (level == 0).then(|| r#"{"type":"Point","coordinates":[29.9,-3.4]}"#.to_owned()),
    }
}

/// A photo, its bytes among the blobs.
pub fn photo(ground: &Ground, name: &str, bytes: &[u8]) -> NewAttachment {
    let sha256 = ground.store.blobs().put(bytes).unwrap();
    let (name, media_type, same_as) = (name.to_owned(), "image/jpeg".to_owned(), vec![sha256.clone()]);
    NewAttachment { name, media_type, sha256, size: bytes.len() as i64, sealed_for: None, same_as }
}
