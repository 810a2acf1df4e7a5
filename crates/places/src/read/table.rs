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
    let mut line_ends_in_cells = 0;
    for record in reader.records() {
        // a spreadsheet counts empty lines as rows, and line ends within cells not
        let line = record.as_ref().ok().and_then(|record| record.position()).map_or(0, |start| first_line(text, start));
        let row = line.saturating_sub(line_ends_in_cells);
        line_ends_in_cells += record.iter().flatten().map(|cell| cell.matches('\n').count() as u64).sum::<u64>();
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

/// The line on which a record begins: the reader says where it began to look, before empty lines.
fn first_line(text: &str, start: &csv::Position) -> u64 {
    let from = usize::try_from(start.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let skipped = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count();
    start.line() + skipped as u64
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

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
        let table = read_table(text.as_bytes(), 100).unwrap();
        table.rows.into_iter().map(|(row, cells)| (row, cells.unwrap())).collect()
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        let text = "code,name\n\nX01,\"One,\nor two\"\n,\nX02,Two\n";
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            let found = rows(&text);
            let found: Vec<(u64, &str)> = found.iter().map(|(row, cells)| (*row, cells[0].as_str())).collect();
            assert_eq!(found, [(3, "X01"), (5, "X02")], "{text:?}");
        }
    }

    #[test]
    fn commas_semicolons_and_tabs_separate() {
        for text in ["code,name\nX01,One; two", "code;name\nX01;One; two", "code\tname\nX01\tOne; two"] {
            assert_eq!(rows(text)[0].1[0], "X01", "{text}");
        }
    }

    #[test]
    fn a_row_of_hashtags_is_no_area() {
        let table = read_table(b"\xef\xbb\xbfcode,name\n#adm1+code,\nX01,One", 100).unwrap();
        assert_eq!(table.hashtags.unwrap()[0], "#adm1+code");
        assert_eq!((table.headers[0].as_str(), table.rows.len()), ("code", 1));
    }
}
