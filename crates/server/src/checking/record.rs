//! One record, checked again.

use super::{
    Renewed,
    arrival::is_there_already,
    audit_log::{from_json, read_late_logs},
    beside::{Beside, Facts},
    renewed::renew,
};
use crate::{problem::Problem, sites, state::App};
use review::{Check, Subject};
use store::{CheckedRecord, Exercise, Operation, Round};

/// Runs the checks of one record again: call it after its answers have changed, or a file of it has come. What needs no
/// other record is said at once; what does is said when its round is looked over, which this asks for. Returns what became
/// of its flags; nothing does where it is rejected, encrypted, or in a round that is closed.
///
/// # Errors
/// When the store fails.
pub async fn check_record(app: &App, record_id: i64) -> Result<Renewed, Problem> {
    let Some(record) = app.store.record_to_check(record_id).await? else { return Ok(Renewed::default()) };
    let Some(exercise) = app.store.exercise_by_id(record.record.exercise_id).await? else {
        return Ok(Renewed::default());
    };
    let operation = app.known.operation(&app.store, exercise.operation_id).await?;
    let Some(operation) = operation else { return Ok(Renewed::default()) };
    let rounds = app.store.rounds(exercise.id).await?;
    let round = record.record.round_id.and_then(|id| rounds.iter().find(|round| round.id == id));
    let mut record = [record];
    read_late_logs(app, &mut record).await?;
    let [record] = record;
    if round.is_some_and(|round| round.stage.is_settled()) {
        return Ok(Renewed::default());
    }
    if let Some(round) = round {
        app.checking.stale(round.id);
    }
    alone(app, &operation, &exercise, (&rounds, round), &record).await
}

/// Files came for a submission that was here: its audit log may be among them.
pub(crate) async fn files_came(app: &App, submission_id: i64) -> Result<(), Problem> {
    if let Some(record) = app.store.record_of_submission(submission_id).await? {
        check_record(app, record.id).await?;
    }
    Ok(())
}

async fn alone(
    app: &App,
    operation: &Operation,
    exercise: &Exercise,
    (rounds, round): (&[Round], Option<&Round>),
    record: &CheckedRecord,
) -> Result<Renewed, Problem> {
    let programme = app.figures.programme();
    let identified_by = programme.identified_by(&exercise.code);
    let sites = sites::telling_apart(app, operation, identified_by).await?;
    let identities = sites::identities(sites.as_ref(), &record.record.record.answers, identified_by);
    let facts = Facts {
        key: record.record.record.key.as_str(),
        places: &record.record.record.places,
        answers: &record.record.record.answers,
        identities: &identities,
    };
    let beside = Beside::of(app, operation, exercise, (rounds, round), std::slice::from_ref(&facts)).await?;
    let twice = is_there_already(app, round, &facts).await?;
    let subject = Subject::new(facts.answers)
        .with_measures(&from_json(record.audit_measures.as_ref()))
        .with_fact("duplicate_place", twice);
    // A check that was answered beside the others would fall silent here, and speak again a moment later.
    let checks: Vec<Check> =
        programme.checks(&exercise.code).iter().filter(|check| !check.looks_at_others()).cloned().collect();
    let raised = review::run_checks(&checks, &beside.with(subject, &facts));
    let Some((renewed, counted)) = renew(record, &checks, raised)? else { return Ok(Renewed::default()) };
    let settled = app.store.renew_flags(record.record.round_id, &[renewed], None).await;
    match settled {
        Err(store::StoreError::RoundSettled { .. }) => Ok(Renewed::default()),
        written => Ok(if written? > 0 { counted } else { Renewed::default() }),
    }
}
