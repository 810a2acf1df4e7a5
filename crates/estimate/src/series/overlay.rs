//! Event tracking between rounds: an overlay on the stock until a round has absorbed it.
//!
//! Emergency event tracking publishes numbered updates of each event (IOM DTM Sudan, *Emergency Event Tracking*). A round that
//! later counts the same place counts these people too. When an update is absorbed, and what an update after that still adds,
//! is a **recipe of Inzira** ([`Overlay::RECIPE`]), not an official rule.

use crate::whole::{MOST, TooLarge, difference, sum};
use crate::{Count, PlaceId};
use chrono::NaiveDate;
use messages::{Arg, codes};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use thiserror::Error;
use vocab::RoundNumber;

/// What a round says of a group in a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockRow {
    /// The round.
    pub round: RoundNumber,
    /// The place.
    pub place: PlaceId,
    /// The population group.
    pub group: String,
    /// The first day that a part of the place was counted on.
    pub counted_from: NaiveDate,
    /// The last day that a part of it was counted on.
    pub cut_off: NaiveDate,
    /// Whether all parts of the place were counted, and the number no longer changes.
    pub whole: bool,
    /// The number, or why there is none.
    pub count: Count,
}

/// One numbered update on an event: how many of the group the event has brought to the place and are there still.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventUpdate {
    /// Code of the event.
    pub event: String,
    /// Number of the update, from 1. A later one replaces an earlier one; it does not come on top.
    pub update: u32,
    /// Where the people are.
    pub place: PlaceId,
    /// The population group.
    pub group: String,
    /// The day the number is for.
    pub as_of: NaiveDate,
    /// How many. 0 closes the event for the place: all have returned or settled.
    pub count: u64,
}

/// The latest update on an event in a place that no round has absorbed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverlayPart {
    /// The update.
    pub update: EventUpdate,
    /// What a round holds of this event in this place already; none if no round does.
    pub absorbed: Option<AbsorbedUpdate>,
    /// The update, less what was absorbed: how many come on top of the count of the round that absorbed it. Below zero where
    /// people have left since.
    pub beyond: i64,
    /// The last round that counted a part of the place on the update's day or later, and not all of it: some of these people
    /// may be in its number.
    pub partly: Option<RoundNumber>,
}

/// An update that a round has absorbed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbsorbedUpdate {
    /// The update.
    pub update: EventUpdate,
    /// The first round that counted the whole place at that day or later.
    pub absorbed_by_round: RoundNumber,
}

/// A stock, and beside it what event tracking knows beyond it. The two are shown side by side and not added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overlay {
    /// Name and version of the recipe.
    pub recipe: String,
    /// The latest round; none without rows.
    pub round: Option<RoundNumber>,
    /// The stock of the latest round, over the places it counted.
    pub stock: Count,
    /// Sum of what events add beyond it.
    pub beyond: i64,
    /// By event, place and group.
    pub overlay: Vec<OverlayPart>,
    /// The latest update absorbed of each event, place and group.
    pub absorbed: Vec<AbsorbedUpdate>,
    /// Updates that a later one of the same event, place and group has replaced.
    pub superseded: Vec<EventUpdate>,
}

impl Overlay {
    /// Name and version of the recipe.
    pub const RECIPE: &'static str = "event-overlay/2";
}

/// Why there is no overlay.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OverlayError {
    /// A round counts a group in a place twice.
    #[error("round {round} counts '{group}' in '{place}' twice")]
    RowTwice {
        /// The round.
        round: RoundNumber,
        /// The place.
        place: PlaceId,
        /// The group.
        group: String,
    },
    /// Two updates with one number, or a later number with an earlier date.
    #[error("the updates on event '{event}' in '{place}' are not in order at number {update}")]
    UpdatesNotInOrder {
        /// The event.
        event: String,
        /// The place.
        place: PlaceId,
        /// The update's number.
        update: u32,
    },
    /// Beyond what is added up exactly.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

impl OverlayError {
    /// The message's code in the catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::RowTwice { .. } => codes::ESTIMATE_ROW_TWICE,
            Self::UpdatesNotInOrder { .. } => codes::ESTIMATE_UPDATES_NOT_IN_ORDER,
            Self::TooLarge(_) => codes::ESTIMATE_TOO_LARGE,
        }
    }

    /// The values for the message.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::RowTwice { round, place, group } => {
                vec![("round", round.0.into()), ("place", place.as_str().into()), ("group", group.clone().into())]
            }
            Self::UpdatesNotInOrder { event, place, update } => {
                vec![("event", event.clone().into()), ("place", place.as_str().into()), ("update", (*update).into())]
            }
            Self::TooLarge(_) => vec![("limit", MOST.into())],
        }
    }
}

/// Lays event tracking over the stock of the latest round in `rows`.
///
/// An update is absorbed by the first round that counted the same group in the whole of the place, each part of it on the
/// update's day or later: nobody knows in which part the people are. A round that counted some parts only, or some of them
/// before, absorbs nothing; the overlay names it. Of the updates on an event in a place, the latest counts; if an earlier one
/// is absorbed, only what the latest says beyond that one is overlay.
///
/// A place that the latest round did not count stays unknown in it, also where an earlier round has absorbed its event: an old
/// count is not carried forward.
///
/// # Errors
/// For a group counted twice by a round, updates whose numbers and dates disagree, and sums beyond 2⁵³.
pub fn overlay(rows: &[StockRow], updates: &[EventUpdate]) -> Result<Overlay, OverlayError> {
    let counted = Counted::of(rows)?;
    let round = rows.iter().map(|row| row.round).max();
    let latest: Vec<Count> = rows.iter().filter(|row| Some(row.round) == round).map(|row| row.count).collect();
    let mut found = Overlay {
        recipe: Overlay::RECIPE.to_owned(),
        round,
        stock: Count::sum_of_given(&latest)?,
        beyond: 0,
        overlay: vec![],
        absorbed: vec![],
        superseded: vec![],
    };
    for chain in chains(updates)?.values() {
        found.add(chain, &counted)?;
    }
    Ok(found)
}

/// Where and when rounds counted whom: place and group → rounds, in the order of the days they began to count there.
struct Counted<'a>(BTreeMap<(&'a PlaceId, &'a str), BTreeSet<Days>>);

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Days {
    from: NaiveDate,
    round: RoundNumber,
    to: NaiveDate,
    whole: bool,
}

impl<'a> Counted<'a> {
    fn of(rows: &'a [StockRow]) -> Result<Self, OverlayError> {
        let mut seen = BTreeSet::new();
        let mut counted: BTreeMap<_, BTreeSet<Days>> = BTreeMap::new();
        for row in rows {
            if !seen.insert((row.round, &row.place, &row.group)) {
                let (place, group) = (row.place.clone(), row.group.clone());
                return Err(OverlayError::RowTwice { round: row.round, place, group });
            }
            if row.count.given().is_some() {
                let days = Days { from: row.counted_from, round: row.round, to: row.cut_off, whole: row.whole };
                counted.entry((&row.place, row.group.as_str())).or_default().insert(days);
            }
        }
        Ok(Self(counted))
    }

    fn rounds<'u>(&'u self, update: &'u EventUpdate) -> impl Iterator<Item = &'u Days> {
        self.0.get(&(&update.place, update.group.as_str())).into_iter().flatten()
    }

    fn absorbing(&self, update: &EventUpdate) -> Option<RoundNumber> {
        self.rounds(update).find(|days| days.whole && days.from >= update.as_of).map(|days| days.round)
    }

    /// Of an update that none absorbs.
    fn partly(&self, update: &EventUpdate) -> Option<RoundNumber> {
        self.rounds(update).filter(|days| days.to >= update.as_of).map(|days| days.round).max()
    }
}

type Chains<'a> = BTreeMap<(&'a str, &'a PlaceId, &'a str), Vec<&'a EventUpdate>>;

/// The updates of each event, place and group, in the order of their numbers.
fn chains(updates: &[EventUpdate]) -> Result<Chains<'_>, OverlayError> {
    let mut chains = Chains::new();
    for update in updates {
        chains.entry((&update.event, &update.place, &update.group)).or_default().push(update);
    }
    for chain in chains.values_mut() {
        chain.sort_by_key(|update| update.update);
        let broken = chain.windows(2).find_map(|pair| match pair {
            [earlier, later] if earlier.update == later.update || earlier.as_of > later.as_of => Some(*later),
            _ => None,
        });
        if let Some(EventUpdate { event, place, update, .. }) = broken {
            let (event, place, update) = (event.clone(), place.clone(), *update);
            return Err(OverlayError::UpdatesNotInOrder { event, place, update });
        }
    }
    Ok(chains)
}

impl Overlay {
    fn add(&mut self, chain: &[&EventUpdate], counted: &Counted<'_>) -> Result<(), TooLarge> {
        let absorbed: Vec<AbsorbedUpdate> = chain
            .iter()
            .filter_map(|update| {
                let absorbed_by_round = counted.absorbing(update)?;
                Some(AbsorbedUpdate { update: (*update).clone(), absorbed_by_round })
            })
            .collect();
        // Dates grow along the chain, so that what is absorbed is its beginning.
        let (open, absorbed) = (chain.get(absorbed.len()..).unwrap_or_default(), absorbed.into_iter().next_back());
        if let Some(latest) = open.last() {
            let held = absorbed.as_ref().map_or(0, |absorbed| absorbed.update.count);
            let beyond = difference(sum([latest.count])?, sum([held])?)?;
            self.beyond = self.beyond.checked_add(beyond).filter(|all| all.unsigned_abs() <= MOST).ok_or(TooLarge)?;
            let partly = counted.partly(latest);
            self.overlay.push(OverlayPart { update: (*latest).clone(), absorbed: absorbed.clone(), beyond, partly });
        }
        let current =
            [open.last().map(|update| update.update), absorbed.as_ref().map(|absorbed| absorbed.update.update)];
        let replaced = chain.iter().filter(|update| !current.contains(&Some(update.update)));
        self.superseded.extend(replaced.map(|update| (*update).clone()));
        self.absorbed.extend(absorbed);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use vocab::Missing;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2022, 4, day).unwrap()
    }

    fn row(round: u32, place: &str, cut_off: u32, count: impl Into<Count>) -> StockRow {
        let (round, place, group) = (RoundNumber(round), place.into(), "idp".into());
        let (counted_from, cut_off) = (day(cut_off), day(cut_off));
        StockRow { round, place, group, counted_from, cut_off, whole: true, count: count.into() }
    }

    fn update(event: &str, number: u32, place: &str, as_of: u32, count: u64) -> EventUpdate {
        let (event, place, group) = (event.into(), place.into(), "idp".into());
        EventUpdate { event, update: number, place, group, as_of: day(as_of), count }
    }

    #[test]
    fn an_event_is_an_overlay_until_a_round_counts_the_place() {
        let before = [row(1, "A", 5, 1_000)];
        let flood = [update("flood", 1, "A", 10, 300)];
        let found = overlay(&before, &flood).unwrap();
        assert_eq!((found.stock, found.beyond, found.absorbed.len()), (1_000.into(), 300, 0));
        let after = [before[0].clone(), row(2, "A", 20, 1_280)];
        let found = overlay(&after, &flood).unwrap();
        assert_eq!((found.stock, found.beyond, found.overlay.len()), (1_280.into(), 0, 0));
        assert_eq!(found.absorbed[0].absorbed_by_round, RoundNumber(2));
    }

    #[test]
    fn a_place_that_is_counted_in_part_or_in_part_too_early_absorbs_nothing_and_is_named() {
        let flood = [update("flood", 1, "A", 20, 300)];
        let early = StockRow { counted_from: day(12), ..row(2, "A", 25, 500) };
        let in_part = StockRow { whole: false, ..row(3, "A", 27, 500) };
        for partly in [&early, &in_part] {
            let found = overlay(std::slice::from_ref(partly), &flood).unwrap();
            assert_eq!((found.beyond, found.absorbed.len(), found.overlay[0].partly), (300, 0, Some(partly.round)));
        }
        let all = [row(1, "A", 12, 400), early.clone(), in_part.clone()];
        assert_eq!(overlay(&all, &flood).unwrap().overlay[0].partly, Some(RoundNumber(3)), "the last that did");
        assert_eq!(overlay(&all[..1], &flood).unwrap().overlay[0].partly, None, "counted before it");
        let found = overlay(&[early, in_part, row(4, "A", 28, 810)], &flood).unwrap();
        assert_eq!((found.overlay.len(), found.absorbed[0].absorbed_by_round), (0, RoundNumber(4)));
    }

    #[test]
    fn the_latest_update_replaces_the_earlier_ones() {
        let updates = [update("flood", 2, "A", 12, 450), update("flood", 1, "A", 10, 300)];
        let found = overlay(&[], &updates).unwrap();
        assert_eq!((found.beyond, found.overlay.len(), found.superseded[0].update), (450, 1, 1));
        assert_eq!((found.round, found.stock), (None, Count::absent(Missing::NotAssessed)));
    }

    #[test]
    fn after_a_round_only_what_is_beyond_the_absorbed_update_is_overlay() {
        let rows = [row(1, "A", 11, 1_300)];
        let more = [update("flood", 1, "A", 10, 300), update("flood", 2, "A", 15, 450)];
        let found = overlay(&rows, &more).unwrap();
        assert_eq!(found.beyond, 150);
        assert_eq!(found.overlay[0].absorbed.as_ref().unwrap().update.count, 300);
        let gone = [more[0].clone(), update("flood", 2, "A", 15, 0)];
        assert_eq!(overlay(&rows, &gone).unwrap().beyond, -300, "all have left since the round");
    }

    #[test]
    fn a_round_that_did_not_count_the_place_absorbs_nothing() {
        let unreached = Count::absent(Missing::NotAccessible);
        let rows = [row(1, "A", 20, unreached), row(1, "B", 20, 50)];
        let found = overlay(&rows, &[update("flood", 1, "A", 10, 300)]).unwrap();
        assert_eq!((found.stock, found.beyond, found.absorbed.len()), (50.into(), 300, 0));
    }

    #[test]
    fn other_groups_places_and_events_are_left_alone() {
        let rows = [row(1, "A", 20, 50)];
        let returnees = EventUpdate { group: "returnee".into(), ..update("flood", 1, "A", 10, 7) };
        let updates = [
            returnees,
            update("flood", 1, "B", 10, 11),
            update("flood", 1, "A", 10, 13),
            update("fire", 1, "A", 21, 17),
        ];
        let found = overlay(&rows, &updates).unwrap();
        assert_eq!((found.beyond, found.absorbed.len()), (7 + 11 + 17, 1));
    }

    #[test]
    fn rows_and_updates_that_contradict_each_other_are_refused() {
        let twice = [row(1, "A", 20, 50), row(1, "A", 21, 51)];
        assert_eq!(overlay(&twice, &[]).unwrap_err().code(), "estimate.row_twice");
        for second in [update("flood", 1, "A", 12, 5), update("flood", 2, "A", 9, 5)] {
            let refused = overlay(&[], &[update("flood", 1, "A", 10, 300), second]).unwrap_err();
            assert_eq!(refused.code(), "estimate.updates_not_in_order");
        }
    }

    proptest! {
        #[test]
        fn each_update_is_overlay_absorbed_or_superseded_and_each_only_once(
            rows in proptest::collection::btree_map((1_u32..4, 0_usize..3), 0_u64..500, 0..8),
            updates in proptest::collection::btree_map((0_usize..2, 0_usize..3, 1_u32..5), 0_u64..500, 0..12),
        ) {
            let places = ["A", "B", "C"];
            let rows: Vec<_> = rows.iter().map(|((round, place), count)| row(*round, places[*place], round * 6, *count)).collect();
            let updates: Vec<_> = updates.iter()
                .map(|((event, place, number), count)| update(["x", "y"][*event], *number, places[*place], number * 5, *count)).collect();
            let found = overlay(&rows, &updates).unwrap();
            let mut shown: Vec<EventUpdate> = found.overlay.iter().map(|part| part.update.clone()).collect();
            shown.extend(found.absorbed.iter().map(|absorbed| absorbed.update.clone()));
            shown.extend(found.superseded.clone());
            let key = |update: &EventUpdate| (update.event.clone(), update.place.clone(), update.update);
            shown.sort_by_key(key);
            let mut all = updates.clone();
            all.sort_by_key(key);
            prop_assert_eq!(shown, all);
            prop_assert_eq!(found.beyond, found.overlay.iter().map(|part| part.beyond).sum::<i64>());
        }
    }
}
