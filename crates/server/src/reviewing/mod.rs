//! What reviewers do with records: values edited, many at once, and the log that turns raw data into clean data again.
//!
//! The rules are in crate `review`, the rows in crate `store`; here they meet the form, the boundaries and the checks.

pub mod bulk;
pub mod carrying;
pub mod clean;
pub mod consequences;
pub mod edits;
pub mod log;
pub mod meanwhile;
mod questions;
pub mod raw;

pub use questions::{Asked, Computed};

use crate::{problem::Problem, state::App};
use messages::codes;
use store::{Exercise, Operation, StoredRecord};

/// A record with what it belongs to.
#[derive(Debug, Clone)]
pub struct RecordOf {
    /// Its operation.
    pub operation: Operation,
    /// Its exercise.
    pub exercise: Exercise,
    /// The record; what tells of people may be withheld.
    pub record: StoredRecord,
}

impl RecordOf {
    /// A record by what was read of it.
    ///
    /// # Errors
    /// When it belongs to nothing that is there.
    pub async fn find(app: &App, record: StoredRecord) -> Result<Self, Problem> {
        let unknown = || Problem::not_found(codes::RECORD_UNKNOWN);
        let exercise = app.store.exercise_by_id(record.exercise_id).await?.ok_or_else(unknown)?;
        let operation = app.known.operation(&app.store, exercise.operation_id).await?.ok_or_else(unknown)?;
        Ok(Self { operation, exercise, record })
    }
}

/// Runs the checks of records whose values were edited, then lets everything else follow.
///
/// # Errors
/// When the store fails.
pub async fn check_edited(app: &App, edited: &[StoredRecord]) -> Result<(), Problem> {
    for record in edited {
        crate::checking::check_record(app, record.id).await?;
    }
    tell_of(app, edited).await
}

/// Lets everything that depends on changed records follow: figures, and pages that show them.
///
/// # Errors
/// When the store fails; figures are computed anew by the next start of the server then.
pub async fn tell_of(app: &App, changed: &[StoredRecord]) -> Result<(), Problem> {
    let mut rounds: Vec<i32> = changed.iter().filter_map(|record| record.round_id).collect();
    rounds.sort_unstable();
    rounds.dedup();
    for round_id in rounds {
        app.figures.stale(round_id);
        // A record that is rejected tells nothing any more of the others.
        app.checking.stale(round_id);
        if let Some(of) = crate::round_figures::find_round(app, round_id).await? {
            let changed = crate::live::RoundChanged::new(&of.operation.code, &of.exercise.code, of.round.number);
            app.live.announce_round(changed);
        }
    }
    crate::events::announce(app, changed).await
}
