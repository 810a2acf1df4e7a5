//! Declarations of entities: their expressions, and the lists they update.

use super::{
    Sheets,
    expressions::expression,
    types::{Place, Questions},
};
use crate::{
    form::Form,
    problems::{Code, Report},
    xform::{Paths, all_sources},
};
use std::collections::HashSet;

pub(super) fn check(
    form: &Form,
    sheets: &Sheets<'_>,
    questions: &Questions<'_>,
    paths: &Paths<'_>,
    report: &mut Report,
) {
    let Some(table) = sheets.entities else { return };
    let sources = all_sources(form);
    let come_along: HashSet<&str> =
        sources.iter().map(|(name, _)| name.as_str()).chain(form.lists.keys().map(String::as_str)).collect();
    for row in table.rows(false) {
        for (header, text) in row.cells() {
            if matches!(header.path[0].as_str(), "label" | "entity_id" | "create_if" | "update_if") {
                let cell = || row.place().column(&header.text, text);
                expression(text, Place { cell: &cell, own: None }, questions, paths, report);
            }
        }
        // The version of what is updated is looked up in the list: clients refuse to, where there is none.
        let updated = row.text(&["entity_id"]).and(row.text(&["list_name"]));
        if let Some(list) = updated.filter(|list| !come_along.contains(list)) {
            report.say(Code::EntityListAbsent, row.cell(&["list_name"]), &[("list", list)]);
        }
    }
}
