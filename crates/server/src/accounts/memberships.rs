//! The operations a person works in.

use super::guard::SignedIn;
use crate::{problem::Problem, state::App};
use axum::{Json, Router, extract::State, routing::get};
use serde_json::{Value, json};

/// Routes of memberships.
pub fn routes() -> Router<App> {
    Router::new().route("/operations", get(list_operations))
}

/// Those in which the person has a role; all of them for an administrator.
async fn list_operations(State(app): State<App>, signed_in: SignedIn) -> Result<Json<Value>, Problem> {
    let user = &signed_in.user;
    let role_in = |operation_id: i32| {
        let granted = user.grants.iter().find(|grant| grant.operation_id == operation_id);
        if user.administrator { Some("administrator") } else { granted.map(|grant| grant.role.code()) }
    };
    let operations = app.store.operations().await?;
    let operations: Vec<Value> = operations
        .iter()
        .filter_map(|operation| {
            Some(json!({"code": operation.code, "name": operation.name, "role": role_in(operation.id)?}))
        })
        .collect();
    Ok(Json(json!({"operations": operations})))
}
