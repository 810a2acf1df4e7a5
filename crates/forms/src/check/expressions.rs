//! Every expression of the form is parsed, and every reference looked up.

use super::{
    Sheets, clients, is_disabled,
    types::{Place, Questions},
};
use crate::{
    form::{Form, Kind},
    problems::{Cell, Code, Phrase, Problem, Report},
    rows::{Header, Row},
    xform::{Found, Paths, is_dynamic},
    xpath::{self, Expr, Reference, XPathError},
};
use std::collections::HashMap;

pub(super) fn check(
    form: &Form,
    sheets: &Sheets<'_>,
    questions: &Questions<'_>,
    paths: &Paths<'_>,
    report: &mut Report,
) {
    let kinds: HashMap<u32, &Kind> = form.questions().map(|question| (question.row, &question.kind)).collect();
    for row in sheets.survey.rows(true).filter(counts) {
        for (header, text) in row.cells() {
            let cell = || row.place().column(&header.text, text);
            match meaning(header, text, kinds.get(&row.number).copied()) {
                Meaning::Expression => {
                    // In a filter `.` is a choice.
                    let own = questions.at_row(row.number).filter(|_| header.path[0] == "bind");
                    expression(text, Place { cell: &cell, own }, questions, paths, report);
                }
                Meaning::Text => references(text, &cell, paths, report),
                Meaning::Nothing => {}
            }
        }
    }
    for row in sheets.settings.iter().flat_map(|table| table.rows(false).take(1)) {
        for (header, text) in row.cells().filter(|(header, _)| header.path == ["instance_name"]) {
            let cell = || row.place().column(&header.text, text);
            expression(text, Place { cell: &cell, own: None }, questions, paths, report);
        }
    }
    for row in sheets.choices.iter().flat_map(|table| table.rows(false)) {
        for (header, text) in row.cells().filter(|(header, _)| matches!(header.path[0].as_str(), "label" | "media")) {
            references(text, &|| row.place().column(&header.text, text), paths, report);
        }
    }
}

/// Rows that end something or are switched off say nothing.
pub(super) fn counts(row: &Row<'_>) -> bool {
    let kind = row.text(&["type"]).unwrap_or_default();
    let ends = kind.starts_with("end") && kind.len() > 3 && kind.as_bytes()[3] != b' ' || kind.starts_with("end ");
    let time = matches!(kind, "end time");
    !kind.is_empty() && (!ends || time) && !is_disabled(row)
}

enum Meaning {
    Expression,
    Text,
    Nothing,
}

fn meaning(header: &Header, text: &str, kind: Option<&Kind>) -> Meaning {
    let path: Vec<&str> = header.path.iter().map(String::as_str).collect();
    match path.as_slice() {
        ["bind", "relevant" | "constraint" | "required" | "readonly" | "calculate"] => {
            // `yes` and its kin stand for true().
            let plain = matches!(text.to_lowercase().as_str(), "yes" | "no" | "true" | "false");
            if plain { Meaning::Nothing } else { Meaning::Expression }
        }
        ["choice_filter"] | ["control", "jr:count"] => Meaning::Expression,
        ["default"] => match kind.is_some_and(|kind| is_dynamic(text, kind)) {
            true => Meaning::Expression,
            false => Meaning::Nothing,
        },
        [
            "label" | "hint" | "guidance_hint" | "media" | "bind" | "control" | "instance" | "type" | "parameters",
            ..,
        ] => Meaning::Text,
        _ => Meaning::Nothing,
    }
}

pub(super) fn expression(
    text: &str,
    place: Place<'_>,
    questions: &Questions<'_>,
    paths: &Paths<'_>,
    report: &mut Report,
) {
    let cell = place.cell;
    let tree = match xpath::parse(text) {
        Ok(tree) => tree,
        Err(error) => return unreadable(&error, text, cell(), report),
    };
    for found in xpath::in_expression(text, &tree) {
        look_up(&found.reference, cell, paths, report);
    }
    tree.visit(&mut |part| {
        if let Expr::Call { name, arguments, .. } = part {
            call(name, arguments.len(), cell, report);
        }
    });
    clients::check(&tree, cell, report);
    questions.check(&tree, place, report);
}

fn unreadable(error: &XPathError, text: &str, cell: Cell, report: &mut Report) {
    if error.in_reference {
        report.say(Code::ReferenceUnreadable, cell, &[("found", &error.near)]);
    } else {
        let problem = Problem::new(Code::ExpressionUnreadable, cell, &[("near", &error.near)]);
        let problem = problem.with("reason", Phrase::Unreadable { reason: error.reason });
        // Where it ends too early, its last word shows the place.
        let last = text.split_whitespace().next_back().unwrap_or_default();
        report.add(if error.near.is_empty() { problem.with("near", last) } else { problem });
    }
}

fn call(name: &str, count: usize, cell: &dyn Fn() -> Cell, report: &mut Report) {
    match xpath::function(name) {
        None => {
            let problem = Problem::new(Code::FunctionUnknown, cell(), &[("name", name)]);
            report.suggest(problem, name, xpath::functions().iter().map(|known| known.name));
        }
        Some(known) if !known.takes(count) => {
            let arguments = [("name", name), ("given", &count.to_string())];
            let problem = Problem::new(Code::FunctionArguments, cell(), &arguments);
            report.add(problem.with("expected", known.expected()));
        }
        Some(_) => {}
    }
}

fn references(text: &str, cell: &dyn Fn() -> Cell, paths: &Paths<'_>, report: &mut Report) {
    match xpath::in_text(text) {
        Ok(found) => found.iter().for_each(|reference| look_up(reference, cell, paths, report)),
        Err(error) => unreadable(&error, text, cell(), report),
    }
}

fn look_up(reference: &Reference, cell: &dyn Fn() -> Cell, paths: &Paths<'_>, report: &mut Report) {
    let name = reference.name.as_str();
    let written = format!("${{{name}}}");
    let arguments = [("name", name), ("reference", written.as_str())];
    match paths.find(name) {
        Some(Found::One(_)) => {}
        Some(Found::Several) => report.say(Code::ReferenceAmbiguous, cell(), &arguments),
        None => {
            let problem = Problem::new(Code::ReferenceUnknown, cell(), &arguments);
            report.suggest(problem, name, paths.names());
        }
    }
}
