//! Review: checks that are data, the flags they raise, and the decisions people take.
//!
//! A check never changes a record and never decides. It says what looks odd, why that matters and what to do; a person
//! approves or rejects.
//!
//! ```
//! use review::{Check, Subject, run_checks};
//! use vocab::{Answer, Language, Value};
//!
//! let check = Check::read(r#"
//!     code = "household_size"
//!     severity = "warning"
//!     flag_when = "idp_individuals / idp_households > 10"
//!     [values]
//!     size = "idp_individuals / idp_households"
//!     [name]
//!     en = "Household size"
//!     [message]
//!     en = "{size} people per household."
//!     [why]
//!     en = "Larger households are rare; one of the two numbers may be wrong."
//!     [what_to_do]
//!     en = "Ask the key informant for both numbers again."
//! "#)?;
//! let answers = [("idp_households", 10), ("idp_individuals", 120)];
//! let answers = answers.map(|(name, number)| (name.to_owned(), Answer::from(Value::Integer(number)))).into();
//! let flags = run_checks(&[check], &Subject::new(&answers));
//! assert_eq!(flags[0].message.in_language(Language::English), "12 people per household.");
//! # Ok::<(), review::CheckProblems>(())
//! ```
//!
//! # How to add a check
//! 1. Write one file in `packs/<pack>/checks/`, named for its code. The language of `flag_when` is in [`expression`].
//! 2. Name it in the exercise's `checks` in `pack.toml`.
//! 3. `cargo test -p packs` says whether the form has the questions it asks for and whether a text is missing.

mod absence;
mod check;
mod decision;
pub mod expression;
mod place;
mod run;

pub use absence::AbsenceRule;
pub use check::{Check, CheckProblem, CheckProblems, Severity};
pub use decision::{Decision, DecisionProblem, REASON_CHARACTERS, decide};
pub use place::place_identity;
pub use run::{Flag, Subject, run_checks};
