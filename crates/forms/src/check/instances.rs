//! One name, one file.

use crate::{
    form::Form,
    problems::{Cell, Code, Phrase, Problem, Report},
    rows::Table,
    xform::all_sources,
};
use indexmap::IndexMap;

pub(super) fn check(form: &Form, survey: &Table, report: &mut Report) {
    let mut known: IndexMap<String, String> = IndexMap::new();
    for (name, address) in all_sources(form) {
        match known.get(&name) {
            Some(one) if *one != address => {
                let arguments = [("name", name.as_str()), ("one", one.as_str()), ("other", address.as_str())];
                report.say(Code::InstanceConflict, place(survey, &name, &address), &arguments);
            }
            Some(_) => {}
            None => {
                if form.lists.contains_key(&name) {
                    let arguments = [("name", name.as_str()), ("other", address.as_str())];
                    let problem = Problem::new(Code::InstanceConflict, place(survey, &name, &address), &arguments);
                    report.add(problem.with("one", Phrase::AListOfChoices));
                }
                known.insert(name, address);
            }
        }
    }
}

/// The first cell that names the file, or else the instance.
fn place(survey: &Table, name: &str, address: &str) -> Cell {
    let file = address.rsplit('/').next().unwrap_or(address);
    [file, name]
        .into_iter()
        .find_map(|wanted| {
            survey.rows(true).find_map(|row| {
                let (header, text) = row.cells().find(|(_, text)| text.contains(wanted))?;
                Some(row.place().column(&header.text, text))
            })
        })
        .unwrap_or_else(|| Cell::sheet(&survey.name))
}
