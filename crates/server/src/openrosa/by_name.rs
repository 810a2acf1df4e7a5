//! Routes of phones that come with a user name and a password, below `/v1/projects/{project}`.
//!
//! The files of forms lie below `/openrosa`: at `/forms` programs read them, with a token.

use super::{door::Door, entity_lists, files, form_list, manifest, post};
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
        .route("/openrosa/forms/{form_file}", get(files::read_form))
        .route("/openrosa/forms/{form}/manifest", get(manifest::read_manifest))
        .route("/openrosa/forms/{form}/attachments/{file}", get(files::read_form_file))
        .route("/openrosa/datasets/{dataset}/integrity", get(entity_lists::integrity))
        .route(
            "/submission",
            head(post::announce).post(post::receive).layer(DefaultBodyLimit::max(app.settings.largest_submission)),
        );
    super::through(Door::Name, app, router)
}
