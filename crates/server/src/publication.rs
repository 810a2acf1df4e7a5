//! The one gate out: what of a round's figures anybody may see, and the products made of it.

use crate::{
    problem::Problem,
    round_figures::RoundOf,
    state::App,
};
use figures::{Explanation, Indicator, Unit};
use messages::codes;
use serde::Serialize;
use std::sync::Arc;
use store::{Exercise, FigureSet, StoredSnapshot};
use vocab::{AdminLevel, Figure, FigureKey, RoundNumber, Sharing};

/// A round's figures after the gate.
#[derive(Debug, Clone)]
pub struct Published {
    /// The figures, small counts withheld.
    pub figures: Vec<Figure>,
    /// The snapshot they stand on.
    pub snapshot: String,
    /// Whether they are made up for demonstration.
    pub demonstration: bool,
}

/// Indicators of an exercise whose figures are public.
pub fn public_indicators<'a>(app: &'a App, exercise: &Exercise) -> impl Iterator<Item = &'a Indicator> + use<'a> {
    app.figures.indicators(exercise).iter().filter(|indicator| indicator.sharing == Sharing::Public)
}

/// A round's figures as anybody may see them.
///
/// # Errors
/// When they cannot be computed.
pub async fn published(app: &App, of: &RoundOf) -> Result<Arc<Published>, Problem> {
    let set = app.figures.of(app, of).await?;
    Ok(Arc::new(gate(app, of, &set)))
}

fn gate(app: &App, of: &RoundOf, set: &FigureSet) -> Published {
    let public: Vec<&str> = public_indicators(app, &of.exercise).map(|indicator| indicator.code.as_str()).collect();
    let figures = set.figures.iter().filter(|figure| public.contains(&figure.key.indicator.as_str())).cloned();
    Published {
        figures: figures.collect(),
        snapshot: set.snapshot.clone(),
        demonstration: of.operation.demonstration || of.round.demonstration,
    }
}

/// A round's table as HXL CSV.
///
/// # Errors
/// When it cannot be written.
pub async fn hxl_csv(_app: &App, _of: &RoundOf, _published: &Published) -> Result<Vec<u8>, Problem> {
    Ok(Vec::new())
}

/// A round's figures of one level with outlines, as GeoJSON.
///
/// # Errors
/// When it cannot be written.
pub async fn geojson(
    _app: &App,
    _of: &RoundOf,
    _published: &Published,
    _level: AdminLevel,
) -> Result<Vec<u8>, Problem> {
    Ok(Vec::new())
}

/// The figure that a path names (`operation/exercise/round/indicator/place[/dimension=value…]`), after the gate.
///
/// # Errors
/// When there is none.
pub async fn find_figure(app: &App, path: &str) -> Result<(RoundOf, Figure, Arc<Published>), Problem> {
    let unknown = || Problem::not_found(codes::FIGURE_UNKNOWN).arg("figure", path);
    let of = find_round(app, path).await?.ok_or_else(unknown)?;
    let published = published(app, &of).await?;
    let figure = published.figures.iter().find(|figure| figure.key.path() == path).cloned().ok_or_else(unknown)?;
    Ok((of, figure, published))
}

async fn find_round(app: &App, path: &str) -> Result<Option<RoundOf>, Problem> {
    let mut parts = path.split('/');
    let (Some(operation), Some(exercise), Some(round)) = (parts.next(), parts.next(), parts.next()) else {
        return Ok(None);
    };
    let Some(number) = round.parse().ok().map(RoundNumber) else { return Ok(None) };
    let Some(operation) = app.store.operation(operation).await? else { return Ok(None) };
    let Some(exercise) = app.store.exercise(operation.id, exercise).await? else { return Ok(None) };
    let round = app.store.rounds(exercise.id).await?.into_iter().find(|round| round.number == number);
    Ok(round.map(|round| RoundOf { operation, exercise, round }))
}

/// A figure with everything it stands on, for those who may see the records.
#[derive(Debug, Clone, Serialize)]
pub struct Explained {
    /// The figure as kept.
    pub figure: Figure,
    /// Code of the indicator.
    pub indicator: String,
    /// What is counted.
    pub unit: Unit,
    /// Records in the snapshot, and when it was made.
    pub snapshot_rows: i64,
    /// When the snapshot was made.
    pub snapshot_made: chrono::DateTime<chrono::Utc>,
    /// Computed again from the snapshot, with every contributing record.
    pub explanation: Explanation,
    /// Whether computing again gave the same number.
    pub agrees: bool,
}

/// Walks from a figure to its records. The caller has checked that the reader may see them.
///
/// # Errors
/// When there is no such figure, or its snapshot is gone.
pub async fn explain_for_staff(app: &App, path: &str) -> Result<Explained, Problem> {
    let unknown = || Problem::not_found(codes::FIGURE_UNKNOWN).arg("figure", path);
    let of = find_round(app, path).await?.ok_or_else(unknown)?;
    let set = app.figures.of(app, &of).await?;
    let figure = set.figures.iter().find(|figure| figure.key.path() == path).cloned().ok_or_else(unknown)?;
    let indicators = app.figures.indicators(&of.exercise);
    let indicator = indicators.iter().find(|one| one.code == figure.key.indicator).ok_or_else(unknown)?;
    let explanation = explain(app, &of, indicator, &figure.key, &figure.snapshot).await?;
    let StoredSnapshot { rows, created_at, .. } = app.store.snapshot(&figure.snapshot).await?.ok_or_else(unknown)?;
    Ok(Explained {
        agrees: explanation.figure.value == figure.value,
        indicator: indicator.code.clone(),
        unit: indicator.unit,
        snapshot_rows: rows,
        snapshot_made: created_at,
        figure,
        explanation,
    })
}

async fn explain(
    app: &App,
    of: &RoundOf,
    indicator: &Indicator,
    key: &FigureKey,
    snapshot: &str,
) -> Result<Explanation, Problem> {
    let gone = || Problem::failed(&format!("the snapshot {snapshot} is gone from the blobs"));
    app.figures.explain(app, of, indicator, key, snapshot).await.map_err(Problem::from)?.ok_or_else(gone)
}
