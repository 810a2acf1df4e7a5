//! Places read from real files. Tests that need `../shared` say that they were skipped where it is absent.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

mod burundi;
mod packs;
mod shared;
mod wrong;
