//! The feed, told as what a client asks and what it gets.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests stand outside of test functions

mod csv_files;
mod entities;
mod filters;
mod hostile;
mod metadata;
mod pages;
mod rows;
mod scenario;
mod select;
