//! Registers: lists of entities, their versions, and what waits or went wrong.
//!
//! What is kept of an entity is written and read in [`kept`] alone. Whoever changes a register holds its row, so that two
//! servers take turns; whatever phones get of it raises its `revision` in the same transaction.

mod arrive;
mod bulk;
mod edit;
mod kept;
mod lists;
mod read;
mod sites;
mod waiting;
mod write;

pub use bulk::{BulkChange, BulkDone, BulkEntity, BulkUpdate};
pub use edit::{Edited, Resolution};
pub use lists::{NewRegister, Register, RegisterCounts, RegisterProperty};
pub use read::{Entity, EntityFilter, EntityVersion};
pub use sites::{Decided, InTheWay, SiteChange, SiteChangePart, SiteDecision, SiteDecisionKind, SitePart, Undone};
pub use waiting::{EntityProblem, WaitingChange};

pub(crate) use arrive::{Arrived, apply_all, approved};
pub(crate) use kept::{reseal_change, reseal_entity, reseal_version};
pub(crate) use lists::declare;
