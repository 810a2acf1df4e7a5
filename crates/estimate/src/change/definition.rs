//! What a count is a count of. Two counts that differ in this have no trend.

use crate::{SeriesKind, Unit};
use messages::{Arg, codes};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What is counted, how, of whom, and within which boundaries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// Code of the indicator.
    pub indicator: String,
    /// Its version.
    pub indicator_version: String,
    /// What is counted.
    pub unit: Unit,
    /// Stock, flow, event or registration.
    pub kind: SeriesKind,
    /// Code of the population group.
    pub population_group: String,
    /// Code of the boundary version the places are of. Counts that a crosswalk has carried to another version have that one.
    pub boundary_version: String,
    /// The rule by which the places were chosen, with its parameters; none where no rule is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<String>,
    /// What worked out the numbers that are added up, each with its version and a mark of its parameters; empty where nothing
    /// was worked out, and of rounds that are older than the keeping of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipes: Vec<String>,
}

/// A part of a [`Definition`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DefinitionPart {
    /// The indicator.
    Indicator,
    /// Its version.
    IndicatorVersion,
    /// The unit.
    Unit,
    /// The kind of series.
    Kind,
    /// The population group.
    PopulationGroup,
    /// The boundaries.
    BoundaryVersion,
    /// The rule by which places were chosen.
    Sample,
    /// What the numbers were worked out with.
    Recipes,
}

impl DefinitionPart {
    /// As it is stored, and as messages choose their words by.
    pub fn code(self) -> &'static str {
        match self {
            Self::Indicator => "indicator",
            Self::IndicatorVersion => "indicator_version",
            Self::Unit => "unit",
            Self::Kind => "kind",
            Self::PopulationGroup => "population_group",
            Self::BoundaryVersion => "boundary_version",
            Self::Sample => "sample",
            Self::Recipes => "recipes",
        }
    }
}

impl fmt::Display for DefinitionPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code().replace('_', " "))
    }
}

/// Something in which two definitions differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// In what.
    pub part: DefinitionPart,
    /// The earlier round's.
    pub before: String,
    /// The later round's.
    pub after: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: '{}' before, '{}' after", self.part, self.before, self.after)
    }
}

impl Difference {
    /// The message's code in the catalogue.
    pub fn code(&self) -> &'static str {
        codes::ESTIMATE_DEFINITION_DIFFERS
    }

    /// The values for the message.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        vec![
            ("part", self.part.code().into()),
            ("before", self.before.clone().into()),
            ("after", self.after.clone().into()),
        ]
    }
}

impl Definition {
    /// Everything in which a later definition differs from this one. Where only one of them keeps a rule for its places, which
    /// places differ is for the comparison to say; recipes that only one of them names are no difference that anybody knows of.
    pub fn differences(&self, after: &Self) -> Vec<Difference> {
        let parts = [
            (DefinitionPart::Indicator, &*self.indicator, &*after.indicator),
            (DefinitionPart::IndicatorVersion, &self.indicator_version, &after.indicator_version),
            (DefinitionPart::Unit, self.unit.code(), after.unit.code()),
            (DefinitionPart::Kind, self.kind.code(), after.kind.code()),
            (DefinitionPart::PopulationGroup, &self.population_group, &after.population_group),
            (DefinitionPart::BoundaryVersion, &self.boundary_version, &after.boundary_version),
        ];
        let rules = self.sample.as_deref().zip(after.sample.as_deref());
        let rules = rules.map(|(before, after)| (DefinitionPart::Sample, before, after));
        let (worked_before, worked_after) = (self.recipes.join(", "), after.recipes.join(", "));
        let both_known = !worked_before.is_empty() && !worked_after.is_empty();
        let recipes = both_known.then_some((DefinitionPart::Recipes, &*worked_before, &*worked_after));
        let different = parts.into_iter().chain(rules).chain(recipes).filter(|(_, before, after)| before != after);
        different
            .map(|(part, before, after)| Difference { part, before: before.to_owned(), after: after.to_owned() })
            .collect()
    }
}
