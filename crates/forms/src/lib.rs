//! XLSForms, read and checked, as typed forms and as the XForms that ODK's clients fill in; and XForms that come as such
//! ([`read_xform`]), as the same typed forms.
//!
//! ```
//! use forms::{CompileOptions, compile};
//! let form = "
//! | survey |            |       |                   |                 |
//! |        | type       | name  | label             | inzira::sharing |
//! |        | integer    | idps  | How many people?  | public          |
//! |        | select_one | cause | What drove them?  |                 |
//! ";
//! let problems = compile("example.md", form.as_bytes(), &CompileOptions::default()).unwrap_err();
//! let problem = problems.errors().next().unwrap();
//! assert_eq!(problem.code.as_str(), "select.list_not_named");
//! assert_eq!(problem.cell.row, Some(3)); // counted as the sheet shows it
//!
//! let form = form.replace("select_one |", "text       |");
//! let compiled = compile("example.md", form.as_bytes(), &CompileOptions::default()).unwrap();
//! assert!(compiled.xform.contains(r#"<bind nodeset="/data/idps" type="int"/>"#));
//! assert_eq!(compiled.form.schema().columns[0].name, "idps");
//! ```
//!
//! Nothing here opens a file, a database or a connection, and the same workbook always gives the same bytes. Whatever
//! is wrong with a form is reported together, as [`Problem`]s with sheet, row and column; nothing panics, and
//! [`Limits`] bounds what a hostile file can cost.
//!
//! # How to add a question type
//! 1. A [`form::Kind`], with its bind type and control.
//! 2. Its names in `read/kinds.rs`, and its parameters in `read/question.rs`.
//! 3. What a column of its answers holds, in `schema.rs`.
//! 4. A test that shows the row and the XForm it becomes.
//!
//! # How to say that something is supported
//! A line `/// Feature: Section — feature — note` above a test in any file below `tests/` (or `Refused:`, `Missing:`)
//! puts it into `docs/xlsform-features.md`; `INZIRA_WRITE=1 cargo nextest run -p forms features` writes that page.
//!
//! # How to add a problem
//! A variant in `problems/code.rs`, and its words in `problems/english.rs` and `problems/french.rs`. Whatever the words
//! are filled with is either what the author wrote or a [`Phrase`], which each language says in its own way.

mod check;
mod compile;
pub mod diff;
pub mod form;
mod itemsets;
mod limits;
mod names;
mod problems;
mod read;
mod read_xform;
mod rows;
mod schema;
mod workbook;
mod write;
mod xform;
pub mod xpath;

pub use compile::{CompileOptions, Compiled, compile, compile_workbook};
pub use form::Form;
pub use limits::Limits;
pub use problems::{Argument, Block, Cell, Code, Phrase, Problem, Problems, Severity, nearest};
pub use read_xform::{read_xform, with_public_key, with_version};
pub use workbook::{Sheet, Workbook};
#[cfg(feature = "write-xlsx")]
pub use write::XlsxError;
