//! What figures promise, tried from outside.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

mod estimates;
mod explaining;
mod figures_of_a_round;
mod pack_indicators;
mod published_answers;
mod snapshots;
mod support;
mod tables;
mod updates;
mod wrong_indicators;
