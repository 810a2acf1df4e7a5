//! OpenRosa 1.0 as ODK Collect and KoboCollect speak it, at the addresses ODK Central uses.
//!
//! Specification: <https://docs.getodk.org/openrosa/>. A phone's token stands in the path; whoever holds it may read the
//! open forms of one operation and send submissions to it, nothing else.

mod device;
mod entity_lists;
mod files;
mod form_list;
mod manifest;
mod post;
mod reply;
mod xml;

pub use files::path_segment;

use crate::state::App;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::StatusCode,
    middleware,
    routing::{get, head},
};
use messages::codes;

/// The routes of phones.
pub fn routes(app: &App) -> Router<App> {
    Router::new()
        .route("/formList", get(form_list::list_forms))
        .route("/forms/{form_file}", get(files::read_form))
        .route("/forms/{form}/manifest", get(manifest::read_manifest))
        .route("/forms/{form}/attachments/{file}", get(files::read_form_file))
        .route("/datasets/{dataset}/integrity", get(entity_lists::integrity))
        .route(
            "/submission",
            head(post::announce).post(post::receive).layer(DefaultBodyLimit::max(app.settings.largest_submission)),
        )
        .fallback(nothing_here)
        .layer(middleware::from_fn_with_state(app.clone(), reply::dress))
}

/// Any other address below a phone's: said as OpenRosa says it, not by the pages for browsers.
async fn nothing_here(phone: device::Phone) -> reply::Refusal {
    reply::Refusal::new(phone.language, StatusCode::NOT_FOUND, codes::REQUEST_NOT_FOUND)
}
