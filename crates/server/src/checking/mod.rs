//! Running checks: over a submission that arrives, over one record after an edit, over a whole round.
//!
//! * [`checked_on_arrival`] is the intake's: a query or two by place, never a whole round.
//! * [`check_record`] runs the checks of one record again, after its answers or its audit log have changed.
//! * [`check_round`] looks over all records of a round, and beside each other.
//! * [`Waiting`] has rounds looked over by themselves, a moment after something of them has changed.
//!
//! Flags are all that changes here: nobody's decision, and no figure. A round that is closed keeps its flags.

mod arrival;
mod audit_log;
mod beside;
mod enumerator;
mod record;
mod renewed;
mod round;
mod waiting;

pub(crate) use arrival::{Arriving, checked_on_arrival};
pub(crate) use audit_log::{kept_measures, measures_of};
pub(crate) use beside::{Facts, day_of};
pub use record::check_record;
pub(crate) use record::files_came;
pub use renewed::Renewed;
pub use round::{GonePlace, RoundCheck, check_round, gone_places};
pub use waiting::{MOST_BY_ITSELF, Waiting, WaitingRounds};
