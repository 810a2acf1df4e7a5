//! Records under review: lists, one record whole, and what reviewers do with them.

pub(super) mod answers;
mod bulk;
mod decisions;
pub mod edits;
mod list;
mod log;
mod returned;
mod view;

use list::Chosen;
use view::{View, whole};

use crate::{accounts::SignedIn, input::Id, problem::Problem, state::App};
use axum::{
    Json, Router,
    extract::State,
    http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use decisions::decide_record;
use messages::codes;
use serde_json::Value as Json_;
use store::{Deed, Role, StoredRecord};

/// Routes of records.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/records/{id}", get(read_record))
        .route("/records/{id}/decision", post(decide_record))
        .route("/attachments/{id}", get(read_attachment))
        .merge(list::routes())
        .merge(edits::routes())
        .merge(bulk::routes())
        .merge(log::routes())
        .merge(returned::routes())
}

async fn read_record(State(app): State<App>, signed_in: SignedIn, Id(id): Id<i64>) -> Result<Json<Json_>, Problem> {
    let (record, operation_id) = find(&app, &signed_in, id, Role::Viewer).await?;
    Ok(Json(whole(&app, &signed_in, &record, operation_id).await?))
}

/// The record and its operation, if the person may see it. Whoever may not does not learn that it exists.
pub(crate) async fn find(app: &App, signed_in: &SignedIn, id: i64, role: Role) -> Result<(StoredRecord, i32), Problem> {
    let unknown = || Problem::not_found(codes::RECORD_UNKNOWN);
    let record = app.store.record(id).await?.ok_or_else(unknown)?;
    let operation_id = app.store.exercise_by_id(record.exercise_id).await?.ok_or_else(unknown)?.operation_id;
    if !signed_in.user.has(Role::Viewer, operation_id) {
        return Err(unknown());
    }
    signed_in.require(role, operation_id)?;
    Ok((record, operation_id))
}

async fn read_attachment(State(app): State<App>, signed_in: SignedIn, Id(id): Id<i64>) -> Result<Response, Problem> {
    let unknown = || Problem::not_found(codes::ATTACHMENT_UNKNOWN);
    let (submission_id, file) = app.store.attachment(id).await?.ok_or_else(unknown)?;
    let submission = app.store.submission_by_id(submission_id).await?.ok_or_else(unknown)?;
    if !signed_in.user.has(Role::Viewer, submission.operation_id) {
        return Err(unknown());
    }
    // A photo may show a person: every look at one is in the log.
    let deed = Deed::new(&signed_in.user.actor(), "attachment.read", format!("attachment:{id}"));
    app.store.audit(&[deed]).await?;
    let bytes = app.store.attachment_bytes(&file).await?.ok_or_else(unknown)?;
    // Only pictures are shown in place; anything else is saved, so that nothing a phone sent runs in our pages.
    let shown = ["image/jpeg", "image/png", "image/webp", "image/gif"].contains(&file.media_type.as_str());
    let (media_type, disposition) =
        if shown { (file.media_type.as_str(), "inline") } else { ("application/octet-stream", "attachment") };
    let headers = [
        (CONTENT_TYPE, media_type.to_owned()),
        (CONTENT_DISPOSITION, disposition.to_owned()),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
