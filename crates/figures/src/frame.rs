//! What a round was to cover.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use vocab::{AdminLevel, Pcode, RoundNumber};

/// The round that figures are computed for, and the places it expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundFrame {
    /// Code of the operation.
    pub operation: String,
    /// Code of the exercise.
    pub exercise: String,
    /// The round.
    pub round: RoundNumber,
    /// The places the round expected, each with the places it lies in: from the country down to the place itself.
    /// Empty when nobody has said.
    pub expected: Vec<Vec<Pcode>>,
}

impl RoundFrame {
    /// The deepest level at which places are expected.
    pub(crate) fn deepest(&self) -> Option<AdminLevel> {
        let deepest = self.expected.iter().map(Vec::len).max()?.checked_sub(1)?;
        u8::try_from(deepest).ok().map(AdminLevel)
    }

    /// Expected places at a level: the expected ones themselves and those they lie in.
    pub(crate) fn places_at(&self, level: AdminLevel) -> BTreeSet<&Pcode> {
        self.expected.iter().filter_map(|lineage| lineage.get(usize::from(level.0))).collect()
    }

    /// For each place at `level`, how many of the places expected at `counted` lie in it.
    pub(crate) fn expected_within(&self, level: AdminLevel, counted: AdminLevel) -> BTreeMap<&Pcode, u64> {
        let lineages = self.expected.iter();
        let pairs: BTreeSet<(&Pcode, &Pcode)> = lineages
            .filter_map(|lineage| Some((lineage.get(usize::from(level.0))?, lineage.get(usize::from(counted.0))?)))
            .collect();
        let mut counts = BTreeMap::new();
        for (place, _) in pairs {
            *counts.entry(place).or_insert(0) += 1;
        }
        counts
    }
}
