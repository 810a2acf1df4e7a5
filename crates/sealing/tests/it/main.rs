//! Sealing as the store will use it.

#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

mod answers;
mod envelopes;
mod rings;
mod support;
