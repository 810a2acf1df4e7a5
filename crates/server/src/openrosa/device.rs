//! The phone that asks: its token and operation, read from the path.

use super::reply::Refusal;
use crate::{problem::language_of, state::App};
use axum::{
    extract::{FromRequestParts, Path},
    http::{StatusCode, request::Parts},
};
use messages::codes;
use serde::Deserialize;
use store::{Device, Operation};
use vocab::Language;

/// A phone with a valid token, the operation it belongs to, and where it reached us.
#[derive(Debug)]
pub struct Phone {
    /// The phone.
    pub device: Device,
    /// Its operation.
    pub operation: Operation,
    /// The language it asks for.
    pub language: Language,
    /// `https://host/v1/key/TOKEN/projects/1`, as the phone calls us.
    pub base: String,
}

#[derive(Deserialize)]
struct Address {
    token: String,
    project: String,
}

impl FromRequestParts<App> for Phone {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let language = language_of(&parts.headers);
        let refuse = |status, code| Refusal::new(language, status, code);
        if !parts.headers.contains_key("x-openrosa-version") {
            return Err(refuse(StatusCode::BAD_REQUEST, codes::OPENROSA_HEADER_MISSING));
        }
        // 403, not 401: a 401 makes Collect ask for a password that does not exist.
        let unknown = || refuse(StatusCode::FORBIDDEN, codes::DEVICE_TOKEN_UNKNOWN);
        let Path(Address { token, project }) = Path::from_request_parts(parts, app).await.map_err(|_| unknown())?;
        let failed = |error: store::StoreError| Refusal::failed(language, &error);
        let id = project.parse().map_err(|_| unknown())?;
        let operation = app.known.operation(&app.store, id).await.map_err(failed)?.ok_or_else(unknown)?;
        let device = app.known.device(&app.store, id, &token).await.map_err(failed)?.ok_or_else(unknown)?;
        let base = format!("{}/v1/key/{token}/projects/{project}", app.address(&parts.headers));
        Ok(Self { device, operation, language, base })
    }
}
