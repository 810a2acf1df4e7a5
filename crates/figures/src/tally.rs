//! Adding up: one scan for all numbers of an indicator at a level.

use crate::check::Read;
use crate::error::ComputeError;
use crate::expression::{Expression, Kind};
use crate::frame::RoundFrame;
use crate::snapshot::{MISSING, columns_of, missing_entry, place_column, read_columns};
use bytes::Bytes;
use datafusion::arrow::array::{ArrayRef, AsArray, RecordBatch, StringArray};
use datafusion::arrow::datatypes::{DataType, Decimal128Type, Field, Float64Type, Int64Type, Schema as ArrowSchema};
use datafusion::functions::string::expr_fn::contains;
use datafusion::functions_aggregate::expr_fn::{count, count_distinct, sum};
use datafusion::logical_expr::{Expr, cast, ident, lit, when};
use datafusion::prelude::SessionContext;
use std::collections::HashSet;
use std::sync::Arc;
use vocab::{AdminLevel, Missing, Pcode};

/// Helper column: the record's place at the level coverage is counted at, if the round expected it.
const COVERED: &str = "_covered";

/// Widest whole number the engine adds up exactly; far beyond any count of people.
const WHOLE: DataType = DataType::Decimal128(38, 0);

/// The columns one indicator needs, with helpers worked out.
pub(crate) struct Loaded {
    batch: RecordBatch,
    /// The level coverage is counted at, for places at or above it.
    pub(crate) counted: AdminLevel,
}

/// What was added up for one group of records.
pub(crate) struct Tally {
    /// The group's place, then its value of a `by` column if asked for.
    pub(crate) group: Vec<String>,
    /// Records in the group.
    pub(crate) records: u64,
    /// One for each expression asked for.
    pub(crate) parts: Vec<PartTally>,
}

/// What was added up for one expression over a group's records.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct PartTally {
    pub(crate) sum: Option<Sum>,
    /// Records with a value.
    pub(crate) given: u64,
    /// Records without, because the place could not be reached.
    pub(crate) not_accessible: u64,
    /// Records without, because the question does not apply.
    pub(crate) not_applicable: u64,
    /// Expected places with a value, or to which the question does not apply.
    pub(crate) covered: u64,
}

/// A sum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Sum {
    Whole(i128),
    Decimal(f64),
}

/// The name of the helper column with the codes of a disaggregation by a column.
pub(crate) fn code_column(disaggregation: &str) -> String {
    format!("_by_{disaggregation}")
}

/// Reads what `read` needs out of a snapshot; `also` names further columns.
pub(crate) fn load(
    snapshot: &Bytes,
    read: &Read<'_>,
    frame: &RoundFrame,
    levels: &[AdminLevel],
    also: &[&str],
) -> Result<Loaded, ComputeError> {
    let counted = frame.deepest().or(levels.iter().max().copied()).unwrap_or(AdminLevel::COUNTRY);
    let mut names = read.columns();
    names.extend(levels.iter().chain([&counted]).map(|level| place_column(*level)));
    names.extend(also.iter().chain([&MISSING]).map(|name| (*name).to_owned()));
    let batch = read_columns(snapshot, &names)?;
    let expected: Option<HashSet<&str>> =
        (!frame.expected.is_empty()).then(|| frame.places_at(counted).into_iter().map(Pcode::as_str).collect());
    let places = texts(&batch, &place_column(counted))?;
    let covered: StringArray = places
        .iter()
        .map(|place| place.filter(|place| expected.as_ref().is_none_or(|all| all.contains(place))))
        .collect();
    let mut batch = with_column(&batch, COVERED, covered)?;
    for (disaggregation, column) in &read.by {
        let codes = texts(&batch, column)?;
        let codes: StringArray = codes.iter().map(|written| Some(disaggregation.code_of(*written))).collect();
        batch = with_column(&batch, &code_column(&disaggregation.name), codes)?;
    }
    Ok(Loaded { batch, counted })
}

impl Loaded {
    pub(crate) fn batch(&self) -> &RecordBatch {
        &self.batch
    }

    /// The column that counts covered places for figures at `level`: below the level the round was planned at, only the
    /// place itself is known to be covered.
    fn covered_column(&self, level: AdminLevel) -> String {
        if level <= self.counted { COVERED.to_owned() } else { place_column(level) }
    }
}

/// A text column's values; all absent if the snapshot does not have it, because no record is placed that deep.
pub(crate) fn texts<'a>(batch: &'a RecordBatch, name: &str) -> Result<Vec<Option<&'a str>>, ComputeError> {
    let Some(column) = batch.column_by_name(name) else { return Ok(vec![None; batch.num_rows()]) };
    let unexpected =
        || ComputeError::UnexpectedAnswer { column: name.to_owned(), found: column.data_type().to_string() };
    Ok(column.as_string_opt::<i32>().ok_or_else(unexpected)?.iter().collect())
}

fn with_column(batch: &RecordBatch, name: &str, column: StringArray) -> Result<RecordBatch, ComputeError> {
    let mut fields: Vec<_> = batch.schema().fields().iter().cloned().collect();
    fields.push(Arc::new(Field::new(name, DataType::Utf8, true)));
    let mut columns: Vec<ArrayRef> = batch.columns().to_vec();
    columns.push(Arc::new(column));
    Ok(RecordBatch::try_new(Arc::new(ArrowSchema::new(fields)), columns)?)
}

/// Adds up `values` over the records of each place at `level`, further divided by the column `by` if given.
pub(crate) async fn tally(
    context: &SessionContext,
    loaded: &Loaded,
    read: &Read<'_>,
    values: &[&Expression],
    level: AdminLevel,
    by: Option<&str>,
) -> Result<Vec<Tally>, ComputeError> {
    let place = place_column(level);
    if loaded.batch.column_by_name(&place).is_none() || loaded.batch.num_rows() == 0 {
        return Ok(Vec::new());
    }
    let mut rows = context.read_batch(loaded.batch.clone())?.filter(ident(&place).is_not_null())?;
    if let Some(only) = &read.only {
        rows = rows.filter(only.expr.clone())?;
    }
    let groups: Vec<&str> = std::iter::once(place.as_str()).chain(by).collect();
    let mut columns: Vec<Expr> =
        groups.iter().enumerate().map(|(index, name)| ident(*name).alias(format!("g{index}"))).collect();
    columns.push(ident(loaded.covered_column(level)).alias("covered"));
    for (index, value) in values.iter().enumerate() {
        columns.extend(record_columns(index, value));
    }
    let by = (0..groups.len()).map(|index| ident(format!("g{index}"))).collect();
    let mut sums = vec![count(lit(1)).alias("records")];
    let places_in_place = level < loaded.counted;
    for index in 0..values.len() {
        sums.extend(group_columns(index, places_in_place)?);
    }
    let batches = rows.select(columns)?.aggregate(by, sums)?.collect().await?;
    let mut tallies = Vec::new();
    for batch in &batches {
        tallies.extend(read_tallies(batch, groups.len(), values, places_in_place)?);
    }
    Ok(tallies)
}

/// What each record says for a value: the number, or whether the place could not be reached or the question not asked.
fn record_columns(index: usize, value: &Expression) -> [Expr; 3] {
    let number = match value.kind {
        Kind::Whole => cast(value.expr.clone(), WHOLE),
        _ => cast(value.expr.clone(), DataType::Float64),
    };
    let [not_accessible, not_applicable] = absences(value);
    [
        number.alias(format!("value{index}")),
        not_accessible.alias(format!("not_accessible{index}")),
        not_applicable.alias(format!("not_applicable{index}")),
    ]
}

/// Whether a record has no value because its place could not be reached, and whether because the question does not
/// apply to it. Neither: the answer is just missing.
fn absences(value: &Expression) -> [Expr; 2] {
    let entry = |name: &str, reason| contains(ident(MISSING), lit(missing_entry(name, reason)));
    let says = |reason| value.columns.iter().map(move |name| entry(name, reason));
    let unreached = says(Missing::NotAccessible).fold(lit(false), Expr::or);
    let applies_nowhere = value
        .columns
        .iter()
        .map(|name| ident(name).is_not_null().or(entry(name, Missing::NotApplicable)))
        .fold(says(Missing::NotApplicable).fold(lit(false), Expr::or), Expr::and);
    let absent = value.expr.clone().is_null();
    [absent.clone().and(unreached.clone()), absent.and(!unreached).and(applies_nowhere)]
}

/// What is added up for a value. Counting different places costs a set for each group, so it is done only where a group
/// can hold more than one; elsewhere it is enough that there is any.
fn group_columns(index: usize, places_in_place: bool) -> Result<[Expr; 5], ComputeError> {
    let value = || ident(format!("value{index}"));
    let known = value().is_not_null().or(ident(format!("not_applicable{index}")));
    let covering = when(known, ident("covered")).end()?;
    let covered = if places_in_place { count_distinct(covering) } else { count(covering) };
    let counted = |condition: Expr| -> Result<Expr, ComputeError> { Ok(count(when(condition, lit(1)).end()?)) };
    Ok([
        sum(value()).alias(format!("sum{index}")),
        count(value()).alias(format!("given{index}")),
        counted(ident(format!("not_accessible{index}")))?.alias(format!("inaccessible{index}")),
        counted(ident(format!("not_applicable{index}")))?.alias(format!("inapplicable{index}")),
        covered.alias(format!("covered{index}")),
    ])
}

fn read_tallies(
    batch: &RecordBatch,
    groups: usize,
    values: &[&Expression],
    places_in_place: bool,
) -> Result<Vec<Tally>, ComputeError> {
    let names = (0..groups).map(|index| texts(batch, &format!("g{index}")));
    let names = names.collect::<Result<Vec<_>, _>>()?;
    let records = counts(batch, "records")?;
    let mut parts = Vec::new();
    for (index, value) in values.iter().enumerate() {
        parts.push(read_parts(batch, index, value.kind, places_in_place)?);
    }
    let rows = 0..batch.num_rows();
    Ok(rows
        .map(|row| Tally {
            group: names.iter().map(|column| column[row].unwrap_or_default().to_owned()).collect(),
            records: records[row],
            parts: parts.iter().map(|column| column[row]).collect(),
        })
        .collect())
}

fn read_parts(
    batch: &RecordBatch,
    index: usize,
    kind: Kind,
    places_in_place: bool,
) -> Result<Vec<PartTally>, ComputeError> {
    let sums = sums(batch, &format!("sum{index}"), kind)?;
    let given = counts(batch, &format!("given{index}"))?;
    let not_accessible = counts(batch, &format!("inaccessible{index}"))?;
    let not_applicable = counts(batch, &format!("inapplicable{index}"))?;
    let covered = counts(batch, &format!("covered{index}"))?;
    let part = |row: usize| PartTally {
        sum: sums[row],
        given: given[row],
        not_accessible: not_accessible[row],
        not_applicable: not_applicable[row],
        covered: if places_in_place { covered[row] } else { covered[row].min(1) },
    };
    Ok((0..batch.num_rows()).map(part).collect())
}

fn column<'a>(batch: &'a RecordBatch, name: &str) -> Result<&'a ArrayRef, ComputeError> {
    let absent = || ComputeError::UnexpectedAnswer { column: name.to_owned(), found: "nothing".to_owned() };
    batch.column_by_name(name).ok_or_else(absent)
}

fn counts(batch: &RecordBatch, name: &str) -> Result<Vec<u64>, ComputeError> {
    let column = column(batch, name)?;
    let unexpected =
        || ComputeError::UnexpectedAnswer { column: name.to_owned(), found: column.data_type().to_string() };
    let numbers = column.as_primitive_opt::<Int64Type>().ok_or_else(unexpected)?;
    Ok(numbers.values().iter().map(|number| number.unsigned_abs()).collect())
}

/// Numbers of a column of sums or of single contributions.
pub(crate) fn sums(batch: &RecordBatch, name: &str, kind: Kind) -> Result<Vec<Option<Sum>>, ComputeError> {
    let column = column(batch, name)?;
    let unexpected =
        || ComputeError::UnexpectedAnswer { column: name.to_owned(), found: column.data_type().to_string() };
    Ok(match kind {
        Kind::Whole => {
            let numbers = column.as_primitive_opt::<Decimal128Type>().ok_or_else(unexpected)?;
            numbers.iter().map(|number| number.map(Sum::Whole)).collect()
        }
        _ => {
            let numbers = column.as_primitive_opt::<Float64Type>().ok_or_else(unexpected)?;
            numbers.iter().map(|number| number.map(Sum::Decimal)).collect()
        }
    })
}

/// The number a record contributes, under the name `value0`, with the reasons if it does not.
pub(crate) fn contribution_columns(value: &Expression) -> [Expr; 3] {
    record_columns(0, value)
}

/// The snapshot's columns as the expression reader needs them.
pub(crate) fn snapshot_columns(snapshot: &Bytes) -> Result<datafusion::common::DFSchema, ComputeError> {
    Ok(datafusion::common::DFSchema::try_from(columns_of(snapshot)?.as_ref().clone())?)
}
