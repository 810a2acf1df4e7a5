//! Real files come in: a workbook, CSV or JSON document is read through a [`Mapping`] (data, not code) into records, with
//! a report that accounts for every row.
//!
//! Nothing is guessed. A value that does not parse is set aside or refuses its row, as the mapping says, and never
//! becomes an empty answer or a zero; a p-code that is not in the boundaries refuses its row, with the places it could
//! have meant; a name alone places nothing.
//!
//! ```
//! use imports::{Mapping, Options, PlaceLookup, SourceFile, read_file};
//! use vocab::{AdminLevel, Column, ColumnType, Pcode, RoundNumber, Schema, Text};
//!
//! // A mapping says where each question's answer is. Real ones lie in packs/*/mappings/.
//! let mapping = Mapping::from_toml("example.toml", r#"
//!     code = "example"
//!     version = "1"
//!     title = { en = "Two communes" }
//!     exercise = "baseline_subarea"
//!     form = "baseline_subarea"
//!     format = "csv"
//!     [places]
//!     levels = [{ level = 1, code = "pcode", name = "province" }]
//!     [questions]
//!     idp_individuals = { column = "idps", on_problem = "refuse_row" }
//! "#)?;
//!
//! // The form says what type an answer has.
//! let schema = Schema { columns: vec![Column {
//!     name: "idp_individuals".into(), kind: ColumnType::Integer, label: Text::new("IDPs"),
//!     sensitivity: Default::default(), sharing: Default::default(), choices: vec![], columns: vec![],
//! }] };
//!
//! // The boundaries say which p-codes exist.
//! struct Burundi;
//! impl PlaceLookup for Burundi {
//!     fn lineage(&self, pcode: &Pcode) -> Option<Vec<Pcode>> {
//!         (pcode.as_str() == "BDI012").then(|| vec!["BDI".parse().unwrap(), pcode.clone()])
//!     }
//!     fn name(&self, _: &Pcode) -> Option<String> { Some("Muyinga".into()) }
//!     fn propose(&self, _: &str, _: AdminLevel) -> Vec<(Pcode, String, f64)> {
//!         vec![("BDI012".parse().unwrap(), "Muyinga".into(), 0.9)]
//!     }
//! }
//!
//! let file = SourceFile { name: "example.csv", bytes: b"province,pcode,idps\nMuyinga,BDI012,13\nMuyinga,BDI12,nine\n" };
//! let options = Options { round: Some(RoundNumber(68)), ..Options::default() };
//! let import = read_file(&mapping, file, &options, &schema, &Burundi, &mut |_progress| {})?;
//! assert_eq!(import.records.len(), 1);
//! assert_eq!(import.report.refused(), 1);
//! let told = import.report.to_string();
//! assert!(told.contains("row 3, column B 'pcode', value 'BDI12': this p-code is not in the boundaries"));
//! assert!(told.contains("did you mean BDI012 (Muyinga)?"));
//! assert!(told.contains("row 3, column C 'idps', value 'nine': this is not a whole number"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! To add a source format, write a mapping: `docs/how-to-add-an-import.md`. To add a kind of source for an answer: a field
//! of `mapping::question::Question`, a variant of `question::Source`, its rules in `mapping::check`.

mod account;
mod columns;
mod convert;
mod error;
mod identity;
mod import;
mod limits;
mod mapping;
mod near;
mod places;
mod plan;
mod progress;
mod question;
mod recognise;
mod repeats;
mod report;
mod round;
mod source;
mod totals;
mod trouble;
mod whole;

pub use columns::{ColumnName, ColumnProblem};
pub use error::ImportError;
pub use import::{Import, Options, read_file};
pub use limits::{Limits, TooLarge};
pub use mapping::{Format, Mapping, MappingError, MappingProblem};
pub use places::PlaceLookup;
pub use progress::{Progress, Stage};
pub use recognise::recognise;
pub use report::{
    ImportReport, Problem, RowSpan, Severity, SheetReport, SkipReason, Skipped, TotalReport, UnreadSheet,
};
pub use source::{SourceFile, Visibility};
