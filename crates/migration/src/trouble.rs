//! What went wrong with one submission, or one column, of a source.

use messages::Arg;
use serde::{Deserialize, Serialize};

/// Where, and what. The message is looked up in the catalogue when somebody reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// The submission's instanceID, or the row or file where there is none; empty for the source as a whole.
    pub row: String,
    /// The column, question or file it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The message's code in the catalogue.
    pub code: String,
    /// The values for the message.
    #[serde(default)]
    pub args: Vec<(String, String)>,
    /// Whether the submission did not come in because of it.
    pub refused: bool,
}

impl Trouble {
    /// Something that kept a submission out.
    pub fn refusal(row: &str, code: &str) -> Self {
        Self { row: row.to_owned(), field: None, code: code.to_owned(), args: Vec::new(), refused: true }
    }

    /// Something to know, of a submission that came in all the same.
    pub fn note(row: &str, code: &str) -> Self {
        Self { refused: false, ..Self::refusal(row, code) }
    }

    /// The column, question or file it is about.
    #[must_use]
    pub fn about(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }

    /// A value the message names.
    #[must_use]
    pub fn arg(mut self, name: &str, value: impl ToString) -> Self {
        self.args.push((name.to_owned(), value.to_string()));
        self
    }

    /// The values as the catalogue takes them.
    pub fn values(&self) -> Vec<(&str, Arg)> {
        let number = |text: &str| text.parse::<i64>().map_or_else(|_| Arg::from(text), Arg::from);
        self.args.iter().map(|(name, value)| (name.as_str(), number(value))).collect()
    }
}
