//! Every figure can be walked back to its records, and they add up to it.

use crate::support::{baseline_schema, frame, lacking, pack_indicator, published_schema, record, worked};
use figures::{ComputeError, Engine, Indicator, RoundFrame};
use vocab::{Figure, Missing, Record, Schema, Value};

const MUYINGA: &str = "BDI BDI012 BDI012003";
const BUBANZA: &str = "BDI BDI001 BDI001001";

fn records() -> Vec<Record> {
    let mut all: Vec<Record> = (0..30_i64)
        .map(|n| {
            let place = if n % 2 == 0 { MUYINGA } else { BUBANZA };
            let answers = [("idp_individuals", n * 7), ("idp_female_0", n % 5), ("idp_individuals_conflict", n)];
            record(&format!("uuid:{n:02}"), place, &answers[..usize::try_from(n % 4).unwrap()])
        })
        .collect();
    all.push(lacking(record("uuid:30", MUYINGA, &[]), "idp_individuals", Missing::NotAccessible));
    all.push(lacking(record("uuid:31", MUYINGA, &[]), "idp_individuals", Missing::NotApplicable));
    all
}

async fn explain_all(schema: &Schema, records: &[Record], indicator: &Indicator, frame: &RoundFrame) -> Vec<Figure> {
    let engine = Engine::new();
    let snapshot = worked("baseline_subarea", schema, records);
    let figures = engine.compute(&snapshot.bytes, std::slice::from_ref(indicator), frame).await.unwrap();
    for figure in &figures {
        let explanation = engine.explain(&snapshot.bytes, indicator, &figure.key, frame).await.unwrap();
        assert_eq!(&explanation.figure, figure);
        let sum: f64 = explanation.contributing.iter().map(|one| one.value).sum();
        assert_eq!(sum, figure.value.unwrap_or(0.0), "{}", figure.key.path());
        assert_eq!(explanation.contributing.len() as u64, figure.records);
        let left_out = explanation.omitted.iter().filter(|one| one.reason != Missing::NotApplicable).count();
        assert_eq!(left_out as u64, figure.omitted);
        assert!(explanation.contributing.is_sorted_by_key(|one| one.key.clone()));
    }
    figures
}

#[tokio::test]
async fn contributions_add_up_to_the_figure() {
    let frame = frame("baseline_subarea", &[MUYINGA, BUBANZA, "BDI BDI001 BDI001002"]);
    let indicator = pack_indicator("idps_individuals");
    let figures = explain_all(&baseline_schema(), &records(), &indicator, &frame).await;
    // By origin there is one more in each of the five places that were assessed.
    assert_eq!(figures.len(), 14 * (1 + 2 + 3) + 5);
}

#[tokio::test]
async fn contributions_add_up_when_a_column_divides() {
    let published = |key: &str, reason: &str, kind: &str, number| {
        let mut one = record(key, "TCD TCD07", &[("idp_individuals", number), ("idp_male", number / 2)]);
        one.answers.insert("displacement_reason".into(), Value::Text(reason.into()).into());
        one.answers.insert("assessment_type".into(), Value::Text(kind.into()).into());
        one
    };
    let records = [
        published("uuid:1", "Conflict", "BA", 10),
        published("uuid:2", "Insecurity", "BA", 4),
        published("uuid:3", "Conflict", "BA", 5),
        published("uuid:4", "Conflict", "SA", 50),
    ];
    let frame = frame("published_admin1", &["TCD TCD07"]);
    let indicator = pack_indicator("published_idps_individuals");
    let figures = explain_all(&published_schema(), &records, &indicator, &frame).await;
    assert_eq!(figures[0].value, Some(19.0));
}

#[tokio::test]
async fn an_explanation_names_sources_and_reasons() {
    let frame = frame("baseline_subarea", &[MUYINGA]);
    let engine = Engine::new();
    let snapshot = worked("baseline_subarea", &baseline_schema(), &records());
    let indicator = pack_indicator("idps_individuals");
    let figures = engine.compute(&snapshot.bytes, std::slice::from_ref(&indicator), &frame).await.unwrap();
    let key = &figures.iter().find(|figure| figure.key.place.as_str() == "BDI012003").unwrap().key;
    let explanation = engine.explain(&snapshot.bytes, &indicator, key, &frame).await.unwrap();
    assert_eq!(explanation.expression, "idp_triangulated");
    assert_eq!(explanation.contributing[0].source, "submission uuid:02, version 1");
    let reason = |key: &str| explanation.omitted.iter().find(|one| one.key.as_str().ends_with(key)).unwrap().reason;
    assert_eq!(reason("uuid:30"), Missing::NotAccessible);
    assert_eq!(reason("uuid:31"), Missing::NotApplicable);
    assert_eq!(reason("uuid:00"), Missing::Missing);
}

#[tokio::test]
async fn a_figure_nobody_has_is_refused() {
    let frame = frame("baseline_subarea", &[MUYINGA]);
    let engine = Engine::new();
    let snapshot = worked("baseline_subarea", &baseline_schema(), &records());
    let indicator = pack_indicator("idps_individuals");
    let figures = engine.compute(&snapshot.bytes, std::slice::from_ref(&indicator), &frame).await.unwrap();
    let mut elsewhere = figures[0].key.clone();
    elsewhere.place = "KEN".parse().unwrap();
    let refused = engine.explain(&snapshot.bytes, &indicator, &elsewhere, &frame).await.unwrap_err();
    assert!(matches!(refused, ComputeError::NoSuchFigure { .. }), "{refused}");
    let damaged = snapshot.bytes.slice(..snapshot.bytes.len() / 2);
    assert!(matches!(engine.compute(&damaged, &[indicator], &frame).await, Err(ComputeError::Snapshot(_))));
}
