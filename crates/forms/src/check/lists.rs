//! Choice lists and their use.

use super::Sheets;
use crate::{
    form::{ChoiceSource, Form, Item, Words},
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
    let mentioned = mentioned(form);
    for list in form.lists.keys().filter(|list| !used.contains(list.as_str()) && !mentioned.contains(list.as_str())) {
        let sheet = sheets.choices.map_or("choices", |table| table.name.as_str());
        report.say(Code::ListUnused, Cell::sheet(sheet), &[("list", list)]);
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
