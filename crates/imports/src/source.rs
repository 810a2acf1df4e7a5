//! A file taken apart into sheets, rows and cells, whatever its format.

mod cell;
mod csv;
mod json;
mod xlsx;

pub(crate) use cell::Cell;

use crate::{
    ImportError,
    limits::{Limits, TooLarge},
    mapping::{Format, Mapping},
    progress::Reporter,
};
use serde::{Deserialize, Serialize};

/// A file to import.
#[derive(Debug, Clone, Copy)]
pub struct SourceFile<'a> {
    /// Its name, without folders: records say which file they come from.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

/// Whether a sheet is shown to whoever opens the workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Shown.
    Visible,
    /// Hidden; can be shown again from the menu.
    Hidden,
    /// Hidden so that only a program can show it.
    VeryHidden,
}

/// A file taken apart.
#[derive(Debug)]
pub(crate) struct Content {
    /// Every sheet by name, in the file's order, read or not.
    pub names: Vec<(String, Visibility)>,
    /// The sheets that were asked for and exist.
    pub sheets: Vec<Sheet>,
}

/// The rows of one sheet.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub name: String,
    /// For JSON the keys, which take the place of a header row.
    pub keys: Option<Vec<String>>,
    /// Rows that hold something, in order.
    pub rows: Vec<Row>,
}

/// One row: its number as the workbook shows it, and its filled cells by column from 0.
#[derive(Debug, Default)]
pub(crate) struct Row {
    pub number: u64,
    pub cells: Vec<(u32, Cell)>,
}

impl Row {
    /// The cell in a column; `None` when it is empty.
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&column, |(column, _)| *column).ok()?;
        self.cells.get(at).map(|(_, cell)| cell)
    }
}

impl Sheet {
    /// The row of this number, if it holds anything.
    pub fn row(&self, number: u64) -> Option<&Row> {
        let at = self.rows.binary_search_by_key(&number, |row| row.number).ok()?;
        self.rows.get(at)
    }

    /// The number of the last row that holds anything; 0 for an empty sheet.
    pub fn last_row(&self) -> u64 {
        self.rows.last().map_or(0, |row| row.number)
    }
}

impl Content {
    /// A sheet that was read.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name == name)
    }
}

/// The name of the one sheet of a CSV file.
pub(crate) const CSV_SHEET: &str = "csv";

/// Which sheets to read, and how many of their rows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'a> {
    /// Names of sheets; all of a CSV or JSON file is read.
    pub sheets: &'a [String],
    /// Rows to stop after, when only the top of each sheet is needed.
    pub rows: Option<u64>,
}

/// Takes a file apart.
pub(crate) fn read(
    file: SourceFile<'_>,
    format: Format,
    json: &crate::mapping::JsonSpec,
    wanted: Wanted<'_>,
    limits: &Limits,
    reporter: &mut Reporter<'_>,
) -> Result<Content, ImportError> {
    let bytes = file.bytes.len() as u64;
    if bytes > limits.bytes {
        return Err(TooLarge::Bytes { bytes, limit: limits.bytes }.into());
    }
    match format {
        Format::Xlsx => xlsx::read(file.bytes, wanted, limits, reporter),
        Format::Csv => csv::read(file.bytes, wanted, limits, reporter),
        Format::Json => json::read(file.bytes, json, limits, reporter),
    }
}

/// The sheets a mapping reads, the main one first, each once.
pub(crate) fn sheets_of(mapping: &Mapping) -> Vec<String> {
    let main = match (mapping.format, &mapping.sheet.name) {
        (Format::Xlsx, Some(name)) => name.clone(),
        (Format::Xlsx, None) => String::new(),
        (Format::Csv, _) => CSV_SHEET.to_owned(),
        (Format::Json, _) => mapping.json.rows.clone(),
    };
    let repeats = mapping.repeats.values().filter_map(|repeat| repeat.sheet.name.clone());
    let totals = mapping.totals.iter().map(|total| total.sheet.clone());
    let mut names = vec![main];
    for name in repeats.chain(totals) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// What kind of file the bytes are, by how they begin.
pub(crate) fn sniff(bytes: &[u8]) -> Format {
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    match text.iter().find(|byte| !byte.is_ascii_whitespace()) {
        _ if bytes.starts_with(b"PK\x03\x04") => Format::Xlsx,
        Some(b'{' | b'[') => Format::Json,
        _ => Format::Csv,
    }
}
