//! One row, cell by cell.

use super::{Header, Table};
use crate::{form::Words, problems::Cell};
use indexmap::IndexMap;
use std::borrow::Cow;

/// A row with the cells that are not empty.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    sheet: &'a str,
    /// As the spreadsheet counts it.
    pub(crate) number: u32,
    cells: Vec<(&'a Header, Cow<'a, str>)>,
}

impl<'a> Row<'a> {
    /// `squeeze`: whether runs of spaces become one.
    pub(super) fn read(table: &'a Table, position: usize, cells: &'a [String], squeeze: bool) -> Self {
        let cells = table
            .headers
            .iter()
            .zip(cells)
            .filter_map(|(header, cell)| Some((header.as_ref()?, cell)))
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(header, cell)| (header, tidy(cell, squeeze)))
            .collect();
        Self { sheet: &table.name, number: number(position), cells }
    }

    /// Every cell with its header.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (&Header, &str)> {
        self.cells.iter().map(|(header, text)| (*header, &**text))
    }

    /// The text of exactly this column.
    pub(crate) fn text(&self, path: &[&str]) -> Option<&str> {
        self.cells.iter().find(|(header, _)| header.path == path).map(|(_, text)| &**text)
    }

    /// The texts of a column that may be translated.
    pub(crate) fn words(&self, path: &[&str], default_language: &str) -> Option<Words> {
        let mut plain: Option<&str> = None;
        let mut translated: IndexMap<String, String> = IndexMap::new();
        for (header, text) in &self.cells {
            let Some(rest) = header.path.strip_prefix_of(path) else { continue };
            match rest {
                [] if translated.is_empty() => plain = Some(text),
                [] => {
                    translated.entry(default_language.to_owned()).or_insert_with(|| text.to_string());
                }
                [language, ..] => {
                    translated.insert(language.clone(), text.to_string());
                }
            }
        }
        match (plain, translated.is_empty()) {
            (None, true) => None,
            (Some(text), true) => Some(Words::Plain(text.to_owned())),
            (None, false) => Some(Words::Translated(translated)),
            (Some(text), false) => {
                let mut all = IndexMap::new();
                all.insert(default_language.to_owned(), text.to_owned());
                all.extend(translated);
                Some(Words::Translated(all))
            }
        }
    }

    /// What stands behind a first word that has further words, by those: `bind::x`, `media::image`.
    pub(crate) fn attributes(&self, first: &str) -> IndexMap<String, String> {
        self.cells
            .iter()
            .filter(|(header, _)| header.path.len() == 2 && header.path[0] == first)
            .map(|(header, text)| (header.path[1].clone(), text.to_string()))
            .collect()
    }

    /// Where the row is.
    pub(crate) fn place(&self) -> Cell {
        Cell::row(self.sheet, self.number)
    }

    /// Where a cell of it is.
    pub(crate) fn cell(&self, path: &[&str]) -> Cell {
        match self.cells.iter().find(|(header, _)| header.path.strip_prefix_of(path).is_some()) {
            Some((header, text)) => self.place().column(&header.text, text),
            None => Cell { column: path.last().map(|name| (*name).to_owned()), ..self.place() },
        }
    }
}

/// The number a spreadsheet shows for the row at that place.
pub(crate) fn number(position: usize) -> u32 {
    u32::try_from(position + 1).unwrap_or(u32::MAX)
}

trait StripPrefix {
    fn strip_prefix_of(&self, prefix: &[&str]) -> Option<&[String]>;
}

impl StripPrefix for Vec<String> {
    fn strip_prefix_of(&self, prefix: &[&str]) -> Option<&[String]> {
        let (start, rest) = self.split_at_checked(prefix.len())?;
        (start == prefix).then_some(rest)
    }
}

/// Typographic quotes break expressions, and runs of spaces break selects. Most cells have neither and stay as they are.
fn tidy(cell: &str, squeeze: bool) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(cell);
    if !cell.is_ascii() && cell.contains(['\u{2018}', '\u{2019}', '\u{201C}', '\u{201D}']) {
        text = cell.replace(['\u{2018}', '\u{2019}'], "'").replace(['\u{201C}', '\u{201D}'], "\"").into();
    }
    if squeeze && text.contains("  ") {
        let mut squeezed = String::with_capacity(text.len());
        for character in text.chars() {
            if character != ' ' || !squeezed.ends_with(' ') {
                squeezed.push(character);
            }
        }
        return squeezed.into();
    }
    text
}
