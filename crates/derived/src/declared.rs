//! What a pack declares.

use crate::{Apportion, People, Triangulate};
use serde::{Deserialize, Serialize};

/// One thing to be worked out; a block `[[exercises.derived]]` of a pack.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "estimator", rename_all = "snake_case")]
pub enum Derived {
    /// One graded number of what several key informants say.
    Triangulate(Box<Triangulate>),
    /// People of households.
    People(People),
    /// A number divided into whole parts that add up to it.
    Apportion(Apportion),
}

impl Derived {
    /// What it is known by: the column, or what begins the names of its columns of method.
    pub fn name(&self) -> &str {
        match self {
            Self::Triangulate(one) => &one.column,
            Self::People(one) => &one.column,
            Self::Apportion(one) => &one.name,
        }
    }

    /// Whether what it works out of a record depends on that record alone. Where a mean or a pattern is borrowed from others, it
    /// does not.
    pub const fn is_of_each_alone(&self) -> bool {
        match self {
            Self::Triangulate(_) => true,
            Self::People(_) => false,
            Self::Apportion(one) => one.stratum.is_none(),
        }
    }
}
