//! The one gate out: what of a round's figures anybody may see, and the products made of it.

use crate::{problem::Problem, round_figures::RoundOf, state::App, territory::Territory};
use derived::Recipe;
use estimate::GradeRecipe;
use figures::{Explanation, Indicator, Unit};
use messages::codes;
use publish::{
    Catalogue, Edition, Gate, Place, Publishable, Series, Terms,
    dtm::{self, Report},
};
use serde::Serialize;
use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, OnceLock, PoisonError, RwLock},
};
use store::{Exercise, FigureSet, Operation, StoredSnapshot};
use vocab::{AdminLevel, Figure, FigureKey, RoundNumber, RoundStage, Sharing};

/// A round's figures after the gate.
#[derive(Debug)]
pub struct Published {
    /// The figures, small counts withheld.
    pub figures: Publishable,
    /// The same as the DTM API reports them.
    pub reports: Vec<Report>,
    /// The snapshot they stand on.
    pub snapshot: String,
    /// Whether they are made up for demonstration.
    pub demonstration: bool,
    /// Code of the boundary version their places are of.
    pub boundaries: Option<String>,
    /// What was worked out of the records, once somebody has asked.
    recipes: OnceLock<Vec<Recipe>>,
    computed_at: chrono::DateTime<chrono::Utc>,
}

impl Published {
    /// What was worked out of the records, with every parameter, as the snapshot has it.
    ///
    /// # Errors
    /// When the snapshot cannot be read.
    pub fn recipes(&self, app: &App) -> Result<&[Recipe], Problem> {
        if let Some(recipes) = self.recipes.get() {
            return Ok(recipes);
        }
        let bytes = app.store.blobs().get(&self.snapshot)?;
        let read = bytes.map(|bytes| figures::recipes_of(&bytes.into())).transpose();
        let read = read.map_err(|error| Problem::failed(&error))?.unwrap_or_default();
        Ok(self.recipes.get_or_init(|| read))
    }

    /// The rule by which totals of an indicator are graded.
    ///
    /// # Errors
    /// As [`Published::recipes`].
    pub fn grading(&self, app: &App, indicator: &Indicator) -> Result<GradeRecipe, Problem> {
        match &indicator.grade {
            Some(column) => Ok(figures::grade_recipe(self.recipes(app)?, column)),
            None => Ok(GradeRecipe::default()),
        }
    }
}

/// Rounds that have passed the gate, kept until their figures change.
#[derive(Debug, Clone, Default)]
pub struct Publications {
    kept: Arc<RwLock<HashMap<i32, Arc<Published>>>>,
}

/// Indicators of an exercise whose figures are public.
pub fn public_indicators<'a>(app: &'a App, exercise: &Exercise) -> impl Iterator<Item = &'a Indicator> + use<'a> {
    app.figures.indicators(exercise).iter().filter(|indicator| indicator.sharing == Sharing::Public)
}

/// A round's figures as anybody may see them.
///
/// # Errors
/// When they cannot be computed, or the gate cannot judge them: then nothing leaves.
pub async fn published(app: &App, of: &RoundOf) -> Result<Arc<Published>, Problem> {
    let set = app.figures.of(app, of).await?;
    let kept = app.publications.kept.read().unwrap_or_else(PoisonError::into_inner).get(&of.round.id).cloned();
    if let Some(kept) = kept.filter(|kept| kept.snapshot == set.snapshot && kept.computed_at == set.computed_at) {
        return Ok(kept);
    }
    let territory = territory_of(app, &of.operation, set.boundary_version.as_deref()).await?;
    let published = Arc::new(pass(app, of, &set, territory.as_deref())?);
    let mut kept = app.publications.kept.write().unwrap_or_else(PoisonError::into_inner);
    kept.insert(of.round.id, Arc::clone(&published));
    Ok(published)
}

/// The figures of one revision of a round after the gate, for those who compare it with another.
///
/// # Errors
/// As [`published`].
pub async fn of_revision(app: &App, of: &RoundOf, set: &FigureSet) -> Result<Published, Problem> {
    let territory = territory_of(app, &of.operation, set.boundary_version.as_deref()).await?;
    pass(app, of, set, territory.as_deref())
}

/// The boundaries that figures are of: those they were computed in, though the operation may have taken on others since.
///
/// # Errors
/// When the store fails.
pub async fn territory_of(
    app: &App,
    operation: &Operation,
    version: Option<&str>,
) -> Result<Option<Arc<Territory>>, Problem> {
    match version {
        Some(version) => app.territories.named(&app.store, version).await,
        None => app.territories.of(&app.store, operation).await,
    }
}

fn pass(app: &App, of: &RoundOf, set: &FigureSet, territory: Option<&Territory>) -> Result<Published, Problem> {
    let catalogue = catalogue(app, of, territory, false);
    let figures = Gate::default().open(set.figures.clone(), &terms(app, &of.exercise), &catalogue);
    let figures = figures.map_err(|error| Problem::failed(&error))?;
    Ok(Published {
        reports: dtm::reports(&figures, &catalogue),
        figures,
        snapshot: set.snapshot.clone(),
        demonstration: of.operation.demonstration || of.round.demonstration,
        boundaries: territory.map(|territory| territory.boundaries.version().code.clone()),
        recipes: OnceLock::new(),
        computed_at: set.computed_at,
    })
}

fn terms(app: &App, exercise: &Exercise) -> Vec<Terms> {
    let protected = |indicator: &Indicator| {
        let whole = indicator.protected;
        let protected = indicator.disaggregations.iter().filter(|one| whole || one.protected);
        let names = protected.map(|one| one.name.clone());
        names.chain(whole.then(|| figures::TOTAL.to_owned())).collect()
    };
    let indicators = app.figures.indicators(exercise).iter();
    indicators
        .map(|indicator| Terms {
            indicator: indicator.code.clone(),
            sharing: indicator.sharing,
            protected: protected(indicator),
        })
        .collect()
}

/// What products say about a round beside its figures.
pub(crate) fn catalogue(app: &App, of: &RoundOf, territory: Option<&Territory>, outlines: bool) -> Catalogue {
    let round = publish::Round {
        operation: of.operation.code.clone(),
        exercise: of.exercise.code.clone(),
        number: of.round.number,
        reporting_date: of.round.period.to,
        demonstration: of.round.demonstration,
    };
    let series = app.figures.programme().dtm_series(&of.exercise.code).map(|indicator| Series {
        exercise: of.exercise.code.clone(),
        indicator: indicator.code.clone(),
        assessment_type: of.exercise.tool.clone(),
    });
    Catalogue {
        operations: vec![described(&of.operation, territory, outlines)],
        rounds: vec![round],
        series: series.into_iter().collect(),
    }
}

fn described(operation: &Operation, territory: Option<&Territory>, outlines: bool) -> publish::Operation {
    publish::Operation {
        code: operation.code.clone(),
        name: operation.name.in_language(vocab::Language::English).to_owned(),
        active: operation.status == "Active",
        admin0_name: operation.admin0_name.clone(),
        admin0_pcode: operation.admin0_pcode.clone(),
        demonstration: operation.demonstration,
        places: territory.map(|territory| places(territory, outlines)).unwrap_or_default(),
    }
}

fn places(territory: &Territory, outlines: bool) -> publish::Places {
    let boundaries = &territory.boundaries;
    let mut drawn = if outlines { territory.outline_values() } else { HashMap::new() };
    boundaries
        .areas()
        .map(|area| Place {
            pcode: area.pcode.clone(),
            level: area.level,
            name: area.name.clone(),
            parent: area.parent.clone(),
            geometry: drawn.remove(area.pcode.as_str()),
            approximate: boundaries.version().geometry(area.level) == places::GeometryStanding::Approximate,
        })
        .collect()
}

/// A round's table as HXL CSV.
///
/// # Errors
/// When it cannot be written.
pub fn hxl_csv(published: &Published) -> Result<Vec<u8>, Problem> {
    publish::hxl_csv(&published.reports).map_err(|error| Problem::failed(&error))
}

/// A round's figures with everything they stand on, as CSV.
///
/// # Errors
/// When it cannot be written.
pub async fn figures_csv(app: &App, of: &RoundOf, published: &Published) -> Result<Vec<u8>, Problem> {
    let territory = territory_of(app, &of.operation, published.boundaries.as_deref()).await?;
    let catalogue = catalogue(app, of, territory.as_deref(), false);
    publish::figures_csv(&published.figures, &catalogue).map_err(|error| Problem::failed(&error))
}

/// A round's figures of one level with outlines, as GeoJSON.
///
/// # Errors
/// When the boundaries have no such level.
pub async fn geojson(app: &App, of: &RoundOf, published: &Published, level: AdminLevel) -> Result<Vec<u8>, Problem> {
    let territory = territory_of(app, &of.operation, published.boundaries.as_deref()).await?;
    let catalogue = catalogue(app, of, territory.as_deref(), true);
    let (operation, exercise) = (of.operation.code.clone(), of.exercise.code.clone());
    let edition = Edition { operation, exercise, round: of.round.number, level };
    let unknown = || Problem::not_found(codes::LEVEL_UNKNOWN).arg("level", i64::from(level.0));
    let known = territory.as_deref().is_some_and(|territory| territory.boundaries.areas_at(level).next().is_some());
    if !known {
        return Err(unknown());
    }
    let map = publish::geojson(&published.figures, &catalogue, &edition).ok_or_else(unknown)?;
    Ok(map.to_string().into_bytes())
}

/// Everything the DTM API reports, with the catalogue its queries are checked against.
///
/// # Errors
/// When figures cannot be computed.
pub async fn dtm_reports(app: &App) -> Result<(Vec<Arc<Published>>, Catalogue), Problem> {
    let (mut all, mut catalogue) = (Vec::new(), Catalogue::default());
    for operation in app.store.operations().await? {
        let territory = app.territories.of(&app.store, &operation).await?;
        catalogue.operations.push(described(&operation, territory.as_deref(), false));
        for exercise in app.store.exercises(operation.id).await? {
            if public_indicators(app, &exercise).next().is_none() {
                continue;
            }
            for round in app.store.rounds(exercise.id).await? {
                if round.stage == RoundStage::Planned {
                    continue;
                }
                let of = RoundOf { operation: operation.clone(), exercise: exercise.clone(), round };
                all.push(published(app, &of).await?);
            }
        }
    }
    Ok((all, catalogue))
}

/// The figure that a path names (`operation/exercise/round/indicator/place[/dimension=value…]`), after the gate.
///
/// # Errors
/// When there is none.
pub async fn find_figure(app: &App, path: &str) -> Result<(RoundOf, Figure, Arc<Published>), Problem> {
    let unknown = || Problem::not_found(codes::FIGURE_UNKNOWN).arg("figure", path);
    let of = find_round(app, path).await?.ok_or_else(unknown)?;
    let published = published(app, &of).await?;
    let figure = published.figures.figure(path).cloned().ok_or_else(unknown)?;
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
    /// How many values reviewers had edited, by the key of each contributing record that has any.
    pub edited: BTreeMap<String, u64>,
}

/// How many values of a figure's contributing records had been edited when its snapshot was made, by the record's key.
///
/// # Errors
/// When the store fails.
pub async fn edited_values(
    app: &App,
    of: &RoundOf,
    explanation: &Explanation,
    snapshot_made: chrono::DateTime<chrono::Utc>,
) -> Result<BTreeMap<String, u64>, Problem> {
    let edited = app.store.edited_values(of.round.id, snapshot_made).await?;
    let count = |key: &str| Some((key.to_owned(), *edited.get(key)?));
    Ok(explanation.contributing.iter().filter_map(|one| count(one.key.as_str())).collect())
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
    let edited = edited_values(app, &of, &explanation, created_at).await?;
    Ok(Explained {
        edited,
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
