//! Two rounds side by side.

use super::{
    areas::{by_area, levels},
    movements::RoundMovements,
    places::RoundPlaces,
    splits::Splits,
};
use crate::{
    problem::Problem,
    publication::{self, Published},
    round_figures::RoundOf,
    state::App,
};
use estimate::{ComparisonRefused, RoundCounts, compare};
use figures::{Indicator, Unit};
use messages::codes;
use publish::{AreaChange, Gate, PublicChange};
use serde::Serialize;
use std::{collections::BTreeMap, sync::Arc};
use store::{Exercise, Operation, Round};
use vocab::{AdminLevel, Pcode, RoundNumber, RoundStage};

/// What is asked for: an exercise and one of its public indicators.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The operation.
    pub operation: Operation,
    /// The exercise.
    pub exercise: Exercise,
    /// The indicator.
    pub indicator: Indicator,
}

impl Asked {
    /// Finds a public indicator of an exercise; the first that counts, if none is named.
    ///
    /// # Errors
    /// When there is none.
    pub fn find(app: &App, operation: Operation, exercise: Exercise, code: Option<&str>) -> Result<Self, Problem> {
        let mut public = publication::public_indicators(app, &exercise);
        let wanted =
            |indicator: &&Indicator| code.map_or(indicator.unit != Unit::Percent, |code| code == indicator.code);
        let indicator = public.find(wanted).cloned();
        let unknown = || Problem::not_found(codes::INDICATOR_UNKNOWN).arg("indicator", code.unwrap_or_default());
        Ok(Self { indicator: indicator.ok_or_else(unknown)?, operation, exercise })
    }

    /// The rounds that anybody may see, in order.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn rounds(&self, app: &App) -> Result<Vec<Round>, Problem> {
        let mut rounds = app.store.rounds(self.exercise.id).await?;
        rounds.retain(|round| round.stage != RoundStage::Planned);
        rounds.sort_by_key(|round| round.number);
        Ok(rounds)
    }

    /// A round with what anybody may see of it.
    pub(super) async fn open(&self, app: &App, round: Round) -> Result<Opened, Problem> {
        let of = RoundOf { operation: self.operation.clone(), exercise: self.exercise.clone(), round };
        let published = publication::published(app, &of).await?;
        let places = RoundPlaces::of(app, &of, &published, &self.indicator).await?;
        Ok((of, published, places))
    }
}

/// A round, what it publishes, and its places.
pub(super) type Opened = (RoundOf, Arc<Published>, Arc<RoundPlaces>);

/// A round, as an answer names it.
#[derive(Debug, Clone, Serialize)]
pub struct RoundTold {
    /// Its number.
    pub round: RoundNumber,
    /// How far it has come: the numbers of an open one still move.
    pub stage: RoundStage,
    /// The snapshot its figures stand on.
    pub snapshot: String,
    /// Records that do not tell their place from others, each counted as a place of its own.
    pub unrecognised: usize,
    /// Records whose place the list of sites knows as another one than they say: merged, or called otherwise.
    pub followed: usize,
    /// The revision of the list of sites by which places were told apart; none where there is none.
    pub sites_revision: Option<i64>,
}

/// The change between two rounds, area by area.
#[derive(Debug, Clone)]
pub struct RoundChange {
    /// The earlier round.
    pub before: RoundTold,
    /// The later round.
    pub after: RoundTold,
    /// All areas, from the country downwards; or why the rounds cannot be compared at all.
    pub areas: Result<Vec<PublicChange>, ComparisonRefused>,
    /// Why no area has an account, if so.
    pub no_account: Option<&'static str>,
    /// Whether a round is made up for demonstration.
    pub demonstration: bool,
}

/// Compares two rounds.
///
/// # Errors
/// When there is no such round, and when figures cannot be computed.
pub async fn between(app: &App, asked: &Asked, from: RoundNumber, to: RoundNumber) -> Result<RoundChange, Problem> {
    let rounds = asked.rounds(app).await?;
    let find = |number: RoundNumber| {
        let unknown = || Problem::not_found(codes::ROUND_UNKNOWN).arg("round", i64::from(number.0));
        rounds.iter().find(|round| round.number == number).cloned().ok_or_else(unknown)
    };
    let (before, after) = (find(from)?, find(to)?);
    let between = rounds.iter().any(|round| from < round.number && round.number < to);
    let (before_of, before_published, before) = asked.open(app, before).await?;
    let (after_of, after_published, after) = asked.open(app, after).await?;
    let (movements, no_account) =
        if between { (None, Some("rounds_between")) } else { movements(app, asked, &after_of, &after).await? };
    let changes = changes(asked, &before, &after, movements.as_ref());
    let areas = match changes {
        Err(refused) => Err(refused),
        Ok(changes) => {
            let version = after_published.boundaries.as_deref();
            let territory = publication::territory_of(app, &asked.operation, version).await?;
            let catalogue = publication::catalogue(app, &after_of, territory.as_deref(), false);
            let rounds = (&before_published.figures, &after_published.figures);
            let code = &asked.indicator.code;
            let public = Gate::default().changes(code, changes, rounds, &asked.operation.code, &catalogue);
            Ok(public.map_err(|error| Problem::failed(&error))?)
        }
    };
    Ok(RoundChange {
        before: told(&before_of, &before_published, &before),
        after: told(&after_of, &after_published, &after),
        areas,
        no_account,
        demonstration: before_published.demonstration || after_published.demonstration,
    })
}

pub(super) fn told(of: &RoundOf, published: &Published, places: &RoundPlaces) -> RoundTold {
    RoundTold {
        round: of.round.number,
        stage: of.round.stage,
        snapshot: published.snapshot.clone(),
        unrecognised: places.unrecognised,
        followed: places.followed,
        sites_revision: places.sites.map(|(revision, _)| revision),
    }
}

/// Who came and went in the later round, or why nobody knows.
async fn movements(
    app: &App,
    asked: &Asked,
    after_of: &RoundOf,
    after: &RoundPlaces,
) -> Result<(Option<RoundMovements>, Option<&'static str>), Problem> {
    let rules = app.figures.programme().movements(&asked.exercise.code, &asked.indicator.code);
    let Some(rules) = rules else { return Ok((None, Some("not_collected"))) };
    let records = app.store.approved_records(after_of.round.id).await?;
    let movements = RoundMovements::read(rules, after, &records);
    let why = movements.is_none().then_some("records_changed");
    Ok((movements, why))
}

/// The parts of each area's change.
fn changes(
    asked: &Asked,
    before: &RoundPlaces,
    after: &RoundPlaces,
    movements: Option<&RoundMovements>,
) -> Result<Vec<AreaChange>, ComparisonRefused> {
    let nowhere = |round: &RoundPlaces| RoundCounts {
        round: round.round,
        definition: round.definition.clone(),
        places: BTreeMap::new(),
    };
    compare(&nowhere(before), &nowhere(after))?;
    let areas = by_area(&[before, after], &levels(&asked.indicator, &asked.exercise.code));
    let splits = Splits::of(&[before, after]);
    areas.into_iter().filter_map(|(key, rounds)| area(key, rounds, &splits, movements).transpose()).collect()
}

fn area(
    (level, place): (AdminLevel, Pcode),
    mut rounds: Vec<RoundCounts>,
    splits: &Splits,
    movements: Option<&RoundMovements>,
) -> Result<Option<AreaChange>, ComparisonRefused> {
    let together = splits.join(&mut rounds);
    let [before, after] = &rounds[..] else { return Ok(None) };
    let comparison = compare(before, after)?;
    // Numbers that are too large to add up exactly were refused with the figures already.
    let account = movements
        .and_then(|movements| movements.account(&place, &comparison, (before, after), &together).ok().flatten());
    Ok(Some(AreaChange { place, level, comparison, account }))
}
