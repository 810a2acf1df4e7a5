//! How sure the last rounds would be under a crosswalk: what somebody looks at before it is kept.

use super::LookedAt;
use crate::{
    change::Asked,
    problem::Problem,
    publication,
    reform::{carried_by, refused},
    round_figures::RoundOf,
    state::App,
};
use figures::Unit;
use places::{Certainty, Crosswalk};
use serde::Serialize;
use serde_json::Value;
use store::Operation;
use vocab::{RoundNumber, RoundStage};

/// The people of an exercise's last round in the boundaries that a crosswalk leads from.
#[derive(Debug, Clone, Serialize)]
pub struct PeopleOfRound {
    /// The exercise.
    pub exercise: String,
    /// Its name in all languages.
    pub exercise_name: Value,
    /// The round.
    pub round: RoundNumber,
    /// What is counted.
    pub indicator: String,
    /// Its name in all languages.
    pub indicator_name: Value,
    /// How sure it is in which new place they are.
    #[serde(flatten)]
    pub certainty: Certainty,
}

/// What the table would make of the last public round of each exercise. Worked out from what the rounds publish.
///
/// # Errors
/// When figures cannot be computed, or the numbers are too large.
pub async fn people(app: &App, operation: &Operation, looked_at: &LookedAt) -> Result<Vec<PeopleOfRound>, Problem> {
    let mut found = Vec::new();
    let Some(crosswalk) = &looked_at.table.crosswalk else { return Ok(found) };
    for exercise in app.store.exercises(operation.id).await? {
        let individuals = publication::public_indicators(app, &exercise).find(|one| one.unit == Unit::Individuals);
        let code = individuals.map(|indicator| indicator.code.clone());
        // An exercise without anything that is public and counts has nobody to carry over.
        let Ok(asked) = Asked::find(app, operation.clone(), exercise, code.as_deref()) else { continue };
        if let Some(of_round) = last_round(app, &asked, looked_at, crosswalk).await? {
            found.push(of_round);
        }
    }
    Ok(found)
}

async fn last_round(
    app: &App,
    asked: &Asked,
    looked_at: &LookedAt,
    crosswalk: &Crosswalk,
) -> Result<Option<PeopleOfRound>, Problem> {
    let mut rounds = app.store.rounds(asked.exercise.id).await?;
    rounds.sort_by_key(|round| std::cmp::Reverse(round.number));
    for round in rounds.into_iter().filter(|round| round.stage != RoundStage::Planned) {
        let of = RoundOf { operation: asked.operation.clone(), exercise: asked.exercise.clone(), round };
        let published = publication::published(app, &of).await?;
        let from = &looked_at.edition.from_version;
        if published.boundaries.as_ref() != Some(from) {
            continue;
        }
        let carried = carried_by(crosswalk, &looked_at.old, published.figures.figures(), &asked.indicator.code);
        let carried = carried.map_err(|error| refused(&error))?;
        return Ok(Some(PeopleOfRound {
            exercise: asked.exercise.code.clone(),
            exercise_name: serde_json::json!(asked.exercise.name),
            round: of.round.number,
            indicator: asked.indicator.code.clone(),
            indicator_name: serde_json::json!(asked.indicator.name),
            certainty: carried.certainty(),
        }));
    }
    Ok(None)
}
