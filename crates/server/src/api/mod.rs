//! Our own API, `/api/v1`.

pub mod encryption;
mod forms;
mod imports;
mod live;
mod places;
mod public;
mod records;
mod registers;

use crate::state::App;
use axum::Router;

/// What anybody may read.
pub fn public_routes() -> Router<App> {
    Router::new().merge(public::routes()).merge(live::routes())
}

/// What needs a log-in.
pub fn routes(largest_workbook: usize) -> Router<App> {
    Router::new()
        .merge(records::routes())
        .merge(forms::routes(largest_workbook))
        .merge(places::routes())
        .merge(imports::routes())
        .merge(registers::routes(largest_workbook))
        .merge(encryption::routes())
}
