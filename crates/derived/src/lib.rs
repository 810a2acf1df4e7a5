//! Columns that are worked out of a round's approved records before these are frozen.
//!
//! A pack says as data what is worked out ([`Derived`]); [`work_out`] adds the columns, for each record the number or the
//! reason why there is none, and beside it how it came about. The rules themselves are in crate `estimate`. Nothing here reads
//! a clock, a file or a database, and nothing personal is read at all.
//!
//! ```
//! # use derived::{Derived, work_out};
//! # use vocab::{Answer, Record, RecordKey, RecordSource, Schema, Value};
//! let declared = r#"
//!     [[derived]]
//!     estimator = "triangulate"
//!     column = "people"
//!     label = { en = "People, triangulated" }
//!     repeat = "informants"
//!     count = "said"
//!     kind = "kind"
//!     weight = { by = "source", of = { list = 1.0, heard = 0.4 }, otherwise = 0.4 }
//! "#;
//! # #[derive(serde::Deserialize)] struct Declared { derived: Vec<Derived> }
//! # let declared: Declared = toml::from_str(declared)?;
//! # let said = |kind: &str, source: &str, number: i64| [
//! #     ("kind".to_owned(), Answer::from(Value::Choice(kind.into()))),
//! #     ("source".to_owned(), Answer::from(Value::Choice(source.into()))),
//! #     ("said".to_owned(), Answer::from(Value::Integer(number)))].into_iter().collect();
//! # let informants = vec![said("leader", "list", 120), said("teacher", "heard", 300)];
//! # let record = Record { key: RecordKey::submission("uuid:1"), places: vec!["BDI".parse()?],
//! #     source: RecordSource::Submission { instance_id: "uuid:1".into(), version: 1 },
//! #     answers: [("informants".to_owned(), Answer::from(Value::Repeat(informants)))].into_iter().collect() };
//! let found = work_out(&declared.derived, &Schema::default(), vec![record])?;
//! let answers = &found.records[0].answers;
//! assert_eq!(answers["people"].integer(), Some(120)); // who has a list weighs more than who heard of it
//! assert_eq!(answers["people_grade"].text(), Some("C")); // two who do not agree
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! To add an estimator: a file with its declaration and how it is worked out, a variant of [`Derived`], an example in
//! `docs/estimates.md`; the rule itself goes into crate `estimate`.

mod apportion;
mod check;
mod columns;
mod declared;
mod error;
mod people;
mod read;
mod recipe;
mod triangulate;
mod work;

pub use apportion::{Apportion, PartsBasis, SharePart};
pub use declared::Derived;
pub use error::DerivedError;
pub use people::{People, PeopleBasis};
pub use recipe::{Recipe, used};
pub use triangulate::{InformantSaid, InformantsBasis, Says, Triangulate, Weight};
pub use work::{WorkedOut, extended, work_out};
