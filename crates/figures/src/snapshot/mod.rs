//! Snapshots: the approved records of a round as one immutable, content-named Parquet file.

mod arrays;
mod columns;
mod read;
mod rows;
mod table;
mod write;

pub(crate) use columns::{MISSING, RECORD, SOURCE, arrow_schema, is_kept, missing_entry, place_column};
pub(crate) use read::{AllReasons, Reasons, columns_of, read_columns};
pub use read::{recipes_of, same_rows};
pub use table::Table;
pub use write::{write_snapshot, write_worked_out};

use bytes::Bytes;
use sha2::{Digest, Sha256};

/// The approved records of a round, frozen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// SHA-256 of the bytes, in hex: the snapshot's name.
    pub sha256: String,
    /// A Parquet file.
    pub bytes: Bytes,
    /// Records in it.
    pub rows: u64,
}

/// The name of a snapshot with these bytes.
pub fn snapshot_name(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}
