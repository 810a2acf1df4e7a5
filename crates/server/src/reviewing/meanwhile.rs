//! What others did to a record since somebody looked at it.

use crate::{problem::Problem, state::App};
use axum::http::StatusCode;
use messages::codes;
use serde_json::{Value, json};

/// The refusal of a change to a record that has moved on: who did what since, and to which questions.
///
/// # Errors
/// When the store fails.
pub async fn problem(app: &App, record_id: i64, looked_at: i64) -> Result<Problem, Problem> {
    let problem = Problem::new(StatusCode::CONFLICT, codes::REVIEW_CHANGED_MEANWHILE);
    Ok(problem.with_meanwhile(since(app, record_id, looked_at).await?))
}

async fn since(app: &App, record_id: i64, looked_at: i64) -> Result<Value, Problem> {
    let record = app.store.record(record_id).await?.ok_or_else(|| Problem::not_found(codes::RECORD_UNKNOWN))?;
    let edits = app.store.edits(&[record_id]).await?;
    let events = app.store.record_events(record_id).await?;
    let later = events.iter().filter(|event| event.version.is_some_and(|version| version > looked_at));
    let changes: Vec<Value> = later
        .map(|event| {
            let of_it = edits.iter().filter(|edit| Some(edit.version) == event.version);
            let questions: Vec<&str> = of_it.map(|edit| edit.question.as_str()).collect();
            json!({"at": event.at, "by": event.by, "action": event.action, "reason": event.reason, "questions": questions})
        })
        .collect();
    Ok(json!({"version": record.version, "state": record.state, "changes": changes}))
}
