//! A cleaning log read again, from CSV or a workbook.

use calamine::{Data, Reader, Xlsx};
use review::edit::{LogEntry, LoggedEdit, QuestionPath};
use std::{collections::HashMap, io::Cursor};
use thiserror::Error;
use vocab::{Answer, Missing, RecordKey, RecordState};

/// Why a log cannot be read.
#[derive(Debug, Error)]
pub enum LogUnreadable {
    /// Neither CSV nor a workbook.
    #[error("the log cannot be read: {0}")]
    File(String),
    /// A column is missing.
    #[error("the log has no column '{0}'; take the file as Inzira wrote it")]
    ColumnMissing(&'static str),
    /// A line is not what the log holds.
    #[error("line {line}: {what}")]
    Line {
        /// The line.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
}

/// What the log says was done, in its order; comments, and edits that no longer apply, are passed over. Edits whose values are
/// withheld are too: they enter no snapshot.
///
/// # Errors
/// At the first line that cannot be read.
pub fn read(bytes: &[u8]) -> Result<Vec<LogEntry>, LogUnreadable> {
    let mut lines = if bytes.starts_with(b"PK") { of_workbook(bytes)? } else { of_csv(bytes)? }.into_iter();
    let head = lines.next().unwrap_or_default();
    let column = |name: &'static str| {
        let at = head.iter().position(|cell| cell == name);
        at.map(|at| (name, at)).ok_or(LogUnreadable::ColumnMissing(name))
    };
    let names = ["kind", "record", "question", "to", "from_value", "to_value", "applies"];
    let columns: HashMap<&str, usize> = names.into_iter().map(column).collect::<Result<_, _>>()?;
    let mut entries = Vec::new();
    for (line, cells) in (2..).zip(lines) {
        let cell = |name: &str| columns.get(name).and_then(|at| cells.get(*at)).map_or("", String::as_str);
        let wrong = |what: String| LogUnreadable::Line { line, what };
        let done = match cell("kind") {
            "value" if cell("applies") == "yes" => value(cell("question"), cell("from_value"), cell("to_value")),
            "decision" => state(cell("to")).map(Some),
            "value" | "comment" | "" => Ok(None),
            other => Err(format!("'{other}' is no kind of line; they are value, decision and comment")),
        };
        if let Some(done) = done.map_err(wrong)? {
            entries.push(LogEntry { line, key: RecordKey::stored(cell("record")), done });
        }
    }
    Ok(entries)
}

fn value(question: &str, from: &str, to: &str) -> Result<Option<LoggedEdit>, String> {
    let question: QuestionPath = question.parse().map_err(|problem: review::edit::PathProblem| problem.to_string())?;
    let answer = |column: &str, text: &str| {
        serde_json::from_str::<Answer>(text).map_err(|error| format!("'{column}' is no answer: {error}"))
    };
    let from = if from.is_empty() { None } else { Some(answer("from_value", from)?) };
    let to = answer("to_value", to)?;
    let withheld = to == Answer::absent(Missing::Withheld);
    Ok((!withheld).then_some(LoggedEdit::Value { question, from, to }))
}

fn state(code: &str) -> Result<LoggedEdit, String> {
    RecordState::from_code(code).map(LoggedEdit::State).ok_or_else(|| format!("'{code}' is no state of a record"))
}

fn of_csv(bytes: &[u8]) -> Result<Vec<Vec<String>>, LogUnreadable> {
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    let unreadable = |error: ::csv::Error| LogUnreadable::File(error.to_string());
    let line = |record: Result<::csv::StringRecord, ::csv::Error>| {
        record.map(|record| record.iter().map(str::to_owned).collect()).map_err(unreadable)
    };
    reader.records().map(line).collect()
}

fn of_workbook(bytes: &[u8]) -> Result<Vec<Vec<String>>, LogUnreadable> {
    let unreadable = |error: calamine::XlsxError| LogUnreadable::File(error.to_string());
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let sheet = workbook.worksheet_range_at(0).ok_or_else(|| LogUnreadable::File("it has no sheet".to_owned()))?;
    let cell = |data: &Data| match data {
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        other => other.to_string(),
    };
    Ok(sheet.map_err(unreadable)?.rows().map(|row| row.iter().map(cell).collect()).collect())
}
