//! The choices sheet.

use super::settings::FormSettings;
use crate::{
    form::{Choice, ChoiceList},
    names::is_plain_name,
    problems::{Cell, Code, Report},
    rows::{Row, Table},
};
use indexmap::IndexMap;
use std::collections::HashMap;

pub(super) fn read(table: &Table, settings: &FormSettings, report: &mut Report) -> IndexMap<String, ChoiceList> {
    let mut lists: IndexMap<String, ChoiceList> = IndexMap::new();
    let mut seen: HashMap<String, HashMap<String, u32>> = HashMap::new();
    if !table.has("name") && table.rows(false).next().is_some() {
        report.say(Code::HeaderMissing, Cell::row(&table.name, 1).column("name", ""), &[("name", "name")]);
        return lists;
    }
    let columns = filter_columns(table, report);
    for row in table.rows(false) {
        let Some(list) = row.text(&["list_name"]) else {
            report.say(Code::ChoiceWithoutList, row.cell(&["list_name"]), &[]);
            continue;
        };
        let Some(name) = row.text(&["name"]) else {
            report.say(Code::ChoiceWithoutName, row.cell(&["name"]), &[("list", list)]);
            continue;
        };
        if !lists.contains_key(list) {
            lists.insert(list.to_owned(), ChoiceList::default());
            seen.insert(list.to_owned(), HashMap::new());
        }
        let before = seen.get_mut(list).and_then(|names| names.insert(name.to_owned(), row.number));
        if let Some(other) = before.filter(|_| !settings.allow_choice_duplicates) {
            report.say(Code::ChoiceRepeated, row.cell(&["name"]), &[("list", list), ("other", &other.to_string())]);
        }
        let choice = choice(&row, name, &columns, settings);
        if choice.label.is_none() {
            report.say(Code::ChoiceWithoutLabel, row.cell(&["label"]), &[("name", name)]);
        }
        if let Some(list) = lists.get_mut(list) {
            list.choices.push(choice);
        }
    }
    lists
}

fn choice(row: &Row<'_>, name: &str, columns: &[String], settings: &FormSettings) -> Choice {
    let media = ["image", "big-image", "audio", "video"];
    Choice {
        name: name.to_owned(),
        label: row.words(&["label"], &settings.default_language),
        media: media
            .into_iter()
            .filter_map(|kind| Some((row.words(&["media", kind], &settings.default_language)?, kind)))
            .map(|(words, kind)| (kind.to_owned(), words))
            .collect(),
        columns: columns
            .iter()
            .filter_map(|column| Some((column, row.text(&[column])?)))
            .map(|(column, text)| (column.clone(), text.to_owned()))
            .collect(),
    }
}

/// Columns beyond the known ones become elements of each choice, so their headers must be names.
fn filter_columns(table: &Table, report: &mut Report) -> Vec<String> {
    let mut columns = Vec::new();
    for header in table.headers.iter().flatten() {
        if header.path == ["sms_option"] || (!header.known && header.path.len() == 1) {
            if is_plain_name(&header.path[0]) {
                columns.push(header.path[0].clone());
            } else {
                let cell = Cell { column: Some(header.text.clone()), ..Cell::row(&table.name, 1) };
                report.say(Code::HeaderNotAName, cell, &[]);
            }
        }
    }
    columns
}
