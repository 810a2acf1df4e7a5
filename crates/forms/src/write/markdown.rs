//! Markdown tables: one a sheet, under a heading, as GitHub shows them and every reader of Markdown forms takes them.

use super::known;
use crate::{Sheet, Workbook, rows, workbook::escape};

impl Workbook {
    /// The workbook as Markdown tables. Reading them gives the same sheets, rows without any cell aside.
    ///
    /// A sheet's name stands in the first cell of its header, a line break within a cell is `<br>`, a bar `\|`. What lies
    /// below so many empty rows that nobody reads it is left out.
    pub fn to_markdown(&self) -> String {
        let mut text = String::new();
        for sheet in known(self) {
            if !text.is_empty() {
                text.push('\n');
            }
            table(sheet, &mut text);
        }
        text
    }
}

fn table(sheet: &Sheet, text: &mut String) {
    let filled = |row: &&Vec<String>| row.iter().any(|cell| !cell.is_empty());
    let rows: Vec<&Vec<String>> = sheet.rows[..rows::end(&sheet.rows)].iter().filter(filled).collect();
    let width = rows.iter().map(|row| row.len()).max().unwrap_or(0);
    let name = &sheet.name;
    text.push_str(&format!("## {name}\n\n"));
    let (header, rest) = match rows.split_first() {
        Some((header, rest)) => (header.as_slice(), rest),
        None => (&[][..], &[][..]),
    };
    line(name, header, width, text);
    text.push('|');
    text.push_str(&" --- |".repeat(width + 1));
    text.push('\n');
    for row in rest {
        line("", row, width, text);
    }
}

fn line(first: &str, cells: &[String], width: usize, text: &mut String) {
    text.push_str("| ");
    text.push_str(first);
    for column in 0..width {
        text.push_str(" | ");
        text.push_str(&escape(cells.get(column).map_or("", String::as_str)));
    }
    text.push_str(" |\n");
}
