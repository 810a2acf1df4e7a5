//! From a figure back to its records.

use crate::check::{self, Part, Read};
use crate::compute::{Frozen, compute_levels, shown};
use crate::error::ComputeError;
use crate::frame::RoundFrame;
use crate::indicator::{Indicator, Latest};
use crate::latest::LATEST;
use crate::snapshot::{RECORD, SOURCE, place_column};
use crate::tally::{self, code_column, contribution_columns, sums, texts};
use bytes::Bytes;
use datafusion::arrow::array::{AsArray, RecordBatch};
use datafusion::logical_expr::{Expr, ident, lit};
use datafusion::prelude::SessionContext;
use derived::Recipe;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
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
    /// Of a share: what was added up below the line, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
    /// Which records follow one another: only the last counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<Latest>,
    /// The recipes that worked out what was added up, with their parameters, in the order they were applied.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipes: Vec<Recipe>,
    /// Records that contribute, by key; their values add up to the figure.
    pub contributing: Vec<Contribution>,
    /// Records of the place without a value, and why, by key.
    pub omitted: Vec<Omission>,
    /// Records of the place that a later one supersedes, by key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub superseded: Vec<Superseded>,
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
    /// Of a share: what it adds below the line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<f64>,
    /// How its number came about, by what was worked out: every informant's answer, or the mean and where it is from.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub basis: BTreeMap<String, serde_json::Value>,
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
    /// Whether it is left out because nobody can say if it is the last: another has the same number, or it has none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub undecided: bool,
}

/// A record that a later one supersedes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Superseded {
    /// The record.
    pub key: RecordKey,
    /// Where it was read from.
    pub source: String,
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
    let frozen = Frozen::of(snapshot)?;
    let figures = compute_levels(context, &frozen, &read, frame, |level| level == key.level).await?;
    let figure = figures.into_iter().find(|figure| figure.key == *key).ok_or_else(|| no_such(indicator, key, frame))?;
    let part = part_of(&read, key).ok_or_else(|| no_such(indicator, key, frame))?;
    let recipes: Vec<Recipe> = derived::used(&frozen.recipes, &read.columns_of(part)).into_iter().cloned().collect();
    let (batches, superseded) = contributions(context, snapshot, &read, (part, &recipes), key, frame).await?;
    let mut explanation = Explanation {
        figure,
        name: indicator.name.clone(),
        method: indicator.method.clone(),
        recipe_note: indicator.recipe_note.clone(),
        expression: part.text.to_owned(),
        only: indicator.only.clone(),
        per: indicator.per.clone(),
        latest: indicator.latest.clone(),
        recipes,
        contributing: Vec::new(),
        omitted: Vec::new(),
        superseded,
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

/// The records the figure is about, with what each says, and those that later ones supersede.
async fn contributions(
    context: &SessionContext,
    snapshot: &Bytes,
    read: &Read<'_>,
    (part, recipes): (&Part<'_>, &[Recipe]),
    key: &FigureKey,
    frame: &RoundFrame,
) -> Result<(Vec<RecordBatch>, Vec<Superseded>), ComputeError> {
    let bases: Vec<String> = recipes.iter().map(Recipe::basis).collect();
    let also: Vec<&str> = [RECORD, SOURCE].into_iter().chain(bases.iter().map(String::as_str)).collect();
    let loaded = tally::load(snapshot, read, frame, &[key.level], &also)?;
    let place = place_column(key.level);
    if loaded.batch().column_by_name(&place).is_none() {
        return Ok((Vec::new(), Vec::new()));
    }
    let superseded = loaded.superseded.as_ref().map(|batch| superseded(batch, &place, key)).transpose()?;
    let mut rows = context.read_batch(loaded.batch().clone())?;
    rows = rows.filter(ident(place).eq(lit(key.place.as_str())))?;
    for condition in conditions(read, key) {
        rows = rows.filter(condition)?;
    }
    let mut columns = vec![ident(RECORD).alias("record"), ident(SOURCE).alias("source")];
    columns.extend(contribution_columns(part.expressions()));
    columns.extend(bases.iter().map(ident));
    if read.indicator.latest.is_some() {
        columns.push(ident(LATEST));
    }
    Ok((rows.select(columns)?.collect().await?, superseded.unwrap_or_default()))
}

/// Records of the figure's place that a later one supersedes.
fn superseded(batch: &RecordBatch, place: &str, key: &FigureKey) -> Result<Vec<Superseded>, ComputeError> {
    let (places, records, sources) = (texts(batch, place)?, texts(batch, RECORD)?, texts(batch, SOURCE)?);
    let here = (0..batch.num_rows()).filter(|row| places[*row] == Some(key.place.as_str()));
    let mut found: Vec<Superseded> = here
        .map(|row| Superseded {
            key: RecordKey::stored(records[row].unwrap_or_default()),
            source: sources[row].unwrap_or_default().to_owned(),
        })
        .collect();
    found.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(found)
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
        let wholes = part.whole.as_ref().map(|whole| sums(batch, "value1", whole.kind)).transpose()?;
        let bases =
            self.recipes.iter().map(|recipe| Ok((recipe.parameters.name().to_owned(), texts(batch, &recipe.basis())?)));
        let bases = bases.collect::<Result<Vec<_>, ComputeError>>()?;
        let not_accessible = flags(batch, "not_accessible0")?;
        let not_applicable = flags(batch, "not_applicable0")?;
        let last = self.latest.is_some().then(|| flags(batch, LATEST)).transpose()?;
        for row in 0..batch.num_rows() {
            let record = RecordKey::stored(records[row].unwrap_or_default());
            let source = sources[row].unwrap_or_default().to_owned();
            if let Some(sum) = values[row] {
                let value = shown(sum, &key.indicator, &key.place)?;
                let whole = wholes.as_ref().and_then(|wholes| wholes[row]);
                let whole = whole.map(|sum| shown(sum, &key.indicator, &key.place)).transpose()?;
                let basis = bases
                    .iter()
                    .filter_map(|(name, texts)| Some((name.clone(), serde_json::from_str(texts[row]?).ok()?)));
                let basis = basis.collect();
                self.contributing.push(Contribution { key: record, source, value, whole, basis });
            } else {
                let reason = match (not_accessible[row], not_applicable[row]) {
                    (true, _) => Missing::NotAccessible,
                    (_, true) => Missing::NotApplicable,
                    _ => Missing::Missing,
                };
                let undecided = last.as_ref().is_some_and(|last| !last[row]);
                self.omitted.push(Omission { key: record, source, reason, undecided });
            }
        }
        Ok(())
    }
}

pub(crate) fn flags(batch: &RecordBatch, name: &str) -> Result<Vec<bool>, ComputeError> {
    let unexpected = || ComputeError::UnexpectedAnswer { column: name.to_owned(), found: "no condition".to_owned() };
    let column = batch.column_by_name(name).and_then(|column| column.as_boolean_opt()).ok_or_else(unexpected)?;
    Ok(column.iter().map(|flag| flag == Some(true)).collect())
}
