//! The server: phones, browsers and other programs over HTTP, each in its own words at its own edge.
//!
//! * [`openrosa`]: ODK Collect and KoboCollect.
//! * [`dtm`]: DTM API v3 and v2, for `dtmapi`.
//! * [`api`]: our own API, public and with log-in.
//! * [`web`]: the browser application.
//!
//! Nothing but the public dashboard, the public API, the DTM API and the log-in itself answers without log-in or token.

pub mod accounts;
pub mod api;
pub mod bringing;
pub mod central;
pub mod change;
pub mod checking;
pub mod coverage;
pub mod crosswalks;
#[cfg(test)]
mod documented_limits;
pub mod dtm;
pub mod encrypted_forms;
pub mod events;
pub mod exercises;
pub mod expected_list;
mod group;
mod headers;
pub mod importing;
pub mod input;
pub mod install;
pub mod intake;
mod joining;
mod known;
mod live;
pub mod offered;
pub mod openrosa;
pub mod outward;
pub mod parts;
pub mod problem;
pub mod programme;
pub mod publication;
pub mod publishing;
pub mod reform;
mod registers;
mod remembered;
pub mod reviewing;
pub mod round_figures;
pub mod round_moves;
mod round_tables;
mod router;
pub mod sample_coverage;
pub mod sampling;
pub mod serving;
mod site_coverage;
mod site_rows;
pub mod sites;
pub mod state;
mod submission_zip;
pub mod territory;
pub mod verifying;
pub mod views;
mod web;
pub mod webhooks;

pub use router::{router, start};
pub use state::{App, Settings};
