//! Names of attributes and elements that a sheet gives must be fit for XML, and their prefixes declared.

use super::Sheets;
use crate::{
    form::Form,
    names::is_name,
    problems::{Cell, Code, Report},
    xform,
};
use std::collections::HashSet;

pub(super) fn check(form: &Form, sheets: &Sheets<'_>, report: &mut Report) {
    let declared: HashSet<String> = xform::prefixes(form).into_iter().collect();
    let fits = |name: &str| is_name(name) && name.split_once(':').is_none_or(|(prefix, _)| declared.contains(prefix));
    let mut said: HashSet<String> = HashSet::new();
    for row in sheets.survey.rows(true) {
        for (header, text) in row.cells() {
            let [first, attribute] = header.path.as_slice() else { continue };
            // What is wrong with save_to is said where entities are read.
            let given = matches!(first.as_str(), "bind" | "control" | "instance") && attribute != "entities:saveto";
            if given && !fits(attribute) && said.insert(header.text.clone()) {
                let cell = row.place().column(&header.text, text);
                report.say(Code::AttributeInvalid, cell, &[("name", attribute)]);
            }
        }
        if let Some(name) = row.text(&["name"]).filter(|name| name.contains(':') && is_name(name) && !fits(name)) {
            report.say(Code::AttributeInvalid, row.cell(&["name"]), &[("name", name)]);
        }
    }
    for name in form.settings.attributes.keys().filter(|name| !fits(name)) {
        let row = sheets.settings.and_then(|table| table.rows(false).next());
        let cell = row.map_or_else(Cell::default, |row| row.cell(&["attribute", name]));
        report.say(Code::AttributeInvalid, cell, &[("name", name)]);
    }
}
