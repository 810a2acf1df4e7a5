//! Excel's two formats, through calamine.

use super::{
    Room, SheetBuilder, Workbook, biff, is_known,
    mend::{Without, mended},
    no_workbook, text, unreadable,
};
use crate::{
    Limits,
    problems::{Code, Phrase, Problems},
};
use calamine::{Data, DataRef, ExcelDateTime, Reader, Xls, Xlsx};
use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// Reads `.xlsx` and `.xlsm`. Cells are streamed, so that neither a wrong dimension tag nor a lone cell in the last
/// corner costs anything. What cannot be read is tried once more without what says nothing about the form.
pub(super) fn read_xlsx(bytes: &[u8], limits: &Limits) -> Result<Workbook, Problems> {
    let mut read = xlsx(bytes, limits);
    for without in [Without::Claims, Without::Styles] {
        match &read {
            Err(problems) if problems.0.iter().any(|problem| problem.code == Code::FileUnreadable) => {}
            _ => break,
        }
        if let Some(copy) = mended(bytes, without, limits) {
            read = xlsx(&copy, limits);
        }
    }
    read
}

fn xlsx(bytes: &[u8], limits: &Limits) -> Result<Workbook, Problems> {
    guarded(|| {
        let mut source = Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(&error.to_string()))?;
        let names: Vec<String> = source.sheet_names().into_iter().take(limits.sheets).collect();
        let alone = names.len() == 1;
        let room = Room::new(limits);
        let mut workbook = Workbook::default();
        for name in names {
            let mut sheet = SheetBuilder::new(&name, &room);
            if alone || (is_known(&name) && workbook.sheet(&name).is_none()) {
                let mut cells = source.worksheet_cells_reader(&name).map_err(|error| unreadable(&error.to_string()))?;
                while let Some(cell) = cells.next_cell().map_err(|error| unreadable(&error.to_string()))? {
                    let (row, column) = cell.get_position();
                    sheet.put(row as usize, column as usize, borrowed(cell.get_value()))?;
                }
            }
            workbook.sheets.push(sheet.finish());
        }
        Ok(workbook)
    })
}

/// Reads legacy `.xls`, whatever its name.
pub(super) fn read_xls(bytes: &[u8], limits: &Limits) -> Result<Workbook, Problems> {
    guarded(|| {
        let prepared = biff::prepared(bytes, limits)?;
        let mut source = Xls::new(Cursor::new(prepared)).map_err(|error| unreadable(&error.to_string()))?;
        let names: Vec<String> = source.sheet_names().into_iter().take(limits.sheets).collect();
        let alone = names.len() == 1;
        let room = Room::new(limits);
        let mut workbook = Workbook::default();
        for name in names {
            let mut sheet = SheetBuilder::new(&name, &room);
            if alone || (is_known(&name) && workbook.sheet(&name).is_none()) {
                let cells = source.worksheet_range(&name).map_err(|error| unreadable(&error.to_string()))?;
                let (top, left) = cells.start().unwrap_or_default();
                for (row, column, value) in cells.used_cells() {
                    sheet.put(top as usize + row, left as usize + column, owned(value))?;
                }
            }
            workbook.sheets.push(sheet.finish());
        }
        Ok(workbook)
    })
}

/// Broken files have made spreadsheet readers panic before; such a file is unreadable, and no more.
fn guarded(read: impl FnOnce() -> Result<Workbook, Problems>) -> Result<Workbook, Problems> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(no_workbook(Phrase::ContentDamaged)))
}

fn borrowed(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => text::number(*number),
        DataRef::String(value) => text::clean(value),
        DataRef::SharedString(value) => text::clean(value),
        DataRef::Bool(truth) => boolean(*truth),
        DataRef::DateTime(moment) => date(moment),
        DataRef::DateTimeIso(value) | DataRef::DurationIso(value) => text::clean(value),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn owned(value: &Data) -> String {
    match value {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => text::number(*number),
        Data::String(value) => text::clean(value),
        Data::Bool(truth) => boolean(*truth),
        Data::DateTime(moment) => date(moment),
        Data::DateTimeIso(value) | Data::DurationIso(value) => text::clean(value),
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

fn boolean(truth: bool) -> String {
    if truth { "TRUE" } else { "FALSE" }.to_owned()
}

/// A date cell as `2026-11-01 00:00:00`; a time without day as `08:30:00`.
fn date(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if moment.as_f64() < 1.0 {
        format!("{hour:02}:{minute:02}:{second:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}
