//! The cleaning log applied to raw data: the same clean data again, or every reason why not.

use super::{QuestionPath, ValueEdit, lay};
use std::collections::{BTreeMap, BTreeSet};
use thiserror::Error;
use vocab::{Answer, Pcode, Record, RecordKey, RecordState};

/// A line of the log, in the order things happened to the record.
#[derive(Debug, Clone, PartialEq)]
pub struct LogEntry {
    /// The line of the file, for people.
    pub line: usize,
    /// The record.
    pub key: RecordKey,
    /// What was done.
    pub done: LoggedEdit,
}

/// What was done to a record.
#[derive(Debug, Clone, PartialEq)]
pub enum LoggedEdit {
    /// A value was edited.
    Value {
        /// The question.
        question: QuestionPath,
        /// What stood there; none where the log keeps only a mark of what is too long for it.
        from: Option<Answer>,
        /// What stands there since.
        to: Answer,
    },
    /// It was decided about, or waits again.
    State(RecordState),
}

/// A record as it is after the log.
#[derive(Debug, Clone, PartialEq)]
pub struct CleanRecord {
    /// The record.
    pub record: Record,
    /// How far it has come.
    pub state: RecordState,
}

/// Why a log does not fit raw data.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LogProblem {
    /// There is no such record among the raw data.
    #[error("line {line}: the raw data have no record '{key}'; take the raw data of the same round")]
    RecordUnknown {
        /// The line of the log.
        line: usize,
        /// The record.
        key: String,
    },
    /// Something else stands there.
    #[error(
        "line {line}: '{question}' of '{key}' has another value in the raw data than the log says; take the raw data and the log \
         of the same moment"
    )]
    DoesNotFit {
        /// The line of the log.
        line: usize,
        /// The record.
        key: String,
        /// The question.
        question: String,
    },
}

/// Applies a log. `places_of` tells where a record lies by its answers, for those that an edit moves.
///
/// # Errors
/// With all lines that do not fit.
pub fn apply_log(
    raw: Vec<Record>,
    log: &[LogEntry],
    places_of: &dyn Fn(&Record) -> Vec<Pcode>,
) -> Result<Vec<CleanRecord>, Vec<LogProblem>> {
    let clean =
        raw.into_iter().map(|record| (record.key.clone(), CleanRecord { record, state: RecordState::Received }));
    let mut clean: BTreeMap<RecordKey, CleanRecord> = clean.collect();
    let (mut problems, mut moved) = (Vec::new(), BTreeSet::new());
    for LogEntry { line, key, done } in log {
        let Some(found) = clean.get_mut(key) else {
            problems.push(LogProblem::RecordUnknown { line: *line, key: key.to_string() });
            continue;
        };
        match done {
            LoggedEdit::State(state) => found.state = *state,
            LoggedEdit::Value { question, from, to } => {
                let stands = || super::answer_at(&found.record.answers, question).cloned();
                let from = from.clone().or_else(stands).unwrap_or(Answer::absent(vocab::Missing::Missing));
                let edit = ValueEdit { question: question.clone(), from, to: to.clone() };
                if lay(&mut found.record.answers, &edit).is_err() {
                    let question = question.to_string();
                    problems.push(LogProblem::DoesNotFit { line: *line, key: key.to_string(), question });
                } else if ["admin1", "admin2", "admin3", "admin4"].contains(&question.question().as_str()) {
                    moved.insert(key.clone());
                }
            }
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    for found in clean.values_mut().filter(|found| moved.contains(&found.record.key)) {
        found.record.places = places_of(&found.record);
    }
    Ok(clean.into_values().collect())
}
