//! One name, one file.

use crate::{
    form::Form,
    problems::{Argument, Cell, Code, Phrase, Problem, Report},
    rows::{Row, Table},
    xform::sources_by_row,
};
use indexmap::IndexMap;
use std::collections::{HashMap, HashSet};

/// Something that a name means already, and what a row makes it mean besides.
struct Conflict {
    name: String,
    one: Argument,
    other: String,
    row: u32,
}

pub(super) fn check(form: &Form, survey: &Table, report: &mut Report) {
    rows_of_files(form, &survey.name, report);
    let conflicts = conflicts(form);
    if conflicts.is_empty() {
        return;
    }
    let wanted: HashSet<u32> = conflicts.iter().map(|conflict| conflict.row).collect();
    let rows = survey.rows(true).filter(|row| wanted.contains(&row.number));
    let rows: HashMap<u32, Row<'_>> = rows.map(|row| (row.number, row)).collect();
    for conflict in conflicts {
        let row = rows.get(&conflict.row);
        let cell = row.map_or_else(|| Cell::sheet(&survey.name), |row| conflict.cell(row));
        let arguments = [("name", conflict.name.as_str()), ("other", conflict.other.as_str())];
        report.add(Problem::new(Code::InstanceConflict, cell, &arguments).with("one", conflict.one));
    }
}

fn conflicts(form: &Form) -> Vec<Conflict> {
    let mut known: IndexMap<String, String> = IndexMap::new();
    let mut found = Vec::new();
    for (name, address, row) in sources_by_row(form) {
        let one = match known.get(&name) {
            Some(one) if *one != address => Some(Argument::from(one.as_str())),
            Some(_) => None,
            None => {
                known.insert(name.clone(), address.clone());
                form.lists.contains_key(&name).then_some(Argument::Phrase(Phrase::AListOfChoices))
            }
        };
        found.extend(one.map(|one| Conflict { name, one, other: address, row }));
    }
    found
}

impl Conflict {
    /// The cell that names the file, or else what it is called by.
    fn cell(&self, row: &Row<'_>) -> Cell {
        let file = self.other.rsplit('/').next().unwrap_or(&self.other);
        let naming = |wanted: &str| row.cells().find(|(_, text)| text.contains(wanted));
        let found = naming(file).or_else(|| naming(&self.name));
        found.map_or_else(|| row.place(), |(header, text)| row.place().column(&header.text, text))
    }
}

/// A file is brought along by one row only, even if by the same name and kind.
fn rows_of_files(form: &Form, sheet: &str, report: &mut Report) {
    let mut rows: HashMap<&str, u32> = HashMap::new();
    for question in form.questions().filter(|question| question.kind.is_external_instance()) {
        if let Some(before) = rows.insert(&question.name, question.row) {
            let cell = Cell::row(sheet, question.row).column("name", &question.name);
            let problem = Problem::new(Code::InstanceConflict, cell, &[("name", &question.name)]);
            let problem = problem.with("one", Phrase::FileOfRow { row: before });
            report.add(problem.with("other", Phrase::FileOfRow { row: question.row }));
        }
    }
}
