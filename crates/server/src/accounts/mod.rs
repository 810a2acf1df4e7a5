//! Who may: log-in, sessions, roles, devices.

mod address;
mod audit;
mod devices;
mod first;
mod guard;
mod memberships;
mod password;
mod recognise;
mod session;
mod shown;
mod throttle;
mod users;

pub use address::ClientAddress;
pub use devices::{DEVICE_TOKEN, LONGEST_DEVICE_NAME};
pub use first::first_administrator;
pub use guard::{Member, OwnPage, SESSION_COOKIE, SignedIn, session_token};
pub use password::{hash, one_time_password};
pub use recognise::{LogIn, NotRecognised, recognise};
pub use session::{SESSION_HOURS, SESSION_TOKEN};
pub use throttle::Throttle;

/// Routes below `/api/v1`.
pub fn routes() -> axum::Router<crate::state::App> {
    axum::Router::new()
        .merge(session::routes())
        .merge(memberships::routes())
        .merge(users::routes())
        .merge(devices::routes())
        .merge(audit::routes())
}
