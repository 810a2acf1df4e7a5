//! All routes, and what holds for each of them.

use crate::{
    accounts::{self, Throttle},
    api, central, dtm, headers, input, openrosa,
    problem::{Problem, in_readers_language},
    programme::Programme,
    round_figures::RoundFigures,
    serving,
    state::{App, Running, Settings},
    web,
};
use axum::{Router, middleware};
use messages::codes;
use std::sync::Arc;
use store::Store;
use tower_http::{compression::CompressionLayer, trace::TraceLayer};
use vocab::{Clock, Randomness};

/// Puts a server together and starts the tasks that keep its figures and its flags fresh. Call inside a tokio runtime.
pub fn start(
    store: Store,
    clock: Arc<dyn Clock>,
    randomness: Arc<dyn Randomness>,
    programme: Programme,
    settings: Settings,
) -> App {
    let (figures, stale) = RoundFigures::new(Arc::new(programme));
    let (checking, waiting) = crate::checking::Waiting::new();
    let app = App::from(Running {
        throttle: Throttle::new(Arc::clone(&clock)),
        doors: openrosa::Doors::new(&clock, randomness.as_ref()),
        store,
        clock,
        randomness,
        territories: crate::territory::Territories::default(),
        sites: crate::sites::SiteLists::default(),
        forms: crate::exercises::Forms::default(),
        known: crate::known::Known::default(),
        figures,
        checking,
        events: crate::events::KeptEvents::default(),
        publications: crate::publication::Publications::default(),
        places_read: crate::change::ReadPlaces::default(),
        closed_rounds: crate::site_coverage::ClosedRounds::default(),
        live: crate::live::Live::default(),
        settings: Arc::new(settings),
    });
    tokio::spawn(RoundFigures::keep_fresh(app.clone(), stale));
    tokio::spawn(crate::checking::Waiting::keep_checked(app.clone(), waiting));
    app
}

/// All routes.
pub fn router(app: App) -> Router {
    let api = Router::new()
        .merge(api::public_routes())
        .merge(api::routes(app.settings.largest_workbook, app.settings.largest_submission))
        .merge(accounts::routes())
        .fallback(async || Problem::not_found(codes::REQUEST_NOT_FOUND));
    // A new route belongs into the list in tests/it/routes.rs, which says who may use it; a test finds those that are not.
    Router::new()
        .nest("/api/v1", api)
        .merge(openrosa::routes(&app))
        .nest("/v1", central::routes(&app))
        .merge(dtm::routes())
        .fallback(web::serve)
        .layer(middleware::from_fn(serving::watch))
        .layer(middleware::from_fn(serving::give_up))
        .layer(middleware::from_fn(input::refuse_nul))
        .layer(middleware::from_fn(input::refuse_packed))
        .layer(middleware::from_fn(in_readers_language))
        .layer(middleware::from_fn(headers::protect))
        .layer(CompressionLayer::new())
        .layer(TraceLayer::new_for_http().make_span_with(headers::span_without_secrets))
        .with_state(app)
}
