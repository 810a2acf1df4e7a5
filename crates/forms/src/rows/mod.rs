//! Rows of a sheet with their columns recognised, whichever of its names a column goes by.

mod aliases;
mod header;
mod row;

pub(crate) use aliases::ENTITIES_PLAIN as ENTITY_COLUMNS;
pub(crate) use header::Header;
pub(crate) use row::{Row, number};

use crate::{
    problems::{Cell, Code, Problem, Report, nearest},
    workbook::Sheet,
};

/// Which sheet it is decides what its columns mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SheetKind {
    Survey,
    Choices,
    Settings,
    Entities,
}

/// A sheet with its columns recognised.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) headers: Vec<Option<Header>>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Recognises the columns of a sheet, and reports those that cannot be.
    pub(crate) fn read(sheet: Sheet, kind: SheetKind, report: &mut Report) -> Self {
        let mut rows = sheet.rows;
        let texts = if rows.is_empty() { Vec::new() } else { std::mem::take(&mut rows[0]) };
        let texts = up_to_a_wide_gap(texts);
        let double_colons = texts.iter().any(|text| text.contains("::"));
        let mut headers: Vec<Option<Header>> = Vec::with_capacity(texts.len());
        for text in texts {
            let header = (!text.is_empty()).then(|| Header::read(&text, kind, double_colons));
            if let Some(new) = &header {
                compare(&sheet.name, kind, new, headers.iter().flatten(), report);
            }
            headers.push(header);
        }
        if kind == SheetKind::Settings {
            one_form_id(&sheet.name, &mut headers, report);
        }
        Self { name: sheet.name, headers, rows }
    }

    /// Whether a column begins with this word.
    pub(crate) fn has(&self, first: &str) -> bool {
        self.headers.iter().flatten().any(|header| header.path[0] == first)
    }

    /// The rows below the header. Rows without any cell are passed over; 60 of them in a row end the sheet.
    pub(crate) fn rows(&self, squeeze: bool) -> impl Iterator<Item = Row<'_>> {
        self.raw_rows().map(move |(position, cells)| Row::read(self, position, cells, squeeze))
    }

    /// The cells of these rows as they are, with their place in the sheet: for looking at which are empty.
    pub(crate) fn raw_rows(&self) -> impl Iterator<Item = (usize, &[String])> {
        let mut gap = 0;
        let is_empty = |cells: &[String]| {
            let mut below_headers = self.headers.iter().zip(cells).filter(|(header, _)| header.is_some());
            below_headers.all(|(_, cell)| cell.is_empty())
        };
        self.rows
            .iter()
            .enumerate()
            .skip(1)
            .map(move |(position, cells)| (position, cells.as_slice(), is_empty(cells)))
            .take_while(move |(.., empty)| {
                gap = if *empty { gap + 1 } else { 0 };
                gap <= LONGEST_GAP
            })
            .filter(|(.., empty)| !empty)
            .map(|(position, cells, _)| (position, cells))
    }
}

/// What lies below a gap this long is not part of the form, as ODK's own tools see it.
const LONGEST_GAP: usize = 60;

/// How many rows of a sheet are read, the header included. Cells without a header do not count.
pub(crate) fn end(rows: &[Vec<String>]) -> usize {
    let headers = up_to_a_wide_gap(rows.first().cloned().unwrap_or_default());
    let mut empty = 0;
    let mut below = rows.iter().enumerate().skip(1);
    let last = below.find_map(|(position, cells)| {
        let filled = headers.iter().zip(cells).any(|(header, cell)| !header.is_empty() && !cell.is_empty());
        empty = if filled { 0 } else { empty + 1 };
        (empty > LONGEST_GAP).then_some(position)
    });
    last.unwrap_or(rows.len())
}

/// Columns behind 20 empty headers are not part of the form, as ODK's own tools see it.
fn up_to_a_wide_gap(mut texts: Vec<String>) -> Vec<String> {
    const GAP: usize = 20;
    let mut empty = 0;
    let end = texts.iter().position(|text| {
        empty = if text.is_empty() { empty + 1 } else { 0 };
        empty > GAP
    });
    texts.truncate(end.unwrap_or(texts.len()));
    texts
}

/// Old forms give their id as `id_string`, newer ones as `form_id`. Where a form has both, the newer one counts.
fn one_form_id(sheet: &str, headers: &mut [Option<Header>], report: &mut Report) {
    if !headers.iter().flatten().any(|header| is_newer_id(&header.text)) {
        return;
    }
    for slot in headers.iter_mut() {
        if let Some(older) = slot.take_if(|header| is_older_id(&header.text)) {
            report.say(Code::FormIdTwice, Cell::row(sheet, 1).column(&older.text, ""), &[]);
        }
    }
}

fn is_older_id(header: &str) -> bool {
    header.eq_ignore_ascii_case("id_string")
}

fn is_newer_id(header: &str) -> bool {
    header.eq_ignore_ascii_case("form_id")
}

/// These two are told apart once all headers are read.
fn are_both_ids(one: &Header, other: &Header) -> bool {
    let pair = |older: &str, newer: &str| is_older_id(older) && is_newer_id(newer);
    pair(&one.text, &other.text) || pair(&other.text, &one.text)
}

fn compare<'a>(
    sheet: &str,
    kind: SheetKind,
    new: &Header,
    before: impl Iterator<Item = &'a Header> + Clone,
    report: &mut Report,
) {
    let cell = Cell { column: Some(new.text.clone()), ..Cell::row(sheet, 1) };
    if before.clone().any(|header| header.text == new.text) {
        report.say(Code::HeaderRepeated, cell, &[]);
    } else if let Some(other) = before.clone().find(|header| header.path == new.path && !are_both_ids(header, new)) {
        report.say(Code::HeaderSameColumn, cell, &[("other", &other.text)]);
    } else if !new.known && nearest(&new.path[0], aliases::columns(kind)).is_some() {
        // Unknown columns are notes, unless they look like a slip.
        let problem = Problem::new(Code::HeaderMisspelt, cell, &[]);
        report.add(problem.did_you_mean(&new.path[0], aliases::columns(kind)));
    }
}
