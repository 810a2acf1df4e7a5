//! App users: our devices.

use super::{actor, caller::InProject, refusal::Refusal};
use crate::{
    accounts::{DEVICE_TOKEN, LONGEST_DEVICE_NAME},
    input::readable_name,
    state::App,
};
use axum::{
    Json, Router,
    extract::State,
    routing::{delete, get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};
use store::{Device, Role};

/// Routes of app users.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/projects/{project}/app-users", get(list).post(create))
        .route("/projects/{project}/app-users/{actor}", delete(revoke))
        .route("/projects/{project}/forms/{form}/assignments/{role}/{actor}", post(assign))
}

async fn list(State(app): State<App>, place: InProject) -> Result<Json<Value>, Refusal> {
    place.require(Role::Manager)?;
    let devices = app.store.devices(place.operation.id).await?;
    Ok(Json(devices.iter().map(|device| shown(device, None)).collect()))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewAppUser {
    display_name: String,
}

async fn create(
    State(app): State<App>,
    place: InProject,
    body: Result<Json<NewAppUser>, axum::extract::rejection::JsonRejection>,
) -> Result<Json<Value>, Refusal> {
    place.require(Role::Manager)?;
    let Json(new) = body.map_err(|_| Refusal::missing("displayName"))?;
    let name = readable_name("displayName", &new.display_name, LONGEST_DEVICE_NAME)?;
    let token = app.randomness.token(DEVICE_TOKEN);
    let device = app.store.create_device(place.operation.id, &name, &token, &place.actor()).await?;
    Ok(Json(shown(&device, Some(&token))))
}

async fn revoke(State(app): State<App>, place: InProject) -> Result<Json<Value>, Refusal> {
    place.require(Role::Manager)?;
    let device = place.named("actor").parse().ok().and_then(actor::device_of).ok_or_else(Refusal::not_found)?;
    match app.store.revoke_device(place.operation.id, device, &place.actor()).await? {
        true => Ok(Json(json!({"success": true}))),
        false => Err(Refusal::not_found()),
    }
}

/// A device may use every open form of its operation, so that there is nothing to assign: only whether form and device
/// are there is checked.
async fn assign(State(app): State<App>, place: InProject) -> Result<Json<Value>, Refusal> {
    place.require(Role::Manager)?;
    let device = place.named("actor").parse().ok().and_then(actor::device_of);
    let devices = app.store.devices(place.operation.id).await?;
    let known = devices.iter().any(|known| Some(known.id) == device && known.revoked_at.is_none());
    let versions = app.store.form_version_names(place.operation.id).await?;
    let form = versions.iter().any(|version| version.xml_form_id == place.named("form"));
    if known && form { Ok(Json(json!({"success": true}))) } else { Err(Refusal::not_found()) }
}

/// A device as Central shows an app user. The token is shown once: only its hash is kept.
fn shown(device: &Device, token: Option<&str>) -> Value {
    json!({
        "id": actor::of_device(device.id), "projectId": device.operation_id, "type": "field_key",
        "displayName": device.name, "token": token, "createdAt": device.created_at, "updatedAt": null,
        "deletedAt": device.revoked_at, "lastUsed": device.last_seen_at,
    })
}
