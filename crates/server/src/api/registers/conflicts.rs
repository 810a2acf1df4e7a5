//! Resolving a conflict.

use super::{InRegister, entities::whole};
use crate::{input::Body, problem::Problem, state::App};
use axum::{Json, Router, extract::State, http::StatusCode, routing::post};
use messages::codes;
use registers::{Values, uuid_of};
use serde::Deserialize;
use serde_json::Value;
use store::{Edited, Resolution, Role};

/// Characters of a reason.
const LONGEST_REASON: usize = 2_000;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/operations/{operation}/registers/{register}/entities/{uuid}/resolution", post(resolve))
}

#[derive(Debug, Deserialize)]
struct ResolutionBody {
    /// The version whose conflict the person has seen.
    version: u32,
    /// What is taken otherwise than it stands; empty to keep it as it is.
    #[serde(default)]
    take: Values,
    reason: String,
}

async fn resolve(
    State(app): State<App>,
    place: InRegister,
    Body(body): Body<ResolutionBody>,
) -> Result<Json<Value>, Problem> {
    place.member.require(Role::Reviewer)?;
    let reason = body.reason.trim();
    let refused = |code| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code);
    if reason.is_empty() {
        return Err(refused(codes::REVIEW_REASON_NEEDED));
    }
    if reason.chars().count() > LONGEST_REASON {
        return Err(refused(codes::REVIEW_REASON_TOO_LONG).arg("limit", LONGEST_REASON));
    }
    let known = |name: &str| name == "label" || place.register.properties.iter().any(|property| property.name == name);
    if let Some(name) = body.take.keys().find(|name| !known(name)) {
        return Err(Problem::invalid("take", name.clone()));
    }
    if body.take.get("label").is_some_and(|label| label.trim().is_empty()) {
        return Err(Problem::invalid("take", "label"));
    }
    let unknown = || Problem::not_found(codes::ENTITY_UNKNOWN);
    let uuid = uuid_of(place.named("uuid")).ok_or_else(unknown)?;
    let resolution = Resolution { seen: Some(body.version), take: body.take, reason: Some(reason.to_owned()) };
    match app.store.resolve_entity(&place.register, &uuid, &resolution, &place.actor()).await? {
        Edited::Done(_) => Ok(Json(whole(&app, &place).await?)),
        Edited::NotFound => Err(unknown()),
        Edited::Stale { current } => {
            Err(Problem::new(StatusCode::CONFLICT, codes::ENTITY_CHANGED_MEANWHILE).arg("version", i64::from(current)))
        }
        Edited::NoConflict => Err(Problem::new(StatusCode::CONFLICT, codes::ENTITY_NO_CONFLICT)),
    }
}
