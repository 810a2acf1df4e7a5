//! CSV tables, separated by comma, semicolon or tab, with or without a row of HXL hashtags under the header.

use super::rows::RowReader;
use super::{AreaFile, ReadOptions};
use crate::rings::Outline;
use crate::{Fault, PlaceProblem, Position};

/// A table with its row numbers, as a spreadsheet shows them.
pub(crate) struct Table {
    pub(crate) headers: Vec<String>,
    pub(crate) hashtags: Option<Vec<String>>,
    /// Rows that hold something; `Err` for one that cannot be read.
    pub(crate) rows: Vec<(u64, Result<Vec<String>, Fault>)>,
}

/// Reads a table whose first row names the columns.
///
/// # Errors
/// When it is not UTF-8, has more rows than `most`, or no row at all.
pub(crate) fn read_table(bytes: &[u8], most: usize) -> Result<Table, Fault> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| Fault::NotUtf8)?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator(text))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut rows = vec![];
    for (at, record) in reader.records().enumerate() {
        // rows, not lines: a cell may hold line ends, and a spreadsheet does not count those
        let row = at as u64 + 1;
        let cells = record.map(|record| record.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<String>>());
        match cells {
            Ok(cells) if cells.iter().all(String::is_empty) => {}
            Ok(cells) => rows.push((row, Ok(cells))),
            Err(error) => rows.push((row, Err(Fault::UnreadableArea { what: "row", detail: error.to_string() }))),
        }
        if rows.len() > most.saturating_add(2) {
            return Err(Fault::TooManyAreas { limit: most });
        }
    }
    let mut rows = rows.into_iter().peekable();
    let headers = rows.next().ok_or(Fault::NoAreas)?.1?;
    let hashtags = rows.next_if(|(_, cells)| cells.as_deref().is_ok_and(is_hashtags)).and_then(|(_, cells)| cells.ok());
    Ok(Table { headers, hashtags, rows: rows.collect() })
}

pub(super) fn read(file_name: &str, bytes: &[u8], options: &ReadOptions) -> Result<AreaFile, Fault> {
    let table = read_table(bytes, options.limits.areas)?;
    let reader = RowReader::new(&table.headers, table.hashtags.as_deref(), options)?;
    let mut file = AreaFile::empty(file_name, options);
    for (row, cells) in table.rows {
        let position = Position::Row(row);
        match cells {
            Ok(cells) => reader.read(&mut file, position, &cells, Outline::none()),
            Err(fault) => {
                let file_name = file_name.to_owned();
                file.problems.push(PlaceProblem { file: file_name, position, value: String::new(), fault });
            }
        }
    }
    Ok(file)
}

/// A row of nothing but hashtags and empty cells.
fn is_hashtags(cells: &[String]) -> bool {
    cells.iter().all(|cell| cell.is_empty() || cell.starts_with('#'))
}

/// Whichever of comma, semicolon and tab is most frequent in the first line: spreadsheets in French write semicolons.
fn separator(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |separator: u8| header.bytes().filter(|byte| *byte == separator).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}
