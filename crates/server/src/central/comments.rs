//! What people say about a submission.

use super::{actor, caller::InProject, refusal::Refusal, submissions::find};
use crate::state::App;
use axum::{Json, Router, extract::State, routing::get};
use serde::Deserialize;
use serde_json::{Value, json};
use store::{Deed, Role};

/// Characters of a comment.
const LONGEST: usize = 10_000;

/// Routes of comments.
pub fn routes() -> Router<App> {
    Router::new().route("/projects/{project}/forms/{form}/submissions/{instance}/comments", get(list).post(add))
}

async fn list(State(app): State<App>, place: InProject) -> Result<Json<Value>, Refusal> {
    let held = find(&app, &place).await?;
    let (users, devices) = (app.store.users().await?, app.store.devices(place.operation.id).await?);
    let events = app.store.record_events(held.record.id).await?;
    let deed = Deed::new(&place.actor(), "record.comments_read", format!("record:{}", held.record.id));
    app.store.audit(&[deed]).await?;
    let comments = events.iter().rev().filter(|event| event.action == "commented").map(|event| {
        let by = actor::of_name(&event.by, &users, &devices);
        json!({"body": event.reason, "actorId": by, "createdAt": event.at})
    });
    Ok(Json(comments.collect()))
}

#[derive(Deserialize)]
struct NewComment {
    body: String,
}

async fn add(
    State(app): State<App>,
    place: InProject,
    body: Result<Json<NewComment>, axum::extract::rejection::JsonRejection>,
) -> Result<Json<Value>, Refusal> {
    place.require(Role::Reviewer)?;
    let Json(new) = body.map_err(|_| Refusal::missing("body"))?;
    let text = new.body.trim();
    if text.is_empty() {
        return Err(Refusal::missing("body"));
    }
    if text.chars().count() > LONGEST || text.contains('\0') {
        return Err(Refusal::unexpected("body", "…", &format!("at most {LONGEST} readable characters are kept.")));
    }
    let held = find(&app, &place).await?;
    let at = app.store.comment(held.record.id, text, &place.actor()).await?;
    Ok(Json(json!({"body": text, "actorId": actor::of_user(&place.user), "createdAt": at})))
}
