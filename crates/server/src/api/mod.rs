//! Our own API, `/api/v1`.

mod drafts;
pub mod encryption;
mod fill;
mod forms;
mod imports;
mod links;
mod live;
mod places;
mod public;
mod records;
mod registers;
mod sources;
mod webhooks;

use crate::state::App;
use axum::Router;

/// What anybody may read.
pub fn public_routes() -> Router<App> {
    Router::new().merge(public::routes()).merge(live::routes())
}

/// What needs a log-in, or the link to a form.
pub fn routes(largest_workbook: usize, largest_submission: usize) -> Router<App> {
    Router::new()
        .merge(records::routes())
        .merge(forms::routes(largest_workbook))
        .merge(links::routes())
        .merge(fill::routes(largest_submission))
        .merge(drafts::routes())
        .merge(places::routes())
        .merge(imports::routes())
        .merge(registers::routes(largest_workbook))
        .merge(sources::routes())
        .merge(webhooks::routes())
        .merge(encryption::routes())
}
