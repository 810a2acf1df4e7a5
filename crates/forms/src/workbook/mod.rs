//! Workbooks: sheets of text cells, from whichever kind of file.

mod archive;
mod biff;
mod csv;
mod escaped;
mod excel;
mod markdown;
mod mend;
mod strangers;
mod text;

pub(crate) use escaped::escape;

use crate::{
    Limits,
    problems::{Cell, Code, Phrase, Problem, Problems},
};
use std::cell::Cell as Tally;

/// A table of text. Row 1 is the header; empty cells are empty texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// The name as written.
    pub name: String,
    /// The cells, row by row. Rows may be of different length.
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// Whether it is one of those an XLSForm has.
    pub fn is_of_a_form(&self) -> bool {
        is_known(&self.name)
    }
}

/// The sheets of a workbook, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Workbook {
    /// The sheets.
    pub sheets: Vec<Sheet>,
}

/// The names of sheets that mean something in an XLSForm.
pub(crate) const KNOWN_SHEETS: [&str; 6] = ["survey", "choices", "settings", "external_choices", "entities", "osm"];

impl Workbook {
    /// Reads a workbook. The kind is recognised by content first, since `.xls` files named `.xlsx` are common, and by
    /// `file_name` for texts.
    ///
    /// # Errors
    /// When the file is too large, or none of the kinds we read.
    pub fn read(file_name: &str, bytes: &[u8], limits: &Limits) -> Result<Self, Problems> {
        if bytes.len() as u64 > limits.file_bytes {
            let (size, limit) = (bytes.len().to_string(), limits.file_bytes.to_string());
            return Err(one(Code::FileTooLarge, &[("bytes", &size), ("limit", &limit)]));
        }
        let workbook = if bytes.starts_with(b"PK") {
            archive::check(bytes, limits)?;
            excel::read_xlsx(bytes, limits)?
        } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            excel::read_xls(bytes, limits)?
        } else {
            read_text(file_name, bytes, limits)?
        };
        Ok(workbook.with_a_lone_sheet_as_survey())
    }

    /// The sheet of that name, whatever its case.
    pub fn sheet(&self, name: &str) -> Option<&Sheet> {
        self.sheets.iter().find(|sheet| sheet.name.eq_ignore_ascii_case(name))
    }

    /// A single sheet is the survey, whatever its name.
    fn with_a_lone_sheet_as_survey(mut self) -> Self {
        if let [only] = self.sheets.as_mut_slice()
            && !is_known(&only.name)
        {
            "survey".clone_into(&mut only.name);
        }
        self
    }
}

fn is_known(name: &str) -> bool {
    KNOWN_SHEETS.iter().any(|known| name.trim().eq_ignore_ascii_case(known))
}

fn read_text(file_name: &str, bytes: &[u8], limits: &Limits) -> Result<Workbook, Problems> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let lower = file_name.to_ascii_lowercase();
    if let Some(reason) = strangers::recognised(bytes, lower.ends_with(".csv") || lower.ends_with(".md")) {
        return Err(no_workbook(reason));
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(no_workbook(Phrase::NeitherSpreadsheetNorText));
    };
    let looks_like_a_table = || text.lines().any(|line| line.trim_start().starts_with('|'));
    if lower.ends_with(".md") || (!lower.ends_with(".csv") && looks_like_a_table()) {
        markdown::read(text, limits)
    } else {
        csv::read(text, limits)
    }
}

fn one(code: Code, arguments: &[(&str, &str)]) -> Problems {
    Problems(vec![Problem::new(code, Cell::default(), arguments)])
}

/// The file is no workbook, for a reason of ours.
fn no_workbook(reason: Phrase) -> Problems {
    Problems(vec![Problem::new(Code::FileUnreadable, Cell::default(), &[]).with("reason", reason)])
}

/// The same, with what a library said of it, which goes along for support.
fn no_workbook_for(reason: Phrase, detail: &str) -> Problems {
    let problem = Problem::new(Code::FileUnreadable, Cell::default(), &[("detail", detail)]);
    Problems(vec![problem.with("reason", reason)])
}

/// A library gave up on the file: authors are told that the content is damaged.
fn unreadable(detail: &str) -> Problems {
    no_workbook_for(Phrase::ContentDamaged, detail)
}

/// What all the sheets of a workbook may cost together, and have cost so far.
struct Room<'a> {
    limits: &'a Limits,
    cells: Tally<usize>,
    text_bytes: Tally<usize>,
}

impl<'a> Room<'a> {
    fn new(limits: &'a Limits) -> Self {
        Self { limits, cells: Tally::new(0), text_bytes: Tally::new(0) }
    }
}

/// Gathers the cells of one sheet within the limits, wherever they come from and in whichever order.
struct SheetBuilder<'a> {
    sheet: Sheet,
    room: &'a Room<'a>,
    limits: &'a Limits,
}

impl<'a> SheetBuilder<'a> {
    fn new(name: &str, room: &'a Room<'a>) -> Self {
        // A blank behind a sheet's name is seen by nobody.
        Self { sheet: Sheet { name: name.trim().to_owned(), rows: Vec::new() }, room, limits: room.limits }
    }

    /// Puts a cell; empty ones cost nothing, so that a lone format far out on the sheet does no harm.
    fn put(&mut self, row: usize, column: usize, value: String) -> Result<(), Problems> {
        if value.is_empty() {
            return Ok(());
        }
        if row >= self.limits.rows {
            return Err(self.too_much(Code::TooManyRows, self.limits.rows));
        }
        if column >= self.limits.columns {
            return Err(self.too_much(Code::TooManyColumns, self.limits.columns));
        }
        if value.len() > self.limits.cell_characters && value.chars().count() > self.limits.cell_characters {
            let limit = self.limits.cell_characters.to_string();
            let cell = Cell::row(&self.sheet.name, u32::try_from(row + 1).unwrap_or(u32::MAX));
            let cell = cell.column(&self.header(column), &value);
            return Err(Problems(vec![Problem::new(Code::CellTooLong, cell, &[("limit", &limit)])]));
        }
        // A row costs as much as a cell does, empty or not.
        let width = self.sheet.rows.get(row).map_or(0, Vec::len);
        let new_cells = (row + 1).saturating_sub(self.sheet.rows.len()) + (column + 1).saturating_sub(width);
        if take(&self.room.cells, new_cells) > self.limits.cells {
            return Err(self.too_much_of(Phrase::Cells, self.limits.cells));
        }
        if take(&self.room.text_bytes, value.len()) > self.limits.text_bytes {
            return Err(self.too_much_of(Phrase::BytesOfText, self.limits.text_bytes));
        }
        if self.sheet.rows.len() <= row {
            self.sheet.rows.resize_with(row + 1, Vec::new);
        }
        let cells = &mut self.sheet.rows[row];
        if cells.len() <= column {
            cells.resize_with(column + 1, String::new);
        }
        cells[column] = value;
        Ok(())
    }

    /// What stands above a column, or its number where nothing does.
    fn header(&self, column: usize) -> String {
        let header = self.sheet.rows.first().and_then(|headers| headers.get(column));
        header.filter(|text| !text.is_empty()).cloned().unwrap_or_else(|| (column + 1).to_string())
    }

    fn too_much(&self, code: Code, limit: usize) -> Problems {
        let limit = limit.to_string();
        Problems(vec![Problem::new(code, Cell::sheet(&self.sheet.name), &[("limit", &limit)])])
    }

    fn too_much_of(&self, unit: Phrase, limit: usize) -> Problems {
        let limit = limit.to_string();
        let cell = Cell::sheet(&self.sheet.name);
        Problems(vec![Problem::new(Code::SheetTooLarge, cell, &[("limit", &limit)]).with("unit", unit)])
    }

    fn finish(self) -> Sheet {
        self.sheet
    }
}

/// Counts `more`, and says how much it is in all.
fn take(tally: &Tally<usize>, more: usize) -> usize {
    tally.set(tally.get().saturating_add(more));
    tally.get()
}
