//! Figures: the numbers that leave, each with what it stands on.

use crate::{AdminLevel, Missing, Pcode, RoundNumber};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a figure is of: indicator × place × round × disaggregation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FigureKey {
    /// Code of the operation.
    pub operation: String,
    /// Code of the exercise.
    pub exercise: String,
    /// The round.
    pub round: RoundNumber,
    /// Code of the indicator.
    pub indicator: String,
    /// Depth of the place.
    pub level: AdminLevel,
    /// The place.
    pub place: Pcode,
    /// Name of the disaggregation; `total` has no dimensions.
    pub disaggregation: String,
    /// Value of each dimension (`sex` → `female`, `age_band` → `1-5`, `reason` → `conflict`).
    pub dimensions: BTreeMap<String, String>,
}

impl FigureKey {
    /// The key as one line, for `inzira explain` and for links:
    /// `operation/exercise/round/indicator/place[/dimension=value…]`.
    pub fn path(&self) -> String {
        let Self { operation, exercise, round, indicator, place, .. } = self;
        let mut path = format!("{operation}/{exercise}/{round}/{indicator}/{place}");
        for (dimension, value) in &self.dimensions {
            path.push_str(&format!("/{dimension}={value}"));
        }
        path
    }
}

/// How much of what was to be assessed lies behind a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Coverage {
    /// Places with at least one contributing record.
    pub assessed: u64,
    /// Places the round expected.
    pub expected: u64,
    /// The level the places are counted at.
    pub level: AdminLevel,
}

/// A number with what it stands on. `value` is absent rather than zero where nothing was assessed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// What it is of.
    #[serde(flatten)]
    pub key: FigureKey,
    /// The number; counts are whole.
    pub value: Option<f64>,
    /// Why there is no number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<Missing>,
    /// Contributing records.
    pub records: u64,
    /// Records of the place and round that should have contributed but hold no answer (not given, or not accessible;
    /// not those the question does not apply to). The number leaves them out, and whoever shows it must say so.
    #[serde(default)]
    pub omitted: u64,
    /// How much was covered.
    pub coverage: Coverage,
    /// Version of the indicator.
    pub indicator_version: String,
    /// Name of the method, for people.
    pub method: String,
    /// SHA-256 of the snapshot's bytes, in hex.
    pub snapshot: String,
}
