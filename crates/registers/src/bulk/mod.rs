//! Many entities at once, from a CSV file: first what it would change, then, if somebody wants it so, the changes.

mod file;
mod plan;

pub use file::BulkProblem;
pub use plan::{BulkRules, Creation, Held, Key, Plan, Refused, Update, ValueChange, plan};
