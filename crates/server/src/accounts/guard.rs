//! The door: who is asking, and may they.
//!
//! A handler that takes [`Session`], [`SignedIn`] or [`Member`] cannot be reached without; one that takes none is public,
//! and the test `nothing_answers_without_log_in` holds the list of those that may be.

use crate::{problem::Problem, state::App};
use axum::{
    extract::{FromRequestParts, Path},
    http::{HeaderMap, Method, StatusCode, header::COOKIE, request::Parts},
};
use messages::codes;
use std::collections::HashMap;
use store::{Operation, Role, User};

/// The cookie a session lives in: HttpOnly, SameSite=Strict.
pub const SESSION_COOKIE: &str = "inzira_session";
/// Header that only our own pages send: a form on somebody else's page cannot.
const OWN_PAGE: &str = "x-inzira";

/// A person with a session, even one who came with a one-time password and has not changed it yet. Only for what such a
/// person needs: reading and ending the session, and changing the password.
#[derive(Debug, Clone)]
pub struct Session {
    /// The person.
    pub user: User,
    /// The session's token, to end it or to keep it.
    pub token: String,
}

/// A request that comes from a page of ours, or changes nothing.
#[derive(Debug, Clone, Copy)]
pub struct OwnPage;

/// A person with a session and a password of their own.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The person.
    pub user: User,
    /// The session's token, to end it or to keep it.
    pub token: String,
}

/// A person with a session and at least a viewer's role in the operation that the path names as `{operation}`.
#[derive(Debug, Clone)]
pub struct Member {
    /// The person.
    pub user: User,
    /// The operation.
    pub operation: Operation,
}

/// The administrator, in the operation that the path names. What is the whole server's is looked at from an operation, and changed
/// by nobody else.
#[derive(Debug, Clone)]
pub struct AdministratorIn(pub Member);

impl FromRequestParts<App> for AdministratorIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let member = Member::from_request_parts(parts, app).await?;
        if !member.user.administrator {
            return Err(Problem::new(StatusCode::FORBIDDEN, codes::REQUEST_NOT_ALLOWED));
        }
        Ok(Self(member))
    }
}

impl Member {
    /// Refuses whoever has less than `role` here.
    ///
    /// # Errors
    /// 403 with the role needed.
    pub fn require(&self, role: Role) -> Result<(), Problem> {
        require(&self.user, role, self.operation.id)
    }
}

/// Refuses a person who has less than `role` in an operation.
fn require(user: &User, role: Role, operation_id: i32) -> Result<(), Problem> {
    if user.has(role, operation_id) {
        Ok(())
    } else {
        Err(Problem::new(StatusCode::FORBIDDEN, codes::REQUEST_NOT_ALLOWED))
    }
}

impl SignedIn {
    /// Refuses whoever has less than `role` in an operation.
    ///
    /// # Errors
    /// 403 with the role needed.
    pub fn require(&self, role: Role, operation_id: i32) -> Result<(), Problem> {
        require(&self.user, role, operation_id)
    }

    /// Refuses everybody but the administrator.
    ///
    /// # Errors
    /// 403.
    pub fn require_administrator(&self) -> Result<(), Problem> {
        if self.user.administrator {
            Ok(())
        } else {
            Err(Problem::new(StatusCode::FORBIDDEN, codes::REQUEST_NOT_ALLOWED))
        }
    }
}

/// The token in the session cookie.
pub fn session_token(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| cookie::Cookie::split_parse(value.to_owned()))
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == SESSION_COOKIE)
        .map(|cookie| cookie.value().to_owned())
}

/// Refuses a change that another site's page could have sent.
fn refuse_foreign_page(parts: &Parts) -> Result<(), Problem> {
    let changes = !matches!(parts.method, Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && !parts.headers.contains_key(OWN_PAGE) {
        return Err(Problem::new(StatusCode::FORBIDDEN, codes::REQUEST_HEADER_MISSING).arg("header", "X-Inzira: 1"));
    }
    Ok(())
}

impl FromRequestParts<App> for OwnPage {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        refuse_foreign_page(parts).map(|()| Self)
    }
}

impl FromRequestParts<App> for Session {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let not_signed_in = || Problem::new(StatusCode::UNAUTHORIZED, codes::REQUEST_LOG_IN_NEEDED);
        let token = session_token(&parts.headers).ok_or_else(not_signed_in)?;
        let user = app.store.session_user(&token).await?.ok_or_else(not_signed_in)?;
        refuse_foreign_page(parts)?;
        Ok(Self { user, token })
    }
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Session { user, token } = Session::from_request_parts(parts, app).await?;
        // A one-time password opens one door only: the one where it is changed.
        if user.must_change_password {
            return Err(Problem::new(StatusCode::FORBIDDEN, codes::ACCOUNT_PASSWORD_CHANGE_NEEDED));
        }
        Ok(Self { user, token })
    }
}

impl FromRequestParts<App> for Member {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let signed_in = SignedIn::from_request_parts(parts, app).await?;
        let Path(path): Path<HashMap<String, String>> =
            Path::from_request_parts(parts, app).await.map_err(|_| Problem::not_found(codes::REQUEST_NOT_FOUND))?;
        let code = path.get("operation").map(String::as_str).unwrap_or_default();
        let operation = app.store.operation(code).await?;
        // Whoever has no role in an operation does not learn whether it exists.
        match operation {
            Some(operation) if signed_in.user.has(Role::Viewer, operation.id) => {
                Ok(Self { user: signed_in.user, operation })
            }
            _ => Err(Problem::not_found(codes::OPERATION_UNKNOWN).arg("operation", code)),
        }
    }
}
