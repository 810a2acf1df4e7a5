//! Checks of a submission that arrives: what can be known of it without reading a round.

use super::beside::{Beside, Facts};
use crate::{problem::Problem, state::App};
use review::{Flag, Measures, Subject};
use store::{Exercise, Operation, Round};

/// A submission that is about to be stored.
pub(crate) struct Arriving<'r> {
    /// The record it becomes.
    pub record: Facts<'r>,
    /// The rounds of its exercise, by number.
    pub rounds: &'r [Round],
    /// The one it joins.
    pub round: Option<&'r Round>,
    /// Key of the record it corrects, which tells of the same place and is no other record.
    pub corrects: Option<&'r str>,
    /// What was measured in its audit log, if that came with it.
    pub audit: Option<&'r Measures>,
}

/// The flags that checks raise at once. Those that look at other records raise theirs when the round is looked over, but for
/// a place or an update that is there twice.
pub(crate) async fn checked_on_arrival(
    app: &App,
    operation: &Operation,
    exercise: &Exercise,
    arriving: &Arriving<'_>,
) -> Result<Vec<Flag>, Problem> {
    let key = arriving.corrects.unwrap_or(arriving.record.key);
    let record = Facts { key, ..arriving.record };
    let beside = Beside::of(app, operation, exercise, (arriving.rounds, arriving.round), std::slice::from_ref(&record));
    let beside = beside.await?;
    let twice = is_there_already(app, arriving.round, &record).await?;
    let mut subject = Subject::new(record.answers).with_fact("duplicate_place", twice);
    if let Some(audit) = arriving.audit {
        subject = subject.with_measures(audit);
    }
    let checks = app.figures.programme().checks(&exercise.code);
    Ok(review::run_checks(checks, &beside.with(subject, &record)))
}

/// Whether another record of the round tells of the same place.
pub(super) async fn is_there_already(app: &App, round: Option<&Round>, record: &Facts<'_>) -> Result<bool, Problem> {
    let Some(round) = round else { return Ok(false) };
    for identity in record.identities {
        if app.store.is_place_recorded(round.id, identity, record.key).await? {
            return Ok(true);
        }
    }
    Ok(false)
}
