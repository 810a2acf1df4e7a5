//! Routes of whoever tries a draft, below `/v1/test/{token}/projects/{project}/forms/{form}`, as ODK Central has them.

use super::{door::Door, entity_lists, files, form_list, manifest, nothing_here, post, trial};
use crate::state::App;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, head},
};

/// The routes.
pub fn routes(app: &App) -> Router<App> {
    let router = Router::new()
        .route("/draft/formList", get(form_list::list_forms))
        .route("/draft.xml", get(files::read_form))
        .route("/draft/manifest", get(manifest::read_manifest))
        .route("/draft/attachments/{file}", get(files::read_form_file))
        .route("/draft/datasets/{dataset}/integrity", get(entity_lists::integrity))
        .route(
            "/draft/submission",
            head(post::announce).post(trial::receive).layer(DefaultBodyLimit::max(app.settings.largest_submission)),
        )
        .fallback(nothing_here);
    super::through(Door::Draft, app, router)
}
