//! The server as its clients meet it: requests to its router, answers read back. One folder per area.

// What a test cannot do without, it panics over; rules for library code do not hold here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../../../store/tests/it/own_database.rs"]
mod own_database;
mod site;

mod accounts;
mod routes;
mod story;
