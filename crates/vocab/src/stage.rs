//! How far a round has come, and which way it goes on.
//!
//! ```text
//! planned ⇄ collecting ⇄ review → closed → published
//!                            ▲        │         │
//!                            └────────┴─────────┘   only as a new revision, with a reason
//! ```

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How far a round has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundStage {
    /// Its places and teams are being prepared; nothing joins it yet.
    Planned,
    /// Submissions join it.
    Collecting,
    /// Its records are being decided about; only what was assessed within its days still joins it.
    Review,
    /// Its records no longer change.
    Closed,
    /// Its figures are what it says, once and for all.
    Published,
}

/// What is known of a round when it is to move on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RoundFacts {
    /// Its records, whatever became of them.
    pub records: u64,
    /// Those that nobody has decided about.
    pub waiting: u64,
    /// Whether somebody said why records that wait stay out.
    pub waiting_explained: bool,
    /// Whether its figures are computed from its records as they are.
    pub figures_ready: bool,
}

/// Why a round does not move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum StageProblem {
    /// It is there already.
    #[error("the round is already {}", .0.code())]
    AlreadySo(RoundStage),
    /// There is no such move.
    #[error("a round does not go from {} to {}", from.code(), to.code())]
    NoSuchMove {
        /// Where it is.
        from: RoundStage,
        /// Where it should have gone.
        to: RoundStage,
    },
    /// It is closed: it changes only as a new revision.
    #[error("the round is {}; to change it, begin a new revision", .0.code())]
    Settled(RoundStage),
    /// It has records, so it is no plan any more.
    #[error("the round has {0} records")]
    HasRecords(u64),
    /// Records wait for review, and nobody said why they stay out.
    #[error("{0} records of the round wait for review")]
    RecordsWait(u64),
    /// Its figures are still being computed.
    #[error("the figures of the round are not computed yet")]
    FiguresNotReady,
    /// Only what is closed has revisions.
    #[error("the round is {}; only a closed round is corrected by a new revision", .0.code())]
    NotSettled(RoundStage),
}

impl RoundStage {
    /// All stages, in their order.
    pub const ALL: [Self; 5] = [Self::Planned, Self::Collecting, Self::Review, Self::Closed, Self::Published];

    /// As it is stored and shown in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Collecting => "collecting",
            Self::Review => "review",
            Self::Closed => "closed",
            Self::Published => "published",
        }
    }

    /// Reads a stored stage.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// Whether nothing of the round changes any more, short of a new revision.
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Closed | Self::Published)
    }

    /// Whether submissions may join a round of this stage, those that come late included.
    pub fn takes_submissions(self) -> bool {
        matches!(self, Self::Collecting | Self::Review)
    }

    /// Where a round may go from here, if its facts allow it.
    pub fn next(self) -> &'static [Self] {
        match self {
            Self::Planned => &[Self::Collecting],
            Self::Collecting => &[Self::Review, Self::Planned],
            Self::Review => &[Self::Closed, Self::Collecting],
            Self::Closed => &[Self::Published],
            Self::Published => &[],
        }
    }

    /// Whether a round may move to `to`.
    ///
    /// # Errors
    /// Why it may not.
    pub fn may_become(self, to: Self, facts: RoundFacts) -> Result<(), StageProblem> {
        if to == self {
            return Err(StageProblem::AlreadySo(self));
        }
        if !self.next().contains(&to) {
            let settled = self.is_settled() && !to.is_settled();
            return Err(if settled {
                StageProblem::Settled(self)
            } else {
                StageProblem::NoSuchMove { from: self, to }
            });
        }
        match to {
            Self::Planned if facts.records > 0 => Err(StageProblem::HasRecords(facts.records)),
            Self::Closed if facts.waiting > 0 && !facts.waiting_explained => {
                Err(StageProblem::RecordsWait(facts.waiting))
            }
            Self::Published if !facts.figures_ready => Err(StageProblem::FiguresNotReady),
            _ => Ok(()),
        }
    }

    /// Whether a new revision may begin, which puts the round back into review.
    ///
    /// # Errors
    /// Why it may not.
    pub fn may_be_revised(self, facts: RoundFacts) -> Result<(), StageProblem> {
        match (self.is_settled(), facts.figures_ready) {
            (false, _) => Err(StageProblem::NotSettled(self)),
            // What it said before has to stay readable.
            (true, false) => Err(StageProblem::FiguresNotReady),
            (true, true) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{RoundStage::*, *};

    const READY: RoundFacts = RoundFacts { records: 0, waiting: 0, waiting_explained: false, figures_ready: true };

    #[test]
    fn a_round_goes_from_planned_to_published_one_stage_after_the_other() {
        for pair in RoundStage::ALL.windows(2) {
            assert_eq!(pair[0].may_become(pair[1], READY), Ok(()), "{pair:?}");
        }
        let leaps = [(Planned, Review), (Planned, Closed), (Collecting, Closed), (Review, Published)];
        for (from, to) in leaps {
            assert_eq!(from.may_become(to, READY), Err(StageProblem::NoSuchMove { from, to }));
        }
    }

    #[test]
    fn it_goes_back_until_it_is_closed_and_not_after() {
        assert_eq!(Review.may_become(Collecting, READY), Ok(()));
        assert_eq!(Collecting.may_become(Planned, READY), Ok(()));
        let collected = RoundFacts { records: 3, ..READY };
        assert_eq!(Collecting.may_become(Planned, collected), Err(StageProblem::HasRecords(3)));
        for (from, to) in [(Closed, Review), (Closed, Collecting), (Published, Review), (Published, Planned)] {
            assert_eq!(from.may_become(to, READY), Err(StageProblem::Settled(from)));
        }
        assert_eq!(Published.may_become(Closed, READY), Err(StageProblem::NoSuchMove { from: Published, to: Closed }));
    }

    #[test]
    fn closing_needs_every_record_decided_or_a_word_why_some_stay_out() {
        let waiting = RoundFacts { records: 9, waiting: 2, ..READY };
        assert_eq!(Review.may_become(Closed, waiting), Err(StageProblem::RecordsWait(2)));
        assert_eq!(Review.may_become(Closed, RoundFacts { waiting_explained: true, ..waiting }), Ok(()));
    }

    #[test]
    fn publishing_and_revising_need_figures_that_stand() {
        let unready = RoundFacts { figures_ready: false, ..READY };
        assert_eq!(Closed.may_become(Published, unready), Err(StageProblem::FiguresNotReady));
        assert_eq!(Published.may_be_revised(unready), Err(StageProblem::FiguresNotReady));
        assert_eq!(Closed.may_be_revised(READY), Ok(()));
        assert_eq!(Published.may_be_revised(READY), Ok(()));
        assert_eq!(Review.may_be_revised(READY), Err(StageProblem::NotSettled(Review)));
    }

    #[test]
    fn the_stage_one_is_in_is_no_move_and_codes_come_back() {
        for stage in RoundStage::ALL {
            assert_eq!(stage.may_become(stage, READY), Err(StageProblem::AlreadySo(stage)));
            assert_eq!(RoundStage::from_code(stage.code()), Some(stage));
        }
        assert_eq!(RoundStage::from_code("open"), None);
    }
}
