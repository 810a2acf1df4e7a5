//! Projects: our operations.

use super::{
    caller::{Caller, InProject},
    refusal::Refusal,
};
use crate::state::App;
use axum::{Json, Router, extract::State, routing::get};
use serde_json::{Value, json};
use store::{Operation, Role};
use vocab::Language;

/// Routes of projects.
pub fn routes() -> Router<App> {
    Router::new().route("/projects", get(list)).route("/projects/{project}", get(read))
}

async fn list(State(app): State<App>, caller: Caller) -> Result<Json<Value>, Refusal> {
    let mut operations = app.store.operations().await?;
    operations.retain(|operation| caller.user.has(Role::Viewer, operation.id));
    operations.sort_by_key(|operation| operation.id);
    Ok(Json(operations.iter().map(shown).collect()))
}

async fn read(place: InProject) -> Json<Value> {
    Json(shown(&place.operation))
}

/// An operation as Central shows a project.
fn shown(operation: &Operation) -> Value {
    json!({
        "id": operation.id, "name": operation.name.in_language(Language::English), "description": operation.code,
        "keyId": null, "archived": operation.status != "Active", "createdAt": operation.created_at, "updatedAt": null,
        "deletedAt": null,
    })
}
