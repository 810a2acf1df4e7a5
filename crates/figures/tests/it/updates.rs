//! A stock that numbered updates tell: only the last of each event counts.

use crate::support::{choosing, column, compute, figure, frame, indicator, lacking, pcode, record, worked};
use figures::{Engine, Explanation, Indicator, IndicatorProblem, RoundFrame};
use vocab::{AdminLevel, ColumnType, Figure, FigureKey, Missing, Record, Schema, Sharing, Value};

const MUYINGA: &str = "BDI BDI012 BDI012003";
const GITERANYI: &str = "BDI BDI012 BDI012004";

fn schema() -> Schema {
    use ColumnType::{Choice, Integer, Text};
    let columns = [("event_code", Text), ("commune", Choice), ("update_number", Integer), ("displaced", Integer)];
    let more = [("event_closed", Choice), ("origin", Choice)];
    Schema { columns: columns.into_iter().chain(more).map(|(name, kind)| column(name, kind)).collect() }
}

fn still_displaced(rest: &str) -> Indicator {
    indicator(
        "displaced",
        &format!("latest = {{ of = [\"event_code\", \"commune\"], by = \"update_number\" }}\n{rest}"),
    )
}

/// Update `number` of an event: `people` are still displaced.
fn update(key: &str, places: &str, event: &str, number: i64, people: i64) -> Record {
    let mut record = record(key, places, &[("update_number", number), ("displaced", people)]);
    record.answers.insert("event_code".into(), Value::Text(event.into()).into());
    choosing(choosing(record, "commune", places.rsplit(' ').next().unwrap()), "event_closed", "no")
}

fn round() -> RoundFrame {
    frame("baseline_subarea", &[MUYINGA, GITERANYI])
}

async fn figures(records: &[Record], indicator: &Indicator) -> Vec<Figure> {
    compute(&schema(), records, std::slice::from_ref(indicator), &round()).await
}

fn key(place: &str, level: u8) -> FigureKey {
    FigureKey {
        operation: "bdi".into(),
        exercise: "baseline_subarea".into(),
        round: round().round,
        indicator: "tried".into(),
        level: AdminLevel(level),
        place: pcode(place),
        disaggregation: figures::TOTAL.into(),
        dimensions: std::collections::BTreeMap::new(),
    }
}

async fn explained(records: &[Record], indicator: &Indicator, key: &FigureKey) -> Explanation {
    let snapshot = worked("baseline_subarea", &schema(), records);
    Engine::new().explain(&snapshot.bytes, indicator, key, &round()).await.unwrap()
}

fn flood() -> Vec<Record> {
    vec![
        update("uuid:1", MUYINGA, "flood", 1, 300),
        update("uuid:2", MUYINGA, "flood", 2, 450),
        update("uuid:3", MUYINGA, "flood", 10, 120),
        update("uuid:4", GITERANYI, "flood", 1, 80),
        update("uuid:5", MUYINGA, "fire", 1, 7),
    ]
}

#[tokio::test]
async fn only_the_last_update_of_each_event_in_each_place_counts() {
    let figures = figures(&flood(), &still_displaced("")).await;
    let total = |place| figure(&figures, "tried", place, "");
    assert_eq!((total("BDI012003").value, total("BDI012003").records), (Some(127.0), 2));
    assert_eq!(total("BDI012004").value, Some(80.0));
    assert_eq!((total("BDI").value, total("BDI").records, total("BDI").omitted), (Some(207.0), 3, 0));
}

#[tokio::test]
async fn without_its_last_update_an_event_has_the_number_of_the_one_before() {
    let approved: Vec<Record> = flood().into_iter().filter(|record| !record.key.as_str().ends_with("uuid:3")).collect();
    let figures = figures(&approved, &still_displaced("")).await;
    assert_eq!(figure(&figures, "tried", "BDI012003", "").value, Some(457.0));
}

#[tokio::test]
async fn an_event_whose_last_update_does_not_say_is_unknown_and_not_what_it_was() {
    let mut records = flood();
    records[2] = lacking(records[2].clone(), "displaced", Missing::NotAccessible);
    let found = figures(&records, &still_displaced("")).await;
    let muyinga = figure(&found, "tried", "BDI012003", "");
    assert_eq!((muyinga.value, muyinga.records, muyinga.omitted), (Some(7.0), 1, 1));
    let only_the_flood = &records[..3];
    let found = figures(only_the_flood, &still_displaced("")).await;
    let muyinga = figure(&found, "tried", "BDI012003", "");
    assert_eq!((muyinga.value, muyinga.missing), (None, Some(Missing::NotAccessible)));
}

#[tokio::test]
async fn the_condition_is_asked_of_the_last_update_so_that_a_closed_event_stays_closed() {
    let mut records = flood();
    records[2] = choosing(records[2].clone(), "event_closed", "yes");
    let figures = figures(&records, &still_displaced("only = \"event_closed = 'no'\"")).await;
    assert_eq!(figure(&figures, "tried", "BDI012003", "").value, Some(7.0));
}

#[tokio::test]
async fn between_two_updates_of_one_number_nothing_is_chosen() {
    let mut records = flood();
    records.push(update("uuid:6", MUYINGA, "flood", 10, 999));
    let indicator = still_displaced("");
    let figures = figures(&records, &indicator).await;
    let muyinga = figure(&figures, "tried", "BDI012003", "");
    assert_eq!((muyinga.value, muyinga.records, muyinga.omitted), (Some(7.0), 1, 2));
    let explained = explained(&records, &indicator, &muyinga.key).await;
    let undecided: Vec<&str> =
        explained.omitted.iter().filter(|one| one.undecided).map(|one| one.source.as_str()).collect();
    assert_eq!(undecided, ["submission uuid:3, version 1", "submission uuid:6, version 1"]);
}

#[tokio::test]
async fn an_update_that_says_neither_event_nor_number_is_left_out_and_supersedes_nothing() {
    let mut records = flood();
    records.push(lacking(update("uuid:6", MUYINGA, "flood", 11, 5), "update_number", Missing::Missing));
    records.push(lacking(update("uuid:7", MUYINGA, "flood", 11, 5), "event_code", Missing::Missing));
    let figures = figures(&records, &still_displaced("")).await;
    let muyinga = figure(&figures, "tried", "BDI012003", "");
    assert_eq!((muyinga.value, muyinga.records, muyinga.omitted), (Some(127.0), 2, 2));
}

#[tokio::test]
async fn an_explanation_tells_what_was_superseded() {
    let indicator = still_displaced("");
    let explained = explained(&flood(), &indicator, &key("BDI012003", 2)).await;
    let sources = |all: Vec<&str>| all.into_iter().map(str::to_owned).collect::<Vec<_>>();
    let contributing = sources(explained.contributing.iter().map(|one| one.source.as_str()).collect());
    assert_eq!(contributing, ["submission uuid:3, version 1", "submission uuid:5, version 1"]);
    let superseded = sources(explained.superseded.iter().map(|one| one.source.as_str()).collect());
    assert_eq!(superseded, ["submission uuid:1, version 1", "submission uuid:2, version 1"]);
    assert_eq!(explained.latest, indicator.latest);
    assert_eq!(explained.figure.value, Some(127.0));
}

#[tokio::test]
async fn rows_of_places_are_of_the_last_updates_too() {
    let snapshot = worked("baseline_subarea", &schema(), &flood());
    let identity = ["event_code".to_owned()];
    let rows = Engine::new().place_rows(&snapshot.bytes, &still_displaced(""), &round(), &identity).await.unwrap();
    let values: Vec<_> = rows.iter().map(|row| (row.identity[0].as_deref(), row.value)).collect();
    assert_eq!(values, [(Some("flood"), Ok(120.0)), (Some("flood"), Ok(80.0)), (Some("fire"), Ok(7.0))]);
}

const BY_ORIGIN: &str = r#"
[[disaggregations]]
name = "origin"
by = "origin"
[[disaggregations.dimensions]]
name = "origin"
label = { en = "Origin" }
values_from = "admin1"
"#;

#[tokio::test]
async fn a_dimension_of_places_has_a_figure_for_each_place_that_was_named() {
    let mut records = flood();
    records[2] = choosing(records[2].clone(), "origin", "BDI001");
    records[3] = choosing(records[3].clone(), "origin", "BDI002");
    let indicator = still_displaced(BY_ORIGIN);
    let from = indicator.disaggregations[0].dimensions[0].values_from;
    assert_eq!(from.map(|from| from.0), Some(AdminLevel(1)));
    let figures = figures(&records, &indicator).await;
    assert_eq!(figure(&figures, "tried", "BDI", "origin=BDI001").value, Some(120.0));
    assert_eq!(figure(&figures, "tried", "BDI", "origin=BDI002").value, Some(80.0));
    assert_eq!(figure(&figures, "tried", "BDI", "origin=not_reported").value, Some(7.0));
    // Kept with the figures and read again, it is the same indicator.
    let kept = serde_json::to_string(&indicator).unwrap();
    assert_eq!(serde_json::from_str::<Indicator>(&kept).unwrap(), indicator);
}

#[test]
fn what_is_wrong_with_them_is_said() {
    let told = |text: &str| Indicator::read("tried.toml", text).unwrap_err().to_string();
    let whole = toml::to_string(&still_displaced(BY_ORIGIN)).unwrap();
    assert!(
        told(&whole.replace("admin1", "province"))
            .contains("'province' is no level of places; write one such as admin1")
    );
    assert!(told(&whole.replace("of = [\"event_code\", \"commune\"]", "of = []")).contains("latest.of: is empty"));
    let both = whole.replace(
        "values_from = \"admin1\"",
        "values_from = \"admin1\"\nvalues = [{ code = \"a\", label = { en = \"A\" } }]",
    );
    assert!(told(&both).contains("has both 'values' and 'values_from'"));
    let mut schema = schema();
    schema.columns[2].sharing = Sharing::Sensitive;
    let indicator = still_displaced("");
    let found = Engine::new().check(&schema, &indicator).unwrap_err().problems;
    let hidden = IndicatorProblem::NotPublic { field: "latest".into(), column: "update_number".into() };
    assert_eq!(found, [hidden]);
    schema.columns.retain(|column| column.name != "update_number" && column.name != "commune");
    let found = Engine::new().check(&schema, &indicator).unwrap_err().problems;
    assert_eq!(found.len(), 2, "{found:?}");
}
