//! What an XLSForm becomes, told by small forms beside the assertions. Sections follow the XLSForm reference.

mod answers;
mod expressions;
mod files;
mod groups_and_repeats;
mod problems;
mod questions;
mod real_forms;
mod scenario;
mod selects;
mod translations;
