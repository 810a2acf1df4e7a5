//! What can be wrong with a request, under ODK Central's numbers.

use serde_json::{Value, json};

/// A request that is refused. The numbers are Central's, because its clients test them: the part before the point is the
/// HTTP status. Positions count characters from 0.
///
/// Source: ODK Central's API documentation, "Error responses", and the numbers its server gives.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// 400.8: an option that is given twice, or whose value has no meaning.
    #[error("Unexpected {option} value {value}; {reason}")]
    UnexpectedValue {
        /// The option, with its `$`.
        option: String,
        /// What was given.
        value: String,
        /// Why it is refused.
        reason: String,
    },
    /// 400.11: an option of another type.
    #[error("Invalid input data type: expected ({option}) to be ({expected})")]
    InvalidType {
        /// The option, with its `$`.
        option: String,
        /// What was given.
        value: String,
        /// What is taken.
        expected: &'static str,
    },
    /// 400.18: a filter that cannot be read, or that compares what cannot be compared.
    #[error("The OData filter expression you provided could not be parsed: {reason} (at {at})")]
    Unparsable {
        /// Where.
        at: usize,
        /// Why.
        reason: String,
    },
    /// 400.23: `$select` names what the table does not have.
    #[error("Could not find a property named '{property}'")]
    PropertyNotFound {
        /// As named.
        property: String,
    },
    /// 400.24: `$select` names a question of a repeat within the table.
    #[error("The given OData select property '{property}' uses features not supported by this server.")]
    UnsupportedSelect {
        /// As named.
        property: String,
    },
    /// 400.34: the row that a `$skiptoken` goes on from is not there any more.
    #[error("Record associated with the provided $skiptoken not found.")]
    SkipTokenNotFound,
    /// 400.35: not a `$skiptoken` of ours.
    #[error("Invalid $skiptoken")]
    InvalidSkipToken,
    /// 404.1: no such table, or a client that only knows OData before 4.0.
    #[error("Could not find the resource you were looking for.")]
    NotFound,
    /// 406.1: the document exists in another format only.
    #[error("Requested format not acceptable; this resource allows: {allowed}.")]
    UnacceptableFormat {
        /// The formats there are.
        allowed: &'static str,
        /// The format asked for.
        got: String,
    },
    /// 501.1: an option that the server does not have.
    #[error("The requested feature {feature} is not supported by this server.")]
    NotImplemented {
        /// The option as given, or what is missing.
        feature: String,
    },
    /// 501.4: an expression of OData that the filter does not have.
    #[error(
        "The given OData filter expression uses features not supported by this server: {kind} at {at} (\"{text}\")"
    )]
    UnsupportedExpression {
        /// Where.
        at: usize,
        /// What it would be.
        kind: &'static str,
        /// As written.
        text: String,
    },
    /// 501.5: a field that the table does not have, or that cannot be filtered or sorted by.
    #[error("The given OData filter expression references fields not supported by this server: {text}{}", place(*.at))]
    UnsupportedField {
        /// Where, in a filter.
        at: Option<usize>,
        /// As written.
        text: String,
    },
    /// 501.6: an `$expand` other than `*`.
    #[error(
        "The given OData expand expression is not supported by this server: \"{text}\". Currently, only \"$expand=*\" is supported."
    )]
    UnsupportedExpand {
        /// As written.
        text: String,
    },
    /// 501.11: `$expand` together with `$select`.
    #[error("This server doesn't support $select query parameter with $expand.")]
    SelectWithExpand,
}

fn place(at: Option<usize>) -> String {
    at.map(|at| format!(" at {at}")).unwrap_or_default()
}

impl Problem {
    /// Central's number: `400.18`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::UnexpectedValue { .. } => "400.8",
            Self::InvalidType { .. } => "400.11",
            Self::Unparsable { .. } => "400.18",
            Self::PropertyNotFound { .. } => "400.23",
            Self::UnsupportedSelect { .. } => "400.24",
            Self::SkipTokenNotFound => "400.34",
            Self::InvalidSkipToken => "400.35",
            Self::NotFound => "404.1",
            Self::UnacceptableFormat { .. } => "406.1",
            Self::NotImplemented { .. } => "501.1",
            Self::UnsupportedExpression { .. } => "501.4",
            Self::UnsupportedField { .. } => "501.5",
            Self::UnsupportedExpand { .. } => "501.6",
            Self::SelectWithExpand => "501.11",
        }
    }

    /// The HTTP status: `400`.
    pub fn status(&self) -> u16 {
        self.code().split('.').next().and_then(|status| status.parse().ok()).unwrap_or(500)
    }

    /// What Central calls the details: the values of the message, by name.
    pub fn details(&self) -> Value {
        match self {
            Self::UnexpectedValue { option, value, reason } => {
                json!({"field": option, "value": value, "reason": reason})
            }
            Self::InvalidType { option, value, expected } => {
                json!({"field": option, "value": value, "expected": expected})
            }
            Self::Unparsable { at, reason } => json!({"at": at, "reason": reason}),
            Self::PropertyNotFound { property } | Self::UnsupportedSelect { property } => json!({"property": property}),
            Self::UnacceptableFormat { allowed, got } => json!({"allowed": allowed, "got": got}),
            Self::NotImplemented { feature } => json!({"feature": feature}),
            Self::UnsupportedExpression { at, kind, text } => json!({"at": at, "type": kind, "text": text}),
            Self::UnsupportedField { at, text } => json!({"at": at, "text": text}),
            Self::UnsupportedExpand { text } => json!({"text": text}),
            Self::SkipTokenNotFound | Self::InvalidSkipToken | Self::NotFound | Self::SelectWithExpand => Value::Null,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_says_the_status() {
        let problem = Problem::UnsupportedField { at: Some(4), text: "water".into() };
        assert_eq!((problem.code(), problem.status()), ("501.5", 501));
        assert!(problem.to_string().ends_with("water at 4"), "{problem}");
        assert_eq!(problem.details(), json!({"at": 4, "text": "water"}));
        assert_eq!((Problem::SelectWithExpand.code(), Problem::SelectWithExpand.status()), ("501.11", 501));
    }
}
