//! Reading back only the columns a question needs.

use crate::error::ComputeError;
use bytes::Bytes;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::compute::concat_batches;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::parquet::arrow::ProjectionMask;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::collections::BTreeSet;

/// The columns a snapshot has.
pub(crate) fn columns_of(snapshot: &Bytes) -> Result<SchemaRef, ComputeError> {
    Ok(ParquetRecordBatchReaderBuilder::try_new(snapshot.clone())?.schema().clone())
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

/// A round of a country has some thousand records, so most snapshots are one batch.
const BATCH_ROWS: usize = 65_536;

use datafusion::arrow::array::RecordBatchReader as _;
