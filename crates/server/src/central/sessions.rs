//! Logging in and out, and who one is.

use super::{
    actor,
    caller::Caller,
    refusal::{MISSING_PARAMETER, Refusal, TOO_MANY_ATTEMPTS},
};
use crate::{
    accounts::{ClientAddress, LogIn, NotRecognised, SESSION_HOURS, SESSION_TOKEN, recognise},
    state::App,
};
use axum::{
    Json, Router,
    extract::{Path, State},
    routing::{delete, get, post},
};
use serde_json::{Value, json};
use store::User;

/// Routes of sessions.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/sessions", post(log_in))
        .route("/sessions/{token}", delete(log_out))
        .route("/users/current", get(read_self))
}

async fn log_in(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    body: Result<Json<LogIn>, axum::extract::rejection::JsonRejection>,
) -> Result<Json<Value>, Refusal> {
    let Ok(Json(log_in)) = body else {
        return Err(Refusal::new(MISSING_PARAMETER, "Required parameters email and password missing."));
    };
    let user = match recognise(&app, &log_in, address).await {
        Ok(user) => user,
        Err(NotRecognised::Wait(wait)) => {
            let message = format!("Too many attempts. Wait {} seconds, then try again.", wait.num_seconds() + 1);
            return Err(Refusal::new(TOO_MANY_ATTEMPTS, message));
        }
        Err(NotRecognised::Refused(problem)) => return Err(problem.into()),
    };
    let token = app.randomness.token(SESSION_TOKEN);
    let lasts = chrono::Duration::hours(SESSION_HOURS);
    app.store.begin_session(&user, &token, lasts).await?;
    let now = app.clock.now();
    Ok(Json(json!({"token": token, "createdAt": now, "expiresAt": now + lasts})))
}

async fn log_out(
    State(app): State<App>,
    caller: Caller,
    path: Result<Path<String>, axum::extract::rejection::PathRejection>,
) -> Result<Json<Value>, Refusal> {
    let Path(token) = path.map_err(|_| Refusal::not_found())?;
    if token != "current" && token != caller.token {
        return Err(Refusal::not_found());
    }
    app.store.end_session(&caller.user, &caller.token).await?;
    Ok(Json(json!({"success": true})))
}

async fn read_self(caller: Caller) -> Json<Value> {
    Json(shown(&caller.user))
}

/// A person as Central shows one.
fn shown(user: &User) -> Value {
    json!({
        "id": actor::of_user(user), "type": "user", "displayName": user.name, "email": user.email,
        "createdAt": user.created_at, "updatedAt": null, "deletedAt": user.disabled_at,
    })
}
