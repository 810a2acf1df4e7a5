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
//! 1. Write one file in `packs/<pack>/checks/`, named for its code. The language of `flag_when` is in [`expression`], and in
//!    `docs/checks.md` with examples.
//! 2. Name it in the exercise's `checks` in `pack.toml`.
//! 3. `cargo test -p packs` says whether the form has the questions it asks for and whether a text is missing.
//!
//! # What a caller brings
//! [`Subject`] is a record with what is known beside it. What only shows beside the other records of its round ([`Round`]) is
//! unknown without them: such checks raise nothing then, and are run again when the round is looked over
//! ([`Check::looks_at_others`], [`renew_flags`]).

mod absence;
mod check;
mod decision;
pub mod edit;
mod events;
pub mod expression;
mod measures;
mod place;
mod round;
mod run;

pub use absence::AbsenceRule;
pub use check::{Check, CheckProblem, CheckProblems, Severity};
pub use decision::{Decision, DecisionProblem, REASON_CHARACTERS, decide};
pub use events::{EventFacts, EventUpdate};
pub use measures::Measures;
pub use place::{place_identity, written_alike};
pub use round::{PlaceGone, Round, RoundRecord, moved_m, places_gone};
pub use run::{Flag, Subject, renew_flags, run_checks};
