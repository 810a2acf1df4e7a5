//! Why a submission was refused.

use messages::{Arg, codes};
use std::fmt;
use thiserror::Error;

/// A place in the XML, counted as editors do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Line, from 1.
    pub line: usize,
    /// Character in the line, from 1.
    pub column: usize,
}

impl Spot {
    /// The place of byte `offset` of `text`.
    pub(crate) fn of(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Self { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
    }
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// What a [`SubmissionProblem::Limit`] counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Elements inside each other.
    Depth,
    /// Elements in all.
    Nodes,
    /// Bytes of text in one element.
    Text,
    /// Attributes on one element.
    Attributes,
    /// Bytes of one attribute.
    AttributeText,
    /// Bytes of one name.
    Name,
}

impl Counted {
    /// The word the catalogue's selector knows.
    fn word(self) -> &'static str {
        match self {
            Self::Depth => "depth",
            Self::Nodes => "nodes",
            Self::Text => "text",
            Self::Attributes => "attributes",
            Self::AttributeText => "attribute_text",
            Self::Name => "name",
        }
    }
}

/// XML that a submission never needs and that is dangerous to expand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forbidden {
    /// `<!DOCTYPE …>`.
    Doctype,
    /// `&name;` for another name than `amp`, `lt`, `gt`, `apos` and `quot`.
    Entity,
}

impl Forbidden {
    fn word(self) -> &'static str {
        match self {
            Self::Doctype => "doctype",
            Self::Entity => "entity",
        }
    }
}

/// Why a submission cannot be read. Nothing of it was taken. `Display` is for logs; people read
/// [`code`](Self::code) and [`args`](Self::args) through the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SubmissionProblem {
    /// More bytes than the limit.
    #[error("the XML has {found} bytes, more than {limit}")]
    TooLarge {
        /// Bytes there are.
        found: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// Not UTF-8.
    #[error("the XML is not UTF-8 from byte {byte} on")]
    NotUtf8 {
        /// The first byte that does not fit, from 0.
        byte: usize,
    },
    /// Not well-formed.
    #[error("the XML is broken at {at}: {detail}")]
    Broken {
        /// Where.
        at: Spot,
        /// What the parser says.
        detail: String,
    },
    /// It stops before its end.
    #[error("the XML breaks off at {at}, inside '{element}'")]
    Truncated {
        /// Where it stops.
        at: Spot,
        /// The innermost element that is open there.
        element: String,
    },
    /// No element at all.
    #[error("the XML holds no element")]
    Empty,
    /// Something dangerous.
    #[error("the XML holds a forbidden {what:?} at {at}")]
    Forbidden {
        /// What.
        what: Forbidden,
        /// Where.
        at: Spot,
    },
    /// Too much of something.
    #[error("the XML exceeds {limit} ({counted:?}) at {at}")]
    Limit {
        /// What is counted.
        counted: Counted,
        /// How much is allowed.
        limit: usize,
        /// Where it was exceeded.
        at: Spot,
    },
    /// The root names no form.
    #[error("the root element '{element}' has no 'id'")]
    FormIdMissing {
        /// Name of the root element.
        element: String,
    },
    /// The instanceID cannot serve as a key.
    #[error("the instanceID is longer than {limit} characters or holds control characters")]
    InstanceIdInvalid {
        /// Characters allowed.
        limit: usize,
    },
}

impl SubmissionProblem {
    /// The message's code in the catalogue.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => codes::SUBMISSION_TOO_LARGE,
            Self::NotUtf8 { .. } => codes::SUBMISSION_NOT_UTF8,
            Self::Broken { .. } => codes::SUBMISSION_XML_BROKEN,
            Self::Truncated { .. } => codes::SUBMISSION_XML_TRUNCATED,
            Self::Empty => codes::SUBMISSION_XML_EMPTY,
            Self::Forbidden { .. } => codes::SUBMISSION_XML_FORBIDDEN,
            Self::Limit { .. } => codes::SUBMISSION_XML_LIMIT,
            Self::FormIdMissing { .. } => codes::SUBMISSION_FORM_ID_MISSING,
            Self::InstanceIdInvalid { .. } => codes::SUBMISSION_INSTANCE_ID_INVALID,
        }
    }

    /// The values for the message.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        let spot = |at: &Spot| vec![("line", Arg::from(at.line)), ("column", Arg::from(at.column))];
        match self {
            Self::TooLarge { found, limit } => vec![("found", (*found).into()), ("limit", (*limit).into())],
            Self::NotUtf8 { byte } => vec![("byte", (*byte).into())],
            Self::Broken { at, detail } => [spot(at), vec![("detail", detail.clone().into())]].concat(),
            Self::Truncated { at, element } => [spot(at), vec![("element", element.clone().into())]].concat(),
            Self::Empty => Vec::new(),
            Self::Forbidden { what, at } => [spot(at), vec![("what", what.word().into())]].concat(),
            Self::Limit { counted, limit, at } => {
                [spot(at), vec![("unit", counted.word().into()), ("limit", (*limit).into())]].concat()
            }
            Self::FormIdMissing { element } => vec![("element", element.clone().into())],
            Self::InstanceIdInvalid { limit } => vec![("limit", (*limit).into())],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use messages::Catalogue;
    use vocab::Language;

    #[test]
    fn every_problem_has_a_whole_message_in_every_language() {
        let at = Spot { line: 3, column: 7 };
        let counted =
            [Counted::Depth, Counted::Nodes, Counted::Text, Counted::Attributes, Counted::AttributeText, Counted::Name];
        let mut problems = vec![
            SubmissionProblem::TooLarge { found: 2, limit: 1 },
            SubmissionProblem::NotUtf8 { byte: 9 },
            SubmissionProblem::Broken { at, detail: "why".into() },
            SubmissionProblem::Truncated { at, element: "data".into() },
            SubmissionProblem::Empty,
            SubmissionProblem::Forbidden { what: Forbidden::Doctype, at },
            SubmissionProblem::Forbidden { what: Forbidden::Entity, at },
            SubmissionProblem::FormIdMissing { element: "data".into() },
            SubmissionProblem::InstanceIdInvalid { limit: 255 },
        ];
        problems.extend(counted.map(|counted| SubmissionProblem::Limit { counted, limit: 5, at }));
        let catalogue = Catalogue::new();
        for problem in problems {
            for language in Language::ALL {
                let told = catalogue.sentences(language, problem.code(), &problem.args());
                assert!(!told.contains('$') && !told.contains("attribute_text"), "{language}: {told}");
                assert_ne!(told, problem.code());
            }
        }
    }

    #[test]
    fn a_spot_counts_characters_not_bytes() {
        assert_eq!(Spot::of("é\nàb<", 5), Spot { line: 2, column: 2 });
        assert_eq!(Spot::of("", 0), Spot { line: 1, column: 1 });
        assert_eq!(Spot::of("ab", 99), Spot { line: 1, column: 3 });
    }
}
