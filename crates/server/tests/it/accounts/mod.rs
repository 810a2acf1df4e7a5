//! Who may: log-in, roles, phones, the log.

mod audit;
mod devices;
mod doors;
mod first;
mod session;
mod users;
