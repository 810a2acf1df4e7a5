//! Choice lists and their use.

use super::Sheets;
use crate::{
    form::{ChoiceSource, Form, Item, Kind, Question, Words},
    problems::{Cell, Code, Report},
    rows::Table,
    xform::is_search,
};
use indexmap::IndexMap;
use std::collections::HashSet;

pub(super) fn check(form: &Form, sheets: &Sheets<'_>, report: &mut Report) {
    let mut with_search: IndexMap<&str, &Question> = IndexMap::new();
    let mut without_search: IndexMap<&str, Vec<&str>> = IndexMap::new();
    for question in form.questions() {
        let Some(source) = question.kind.choices() else { continue };
        if is_search(question) {
            if matches!(source, ChoiceSource::File(_)) {
                report.say(Code::SearchInFile, appearance(sheets, question), &[("name", &question.name)]);
            }
            with_search.insert(source.name(), question);
        } else {
            without_search.entry(source.name()).or_default().push(&question.name);
        }
    }
    for (list, question) in &with_search {
        if let Some(others) = without_search.get(list) {
            let arguments = [("name", question.name.as_str()), ("list", *list), ("others", &others.join(", "))];
            report.say(Code::SearchSharesList, appearance(sheets, question), &arguments);
        }
    }
    let used: HashSet<&str> = with_search.keys().chain(without_search.keys()).copied().collect();
    if let Some(choices) = sheets.choices {
        unused(form, choices, &used, report);
        spaced(form, choices, report);
    }
}

/// Where a question says `search()`.
fn appearance(sheets: &Sheets<'_>, question: &Question) -> Cell {
    Cell::row(&sheets.survey.name, question.row).column("appearance", question.appearance())
}

/// A list nobody is asked about is told of where it begins.
fn unused(form: &Form, choices: &Table, used: &HashSet<&str>, report: &mut Report) {
    let mentioned = mentioned(form);
    let is_unused = |list: &str| !used.contains(list) && !mentioned.contains(list);
    let mut left: HashSet<&str> = form.lists.keys().map(String::as_str).filter(|list| is_unused(list)).collect();
    if left.is_empty() {
        return;
    }
    for row in choices.rows(false) {
        if let Some(list) = row.text(&["list_name"]).filter(|list| left.remove(*list)) {
            report.say(Code::ListUnused, row.cell(&["list_name"]), &[("list", list)]);
        }
    }
}

/// Several answers are separated by spaces, so a name cannot have one; elsewhere it works until the question changes.
fn spaced(form: &Form, choices: &Table, report: &mut Report) {
    if !form.lists.values().flat_map(|list| &list.choices).any(|choice| choice.name.contains(' ')) {
        return;
    }
    let several: HashSet<&str> = form
        .questions()
        .filter_map(|question| match &question.kind {
            Kind::SelectMultiple(ChoiceSource::List(list)) => Some(list.as_str()),
            _ => None,
        })
        .collect();
    for row in choices.rows(false) {
        let (Some(list), Some(name)) = (row.text(&["list_name"]), row.text(&["name"])) else { continue };
        if name.contains(' ') {
            let code = if several.contains(list) { Code::ChoiceNameWithSpace } else { Code::ChoiceNameSpaced };
            report.say(code, row.cell(&["name"]), &[("list", list)]);
        }
    }
}

/// Lists are also read by expressions, as `instance('list')`, and by parameters, such as a range's labels.
fn mentioned(form: &Form) -> HashSet<&str> {
    let mut names: HashSet<&str> = HashSet::new();
    for item in form.walk() {
        let (bind, others): (_, Vec<&str>) = match item {
            Item::Question(question) => {
                names.extend(question.parameters.values().map(String::as_str));
                let texts = [&question.label, &question.hint].into_iter().flatten().flat_map(Words::texts);
                let texts = texts.map(|(_, text)| text);
                (
                    &question.bind,
                    texts.chain(question.choice_filter.as_deref()).chain(question.default.as_deref()).collect(),
                )
            }
            Item::Section(section) => (&section.bind, Vec::new()),
        };
        bind.attributes.values().map(String::as_str).chain(others).for_each(|text| names.extend(instances(text)));
    }
    for entity in &form.entities {
        names.extend(entity.updates().then_some(entity.list.as_str()));
        entity.expressions().for_each(|text| names.extend(instances(text)));
    }
    names
}

fn instances(text: &str) -> impl Iterator<Item = &str> {
    let calls = text.split("instance(").skip(1);
    calls.filter_map(|rest| rest.trim_start().trim_start_matches(['\'', '"']).split(['\'', '"']).next())
}
