//! What an XLSForm becomes, told by small forms beside the assertions. Sections follow the XLSForm reference.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests stand outside of test functions

mod answers;
mod choices;
mod circles;
mod conversions;
mod differences;
mod entities;
mod expressions;
mod features;
mod files;
mod files_beside;
mod form_settings;
mod groups_and_repeats;
mod hostile_xforms;
mod location;
mod logic;
mod media_questions;
mod metadata;
mod old_forms;
mod problems;
mod pyxforms_verdicts;
mod question_types;
mod questions;
mod range;
mod real_forms;
mod scenario;
mod selects;
mod translations;
mod types;
mod warnings;
mod wording;
mod worksheets;
mod xforms;
mod xforms_of_tools;
