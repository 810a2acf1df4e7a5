//! Who may: log-in, sessions, roles, devices.

mod guard;
mod stub;
pub use stub::*;

pub use guard::{Member, SESSION_COOKIE, SignedIn, session_token};
