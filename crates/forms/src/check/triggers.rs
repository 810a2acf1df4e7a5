//! A trigger is a question people answer.

use crate::{
    form::Form,
    problems::{Code, Problem, Report},
    rows::Table,
    xform::Paths,
};
use std::collections::HashMap;

pub(super) fn check(form: &Form, survey: &Table, paths: &Paths<'_>, report: &mut Report) {
    if form.questions().all(|question| question.trigger.is_empty()) {
        return;
    }
    let visible: HashMap<&str, bool> =
        form.questions().map(|question| (question.name.as_str(), question.is_visible())).collect();
    let triggered: HashMap<u32, &[String]> =
        form.questions().map(|question| (question.row, question.trigger.as_slice())).collect();
    for row in survey.rows(true) {
        for name in triggered.get(&row.number).copied().unwrap_or_default() {
            let cell = row.cell(&["trigger"]);
            let written = format!("${{{name}}}");
            let arguments = [("name", name.as_str()), ("reference", written.as_str())];
            match visible.get(name.as_str()) {
                Some(true) => {}
                Some(false) => report.say(Code::TriggerInvisible, cell, &arguments),
                None => {
                    let problem = Problem::new(Code::ReferenceUnknown, cell, &arguments);
                    report.suggest(problem, name, paths.names());
                }
            }
        }
    }
}
