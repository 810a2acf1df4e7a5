//! Decisions about the sites of a register: several entries change together, with one reason, and can go back together.

mod decide;
mod read;
mod undo;

pub use decide::{Decided, SiteDecision, SiteDecisionKind, SitePart};
pub use read::{SiteChange, SiteChangePart};
pub use undo::{InTheWay, Undone};
