//! Looking a round over again, and the places it tells nothing of any more.

use super::InRound;
use crate::{
    checking::{self, RoundCheck},
    problem::Problem,
    state::App,
};
use axum::{
    Json, Router,
    extract::State,
    routing::{get, post},
};
use serde_json::{Value, json};
use store::{Deed, Role};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/operations/{operation}/exercises/{exercise}/rounds/{round}/check", post(check))
        .route("/operations/{operation}/exercises/{exercise}/rounds/{round}/gone", get(gone))
}

/// Runs the checks of all its records again: how many were looked at, and how many flags came and went.
async fn check(State(app): State<App>, place: InRound) -> Result<Json<RoundCheck>, Problem> {
    place.member.require(Role::Reviewer)?;
    Ok(Json(checking::check_round(&app, &place.of, Some(&place.actor())).await?))
}

/// Places that had a record in the round before and have none in this one.
async fn gone(State(app): State<App>, place: InRound) -> Result<Json<Value>, Problem> {
    let territory = app.territories.of(&app.store, &place.of.operation).await?;
    let name = |pcode| territory.as_deref().and_then(|territory| territory.name(pcode));
    let gone = checking::gone_places(&app, &place.of).await?;
    let deed = Deed::new(&place.actor(), "records.listed", format!("operation:{}", place.of.operation.code));
    app.store.audit(&[deed.detail(json!({"records": gone.len()}))]).await?;
    let shown = gone.iter().map(|gone| {
        let places = gone.places.iter().map(|pcode| json!({"pcode": pcode, "name": name(pcode)}));
        json!({"name": gone.name, "places": places.collect::<Vec<_>>(), "record": gone.record})
    });
    Ok(Json(json!({"places": shown.collect::<Vec<_>>()})))
}
