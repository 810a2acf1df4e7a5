//! Who calls, and in which project.

use super::refusal::{NOT_ALLOWED, NOT_AUTHENTICATED, Refusal};
use crate::state::App;
use axum::{
    extract::{FromRequestParts, Path},
    http::{HeaderMap, header::AUTHORIZATION, request::Parts},
};
use std::collections::HashMap;
use store::{Operation, Role, User};

/// A person with a session, whose token came in the header.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The person.
    pub user: User,
    /// The token.
    pub token: String,
}

/// A person with at least a viewer's role in the operation that the path names as `{project}`.
#[derive(Debug, Clone)]
pub struct InProject {
    /// The person.
    pub user: User,
    /// The operation.
    pub operation: Operation,
    /// The other names in the path.
    pub path: HashMap<String, String>,
}

/// The token of `Authorization: Bearer`.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

impl FromRequestParts<App> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let unknown = || Refusal::new(NOT_AUTHENTICATED, "Could not authenticate with the provided credentials.");
        let token = bearer(&parts.headers).ok_or_else(unknown)?;
        let user = app.store.session_user(token).await?.ok_or_else(unknown)?;
        if user.must_change_password {
            return Err(Refusal::new(NOT_ALLOWED, "Log in with a browser and change the one-time password first."));
        }
        Ok(Self { user, token: token.to_owned() })
    }
}

impl FromRequestParts<App> for InProject {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let Caller { user, .. } = Caller::from_request_parts(parts, app).await?;
        let path = Path::<HashMap<String, String>>::from_request_parts(parts, app).await;
        let Path(path) = path.map_err(|_| Refusal::not_found())?;
        let number = path.get("project").and_then(|project| project.parse::<i32>().ok());
        let operation = app.store.operations().await?.into_iter().find(|operation| Some(operation.id) == number);
        // Whoever has no role in an operation does not learn whether it exists.
        match operation {
            Some(operation) if user.has(Role::Viewer, operation.id) => Ok(Self { user, operation, path }),
            _ => Err(Refusal::not_found()),
        }
    }
}

impl InProject {
    /// Refuses whoever has less than `role` here.
    ///
    /// # Errors
    /// 403.1.
    pub fn require(&self, role: Role) -> Result<(), Refusal> {
        if self.user.has(role, self.operation.id) {
            Ok(())
        } else {
            let message = "The authentication you provided does not have rights to perform that action.";
            Err(Refusal::new(NOT_ALLOWED, message))
        }
    }

    /// A name in the path.
    pub fn named(&self, name: &str) -> &str {
        self.path.get(name).map_or("", String::as_str)
    }

    /// How the person is named in the audit log.
    pub fn actor(&self) -> String {
        self.user.actor()
    }
}
