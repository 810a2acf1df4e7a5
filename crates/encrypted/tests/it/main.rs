//! Encrypted submissions, held against what others make and read.

#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests

mod findings;
mod keys;
mod managed_keys;
mod manifests;
mod others_read_ours;
mod round_trips;
mod support;
mod tampering;
mod we_read_others;
