//! Values edited, and what people say about a record.

use super::{find, whole};
use crate::{
    accounts::SignedIn,
    input::{Body, Id},
    problem::Problem,
    reviewing::edits,
    state::App,
};
use axum::{Json, Router, extract::State, http::StatusCode, routing::post};
use messages::codes;
use review::edit::{QuestionPath, ValueEdit};
use serde::Deserialize;
use serde_json::{Value as Json_, json};
use store::Role;
use vocab::Answer;

/// Characters of a comment, as ODK Central's clients send them too.
pub const LONGEST_COMMENT: usize = 10_000;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/records/{id}/edits", post(edit_values)).route("/records/{id}/comments", post(comment))
}

#[derive(Debug, Deserialize)]
struct EditsBody {
    /// The version of the record that was looked at.
    version: Option<i64>,
    #[serde(default)]
    reason: String,
    edits: Vec<EditBody>,
}

#[derive(Debug, Deserialize)]
struct EditBody {
    question: QuestionPath,
    from: Answer,
    to: Answer,
}

/// `POST /records/{id}/edits`: all of the edits, or none and every reason why.
async fn edit_values(
    State(app): State<App>,
    signed_in: SignedIn,
    Id(id): Id<i64>,
    Body(body): Body<EditsBody>,
) -> Result<Json<Json_>, Problem> {
    let (record, operation_id) = find(&app, &signed_in, id, Role::Reviewer).await?;
    let needed = || Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::REVIEW_VERSION_NEEDED);
    let version = body.version.ok_or_else(needed)?;
    let edit = |EditBody { question, from, to }| ValueEdit { question, from, to };
    let wanted: Vec<ValueEdit> = body.edits.into_iter().map(edit).collect();
    edits::edit(&app, record, version, &wanted, &body.reason, &signed_in.user.actor()).await?;
    let (record, _) = find(&app, &signed_in, id, Role::Reviewer).await?;
    Ok(Json(whole(&app, &signed_in, &record, operation_id).await?))
}

#[derive(Debug, Deserialize)]
struct CommentBody {
    #[serde(default)]
    body: String,
}

/// `POST /records/{id}/comments`: kept with those that come by ODK Central's API, and read by its clients.
async fn comment(
    State(app): State<App>,
    signed_in: SignedIn,
    Id(id): Id<i64>,
    Body(body): Body<CommentBody>,
) -> Result<Json<Json_>, Problem> {
    find(&app, &signed_in, id, Role::Reviewer).await?;
    let text = body.body.trim();
    if text.is_empty() {
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::REVIEW_COMMENT_NEEDED));
    }
    if text.chars().count() > LONGEST_COMMENT {
        return Err(Problem::invalid("body", format!("> {LONGEST_COMMENT}")));
    }
    let actor = signed_in.user.actor();
    let at = app.store.comment(id, text, &actor).await?;
    Ok(Json(json!({"at": at, "by": actor, "body": text})))
}
