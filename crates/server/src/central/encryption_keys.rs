//! The keys that are needed to decrypt a form's submissions.

use super::{caller::InProject, refusal::Refusal};
use crate::{api::encryption::keys_of, state::App};
use axum::{Json, Router, extract::State, routing::get};
use serde_json::{Value, json};
use store::{Deed, Role};

/// Routes of keys.
pub fn routes() -> Router<App> {
    Router::new().route("/projects/{project}/forms/{form}/submissions/keys", get(list))
}

/// Public keys and hints, as Central shows them. What a passphrase opens stays here: it is decrypted with in our own pages
/// and by `inzira decrypt`, never by the server.
async fn list(State(app): State<App>, place: InProject) -> Result<Json<Value>, Refusal> {
    place.require(Role::Reviewer)?;
    let form = place.named("form");
    let keys = keys_of(&app, place.operation.id, form).await?.ok_or_else(Refusal::not_found)?;
    let deed = Deed::new(&place.actor(), "form_key.read", format!("form:{form}"));
    app.store.audit(&[deed]).await?;
    let shown = keys.iter().map(
        |key| json!({"id": key.id, "public": key.public_key, "managed": key.protected.is_some(), "hint": key.hint}),
    );
    Ok(Json(shown.collect()))
}
