//! Places.
#![allow(missing_docs)]
mod area;
mod boundaries;
mod limits;
mod locate;
mod problem;
mod read;
mod rings;
mod simplify;
#[cfg(test)]
mod testing;
mod version;
pub use area::AdminArea;
pub use boundaries::{Boundaries, LevelSummary, StoredArea};
pub use limits::Limits;
pub use locate::PlaceIndex;
pub use problem::{Fault, PlaceProblem, PlaceProblems, Position};
pub use read::{AreaFile, ReadNote, ReadOptions, read_areas};
pub use version::{BoundaryVersion, CountryCode, CountryCodeError, GeometryStanding, LevelDescription};
