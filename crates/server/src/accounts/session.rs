//! Logging in and out, and the password.

use super::{
    address::ClientAddress,
    guard::{OwnPage, SESSION_COOKIE, Session},
    password,
    recognise::{LogIn, NotRecognised, recognise},
    shown,
};
use crate::{input::Body, problem::Problem, state::App};
use axum::{
    Json, Router,
    extract::State,
    http::{
        HeaderValue, StatusCode,
        header::{RETRY_AFTER, SET_COOKIE},
    },
    response::{AppendHeaders, IntoResponse, Response},
    routing::{get, post},
};
use cookie::{Cookie, SameSite};
use messages::codes;
use serde::Deserialize;
use serde_json::{Value, json};
use store::Deed;

/// How long a session lasts: a working day.
pub const SESSION_HOURS: i64 = 12;
/// Characters of a session's token, 6 bits each.
pub const SESSION_TOKEN: usize = 64;

/// Routes of the session.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/session", get(read_session).post(begin_session).delete(end_session))
        .route("/session/password", post(change_password))
}

async fn begin_session(
    State(app): State<App>,
    _own_page: OwnPage,
    ClientAddress(address): ClientAddress,
    Body(log_in): Body<LogIn>,
) -> Result<Response, Problem> {
    let user = match recognise(&app, &log_in, address).await {
        Ok(user) => user,
        Err(NotRecognised::Wait(wait)) => return Ok(too_many_attempts(wait)),
        Err(NotRecognised::Refused(problem)) => return Err(problem),
    };
    let token = app.randomness.token(SESSION_TOKEN);
    app.store.begin_session(&user, &token, chrono::Duration::hours(SESSION_HOURS)).await?;
    let cookie = cookie_for(&app, token, SESSION_HOURS);
    Ok((AppendHeaders([(SET_COOKIE, cookie)]), Json(json!({"user": shown::user(&app, &user).await?}))).into_response())
}

fn too_many_attempts(wait: chrono::Duration) -> Response {
    let seconds = wait.num_seconds() + 1;
    let minutes = wait.num_seconds() / 60 + 1;
    let problem = Problem::new(StatusCode::TOO_MANY_REQUESTS, codes::ACCOUNT_TOO_MANY_ATTEMPTS).arg("minutes", minutes);
    let mut response = problem.into_response();
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    response
}

/// The session's cookie: for this site's own pages only, and out of reach of their scripts.
fn cookie_for(app: &App, token: String, hours: i64) -> String {
    Cookie::build((SESSION_COOKIE, token))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(app.settings.secure_cookies)
        .max_age(cookie::time::Duration::hours(hours))
        .build()
        .to_string()
}

async fn read_session(State(app): State<App>, session: Session) -> Result<Json<Value>, Problem> {
    Ok(Json(json!({"user": shown::user(&app, &session.user).await?})))
}

async fn end_session(State(app): State<App>, session: Session) -> Result<Response, Problem> {
    app.store.end_session(&session.user, &session.token).await?;
    let cookie = cookie_for(&app, String::new(), 0);
    Ok((StatusCode::NO_CONTENT, AppendHeaders([(SET_COOKIE, cookie)])).into_response())
}

#[derive(Deserialize)]
struct PasswordChange {
    old: String,
    new: String,
}

async fn change_password(
    State(app): State<App>,
    session: Session,
    ClientAddress(address): ClientAddress,
    Body(change): Body<PasswordChange>,
) -> Result<Response, Problem> {
    let user = &session.user;
    if let Err(wait) = app.throttle.attempt(&user.email, address) {
        return Ok(too_many_attempts(wait));
    }
    if !password::matches(&change.old, Some(&user.password_hash)).await? {
        let detail = json!({"reason": codes::ACCOUNT_WRONG_PASSWORD});
        app.store.audit(&[Deed::new(&user.actor(), "user.password_refused", user.actor()).detail(detail)]).await?;
        return Err(Problem::new(StatusCode::FORBIDDEN, codes::ACCOUNT_WRONG_PASSWORD));
    }
    app.throttle.succeeded(&user.email, address);
    password::check_new(&change.new, &change.old, &user.email)?;
    let hash = password::hash(&change.new).await?;
    app.store.set_password(user.id, &hash, false, Some(&session.token), &user.actor()).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
