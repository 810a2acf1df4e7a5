//! What an XLSForm becomes, told by small forms beside the assertions. Sections follow the XLSForm reference.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests stand outside of test functions

mod answers;
mod entities;
mod expressions;
mod files;
mod groups_and_repeats;
mod hostile_xforms;
mod problems;
mod questions;
mod real_forms;
mod scenario;
mod selects;
mod translations;
mod xforms;
mod xforms_of_tools;
