//! Routes of phones whose address holds their token, below `/v1/key/{token}/projects/{project}`.

use super::{door::Door, entity_lists, files, form_list, manifest, nothing_here, post};
use crate::state::App;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, head},
};

/// The routes.
pub fn routes(app: &App) -> Router<App> {
    let router = Router::new()
        .route("/formList", get(form_list::list_forms))
        .route("/forms/{form_file}", get(files::read_form))
        .route("/forms/{form}/manifest", get(manifest::read_manifest))
        .route("/forms/{form}/attachments/{file}", get(files::read_form_file))
        .route("/datasets/{dataset}/integrity", get(entity_lists::integrity))
        .route(
            "/submission",
            head(post::announce).post(post::receive).layer(DefaultBodyLimit::max(app.settings.largest_submission)),
        )
        .fallback(nothing_here);
    super::through(Door::Key, app, router)
}
