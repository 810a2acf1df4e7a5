//! One name, one file.

use crate::{
    form::Form,
    problems::{Cell, Code, Report},
    xform::all_sources,
};
use indexmap::IndexMap;
use std::collections::HashMap;

pub(super) fn check(form: &Form, sheet: &str, report: &mut Report) {
    rows_of_files(form, sheet, report);
    let mut known: IndexMap<String, String> = IndexMap::new();
    for (name, address) in all_sources(form) {
        match known.get(&name) {
            Some(one) if *one != address => {
                let arguments = [("name", name.as_str()), ("one", one.as_str()), ("other", address.as_str())];
                report.say(Code::InstanceConflict, Cell::sheet("survey"), &arguments);
            }
            Some(_) => {}
            None => {
                if form.lists.contains_key(&name) {
                    let arguments =
                        [("name", name.as_str()), ("one", "a list of choices"), ("other", address.as_str())];
                    report.say(Code::InstanceConflict, Cell::sheet("choices"), &arguments);
                }
                known.insert(name, address);
            }
        }
    }
}

/// A file is brought along by one row only, even if by the same name and kind.
fn rows_of_files(form: &Form, sheet: &str, report: &mut Report) {
    let mut rows: HashMap<&str, u32> = HashMap::new();
    for question in form.questions().filter(|question| question.kind.is_external_instance()) {
        if let Some(before) = rows.insert(&question.name, question.row) {
            let (one, other) = (format!("the file of row {before}"), format!("that of row {}", question.row));
            let arguments = [("name", question.name.as_str()), ("one", &one), ("other", &other)];
            let cell = Cell::row(sheet, question.row).column("name", &question.name);
            report.say(Code::InstanceConflict, cell, &arguments);
        }
    }
}
