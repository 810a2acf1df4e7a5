//! Phones: each has a key of its own, shown once as a settings code that ODK Collect scans.

use super::{
    guard::Member,
    one_time_password,
    settings_code::{PhoneSettings, picture},
};
use crate::{
    input::{Body, readable_name},
    openrosa,
    problem::{Problem, language_of},
    state::App,
};
use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    routing::{delete, get, post},
};
use messages::codes;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use store::{Device, NewDevice, Role};

/// Characters of a token: what ODK Central uses and clients look for in the path.
pub const DEVICE_TOKEN: usize = 64;
/// Characters of a phone's name.
pub const LONGEST_DEVICE_NAME: usize = 100;
/// Phones added at once: a training of a province.
pub const MOST_AT_ONCE: usize = 200;

/// Routes of phones.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/operations/{operation}/devices", get(list_devices).post(create_device))
        .route("/operations/{operation}/devices/several", post(create_devices))
        .route("/operations/{operation}/devices/{id}", delete(revoke_device))
}

async fn list_devices(State(app): State<App>, member: Member) -> Result<Json<Value>, Problem> {
    member.require(Role::Manager)?;
    Ok(Json(json!({"devices": app.store.devices(member.operation.id).await?})))
}

/// How a phone shows who it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SignIn {
    /// By the address, which is a key.
    #[default]
    Key,
    /// By user name and password, which nobody who reads along can use (HTTP Digest).
    Password,
}

#[derive(Deserialize)]
struct OneDevice {
    name: String,
    #[serde(default)]
    sign_in: SignIn,
}

async fn create_device(
    State(app): State<App>,
    member: Member,
    headers: HeaderMap,
    Body(new): Body<OneDevice>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    member.require(Role::Manager)?;
    let mut made = create(&app, &member, &headers, &[new.name], new.sign_in).await?;
    Ok((StatusCode::CREATED, Json(made.pop().unwrap_or_default())))
}

#[derive(Deserialize)]
struct SeveralDevices {
    names: Vec<String>,
    #[serde(default)]
    sign_in: SignIn,
}

/// Several phones at once, all or none, for a sheet to print.
async fn create_devices(
    State(app): State<App>,
    member: Member,
    headers: HeaderMap,
    Body(new): Body<SeveralDevices>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    member.require(Role::Manager)?;
    if new.names.is_empty() || new.names.len() > MOST_AT_ONCE {
        return Err(Problem::invalid("names", format!("1 … {MOST_AT_ONCE}")));
    }
    let mut seen = BTreeSet::new();
    if let Some(twice) = new.names.iter().find(|name| !seen.insert(name.trim())) {
        return Err(Problem::invalid("names", format!("{} × 2", twice.trim())));
    }
    let made = create(&app, &member, &headers, &new.names, new.sign_in).await?;
    Ok((StatusCode::CREATED, Json(json!({"devices": made}))))
}

/// Adds phones, and gives for each what it needs: it is shown this once.
async fn create(
    app: &App,
    member: &Member,
    headers: &HeaderMap,
    names: &[String],
    sign_in: SignIn,
) -> Result<Vec<Value>, Problem> {
    let names = names.iter().map(|name| readable_name("name", name, LONGEST_DEVICE_NAME));
    let names = names.collect::<Result<Vec<_>, _>>()?;
    let mut new = Vec::with_capacity(names.len());
    let mut passwords = Vec::with_capacity(names.len());
    for name in names {
        let password = match sign_in {
            SignIn::Key => None,
            SignIn::Password => Some(one_time_password(app.randomness.as_ref())),
        };
        let login = password.as_deref().map(|password| {
            let user_name = format!("phone-{}", &one_time_password(app.randomness.as_ref()).replace('-', "")[..8]);
            openrosa::kept_password(&user_name, password)
        });
        passwords.push(password);
        new.push(NewDevice { name, token: app.randomness.token(DEVICE_TOKEN), login });
    }
    let made = app.store.create_devices(member.operation.id, &new, &member.user.actor()).await?;
    let address = app.address(headers);
    let project = member.operation.name.in_language(language_of(headers));
    let shown = made.iter().zip(&new).zip(&passwords).map(|((device, new), password)| {
        let project_path = format!("projects/{}", member.operation.id);
        match password.as_deref().zip(device.user_name.as_deref()) {
            None => {
                let server_url = format!("{address}/v1/key/{}/{project_path}", new.token);
                shown_once(device, &PhoneSettings { server_url: &server_url, login: None, project })
            }
            Some((password, user_name)) => {
                let server_url = format!("{address}/v1/{project_path}");
                let login = Some((user_name, password));
                shown_once(device, &PhoneSettings { server_url: &server_url, login, project })
            }
        }
    });
    shown.collect()
}

fn shown_once(device: &Device, settings: &PhoneSettings<'_>) -> Result<Value, Problem> {
    let text = settings.text()?;
    Ok(json!({
        "device": device, "server_url": settings.server_url,
        "project": settings.project,
        "user_name": settings.login.map(|(user_name, _)| user_name),
        "password": settings.login.map(|(_, password)| password),
        "settings_qr_svg": picture(&text)?, "settings_qr_text": text,
    }))
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
