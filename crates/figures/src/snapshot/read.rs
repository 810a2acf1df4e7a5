//! Reading back only the columns a question needs.

use super::columns::MISSING;
use super::write::RECIPES;
use crate::error::ComputeError;
use crate::tally::texts;
use bytes::Bytes;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::compute::concat_batches;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::parquet::arrow::ProjectionMask;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use derived::Recipe;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use vocab::Missing;

/// The columns a snapshot has.
pub(crate) fn columns_of(snapshot: &Bytes) -> Result<SchemaRef, ComputeError> {
    Ok(ParquetRecordBatchReaderBuilder::try_new(snapshot.clone())?.schema().clone())
}

/// What was worked out of the records before they were frozen; nothing where the snapshot says nothing of it.
///
/// # Errors
/// When the bytes are no snapshot, or their recipes are not of this version.
pub fn recipes_of(snapshot: &Bytes) -> Result<Vec<Recipe>, ComputeError> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(snapshot.clone())?;
    let pairs = builder.metadata().file_metadata().key_value_metadata();
    let recipes = pairs.into_iter().flatten().find(|pair| pair.key == RECIPES);
    match recipes.and_then(|pair| pair.value.as_deref()) {
        None => Ok(Vec::new()),
        Some(text) => serde_json::from_str(text).map_err(|error| ComputeError::Recipes { message: error.to_string() }),
    }
}

/// The named columns of a snapshot as one batch; names it does not have are left out.
pub(crate) fn read_columns(snapshot: &Bytes, names: &BTreeSet<String>) -> Result<RecordBatch, ComputeError> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(snapshot.clone())?;
    let roots = builder.schema().fields().iter().enumerate();
    let wanted: Vec<usize> = roots.filter(|(_, field)| names.contains(field.name())).map(|(index, _)| index).collect();
    let mask = ProjectionMask::roots(builder.parquet_schema(), wanted);
    let reader = builder.with_projection(mask).with_batch_size(BATCH_ROWS).build()?;
    let schema = reader.schema();
    let batches = reader.collect::<Result<Vec<_>, _>>()?;
    Ok(concat_batches(&schema, &batches)?)
}

/// Why answers of a record are absent, by the question's name.
pub(crate) type Reasons = BTreeMap<String, Missing>;

/// Why answers are absent, for each record of a snapshot. Records that lack the same answers for the same reasons share them:
/// where most of a form does not apply, these are many reasons and few records that differ.
pub(crate) struct AllReasons {
    different: Vec<Reasons>,
    /// Which of them are a record's.
    of_record: Vec<usize>,
}

impl AllReasons {
    /// Reads them from a snapshot.
    pub(crate) fn of(snapshot: &Bytes) -> Result<Self, ComputeError> {
        let batch = read_columns(snapshot, &BTreeSet::from([MISSING.to_owned()]))?;
        let unreadable = |found: String| ComputeError::UnexpectedAnswer { column: MISSING.to_owned(), found };
        let (mut different, mut of_record, mut known) = (Vec::new(), Vec::new(), HashMap::new());
        for text in texts(&batch, MISSING)? {
            let position = match known.entry(text) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(new) => {
                    let reasons: Option<Result<Reasons, _>> = text.map(serde_json::from_str);
                    let reasons = reasons.transpose().map_err(|error| unreadable(error.to_string()))?;
                    different.push(reasons.unwrap_or_default());
                    *new.insert(different.len() - 1)
                }
            };
            of_record.push(position);
        }
        Ok(Self { different, of_record })
    }

    /// All that occur.
    pub(crate) fn different(&self) -> &[Reasons] {
        &self.different
    }

    /// Which of them are those of the record in this row.
    pub(crate) fn position(&self, row: usize) -> Option<usize> {
        self.of_record.get(row).copied()
    }
}

/// Whether two snapshots have the same columns and rows, however their bytes were written.
///
/// # Errors
/// When one of them is no snapshot.
pub fn same_rows(one: &Bytes, other: &Bytes) -> Result<bool, ComputeError> {
    let whole = |snapshot: &Bytes| {
        let names = columns_of(snapshot)?.fields().iter().map(|field| field.name().clone()).collect();
        read_columns(snapshot, &names)
    };
    Ok(whole(one)? == whole(other)?)
}

/// A round of a country has some thousand records, so most snapshots are one batch.
const BATCH_ROWS: usize = 65_536;

use datafusion::arrow::array::RecordBatchReader as _;
