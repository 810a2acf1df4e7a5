//! Figures: the numbers that leave, each with what it stands on.

use crate::{AdminLevel, Borrowed, Confidence, Missing, Pcode, Ratio, RoundNumber};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, str::FromStr};
use thiserror::Error;

/// The disaggregation every indicator has: everybody, no dimensions.
pub const TOTAL: &str = "total";

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
            path.push_str(&format!("/{dimension}={}", value.replace('%', "%25").replace('/', "%2F")));
        }
        path
    }
}

/// A figure's path taken apart. The level and the disaggregation are not in it: the place has the one, and the
/// dimensions tell the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigurePath {
    /// Code of the operation.
    pub operation: String,
    /// Code of the exercise.
    pub exercise: String,
    /// The round.
    pub round: RoundNumber,
    /// Code of the indicator.
    pub indicator: String,
    /// The place.
    pub place: Pcode,
    /// Value of each dimension.
    pub dimensions: BTreeMap<String, String>,
}

/// A text that is no figure's path.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("'{0}' is no figure; write operation/exercise/round/indicator/place, then /dimension=value for a part of it")]
pub struct FigurePathError(pub String);

impl FromStr for FigurePath {
    type Err = FigurePathError;
    fn from_str(text: &str) -> Result<Self, FigurePathError> {
        let read = || {
            let mut parts = text.trim_matches('/').split('/');
            let path = Self {
                operation: parts.next()?.to_owned(),
                exercise: parts.next()?.to_owned(),
                round: RoundNumber(parts.next()?.parse().ok()?),
                indicator: parts.next()?.to_owned(),
                place: parts.next()?.parse().ok()?,
                dimensions: parts.map(dimension).collect::<Option<_>>()?,
            };
            let named = [&path.operation, &path.exercise, &path.indicator].iter().all(|code| !code.is_empty());
            named.then_some(path)
        };
        read().ok_or_else(|| FigurePathError(text.to_owned()))
    }
}

fn dimension(part: &str) -> Option<(String, String)> {
    let (dimension, value) = part.split_once('=')?;
    Some((dimension.to_owned(), value.replace("%2F", "/").replace("%25", "%")))
}

/// How much of what was to be assessed lies behind a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Coverage {
    /// Places with at least one record that has the answer, or to which the question does not apply.
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
    /// How far the number may be relied upon, where its records are graded. Carried by totals, not by their parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// What of the number stands on a borrowed mean, where that is told. Carried by totals, not by their parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub borrowed: Option<Borrowed>,
    /// The two sums of a share; none for a figure that is a sum itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ratio: Option<Ratio>,
    /// Names and versions of the recipes that worked out what is added up, in the order they were applied.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipes: Vec<String>,
    /// Version of the indicator.
    pub indicator_version: String,
    /// Name of the method, for people.
    pub method: String,
    /// SHA-256 of the snapshot's bytes, in hex.
    pub snapshot: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(reason: &str) -> FigureKey {
        FigureKey {
            operation: "tcd".into(),
            exercise: "baseline_subarea".into(),
            round: RoundNumber(3),
            indicator: "idps_individuals".into(),
            level: AdminLevel(1),
            place: "TCD07".parse().unwrap(),
            disaggregation: "reason".into(),
            dimensions: BTreeMap::from([("reason".into(), reason.into())]),
        }
    }

    #[test]
    fn a_path_reads_back_whatever_a_value_holds() {
        assert_eq!(key("conflict").path(), "tcd/baseline_subarea/3/idps_individuals/TCD07/reason=conflict");
        for reason in ["conflict", "Conflict; Natural disaster", "land/water", "50%2F = half"] {
            let path: FigurePath = key(reason).path().parse().unwrap();
            assert_eq!(path.dimensions, key(reason).dimensions);
            assert_eq!((path.round, path.place.as_str()), (RoundNumber(3), "TCD07"));
        }
    }

    #[test]
    fn what_is_no_path_is_refused() {
        for text in ["", "a/b/c", "a/b/x/d/TCD07", "a/b/1/d/Buja Rural", "a/b/1/d/TCD07/reason", "a//1/d/TCD07"] {
            assert!(text.parse::<FigurePath>().is_err(), "{text}");
        }
    }
}
