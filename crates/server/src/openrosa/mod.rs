//! OpenRosa 1.0 as ODK Collect and KoboCollect speak it, at the addresses ODK Central uses.
//!
//! Specification: <https://docs.getodk.org/openrosa/>. There are three doors, one file each, and behind all of them the
//! same forms and the same way in:
//!
//! * [`by_key`]: a phone's token stands in the path; whoever holds it may read the open forms of one operation and send
//!   submissions to it, nothing else;
//! * [`by_name`]: the same with user name and password, which nobody on the way can read and use again;
//! * [`by_draft`]: the token of a draft stands in the path; what is sent tries the draft and becomes no record.

mod by_draft;
mod by_key;
mod by_name;
mod digest;
mod door;
mod entity_lists;
mod files;
mod form_list;
mod manifest;
mod nonces;
mod post;
mod reply;
mod sign_in;
mod staff;
mod trial;
mod xml;

pub use digest::kept as kept_password;
pub use door::Doors;
pub use files::{as_download, path_segment};
#[cfg(test)]
pub use nonces::GOOD_FOR as NONCE_GOOD_FOR;

use crate::state::App;
use axum::{Extension, Router, http::StatusCode, middleware};
use messages::codes;
use std::sync::Arc;
use vocab::{Clock, Randomness};

impl Doors {
    /// As they are when a server starts.
    pub fn new(clock: &Arc<dyn Clock>, randomness: &dyn Randomness) -> Self {
        Self {
            nonces: nonces::Nonces::new(Arc::clone(clock), randomness),
            guesses: crate::accounts::Guesses::new(Arc::clone(clock)),
            known: staff::Known::new(randomness),
        }
    }
}

/// All routes of phones.
pub fn routes(app: &App) -> Router<App> {
    Router::new()
        .nest("/v1/key/{token}/projects/{project}", by_key::routes(app))
        .nest("/v1/test/{token}/projects/{project}/forms/{form}", by_draft::routes(app))
        .nest("/v1/projects/{project}", by_name::routes(app))
}

/// The routes of one door.
fn through(door: door::Door, app: &App, routes: Router<App>) -> Router<App> {
    routes.layer(middleware::from_fn_with_state(app.clone(), reply::dress)).layer(Extension(door))
}

/// Any other address below a phone's: said as OpenRosa says it, not by the pages for browsers.
async fn nothing_here(phone: door::Phone) -> reply::Refusal {
    reply::Refusal::new(phone.language, StatusCode::NOT_FOUND, codes::REQUEST_NOT_FOUND)
}
