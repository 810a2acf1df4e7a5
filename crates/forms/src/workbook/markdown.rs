//! A workbook as Markdown tables, fit for review: the sheet's name stands in the first cell, the cells of its rows in
//! those behind. A heading (`## survey`) before a plain table names a sheet as well.

use super::{Room, SheetBuilder, Workbook, escaped::unescape, is_known, no_workbook, text};
use crate::{
    Limits,
    problems::{Phrase, Problems},
};

pub(super) fn read(content: &str, limits: &Limits) -> Result<Workbook, Problems> {
    let room = Room::new(limits);
    let mut tables = Tables { workbook: Workbook::default(), current: None, heading: None, room: &room };
    for line in content.lines() {
        tables.line(line.trim())?;
    }
    tables.finish()
}

struct Tables<'a> {
    workbook: Workbook,
    current: Option<Table<'a>>,
    heading: Option<String>,
    room: &'a Room<'a>,
}

struct Table<'a> {
    sheet: SheetBuilder<'a>,
    rows: usize,
    /// Whether the first cell of each row is the sheet's name or empty.
    names_in_first_cell: bool,
}

impl Tables<'_> {
    fn line(&mut self, line: &str) -> Result<(), Problems> {
        if let Some(heading) = line.strip_prefix('#') {
            self.heading = Some(heading.trim_start_matches('#').trim().to_owned());
            self.close();
            return Ok(());
        }
        let Some(inner) = line.strip_prefix('|') else { return Ok(()) };
        let inner = inner.strip_suffix('|').unwrap_or(inner);
        if inner.chars().all(|c| matches!(c, '-' | '|' | ':' | ' ')) && inner.contains('-') {
            return Ok(());
        }
        let cells = split(inner);
        let first = cells.first().map(String::as_str).unwrap_or_default();
        if self.current.is_none() && self.heading.as_deref().is_some_and(is_known) {
            let name = self.heading.take().unwrap_or_default();
            self.open(&name, first.eq_ignore_ascii_case(&name))?;
        } else if !first.is_empty() && self.current.as_ref().is_none_or(|table| table.names_in_first_cell) {
            self.close();
            self.open(first, true)?;
        }
        let Some(table) = self.current.as_mut() else { return Ok(()) };
        let skipped = usize::from(table.names_in_first_cell);
        if cells.iter().skip(skipped).all(String::is_empty) {
            return Ok(());
        }
        for (column, cell) in cells.into_iter().skip(skipped).enumerate() {
            table.sheet.put(table.rows, column, cell)?;
        }
        table.rows += 1;
        Ok(())
    }

    fn open(&mut self, name: &str, names_in_first_cell: bool) -> Result<(), Problems> {
        if self.workbook.sheets.len() >= self.room.limits.sheets {
            return Err(no_workbook(Phrase::TooManyTables));
        }
        self.current = Some(Table { sheet: SheetBuilder::new(name, self.room), rows: 0, names_in_first_cell });
        Ok(())
    }

    fn close(&mut self) {
        self.workbook.sheets.extend(self.current.take().map(|table| table.sheet.finish()));
    }

    fn finish(mut self) -> Result<Workbook, Problems> {
        self.close();
        if self.workbook.sheets.is_empty() { Err(no_workbook(Phrase::NoTable)) } else { Ok(self.workbook) }
    }
}

/// The cells of a row; `\|` is a bar within a cell, `<br>` a line break.
fn split(row: &str) -> Vec<String> {
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut characters = row.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' if characters.peek() == Some(&'|') => {
                cell.push('|');
                characters.next();
            }
            '|' => cells.push(unescape(text::clean(&std::mem::take(&mut cell)))),
            _ => cell.push(character),
        }
    }
    cells.push(unescape(text::clean(&cell)));
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(content: &str) -> Vec<(String, Vec<Vec<String>>)> {
        let book = read(content, &Limits::default()).unwrap();
        book.sheets.into_iter().map(|sheet| (sheet.name, sheet.rows)).collect()
    }

    #[test]
    fn the_first_cell_names_the_sheet() {
        let read = rows(
            "| survey |\n|---|---|\n| | type | name |\n| | text | a\\|b |\n| settings |\n| | form_id |\n| | f |\n",
        );
        assert_eq!(
            read[0],
            ("survey".into(), vec![vec!["type".into(), "name".into()], vec!["text".into(), "a|b".into()]])
        );
        assert_eq!(read[1].1[1], ["f"]);
    }

    #[test]
    fn a_heading_names_the_sheet_of_a_plain_table() {
        let read = rows(
            "# My form\n\nText.\n\n## survey\n\n| type | name |\n| --- | --- |\n| text | a |\n\n## settings\n| form_id |\n|---|\n| f |\n",
        );
        assert_eq!(read[0].1, [["type", "name"], ["text", "a"]]);
        assert_eq!(read[1], ("settings".into(), vec![vec!["form_id".into()], vec!["f".into()]]));
    }
}
