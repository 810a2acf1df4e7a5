//! Which columns a snapshot has, and of which type.

use datafusion::arrow::datatypes::{DataType, Field, Fields, Schema as ArrowSchema, TimeUnit};
use vocab::{AdminLevel, Column, ColumnType, Missing, Schema, Sensitivity};

/// The record's key.
pub(crate) const RECORD: &str = "_record";
/// Where the record was read from, for people.
pub(crate) const SOURCE: &str = "_source";
/// Why answers are absent: a JSON object from question name to reason, names sorted.
pub(crate) const MISSING: &str = "_missing";

/// Place columns reach at least to this level, so that indicators may name them whatever a round holds.
pub(crate) const SHALLOWEST_LAST_LEVEL: u8 = 3;

/// The column with the p-code of a level.
pub(crate) fn place_column(level: AdminLevel) -> String {
    format!("admin{}_pcode", level.0)
}

/// Whether a question has a column: nothing personal ever does, nor entries of repeats, nor files.
pub(crate) fn is_kept(column: &Column) -> bool {
    column.sensitivity != Sensitivity::Personal && !matches!(column.kind, ColumnType::Repeat | ColumnType::File)
}

/// Whether a question's name is one the snapshot uses itself.
pub(crate) fn is_reserved(name: &str) -> bool {
    let own_place = name.strip_prefix("admin").and_then(|rest| rest.strip_suffix("_pcode"));
    name.starts_with('_')
        || own_place.is_some_and(|digits| !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit()))
}

/// How `_missing` says that `name` is absent for `reason`, as a part of its text.
pub(crate) fn missing_entry(name: &str, reason: Missing) -> String {
    let reason = serde_json::to_string(&reason).unwrap_or_default();
    format!("{}:{reason}", serde_json::Value::from(name))
}

/// The snapshot's columns for a data set whose deepest known place is at `deepest`.
pub(crate) fn arrow_schema(schema: &Schema, deepest: AdminLevel) -> ArrowSchema {
    let last = deepest.0.max(SHALLOWEST_LAST_LEVEL);
    let own = [(RECORD, false), (SOURCE, false), (MISSING, false)];
    let own = own.into_iter().map(|(name, nullable)| Field::new(name, DataType::Utf8, nullable));
    let places = (0..=last).map(|level| Field::new(place_column(AdminLevel(level)), DataType::Utf8, true));
    let questions = schema.columns.iter().filter(|column| is_kept(column));
    let questions = questions.filter_map(|column| Some(Field::new(&column.name, data_type(column.kind)?, true)));
    ArrowSchema::new(own.chain(places).chain(questions).collect::<Fields>())
}

fn data_type(kind: ColumnType) -> Option<DataType> {
    Some(match kind {
        ColumnType::Text | ColumnType::Choice => DataType::Utf8,
        ColumnType::Integer => DataType::Int64,
        ColumnType::Decimal => DataType::Float64,
        ColumnType::Date => DataType::Date32,
        ColumnType::Time => DataType::Time64(TimeUnit::Microsecond),
        ColumnType::Moment => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
        ColumnType::Choices => DataType::List(choice_field().into()),
        ColumnType::Point => DataType::Struct(point_fields()),
        ColumnType::File | ColumnType::Repeat => return None,
    })
}

/// One of several choices.
pub(crate) fn choice_field() -> Field {
    Field::new("element", DataType::Utf8, true)
}

/// The parts of a position.
pub(crate) fn point_fields() -> Fields {
    ["longitude", "latitude", "altitude_m", "accuracy_m"]
        .into_iter()
        .map(|name| Field::new(name, DataType::Float64, true))
        .collect()
}
