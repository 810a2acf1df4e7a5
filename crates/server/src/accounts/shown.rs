//! A person as our API shows one. Never the password's hash.

use crate::{problem::Problem, state::App};
use serde_json::{Value, json};
use store::{Operation, User};

/// One person, with roles by the operation's code.
///
/// # Errors
/// When the store fails.
pub async fn user(app: &App, user: &User) -> Result<Value, Problem> {
    Ok(with_roles(user, &app.store.operations().await?))
}

/// The same, where the operations are known already.
pub fn with_roles(user: &User, operations: &[Operation]) -> Value {
    let role = |grant: &store::Grant| {
        let operation = operations.iter().find(|operation| operation.id == grant.operation_id)?;
        Some(json!({"operation": operation.code, "role": grant.role.code()}))
    };
    let roles: Vec<Value> = user.grants.iter().filter_map(role).collect();
    json!({
        "id": user.id,
        "email": user.email,
        "name": user.name,
        "language": user.language,
        "must_change_password": user.must_change_password,
        "administrator": user.administrator,
        "disabled": user.disabled_at.is_some(),
        "roles": roles,
    })
}
