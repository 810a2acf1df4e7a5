//! Of records that follow one another, such as the numbered updates of an event, only the last counts.

use crate::error::ComputeError;
use crate::indicator::Latest;
use crate::tally::{texts, with_column};
use datafusion::arrow::array::{Array, AsArray, BooleanArray, RecordBatch};
use datafusion::arrow::compute::filter_record_batch;
use datafusion::arrow::datatypes::Int64Type;
use std::collections::HashMap;
use std::sync::Arc;

/// Helper column: whether a record is the last of those it follows. Not so where that cannot be decided.
pub(crate) const LATEST: &str = "_latest";

/// Records divided into those that may count, with [`LATEST`], and those that a later one supersedes.
pub(crate) struct Divided {
    pub(crate) standing: RecordBatch,
    /// Which of the batch's rows those are.
    pub(crate) rows: Vec<usize>,
    pub(crate) superseded: RecordBatch,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Last,
    Superseded,
    /// It has no number, or belongs to nothing, or another has the highest number too.
    Undecided,
}

/// Divides the records of a batch.
pub(crate) fn divide(batch: &RecordBatch, latest: &Latest) -> Result<Divided, ComputeError> {
    let standings = standings(batch, latest)?;
    let with = |wanted: fn(Standing) -> bool| standings.iter().map(|one| Some(wanted(*one))).collect::<BooleanArray>();
    let last = with(|one| one == Standing::Last);
    let superseded = with(|one| one == Standing::Superseded);
    let standing = with_column(batch, LATEST, Arc::new(last))?;
    let rows = standings.iter().enumerate().filter(|(_, one)| **one != Standing::Superseded).map(|(row, _)| row);
    Ok(Divided {
        rows: rows.collect(),
        standing: filter_record_batch(&standing, &with(|one| one != Standing::Superseded))?,
        superseded: filter_record_batch(batch, &superseded)?,
    })
}

fn standings(batch: &RecordBatch, latest: &Latest) -> Result<Vec<Standing>, ComputeError> {
    let columns = latest.of.iter().map(|name| texts(batch, name)).collect::<Result<Vec<_>, _>>()?;
    let numbers = numbers(batch, &latest.by)?;
    let of = |row: usize| {
        let key: Option<Vec<&str>> = columns.iter().map(|column| column[row]).collect();
        key.zip(numbers[row])
    };
    // What each chain's highest number is, and how many records have it.
    let mut highest: HashMap<Vec<&str>, (i64, usize)> = HashMap::new();
    for (key, number) in (0..batch.num_rows()).filter_map(of) {
        let entry = highest.entry(key).or_insert((number, 0));
        match number.cmp(&entry.0) {
            std::cmp::Ordering::Greater => *entry = (number, 1),
            std::cmp::Ordering::Equal => entry.1 += 1,
            std::cmp::Ordering::Less => {}
        }
    }
    let standing = |row: usize| match of(row).and_then(|(key, number)| Some((number, *highest.get(&key)?))) {
        Some((number, (last, _))) if number < last => Standing::Superseded,
        Some((_, (_, 1))) => Standing::Last,
        _ => Standing::Undecided,
    };
    Ok((0..batch.num_rows()).map(standing).collect())
}

fn numbers(batch: &RecordBatch, name: &str) -> Result<Vec<Option<i64>>, ComputeError> {
    let unexpected = |found: String| ComputeError::UnexpectedAnswer { column: name.to_owned(), found };
    let column = batch.column_by_name(name).ok_or_else(|| unexpected("nothing".to_owned()))?;
    let numbers = column.as_primitive_opt::<Int64Type>();
    Ok(numbers.ok_or_else(|| unexpected(column.data_type().to_string()))?.iter().collect())
}
