//! Our own API, `/api/v1`.

mod beside;
pub mod change;
mod change_elsewhere;
mod crosswalks;
mod describe;
mod drafts;
pub mod encryption;
mod events;
mod fill;
mod forms;
mod imports;
mod links;
mod live;
mod places;
mod public;
pub mod records;
mod registers;
pub mod rounds;
pub mod sites;
mod sources;
mod webhooks;

use crate::state::App;
use axum::Router;

/// What anybody may read.
pub fn public_routes() -> Router<App> {
    Router::new().merge(public::routes()).merge(change::routes()).merge(beside::routes()).merge(live::routes())
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
        .merge(crosswalks::routes())
        .merge(registers::routes(largest_workbook))
        .merge(sources::routes())
        .merge(webhooks::routes())
        .merge(encryption::routes())
        .merge(rounds::routes())
        .merge(sites::routes(largest_workbook))
        .merge(events::routes())
}
