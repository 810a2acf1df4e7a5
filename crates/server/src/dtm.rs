//! The DTM API, versions 3 and 2, at the paths and with the spellings that `dtmapi` asks for. It is public: a subscription
//! key is taken and not looked at.

use crate::{problem::Problem, publication, state::App};
use axum::{
    Json, Router,
    extract::{Query, State},
    routing::get,
};
use publish::dtm::{self, Envelope, Version};
use vocab::AdminLevel;

type Pairs = Query<Vec<(String, String)>>;

/// All its paths.
pub fn routes() -> Router<App> {
    let displacement = |version: Version, level: u8| {
        move |State(app): State<App>, Query(pairs): Pairs| async move {
            answer(&app, version, AdminLevel(level), &pairs).await
        }
    };
    Router::new()
        .route("/v3/displacement/country-list", get(list_countries))
        .route("/v3/displacement/operation-list", get(list_operations))
        .route("/v3/displacement/admin0", get(displacement(Version::V3, 0)))
        .route("/v3/displacement/admin1", get(displacement(Version::V3, 1)))
        .route("/v3/displacement/admin2", get(displacement(Version::V3, 2)))
        .route("/v2/CountryList", get(list_countries))
        .route("/v2/OperationList", get(list_operations))
        .route("/v2/IdpAdmin0Data", get(displacement(Version::V2, 0)))
        .route("/v2/IdpAdmin1Data", get(displacement(Version::V2, 1)))
        .route("/v2/IdpAdmin2Data", get(displacement(Version::V2, 2)))
}

async fn list_countries(State(app): State<App>) -> Result<Json<Envelope>, Problem> {
    let (_, catalogue) = publication::dtm_reports(&app).await?;
    Ok(Json(dtm::country_list(&catalogue)))
}

async fn list_operations(State(app): State<App>) -> Result<Json<Envelope>, Problem> {
    let (_, catalogue) = publication::dtm_reports(&app).await?;
    Ok(Json(dtm::operation_list(&catalogue)))
}

/// What is wrong with a question is said with status 200 too: clients read no message otherwise.
async fn answer(
    app: &App,
    version: Version,
    level: AdminLevel,
    pairs: &[(String, String)],
) -> Result<Json<Envelope>, Problem> {
    let pairs = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let query = match dtm::Query::parse(pairs) {
        Ok(query) => query,
        Err(problems) => return Ok(Json(dtm::failure(problems))),
    };
    let (published, catalogue) = publication::dtm_reports(app).await?;
    let reports: Vec<dtm::Report> = published.iter().flat_map(|published| published.reports.iter().cloned()).collect();
    Ok(Json(dtm::displacement(&reports, &catalogue, version, level, &query)))
}
