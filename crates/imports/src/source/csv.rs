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
    // One kind of line end, and one at the end, so that lines can be counted.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n") + "\n";
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut sheet = Sheet { name: CSV_SHEET.to_owned(), ..Sheet::default() };
    let (mut filled, mut counter) = (0, RowCounter::default());
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|error| ImportError::Unreadable { reason: error.to_string() })? {
        let number = counter.number(&record, reader.position().line());
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
    breaks_inside: u64,
}

impl RowCounter {
    /// `next_line` is the line that the reader stands at after the record.
    fn number(&mut self, record: &csv::StringRecord, next_line: u64) -> u64 {
        self.breaks_inside += record.iter().map(|field| field.matches('\n').count() as u64).sum::<u64>();
        next_line.saturating_sub(1).saturating_sub(self.breaks_inside)
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
