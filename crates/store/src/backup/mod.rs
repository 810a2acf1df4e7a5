//! Backups: a copy of the whole store that is made while it is used, and that either database can be restored from.
//!
//! A backup is a folder of dated sets beside one folder of files:
//!
//! ```text
//! backups/
//!   blobs/ab/abcd…              files by content, shared by all sets: the next backup adds only what is new
//!   2026-11-22T08-45-00Z/
//!     tables/record.jsonl.gz    the rows of each table, one JSON array a line
//!     manifest.json             what belongs to the set, with the SHA-256 of each file; written last
//! ```
//!
//! The tables are read in one transaction that sees one moment; files are on the disk before a row names them, so those
//! that the rows name are there when the tables have been read. Tables are copied by what the database says of itself, so
//! that a new table needs nothing here. A set is restored by the migrations it was made with and then brought up to date.

mod error;
mod load;
mod manifest;
mod save;
mod shape;

pub use error::{BackupError, BackupResult};
pub use load::{Restored, restore};
pub use manifest::{BlobEntry, Manifest, TableFile};
pub use save::BackedUp;

/// The folder of files, beside the sets.
const BLOBS: &str = "blobs";
/// The folder of tables in a set.
const TABLES: &str = "tables";
/// What says that a set is finished.
const MANIFEST: &str = "manifest.json";
