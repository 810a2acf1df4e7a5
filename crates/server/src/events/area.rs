//! How an event stands in one place.

use super::{cover::GROUP, state::AreaState, update::Update};
use estimate::{EventUpdate, Overlay, PlaceId, StockRow, overlay};
use serde::Serialize;
use std::collections::BTreeSet;
use vocab::Pcode;

/// An event in one place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Area {
    /// Where the people are.
    pub place: Pcode,
    /// How it stands there.
    #[serde(flatten)]
    pub state: AreaState,
    /// The latest approved update, which alone says how many are displaced.
    pub latest: Option<Update>,
    /// How many come on top of what a round counted before the latest update; none where no round has.
    pub beyond: Option<i64>,
    /// The latest update that a round counted, if it is not the latest of all.
    #[serde(skip)]
    pub counted: Option<Update>,
    /// The last round that counted an update.
    pub absorbed_by_round: Option<u32>,
    /// The last round that counted some of the place since the latest update, and not all of it.
    pub partly_counted_by: Option<u32>,
    /// All updates but rejected ones, by number.
    pub updates: Vec<Update>,
}

/// `updates` in the order of their numbers, `rows` of the place only; `rounds` are those there are.
pub(super) fn area(place: Pcode, updates: Vec<Update>, rows: &[StockRow], rounds: &BTreeSet<u32>) -> Area {
    let approved: Vec<&Update> = updates.iter().filter(|update| update.counts()).collect();
    let latest = approved.last().map(|update| (*update).clone());
    // What a round absorbs is told by the days; an update without a number is absorbed like the others.
    let chain: Vec<EventUpdate> = approved.iter().map(|update| in_chain(update)).collect();
    let mut area = Area {
        place,
        state: AreaState::Unconfirmed,
        latest,
        beyond: None,
        counted: None,
        absorbed_by_round: None,
        partly_counted_by: None,
        updates: Vec::new(),
    };
    match (area.latest.clone(), overlay(rows, &chain)) {
        (None, _) => {}
        (Some(_), Err(_)) => area.state = AreaState::Contradictory,
        (Some(Update { closed: Some(because), said_absorbed_by, .. }), Ok(_)) => {
            // A round that is not there has counted nobody.
            let said = said_absorbed_by.filter(|round| rounds.contains(round));
            area.state = said.map_or(AreaState::Closed { because }, |round| AreaState::Absorbed { round });
        }
        (Some(latest), Ok(found)) => area.lay_over(&latest, &approved, &found),
    }
    area.updates = updates;
    area
}

impl Area {
    fn lay_over(&mut self, latest: &Update, approved: &[&Update], found: &Overlay) {
        let absorbed = found.absorbed.last();
        self.absorbed_by_round = absorbed.map(|absorbed| absorbed.absorbed_by_round.0);
        let Some(open) = found.overlay.first() else {
            self.state = self.absorbed_by_round.map_or(AreaState::Open, |round| AreaState::Absorbed { round });
            return;
        };
        self.state = AreaState::Open;
        self.partly_counted_by = open.partly.map(|round| round.0);
        let Some(absorbed) = absorbed else { return };
        let counted = approved.iter().find(|update| update.number == absorbed.update.update).copied();
        let known = counted.and_then(|update| update.individuals).and(latest.individuals);
        self.beyond = known.map(|_| open.beyond);
        self.counted = counted.cloned();
        if known.is_none() {
            // Some of them are in its number, and nobody knows how many.
            self.partly_counted_by = self.partly_counted_by.max(self.absorbed_by_round);
        }
    }
}

fn in_chain(update: &Update) -> EventUpdate {
    EventUpdate {
        event: update.event.clone(),
        update: update.number,
        place: PlaceId::from(update.place.as_str()),
        group: GROUP.to_owned(),
        as_of: update.day,
        count: update.individuals.unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use vocab::{RecordState, RoundNumber};

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, day).unwrap()
    }

    fn update(number: u32, of: u32, individuals: Option<u64>) -> Update {
        Update {
            record: i64::from(number),
            state: RecordState::Approved,
            event: "FLOOD".into(),
            place: "BDI012004".parse().unwrap(),
            number,
            day: day(of),
            individuals,
            households: None,
            trigger: None,
            began: None,
            source: None,
            closed: None,
            said_absorbed_by: None,
        }
    }

    /// Round 1 counted the whole commune on the 12th.
    fn stands(updates: Vec<Update>) -> Area {
        let (round, place, group) = (RoundNumber(1), "BDI012004".into(), GROUP.to_owned());
        let count = 500.into();
        let row = StockRow { round, place, group, counted_from: day(12), cut_off: day(12), whole: true, count };
        area("BDI012004".parse().unwrap(), updates, &[row], &BTreeSet::from([1]))
    }

    #[test]
    fn what_is_not_known_any_more_is_open_and_says_nothing_beyond_what_was_counted() {
        let found = stands(vec![update(1, 10, Some(300)), update(2, 20, None)]);
        assert_eq!((found.state, found.absorbed_by_round, found.beyond), (AreaState::Open, Some(1), None));
        assert_eq!((found.latest.unwrap().number, found.partly_counted_by), (2, Some(1)));
        let found = stands(vec![update(1, 9, Some(300)), update(2, 10, None)]);
        assert_eq!(found.state, AreaState::Absorbed { round: 1 }, "whoever they were, they are in its number");
        let found = stands(vec![update(1, 10, None), update(2, 20, Some(360))]);
        assert_eq!((found.state, found.beyond, found.partly_counted_by), (AreaState::Open, None, Some(1)));
        let found = stands(vec![update(1, 10, Some(300)), update(2, 20, Some(360))]);
        assert_eq!((found.beyond, found.partly_counted_by), (Some(60), None));
    }

    #[test]
    fn two_updates_of_one_number_contradict_each_other_with_or_without_a_number_of_people() {
        for second in [update(1, 20, None), update(1, 20, Some(310)), update(2, 19, None)] {
            let found = stands(vec![update(1, 20, Some(300)), second]);
            assert_eq!((found.state, found.beyond), (AreaState::Contradictory, None));
        }
    }

    #[test]
    fn a_round_that_is_not_there_has_counted_nobody() {
        let end =
            |round| Update { closed: Some("counted".into()), said_absorbed_by: Some(round), ..update(2, 20, None) };
        let closed = AreaState::Closed { because: "counted".into() };
        assert_eq!(stands(vec![update(1, 15, Some(300)), end(99)]).state, closed);
        assert_eq!(stands(vec![update(1, 15, Some(300)), end(1)]).state, AreaState::Absorbed { round: 1 });
    }
}
