//! How large a file may be.

use serde::{Deserialize, Serialize};

/// How large a file may be before it is refused unread.
///
/// The largest real files of this kind are far below: the widest Kobo export of a baseline has 265 columns (a
/// multi-sectoral assessment with exploded select-multiples reaches about 1,500), the longest national master list some
/// 10,000 rows, the global DTM data set 13,367. The defaults leave ten times that and keep one import below about 1 GiB
/// of memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: u64,
    /// Bytes of all parts of a workbook once unpacked: a small zip file can hold a great deal.
    pub unpacked_bytes: u64,
    /// Rows of a sheet.
    pub rows: u64,
    /// Columns of a sheet.
    pub columns: u32,
    /// Filled cells of all sheets that are read.
    pub cells: u64,
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: u64 = 1024 * 1024;
        Self { bytes: 64 * MIB, unpacked_bytes: 512 * MIB, rows: 150_000, columns: 2_000, cells: 8_000_000 }
    }
}

/// The limit that a file is beyond.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TooLarge {
    /// The file itself.
    #[error("the file has {bytes} bytes; {limit} are allowed")]
    Bytes {
        /// Its size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// The unpacked workbook.
    #[error("the workbook unpacks to more than {limit} bytes")]
    Unpacked {
        /// The limit.
        limit: u64,
    },
    /// A sheet's rows.
    #[error("sheet '{sheet}' goes beyond row {limit}")]
    Rows {
        /// The sheet.
        sheet: String,
        /// The limit.
        limit: u64,
    },
    /// A sheet's columns.
    #[error("sheet '{sheet}' goes beyond column number {limit}")]
    Columns {
        /// The sheet.
        sheet: String,
        /// The limit.
        limit: u32,
    },
    /// All filled cells.
    #[error("the sheets to read hold more than {limit} filled cells")]
    Cells {
        /// The limit.
        limit: u64,
    },
}
