//! Change between rounds: what anybody may see of how an indicator moved, and whether a line may be drawn over its rounds.
//!
//! Rounds are compared place by place, as the exercise tells places from each other, and as the snapshots hold them that the
//! public figures stand on. Which records tell of one place is what the list of sites says today ([`crate::sites::identities`]);
//! the figures themselves know nothing of it. Everything leaves through the gate of [`publish`].

mod areas;
mod carried_change;
mod elsewhere;
mod movements;
mod pair;
mod places;
mod recipes;
mod series;
mod splits;

pub use carried_change::{ChangeElsewhere, between_elsewhere};
pub use elsewhere::{Elsewhere, SeriesElsewhere, Tell, series_elsewhere};
pub use pair::{Asked, RoundChange, RoundTold, between};
pub use places::RoundPlaces;
pub use series::{Apart, RoundSeries, Why, series};

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

/// By the row of the round and the indicator.
type Kept = HashMap<(i32, String), Arc<RoundPlaces>>;

/// Places of rounds as they were read from snapshots.
#[derive(Debug, Clone, Default)]
pub struct ReadPlaces {
    kept: Arc<RwLock<Kept>>,
}

impl ReadPlaces {
    fn get(&self, round_id: i32, indicator: &str) -> Option<Arc<RoundPlaces>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        kept.get(&(round_id, indicator.to_owned())).cloned()
    }

    fn keep(&self, round_id: i32, indicator: &str, places: &Arc<RoundPlaces>) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        kept.insert((round_id, indicator.to_owned()), Arc::clone(places));
    }
}
