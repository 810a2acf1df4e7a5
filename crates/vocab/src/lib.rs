//! The words everyone in Inzira shares: identifiers and the few types that cross crate borders.
//!
//! Nothing here knows SQL, HTTP, the clock or the environment. What a crate needs of time or chance it is handed as a
//! [`Clock`] or a [`Randomness`], so that the same input gives the same bytes.
//!
//! ```
//! use vocab::{Pcode, Language, Text};
//! let muyinga: Pcode = "BDI012".parse()?;
//! assert_eq!(muyinga.as_str(), "BDI012");
//! let label = Text::new("Households").with(Language::French, "Ménages");
//! assert_eq!(label.in_language(Language::Kirundi), "Households"); // falls back to English, never to nothing
//! # Ok::<(), vocab::PcodeError>(())
//! ```
//!
//! To add a word: one file, named for it, re-exported here.

mod answer;
mod answer_read;
mod chance;
mod clock;
mod column;
mod confidence;
mod figure;
mod language;
mod pcode;
mod people;
mod record;
mod round;
mod secret_chance;
mod stage;

pub use answer::{Answer, Missing, Point, Value};
pub use chance::{Randomness, SeededRandomness, SystemRandomness};
pub use clock::{Clock, FixedClock, SystemClock};
pub use column::{Column, ColumnType, Schema, Sensitivity, Sharing};
pub use confidence::{Borrowed, Confidence, Grade, GradePart, Ratio};
pub use figure::{Coverage, Figure, FigureKey, FigurePath, FigurePathError, TOTAL};
pub use language::{Language, Text, UnknownLanguage};
pub use pcode::{AdminLevel, Pcode, PcodeError};
pub use people::{AgeBand, AgeBandError, Sex};
pub use record::{Record, RecordKey, RecordSource, RecordState};
pub use round::{Period, PeriodError, RoundNumber};
pub use secret_chance::SecretRandomness;
pub use stage::{RoundFacts, RoundStage, StageProblem};
