//! A series over rounds: whether its totals may be joined by a line, and the lines that may be drawn instead.

use super::{
    areas::{any, by_area, levels, total},
    pair::{Asked, Opened, RoundTold, told},
    places::RoundPlaces,
    splits::Splits,
};
use crate::{problem::Problem, publication, state::App};
use estimate::{ComparisonRefused, PlainTrendRefused, RoundCounts, compare, like_for_like};
use figures::Unit;
use publish::{AreaPanel, Gate, PublicPanel};
use std::{collections::BTreeMap, sync::Arc};
use vocab::{AdminLevel, Figure, Pcode, RoundNumber};

/// Why two rounds that follow each other are not joined by a line.
#[derive(Debug, Clone)]
pub struct Apart {
    /// The earlier round.
    pub before: RoundNumber,
    /// The later round.
    pub after: RoundNumber,
    /// Why.
    pub why: Why,
}

/// What differs.
#[derive(Debug, Clone)]
pub enum Why {
    /// What is counted.
    Definition(ComparisonRefused),
    /// Which places were assessed.
    Places(PlainTrendRefused),
    /// They were assessed in different boundaries, and which of their places are the same nobody says.
    Boundaries {
        /// The earlier round.
        before: RoundNumber,
        /// The later round.
        after: RoundNumber,
    },
    /// What was carried over is not made of the same old areas.
    NotKnown {
        /// The earlier round.
        before: RoundNumber,
        /// The later round.
        after: RoundNumber,
        /// Old areas that have a number in one of them only.
        places: Vec<Pcode>,
    },
}

/// A series of one area.
#[derive(Debug, Clone)]
pub struct RoundSeries {
    /// The rounds, each with its published figure of the area.
    pub rounds: Vec<(RoundTold, Option<Figure>)>,
    /// Why the totals are not joined; none if they are one line.
    pub apart: Vec<Apart>,
    /// The same places in all rounds, once for each run of rounds that count the same thing.
    pub panels: Vec<PublicPanel>,
}

/// The series of an indicator in one area.
///
/// # Errors
/// When figures cannot be computed.
pub async fn series(app: &App, asked: &Asked, place: &Pcode) -> Result<RoundSeries, Problem> {
    let (mut rounds, mut all) = (Vec::new(), Vec::new());
    for round in asked.rounds(app).await? {
        let (of, published, places) = asked.open(app, round).await?;
        let is_total = |figure: &&Figure| {
            figure.key.indicator == asked.indicator.code
                && figure.key.place == *place
                && figure.key.dimensions.is_empty()
        };
        let figure = published.figures.figures().iter().find(is_total).cloned();
        rounds.push((told(&of, &published, &places), figure));
        all.push((of, published, places));
    }
    let places: Vec<&Arc<RoundPlaces>> = all.iter().map(|(.., places)| places).collect();
    let mut series = RoundSeries { rounds, apart: Vec::new(), panels: Vec::new() };
    let runs = runs(&places, &mut series.apart);
    // A share has no line over the same places: it is not added up over them.
    let runs = if asked.indicator.unit == Unit::Percent { Vec::new() } else { runs };
    for run in runs {
        let numbers: Vec<RoundNumber> = run.iter().map(|places| places.round).collect();
        let opened: Vec<&Opened> = all.iter().filter(|(.., places)| numbers.contains(&places.round)).collect();
        let mut lines = run_lines(app, asked, &opened).await?;
        if let Some(counted) = lines.counted.get(place) {
            series.apart.extend(coverage_apart(&lines.splits, counted).map_err(|error| Problem::failed(&error))?);
        }
        series.panels.extend(lines.panels.remove(place));
    }
    series.apart.sort_by_key(|apart| apart.after);
    Ok(series)
}

/// The lines over the rounds of a run, by area.
#[derive(Debug, Default)]
pub(super) struct RunLines {
    /// The sites that were split meanwhile.
    pub splits: Splits,
    /// The places of each area, in the rounds that counted anything in it.
    pub counted: BTreeMap<Pcode, Vec<RoundCounts>>,
    /// What may be shown of its line.
    pub panels: BTreeMap<Pcode, PublicPanel>,
}

/// The lines of all areas over the rounds of a run. All rounds of a run are of the same boundaries.
///
/// # Errors
/// When figures cannot be computed.
pub(super) async fn run_lines(app: &App, asked: &Asked, run: &[&Opened]) -> Result<RunLines, Problem> {
    let mut lines = RunLines::default();
    let Some((of, first, _)) = run.first() else { return Ok(lines) };
    let of_run: Vec<&RoundPlaces> = run.iter().map(|(.., places)| places.as_ref()).collect();
    lines.splits = Splits::of(&of_run);
    let mut areas = Vec::new();
    for ((level, area), counts) in by_area(&of_run, &levels(&asked.indicator, &asked.exercise.code)) {
        let numbers: Vec<RoundNumber> = counts.iter().map(|round| round.round).collect();
        let counted: Vec<RoundCounts> = counts.into_iter().filter(any).collect();
        let of_area = panel((level, area.clone()), &numbers, &lines.splits, counted.clone());
        areas.push(of_area.map_err(|error| Problem::failed(&error))?);
        lines.counted.insert(area, counted);
    }
    let published = run.iter().map(|(_, published, places)| (places.round, &published.figures)).collect();
    let territory = publication::territory_of(app, &asked.operation, first.boundaries.as_deref()).await?;
    let catalogue = publication::catalogue(app, of, territory.as_deref(), false);
    let code = &asked.indicator.code;
    let panels = Gate::default().panels(code, areas, &published, &asked.operation.code, &catalogue);
    lines.panels = panels.map_err(|error| Problem::failed(&error))?.into_iter().collect();
    Ok(lines)
}

/// Rounds that follow each other and count the same thing; where they do not is told.
fn runs<'a>(rounds: &[&'a Arc<RoundPlaces>], apart: &mut Vec<Apart>) -> Vec<Vec<&'a Arc<RoundPlaces>>> {
    let mut runs: Vec<Vec<&Arc<RoundPlaces>>> = Vec::new();
    for round in rounds {
        let nowhere = |one: &RoundPlaces| RoundCounts {
            round: one.round,
            definition: one.definition.clone(),
            places: BTreeMap::new(),
        };
        let last = runs.last().and_then(|run| run.last()).map(|before| compare(&nowhere(before), &nowhere(round)));
        match last {
            Some(Ok(_)) => runs.last_mut().into_iter().for_each(|run| run.push(*round)),
            Some(Err(refused)) => {
                if let ComparisonRefused::DefinitionsDiffer { before, after, .. }
                | ComparisonRefused::Shares { before, after } = &refused
                {
                    apart.push(Apart { before: *before, after: *after, why: Why::Definition(refused) });
                }
                runs.push(vec![*round]);
            }
            None => runs.push(vec![*round]),
        }
    }
    runs
}

/// Pairs of rounds that did not assess the same places.
pub(super) fn coverage_apart(splits: &Splits, rounds: &[RoundCounts]) -> Result<Vec<Apart>, ComparisonRefused> {
    let mut apart = Vec::new();
    for pair in rounds.windows(2) {
        let mut pair = pair.to_vec();
        splits.join(&mut pair);
        let [before, after] = &pair[..] else { continue };
        if let Err(refused) = compare(before, after)?.trend() {
            apart.push(Apart { before: before.round, after: after.round, why: Why::Places(refused) });
        }
    }
    Ok(apart)
}

/// The line of an area, over the rounds that counted anything in it; the others are gaps.
fn panel(
    (level, place): (AdminLevel, Pcode),
    rounds: &[RoundNumber],
    splits: &Splits,
    mut counted: Vec<RoundCounts>,
) -> Result<AreaPanel, ComparisonRefused> {
    splits.join(&mut counted);
    let line = like_for_like(&counted)?;
    let same: BTreeMap<_, _> = line.counts.into_iter().collect();
    let counts = rounds.iter().map(|number| {
        let total = counted.iter().find(|round| round.round == *number).map_or(0, total);
        (*number, total, same.get(number).copied().flatten())
    });
    Ok(AreaPanel { place, level, same_places: line.same_places, left_out: line.left_out, counts: counts.collect() })
}
