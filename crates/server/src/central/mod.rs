//! The API of ODK Central, as its clients (pyodk, ruODK, scripts) call it.
//!
//! Names and shapes are Central's at this edge only: a *project* is an operation, an *app user* a device, a *review state*
//! the state of a record. Specification: <https://docs.getodk.org/central-api/>; numbers of refusals as Central gives them.
//!
//! Who asks shows a session's token as `Authorization: Bearer`. A cookie opens nothing here, so no page of somebody else's
//! can act for the person who looks at it.

mod actor;
mod app_users;
mod caller;
mod comments;
mod datasets;
mod drafts;
mod encryption_keys;
mod entities;
mod entity_feed;
mod export;
mod forms;
mod logged_options;
mod projects;
mod refusal;
mod sessions;
mod submission_files;
mod submissions;

use crate::state::App;
use axum::Router;

/// The routes below `/v1`.
pub fn routes(app: &App) -> Router<App> {
    Router::new()
        .merge(sessions::routes())
        .merge(projects::routes())
        .merge(app_users::routes())
        .merge(forms::routes(app.settings.largest_workbook))
        .merge(drafts::routes(app.settings.largest_workbook))
        .merge(submissions::routes(app.settings.largest_submission))
        .merge(submission_files::routes(app.settings.largest_submission))
        .merge(comments::routes())
        .merge(datasets::routes())
        .merge(entities::routes(app.settings.largest_submission))
        .merge(encryption_keys::routes())
        .merge(export::csv_routes())
}
