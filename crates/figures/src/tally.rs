//! Adding up: one pass over the records for each number of an indicator at a level.
//!
//! The expressions are the query engine's; the sums are ours, because setting up its aggregation took longer than a round's sums.

mod coded;
mod groups;
mod said;

use crate::check::Read;
use crate::error::ComputeError;
use crate::expression::{Expression, Kind};
use crate::frame::RoundFrame;
use crate::latest;
use crate::snapshot::{AllReasons, MISSING, columns_of, missing_entry, place_column, read_columns};
use bytes::Bytes;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, RecordBatch, StringArray};
use datafusion::arrow::datatypes::{DataType, Decimal128Type, Field, Float64Type, Schema as ArrowSchema};
use datafusion::functions::string::expr_fn::contains;
use datafusion::logical_expr::{Expr, cast, ident, lit};
use datafusion::prelude::SessionContext;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use vocab::{AdminLevel, Missing, Pcode};

use coded::Coded;
use groups::Groups;
use said::{Records, Said};

/// The record's place at the level coverage is counted at, if the round expected it.
const COVERED: &str = "_covered";

/// Widest whole number the engine adds up exactly; far beyond any count of people.
const WHOLE: DataType = DataType::Decimal128(38, 0);

/// The columns one indicator needs, with helpers worked out.
pub(crate) struct Loaded {
    batch: RecordBatch,
    /// Which of the snapshot's rows these are.
    rows: Vec<usize>,
    /// Records that a later one supersedes: they count nowhere.
    pub(crate) superseded: Option<RecordBatch>,
    /// The level coverage is counted at, for places at or above it.
    pub(crate) counted: AdminLevel,
    /// The columns that records are put together by, as numbers.
    coded: BTreeMap<String, Coded>,
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
    let mut batch = read_columns(snapshot, &names)?;
    let (mut rows, mut superseded): (Vec<usize>, _) = ((0..batch.num_rows()).collect(), None);
    if let Some(latest) = &read.indicator.latest {
        let divided = latest::divide(&batch, latest)?;
        (batch, rows, superseded) = (divided.standing, divided.rows, Some(divided.superseded));
    }
    let expected: Option<HashSet<&str>> =
        (!frame.expected.is_empty()).then(|| frame.places_at(counted).into_iter().map(Pcode::as_str).collect());
    let mut coded = BTreeMap::new();
    for level in levels {
        let name = place_column(*level);
        coded.insert(name.clone(), Coded::of(&texts(&batch, &name)?));
    }
    let places = Coded::of(&texts(&batch, &place_column(counted))?);
    let covered = places.where_text(|place| expected.as_ref().is_none_or(|all| all.contains(place)));
    coded.insert(COVERED.to_owned(), covered);
    for (disaggregation, column) in &read.by {
        let codes = texts(&batch, column)?;
        let codes: StringArray = codes.iter().map(|written| Some(disaggregation.code_of(*written))).collect();
        let name = code_column(&disaggregation.name);
        coded.insert(name.clone(), Coded::of(&codes.iter().collect::<Vec<_>>()));
        batch = with_column(&batch, &name, Arc::new(codes))?;
    }
    Ok(Loaded { batch, rows, superseded, counted, coded })
}

impl Loaded {
    pub(crate) fn batch(&self) -> &RecordBatch {
        &self.batch
    }

    /// A column that records are put together by.
    fn coded(&self, name: &str) -> Result<&Coded, ComputeError> {
        let absent = || ComputeError::UnexpectedAnswer { column: name.to_owned(), found: "nothing".to_owned() };
        self.coded.get(name).ok_or_else(absent)
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

/// The batch with one more column.
pub(crate) fn with_column(batch: &RecordBatch, name: &str, column: ArrayRef) -> Result<RecordBatch, ComputeError> {
    let mut fields: Vec<_> = batch.schema().fields().iter().cloned().collect();
    fields.push(Arc::new(Field::new(name, column.data_type().clone(), true)));
    let mut columns: Vec<ArrayRef> = batch.columns().to_vec();
    columns.push(column);
    Ok(RecordBatch::try_new(Arc::new(ArrowSchema::new(fields)), columns)?)
}

/// What the records of an indicator say, whichever places they are put together for.
pub(crate) struct Answers {
    /// The records that belong to the indicator; all of them unless given.
    kept: Option<BooleanArray>,
    /// For each expression asked for.
    said: Vec<Said>,
}

/// Asks the records for `values`: once, for all levels. `reasons` says of each row of the snapshot why answers are absent.
pub(crate) fn ask(
    context: &SessionContext,
    loaded: &Loaded,
    read: &Read<'_>,
    values: &[&Expression],
    reasons: &AllReasons,
) -> Result<Answers, ComputeError> {
    if loaded.batch.num_rows() == 0 {
        return Ok(Answers { kept: None, said: Vec::new() });
    }
    let records = Records::of(context, loaded, reasons)?;
    let kept = read.only.as_ref().map(|only| records.where_holds(only)).transpose()?;
    Ok(Answers { kept, said: values.iter().map(|value| records.say(value)).collect::<Result<_, _>>()? })
}

/// Adds up what the records of each place at `level` say, for the first `many` expressions that they were asked; further divided
/// by the column `by` if given.
pub(crate) fn tally(
    loaded: &Loaded,
    read: &Read<'_>,
    answers: &Answers,
    many: usize,
    level: AdminLevel,
    by: Option<&str>,
) -> Result<Vec<Tally>, ComputeError> {
    let place = place_column(level);
    let batch = &loaded.batch;
    if batch.column_by_name(&place).is_none() || batch.num_rows() == 0 {
        return Ok(Vec::new());
    }
    let columns = std::iter::once(place.as_str()).chain(by).map(|name| loaded.coded(name));
    let columns = columns.collect::<Result<Vec<_>, _>>()?;
    let groups = Groups::of(&columns, loaded.coded(&loaded.covered_column(level))?, answers.kept.as_ref());
    let beyond = || ComputeError::BeyondCounting { indicator: read.indicator.code.clone() };
    let tallies = answers.said.iter().take(many).map(|said| groups.add_up(said).ok_or_else(beyond));
    let tallies = tallies.collect::<Result<Vec<_>, _>>()?;
    let names = groups.names.iter().zip(&groups.records).enumerate();
    let of_group = |(group, (name, records)): (usize, (&Vec<&str>, &u64))| Tally {
        group: name.iter().map(|text| (*text).to_owned()).collect(),
        records: *records,
        parts: tallies.iter().map(|of_value| of_value[group]).collect(),
    };
    Ok(names.map(of_group).collect())
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

fn column<'a>(batch: &'a RecordBatch, name: &str) -> Result<&'a ArrayRef, ComputeError> {
    let absent = || ComputeError::UnexpectedAnswer { column: name.to_owned(), found: "nothing".to_owned() };
    batch.column_by_name(name).ok_or_else(absent)
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

/// What a record contributes under the name `value0`, with the reasons if it does not; of a share, `value1` is below the line.
pub(crate) fn contribution_columns<'a>(expressions: impl Iterator<Item = &'a Expression>) -> Vec<Expr> {
    expressions.enumerate().flat_map(|(index, value)| record_columns(index, value)).collect()
}

/// The snapshot's columns as the expression reader needs them.
pub(crate) fn snapshot_columns(snapshot: &Bytes) -> Result<datafusion::common::DFSchema, ComputeError> {
    Ok(datafusion::common::DFSchema::try_from(columns_of(snapshot)?.as_ref().clone())?)
}
