//! From sums to figures: every place and every part gets one, with a number or the reason why there is none.

use crate::check::{self, Read};
use crate::error::ComputeError;
use crate::frame::RoundFrame;
use crate::indicator::Indicator;
use crate::snapshot::snapshot_name;
use crate::tally::{self, Loaded, PartTally, Sum, Tally, code_column};
use bytes::Bytes;
use datafusion::prelude::SessionContext;
use std::collections::{BTreeMap, BTreeSet};
use vocab::{AdminLevel, Coverage, Figure, FigureKey, Language, Missing, Pcode};

/// Largest whole number that JSON and a spreadsheet still show exactly.
const LARGEST: i128 = 1 << 53;

pub(crate) async fn compute(
    context: &SessionContext,
    snapshot: &Bytes,
    indicators: &[Indicator],
    frame: &RoundFrame,
) -> Result<Vec<Figure>, ComputeError> {
    let columns = tally::snapshot_columns(snapshot)?;
    let name = snapshot_name(snapshot);
    let mut figures = Vec::new();
    for indicator in indicators.iter().filter(|one| one.levels_in(&frame.exercise).is_some()) {
        let read = check::read(context, &columns, indicator)?;
        figures.extend(compute_levels(context, snapshot, &name, &read, frame, |_| true).await?);
    }
    Ok(figures)
}

/// The figures of one indicator at those of its levels that are `wanted`.
pub(crate) async fn compute_levels(
    context: &SessionContext,
    snapshot: &Bytes,
    name: &str,
    read: &Read<'_>,
    frame: &RoundFrame,
    wanted: impl Fn(AdminLevel) -> bool,
) -> Result<Vec<Figure>, ComputeError> {
    let Some(levels) = read.indicator.levels_in(&frame.exercise) else { return Ok(Vec::new()) };
    let levels: Vec<AdminLevel> = levels.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let loaded = tally::load(snapshot, read, frame, &levels, &[])?;
    let mut figures = Vec::new();
    for level in levels.into_iter().filter(|level| wanted(*level)) {
        let table = Table { read, frame, level, counted: loaded.counted.max(level), snapshot: name };
        figures.extend(table.compute(context, &loaded).await?);
    }
    Ok(figures)
}

/// The figures of one indicator at one level.
struct Table<'a> {
    read: &'a Read<'a>,
    frame: &'a RoundFrame,
    level: AdminLevel,
    counted: AdminLevel,
    snapshot: &'a str,
}

/// What is known of a place and a part.
struct Found {
    records: u64,
    part: PartTally,
}

impl Table<'_> {
    async fn compute(&self, context: &SessionContext, loaded: &Loaded) -> Result<Vec<Figure>, ComputeError> {
        let values: Vec<_> = self.read.parts.iter().map(|part| &part.value).collect();
        let tallies = tally::tally(context, loaded, self.read, &values, self.level, None).await?;
        let mut by_place: BTreeMap<Pcode, Tally> = BTreeMap::new();
        for tally in tallies {
            by_place.insert(tally.group[0].parse()?, tally);
        }
        let mut divided = BTreeMap::new();
        for (disaggregation, _) in &self.read.by {
            let found = self.divided(context, loaded, &disaggregation.name).await?;
            divided.insert(disaggregation.name.as_str(), found);
        }
        let expected = self.frame.expected_within(self.level, self.counted);
        let observed = by_place.keys();
        let places: BTreeSet<&Pcode> = observed.chain(self.frame.places_at(self.level)).collect();
        let mut figures = Vec::new();
        for place in places {
            let expected = expected.get(place).copied().unwrap_or(0);
            let tally = by_place.get(place);
            for (index, part) in self.read.parts.iter().enumerate() {
                let found = tally.map(|tally| Found { records: tally.records, part: tally.parts[index] });
                figures.push(self.figure(place, part.disaggregation, part.at.clone(), found, expected)?);
            }
            for (disaggregation, _) in &self.read.by {
                let dimension = disaggregation.dimensions.first().map(|one| one.name.clone()).unwrap_or_default();
                let cells = divided.get_mut(disaggregation.name.as_str()).and_then(|all| all.remove(place));
                for (code, found) in cells.unwrap_or_default() {
                    let at = BTreeMap::from([(dimension.clone(), code)]);
                    figures.push(self.figure(place, &disaggregation.name, at, Some(found), expected)?);
                }
            }
        }
        Ok(figures)
    }

    /// The indicator's total divided by what a column says, for each place.
    async fn divided(
        &self,
        context: &SessionContext,
        loaded: &Loaded,
        disaggregation: &str,
    ) -> Result<BTreeMap<Pcode, Vec<(String, Found)>>, ComputeError> {
        let total: Vec<_> = self.read.parts.first().map(|part| &part.value).into_iter().collect();
        let column = code_column(disaggregation);
        let tallies = tally::tally(context, loaded, self.read, &total, self.level, Some(&column)).await?;
        let mut found: BTreeMap<Pcode, Vec<(String, Found)>> = BTreeMap::new();
        for tally in tallies {
            let part = tally.parts.first().copied().unwrap_or_default();
            let cell = (tally.group[1].clone(), Found { records: tally.records, part });
            found.entry(tally.group[0].parse()?).or_default().push(cell);
        }
        found.values_mut().for_each(|cells| cells.sort_by(|a, b| a.0.cmp(&b.0)));
        Ok(found)
    }

    fn figure(
        &self,
        place: &Pcode,
        disaggregation: &str,
        dimensions: BTreeMap<String, String>,
        found: Option<Found>,
        expected: u64,
    ) -> Result<Figure, ComputeError> {
        let indicator = self.read.indicator;
        let Found { records, part } = found.unwrap_or(Found { records: 0, part: PartTally::default() });
        let value = part.sum.map(|sum| shown(sum, &indicator.code, place)).transpose()?;
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
            records: part.given,
            omitted: records - part.given - part.not_applicable,
            coverage: Coverage { assessed: part.covered, expected, level: self.counted },
            indicator_version: indicator.version.clone(),
            method: indicator.method.in_language(Language::English).to_owned(),
            snapshot: self.snapshot.to_owned(),
        })
    }
}

/// Why there is no number, when all that is known is this.
fn why_missing(records: u64, part: PartTally) -> Missing {
    let asked = records - part.not_applicable;
    match (records, asked) {
        (0, _) => Missing::NotAssessed,
        (_, 0) => Missing::NotApplicable,
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
