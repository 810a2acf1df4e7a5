//! Submissions as phones send them.

mod document;
mod identity;
pub mod limits;
mod parse;
mod problem;

pub use document::{Element, SubmissionDocument};
pub use identity::{content_identity, derived_instance_id};
pub use limits::Limits;
pub use parse::parse_submission;
pub use problem::{Counted, Forbidden, Spot, SubmissionProblem};
