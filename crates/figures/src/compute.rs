//! From sums to figures: every place and every part gets one, with a number or the reason why there is none.

use crate::check::{self, Part, Read};
use crate::confidence::{borrowed, confidence, grade_recipe};
use crate::error::ComputeError;
use crate::frame::RoundFrame;
use crate::indicator::Indicator;
use crate::snapshot::{AllReasons, recipes_of, snapshot_name};
use crate::tally::{self, Answers, Loaded, PartTally, Sum, Tally, code_column};
use bytes::Bytes;
use datafusion::prelude::SessionContext;
use derived::Recipe;
use std::collections::{BTreeMap, BTreeSet};
use vocab::{AdminLevel, Coverage, Figure, FigureKey, Language, Missing, Pcode, Ratio};

/// Largest whole number that JSON and a spreadsheet still show exactly.
const LARGEST: i128 = 1 << 53;

pub(crate) async fn compute(
    context: &SessionContext,
    snapshot: &Bytes,
    indicators: &[Indicator],
    frame: &RoundFrame,
) -> Result<Vec<Figure>, ComputeError> {
    let columns = tally::snapshot_columns(snapshot)?;
    let frozen = Frozen::of(snapshot)?;
    let mut figures = Vec::new();
    for indicator in indicators.iter().filter(|one| one.levels_in(&frame.exercise).is_some()) {
        let read = check::read(context, &columns, indicator)?;
        figures.extend(compute_levels(context, &frozen, &read, frame, |_| true).await?);
    }
    Ok(figures)
}

/// A snapshot with what it says of itself.
pub(crate) struct Frozen<'a> {
    pub(crate) bytes: &'a Bytes,
    pub(crate) name: String,
    /// What was worked out of its records.
    pub(crate) recipes: Vec<Recipe>,
    /// Why answers are absent, for each record.
    reasons: AllReasons,
}

impl<'a> Frozen<'a> {
    pub(crate) fn of(bytes: &'a Bytes) -> Result<Self, ComputeError> {
        Ok(Self { bytes, name: snapshot_name(bytes), recipes: recipes_of(bytes)?, reasons: AllReasons::of(bytes)? })
    }
}

/// The figures of one indicator at those of its levels that are `wanted`.
pub(crate) async fn compute_levels(
    context: &SessionContext,
    frozen: &Frozen<'_>,
    read: &Read<'_>,
    frame: &RoundFrame,
    wanted: impl Fn(AdminLevel) -> bool,
) -> Result<Vec<Figure>, ComputeError> {
    let Some(levels) = read.indicator.levels_in(&frame.exercise) else { return Ok(Vec::new()) };
    let levels: Vec<AdminLevel> = levels.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let loaded = tally::load(frozen.bytes, read, frame, &levels, &[])?;
    let values: Vec<_> = read.parts.iter().flat_map(Part::expressions).chain(read.beside()).collect();
    let answers = tally::ask(context, &loaded, read, &values, &frozen.reasons)?;
    let mut figures = Vec::new();
    for level in levels.into_iter().filter(|level| wanted(*level)) {
        let table = Table { read, frame, level, counted: loaded.counted.max(level), frozen, answers: &answers };
        figures.extend(table.compute(&loaded)?);
    }
    Ok(figures)
}

/// The figures of one indicator at one level.
struct Table<'a> {
    read: &'a Read<'a>,
    frame: &'a RoundFrame,
    level: AdminLevel,
    counted: AdminLevel,
    frozen: &'a Frozen<'a>,
    answers: &'a Answers,
}

/// What is known of a place and a part.
#[derive(Default)]
struct Found {
    records: u64,
    part: PartTally,
    /// Of a share: what is below the line.
    whole: Option<PartTally>,
    /// What was added up beside the total; empty for its parts.
    beside: Vec<PartTally>,
}

impl Found {
    /// Reads the tallies of one part: its value, then of a share what is below the line.
    fn of(records: u64, part: &Part<'_>, tallies: &mut impl Iterator<Item = PartTally>) -> Self {
        let value = tallies.next().unwrap_or_default();
        let whole = part.whole.as_ref().map(|_| tallies.next().unwrap_or_default());
        Self { records, part: value, whole, beside: Vec::new() }
    }
}

impl Table<'_> {
    fn compute(&self, loaded: &Loaded) -> Result<Vec<Figure>, ComputeError> {
        let tallies = tally::tally(loaded, self.read, self.answers, usize::MAX, self.level, None)?;
        let mut by_place: BTreeMap<Pcode, Tally> = BTreeMap::new();
        for tally in tallies {
            by_place.insert(tally.group[0].parse()?, tally);
        }
        let mut divided = BTreeMap::new();
        for (disaggregation, _) in &self.read.by {
            let found = self.divided(loaded, &disaggregation.name)?;
            divided.insert(disaggregation.name.as_str(), found);
        }
        let expected = self.frame.expected_within(self.level, self.counted);
        let observed = by_place.keys();
        let places: BTreeSet<&Pcode> = observed.chain(self.frame.places_at(self.level)).collect();
        let mut figures = Vec::new();
        for place in places {
            let expected = expected.get(place).copied().unwrap_or(0);
            for (part, found) in self.read.parts.iter().zip(self.found(by_place.get(place))) {
                figures.push(self.figure(place, (part, part.disaggregation), part.at.clone(), found, expected)?);
            }
            for (disaggregation, _) in &self.read.by {
                let dimension = disaggregation.dimensions.first().map(|one| one.name.clone()).unwrap_or_default();
                let cells = divided.get_mut(disaggregation.name.as_str()).and_then(|all| all.remove(place));
                let Some(total) = self.read.parts.first() else { continue };
                for (code, found) in cells.unwrap_or_default() {
                    let at = BTreeMap::from([(dimension.clone(), code)]);
                    figures.push(self.figure(place, (total, &disaggregation.name), at, found, expected)?);
                }
            }
        }
        Ok(figures)
    }

    /// What was tallied of a place, for each part in turn.
    fn found(&self, tally: Option<&Tally>) -> Vec<Found> {
        let Some(tally) = tally else { return self.read.parts.iter().map(|_| Found::default()).collect() };
        let mut tallies = tally.parts.iter().copied();
        let parts = self.read.parts.iter();
        let mut found: Vec<Found> = parts.map(|part| Found::of(tally.records, part, &mut tallies)).collect();
        if let Some(total) = found.first_mut() {
            total.beside = tallies.collect();
        }
        found
    }

    /// The indicator's total divided by what a column says, for each place.
    fn divided(
        &self,
        loaded: &Loaded,
        disaggregation: &str,
    ) -> Result<BTreeMap<Pcode, Vec<(String, Found)>>, ComputeError> {
        let Some(whole) = self.read.parts.first() else { return Ok(BTreeMap::new()) };
        // What the records were asked first is the total.
        let (column, many) = (code_column(disaggregation), whole.expressions().count());
        let tallies = tally::tally(loaded, self.read, self.answers, many, self.level, Some(&column))?;
        let mut found: BTreeMap<Pcode, Vec<(String, Found)>> = BTreeMap::new();
        for tally in tallies {
            let of_cell = Found::of(tally.records, whole, &mut tally.parts.iter().copied());
            let cell = (tally.group[1].clone(), of_cell);
            found.entry(tally.group[0].parse()?).or_default().push(cell);
        }
        found.values_mut().for_each(|cells| cells.sort_by(|a, b| a.0.cmp(&b.0)));
        Ok(found)
    }

    fn figure(
        &self,
        place: &Pcode,
        (of, disaggregation): (&Part<'_>, &str),
        dimensions: BTreeMap<String, String>,
        found: Found,
        expected: u64,
    ) -> Result<Figure, ComputeError> {
        let indicator = self.read.indicator;
        let Found { records, part, whole, beside } = found;
        let sum = part.sum.map(|sum| shown(sum, &indicator.code, place)).transpose()?;
        let below = whole.and_then(|whole| whole.sum).map(|sum| shown(sum, &indicator.code, place)).transpose()?;
        let ratio = sum.zip(below).map(|(part, whole)| Ratio { part, whole });
        let value = if whole.is_some() { ratio.and_then(share) } else { sum };
        let weight = whole.as_ref().unwrap_or(&part);
        let (graded, marked) = beside.split_at(self.read.graded.len().min(beside.len()));
        let recipe =
            indicator.grade.as_ref().map(|column| grade_recipe(&self.frozen.recipes, column)).unwrap_or_default();
        Ok(Figure {
            key: FigureKey {
                operation: self.frame.operation.clone(),
                exercise: self.frame.exercise.clone(),
                round: self.frame.round,
                indicator: indicator.code.clone(),
                level: self.level,
                place: place.clone(),
                disaggregation: disaggregation.to_owned(),
                dimensions,
            },
            value,
            missing: if value.is_some() { None } else { Some(why_missing(records, part)) },
            confidence: confidence(weight, graded, &recipe)?,
            borrowed: marked.first().and_then(|marked| borrowed(weight, marked)),
            ratio,
            recipes: self.recipes(of),
            records: part.given,
            omitted: records - part.given - part.not_applicable,
            coverage: Coverage { assessed: part.covered, expected, level: self.counted },
            indicator_version: indicator.version.clone(),
            method: indicator.method.in_language(Language::English).to_owned(),
            snapshot: self.frozen.name.clone(),
        })
    }

    /// Names and versions of the recipes behind a part.
    fn recipes(&self, of: &Part<'_>) -> Vec<String> {
        let mut versions: Vec<String> = Vec::new();
        for recipe in derived::used(&self.frozen.recipes, &self.read.columns_of(of)) {
            if !versions.contains(&recipe.version) {
                versions.push(recipe.version.clone());
            }
        }
        versions
    }
}

/// A share in percent; none of nobody.
fn share(ratio: Ratio) -> Option<f64> {
    (ratio.whole > 0.0).then(|| 100.0 * ratio.part / ratio.whole)
}

/// Why there is no number, when all that is known is this.
fn why_missing(records: u64, part: PartTally) -> Missing {
    let asked = records - part.not_applicable;
    match (records, asked) {
        (0, _) => Missing::NotAssessed,
        (_, 0) => Missing::NotApplicable,
        // A share of nobody: it was asked, and there is nothing to divide by.
        _ if part.given > 0 => Missing::NotApplicable,
        _ if part.not_accessible == asked => Missing::NotAccessible,
        _ => Missing::Missing,
    }
}

/// A sum as figures carry it.
#[allow(clippy::cast_precision_loss)] // up to 2^53 there is none
pub(crate) fn shown(sum: Sum, indicator: &str, place: &Pcode) -> Result<f64, ComputeError> {
    let too_large = |sum: String| ComputeError::TooLarge { indicator: indicator.into(), place: place.to_string(), sum };
    match sum {
        Sum::Whole(number) if number.abs() <= LARGEST => Ok(number as f64),
        Sum::Whole(number) => Err(too_large(number.to_string())),
        Sum::Decimal(number) if number.is_finite() => Ok(number),
        Sum::Decimal(number) => Err(too_large(number.to_string())),
    }
}
