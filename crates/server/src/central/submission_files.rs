//! Files of a submission: those its answers name, and whether they are here.

use super::{
    caller::InProject,
    refusal::{Refusal, TAKEN},
    submissions::find,
};
use crate::{checking, intake, state::App};
use axum::{
    Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, State},
    http::{
        HeaderMap,
        header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::{Value, json};
use store::{Deed, Role};

/// Routes of a submission's files.
pub fn routes(largest: usize) -> Router<App> {
    Router::new().route("/projects/{project}/forms/{form}/submissions/{instance}/attachments", get(list)).route(
        "/projects/{project}/forms/{form}/submissions/{instance}/attachments/{file}",
        get(read).post(add).layer(DefaultBodyLimit::max(largest)),
    )
}

/// The files the newest version names, each with the row of its bytes if they are here.
async fn files(app: &App, submission_id: i64) -> Result<Vec<(String, Option<store::StoredAttachment>)>, Refusal> {
    let submission = app.store.submission_by_id(submission_id).await?.ok_or_else(Refusal::not_found)?;
    let document =
        collect::parse_submission(&submission.xml, &collect::Limits::default()).map_err(intake::unreadable)?;
    let form = app.forms.of_version(&app.store, submission.form_version_id).await?;
    let mut held = app.store.attachments(submission_id).await?;
    let named =
        crate::encrypted_forms::Arrival::of(&document).expected_files(&form, &document).into_iter().map(|name| {
            let at = held.iter().position(|file| file.name == name);
            let file = at.map(|at| held.swap_remove(at));
            (name, file)
        });
    Ok(named.collect())
}

async fn list(State(app): State<App>, place: InProject) -> Result<Json<Value>, Refusal> {
    let held = find(&app, &place).await?;
    let files = files(&app, held.record.submission_id).await?;
    Ok(Json(files.iter().map(|(name, file)| json!({"name": name, "exists": file.is_some()})).collect()))
}

async fn read(State(app): State<App>, place: InProject) -> Result<Response, Refusal> {
    place.require(Role::Reviewer)?;
    let held = find(&app, &place).await?;
    let files = files(&app, held.record.submission_id).await?;
    let (name, file) =
        files.into_iter().find(|(name, _)| name == place.named("file")).ok_or_else(Refusal::not_found)?;
    let file = file.ok_or_else(Refusal::not_found)?;
    let deed = Deed::new(&place.actor(), "attachment.read", format!("attachment:{}", file.id));
    app.store.audit(&[deed]).await?;
    let bytes = app.store.attachment_bytes(&file).await?.ok_or_else(Refusal::not_found)?;
    // A program saves it; nothing a phone sent runs in anybody's browser.
    let disposition = format!("attachment; filename*=UTF-8''{}", crate::openrosa::path_segment(&name));
    let headers = [
        (CONTENT_TYPE, file.media_type),
        (CONTENT_DISPOSITION, disposition),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// Takes the bytes of a file that the answers name. Bytes that are here are never replaced by others.
async fn add(
    State(app): State<App>,
    place: InProject,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Json<Value>, Refusal> {
    place.require(Role::Manager)?;
    let held = find(&app, &place).await?;
    let name = place.named("file").to_owned();
    let files = files(&app, held.record.submission_id).await?;
    if !files.iter().any(|(named, _)| *named == name) {
        return Err(Refusal::not_found());
    }
    let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media_type = media_type.unwrap_or("application/octet-stream").to_owned();
    let current = held.current().ok_or_else(Refusal::not_found)?;
    let own = current.own_instance_id.clone().unwrap_or_else(|| current.instance_id.clone());
    let kept = intake::keep_files(
        &app,
        place.operation.id,
        &own,
        vec![intake::File { name: name.clone(), media_type, bytes }],
    )
    .await?;
    for file in &kept {
        if !app.store.add_attachment(held.record.submission_id, file, &place.actor()).await? {
            let message = format!("The submission holds a file '{name}' with other bytes, which stays.");
            return Err(Refusal::new(TAKEN, message).details(json!({"fields": ["name"], "values": [name]})));
        }
    }
    checking::files_came(&app, held.record.submission_id).await?;
    Ok(Json(json!({"success": true})))
}
