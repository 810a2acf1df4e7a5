//! What is wrong with a form, as plain data: where it is, what it is, and what to do.
//!
//! To add a problem: a variant in `code.rs`, its words in `english.rs` (the compiler asks for them).

mod code;
mod english;
mod nearest;

pub use code::Code;
pub use nearest::nearest;

use crate::Limits;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

/// Whether a problem stops the form from being published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The form works, but something about it will hurt.
    Warning,
    /// The form cannot be published.
    Error,
}

/// A cell of the workbook, as the author sees it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cell {
    /// The sheet's name; empty when the problem is with the file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// The row as the spreadsheet counts it: headers are row 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// The column's header, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// What stands in the cell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

impl Cell {
    /// A whole sheet.
    pub fn sheet(sheet: &str) -> Self {
        Self { sheet: sheet.to_owned(), ..Self::default() }
    }

    /// A row of a sheet.
    pub fn row(sheet: &str, row: u32) -> Self {
        Self { sheet: sheet.to_owned(), row: Some(row), ..Self::default() }
    }

    /// A line of an XForm that came as such, with the element or path there.
    pub fn of_xform(line: u32, element: &str) -> Self {
        let element = (!element.is_empty()).then(|| shortened(element));
        Self { sheet: Self::XFORM.to_owned(), row: Some(line), column: element, value: None }
    }

    /// What stands in place of a sheet's name for such an XForm.
    pub const XFORM: &'static str = "XForm";

    /// The same place, narrowed to a column and what stands there.
    #[must_use]
    pub fn column(mut self, column: &str, value: &str) -> Self {
        self.column = Some(column.to_owned());
        self.value = (!value.is_empty()).then(|| shortened(value));
        self
    }
}

/// One problem, with the words for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Error or warning.
    pub severity: Severity,
    /// What kind of problem: stable, for tests, support and translations.
    pub code: Code,
    /// Where.
    #[serde(flatten)]
    pub cell: Cell,
    /// What is wrong, in English.
    pub message: String,
    /// What to do, in English.
    pub remedy: String,
    /// What the words are filled with, so that they can be said in another language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub arguments: BTreeMap<String, String>,
}

impl Problem {
    /// A problem of that code at that place; `arguments` fill the `{names}` in its words.
    pub fn new(code: Code, cell: Cell, arguments: &[(&str, &str)]) -> Self {
        let arguments: BTreeMap<String, String> =
            arguments.iter().map(|(name, value)| ((*name).to_owned(), shortened(value))).collect();
        let words = english::words(code);
        Self {
            severity: code.severity(),
            code,
            message: filled(words.message, &cell, &arguments),
            remedy: filled(words.remedy, &cell, &arguments),
            cell,
            arguments,
        }
    }

    /// The same problem with a nearer remedy, when something similar to `wanted` exists among `known`.
    #[must_use]
    pub fn did_you_mean<'a>(mut self, wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        if let Some(found) = nearest(wanted, known) {
            self.remedy = format!("Did you mean '{found}'?");
            self.arguments.insert("nearest".to_owned(), found.to_owned());
        }
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Cell::XFORM, Some(line)) = (self.cell.sheet.as_str(), self.cell.row) {
            let element = self.cell.column.as_ref().map(|element| format!(", at '{element}'")).unwrap_or_default();
            return write!(f, "Line {line} of the XForm{element}: {} {}", self.message, self.remedy);
        }
        if let Some(row) = self.cell.row {
            write!(f, "Row {row} of '{}'", self.cell.sheet)?;
        } else if !self.cell.sheet.is_empty() {
            write!(f, "Sheet '{}'", self.cell.sheet)?;
        } else {
            f.write_str("The file")?;
        }
        if let Some(column) = &self.cell.column {
            write!(f, ", column '{column}'")?;
        }
        write!(f, ": {} {}", self.message, self.remedy)
    }
}

/// Everything found, in the order found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Only the errors.
    pub fn errors(&self) -> impl Iterator<Item = &Problem> {
        self.0.iter().filter(|problem| problem.severity == Severity::Error)
    }

    /// Whether the form has to be refused.
    pub fn refuse(&self) -> bool {
        self.errors().next().is_some()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, problem) in self.0.iter().enumerate() {
            if position > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// Where problems are gathered while a form is read.
#[derive(Debug)]
pub(crate) struct Report {
    found: Vec<Problem>,
    limit: usize,
    more: usize,
}

impl Report {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { found: Vec::new(), limit: limits.problems, more: 0 }
    }

    pub(crate) fn add(&mut self, problem: Problem) {
        if self.found.len() < self.limit {
            self.found.push(problem);
        } else {
            self.more += 1;
            // A warning must never crowd out the error that refuses the form.
            if problem.severity == Severity::Error && !self.refuses() {
                self.found.push(problem);
            }
        }
    }

    /// Adds a problem with a nearer remedy, if something similar to `wanted` is known. Nothing is compared for problems
    /// that are only counted.
    pub(crate) fn suggest<'a>(&mut self, problem: Problem, wanted: &str, known: impl IntoIterator<Item = &'a str>) {
        let full = self.found.len() >= self.limit;
        self.add(if full { problem } else { problem.did_you_mean(wanted, known) });
    }

    pub(crate) fn say(&mut self, code: Code, cell: Cell, arguments: &[(&str, &str)]) {
        self.add(Problem::new(code, cell, arguments));
    }

    pub(crate) fn refuses(&self) -> bool {
        self.found.iter().any(|problem| problem.severity == Severity::Error)
    }

    pub(crate) fn into_problems(mut self) -> Problems {
        if self.more > 0 {
            let count = self.more.to_string();
            self.found.push(Problem::new(Code::MoreProblems, Cell::default(), &[("count", &count)]));
        }
        Problems(self.found)
    }
}

/// Long cell values are cut: a message is read, not a label in full.
fn shortened(value: &str) -> String {
    const LONGEST: usize = 200;
    if value.chars().count() <= LONGEST {
        return value.to_owned();
    }
    value.chars().take(LONGEST).chain(['…']).collect()
}

fn filled(template: &str, cell: &Cell, arguments: &BTreeMap<String, String>) -> String {
    let mut text = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        let Some(length) = rest[open..].find('}') else { break };
        let name = &rest[open + 1..open + length];
        text.push_str(&rest[..open]);
        match name {
            "value" => text.push_str(cell.value.as_deref().unwrap_or_default()),
            "sheet" => text.push_str(&cell.sheet),
            "column" => text.push_str(cell.column.as_deref().unwrap_or_default()),
            _ => match arguments.get(name) {
                Some(argument) => text.push_str(argument),
                None => text.push_str(&rest[open..=open + length]),
            },
        }
        rest = &rest[open + length + 1..];
    }
    text.push_str(rest);
    text
}
