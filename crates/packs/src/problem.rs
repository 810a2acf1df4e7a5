//! What is wrong with a pack.

use std::fmt;
use thiserror::Error;

/// One thing that is wrong, with the file it is wrong in.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}: {message}")]
pub struct PackProblem {
    /// The file's path inside the pack.
    pub file: String,
    /// What is wrong, and what now.
    pub message: String,
}

/// All that is wrong with a pack, in the order of its files.
#[derive(Debug, Clone, PartialEq, Eq, Default, Error)]
pub struct PackProblems(pub Vec<PackProblem>);

impl PackProblems {
    pub(crate) fn add(&mut self, file: &str, message: impl fmt::Display) {
        self.0.push(PackProblem { file: file.to_owned(), message: message.to_string() });
    }
}

impl fmt::Display for PackProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}
