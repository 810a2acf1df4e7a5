//! Small rounds to try things on.

use derived::{Derived, work_out};
use figures::{Engine, Explanation, Indicator, RoundFrame, Snapshot, write_worked_out};
use forms::{CompileOptions, compile};
use serde::Deserialize as _;
use std::path::PathBuf;
use vocab::{
    Answer, Column, ColumnType, Figure, FigureKey, Missing, Pcode, Record, RecordKey, RecordSource, RoundNumber,
    Schema, Sensitivity, Sharing, Text, Value,
};

pub fn column(name: &str, kind: ColumnType) -> Column {
    Column {
        name: name.into(),
        kind,
        label: Text::new(name),
        sensitivity: Sensitivity::None,
        sharing: Sharing::Public,
        choices: vec![],
        columns: vec![],
    }
}

pub fn personal(name: &str) -> Column {
    Column { sensitivity: Sensitivity::Personal, sharing: Sharing::Sensitive, ..column(name, ColumnType::Text) }
}

/// The questions of a baseline sub-area assessment, as the pack's form asks them.
pub fn baseline_schema() -> Schema {
    use ColumnType::{Choice, Date, File, Integer, Point, Text as Words};
    let mut columns = vec![
        column("reporting_date", Date),
        column("location_name", Words),
        column("location_type", Choice),
        column("location_point", Point),
        column("access", Choice),
        column("origin_admin1", Choice),
        personal("ki_name"),
        personal("ki_phone"),
        column("photo", File),
        Column { sharing: Sharing::Sensitive, ..column("remarks", Words) },
        Column { columns: vec![column("new_individuals", Integer)], ..column("new_displacement", ColumnType::Repeat) },
    ];
    columns.extend(whole_numbers().into_iter().map(|name| column(&name, Integer)));
    Schema { columns }
}

fn whole_numbers() -> Vec<String> {
    let bands = ["0", "1_5", "6_17", "18_59", "60_plus"];
    let reasons = ["natural_disaster", "conflict", "other"];
    let sex_age = ["female", "male"].iter().flat_map(|sex| bands.map(|band| format!("idp_{sex}_{band}")));
    let by_reason =
        ["households", "individuals"].iter().flat_map(|unit| reasons.map(|reason| format!("idp_{unit}_{reason}")));
    let totals = ["idp_households", "idp_individuals"].map(str::to_owned);
    let periods = ["under_3_months", "3_to_12_months", "1_to_3_years", "over_3_years"];
    let shelters = ["host", "rented", "own", "site", "collective", "makeshift", "open"];
    let periods = periods.iter().map(|period| format!("idp_period_{period}"));
    let settled = periods.chain(shelters.iter().map(|shelter| format!("idp_shelter_{shelter}")));
    let totals = totals.into_iter().chain(settled);
    totals.chain(sex_age).chain(by_reason).collect()
}

/// The columns of an answer of the DTM API.
pub fn published_schema() -> Schema {
    use ColumnType::{Date, Integer, Text as Words};
    let words = ["displacement_reason", "origin_admin1_name", "origin_admin1_pcode", "assessment_type"];
    let numbers = ["idp_individuals", "idp_male", "idp_female"];
    let columns = std::iter::once(column("reporting_date", Date))
        .chain(words.map(|name| column(name, Words)))
        .chain(numbers.map(|name| column(name, Integer)));
    Schema { columns: columns.collect() }
}

pub fn pcode(code: &str) -> Pcode {
    code.parse().unwrap()
}

/// A record at `places` (country first, blanks between) with whole numbers as answers.
pub fn record(key: &str, places: &str, answers: &[(&str, i64)]) -> Record {
    Record {
        key: RecordKey::submission(key),
        source: RecordSource::Submission { instance_id: key.into(), version: 1 },
        places: places.split(' ').map(pcode).collect(),
        answers: answers.iter().map(|(name, number)| ((*name).into(), Value::Integer(*number).into())).collect(),
    }
}

pub fn choosing(mut record: Record, name: &str, choice: &str) -> Record {
    record.answers.insert(name.into(), Value::Choice(choice.into()).into());
    record
}

pub fn lacking(mut record: Record, name: &str, missing: Missing) -> Record {
    record.answers.insert(name.into(), Answer::absent(missing));
    record
}

/// A round of `exercise` that expected `places`, each a lineage as for [`record`].
pub fn frame(exercise: &str, places: &[&str]) -> RoundFrame {
    RoundFrame {
        operation: "bdi".into(),
        exercise: exercise.into(),
        round: RoundNumber(1),
        expected: places.iter().map(|lineage| lineage.split(' ').map(pcode).collect()).collect(),
    }
}

pub fn pack_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../packs/mobility-tracking")
}

/// The form of an exercise of the pack, which is named like it.
pub fn form_schema(form: &str) -> Schema {
    let file = format!("{form}.md");
    let bytes = std::fs::read(pack_folder().join("forms").join(&file)).unwrap();
    compile(&file, &bytes, &CompileOptions::default()).unwrap().form.schema()
}

/// What the pack works out of the records of an exercise; nothing of an exercise it does not have.
pub fn derived_of(exercise: &str) -> Vec<Derived> {
    let manifest: toml::Table = std::fs::read_to_string(pack_folder().join("pack.toml")).unwrap().parse().unwrap();
    let mut exercises = manifest["exercises"].as_array().unwrap().iter();
    let found = exercises.find(|one| one["code"].as_str() == Some(exercise));
    let declared =
        found.and_then(|one| one.get("derived")).and_then(toml::Value::as_array).cloned().unwrap_or_default();
    declared.into_iter().map(|one| Derived::deserialize(one).unwrap()).collect()
}

/// A snapshot of the records as a server writes it.
pub fn worked(exercise: &str, schema: &Schema, records: &[Record]) -> Snapshot {
    write_worked_out(&work_out(&derived_of(exercise), schema, records.to_vec()).unwrap()).unwrap()
}

pub async fn engine_explain(
    snapshot: &Snapshot,
    indicator: &Indicator,
    key: &FigureKey,
    frame: &RoundFrame,
) -> Explanation {
    Engine::new().explain(&snapshot.bytes, indicator, key, frame).await.unwrap()
}

pub fn pack_indicator(code: &str) -> Indicator {
    let text = std::fs::read_to_string(pack_folder().join(format!("indicators/{code}.toml"))).unwrap();
    Indicator::read(code, &text).unwrap()
}

/// An indicator for exercise `baseline_subarea` at levels 0, 1, 2 with more of its file in `rest`.
pub fn indicator(value: &str, rest: &str) -> Indicator {
    let text = format!(
        r##"code = "tried"
        version = "1"
        name = {{ en = "Tried" }}
        unit = "individuals"
        hxl = "#affected"
        sharing = "public"
        method = {{ en = "Sum" }}
        exercises = [{{ code = "baseline_subarea", levels = [0, 1, 2] }}]
        value = "{value}"
        {rest}"##
    );
    Indicator::read("tried.toml", &text).unwrap()
}

pub async fn compute(schema: &Schema, records: &[Record], indicators: &[Indicator], frame: &RoundFrame) -> Vec<Figure> {
    let snapshot = worked(&frame.exercise, schema, records);
    Engine::new().compute(&snapshot.bytes, indicators, frame).await.unwrap()
}

/// The figure at `place`; `cell` is empty for the total, else `dimension=code …`.
pub fn figure<'a>(figures: &'a [Figure], indicator: &str, place: &str, cell: &str) -> &'a Figure {
    let suffix: String = cell.split_whitespace().map(|part| format!("/{part}")).collect();
    let path = format!("/{indicator}/{place}{suffix}");
    figures.iter().find(|figure| figure.key.path().ends_with(&path)).unwrap_or_else(|| panic!("no figure {path}"))
}

/// The data folder that lies beside the project on some machines.
pub fn shared(path: &str) -> Option<PathBuf> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(path);
    if file.exists() {
        return Some(file);
    }
    println!("skipped: needs ../shared ({path})");
    None
}
