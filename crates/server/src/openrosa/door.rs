//! The doors phones come through, and who stands in them: read from the path, or from user name and password.

use super::{
    reply::Refusal,
    sign_in::{self, Caller},
};
use crate::{
    accounts::ClientAddress,
    problem::{Problem, language_of},
    state::App,
};
use axum::{
    extract::{FromRequestParts, Path},
    http::{StatusCode, request::Parts},
};
use forms::Form;
use messages::codes;
use std::{collections::HashMap, net::IpAddr};
use store::{FormDraft, Operation};
use vocab::Language;

/// The way a request came; put on it where the routes are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// The address holds a phone's token.
    Key,
    /// User name and password.
    Name,
    /// The address holds the token of a draft, and opens nothing but that draft.
    Draft,
}

/// What keeps the doors: memory of a running server, no more. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Doors {
    /// Nonces of HTTP Digest.
    pub nonces: super::nonces::Nonces,
    /// Wrong keys, by address.
    pub guesses: crate::accounts::Guesses,
    /// People whose password was right a moment ago.
    pub known: super::staff::Known,
}

/// A phone that was let in, the operation it belongs to, and where it reached us.
#[derive(Debug)]
pub struct Phone {
    /// Which phone it is; none for people with an account of their own, and for whoever tries a draft.
    pub device_id: Option<i32>,
    /// Who sends, for the audit log.
    pub actor: String,
    /// Its operation.
    pub operation: Operation,
    /// The language it asks for.
    pub language: Language,
    /// What stands before `/forms/…` in the addresses of its forms: `https://host/v1/key/TOKEN/projects/1`.
    pub base: String,
    /// The draft it tries; everything else is out of its reach then.
    pub draft: Option<Box<FormDraft>>,
}

impl Phone {
    /// The form of the draft it tries.
    pub fn drafted(&self) -> Result<Option<Form>, Problem> {
        let read = |draft: &FormDraft| serde_json::from_value(draft.model.clone());
        self.draft.as_deref().map(read).transpose().map_err(|error| Problem::failed(&error))
    }
}

/// Takes note of a wrong key. The log hears of the one that uses up the budget of its address.
pub fn count_wrong(app: &App, address: Option<IpAddr>) {
    if app.doors.guesses.wrong(address) {
        tracing::warn!(?address, "many wrong keys of phones come from one address; it is held up for a while");
    }
}

impl FromRequestParts<App> for Phone {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let language = language_of(&parts.headers);
        let refuse = |status, code| Refusal::new(language, status, code);
        if !parts.headers.contains_key("x-openrosa-version") {
            return Err(refuse(StatusCode::BAD_REQUEST, codes::OPENROSA_HEADER_MISSING));
        }
        let failed = |error: store::StoreError| Refusal::failed(language, &error);
        let door = parts.extensions.get::<Door>().copied().unwrap_or(Door::Key);
        let path = Path::<HashMap<String, String>>::from_request_parts(parts, app).await;
        let path = path.map(|Path(path)| path).unwrap_or_default();
        let named = |name: &str| path.get(name).map_or("", String::as_str);
        let (token, project) = (named("token"), named("project"));
        let operation = match project.parse() {
            Ok(id) => app.known.operation(&app.store, id).await.map_err(failed)?,
            Err(_) => None,
        };
        let address = app.address(&parts.headers);
        if door == Door::Name {
            let caller = sign_in::caller(parts, app, operation.as_ref(), language).await?;
            let Some(operation) = operation else {
                return Err(refuse(StatusCode::NOT_FOUND, codes::REQUEST_NOT_FOUND));
            };
            let (device_id, actor) = match caller {
                Caller::Device(device) => (Some(device.id), device.actor()),
                Caller::Person(user) => (None, user.actor()),
            };
            let base = format!("{address}/v1/projects/{project}/openrosa");
            return Ok(Self { device_id, actor, operation, language, base, draft: None });
        }
        let Ok(ClientAddress(from)) = ClientAddress::from_request_parts(parts, app).await;
        app.doors.guesses.may(from).map_err(|wait| Refusal::too_many(language, wait))?;
        // 403, not 401: a 401 makes Collect ask for a password that does not exist.
        let unknown = |code| {
            count_wrong(app, from);
            refuse(StatusCode::FORBIDDEN, code)
        };
        let Some(operation) = operation else { return Err(unknown(codes::DEVICE_TOKEN_UNKNOWN)) };
        if door == Door::Draft {
            let draft = app.store.draft_by_token(operation.id, token).await.map_err(failed)?;
            let draft = draft.filter(|draft| draft.xml_form_id == named("form"));
            let draft = draft.ok_or_else(|| unknown(codes::DRAFT_TOKEN_UNKNOWN))?;
            let form = super::path_segment(&draft.xml_form_id);
            let base = format!("{address}/v1/test/{token}/projects/{project}/forms/{form}");
            let (actor, draft) = (format!("draft:{}", draft.xml_form_id), Some(Box::new(draft)));
            return Ok(Self { device_id: None, actor, operation, language, base, draft });
        }
        match app.known.device(&app.store, operation.id, token).await.map_err(failed)? {
            Some(device) => {
                let base = format!("{address}/v1/key/{token}/projects/{project}");
                Ok(Self { device_id: Some(device.id), actor: device.actor(), operation, language, base, draft: None })
            }
            None if app.store.is_revoked_token(operation.id, token).await.map_err(failed)? => {
                Err(unknown(codes::DEVICE_TOKEN_REVOKED))
            }
            None => Err(unknown(codes::DEVICE_TOKEN_UNKNOWN)),
        }
    }
}
