//! Who may: log-in, sessions, roles, devices.

mod address;
mod audit;
mod devices;
mod first;
mod guard;
mod guesses;
mod https;
mod memberships;
mod password;
mod recognise;
mod session;
mod settings_code;
mod shown;
mod throttle;
mod users;

pub use address::ClientAddress;
pub use devices::{DEVICE_TOKEN, LONGEST_DEVICE_NAME, MOST_AT_ONCE};
pub use first::first_administrator;
pub use guard::{AdministratorIn, Member, OwnPage, SESSION_COOKIE, SignedIn, session_token};
pub use guesses::Guesses;
#[cfg(test)]
pub use guesses::{FREE, ONE_MORE};
pub use https::OverHttps;
pub use password::{hash, one_time_password};
pub use recognise::{LogIn, NotRecognised, log_in_name, recognise};
pub use session::{SESSION_HOURS, SESSION_TOKEN};
pub use settings_code::{PhoneSettings, picture};
pub use throttle::Throttle;
#[cfg(test)]
pub use throttle::{FIRST_WAIT, FREE_PER_ACCOUNT, FREE_PER_ADDRESS, WINDOW};

/// Routes below `/api/v1`.
pub fn routes() -> axum::Router<crate::state::App> {
    axum::Router::new()
        .merge(session::routes())
        .merge(memberships::routes())
        .merge(users::routes())
        .merge(devices::routes())
        .merge(audit::routes())
}
