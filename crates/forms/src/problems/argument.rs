//! What the words of a problem are filled with.

use super::{Phrase, shortened};
use serde::{Deserialize, Serialize};

/// A value that fills a `{name}` in the words of a problem.
///
/// As JSON, a text is a string and a phrase an object with the field `phrase`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Argument {
    /// What stands in the form, or a name or number: the same in every language.
    Text(String),
    /// Words of ours, said in the reader's language.
    Phrase(Phrase),
}

impl From<&str> for Argument {
    fn from(text: &str) -> Self {
        Self::Text(shortened(text))
    }
}

impl From<Phrase> for Argument {
    fn from(phrase: Phrase) -> Self {
        Self::Phrase(phrase)
    }
}
