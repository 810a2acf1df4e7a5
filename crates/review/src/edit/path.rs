//! Which question an edit is about, also inside repeats: `informants[2].ki_individuals`, the first entry being 1.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use thiserror::Error;

/// The path of a question in a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct QuestionPath {
    within: Vec<(String, usize)>,
    name: String,
}

/// A path that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("'{0}' is not the path of a question; it is written as 'question', or 'repeat[2].question' inside a repeat")]
pub struct PathProblem(String);

impl QuestionPath {
    /// A question outside of all repeats.
    pub fn top(name: &str) -> Self {
        Self { within: Vec::new(), name: name.to_owned() }
    }

    /// The repeats it lies in, from without, with the number of the entry.
    pub fn entries(&self) -> impl Iterator<Item = (&str, usize)> {
        self.within.iter().map(|(repeat, entry)| (repeat.as_str(), *entry))
    }

    /// The question's own name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The question whichever the entry: `informants.ki_individuals`.
    pub fn question(&self) -> String {
        let repeats = self.within.iter().map(|(repeat, _)| repeat.as_str());
        repeats.chain([self.name.as_str()]).collect::<Vec<_>>().join(".")
    }
}

impl fmt::Display for QuestionPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (repeat, entry) in &self.within {
            write!(f, "{repeat}[{entry}].")?;
        }
        f.write_str(&self.name)
    }
}

impl FromStr for QuestionPath {
    type Err = PathProblem;

    fn from_str(written: &str) -> Result<Self, PathProblem> {
        let wrong = || PathProblem(written.to_owned());
        let mut parts: Vec<&str> = written.split("].").collect();
        let name = parts.pop().unwrap_or_default();
        let mut within = Vec::new();
        for part in parts {
            let (repeat, entry) = part.split_once('[').ok_or_else(wrong)?;
            let entry = entry.parse().ok().filter(|entry| *entry > 0).ok_or_else(wrong)?;
            within.push((repeat.to_owned(), entry));
        }
        let names = within.iter().map(|(repeat, _)| repeat.as_str()).chain([name]);
        let unreadable = |name: &str| name.is_empty() || name.contains(['[', ']']) || name.contains(char::is_control);
        if names.into_iter().any(unreadable) {
            return Err(wrong());
        }
        Ok(Self { within, name: name.to_owned() })
    }
}

impl TryFrom<String> for QuestionPath {
    type Error = PathProblem;

    fn try_from(written: String) -> Result<Self, PathProblem> {
        written.parse()
    }
}

impl From<QuestionPath> for String {
    fn from(path: QuestionPath) -> Self {
        path.to_string()
    }
}
