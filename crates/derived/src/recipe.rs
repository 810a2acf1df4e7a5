//! What was applied to a round's records, kept with its snapshot.

use crate::Derived;
use crate::columns::{BASIS, beside};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A recipe with its parameters, and the columns it made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recipe {
    /// Name and version: `key-informants/1`.
    pub version: String,
    /// What was worked out, with every parameter.
    pub parameters: Derived,
    /// The columns it made.
    pub columns: Vec<String>,
    /// The columns it made them of.
    pub of: Vec<String>,
}

/// Largest remainder has no parameters of its own, so the version is the rule's.
const LARGEST_REMAINDER: &str = "largest-remainder/1";

impl Recipe {
    /// What applying it means.
    pub(crate) fn of(derived: &Derived) -> Self {
        let version = match derived {
            Derived::Triangulate(one) => one.recipe.version.clone(),
            Derived::People(one) => one.recipe.version.clone(),
            Derived::Apportion(_) => LARGEST_REMAINDER.to_owned(),
        };
        Self {
            version,
            parameters: derived.clone(),
            columns: derived.typed_columns().into_iter().map(|(name, ..)| name).collect(),
            of: derived.inputs().into_iter().map(str::to_owned).collect(),
        }
    }

    /// The column that says of each record how its number came about.
    pub fn basis(&self) -> String {
        beside(self.parameters.name(), BASIS)
    }
}

/// The recipes, in the order they were applied, that stand behind any of `columns`: those that made them, and those that made
/// what they were made of.
pub fn used<'a>(recipes: &'a [Recipe], columns: &BTreeSet<String>) -> Vec<&'a Recipe> {
    let mut needed = columns.clone();
    let mut used: Vec<&Recipe> = Vec::new();
    for recipe in recipes.iter().rev().filter(|recipe| !recipe.columns.is_empty()) {
        if recipe.columns.iter().any(|column| needed.contains(column)) {
            needed.extend(recipe.of.iter().cloned());
            used.push(recipe);
        }
    }
    used.reverse();
    used
}
