//! Events in memory, until something changes that they are worked out from. Anybody may ask for them, and dashboards do so
//! together: whoever asks while they are worked out waits for that.

use super::{
    cover::Covers,
    tracked::{Tracked, of_operation},
};
use crate::{problem::Problem, state::App};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use store::{AsOf, Operation, Round};
use vocab::{Period, RoundStage};

/// Events of each operation.
#[derive(Debug, Default)]
pub struct KeptEvents(Mutex<HashMap<i32, Arc<tokio::sync::Mutex<Kept>>>>);

#[derive(Debug, Default)]
struct Kept {
    tracked: Option<(Mark, Arc<[Tracked]>)>,
    /// What settled rounds counted; by exercise.
    covers: HashMap<i32, Covers>,
}

/// What events are worked out from, as it stood. Who reads what does not move it, nor do records of other exercises.
#[derive(Debug, PartialEq, Eq)]
struct Mark {
    boundaries: Option<i32>,
    exercises: Vec<OfExercise>,
}

#[derive(Debug, PartialEq, Eq)]
struct OfExercise {
    id: i32,
    /// Of its form.
    newest_version: Option<i32>,
    rounds: Vec<RoundMark>,
    /// Updates, and records of rounds that may still change.
    records: (i64, Option<i64>, Option<i64>),
    /// Where a round is corrected its list of places may change too.
    corrected: Option<AsOf>,
}

/// What of a round decides whether it absorbs.
pub(super) type RoundMark = (i32, RoundStage, u32, Period);

pub(super) fn mark_of(round: &Round) -> RoundMark {
    (round.id, round.stage, round.revision, round.period)
}

/// The events of an operation, exercise by exercise.
///
/// # Errors
/// When the store fails.
pub async fn tracked(app: &App, operation: &Operation) -> Result<Arc<[Tracked]>, Problem> {
    let kept = {
        let mut all = app.events.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(all.entry(operation.id).or_default())
    };
    let mut kept = kept.lock().await;
    // Before anything else is read: then it is worked out once too often, and never too seldom.
    let mark = Mark::of(app, operation).await?;
    if let Some((_, tracked)) = kept.tracked.as_ref().filter(|(then, _)| *then == mark) {
        return Ok(Arc::clone(tracked));
    }
    let tracked: Arc<[Tracked]> = of_operation(app, operation, &mut kept.covers).await?.into();
    kept.tracked = Some((mark, Arc::clone(&tracked)));
    Ok(tracked)
}

impl Mark {
    async fn of(app: &App, operation: &Operation) -> Result<Self, Problem> {
        let mut exercises = Vec::new();
        let as_of = app.store.as_of();
        for exercise in app.store.exercises(operation.id).await? {
            let Some(by) = app.figures.programme().events(&exercise.code) else { continue };
            let versions = app.known.form_versions(&app.store, operation.id).await?;
            let newest = versions.iter().find(|version| version.xml_form_id == exercise.xml_form_id);
            let rounds = match app.store.exercise(operation.id, &by.absorbed_in).await? {
                Some(counting) => app.known.rounds(&app.store, counting.id).await?,
                None => Arc::from([]),
            };
            let moving: Vec<i32> =
                rounds.iter().filter(|round| !round.stage.is_settled()).map(|round| round.id).collect();
            let corrected = rounds.iter().any(|round| !round.stage.is_settled() && round.standing_revision.is_some());
            exercises.push(OfExercise {
                id: exercise.id,
                newest_version: newest.map(|version| version.id),
                rounds: rounds.iter().map(mark_of).collect(),
                records: app.store.records_mark(&[exercise.id], &moving).await?,
                corrected: corrected.then_some(as_of),
            });
        }
        Ok(Self { boundaries: operation.boundary_version_id, exercises })
    }
}
