//! From a figure back to its records.

use crate::check::{self, Part, Read};
use crate::compute::{compute_levels, shown};
use crate::error::ComputeError;
use crate::frame::RoundFrame;
use crate::indicator::Indicator;
use crate::snapshot::{RECORD, SOURCE, place_column, snapshot_name};
use crate::tally::{self, code_column, contribution_columns, sums, texts};
use bytes::Bytes;
use datafusion::arrow::array::{AsArray, RecordBatch};
use datafusion::logical_expr::{Expr, ident, lit};
use datafusion::prelude::SessionContext;
use serde::{Deserialize, Serialize};
use vocab::{Figure, FigureKey, Missing, RecordKey, Text};

/// What a figure stands on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// The figure, computed again from the snapshot.
    pub figure: Figure,
    /// The indicator's name, for people.
    pub name: Text,
    /// How the number comes about.
    pub method: Text,
    /// What is our choice in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipe_note: Option<Text>,
    /// The expression that was added up, as written in the indicator's file.
    pub expression: String,
    /// The condition records had to meet, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<String>,
    /// Records that contribute, by key; their values add up to the figure.
    pub contributing: Vec<Contribution>,
    /// Records of the place without a value, and why, by key.
    pub omitted: Vec<Omission>,
}

/// A record's part in a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contribution {
    /// The record.
    pub key: RecordKey,
    /// Where it was read from.
    pub source: String,
    /// What it adds.
    pub value: f64,
}

/// A record that adds nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Omission {
    /// The record.
    pub key: RecordKey,
    /// Where it was read from.
    pub source: String,
    /// Why it has no value.
    pub reason: Missing,
}

pub(crate) async fn explain(
    context: &SessionContext,
    snapshot: &Bytes,
    indicator: &Indicator,
    key: &FigureKey,
    frame: &RoundFrame,
) -> Result<Explanation, ComputeError> {
    let columns = tally::snapshot_columns(snapshot)?;
    let read = check::read(context, &columns, indicator)?;
    let name = snapshot_name(snapshot);
    let figures = compute_levels(context, snapshot, &name, &read, frame, |level| level == key.level).await?;
    let figure = figures.into_iter().find(|figure| figure.key == *key).ok_or_else(|| no_such(indicator, key, frame))?;
    let part = part_of(&read, key).ok_or_else(|| no_such(indicator, key, frame))?;
    let batches = contributions(context, snapshot, &read, part, key, frame).await?;
    let mut explanation = Explanation {
        figure,
        name: indicator.name.clone(),
        method: indicator.method.clone(),
        recipe_note: indicator.recipe_note.clone(),
        expression: part.text.to_owned(),
        only: indicator.only.clone(),
        contributing: Vec::new(),
        omitted: Vec::new(),
    };
    batches.iter().try_for_each(|batch| explanation.take(batch, part, key))?;
    explanation.contributing.sort_by(|a, b| a.key.cmp(&b.key));
    explanation.omitted.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(explanation)
}

fn no_such(indicator: &Indicator, key: &FigureKey, frame: &RoundFrame) -> ComputeError {
    let why = if key.indicator != indicator.code {
        format!("the indicator is '{}'", indicator.code)
    } else if indicator.levels_in(&key.exercise).is_none() {
        format!("the indicator is not made for exercise '{}'", key.exercise)
    } else if (&key.operation, &key.exercise, key.round) != (&frame.operation, &frame.exercise, frame.round) {
        format!("the round is {}/{}/{}", frame.operation, frame.exercise, frame.round)
    } else {
        "the round has no such place, level or part".to_owned()
    };
    ComputeError::NoSuchFigure { path: key.path(), why }
}

/// The part of the indicator a key is of; the total's for a disaggregation by a column.
fn part_of<'a>(read: &'a Read<'_>, key: &FigureKey) -> Option<&'a Part<'a>> {
    let by = read.by.iter().any(|(disaggregation, _)| disaggregation.name == key.disaggregation);
    let fits = |part: &&Part<'_>| part.disaggregation == key.disaggregation && part.at == key.dimensions;
    if by { read.parts.first() } else { read.parts.iter().find(fits) }
}

/// The records the figure is about, with what each says.
async fn contributions(
    context: &SessionContext,
    snapshot: &Bytes,
    read: &Read<'_>,
    part: &Part<'_>,
    key: &FigureKey,
    frame: &RoundFrame,
) -> Result<Vec<RecordBatch>, ComputeError> {
    let loaded = tally::load(snapshot, read, frame, &[key.level], &[RECORD, SOURCE])?;
    let place = place_column(key.level);
    if loaded.batch().column_by_name(&place).is_none() {
        return Ok(Vec::new());
    }
    let mut rows = context.read_batch(loaded.batch().clone())?;
    rows = rows.filter(ident(place).eq(lit(key.place.as_str())))?;
    for condition in conditions(read, key) {
        rows = rows.filter(condition)?;
    }
    let mut columns = vec![ident(RECORD).alias("record"), ident(SOURCE).alias("source")];
    columns.extend(contribution_columns(&part.value));
    Ok(rows.select(columns)?.collect().await?)
}

fn conditions(read: &Read<'_>, key: &FigureKey) -> Vec<Expr> {
    let only = read.only.iter().map(|condition| condition.expr.clone());
    let by = read.by.iter().filter(|(disaggregation, _)| disaggregation.name == key.disaggregation);
    let by = by.flat_map(|(disaggregation, _)| {
        key.dimensions.values().map(|code| ident(code_column(&disaggregation.name)).eq(lit(code.as_str())))
    });
    only.chain(by).collect()
}

impl Explanation {
    fn take(&mut self, batch: &RecordBatch, part: &Part<'_>, key: &FigureKey) -> Result<(), ComputeError> {
        let (records, sources) = (texts(batch, "record")?, texts(batch, "source")?);
        let values = sums(batch, "value0", part.value.kind)?;
        let not_accessible = flags(batch, "not_accessible0")?;
        let not_applicable = flags(batch, "not_applicable0")?;
        for row in 0..batch.num_rows() {
            let record = RecordKey::stored(records[row].unwrap_or_default());
            let source = sources[row].unwrap_or_default().to_owned();
            if let Some(sum) = values[row] {
                let value = shown(sum, &key.indicator, &key.place)?;
                self.contributing.push(Contribution { key: record, source, value });
            } else {
                let reason = match (not_accessible[row], not_applicable[row]) {
                    (true, _) => Missing::NotAccessible,
                    (_, true) => Missing::NotApplicable,
                    _ => Missing::Missing,
                };
                self.omitted.push(Omission { key: record, source, reason });
            }
        }
        Ok(())
    }
}

fn flags(batch: &RecordBatch, name: &str) -> Result<Vec<bool>, ComputeError> {
    let unexpected = || ComputeError::UnexpectedAnswer { column: name.to_owned(), found: "no condition".to_owned() };
    let column = batch.column_by_name(name).and_then(|column| column.as_boolean_opt()).ok_or_else(unexpected)?;
    Ok(column.iter().map(|flag| flag == Some(true)).collect())
}
