//! What leaves, and in which shape.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

mod dtm_answers;
mod gate;
mod products;
mod recorded_answers;
mod support;
