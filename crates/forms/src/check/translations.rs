//! Languages with something missing: a column, a text, or a code.

use super::{
    Sheets, is_disabled,
    language_codes::{code_of, is_known},
};
use crate::{
    form::Form,
    problems::{Cell, Code, Report},
    rows::{Header, Table, number},
};
use std::collections::{BTreeSet, HashSet};

pub(super) fn check(form: &Form, sheets: &Sheets<'_>, report: &mut Report) {
    let tables = [Some(sheets.survey), sheets.choices];
    for table in tables.into_iter().flatten() {
        let columns = translated(table, &form.default_language);
        let languages: BTreeSet<&str> = columns.iter().map(|column| column.language).collect();
        if languages.iter().any(|language| *language != "default") {
            missing_columns(table, &columns, &languages, report);
            missing_texts(table, &columns, report);
        }
    }
    for language in &form.languages {
        if language != "default" {
            let headers = tables.into_iter().flatten().flat_map(headers);
            code(language, headers, report);
        }
    }
}

/// A column whose texts are read in one language.
struct Translated<'a> {
    /// Its place in the sheet.
    position: usize,
    header: &'a str,
    /// What it holds, whichever of its names it goes by.
    kind: &'static str,
    language: &'a str,
}

/// What can be translated, and what authors call it.
const KINDS: [(&str, &str); 10] = [
    ("label", "label"),
    ("hint", "hint"),
    ("guidance_hint", "guidance_hint"),
    ("image", "image"),
    ("big-image", "big-image"),
    ("audio", "audio"),
    ("video", "video"),
    ("jr:constraintMsg", "constraint_message"),
    ("jr:requiredMsg", "required_message"),
    ("jr:noAppErrorString", "no_app_error_string"),
];

fn headers(table: &Table) -> impl Iterator<Item = (&str, &Header)> {
    table.headers.iter().flatten().map(|header| (table.name.as_str(), header))
}

/// A column without language is in the form's default language.
fn translated<'a>(table: &'a Table, default_language: &'a str) -> Vec<Translated<'a>> {
    let read = |(position, header): (usize, &'a Option<Header>)| {
        let header = header.as_ref()?;
        let (kind, language) = kind_and_language(header)?;
        Some(Translated { position, header: &header.text, kind, language: language.unwrap_or(default_language) })
    };
    table.headers.iter().enumerate().filter_map(read).collect()
}

fn kind_and_language(header: &Header) -> Option<(&'static str, Option<&str>)> {
    let path: Vec<&str> = header.path.iter().map(String::as_str).collect();
    let path = match path.as_slice() {
        ["media" | "bind", rest @ ..] if !rest.is_empty() => rest,
        all => all,
    };
    let (name, rest) = path.split_first()?;
    let (_, kind) = KINDS.iter().find(|(known, _)| known == name)?;
    Some((kind, rest.first().copied()))
}

/// A column that exists in one language should exist in all.
fn missing_columns(table: &Table, columns: &[Translated<'_>], languages: &BTreeSet<&str>, report: &mut Report) {
    let kinds: BTreeSet<&str> = columns.iter().map(|column| column.kind).collect();
    for language in languages {
        for kind in &kinds {
            if !columns.iter().any(|column| column.kind == *kind && column.language == *language) {
                let cell = Cell::row(&table.name, 1).column(&format!("{kind}::{language}"), "");
                report.say(Code::TranslationColumnMissing, cell, &[("language", language), ("name", kind)]);
            }
        }
    }
}

/// A text that exists in one language should exist in all that have a column for it.
fn missing_texts(table: &Table, columns: &[Translated<'_>], report: &mut Report) {
    /// Rows of one column that are listed; a language that is only begun has them by the thousand.
    const LISTED: usize = 20;
    let mut missing: Vec<usize> = vec![0; columns.len()];
    let off = rows_left_out(table);
    for (position, cells) in table.raw_rows() {
        let filled = || columns.iter().filter(|column| cells.get(column.position).is_some_and(|text| !text.is_empty()));
        let kinds: BTreeSet<&str> = filled().map(|column| column.kind).collect();
        if kinds.is_empty() || off.contains(&number(position)) {
            continue;
        }
        let said: HashSet<(&str, &str)> = filled().map(|column| (column.kind, column.language)).collect();
        for (column, count) in columns.iter().zip(&mut missing) {
            if kinds.contains(column.kind) && !said.contains(&(column.kind, column.language)) {
                *count += 1;
                if *count <= LISTED {
                    let cell = Cell::row(&table.name, number(position)).column(column.header, "");
                    report.say(Code::TranslationMissing, cell, &[("language", column.language)]);
                }
            }
        }
    }
    for (column, count) in columns.iter().zip(missing).filter(|(_, count)| *count > LISTED) {
        let cell = Cell::row(&table.name, 1).column(column.header, "");
        report.say(Code::TranslationsMissing, cell, &[("count", &(count - LISTED).to_string())]);
    }
}

/// The rows that the old column `disabled` leaves out.
fn rows_left_out(table: &Table) -> HashSet<u32> {
    if !table.has("disabled") {
        return HashSet::new();
    }
    table.rows(true).filter(is_disabled).map(|row| row.number).collect()
}

/// Clients choose a language by its code.
fn code<'a>(language: &str, mut headers: impl Iterator<Item = (&'a str, &'a Header)>, report: &mut Report) {
    let header = headers.find(|(_, header)| header.path.last().is_some_and(|last| last == language));
    let cell = header.map_or_else(Cell::default, |(sheet, header)| Cell::row(sheet, 1).column(&header.text, ""));
    match code_of(language) {
        None => report.say(Code::LanguageWithoutCode, cell, &[("language", language)]),
        Some(code) if !is_known(code) => {
            report.say(Code::LanguageCodeUnknown, cell, &[("language", language), ("code", code)]);
        }
        Some(_) => {}
    }
}
