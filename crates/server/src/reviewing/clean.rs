//! Clean data made of raw data and a cleaning log, as scripts elsewhere would make it.

use super::log::{LogUnreadable, read};
use crate::{intake, problem::Problem, round_figures::FiguresError, state::App};
use figures::Snapshot;
use review::edit::{CleanRecord, LogProblem, apply_log};
use store::{Exercise, Operation};
use thiserror::Error;
use vocab::{Record, RecordState};

/// Why no clean data come of it.
#[derive(Debug, Error)]
pub enum CleaningError {
    /// The log cannot be read.
    #[error(transparent)]
    Log(#[from] LogUnreadable),
    /// The log does not fit the raw data.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    DoesNotFit(Vec<LogProblem>),
    /// The server's own data cannot be read.
    #[error("{0:?}")]
    Problem(Problem),
}

impl From<Problem> for CleaningError {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// Applies a log to raw data. Where a record lies is told by the operation's boundaries.
///
/// # Errors
/// With everything that does not fit.
pub async fn clean(
    app: &App,
    operation: &Operation,
    raw: Vec<Record>,
    log: &[u8],
) -> Result<Vec<CleanRecord>, CleaningError> {
    let entries = read(log)?;
    let territory = app.territories.of(&app.store, operation).await?;
    let places_of = |record: &Record| {
        let territory = territory.as_deref();
        territory.map_or_else(Vec::new, |territory| intake::places_of(territory, &record.answers))
    };
    apply_log(raw, &entries, &places_of).map_err(CleaningError::DoesNotFit)
}

/// The snapshot of what was approved, as the round's own is made.
///
/// # Errors
/// When the records do not fit the form.
pub async fn snapshot(app: &App, exercise: &Exercise, clean: &[CleanRecord]) -> Result<Snapshot, FiguresError> {
    let schema = app.forms.schema(&app.store, exercise).await?.unwrap_or_default();
    let derived = app.figures.programme().derived(&exercise.code);
    let approved = clean.iter().filter(|one| one.state == RecordState::Approved).map(|one| one.record.clone());
    Ok(figures::write_worked_out(&derived::work_out(derived, &schema, approved.collect())?)?)
}
