//! Corrections of closed rounds, and what each revision said.

use super::{super::public, InRound, whole, words};
use crate::{input::Body, problem::Problem, publication, round_figures::RoundOf, round_moves, state::App};
use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    routing::{get, post},
};
use messages::codes;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use store::Role;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/operations/{operation}/exercises/{exercise}/rounds/{round}/revisions", post(begin_revision))
        .route("/operations/{operation}/exercises/{exercise}/rounds/{round}/revisions/{revision}", get(read_revision))
}

#[derive(Deserialize)]
struct Begun {
    reason: String,
}

async fn begin_revision(
    State(app): State<App>,
    place: InRound,
    Body(begun): Body<Begun>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    place.member.require(Role::Manager)?;
    let reason = words("reason", &begun.reason)?;
    let (round, joined) = round_moves::revise(&app, &place.of, &reason, &place.actor()).await?;
    let mut shown = whole(&app, &RoundOf { round, ..place.of }).await?;
    if let Some(object) = shown.as_object_mut() {
        object.insert("joined".to_owned(), json!(joined));
    }
    Ok((StatusCode::CREATED, Json(shown)))
}

/// What a revision says: its figures after the gate, the indicators they are of, and the snapshot they stand on.
async fn read_revision(
    State(app): State<App>,
    place: InRound,
    Path(path): Path<HashMap<String, String>>,
) -> Result<Json<Value>, Problem> {
    let given = path.get("revision").map_or("", String::as_str);
    let unknown = || Problem::not_found(codes::ROUND_REVISION_UNKNOWN).arg("revision", given);
    let revisions = app.store.revisions(place.of.round.id).await?;
    let revision = revisions.into_iter().find(|one| given.parse() == Ok(one.number)).ok_or_else(unknown)?;
    let set = app.store.figures_of_revision(place.of.round.id, revision.number).await?;
    let Some(set) = set else {
        return Ok(Json(json!({"revision": revision, "snapshot": null, "indicators": [], "figures": []})));
    };
    let published = publication::of_revision(&app, &place.of, &set).await?;
    let territory = publication::territory_of(&app, &place.of.operation, set.boundary_version.as_deref()).await?;
    let figures = published.figures.figures().iter();
    let figures: Vec<Value> = figures.map(|figure| public::shown(figure, territory.as_deref())).collect();
    let indicators = app.figures.indicators(&place.of.exercise).iter();
    let indicators: Vec<Value> =
        indicators.map(|one| json!({"code": one.code, "name": one.name, "unit": one.unit})).collect();
    let shown = json!({
        "revision": revision, "snapshot": set.snapshot, "computed_at": set.computed_at, "indicators": indicators,
        "figures": figures,
    });
    Ok(Json(shown))
}
