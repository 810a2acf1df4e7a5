//! Imports as a whole: published files, small workbooks made here, limits, and files that are none.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod burundi_round_68;
mod dtm_api_v3;
mod fuzz;
mod limits;
mod made;
mod mappings;
mod nigeria_round_38;
mod south_sudan_round_11;
mod support;
