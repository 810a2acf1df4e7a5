//! Who may: log-in, sessions, roles, devices.

mod guard;

pub use guard::{Member, SESSION_COOKIE, SignedIn, session_token};
