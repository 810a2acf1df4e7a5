//! Phones: each has a token of its own, shown once as a settings code that ODK Collect scans.

use super::guard::Member;
use crate::{
    input::{Body, readable_name},
    problem::{Problem, language_of},
    state::App,
};
use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    routing::{delete, get},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::ZlibEncoder};
use messages::codes;
use qrcode::{EcLevel, QrCode, render::svg};
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::Write;
use store::Role;

/// Characters of a token: what ODK Central uses and clients look for in the path.
pub const DEVICE_TOKEN: usize = 64;
/// Characters of a phone's name.
pub const LONGEST_DEVICE_NAME: usize = 100;

/// Routes of phones.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/operations/{operation}/devices", get(list_devices).post(create_device))
        .route("/operations/{operation}/devices/{id}", delete(revoke_device))
}

async fn list_devices(State(app): State<App>, member: Member) -> Result<Json<Value>, Problem> {
    member.require(Role::Manager)?;
    Ok(Json(json!({"devices": app.store.devices(member.operation.id).await?})))
}

#[derive(Deserialize)]
struct NewDevice {
    name: String,
}

async fn create_device(
    State(app): State<App>,
    member: Member,
    headers: HeaderMap,
    Body(new): Body<NewDevice>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    member.require(Role::Manager)?;
    let name = readable_name("name", &new.name, LONGEST_DEVICE_NAME)?;
    let token = app.randomness.token(DEVICE_TOKEN);
    let device = app.store.create_device(member.operation.id, &name, &token, &member.user.actor()).await?;
    let server_url = format!("{}/v1/key/{token}/projects/{}", app.address(&headers), member.operation.id);
    let text = settings_text(&server_url, member.operation.name.in_language(language_of(&headers)))?;
    let picture = settings_picture(&text)?;
    let body = json!({
        "device": device, "server_url": server_url, "settings_qr_text": text, "settings_qr_svg": picture,
    });
    Ok((StatusCode::CREATED, Json(body)))
}

#[derive(Deserialize)]
struct DevicePath {
    id: i32,
}

async fn revoke_device(
    State(app): State<App>,
    member: Member,
    path: Result<Path<DevicePath>, axum::extract::rejection::PathRejection>,
) -> Result<StatusCode, Problem> {
    member.require(Role::Manager)?;
    let unknown = || Problem::not_found(codes::DEVICE_UNKNOWN);
    let Path(DevicePath { id }) = path.map_err(|_| unknown())?;
    match app.store.revoke_device(member.operation.id, id, &member.user.actor()).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(unknown()),
    }
}

/// The settings as ODK Collect reads them: base64 of zlib of JSON, in one line.
///
/// Source: ODK Collect, `SettingsUtils` and `AppConfigurationGenerator`; ODK Central shows the same.
fn settings_text(server_url: &str, project: &str) -> Result<String, Problem> {
    let settings = json!({
        "general": {
            "server_url": server_url,
            "form_update_mode": "match_exactly",
            "autosend": "wifi_and_cellular",
        },
        "project": {"name": project},
        "admin": {},
    });
    let mut squeezed = ZlibEncoder::new(Vec::new(), Compression::best());
    squeezed.write_all(settings.to_string().as_bytes()).map_err(|error| Problem::failed(&error))?;
    let bytes = squeezed.finish().map_err(|error| Problem::failed(&error))?;
    Ok(STANDARD.encode(bytes))
}

/// The picture to scan. Correction level L as Central's: larger modules are worth more on a bad camera than redundancy.
fn settings_picture(text: &str) -> Result<String, Problem> {
    let code = QrCode::with_error_correction_level(text, EcLevel::L).map_err(|error| Problem::failed(&error))?;
    Ok(code.render::<svg::Color>().min_dimensions(320, 320).build())
}
