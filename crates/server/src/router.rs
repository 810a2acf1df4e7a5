//! All routes, and what holds for each of them.

use crate::{
    accounts::{self, Throttle},
    api, central, dtm, headers, input, openrosa,
    problem::{Problem, in_readers_language},
    programme::Programme,
    round_figures::RoundFigures,
    state::{App, Settings},
    web,
};
use axum::{Router, http::StatusCode, middleware};
use messages::codes;
use std::{sync::Arc, time::Duration};
use store::Store;
use tower_http::{compression::CompressionLayer, timeout::TimeoutLayer, trace::TraceLayer};
use vocab::{Clock, Randomness};

/// Longest time a request may take, uploads over a bad line included; the live stream begins its answer at once.
const LONGEST_REQUEST: Duration = Duration::from_secs(300);

/// Puts a server together and starts the task that keeps its figures fresh. Call inside a tokio runtime.
pub fn start(
    store: Store,
    clock: Arc<dyn Clock>,
    randomness: Arc<dyn Randomness>,
    programme: Programme,
    settings: Settings,
) -> App {
    let (figures, stale) = RoundFigures::new(Arc::new(programme));
    let app = App {
        throttle: Throttle::new(Arc::clone(&clock)),
        store,
        clock,
        randomness,
        territories: crate::territory::Territories::default(),
        forms: crate::exercises::Forms::default(),
        known: crate::known::Known::default(),
        figures,
        publications: crate::publication::Publications::default(),
        live: crate::live::Live::default(),
        settings: Arc::new(settings),
    };
    tokio::spawn(RoundFigures::keep_fresh(app.clone(), stale));
    app
}

/// All routes.
pub fn router(app: App) -> Router {
    let api = Router::new()
        .merge(api::public_routes())
        .merge(api::routes(app.settings.largest_workbook, app.settings.largest_submission))
        .merge(accounts::routes())
        .fallback(async || Problem::not_found(codes::REQUEST_NOT_FOUND));
    let phones = openrosa::routes(&app);
    // A new route belongs into the list in tests/it/routes.rs, which says who may use it; a test finds those that are not.
    Router::new()
        .nest("/api/v1", api)
        .nest("/v1/key/{token}/projects/{project}", phones)
        .nest("/v1", central::routes(&app))
        .merge(dtm::routes())
        .fallback(web::serve)
        .layer(middleware::from_fn(input::refuse_nul))
        .layer(middleware::from_fn(in_readers_language))
        .layer(middleware::from_fn(headers::protect))
        .layer(CompressionLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, LONGEST_REQUEST))
        .layer(TraceLayer::new_for_http().make_span_with(headers::span_without_secrets))
        .with_state(app)
}
