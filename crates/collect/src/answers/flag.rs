//! What is well-formed in a submission but does not fit the form.

use messages::{Arg, codes};
use serde::{Deserialize, Serialize};

/// What does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Misfit {
    /// A text where something else was asked for; kept as text.
    WrongType,
    /// A choice that the form does not have; kept as text.
    UnknownChoice,
    /// A question that the form does not have; kept as text.
    UnknownQuestion,
    /// A second answer to a question that takes one; the first counts.
    AnsweredTwice,
    /// A text directly in a group.
    TextInGroup,
    /// No instanceID.
    InstanceIdDerived,
    /// Filled in with a version of the form that is not known; read with the newest.
    VersionUnknown,
    /// More of the above than are listed; `value` says how many more.
    More,
}

/// A flag on the content of a submission. Nothing is lost by it: the submission is kept as it came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentFlag {
    /// What does not fit.
    pub misfit: Misfit,
    /// Path of the element, from the root's children on.
    pub path: String,
    /// What was expected, in the words of [`vocab::ColumnType`]; for [`Misfit::WrongType`] only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// The beginning of what was found. Absent where it may tell of a person: flags are kept and shown without
    /// the care that personal answers get.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// Characters of a value that a flag shows; the whole of it is in the submission.
const SHOWN: usize = 80;

/// Flags of one submission. A reviewer reads a few; a submission to another form altogether could have a hundred thousand.
pub(super) const MOST: usize = 200;

impl ContentFlag {
    /// A flag at `path`, with the beginning of what was found there.
    pub fn new(misfit: Misfit, path: String, value: Option<&str>) -> Self {
        let value = value.map(|value| match value.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", &value[..end]),
            None => value.to_owned(),
        });
        Self { misfit, path, expected: None, value }
    }

    /// The message's code in the catalogue.
    pub fn code(&self) -> &'static str {
        match self.misfit {
            Misfit::WrongType => codes::CONTENT_WRONG_TYPE,
            Misfit::UnknownChoice => codes::CONTENT_UNKNOWN_CHOICE,
            Misfit::UnknownQuestion => codes::CONTENT_UNKNOWN_QUESTION,
            Misfit::AnsweredTwice => codes::CONTENT_ANSWERED_TWICE,
            Misfit::TextInGroup => codes::CONTENT_TEXT_IN_GROUP,
            Misfit::VersionUnknown => codes::CONTENT_VERSION_UNKNOWN,
            Misfit::InstanceIdDerived => codes::CONTENT_INSTANCE_ID_DERIVED,
            Misfit::More => codes::CONTENT_MORE,
        }
    }

    /// The values for the message.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        vec![
            ("question", self.path.clone().into()),
            ("value", self.value.clone().unwrap_or_else(|| "…".to_owned()).into()),
            ("expected", self.expected.clone().unwrap_or_default().into()),
        ]
    }
}
