//! A workbook in one CSV file: a sheet's name alone in the first column, then its rows from the second column on.

use super::{Room, SheetBuilder, Workbook, no_workbook, text, unreadable};
use crate::{
    Limits,
    problems::{Phrase, Problems},
};

pub(super) fn read(content: &str, limits: &Limits) -> Result<Workbook, Problems> {
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(content.as_bytes());
    let room = Room::new(limits);
    let mut workbook = Workbook::default();
    let mut current: Option<(SheetBuilder<'_>, usize)> = None;
    let mut record = ::csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|error| unreadable(&error.to_string()))? {
        if let Some(name) = record.get(0).map(str::trim).filter(|name| !name.is_empty()) {
            if workbook.sheets.len() >= limits.sheets {
                return Err(no_workbook(Phrase::TooManySheets));
            }
            workbook.sheets.extend(current.take().map(|(sheet, _)| sheet.finish()));
            current = Some((SheetBuilder::new(name, &room), 0));
        }
        let Some((sheet, rows)) = current.as_mut() else { continue };
        if record.iter().skip(1).all(|cell| cell.trim().is_empty()) {
            continue;
        }
        for (column, cell) in record.iter().skip(1).enumerate() {
            sheet.put(*rows, column, text::clean(cell))?;
        }
        *rows += 1;
    }
    workbook.sheets.extend(current.take().map(|(sheet, _)| sheet.finish()));
    if workbook.sheets.is_empty() {
        return Err(no_workbook(Phrase::NoSheetNamed));
    }
    Ok(workbook)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_the_first_column_begins_a_sheet() {
        let book =
            read("survey,,\n,type,name\n,text,a\nsettings,,\n,form_id,\n,\"x,y\",\n", &Limits::default()).unwrap();
        assert_eq!(book.sheets[0].rows, [["type", "name"], ["text", "a"]]);
        assert_eq!(book.sheets[1].rows[1], ["x,y"]);
    }

    #[test]
    fn a_text_that_is_no_table_is_refused() {
        assert!(read("", &Limits::default()).is_err());
    }
}
