//! The stream that open dashboards listen to.

use crate::state::App;
use axum::{Router, extract::State, response::IntoResponse, routing::get};

/// `GET /public/live`.
pub fn routes() -> Router<App> {
    Router::new().route("/public/live", get(listen))
}

async fn listen(State(app): State<App>) -> impl IntoResponse {
    // Proxies that buffer would hold the events back.
    ([("x-accel-buffering", "no")], app.live.listen())
}
