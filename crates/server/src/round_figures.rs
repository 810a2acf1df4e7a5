//! Figures of rounds: computed when records change, kept with their snapshot, announced to open dashboards.
//!
//! A change only marks its round stale. One task computes stale rounds, so that a hundred approvals in a burst cost a
//! few computations, not a hundred.

use crate::{live::FiguresChanged, problem::Problem, programme::Programme, state::App, territory::Territory};
use bytes::Bytes;
use figures::{Engine, Explanation, Indicator, RoundFrame};
use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, PoisonError, RwLock},
};
use store::{Exercise, FigureSet, NewFigures, Operation, Round, sha256_hex};
use tokio::sync::{mpsc, oneshot};
use vocab::{FigureKey, Pcode};

/// A round with what it belongs to.
#[derive(Debug, Clone)]
pub struct RoundOf {
    /// Its operation.
    pub operation: Operation,
    /// Its exercise.
    pub exercise: Exercise,
    /// The round.
    pub round: Round,
}

/// The figures of all rounds.
#[derive(Clone)]
pub struct RoundFigures {
    /// Shared: every request gets the server handed as a copy, and a copy of this costs a millisecond.
    engine: Arc<Engine>,
    kept: Arc<RwLock<HashMap<i32, Arc<FigureSet>>>>,
    stale: mpsc::UnboundedSender<Word>,
    programme: Arc<Programme>,
}

impl std::fmt::Debug for RoundFigures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RoundFigures").finish_non_exhaustive()
    }
}

/// Rounds waiting to be computed anew.
#[derive(Debug)]
pub struct StaleRounds(mpsc::UnboundedReceiver<Word>);

/// What the task is told.
#[derive(Debug)]
enum Word {
    /// Records of this round changed.
    Stale(i32),
    /// Say when everything told before is done.
    Settle(oneshot::Sender<()>),
}

/// A failure to compute, said for the log.
#[derive(Debug, thiserror::Error)]
pub enum FiguresError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// The records do not fit the form.
    #[error(transparent)]
    Snapshot(#[from] figures::SnapshotError),
    /// The indicators do not fit the snapshot.
    #[error(transparent)]
    Compute(#[from] figures::ComputeError),
    /// Something of the request's kind.
    #[error("{0:?}")]
    Problem(Problem),
}

impl From<Problem> for FiguresError {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl RoundFigures {
    /// The figures, and the rounds waiting; hand the latter to [`RoundFigures::keep_fresh`].
    pub fn new(programme: Arc<Programme>) -> (Self, StaleRounds) {
        let (stale, waiting) = mpsc::unbounded_channel();
        let kept = Arc::default();
        (Self { engine: Arc::new(Engine::new()), kept, stale, programme }, StaleRounds(waiting))
    }

    /// Says that records of a round changed.
    pub fn stale(&self, round_id: i32) {
        drop(self.stale.send(Word::Stale(round_id))); // it fails only when the server is ending
    }

    /// Has the figures computed again that a server left behind when it was ended between a change and the computing.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn catch_up(&self, app: &App) -> Result<(), store::StoreError> {
        app.store.rounds_with_former_figures().await?.into_iter().for_each(|round_id| self.stale(round_id));
        Ok(())
    }

    /// Waits until the figures of all rounds said to be stale so far are computed.
    pub async fn settle(&self) {
        let (done, wait) = oneshot::channel();
        if self.stale.send(Word::Settle(done)).is_ok() {
            drop(wait.await);
        }
    }

    /// The task that computes stale rounds, until the server ends.
    pub async fn keep_fresh(app: App, mut waiting: StaleRounds) {
        while let Some(first) = waiting.0.recv().await {
            let (mut rounds, mut settled, mut next) = (BTreeSet::new(), Vec::new(), Some(first));
            while let Some(word) = next {
                match word {
                    Word::Stale(round_id) => drop(rounds.insert(round_id)),
                    Word::Settle(done) => settled.push(done),
                }
                next = waiting.0.try_recv().ok();
            }
            for round_id in rounds {
                if let Err(error) = app.figures.compute_and_announce(&app, round_id).await {
                    tracing::error!(%error, round_id, "the figures of a round could not be computed; the former ones stay");
                }
            }
            for done in settled {
                let _gone = done.send(());
            }
        }
    }

    async fn compute_and_announce(&self, app: &App, round_id: i32) -> Result<(), FiguresError> {
        let Some(of) = find_round(app, round_id).await? else { return Ok(()) };
        let before = app.store.figure_set(round_id).await?.map(|set| set.snapshot);
        let set = self.compute(app, &of).await?;
        if before.as_deref() != Some(&set.snapshot) {
            app.live.announce(FiguresChanged {
                operation: of.operation.code,
                exercise: of.exercise.code,
                round: of.round.number,
                snapshot: set.snapshot.clone(),
            });
        }
        Ok(())
    }

    /// What the installed packs say.
    pub fn programme(&self) -> &Programme {
        &self.programme
    }

    /// The indicators of an exercise.
    pub fn indicators(&self, exercise: &Exercise) -> &[Indicator] {
        self.programme.indicators(&exercise.code)
    }

    /// Computes a round's figures on a fresh snapshot of its approved records, and keeps both.
    ///
    /// # Errors
    /// When records, indicators or the store fail; the former figures stay.
    pub async fn compute(&self, app: &App, of: &RoundOf) -> Result<Arc<FigureSet>, FiguresError> {
        let as_of = app.store.newest_audit_entry().await?;
        let records = app.store.approved_records(of.round.id).await?;
        let schema = app.forms.schema(&app.store, &of.exercise).await?.unwrap_or_default();
        let snapshot = figures::write_snapshot(&schema, &records)?;
        let indicators = self.indicators(&of.exercise);
        let frame = self.frame(app, of).await?;
        let bytes = snapshot.bytes.clone();
        let figures = self.engine.compute(&bytes, indicators, &frame).await?;
        let round = of.round.id;
        let indicators_sha256 = &fingerprint(indicators);
        let new = NewFigures { bytes: &bytes, rows: records.len(), indicators_sha256, figures: &figures };
        app.store.keep_figures((of.exercise.id, round), as_of, &new).await?;
        let set =
            app.store.figure_set(round).await?.ok_or_else(|| Problem::failed(&"the figures just kept are gone"))?;
        let set = Arc::new(set);
        self.kept.write().unwrap_or_else(PoisonError::into_inner).insert(round, Arc::clone(&set));
        Ok(set)
    }

    /// A round's figures as last computed; computed now if they never were, or if the indicators have changed since.
    ///
    /// # Errors
    /// As [`RoundFigures::compute`].
    pub async fn of(&self, app: &App, of: &RoundOf) -> Result<Arc<FigureSet>, FiguresError> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner).get(&of.round.id).cloned();
        if let Some(set) = kept {
            return Ok(set);
        }
        match app.store.figure_set(of.round.id).await? {
            Some(set) if set.indicators_sha256 == fingerprint(self.indicators(&of.exercise)) => {
                let set = Arc::new(set);
                self.kept.write().unwrap_or_else(PoisonError::into_inner).insert(of.round.id, Arc::clone(&set));
                Ok(set)
            }
            _ => self.compute(app, of).await,
        }
    }

    /// What a figure stands on, computed again from its snapshot.
    ///
    /// # Errors
    /// When the snapshot is gone or the figure is none of the round's.
    pub async fn explain(
        &self,
        app: &App,
        of: &RoundOf,
        indicator: &Indicator,
        key: &FigureKey,
        snapshot: &str,
    ) -> Result<Option<Explanation>, FiguresError> {
        let Some(bytes) = app.store.blobs().get(snapshot)? else { return Ok(None) };
        let frame = self.frame(app, of).await?;
        Ok(Some(self.engine.explain(&Bytes::from(bytes), indicator, key, &frame).await?))
    }

    async fn frame(&self, app: &App, of: &RoundOf) -> Result<RoundFrame, FiguresError> {
        let territory = app.territories.of(&app.store, &of.operation).await?;
        Ok(RoundFrame {
            operation: of.operation.code.clone(),
            exercise: of.exercise.code.clone(),
            round: of.round.number,
            expected: territory.map_or_else(Vec::new, |territory| expected(&territory, &of.exercise)),
        })
    }
}

/// A round is expected to cover every place of its exercise's coverage level.
fn expected(territory: &Territory, exercise: &Exercise) -> Vec<Vec<Pcode>> {
    let areas = territory.boundaries.areas_at(exercise.coverage_level);
    areas.map(|area| territory.boundaries.lineage(&area.pcode)).collect()
}

fn fingerprint(indicators: &[Indicator]) -> String {
    let text = serde_json::to_string(indicators).unwrap_or_default();
    sha256_hex(text.as_bytes())
}

/// A round by its row, with its exercise and operation.
///
/// # Errors
/// When the store fails.
pub async fn find_round(app: &App, round_id: i32) -> Result<Option<RoundOf>, store::StoreError> {
    let Some(round) = app.store.round_by_id(round_id).await? else { return Ok(None) };
    let Some(exercise) = app.store.exercise_by_id(round.exercise_id).await? else { return Ok(None) };
    let operations = app.store.operations().await?;
    let operation = operations.into_iter().find(|operation| operation.id == exercise.operation_id);
    Ok(operation.map(|operation| RoundOf { operation, exercise, round }))
}
