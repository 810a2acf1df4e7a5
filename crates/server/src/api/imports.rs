//! Imports and their accounting, to read.

use crate::{accounts::Member, problem::Problem, state::App};
use axum::{Json, Router, extract::State, routing::get};
use serde_json::{Value, json};
use store::Role;

/// `GET /operations/{operation}/imports`.
pub fn routes() -> Router<App> {
    Router::new().route("/operations/{operation}/imports", get(list_imports))
}

async fn list_imports(State(app): State<App>, member: Member) -> Result<Json<Value>, Problem> {
    member.require(Role::Viewer)?;
    let runs = app.store.imports(member.operation.id).await?;
    Ok(Json(json!({"imports": runs})))
}
