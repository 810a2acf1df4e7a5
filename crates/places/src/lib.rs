//! Where: administrative areas with their p-codes, in dated boundary versions.
//!
//! Files come in through [`read_areas`] (GeoJSON, TopoJSON, p-code tables; the columns of the usual publishers are
//! recognised) and become [`Boundaries`] together, or are refused together with everything that is wrong. A version kept
//! as a folder is read by [`read_version_folder`]. On boundaries stand [`PlaceIndex`] (point → area), [`NameMatcher`]
//! (name → proposals) and, from one version to the next, [`Crosswalk`], which
//! also carries counts over ([`Crosswalk::carry`]). Places below them that people live in are [`sites`]. Nothing here opens a
//! file or a database.
//!
//! ```
//! use places::{Boundaries, BoundaryVersion, NameMatcher, ReadOptions, read_areas};
//! use vocab::AdminLevel;
//!
//! let table = "admin1Pcode,admin1Name,admin2Pcode,admin2Name\nBDI007,Karuzi,BDI007001,Bugenyuzi\n";
//! let file = read_areas("communes.csv", table.as_bytes(), &ReadOptions::default())?;
//! # let version: BoundaryVersion = serde_json::from_str(r#"{"code": "bdi-2017", "country": "BDI", "label": "Burundi",
//! #     "valid_from": "2017-11-03", "source": "COD", "licence": "not stated"}"#)?;
//! let burundi = Boundaries::build(version, vec![file])?;
//! assert_eq!(burundi.areas().count(), 3); // the country, the province that the row names, the commune
//!
//! let proposals = NameMatcher::new(&burundi).propose("Karusi", AdminLevel(1), None);
//! assert_eq!(proposals[0].name, "Karuzi"); // with a score and the reason `Similar`: somebody decides
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! To add a column convention: a line in the table of `read/columns.rs`. To add a reason for proposing a place:
//! `matching/compare.rs`. To add a problem: a variant of [`Fault`] with its message, code and remedy.

mod area;
mod boundaries;
mod crosswalk;
mod edition;
mod folder;
mod limits;
mod link_coverage;
mod link_table;
mod locate;
mod matching;
mod nearness;
mod problem;
mod read;
mod reform;
mod reversed;
mod rings;
mod simplify;
pub mod sites;
#[cfg(test)]
mod testing;
mod version;

pub use area::AdminArea;
pub use boundaries::{Boundaries, LevelSummary, StoredArea};
pub use crosswalk::{Crosswalk, CrosswalkLink};
pub use edition::CrosswalkEdition;
pub use folder::{DESCRIPTION_FILE, VersionFolder, read_version_folder};
pub use limits::Limits;
pub use link_coverage::{Certainty, LinkCoverage};
pub use link_table::{CheckedTable, CrosswalkOptions};
pub use locate::PlaceIndex;
pub use matching::{Candidate, MatchReason, NameMatcher, WrittenName};
pub use nearness::{Grid, InSpace, PlaceName, metres};
pub use problem::{Fault, PlaceProblem, PlaceProblems, Position};
pub use read::{AreaFile, ReadNote, ReadOptions, read_areas};
pub use reform::{
    CarriedCount, CarriedCounts, Contribution, Extent, ReformError, Remainder, ShareSpread, spread_of_shares,
};
pub use version::{BoundaryVersion, CountryCode, CountryCodeError, GeometryStanding, LevelDescription};
