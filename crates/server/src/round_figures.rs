//! Figures of rounds: computed when records change, kept with their snapshot, announced to open dashboards.
//!
//! A change only marks its round stale. One task computes stale rounds, so that a hundred approvals in a burst cost a
//! few computations, not a hundred.

use crate::{
    live::{FiguresChanged, RoundChanged},
    problem::Problem,
    programme::Programme,
    round_tables::RoundTables,
    sites,
    state::App,
    territory::Territory,
};
use bytes::Bytes;
use derived::{Derived, Recipe};
use figures::{Basis, Engine, Explanation, Indicator, PlaceRow, RoundFrame, Snapshot};
use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, PoisonError, RwLock},
};
use store::{Exercise, FigureSet, FiguresOf, NewFigures, Operation, PlaceMark, Round, sha256_hex};
use tokio::sync::{mpsc, oneshot};
use vocab::{Figure, FigureKey, Pcode, Record};

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

/// By the row of the round and its revision.
type Kept = HashMap<(i32, u32), Arc<FigureSet>>;

/// The figures of all rounds.
#[derive(Clone)]
pub struct RoundFigures {
    /// Shared: every request gets the server handed as a copy, and a copy of this costs a millisecond.
    engine: Arc<Engine>,
    /// What was computed or read before.
    kept: Arc<RwLock<Kept>>,
    tables: Arc<RoundTables>,
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
    /// Something cannot be worked out of the records.
    #[error(transparent)]
    Derived(#[from] derived::DerivedError),
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
        let (engine, kept, tables) = (Arc::new(Engine::new()), Arc::default(), Arc::default());
        (Self { engine, kept, tables, stale, programme }, StaleRounds(waiting))
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
        let (shown, revision) = (of.round.shown_revision(), of.round.revision);
        let before = app.store.snapshot_of_revision(round_id, revision).await?;
        let set = self.compute(app, &of).await?;
        app.live.announce_round(RoundChanged::new(&of.operation.code, &of.exercise.code, of.round.number));
        if shown == revision && before.as_deref() != Some(set.snapshot.as_str()) {
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

    /// The same, to be kept while something is worked out.
    pub fn shared_programme(&self) -> Arc<Programme> {
        Arc::clone(&self.programme)
    }

    /// The indicators of an exercise.
    pub fn indicators(&self, exercise: &Exercise) -> &[Indicator] {
        self.programme.indicators(&exercise.code)
    }

    /// What computes them.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// What a round's figures are computed with today, beside its records.
    ///
    /// # Errors
    /// When the store fails or the form cannot be read.
    pub async fn basis(&self, app: &App, of: &RoundOf) -> Result<Basis, FiguresError> {
        Ok(Basis {
            frame: self.frame(app, of).await?,
            schema: app.forms.schema(&app.store, &of.exercise).await?.unwrap_or_default(),
            derived: self.programme.derived(&of.exercise.code).to_vec(),
            indicators: self.indicators(&of.exercise).to_vec(),
        })
    }

    /// Computes a round's figures on a fresh snapshot of its approved records, and keeps both.
    ///
    /// # Errors
    /// When records, indicators or the store fail; the former figures stay.
    pub async fn compute(&self, app: &App, of: &RoundOf) -> Result<Arc<FigureSet>, FiguresError> {
        let as_of = app.store.newest_audit_entry().await?;
        let basis = self.basis(app, of).await?;
        let Snapshot { bytes, rows, .. } = self.tables.table(&app.store, of, &basis).await?.snapshot()?;
        let figures = self.engine.compute(&bytes, &basis.indicators, &basis.frame).await?;
        let (round, revision) = (of.round.id, of.round.revision);
        let indicators_sha256 = &fingerprint(&basis.derived, &basis.indicators);
        let territory = app.territories.of(&app.store, &of.operation).await?;
        let boundary_version = territory.as_deref().map(|territory| territory.boundaries.version().code.as_str());
        let basis = &basis.to_bytes().map_err(|error| Problem::failed(&error))?;
        let new = NewFigures { bytes: &bytes, rows, indicators_sha256, basis, boundary_version, figures: &figures };
        app.store.keep_figures(FiguresOf::current(&of.round), as_of, &new).await?;
        let set = app.store.figures_of_revision(round, revision).await?;
        let set = Arc::new(set.ok_or_else(|| Problem::failed(&"the figures just kept are gone"))?);
        self.kept.write().unwrap_or_else(PoisonError::into_inner).insert((round, revision), Arc::clone(&set));
        Ok(set)
    }

    /// A round's figures as readers see them; computed now if they never were, or if the indicators have changed since and
    /// the round is not closed.
    ///
    /// # Errors
    /// As [`RoundFigures::compute`].
    pub async fn of(&self, app: &App, of: &RoundOf) -> Result<Arc<FigureSet>, FiguresError> {
        let (round, shown) = (of.round.id, of.round.shown_revision());
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner).get(&(round, shown)).cloned();
        if let Some(set) = kept {
            return Ok(set);
        }
        let stands = |set: &FigureSet| {
            let derived = self.programme.derived(&of.exercise.code);
            of.round.is_settled(shown) || set.indicators_sha256 == fingerprint(derived, self.indicators(&of.exercise))
        };
        match app.store.figures_of_revision(round, shown).await? {
            Some(set) if stands(&set) => {
                let set = Arc::new(set);
                self.kept.write().unwrap_or_else(PoisonError::into_inner).insert((round, shown), Arc::clone(&set));
                Ok(set)
            }
            None if shown != of.round.revision => {
                Err(Problem::failed(&format!("the figures of revision {shown} are gone")).into())
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
        // With what it was computed with: indicators and places may be others by now.
        let set = self.of(app, of).await?;
        let kept = set.basis.as_deref().filter(|_| set.snapshot == snapshot);
        let kept = kept.map(|basis| app.store.blobs().get(basis)).transpose()?.flatten();
        let kept = kept.map(|bytes| Basis::read(&bytes)).transpose().map_err(|error| Problem::failed(&error))?;
        let (frame, indicators) = match kept {
            Some(Basis { frame, indicators, .. }) => (frame, indicators),
            None => (self.frame(app, of).await?, Vec::new()),
        };
        let indicator = indicators.iter().find(|one| one.code == indicator.code).unwrap_or(indicator);
        Ok(Some(self.engine.explain(&Bytes::from(bytes), indicator, key, &frame).await?))
    }

    /// What each record of a snapshot adds to an indicator, with its answers to the questions that say its place
    /// ([`sites::asked_of`]).
    ///
    /// # Errors
    /// When the snapshot is gone or does not fit the indicator.
    pub async fn place_rows(
        &self,
        app: &App,
        of: &RoundOf,
        indicator: &Indicator,
        snapshot: &str,
    ) -> Result<Vec<PlaceRow>, FiguresError> {
        let gone = || Problem::failed(&format!("the snapshot {snapshot} is gone from the blobs"));
        let bytes = Bytes::from(app.store.blobs().get(snapshot)?.ok_or_else(gone)?);
        let frame = self.frame(app, of).await?;
        let asked = sites::asked_of(self.programme.identified_by(&of.exercise.code));
        Ok(self.engine.place_rows(&bytes, indicator, &frame, &asked).await?)
    }

    /// The recipes behind a figure, with their parameters, as its snapshot has them.
    ///
    /// # Errors
    /// When the snapshot cannot be read.
    pub fn recipes(&self, app: &App, figure: &Figure) -> Result<Vec<Recipe>, FiguresError> {
        if figure.recipes.is_empty() {
            return Ok(Vec::new());
        }
        let Some(bytes) = app.store.blobs().get(&figure.snapshot)? else { return Ok(Vec::new()) };
        let mut recipes = figures::recipes_of(&Bytes::from(bytes))?;
        recipes.retain(|recipe| figure.recipes.contains(&recipe.version));
        Ok(recipes)
    }

    async fn frame(&self, app: &App, of: &RoundOf) -> Result<RoundFrame, FiguresError> {
        let territory = app.territories.of(&app.store, &of.operation).await?;
        Ok(RoundFrame {
            operation: of.operation.code.clone(),
            exercise: of.exercise.code.clone(),
            round: of.round.number,
            expected: match territory {
                Some(territory) => self.expected(app, &territory, of).await?,
                None => Vec::new(),
            },
        })
    }

    /// A round is expected to cover the places of its list, but for those where there is nothing to assess any more; without
    /// a list, every place of its exercise's coverage level.
    async fn expected(
        &self,
        app: &App,
        territory: &Territory,
        of: &RoundOf,
    ) -> Result<Vec<Vec<Pcode>>, store::StoreError> {
        let listed = app.store.expected_places(of.round.id).await?;
        let boundaries = &territory.boundaries;
        if listed.is_empty() {
            let areas = boundaries.areas_at(of.exercise.coverage_level);
            return Ok(areas.map(|area| boundaries.lineage(&area.pcode)).collect());
        }
        let wanted = listed.iter().filter(|place| place.mark != Some(PlaceMark::Closed));
        let deepest = usize::from(of.exercise.coverage_level.0) + 1;
        // Of sites, the areas they lie in: each once, as deep as figures are covered.
        let lineages: BTreeSet<Vec<Pcode>> = wanted
            .map(|place| {
                let mut lineage = boundaries.lineage(&place.pcode);
                lineage.truncate(deepest);
                lineage
            })
            .filter(|lineage| !lineage.is_empty())
            .collect();
        Ok(lineages.into_iter().collect())
    }
}

/// A round's snapshot, with what is worked out of its records.
///
/// # Errors
/// When the records do not fit the form, or something cannot be worked out of them.
pub fn snapshot_of(basis: &Basis, records: Vec<Record>) -> Result<Snapshot, FiguresError> {
    Ok(figures::write_worked_out(&derived::work_out(&basis.derived, &basis.schema, records)?)?)
}

/// SHA-256 over what is worked out and the indicators, which says whether figures were computed with these. Where nothing is
/// worked out, it is that of the indicators alone.
pub fn fingerprint(derived: &[Derived], indicators: &[Indicator]) -> String {
    let text = match derived {
        [] => serde_json::to_string(indicators),
        _ => serde_json::to_string(&(derived, indicators)),
    };
    let text = text.unwrap_or_default();
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
