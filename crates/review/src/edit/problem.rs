//! Why an edit cannot stand.

use super::QuestionPath;
use messages::{Arg, codes};
use thiserror::Error;

/// What is wrong with an edit. `Display` is for logs; people read the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs)] // `question` is the question each time
pub enum EditProblem {
    /// The form does not ask it.
    #[error("the form has no question '{question}'")]
    QuestionUnknown { question: QuestionPath },
    /// Something else than a person gives the answer.
    #[error("'{question}' is calculated or filled in by the device")]
    Computed { question: QuestionPath },
    /// A file, or a repeat as a whole.
    #[error("'{question}' is a file or a repeat")]
    NotAValue { question: QuestionPath },
    /// The repeat has no such entry.
    #[error("'{question}': the repeat has {entries} entries")]
    EntryUnknown {
        question: QuestionPath,
        /// How many it has.
        entries: usize,
    },
    /// Something else stands there.
    #[error("'{question}' has another value than the edit says")]
    FromDiffers { question: QuestionPath },
    /// It would stay as it is.
    #[error("'{question}' has that value already")]
    NothingChanges { question: QuestionPath },
    /// The value is not what the question holds.
    #[error("'{question}' wants {wanted}")]
    WrongType {
        question: QuestionPath,
        /// What it holds.
        wanted: &'static str,
    },
    /// The value is of the right kind, and impossible.
    #[error("'{question}' cannot hold that value")]
    Impossible { question: QuestionPath },
    /// The text is too long.
    #[error("'{question}': longer than {limit} characters")]
    TooLong {
        question: QuestionPath,
        /// Characters allowed.
        limit: usize,
    },
    /// The form has no such choice.
    #[error("'{question}' has no choice '{choice}'")]
    ChoiceUnknown {
        question: QuestionPath,
        /// The choice.
        choice: String,
    },
    /// Whoever edits does not see what stands there.
    #[error("'{question}' is withheld")]
    Withheld { question: QuestionPath },
}

impl EditProblem {
    /// The question it is about.
    pub fn question(&self) -> &QuestionPath {
        match self {
            Self::QuestionUnknown { question }
            | Self::Computed { question }
            | Self::NotAValue { question }
            | Self::EntryUnknown { question, .. }
            | Self::FromDiffers { question }
            | Self::NothingChanges { question }
            | Self::WrongType { question, .. }
            | Self::Impossible { question }
            | Self::TooLong { question, .. }
            | Self::ChoiceUnknown { question, .. }
            | Self::Withheld { question } => question,
        }
    }

    /// The message's code in the catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::QuestionUnknown { .. } => codes::EDIT_QUESTION_UNKNOWN,
            Self::Computed { .. } => codes::EDIT_COMPUTED,
            Self::NotAValue { .. } => codes::EDIT_NOT_A_VALUE,
            Self::EntryUnknown { .. } => codes::EDIT_ENTRY_UNKNOWN,
            Self::FromDiffers { .. } => codes::EDIT_FROM_DIFFERS,
            Self::NothingChanges { .. } => codes::EDIT_NOTHING_CHANGES,
            Self::WrongType { .. } => codes::EDIT_WRONG_TYPE,
            Self::Impossible { .. } => codes::EDIT_IMPOSSIBLE,
            Self::TooLong { .. } => codes::EDIT_TOO_LONG,
            Self::ChoiceUnknown { .. } => codes::EDIT_CHOICE_UNKNOWN,
            Self::Withheld { .. } => codes::EDIT_WITHHELD,
        }
    }

    /// The values for the message.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        let mut args = vec![("question", Arg::from(self.question().to_string()))];
        match self {
            Self::EntryUnknown { entries, .. } => args.push(("entries", (*entries).into())),
            Self::WrongType { wanted, .. } => args.push(("wanted", (*wanted).into())),
            Self::TooLong { limit, .. } => args.push(("limit", (*limit).into())),
            Self::ChoiceUnknown { choice, .. } => args.push(("choice", choice.as_str().into())),
            _ => {}
        }
        args
    }
}
