//! Edits of values: what a reviewer changes lies over what came, and never replaces it.
//!
//! A submission does not change. A record says what came with the edits laid over it, in the order they were made: each
//! names the question, what stood there, what stands there now, and so can be checked, carried on to a newer version of the
//! submission, and taken off again.

mod log;
mod path;
mod problem;
mod rules;

pub use log::{CleanRecord, LogEntry, LogProblem, LoggedEdit, apply_log};
pub use path::{PathProblem, QuestionPath};
pub use problem::EditProblem;
pub use rules::{EditRules, LONGEST_TEXT};

use crate::expression::Answers;
use serde::{Deserialize, Serialize};
use vocab::{Answer, Value};

/// One change of one value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ValueEdit {
    /// The question.
    pub question: QuestionPath,
    /// What stood there.
    pub from: Answer,
    /// What stands there now.
    pub to: Answer,
}

/// What came, with the edits that still fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Carried {
    /// The answers.
    pub answers: Answers,
    /// Which of the edits no longer fit, by their place in the list.
    pub lapsed: Vec<usize>,
}

/// Lays edits over answers, one after the other.
///
/// # Errors
/// With all that is wrong with them; then nothing of them may be kept.
pub fn apply(answers: &Answers, edits: &[ValueEdit], rules: &EditRules<'_>) -> Result<Answers, Vec<EditProblem>> {
    let (mut edited, mut problems) = (answers.clone(), Vec::new());
    for edit in edits {
        match rules.check(edit).and_then(|()| lay(&mut edited, edit)) {
            Ok(()) => {}
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(edited) } else { Err(problems) }
}

/// Lays edits over other answers than those they were made on, such as a newer version of the submission: those whose value
/// no longer stands there lapse.
pub fn carry(answers: &Answers, edits: &[ValueEdit]) -> Carried {
    let mut carried = Carried { answers: answers.clone(), lapsed: Vec::new() };
    for (at, edit) in edits.iter().enumerate() {
        if lay(&mut carried.answers, edit).is_err() {
            carried.lapsed.push(at);
        }
    }
    carried
}

/// Takes edits off again, the last one first: what stood there before them.
///
/// # Errors
/// When one of them does not lie there.
pub fn undo(answers: &Answers, edits: &[ValueEdit]) -> Result<Answers, EditProblem> {
    let mut before = answers.clone();
    for ValueEdit { question, from, to } in edits.iter().rev() {
        lay(&mut before, &ValueEdit { question: question.clone(), from: to.clone(), to: from.clone() })?;
    }
    Ok(before)
}

/// What stands at a path; what was never asked is missing.
pub fn answer_at<'a>(answers: &'a Answers, path: &QuestionPath) -> Option<&'a Answer> {
    let mut within = answers;
    for (repeat, entry) in path.entries() {
        let Some(Value::Repeat(entries)) = within.get(repeat)?.value() else { return None };
        within = entries.get(entry - 1)?;
    }
    within.get(path.name())
}

fn lay(answers: &mut Answers, edit: &ValueEdit) -> Result<(), EditProblem> {
    let at = || edit.question.clone();
    let mut within = answers;
    for (repeat, entry) in edit.question.entries() {
        let Some(Answer::Given(Value::Repeat(entries))) = within.get_mut(repeat) else {
            return Err(EditProblem::EntryUnknown { question: at(), entries: 0 });
        };
        let count = entries.len();
        within =
            entries.get_mut(entry - 1).ok_or_else(|| EditProblem::EntryUnknown { question: at(), entries: count })?;
    }
    let stands = within.get(edit.question.name()).cloned().unwrap_or(Answer::absent(vocab::Missing::Missing));
    if stands != edit.from {
        return Err(EditProblem::FromDiffers { question: at() });
    }
    if stands == edit.to {
        return Err(EditProblem::NothingChanges { question: at() });
    }
    within.insert(edit.question.name().to_owned(), edit.to.clone());
    Ok(())
}

#[cfg(test)]
mod tests;
