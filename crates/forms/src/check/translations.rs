//! Languages with something missing.

use super::Sheets;
use crate::{
    form::Form,
    problems::{Cell, Code, Report},
    rows::Table,
};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(form: &Form, sheets: &Sheets<'_>, report: &mut Report) {
    columns(sheets.survey, report);
    if let Some(choices) = sheets.choices {
        columns(choices, report);
    }
    for language in &form.languages {
        let has_code = language.ends_with(')') && language.contains('(');
        if !has_code && language != "default" {
            report.say(Code::LanguageWithoutCode, Cell::default(), &[("language", language)]);
        }
    }
}

/// A column that exists in one language should exist in all.
fn columns(table: &Table, report: &mut Report) {
    const TRANSLATED: [&str; 9] = [
        "label",
        "hint",
        "guidance_hint",
        "image",
        "big-image",
        "audio",
        "video",
        "jr:constraintMsg",
        "jr:requiredMsg",
    ];
    let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for header in table.headers.iter().flatten() {
        let path: Vec<&str> = header.path.iter().map(String::as_str).collect();
        let path = match path.as_slice() {
            ["media" | "bind", rest @ ..] if !rest.is_empty() => rest,
            all => all,
        };
        if let [name, rest @ ..] = path
            && TRANSLATED.contains(name)
        {
            seen.entry(rest.first().copied().unwrap_or("default")).or_default().insert(name);
        }
    }
    if seen.keys().all(|language| *language == "default") {
        return;
    }
    let all: BTreeSet<&str> = seen.values().flatten().copied().collect();
    for (language, names) in &seen {
        for name in all.difference(names) {
            let arguments = [("language", *language), ("name", *name)];
            report.say(Code::TranslationColumnMissing, Cell::sheet(&table.name), &arguments);
        }
    }
}
