//! IOM's DTM API as its clients expect it: versions 3 and 2.
//!
//! Field names, their order, dates without a zone, `Not available` for what is unknown, and one row for each reason of
//! displacement are those of the real service; answers recorded from it are what the tests compare with.
//!
//! What we decide ourselves:
//! * A place without a number has no row: the format has no way to say "not assessed", and zero would be a lie.
//! * Rows of a place and round add up to its total. People for whom no reason is known make a row of their own,
//!   `No reason for displacement reported`. Where only households were counted by reason, people are not divided: all of
//!   them are in that row. Where reasons overlap and exceed the total, there is one row that names them all, joined by
//!   `; ` as the service does.
//! * `numberMales` and `numberFemales` are given where a place has one row and they add up to it, for nobody has said how
//!   sexes and reasons cross.
//! * `id` is derived from what the row is of, so that it stays the same when the server is asked again.

mod answer;
mod query;
mod reason;
mod report;

pub use answer::{Envelope, Version, country_list, displacement, failure, operation_list};
pub use query::Query;
pub use report::{Report, reports};

pub(crate) use answer::{NOT_AVAILABLE, id, status};
