//! Whether somebody is who they say: by e-mail and password, for pages and for programs alike.

use super::password;
use crate::{problem::Problem, state::App};
use axum::http::StatusCode;
use chrono::Duration;
use messages::codes;
use serde::Deserialize;
use serde_json::json;
use std::net::IpAddr;
use store::{Deed, StoreError, User};
use unicode_normalization::UnicodeNormalization;

/// What somebody shows to log in.
#[derive(Deserialize)]
pub struct LogIn {
    /// The log-in name.
    pub email: String,
    /// The password.
    pub password: String,
}

/// Why somebody is not let in.
#[derive(Debug)]
pub enum NotRecognised {
    /// Too many attempts; how long to wait.
    Wait(Duration),
    /// Not with this name and password.
    Refused(Problem),
}

impl From<Problem> for NotRecognised {
    fn from(problem: Problem) -> Self {
        Self::Refused(problem)
    }
}

impl From<StoreError> for NotRecognised {
    fn from(error: StoreError) -> Self {
        Self::Refused(error.into())
    }
}

/// A log-in name as it is kept and compared: the same letters are the same name, however wide, composed or capital they
/// were typed (Unicode NFKC, in lower case).
pub fn log_in_name(given: &str) -> String {
    given.trim().nfkc().collect::<String>().to_lowercase().nfkc().collect()
}

/// The person with this name and password. Each attempt counts, and each refusal is in the log.
///
/// # Errors
/// [`NotRecognised`]; the same for a name that is no account's and for a wrong password.
pub async fn recognise(app: &App, log_in: &LogIn, address: Option<IpAddr>) -> Result<User, NotRecognised> {
    let email = log_in_name(&log_in.email);
    app.throttle.attempt(&email, address).map_err(NotRecognised::Wait)?;
    let user = app.store.user_by_email(&email).await?;
    let right = password::matches(&log_in.password, user.as_ref().map(|user| user.password_hash.as_str())).await?;
    let refuse = async |user: Option<&User>, status, code| {
        // A name that is no account's may be a password typed into the wrong field: it is not written down.
        let subject = user.map_or("user:unknown".to_owned(), User::actor);
        let detail = json!({"reason": code, "address": address.map(|address| address.to_string())});
        app.store.audit(&[Deed::new("log-in", "session.refused", subject).detail(detail)]).await?;
        Err(Problem::new(status, code).into())
    };
    let user = match user {
        Some(user) if right => user,
        other => return refuse(other.as_ref(), StatusCode::UNAUTHORIZED, codes::ACCOUNT_WRONG_PASSWORD).await,
    };
    if user.disabled_at.is_some() {
        return refuse(Some(&user), StatusCode::FORBIDDEN, codes::ACCOUNT_DISABLED).await;
    }
    app.throttle.succeeded(&email, address);
    Ok(user)
}
