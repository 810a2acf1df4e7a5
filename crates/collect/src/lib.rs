//! Submissions as phones send them: read safely, typed by the form, written as a client would.
//!
//! ```
//! use collect::{Instance, Limits, parse_submission, read_answers, write_instance};
//! use forms::{CompileOptions, compile};
//! use vocab::Value;
//!
//! let table = "
//! | survey |         |                |                        |
//! |        | type    | name           | label                  |
//! |        | integer | idp_households | How many households?   |
//! ";
//! let form = compile("baseline_subarea.md", table.as_bytes(), &CompileOptions::default()).unwrap().form;
//! let answers = [("idp_households".to_owned(), Value::Integer(12).into())].into();
//! let xml = write_instance(&form, &answers, &Instance::new("uuid:7b0e4a92-51a3-4e62-a1a5-0c2f7ad0a6ef"));
//!
//! let document = parse_submission(xml.as_bytes(), &Limits::default())?;
//! assert_eq!(document.form_id, "baseline_subarea");
//! assert_eq!(read_answers(&form, &document), (answers, Vec::new()));
//! # Ok::<(), collect::SubmissionProblem>(())
//! ```
//!
//! Nothing here stores or answers anything. What a submission's XML may hold is limited by [`limits`], each with its reason.

mod answers;
pub mod audit;
mod document;
mod files;
mod identity;
pub mod limits;
mod parse;
mod problem;
mod write;

pub use answers::{Answers, ContentFlag, Misfit, read_answers};
pub use audit::{AuditLog, AuditProblem};
pub use document::{Element, SubmissionDocument};
pub use files::expected_files;
pub use identity::{content_identity, derived_instance_id};
pub use limits::Limits;
pub use parse::parse_submission;
pub use problem::{Counted, Forbidden, Spot, SubmissionProblem};
pub use write::{Instance, write_instance};
