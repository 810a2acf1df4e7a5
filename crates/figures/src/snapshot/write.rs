//! Writing: the same records give the same bytes, whatever order they come in.

use super::arrays::column_array;
use super::columns::{is_kept, is_reserved};
use super::rows::Questions;
use super::{Snapshot, Table};
use crate::error::{SnapshotError, SnapshotProblem};
use datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray};
use datafusion::arrow::datatypes::Schema as ArrowSchema;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::arrow::arrow_writer::ArrowWriterOptions;
use datafusion::parquet::basic::{Compression, ZstdLevel};
use datafusion::parquet::file::metadata::KeyValue;
use datafusion::parquet::file::properties::{WriterProperties, WriterVersion};
use derived::{Recipe, WorkedOut};
use std::collections::BTreeSet;
use std::sync::Arc;
use vocab::{AdminLevel, Column, Record, Schema};

/// Freezes `records` (the caller passes approved ones only) into a Parquet file that names itself by its content.
///
/// Rows are sorted by record key. Columns: `_record`, `_source`, `_missing`, `admin0_pcode` … as deep as any record is
/// placed and at least to `admin3_pcode`, then one per question of `schema` in the form's order. Personal questions,
/// repeats and files have no column. Answers to questions `schema` does not have are left out.
///
/// # Errors
/// [`SnapshotError::Refused`] with every duplicate key, reserved question name and value of a wrong type.
pub fn write_snapshot(schema: &Schema, records: &[Record]) -> Result<Snapshot, SnapshotError> {
    Table::lay_out(schema, records, &[])?.snapshot()
}

/// As [`write_snapshot`], of records with what was worked out of them; the recipes with their parameters are kept in the file.
///
/// # Errors
/// As [`write_snapshot`].
pub fn write_worked_out(worked: &WorkedOut) -> Result<Snapshot, SnapshotError> {
    Table::of(worked)?.snapshot()
}

pub(super) fn key_problems(sorted: &[&Record]) -> Vec<SnapshotProblem> {
    let repeated = sorted.windows(2).filter(|pair| pair[0].key == pair[1].key).map(|pair| pair[0].key.clone());
    repeated.collect::<BTreeSet<_>>().into_iter().map(|record| SnapshotProblem::KeyTwice { record }).collect()
}

pub(super) fn name_problems(schema: &Schema) -> Vec<SnapshotProblem> {
    let kept = schema.columns.iter().filter(|column| is_kept(column));
    let reserved = kept.clone().filter(|column| is_reserved(&column.name));
    let reserved = reserved.map(|column| SnapshotProblem::ReservedName { column: column.name.clone() });
    let mut seen = BTreeSet::new();
    let twice = kept.filter(|column| !seen.insert(&column.name));
    let twice: Vec<_> = twice.map(|column| SnapshotProblem::ColumnTwice { column: column.name.clone() }).collect();
    reserved.chain(twice).collect()
}

/// The deepest level that any record is placed at.
pub(super) fn deepest(records: &[&Record]) -> Result<AdminLevel, SnapshotError> {
    let levels = records.iter().map(|record| record.places.len()).max().unwrap_or(0).saturating_sub(1);
    Ok(AdminLevel(u8::try_from(levels).map_err(|_| SnapshotError::TooDeep { levels })?))
}

/// Some rows of the table; none if a value kept a column from being built.
pub(super) fn record_batch(
    schema: &Schema,
    questions: &Questions<'_>,
    arrow: &Arc<ArrowSchema>,
    records: &[&Record],
    problems: &mut Vec<SnapshotProblem>,
) -> Result<Option<RecordBatch>, SnapshotError> {
    let block = questions.block(records);
    let mut arrays: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from_iter_values(records.iter().map(|record| record.key.as_str()))),
        Arc::new(StringArray::from_iter_values(records.iter().map(|record| record.source.to_string()))),
        Arc::new(StringArray::from_iter_values(&block.missing)),
    ];
    let kept: Vec<&Column> = schema.columns.iter().filter(|column| is_kept(column)).collect();
    let place_levels = arrow.fields().len() - kept.len() - arrays.len();
    arrays.extend((0..place_levels).map(|level| places(records, level)));
    let mut fits = true;
    for (position, column) in kept.into_iter().enumerate() {
        let mut mismatches = Vec::new();
        arrays.extend(column_array(column.kind, questions.of_column(&block, position), &mut mismatches));
        fits &= mismatches.is_empty();
        problems.extend(mismatches.into_iter().map(|mismatch| SnapshotProblem::WrongType {
            record: records[mismatch.row].key.clone(),
            column: column.name.clone(),
            expected: column.kind,
            found: mismatch.found.clone(),
        }));
    }
    Ok(if fits { Some(RecordBatch::try_new(Arc::clone(arrow), arrays)?) } else { None })
}

fn places(records: &[&Record], level: usize) -> ArrayRef {
    let codes = records.iter().map(|record| record.places.get(level).map(vocab::Pcode::as_str));
    Arc::new(codes.collect::<StringArray>())
}

/// The key under which the file has its recipes.
pub(crate) const RECIPES: &str = "inzira.recipes";

/// Fixed properties, no time, no host: nothing but the records and the recipes may change the bytes.
pub(super) fn writer(arrow: &Arc<ArrowSchema>, recipes: &[Recipe]) -> Result<ArrowWriter<Vec<u8>>, SnapshotError> {
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
    Ok(ArrowWriter::try_new_with_options(Vec::new(), Arc::clone(arrow), options)?)
}
