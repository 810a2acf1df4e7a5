//! CSV: one sheet, every cell a text.

use super::{CSV_SHEET, Cell, Content, Row, Sheet, Visibility, Wanted};
use crate::{
    ImportError,
    limits::{Limits, TooLarge},
    progress::{Reporter, Stage},
};

pub(super) fn read(
    bytes: &[u8],
    wanted: Wanted<'_>,
    limits: &Limits,
    reporter: &mut Reporter<'_>,
) -> Result<Content, ImportError> {
    let text = std::str::from_utf8(bytes).map_err(|error| ImportError::Unreadable {
        reason: format!("byte {} is not UTF-8; save the file as 'CSV UTF-8'", error.valid_up_to() + 1),
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut sheet = Sheet { name: CSV_SHEET.to_owned(), ..Sheet::default() };
    let (mut filled, mut counter) = (0, RowCounter::default());
    for record in reader.records() {
        let record = record.map_err(|error| ImportError::Unreadable { reason: error.to_string() })?;
        let number = counter.number(&record);
        if wanted.rows.is_some_and(|rows| number > rows) {
            break;
        }
        let row = row(number, &record, limits)?;
        filled += row.cells.len() as u64;
        check(number, filled, limits)?;
        if !row.cells.is_empty() {
            sheet.rows.push(row);
        }
        reporter.step(Stage::Reading, number, None);
    }
    Ok(Content { names: vec![(CSV_SHEET.to_owned(), Visibility::Visible)], sheets: vec![sheet] })
}

/// Counts rows as a spreadsheet shows them: a line break inside quotes does not start a row, and an empty line, which
/// the reader passes over, is a row.
#[derive(Default)]
struct RowCounter {
    row: u64,
    line: u64,
    breaks_inside: u64,
}

impl RowCounter {
    fn number(&mut self, record: &csv::StringRecord) -> u64 {
        let line = record.position().map_or(self.line + 1, csv::Position::line);
        self.row += line.saturating_sub(self.line).saturating_sub(self.breaks_inside).max(1);
        self.line = line;
        self.breaks_inside = record.iter().map(|field| field.matches('\n').count() as u64).sum();
        self.row
    }
}

fn row(number: u64, record: &csv::StringRecord, limits: &Limits) -> Result<Row, ImportError> {
    if record.len() > limits.columns as usize {
        return Err(TooLarge::Columns { sheet: CSV_SHEET.to_owned(), limit: limits.columns }.into());
    }
    let cells = (0..).zip(record).filter_map(|(column, text)| Some((column, Cell::from_text(text)?))).collect();
    Ok(Row { number, cells })
}

fn check(number: u64, filled: u64, limits: &Limits) -> Result<(), TooLarge> {
    if number > limits.rows {
        return Err(TooLarge::Rows { sheet: CSV_SHEET.to_owned(), limit: limits.rows });
    }
    if filled > limits.cells {
        return Err(TooLarge::Cells { limit: limits.cells });
    }
    Ok(())
}
