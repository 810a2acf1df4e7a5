//! A trigger is a question people answer.

use super::expressions::counts;
use crate::{
    form::{Form, Kind, Question},
    problems::{Code, Problem, Report},
    rows::{Row, Table},
    xform::{Found, Paths},
    xpath,
};
use std::collections::HashMap;

pub(super) fn check(form: &Form, survey: &Table, paths: &Paths<'_>, report: &mut Report) {
    if !survey.has("trigger") {
        return;
    }
    let triggers: HashMap<&str, &Question> =
        form.questions().map(|question| (question.name.as_str(), question)).collect();
    let triggered: HashMap<u32, &Question> = form
        .questions()
        .filter(|question| !question.trigger.is_empty())
        .map(|question| (question.row, question))
        .collect();
    for row in survey.rows(true).filter(counts) {
        let Some(question) = triggered.get(&row.number) else {
            of_section(&row, &triggers, report);
            continue;
        };
        if paths.find(&question.name) == Some(Found::Several) {
            say(Code::ReferenceAmbiguous, &question.name, &row, report);
        }
        for name in &question.trigger {
            match triggers.get(name.as_str()) {
                Some(trigger) if trigger.is_visible() => {}
                Some(trigger) if is_computed(trigger) && question.kind != Kind::BackgroundGeopoint => {
                    say(Code::TriggerInvisible, name, &row, report);
                }
                Some(_) => say(Code::TriggerWithoutEffect, name, &row, report),
                None => unknown(name, &row, &triggers, report),
            }
        }
    }
}

/// What is computed never changes by an answer. What the device fills in, and what is hidden, does not either; forms
/// with such triggers are in use, and do what their authors saw them do.
fn is_computed(question: &Question) -> bool {
    question.kind == Kind::Calculate || question.bind.calculate().is_some() || !question.trigger.is_empty()
}

/// Groups are not computed, so their triggers mean nothing; a name that does not exist is a slip all the same.
fn of_section(row: &Row<'_>, triggers: &HashMap<&str, &Question>, report: &mut Report) {
    let references = row.text(&["trigger"]).and_then(|text| xpath::in_text(text).ok()).unwrap_or_default();
    for reference in references.iter().filter(|reference| !triggers.contains_key(reference.name.as_str())) {
        unknown(&reference.name, row, triggers, report);
    }
}

fn unknown(name: &str, row: &Row<'_>, triggers: &HashMap<&str, &Question>, report: &mut Report) {
    let written = format!("${{{name}}}");
    let arguments = [("name", name), ("reference", written.as_str())];
    let problem = Problem::new(Code::ReferenceUnknown, row.cell(&["trigger"]), &arguments);
    report.suggest(problem, name, triggers.keys().copied());
}

fn say(code: Code, name: &str, row: &Row<'_>, report: &mut Report) {
    let written = format!("${{{name}}}");
    report.say(code, row.cell(&["trigger"]), &[("name", name), ("reference", &written)]);
}
