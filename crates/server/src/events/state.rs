//! Whether an event is open, closed or counted by a round.

use serde::Serialize;

/// How an event stands in one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum AreaState {
    /// None of its updates is approved yet.
    Unconfirmed,
    /// The latest approved update says that people are displaced by it, and no round has counted them.
    Open,
    /// The latest approved update says that it is over.
    Closed {
        /// Why.
        because: String,
    },
    /// A round has counted the people of the latest approved update.
    Absorbed {
        /// Number of the round.
        round: u32,
    },
    /// Numbers and dates of its approved updates contradict each other: somebody has to reject one.
    Contradictory,
}

/// How an event stands in all its places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum EventState {
    /// Nothing of it is approved.
    Unconfirmed,
    /// It is open in one of its places at least.
    Open,
    /// It is over everywhere.
    Closed,
    /// Rounds have counted its people, where it is not over; the last of them.
    Absorbed {
        /// Number of the round.
        round: u32,
    },
}

impl EventState {
    /// From those of its places.
    pub fn of<'s>(areas: impl Iterator<Item = &'s AreaState>) -> Self {
        let (mut open, mut closed, mut absorbed) = (false, false, None);
        for area in areas {
            match area {
                AreaState::Open | AreaState::Contradictory => open = true,
                AreaState::Closed { .. } => closed = true,
                AreaState::Absorbed { round } => absorbed = absorbed.max(Some(*round)),
                AreaState::Unconfirmed => {}
            }
        }
        match (open, absorbed, closed) {
            (true, ..) => Self::Open,
            (_, Some(round), _) => Self::Absorbed { round },
            (.., true) => Self::Closed,
            _ => Self::Unconfirmed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_open_while_one_of_its_places_is() {
        let closed = || AreaState::Closed { because: "returned".to_owned() };
        let absorbed = |round| AreaState::Absorbed { round };
        let of = |areas: &[AreaState]| EventState::of(areas.iter());
        assert_eq!(of(&[]), EventState::Unconfirmed);
        assert_eq!(of(&[closed(), AreaState::Open, absorbed(2)]), EventState::Open);
        assert_eq!(of(&[closed(), AreaState::Contradictory]), EventState::Open);
        assert_eq!(of(&[absorbed(2), closed(), absorbed(1)]), EventState::Absorbed { round: 2 });
        assert_eq!(of(&[closed(), AreaState::Unconfirmed]), EventState::Closed);
        assert_eq!(of(&[AreaState::Unconfirmed]), EventState::Unconfirmed);
    }
}
