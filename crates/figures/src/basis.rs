//! What figures were computed with beside their snapshot. Kept with them, it lets anybody compute them again, whatever
//! indicators, forms, boundaries and lists of places have become since.

use crate::{frame::RoundFrame, indicator::Indicator};
use derived::Derived;
use serde::{Deserialize, Serialize};
use vocab::Schema;

/// Indicators, expected places and the columns that the snapshot was written with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Basis {
    /// The round, and the places it expected.
    pub frame: RoundFrame,
    /// The form's columns.
    pub schema: Schema,
    /// What is worked out of the records before they are frozen, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub derived: Vec<Derived>,
    /// The indicators, whole.
    pub indicators: Vec<Indicator>,
}

impl Basis {
    /// As it is kept. The same basis gives the same bytes.
    ///
    /// # Errors
    /// None for what our types hold: string keys and finite numbers.
    pub fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }

    /// Reads what was kept.
    ///
    /// # Errors
    /// When these bytes are no basis.
    pub fn read(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }
}
