//! Writing: the same records give the same bytes, whatever order they come in.

use super::arrays::column_array;
use super::columns::{MISSING, RECORD, SOURCE, arrow_schema, is_kept, is_reserved};
use super::{Snapshot, snapshot_name};
use crate::error::{SnapshotError, SnapshotProblem};
use bytes::Bytes;
use datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray};
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::arrow::arrow_writer::ArrowWriterOptions;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::file::metadata::KeyValue;
use datafusion::parquet::file::properties::{WriterProperties, WriterVersion};
use derived::{Recipe, WorkedOut};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use vocab::{AdminLevel, Answer, Missing, Record, Schema};

/// Freezes `records` (the caller passes approved ones only) into a Parquet file that names itself by its content.
///
/// Rows are sorted by record key. Columns: `_record`, `_source`, `_missing`, `admin0_pcode` … as deep as any record is
/// placed and at least to `admin3_pcode`, then one per question of `schema` in the form's order. Personal questions,
/// repeats and files have no column. Answers to questions `schema` does not have are left out.
///
/// # Errors
/// [`SnapshotError::Refused`] with every duplicate key, reserved question name and value of a wrong type.
pub fn write_snapshot(schema: &Schema, records: &[Record]) -> Result<Snapshot, SnapshotError> {
    write(schema, records, &[])
}

/// As [`write_snapshot`], of records with what was worked out of them; the recipes with their parameters are kept in the file.
///
/// # Errors
/// As [`write_snapshot`].
pub fn write_worked_out(worked: &WorkedOut) -> Result<Snapshot, SnapshotError> {
    write(&worked.schema, &worked.records, &worked.recipes)
}

fn write(schema: &Schema, records: &[Record], recipes: &[Recipe]) -> Result<Snapshot, SnapshotError> {
    let mut sorted: Vec<&Record> = records.iter().collect();
    sorted.sort_by(|a, b| a.key.cmp(&b.key));
    let mut problems = key_problems(&sorted);
    problems.extend(name_problems(schema));
    let batch = record_batch(schema, &sorted, &mut problems)?;
    match (problems.is_empty(), batch) {
        (true, Some(batch)) => {
            let bytes = Bytes::from(parquet(&batch, recipes)?);
            Ok(Snapshot { sha256: snapshot_name(&bytes), bytes, rows: sorted.len() as u64 })
        }
        _ => Err(SnapshotError::Refused(problems)),
    }
}

fn key_problems(sorted: &[&Record]) -> Vec<SnapshotProblem> {
    let repeated = sorted.windows(2).filter(|pair| pair[0].key == pair[1].key).map(|pair| pair[0].key.clone());
    repeated.collect::<BTreeSet<_>>().into_iter().map(|record| SnapshotProblem::KeyTwice { record }).collect()
}

fn name_problems(schema: &Schema) -> Vec<SnapshotProblem> {
    let kept = schema.columns.iter().filter(|column| is_kept(column));
    let reserved = kept.clone().filter(|column| is_reserved(&column.name));
    let reserved = reserved.map(|column| SnapshotProblem::ReservedName { column: column.name.clone() });
    let mut seen = BTreeSet::new();
    let twice = kept.filter(|column| !seen.insert(&column.name));
    let twice: Vec<_> = twice.map(|column| SnapshotProblem::ColumnTwice { column: column.name.clone() }).collect();
    reserved.chain(twice).collect()
}

/// The whole table; none if a problem kept a column from being built.
fn record_batch(
    schema: &Schema,
    records: &[&Record],
    problems: &mut Vec<SnapshotProblem>,
) -> Result<Option<RecordBatch>, SnapshotError> {
    let deepest = records.iter().map(|record| record.places.len()).max().unwrap_or(0).saturating_sub(1);
    let deepest = AdminLevel(u8::try_from(deepest).map_err(|_| SnapshotError::TooDeep { levels: deepest })?);
    let arrow = arrow_schema(schema, deepest);
    let question_count = schema.columns.iter().filter(|column| is_kept(column)).count();
    let place_levels = arrow.fields().len() - question_count - 3;
    let mut arrays = own_columns(schema, records);
    arrays.extend((0..place_levels).map(|level| places(records, level)));
    for column in schema.columns.iter().filter(|column| is_kept(column)) {
        let mut mismatches = Vec::new();
        arrays.extend(column_array(&column.name, column.kind, records, &mut mismatches));
        problems.extend(mismatches.into_iter().map(|mismatch| SnapshotProblem::WrongType {
            record: mismatch.record.key.clone(),
            column: column.name.clone(),
            expected: column.kind,
            found: mismatch.found.clone(),
        }));
    }
    if problems.is_empty() { Ok(Some(RecordBatch::try_new(Arc::new(arrow), arrays)?)) } else { Ok(None) }
}

fn own_columns(schema: &Schema, records: &[&Record]) -> Vec<ArrayRef> {
    let kept: BTreeSet<&str> =
        schema.columns.iter().filter(|column| is_kept(column)).map(|column| column.name.as_str()).collect();
    [RECORD, SOURCE, MISSING]
        .into_iter()
        .map(|name| -> ArrayRef {
            Arc::new(StringArray::from_iter_values(records.iter().map(|record| match name {
                RECORD => record.key.to_string(),
                SOURCE => record.source.to_string(),
                _ => missing(record, &kept),
            })))
        })
        .collect()
}

/// Why answers are absent. Only of questions that have a column: that somebody withheld a phone number is personal too.
fn missing(record: &Record, kept: &BTreeSet<&str>) -> String {
    let absent = record.answers.iter().filter_map(|(name, answer)| match answer {
        Answer::Absent { missing } if kept.contains(name.as_str()) => Some((name.as_str(), *missing)),
        _ => None,
    });
    let absent: BTreeMap<&str, Missing> = absent.collect();
    serde_json::to_string(&absent).unwrap_or_default()
}

fn places(records: &[&Record], level: usize) -> ArrayRef {
    let codes = records.iter().map(|record| record.places.get(level).map(vocab::Pcode::as_str));
    Arc::new(codes.collect::<StringArray>())
}

/// The key under which the file has its recipes.
pub(crate) const RECIPES: &str = "inzira.recipes";

/// Fixed properties, no time, no host: nothing but the records and the recipes may change the bytes.
fn parquet(batch: &RecordBatch, recipes: &[Recipe]) -> Result<Vec<u8>, SnapshotError> {
    let mut notes = vec![KeyValue::new("inzira.snapshot".to_owned(), "1".to_owned())];
    if !recipes.is_empty() {
        notes.push(KeyValue::new(RECIPES.to_owned(), serde_json::to_string(recipes)?));
    }
    let properties = WriterProperties::builder()
        .set_created_by("inzira".to_owned())
        .set_writer_version(WriterVersion::PARQUET_1_0)
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_key_value_metadata(Some(notes))
        .build();
    let options = ArrowWriterOptions::new().with_properties(properties).with_skip_arrow_metadata(true);
    let mut writer = ArrowWriter::try_new_with_options(Vec::new(), batch.schema(), options)?;
    writer.write(batch)?;
    Ok(writer.into_inner()?)
}
