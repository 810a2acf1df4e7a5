//! The rows of a snapshot in memory, so that where few records change, few are read and laid out anew.

use super::columns::arrow_schema;
use super::rows::Questions;
use super::write::{deepest, key_problems, name_problems, record_batch, writer};
use super::{Snapshot, snapshot_name};
use crate::error::SnapshotError;
use bytes::Bytes;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::compute::interleave_record_batch;
use datafusion::arrow::datatypes::Schema as ArrowSchema;
use derived::{Recipe, WorkedOut};
use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;
use vocab::{Record, RecordKey, Schema};

/// Rows that are laid out at a time: what they say stays in the processor's caches.
const BLOCK_ROWS: usize = 2_048;

/// Approved records laid out by question, sorted by key: what a snapshot is written from.
#[derive(Clone)]
pub struct Table {
    arrow: Arc<ArrowSchema>,
    keys: Vec<RecordKey>,
    /// [`BLOCK_ROWS`] each but for the last, so that the same rows are written in the same pieces wherever they come from.
    batches: Vec<RecordBatch>,
    recipes: Vec<Recipe>,
}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table").field("rows", &self.keys.len()).finish_non_exhaustive()
    }
}

impl Table {
    /// Lays out records with what was worked out of them.
    ///
    /// # Errors
    /// [`SnapshotError::Refused`] with every duplicate key, reserved question name and value of a wrong type.
    pub fn of(worked: &WorkedOut) -> Result<Self, SnapshotError> {
        Self::lay_out(&worked.schema, &worked.records, &worked.recipes)
    }

    pub(super) fn lay_out(schema: &Schema, records: &[Record], recipes: &[Recipe]) -> Result<Self, SnapshotError> {
        let mut sorted: Vec<&Record> = records.iter().collect();
        sorted.sort_by(|a, b| a.key.cmp(&b.key));
        let mut problems = key_problems(&sorted);
        problems.extend(name_problems(schema));
        let arrow = Arc::new(arrow_schema(schema, deepest(&sorted)?));
        let questions = Questions::of(schema);
        let mut batches = Vec::new();
        for records in sorted.chunks(BLOCK_ROWS) {
            batches.extend(record_batch(schema, &questions, &arrow, records, &mut problems)?);
        }
        if !problems.is_empty() {
            return Err(SnapshotError::Refused(problems));
        }
        let keys = sorted.into_iter().map(|record| record.key.clone()).collect();
        Ok(Self { arrow, keys, batches, recipes: recipes.to_vec() })
    }

    /// The rows of this table but for `gone`, with those of `more`, which stand for any of the same key; nothing if the two do
    /// not have the same columns and recipes. It is the same table, to the byte, as laying out all of the records anew.
    ///
    /// # Errors
    /// When the rows cannot be put together.
    pub fn with(&self, gone: &HashSet<RecordKey>, more: &Self) -> Result<Option<Self>, SnapshotError> {
        if self.arrow != more.arrow || self.recipes != more.recipes {
            return Ok(None);
        }
        let replaced: HashSet<&RecordKey> = more.keys.iter().chain(gone).collect();
        let of = |table: &Self, first: usize| -> Vec<(RecordKey, (usize, usize))> {
            let rows = table.keys.iter().cloned().enumerate();
            rows.map(|(at, key)| (key, (first + at / BLOCK_ROWS, at % BLOCK_ROWS))).collect()
        };
        let mut rows = of(self, 0);
        rows.retain(|(key, _)| !replaced.contains(key));
        rows.extend(of(more, self.batches.len()));
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        let (keys, places): (Vec<RecordKey>, Vec<(usize, usize)>) = rows.into_iter().unzip();
        let sources: Vec<&RecordBatch> = self.batches.iter().chain(&more.batches).collect();
        let batches = places.chunks(BLOCK_ROWS).map(|places| put_together(&sources, places));
        let batches = batches.collect::<Result<_, _>>()?;
        Ok(Some(Self { arrow: Arc::clone(&self.arrow), keys, batches, recipes: self.recipes.clone() }))
    }

    /// Rows by columns: how much memory it takes, in cells.
    pub fn cells(&self) -> usize {
        self.keys.len() * self.arrow.fields().len()
    }

    /// Freezes it into a Parquet file that names itself by its content.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn snapshot(&self) -> Result<Snapshot, SnapshotError> {
        let mut writer = writer(&self.arrow, &self.recipes)?;
        for batch in &self.batches {
            writer.write(batch)?;
        }
        let bytes = Bytes::from(writer.into_inner()?);
        Ok(Snapshot { sha256: snapshot_name(&bytes), bytes, rows: self.keys.len() as u64 })
    }
}

/// The rows at these places: the batch they are in where they are all of it, in its order.
fn put_together(sources: &[&RecordBatch], places: &[(usize, usize)]) -> Result<RecordBatch, SnapshotError> {
    let whole = places.first().and_then(|(batch, _)| Some((*batch, sources.get(*batch)?)));
    if let Some((at, batch)) = whole {
        let in_order = places.iter().enumerate().all(|(row, place)| *place == (at, row));
        if in_order && batch.num_rows() == places.len() {
            return Ok((*batch).clone());
        }
    }
    Ok(interleave_record_batch(sources, places)?)
}
