//! The log as CSV and as a workbook. No cell of either is ever read as a formula.

use super::{COLUMNS, LogRow};
use crate::problem::Problem;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

/// Characters of a cell of a workbook: 32,767, less what this writer may add.
const LONGEST_CELL: usize = 32_000;

/// As CSV.
///
/// # Errors
/// When it cannot be written.
pub fn csv(rows: &[LogRow]) -> Result<Vec<u8>, Problem> {
    let mut csv = ::csv::Writer::from_writer(Vec::new());
    csv.write_record(COLUMNS).map_err(|error| Problem::failed(&error))?;
    for row in rows {
        csv.write_record(cells(row).map(|cell| harmless(&cell))).map_err(|error| Problem::failed(&error))?;
    }
    csv.into_inner().map_err(|error| Problem::failed(&error))
}

/// As a workbook, every cell a text.
///
/// # Errors
/// When it cannot be written.
pub fn workbook(rows: &[LogRow]) -> Result<Vec<u8>, Problem> {
    write(rows).map_err(|error| Problem::failed(&error))
}

fn write(rows: &[LogRow]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Each line tells when it was; with an hour of its own, the file would have other bytes each time.
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let sheet = workbook.add_worksheet();
    sheet.set_name("cleaning log")?.set_freeze_panes(1, 0)?;
    for (at, (name, width)) in (0_u16..).zip(COLUMNS.iter().zip(WIDTHS)) {
        sheet.write_string_with_format(0, at, *name, &Format::new().set_bold())?;
        sheet.set_column_width(at, width)?;
    }
    for (at, row) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells(row)) {
            if !cell.is_empty() {
                sheet.write_string(at, column, cell)?;
            }
        }
    }
    workbook.save_to_buffer()
}

/// Widths of the columns, in characters.
const WIDTHS: [f64; 17] =
    [9.0, 30.0, 24.0, 7.0, 13.0, 16.0, 26.0, 36.0, 18.0, 18.0, 18.0, 18.0, 26.0, 26.0, 40.0, 8.0, 8.0];

fn cells(row: &LogRow) -> [String; 17] {
    let applies = if row.applies { "yes" } else { "no" };
    [
        row.kind.to_owned(),
        row.record.clone(),
        row.instance_id.clone(),
        row.round.clone(),
        row.place.clone(),
        row.place_name.clone(),
        row.question.clone(),
        row.label.clone(),
        plain(&row.from),
        plain(&row.to),
        exact(&row.from_value),
        exact(&row.to_value),
        row.who.clone(),
        row.when.clone(),
        plain(&row.why),
        applies.to_owned(),
        row.version.clone(),
    ]
}

/// Text for people, without what XML cannot hold.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && !matches!(c, '\n' | '\t') { ' ' } else { c }).collect()
}

/// JSON that a workbook gives back as it was: `_x0041_` would be read as an escape there, so that `_x` is written as JSON
/// escapes it. What no cell holds is left out; it is checked by nothing then, and only what stood there can be so long.
fn exact(json: &str) -> String {
    let escaped = json.replace("_x", "\\u005fx");
    if escaped.chars().count() > LONGEST_CELL { String::new() } else { escaped }
}

/// A cell of a CSV that no program takes for a formula.
pub fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}
