//! What a record's submission says, to be edited with the form it was filled with.

use crate::{accounts::SignedIn, api::records::find, input::Id, problem::Problem, state::App};
use axum::{Json, extract::State};
use messages::codes;
use serde_json::{Value, json};
use store::{Deed, Role, StoreError};

/// `GET /records/{id}/editing`: the newest version's XML, its files, and the form version it was filled with. For
/// reviewers, while its round is not closed; it may tell of people, so every reading is in the log.
pub async fn read_submission(
    State(app): State<App>,
    signed_in: SignedIn,
    Id(id): Id<i64>,
) -> Result<Json<Value>, Problem> {
    let (record, operation_id) = find(&app, &signed_in, id, Role::Reviewer).await?;
    // Before anybody has spent an hour on it: what is sent for a closed round stays outside of it.
    if let Some(round) = record.round_id
        && let Some(round) = app.store.round_by_id(round).await?
        && round.stage.is_settled()
    {
        return Err(StoreError::RoundSettled { round: round.number.0, stage: round.stage }.into());
    }
    let none = || Problem::not_found(codes::FILL_NO_SUBMISSION);
    let row = record.submission_id.ok_or_else(none)?;
    let submission = app.store.submission_by_id(row).await?.ok_or_else(none)?;
    let operations = app.store.operations().await?;
    let operation = operations.into_iter().find(|operation| operation.id == operation_id).ok_or_else(none)?;
    let versions = app.store.form_version_names(operation_id).await?;
    let form = versions.into_iter().find(|version| version.id == submission.form_version_id).ok_or_else(none)?;
    if !form.takes_submissions() {
        return Err(Problem::new(axum::http::StatusCode::CONFLICT, codes::FORM_CLOSED).arg("form", form.xml_form_id));
    }
    let files = app.store.attachments(submission.id).await?;
    let xml = String::from_utf8(submission.xml).map_err(|error| Problem::failed(&error))?;
    let deed = Deed::new(&signed_in.user.actor(), "submission.read", format!("submission:{}", submission.instance_id));
    app.store.audit(&[deed]).await?;
    Ok(Json(json!({
        "operation": operation.code, "form_id": form.xml_form_id, "form_version": form.version,
        "instance_id": submission.instance_id, "version": submission.version, "xml": xml, "attachments": files,
    })))
}
