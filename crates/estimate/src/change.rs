//! Change from one round to the next: what the reasons explain, and what only the coverage explains.

mod account;
mod definition;
mod panel;
mod rounds;

pub use account::{Account, AccountError, Movement, account};
pub use definition::{Definition, DefinitionPart, Difference};
pub use panel::{LikeForLike, like_for_like};
pub use rounds::{
    Comparison, ComparisonRefused, NotAssessed, PlaceGroup, PlainTrendRefused, RoundCounts, Standing, compare,
};

use crate::whole::{TooLarge, difference, ratio};
use serde::{Deserialize, Serialize};

/// Change of a count between two rounds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Before.
    pub before: u64,
    /// After.
    pub after: u64,
    /// After − before.
    pub net: i64,
    /// Net / before; none where there was nobody before.
    pub relative: Option<f64>,
}

impl Change {
    pub(crate) fn between(before: u64, after: u64) -> Result<Self, TooLarge> {
        let net = difference(after, before)?;
        Ok(Self { before, after, net, relative: ratio(net, before) })
    }
}
