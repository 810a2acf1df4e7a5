//! Choice lists and their use.

use super::Sheets;
use crate::{
    form::{ChoiceSource, Form},
    problems::{Cell, Code, Report},
    xform::is_search,
};
use std::collections::{HashMap, HashSet};

pub(super) fn check(form: &Form, sheets: &Sheets<'_>, report: &mut Report) {
    let mut with_search: HashMap<&str, &str> = HashMap::new();
    let mut without_search: HashMap<&str, Vec<&str>> = HashMap::new();
    for question in form.questions() {
        let Some(source) = question.kind.choices() else { continue };
        if is_search(question) {
            if matches!(source, ChoiceSource::File(_)) {
                let cell = Cell::row(&sheets.survey.name, question.row);
                report.say(Code::SearchInFile, cell, &[("name", &question.name)]);
            }
            with_search.insert(source.name(), &question.name);
        } else {
            without_search.entry(source.name()).or_default().push(&question.name);
        }
    }
    for (list, question) in &with_search {
        if let Some(others) = without_search.get(list) {
            let arguments = [("name", *question), ("list", *list), ("others", &others.join(", "))];
            report.say(Code::SearchSharesList, Cell::sheet(&sheets.survey.name), &arguments);
        }
    }
    let used: HashSet<&str> = with_search.keys().chain(without_search.keys()).copied().collect();
    let named = |list: &str| used.contains(list) || mentioned(form, list);
    for list in form.lists.keys().filter(|list| !named(list)) {
        let sheet = sheets.choices.map_or("choices", |table| table.name.as_str());
        report.say(Code::ListUnused, Cell::sheet(sheet), &[("list", list)]);
    }
}

/// Lists are also read by expressions, as `instance('list')`, and by a range's labels.
fn mentioned(form: &Form, list: &str) -> bool {
    form.questions().any(|question| {
        question.parameters.values().any(|value| value == list)
            || question
                .bind
                .attributes
                .values()
                .chain(question.choice_filter.as_ref())
                .any(|text| text.contains("instance(") && text.contains(list))
    })
}
