//! The file: its bytes, its header, its rows.

use crate::{names::uuid_of, phone::unguarded};
use thiserror::Error;

/// Rows of a file: a country's list of sites is a hundredth of it, and more would not be looked through by anybody.
pub const MOST_ROWS: usize = 100_000;

/// Why a file cannot be used at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum BulkProblem {
    /// It is not text in UTF-8.
    #[error("row {row} is not written in UTF-8")]
    Encoding {
        /// The row, as a spreadsheet counts.
        row: usize,
    },
    /// It is no CSV.
    #[error("{detail}")]
    Unreadable {
        /// What the reader says.
        detail: String,
    },
    /// There is no row below the header.
    #[error("there is no row below the header")]
    Empty,
    /// It is too long.
    #[error("more than {limit} rows")]
    TooLong {
        /// Rows at most.
        limit: usize,
    },
    /// A column has the name of another.
    #[error("the column '{column}' is there twice")]
    ColumnTwice {
        /// Its name.
        column: String,
    },
    /// There is no column with the labels, so that nothing can be created.
    #[error("there is no column 'label'")]
    LabelColumnMissing,
    /// There is no column that tells which entity a row is about.
    #[error("there is no column '{column}'")]
    KeyColumnMissing {
        /// Its name.
        column: String,
    },
}

/// A file, read.
#[derive(Debug, Default)]
pub struct File {
    /// Where the ids stand.
    pub id: Option<usize>,
    /// Where the labels stand.
    pub label: Option<usize>,
    /// Where the versions stand that the file was made from.
    pub version: Option<usize>,
    /// Names of the other columns, with where they stand.
    pub columns: Vec<(usize, String)>,
    /// The rows, each with its number as a spreadsheet counts.
    pub rows: Vec<(usize, Vec<String>)>,
}

/// Columns of the list's own that say nothing to keep: what a download brings along.
fn is_own(name: &str) -> bool {
    name.starts_with("__")
}

impl File {
    /// Reads it.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub fn read(bytes: &[u8]) -> Result<Self, BulkProblem> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter(bytes)).flexible(true).from_reader(bytes);
        let header = reader.headers().map_err(|error| unreadable(&error, 1))?.clone();
        let names: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
        let mut file = Self::default();
        for (record, row) in reader.records().zip(2..) {
            if file.rows.len() == MOST_ROWS {
                return Err(BulkProblem::TooLong { limit: MOST_ROWS });
            }
            let record = record.map_err(|error| unreadable(&error, row))?;
            let cells: Vec<String> = record.iter().map(|cell| unguarded(cell.trim()).to_owned()).collect();
            if cells.iter().any(|cell| !cell.is_empty()) {
                file.rows.push((row, cells));
            }
        }
        if file.rows.is_empty() {
            return Err(BulkProblem::Empty);
        }
        file.name_columns(&names)?;
        Ok(file)
    }

    fn name_columns(&mut self, names: &[String]) -> Result<(), BulkProblem> {
        // A column `name` holds ids in the file that phones get, and people's own names in theirs.
        let ids = |at: usize| {
            self.rows.iter().all(|(_, row)| row.get(at).is_none_or(|id| id.is_empty() || uuid_of(id).is_some()))
        };
        let id = ["__id", "name", "uuid"].into_iter().find_map(|wanted| {
            let at = names.iter().position(|name| name == wanted)?;
            (wanted == "__id" || ids(at)).then_some(at)
        });
        for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            if names.iter().take(at).any(|earlier| earlier == name) {
                return Err(BulkProblem::ColumnTwice { column: name.clone() });
            }
            match name.as_str() {
                _ if Some(at) == id => self.id = Some(at),
                "label" => self.label = Some(at),
                "__version" => self.version = Some(at),
                own if is_own(own) => {}
                _ => self.columns.push((at, name.clone())),
            }
        }
        Ok(())
    }
}

fn unreadable(error: &csv::Error, row: usize) -> BulkProblem {
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => BulkProblem::Encoding { row },
        _ => BulkProblem::Unreadable { detail: error.to_string() },
    }
}

/// What stands between the columns: spreadsheets write semicolons where the comma stands in numbers.
fn delimiter(bytes: &[u8]) -> u8 {
    let header = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| header.iter().filter(|byte| **byte == delimiter).count();
    [b',', b';', b'\t'].into_iter().max_by_key(|delimiter| (count(*delimiter), *delimiter == b',')).unwrap_or(b',')
}
