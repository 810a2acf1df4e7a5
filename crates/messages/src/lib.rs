//! What Inzira says to people: one catalogue with stable codes, in English, French and Kirundi.
//!
//! A code such as `submission.received` is the same in code, JSON, logs and support. Its texts stand in
//! `locales/{en,fr,rn}/server.ftl` ([Fluent](https://projectfluent.org/fluent/guide/)), where it is written
//! `submission-received`. A message says where and what; its `.remedy` says what now.
//!
//! ```
//! use messages::{Catalogue, codes};
//! use vocab::Language;
//!
//! let catalogue = Catalogue::new();
//! let told = catalogue.text(Language::French, codes::FORM_UNKNOWN, &[("form", "baseline".into())]);
//! assert_eq!(told, "Il n’y a pas de formulaire « baseline » ici.");
//! assert!(catalogue.remedy(Language::French, codes::FORM_UNKNOWN, &[]).is_some());
//! ```
//!
//! # How to add a message
//! 1. Write it in `locales/en/server.ftl`, with a `.remedy` unless there is nothing to do.
//! 2. Write the same id with the same variables in `fr/` and `rn/`.
//! 3. Add a constant in `src/codes.rs`. The tests of this crate name whatever was forgotten.

mod catalogue;
pub mod codes;

pub use catalogue::{Arg, Catalogue};
