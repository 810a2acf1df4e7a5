//! Indicators: what to count, as data.

mod read;
mod values_from;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vocab::{AdminLevel, Sharing, Text};

pub use values_from::ValuesFrom;
pub use vocab::TOTAL;

/// Value of a dimension for records that do not say.
pub const NOT_REPORTED: &str = "not_reported";

/// What is counted, over which records, broken down how. One reviewable TOML file each.
///
/// A figure is the sum of `value` over the records of a place that have one; of a share, 100 times that sum over the sum of
/// `per`, over the records that have both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// What the indicator is known by; lower case letters, digits and `_`.
    pub code: String,
    /// Changes whenever the numbers could.
    pub version: String,
    /// What people read.
    pub name: Text,
    /// What is counted. Households are not individuals.
    pub unit: Unit,
    /// HXL hashtag with its attributes.
    pub hxl: String,
    /// Who may see the figures.
    pub sharing: Sharing,
    /// How the number comes about, in a sentence.
    pub method: Text,
    /// What is our choice rather than anybody's rule, said beside the figure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipe_note: Option<Text>,
    /// The exercises it is computed for, and at which levels.
    pub exercises: Vec<Applies>,
    /// SQL over the snapshot's columns: one record's contribution.
    pub value: String,
    /// Of a share: SQL for one record's contribution to what it is a share of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
    /// The column with each record's grade, A to D: figures then say how far they may be relied upon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<String>,
    /// SQL condition for records that stand on a borrowed mean: figures then say how much of them does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marked: Option<String>,
    /// Of records that follow one another, only the last counts: a stock that numbered updates tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latest: Option<Latest>,
    /// SQL condition; records for which it does not hold do not belong to the indicator at all. It is asked of the last ones
    /// only where there is a `latest`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<String>,
    /// Whether already the total could point at people: then totals and what they are broken down by pass disclosure control
    /// together.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub protected: bool,
    /// How the number is broken down, beside the total.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub disaggregations: Vec<Disaggregation>,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// People.
    Individuals,
    /// Households.
    Households,
    /// Places.
    Sites,
    /// A share, from 0 to 100: never added up, but worked out anew at each level.
    Percent,
}

/// Which records follow one another, and by what.
///
/// The record with the highest number is the last. Only approved records are there to be compared: when the last is rejected, the
/// one before it is the last again. Where two have the highest number, or a record lacks its number or what it is of, nothing is
/// chosen: those records are left out as *missing*, so that the figure says that it is not whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Latest {
    /// Text columns: records with the same answers to all of them follow one another.
    pub of: Vec<String>,
    /// The column with their number.
    pub by: String,
}

impl Latest {
    /// Every column it needs.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &String> {
        self.of.iter().chain([&self.by])
    }
}

/// An exercise an indicator is computed for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Applies {
    /// Code of the exercise.
    pub code: String,
    /// Levels of the places figures are made for.
    pub levels: Vec<AdminLevel>,
}

/// A way to break the number down: by columns that hold parts of it (`cells`), or by what a column says (`by`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disaggregation {
    /// Its name, `sex_age` or `reason`; `total` is taken.
    pub name: String,
    /// Whether small counts could point at people, so that publication must apply disclosure control.
    #[serde(default)]
    pub protected: bool,
    /// What it is broken down by.
    pub dimensions: Vec<Dimension>,
    /// A text column whose values are the one dimension's; a record without one is [`NOT_REPORTED`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Where each part is found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<Cell>,
}

/// One direction of breaking down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// Its name: `sex`, `age_band`, `reason`.
    pub name: String,
    /// What people read.
    pub label: Text,
    /// Its values, in the order they are shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<DimensionValue>,
    /// Instead of values: the level of the boundaries whose p-codes they are, with the names that the boundaries have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub values_from: Option<ValuesFrom>,
}

/// A value of a dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DimensionValue {
    /// Its code.
    pub code: String,
    /// What people read.
    pub label: Text,
    /// What a `by` column says for it; the code itself unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
}

/// One part of the number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// Value of each dimension.
    pub at: BTreeMap<String, String>,
    /// SQL over the snapshot's columns: one record's contribution.
    pub value: String,
}

impl Indicator {
    /// The levels it is computed at in an exercise; none if it is not made for it.
    pub fn levels_in(&self, exercise: &str) -> Option<&[AdminLevel]> {
        self.exercises.iter().find(|applies| applies.code == exercise).map(|applies| applies.levels.as_slice())
    }

    /// The disaggregation of that name; none for [`TOTAL`], which has no description of its own.
    pub fn disaggregation(&self, name: &str) -> Option<&Disaggregation> {
        self.disaggregations.iter().find(|disaggregation| disaggregation.name == name)
    }
}

impl Disaggregation {
    /// The code for what a `by` column says: the declared one, or the text itself, or [`NOT_REPORTED`].
    pub(crate) fn code_of(&self, written: Option<&str>) -> String {
        let Some(written) = written.filter(|text| !text.trim().is_empty()) else { return NOT_REPORTED.to_owned() };
        let declared = self.dimensions.iter().flat_map(|dimension| &dimension.values);
        let matching = declared.clone().find(|value| value.written.as_deref().unwrap_or(&value.code) == written);
        matching.map_or_else(|| written.to_owned(), |value| value.code.clone())
    }
}
