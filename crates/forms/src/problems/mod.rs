//! What is wrong with a form, as plain data: where it is, what it is, and what to do.
//!
//! To add a problem: a variant in `code.rs`, its words in `english.rs` and `french.rs` (the compiler asks for them). A
//! value that is itself words, not something the author wrote, is a [`Phrase`], so that each language can say it.

mod argument;
mod code;
mod english;
mod french;
mod language;
mod nearest;
mod phrase;
mod words;

pub use argument::Argument;
pub use code::Code;
pub use nearest::nearest;
pub use phrase::{Block, Phrase};

use crate::Limits;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};
use vocab::Language;
use words::{catalogue, filled};

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
    /// What is wrong, in `language`.
    pub message: String,
    /// What to do, in `language`.
    pub remedy: String,
    /// What the words are filled with, so that they can be said in another language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub arguments: BTreeMap<String, Argument>,
    /// The language of the words: English until [`Problem::in_language`] says otherwise.
    #[serde(default, skip_serializing_if = "language::is_english")]
    pub language: Language,
}

impl Problem {
    /// A problem of that code at that place; `arguments` fill the `{names}` in its words.
    pub fn new(code: Code, cell: Cell, arguments: &[(&str, &str)]) -> Self {
        let arguments = arguments.iter().map(|(name, value)| ((*name).to_owned(), Argument::from(*value))).collect();
        let problem = Self {
            severity: code.severity(),
            code,
            cell,
            message: String::new(),
            remedy: String::new(),
            arguments,
            language: Language::English,
        };
        problem.worded()
    }

    /// The same problem with one more value for its words: a [`Phrase`], or a text.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Argument>) -> Self {
        self.arguments.insert(name.to_owned(), value.into());
        self.worded()
    }

    /// The same problem in the words of another language. Kirundi readers are answered in French.
    #[must_use]
    pub fn in_language(mut self, language: Language) -> Self {
        self.language = language;
        self.worded()
    }

    /// Fills the words of its language with its arguments.
    fn worded(mut self) -> Self {
        let catalogue = catalogue(self.language);
        let words = (catalogue.words)(self.code);
        self.message = filled(words.message, &self, catalogue);
        self.remedy = match self.arguments.get("nearest") {
            Some(Argument::Text(found)) => (catalogue.did_you_mean)(found),
            _ => filled(words.remedy, &self, catalogue),
        };
        self
    }

    /// The same problem with a nearer remedy, when something similar to `wanted` exists among `known`.
    #[must_use]
    pub fn did_you_mean<'a>(mut self, wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        if let Some(found) = nearest(wanted, known) {
            self = self.with("nearest", found);
        }
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = (catalogue(self.language).place)(&self.cell);
        write!(f, "{place} {} {}", self.message, self.remedy)
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

    /// The same problems in the words of another language.
    #[must_use]
    pub fn in_language(self, language: Language) -> Self {
        Self(self.0.into_iter().map(|problem| problem.in_language(language)).collect())
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
    /// As many errors, and as many warnings, are listed: neither may crowd out the other.
    limit: usize,
    errors: usize,
    warnings: usize,
}

impl Report {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { found: Vec::new(), limit: limits.problems, errors: 0, warnings: 0 }
    }

    pub(crate) fn add(&mut self, problem: Problem) {
        let count = match problem.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *count += 1;
        if *count <= self.limit {
            self.found.push(problem);
        }
    }

    /// Adds a problem with a nearer remedy, if something similar to `wanted` is known. Nothing is compared for problems
    /// that are only counted.
    pub(crate) fn suggest<'a>(&mut self, problem: Problem, wanted: &str, known: impl IntoIterator<Item = &'a str>) {
        let full = self.errors.max(self.warnings) >= self.limit;
        self.add(if full { problem } else { problem.did_you_mean(wanted, known) });
    }

    pub(crate) fn say(&mut self, code: Code, cell: Cell, arguments: &[(&str, &str)]) {
        self.add(Problem::new(code, cell, arguments));
    }

    /// Whether a problem of one of these codes was found.
    pub(crate) fn has(&self, codes: &[Code]) -> bool {
        self.found.iter().any(|problem| codes.contains(&problem.code))
    }

    pub(crate) fn refuses(&self) -> bool {
        self.errors > 0
    }

    pub(crate) fn into_problems(mut self) -> Problems {
        let more = self.errors + self.warnings - self.found.len();
        if more > 0 {
            let count = more.to_string();
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
