//! Excel workbooks, read cell by cell.
//!
//! The sheet's own statement of its size is not believed (exports that say `A1` exist), and nothing is reserved for it:
//! one cell at the far corner costs one cell.

use super::{Cell, Content, Row, Sheet, Visibility, Wanted};
use crate::{
    ImportError,
    limits::{Limits, TooLarge},
    progress::{Reporter, Stage},
};
use calamine::{DataRef, ExcelDateTime, Reader, SheetVisible, Xlsx, XlsxError};
use chrono::{NaiveDate, NaiveDateTime};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
    panic::{AssertUnwindSafe, catch_unwind},
};

pub(super) fn read(
    bytes: &[u8],
    wanted: Wanted<'_>,
    limits: &Limits,
    reporter: &mut Reporter<'_>,
) -> Result<Content, ImportError> {
    check_unpacked(bytes, limits)?;
    let mut workbook = guarded(|| Xlsx::new(Cursor::new(bytes)))?.map_err(unreadable)?;
    let names: Vec<_> =
        workbook.sheets_metadata().iter().map(|sheet| (sheet.name.clone(), visibility(sheet.visible))).collect();
    let mut budget = limits.cells;
    let mut sheets = Vec::new();
    for (name, _) in names.iter().filter(|(name, _)| wanted.sheets.contains(name)) {
        sheets.push(sheet(&mut workbook, name, wanted.rows, limits, &mut budget, reporter)?);
    }
    Ok(Content { names, sheets })
}

/// Unpacks every part into nothing, counting, because the sizes a zip file states need not be true.
fn check_unpacked(bytes: &[u8], limits: &Limits) -> Result<(), ImportError> {
    let zip_error = |error: zip::result::ZipError| ImportError::Unreadable {
        reason: format!("it is not an .xlsx workbook ({error}); open it in a spreadsheet program and save it as .xlsx"),
    };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(zip_error)?;
    let mut left = limits.unpacked_bytes;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(zip_error)?;
        let unpacked =
            std::io::copy(&mut part.take(left.saturating_add(1)), &mut std::io::sink()).map_err(|error| {
                ImportError::Unreadable { reason: format!("a part of the workbook is damaged: {error}") }
            })?;
        left = left.checked_sub(unpacked).ok_or(TooLarge::Unpacked { limit: limits.unpacked_bytes })?;
    }
    Ok(())
}

fn sheet(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    stop_after: Option<u64>,
    limits: &Limits,
    budget: &mut u64,
    reporter: &mut Reporter<'_>,
) -> Result<Sheet, ImportError> {
    let mut cells = match guarded(|| workbook.worksheet_cells_reader(name))? {
        Ok(cells) => cells,
        // A chart sheet has no cells.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Sheet { name: name.to_owned(), ..Sheet::default() }),
        Err(error) => return Err(unreadable(error)),
    };
    let mut rows: BTreeMap<u64, BTreeMap<u32, Cell>> = BTreeMap::new();
    while let Some(cell) = guarded(|| cells.next_cell())?.map_err(unreadable)? {
        let (row, column) = cell.get_position();
        let number = u64::from(row) + 1;
        if stop_after.is_some_and(|rows| number > rows) {
            break;
        }
        let Some(content) = content(cell.get_value()) else { continue };
        check_position(name, number, column, limits)?;
        *budget = budget.checked_sub(1).ok_or(TooLarge::Cells { limit: limits.cells })?;
        let started = rows.len();
        rows.entry(number).or_default().insert(column, content);
        if rows.len() > started {
            reporter.step(Stage::Reading, rows.len() as u64, None);
        }
    }
    let rows = rows.into_iter().map(|(number, cells)| Row { number, cells: cells.into_iter().collect() }).collect();
    Ok(Sheet { name: name.to_owned(), keys: None, rows })
}

/// Runs a step of the library that reads workbooks. It panics on some damaged files (a cell reference such as
/// `ZZZZZZ99999999999` overflows); to us that is one more damaged file.
fn guarded<T>(step: impl FnOnce() -> T) -> Result<T, ImportError> {
    catch_unwind(AssertUnwindSafe(step))
        .map_err(|_| ImportError::Unreadable { reason: "the workbook is damaged inside; save it again".to_owned() })
}

fn check_position(name: &str, number: u64, column: u32, limits: &Limits) -> Result<(), TooLarge> {
    if number > limits.rows {
        return Err(TooLarge::Rows { sheet: name.to_owned(), limit: limits.rows });
    }
    if column >= limits.columns {
        return Err(TooLarge::Columns { sheet: name.to_owned(), limit: limits.columns });
    }
    Ok(())
}

fn content(value: &DataRef<'_>) -> Option<Cell> {
    match value {
        DataRef::Empty => None,
        DataRef::Int(number) => Some(Cell::Integer(*number)),
        DataRef::Float(number) => Some(Cell::Number(*number)),
        DataRef::String(text) => Cell::from_text(text),
        DataRef::SharedString(text) => Cell::from_text(text),
        DataRef::Bool(truth) => Some(Cell::Bool(*truth)),
        DataRef::DateTime(moment) => Some(moment_cell(moment)),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::from_text(text),
        DataRef::Error(error) => Some(Cell::Broken(error.to_string())),
    }
}

/// A date, or what stands in its place: durations, and 29 February 1900, which Excel believes in, are no dates.
fn moment_cell(moment: &ExcelDateTime) -> Cell {
    let broken = || Cell::Broken(format!("date number {}", moment.as_f64()));
    // Excel's calendar ends with 9999; the library would clamp what lies outside.
    let in_calendar = (0.0..2_958_466.0).contains(&moment.as_f64());
    if !moment.is_datetime() || !in_calendar {
        return broken();
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
        .and_then(|date| date.and_hms_milli_opt(hour.into(), minute.into(), second.into(), milli.into()))
        .map_or_else(broken, |moment: NaiveDateTime| Cell::Moment(moment))
}

fn visibility(visible: SheetVisible) -> Visibility {
    match visible {
        SheetVisible::Visible => Visibility::Visible,
        SheetVisible::Hidden => Visibility::Hidden,
        SheetVisible::VeryHidden => Visibility::VeryHidden,
    }
}

fn unreadable(error: XlsxError) -> ImportError {
    ImportError::Unreadable { reason: error.to_string() }
}
