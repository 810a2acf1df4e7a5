//! From approved records to figures, each with what it stands on.
//!
//! ```
//! # use figures::{Engine, Indicator, RoundFrame, write_snapshot};
//! # use vocab::{Answer, Column, ColumnType, Record, RecordKey, RecordSource, RoundNumber, Schema, Sensitivity, Sharing, Text, Value};
//! # let schema = Schema { columns: vec![Column {
//! #     name: "idp_individuals".into(), kind: ColumnType::Integer, label: Text::new("IDPs"), sensitivity: Sensitivity::None,
//! #     sharing: Sharing::Public, choices: vec![], columns: vec![] }] };
//! # let place = |code: &str| code.parse::<vocab::Pcode>().unwrap();
//! # let records = vec![Record { key: RecordKey::submission("uuid:1"),
//! #     source: RecordSource::Submission { instance_id: "uuid:1".into(), version: 1 },
//! #     places: vec![place("BDI"), place("BDI012")],
//! #     answers: [("idp_individuals".to_owned(), Answer::from(Value::Integer(68)))].into_iter().collect() }];
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! let indicator = Indicator::read("idps.toml", r##"
//!     code = "idps"
//!     version = "1.0.0"
//!     name = { en = "Internally displaced people" }
//!     unit = "individuals"
//!     hxl = "#affected+idps+ind"
//!     sharing = "public"
//!     method = { en = "Sum over key informants" }
//!     exercises = [{ code = "baseline", levels = [0, 1] }]
//!     value = "idp_individuals"
//! "##)?;
//! let snapshot = write_snapshot(&schema, &records)?;
//! let frame = RoundFrame {
//!     operation: "bdi".into(),
//!     exercise: "baseline".into(),
//!     round: RoundNumber(1),
//!     expected: vec![vec![place("BDI"), place("BDI012")], vec![place("BDI"), place("BDI013")]],
//! };
//! let figures = Engine::new().compute(&snapshot.bytes, &[indicator], &frame).await?;
//! assert_eq!(figures[0].value, Some(68.0)); // BDI
//! assert_eq!((figures[0].coverage.assessed, figures[0].coverage.expected), (1, 2));
//! assert_eq!(figures[2].value, None); // BDI013 was not assessed: that is not zero
//! # Ok::<(), Box<dyn std::error::Error>>(()) }).unwrap();
//! ```
//!
//! To add an indicator: one TOML file in a pack's `indicators/`; no Rust. [`Engine::check`] says whether it fits a form.
//!
//! This is the only crate that knows DataFusion and Arrow; nothing of them shows on its face.

mod basis;
mod check;
mod compute;
mod confidence;
mod engine;
mod error;
mod explain;
mod expression;
mod frame;
mod indicator;
mod latest;
mod rows;
mod snapshot;
mod tally;

pub use basis::Basis;
pub use confidence::{grade_recipe, graded};
pub use engine::Engine;
pub use error::{ComputeError, IndicatorProblem, IndicatorProblems, SnapshotError, SnapshotProblem};
pub use explain::{Contribution, Explanation, Omission, Superseded};
pub use frame::RoundFrame;
pub use indicator::{
    Applies, Cell, Dimension, DimensionValue, Disaggregation, Indicator, Latest, NOT_REPORTED, TOTAL, Unit, ValuesFrom,
};
pub use rows::PlaceRow;
pub use snapshot::{Snapshot, Table, recipes_of, same_rows, snapshot_name, write_snapshot, write_worked_out};
