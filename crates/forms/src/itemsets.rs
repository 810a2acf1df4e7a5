//! `itemsets.csv`: the sheet `external_choices` as the file that `select_one_external` reads on the phone.

use crate::{Sheet, Workbook};
use std::fmt::Write as _;

impl Workbook {
    /// The content of `itemsets.csv`, if the workbook has a sheet `external_choices` with a row below its header: every
    /// cell in quotation marks, lines ended as CSV's specification wants (RFC 4180).
    ///
    /// Each choice is written as the sheet has it. Cells behind the last filled one of a row are left out, as pyxform
    /// does; it leaves out those between filled ones too, and so moves what follows to the wrong column, which we do not.
    pub fn itemsets_csv(&self) -> Option<String> {
        let sheet = self.sheet("external_choices")?;
        let headers: Vec<usize> = columns(sheet);
        let (header, rows) = sheet.rows.split_first()?;
        let mut csv = String::new();
        line(&mut csv, headers.iter().map(|column| header[*column].as_str()));
        let mut any = false;
        for row in rows {
            let cells = headers.iter().map(|column| row.get(*column).map_or("", String::as_str));
            let filled =
                cells.clone().enumerate().filter(|(_, cell)| !cell.is_empty()).map(|(at, _)| at + 1).next_back();
            if let Some(filled) = filled {
                line(&mut csv, cells.take(filled));
                any = true;
            }
        }
        any.then_some(csv)
    }
}

/// The columns that have a header.
fn columns(sheet: &Sheet) -> Vec<usize> {
    let header = sheet.rows.first().map(Vec::as_slice).unwrap_or_default();
    header.iter().enumerate().filter(|(_, text)| !text.is_empty()).map(|(column, _)| column).collect()
}

fn line<'a>(csv: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (position, cell) in cells.enumerate() {
        let comma = if position > 0 { "," } else { "" };
        // Writing to a String does not fail.
        let _ = write!(csv, "{comma}\"{}\"", cell.replace('"', "\"\""));
    }
    csv.push_str("\r\n");
}
