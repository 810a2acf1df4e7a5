//! Places of an operation: versions, names to p-codes, points to areas.

use crate::{accounts::Member, input::Asked, problem::Problem, state::App, territory::Territory};
use axum::{Json, Router, extract::State, routing::get};
use messages::codes;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use vocab::{AdminLevel, Pcode};

/// Routes of places.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/operations/{operation}/places", get(list_versions))
        .route("/operations/{operation}/places/match", get(match_name))
        .route("/operations/{operation}/places/locate", get(locate_point))
}

async fn territory(app: &App, member: &Member) -> Result<Arc<Territory>, Problem> {
    let territory = app.territories.of(&app.store, &member.operation).await?;
    territory.ok_or_else(|| Problem::not_found(codes::BOUNDARIES_NONE))
}

/// All boundary versions on the server, and which one this operation uses.
async fn list_versions(State(app): State<App>, member: Member) -> Result<Json<Value>, Problem> {
    let versions = app.store.boundary_versions().await?;
    let versions: Vec<Value> = versions
        .into_iter()
        .map(|version| {
            json!({
                "code": version.code, "version": version.version, "levels": version.standing,
                "in_use": member.operation.boundary_version_id == Some(version.id),
            })
        })
        .collect();
    Ok(Json(json!({"versions": versions})))
}

#[derive(Debug, Deserialize)]
struct Name {
    name: String,
    level: u8,
    within: Option<Pcode>,
}

async fn match_name(State(app): State<App>, member: Member, Asked(query): Asked<Name>) -> Result<Json<Value>, Problem> {
    let territory = territory(&app, &member).await?;
    let candidates = territory.matcher.propose(&query.name, AdminLevel(query.level), query.within.as_ref());
    Ok(Json(json!({"candidates": candidates})))
}

#[derive(Debug, Deserialize)]
struct Position {
    lon: f64,
    lat: f64,
}

async fn locate_point(
    State(app): State<App>,
    member: Member,
    Asked(query): Asked<Position>,
) -> Result<Json<Value>, Problem> {
    let territory = territory(&app, &member).await?;
    let deepest = territory.boundaries.levels().into_iter().rev();
    let found = deepest.filter_map(|level| territory.index.locate(query.lon, query.lat, level.level)).next();
    let lineage = found.map_or_else(Vec::new, |pcode| territory.boundaries.lineage(pcode));
    let lineage: Vec<Value> = lineage
        .iter()
        .filter_map(|pcode| territory.boundaries.area(pcode))
        .map(|area| json!({"pcode": area.pcode, "name": area.name, "level": area.level}))
        .collect();
    Ok(Json(json!({"lineage": lineage})))
}
