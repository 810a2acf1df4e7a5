//! What a chore says when it cannot go on: where, what, what now.

use std::fmt;

/// The result of a chore or of one of its steps.
pub type Outcome<T = ()> = Result<T, Failure>;

/// A message for the person at the terminal.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure(String);

impl Failure {
    pub fn new(message: impl Into<String>) -> Failure {
        Failure(message.into())
    }

    /// A failure of the operating system while doing `what`.
    pub fn io(what: impl fmt::Display, error: std::io::Error) -> Failure {
        Failure(format!("{what}: {error}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}
