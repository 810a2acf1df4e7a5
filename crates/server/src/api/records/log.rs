//! The cleaning log of a round, as a workbook and as CSV.

use super::super::rounds::InRound;
use crate::{
    input::Asked,
    problem::Problem,
    reviewing::log::{csv, of_round, workbook},
    state::App,
};
use axum::{
    Router,
    extract::State,
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Deserialize;
use serde_json::json;
use store::{Deed, Role};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/operations/{operation}/exercises/{exercise}/rounds/{round}/cleaning-log.xlsx", get(as_workbook))
        .route("/operations/{operation}/exercises/{exercise}/rounds/{round}/cleaning-log.csv", get(as_csv))
}

#[derive(Debug, Deserialize)]
struct Wanted {
    /// Whether to open what tells of people.
    #[serde(default)]
    personal: bool,
}

async fn as_workbook(
    State(app): State<App>,
    place: InRound,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Problem> {
    let rows = rows(&app, &place, wanted.personal).await?;
    let written = written(move || workbook(&rows)).await?;
    Ok(file(&place, "xlsx", XLSX, written))
}

async fn as_csv(State(app): State<App>, place: InRound, Asked(wanted): Asked<Wanted>) -> Result<Response, Problem> {
    let rows = rows(&app, &place, wanted.personal).await?;
    let written = written(move || csv(&rows)).await?;
    Ok(file(&place, "csv", "text/csv; charset=utf-8", written))
}

/// Writes a file beside the requests of others: a round of a country has a hundred thousand lines.
async fn written(write: impl FnOnce() -> Result<Vec<u8>, Problem> + Send + 'static) -> Result<Vec<u8>, Problem> {
    tokio::task::spawn_blocking(write).await.map_err(|error| Problem::failed(&error))?
}

/// Who reads it is in the log before; who reads what tells of people is a reviewer, and in the log record by record.
async fn rows(app: &App, place: &InRound, personal: bool) -> Result<Vec<crate::reviewing::log::LogRow>, Problem> {
    if personal {
        place.member.require(Role::Reviewer)?;
    }
    let actor = place.member.user.actor();
    let subject = format!("round:{}/{}", place.of.exercise.code, place.of.round.number);
    let deed = Deed::new(&actor, "cleaning_log.read", subject).detail(json!({"personal": personal}));
    app.store.audit(&[deed]).await?;
    of_round(app, &place.of, personal.then_some(actor.as_str())).await
}

fn file(place: &InRound, ending: &str, media_type: &'static str, bytes: Vec<u8>) -> Response {
    let (operation, exercise) = (&place.of.operation.code, &place.of.exercise.code);
    let name = format!("{operation}_{exercise}_round_{}_cleaning-log.{ending}", place.of.round.number);
    let headers = [
        (CONTENT_TYPE, media_type.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}
