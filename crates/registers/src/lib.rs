//! Registers: lists of what outlives a submission (sites, households, water points), which forms create and update and
//! phones carry along. A register *is* an entity list of ODK.
//!
//! Source: <https://getodk.github.io/xforms-spec/entities> (2024.1), and where it is silent, what ODK Central does
//! (`lib/model/query/entities.js`). The rules, each tested where it is carried out:
//!
//! 1. A submission asks for a change of an entity in a `meta/entity` node; what it brings are the answers that the form
//!    saves to properties. An element that is there but empty empties the property; one that is absent leaves it alone.
//! 2. *Create* takes an id that is not in the list, and a label. *Update* takes the version it started from. Where both are
//!    asked, it is an update if the entity is there, and otherwise a creation.
//! 3. An update that started from an older version than the current one is carried out and marked as a *conflict*: soft if
//!    it and the versions since touched different things, hard if they disagree about one. No version is ever lost.
//! 4. Updates made one after another without network are a *branch* and chain without conflict, in whatever order they
//!    arrive: one that comes too early is held until the one before it is there.
//! 5. What cannot be carried out is a [`Trouble`] of the submission, kept beside it. It never refuses the submission.
//!
//! ```
//! use registers::{Change, Current, Done, apply};
//! let change = Change { create: true, may_create: true, id: "2f6f4c0a-2f4c-4f3e-9a55-1b8c3d0f6a10".into(),
//!                       label: Some("Gatumba".into()), ..Change::of_list("sites") };
//! let Ok(Done::Created(first)) = apply(None, &[], &change, false) else { panic!() };
//! assert_eq!((first.version, first.label.as_str()), (1, "Gatumba"));
//! ```
//!
//! To add a rule: a variant of [`Trouble`] or a case in [`apply()`], and a test with the number of the rule.

mod apply;
mod bulk;
mod change;
mod declared;
mod entity;
mod merge;
mod names;
mod phone;
mod read;
mod trouble;

pub use apply::{Done, apply, needs_past};
pub use bulk::{BulkProblem, BulkRules, Creation, Held, Key, Plan, Refused, Update, ValueChange, plan};
pub use change::Change;
pub use declared::{Declared, DeclaredProperty, declared_by, declared_by_model};
pub use entity::{Conflict, Current, NewVersion, Past, Values};
pub use merge::{Overtaken, updated};
pub use names::{is_list_name, is_property_name, uuid_of};
pub use phone::{PhoneRow, phone_list, staff_list};
pub use read::read_changes;
pub use trouble::Trouble;
