//! No double counting: what may be added to what.
//!
//! Stocks, flows, events and registrations are different series. The rules are recipes of Inzira after DTM's practice (event
//! tracking comes between rounds; flow monitoring counts movements, not people present); they are not an official rule.

mod overlay;
mod part;

pub use overlay::{AbsorbedUpdate, EventUpdate, Overlay, OverlayError, OverlayPart, StockRow, overlay};
pub use part::{CountedAt, PopulationPart, PopulationSum, SumProblem, SumRefused, add_up};

use serde::{Deserialize, Serialize};

/// What kind of number a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeriesKind {
    /// Who is in a place at a date, as a round estimates it.
    Stock,
    /// Who passes in a period. One person may pass many times.
    Flow,
    /// Who is displaced by one event, as tracked between rounds.
    Event,
    /// Who is registered, with names, at a date.
    Registration,
}

impl SeriesKind {
    /// As it is stored, and as messages choose their words by.
    pub fn code(self) -> &'static str {
        match self {
            Self::Stock => "stock",
            Self::Flow => "flow",
            Self::Event => "event",
            Self::Registration => "registration",
        }
    }
}

/// People registered for each person estimated in the same place at the same date: the two are shown side by side with this
/// ratio, and never merged. None where nobody is estimated.
pub fn registration_ratio(registered: u64, estimated: u64) -> Option<f64> {
    (estimated > 0).then(|| registered as f64 / estimated as f64)
}
