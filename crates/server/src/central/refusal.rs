//! Refusals as Central says them: `{"message", "code", "details"}`, the code a number that clients compare.

use crate::problem::Problem;
use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use messages::codes;
use serde_json::{Value, json};
use store::StoreError;

/// A refusal. What each number means: Central's documentation, "Error Codes".
#[derive(Debug)]
pub struct Refusal {
    /// `404.1`; what stands before the dot is the HTTP status.
    number: f64,
    message: String,
    details: Value,
}

/// Could not be read as what it should be.
pub const UNPARSEABLE: f64 = 400.1;
/// A parameter is missing.
pub const MISSING_PARAMETER: f64 = 400.2;
/// A value that cannot stand there.
pub const UNEXPECTED_VALUE: f64 = 400.8;
/// A value of another type than it should be.
pub const WRONG_TYPE: f64 = 400.11;
/// An entity that cannot be one.
pub const INVALID_ENTITY: f64 = 400.28;
/// The XLSForm has errors.
pub const FORM_INVALID: f64 = 400.15;
/// The XLSForm has warnings, and nobody said that they do not matter.
pub const FORM_WARNINGS: f64 = 400.16;
/// A correction does not say what it corrects.
pub const NO_DEPRECATED_ID: f64 = 400.19;
/// Not logged in.
pub const NOT_AUTHENTICATED: f64 = 401.2;
/// Not allowed.
pub const NOT_ALLOWED: f64 = 403.1;
/// Not there.
pub const NOT_FOUND: f64 = 404.1;
/// The first version of a correction is not there.
pub const ORIGINAL_UNKNOWN: f64 = 404.5;
/// The instanceID is used with other content.
pub const XML_CONFLICT: f64 = 409.1;
/// The form is closed.
pub const FORM_CLOSED: f64 = 409.2;
/// Taken.
pub const TAKEN: f64 = 409.3;
/// The version of the form exists.
pub const VERSION_EXISTS: f64 = 409.6;
/// The entity has another version than the one that was started from.
pub const ENTITY_VERSION_CONFLICT: f64 = 409.15;
/// Too many attempts to log in; a number of our own, Central has none.
pub const TOO_MANY_ATTEMPTS: f64 = 429.1;
/// There is no published version to fall back to.
pub const NOT_PUBLISHED: f64 = 409.7;
/// What is corrected has been corrected already.
pub const ORIGINAL_SUPERSEDED: f64 = 409.9;

impl Refusal {
    /// A refusal by its number.
    pub fn new(number: f64, message: impl Into<String>) -> Self {
        Self { number, message: message.into(), details: Value::Null }
    }

    /// With details.
    #[must_use]
    pub fn details(mut self, details: Value) -> Self {
        self.details = details;
        self
    }

    /// Not there, or not for this person to know of.
    pub fn not_found() -> Self {
        Self::new(NOT_FOUND, "Could not find the resource you were looking for.")
    }

    /// A parameter that is needed.
    pub fn missing(field: &str) -> Self {
        Self::new(MISSING_PARAMETER, format!("Required parameter {field} missing.")).details(json!({"field": field}))
    }

    /// A value that cannot stand there.
    pub fn unexpected(field: &str, value: &str, reason: &str) -> Self {
        Self::new(UNEXPECTED_VALUE, format!("Unexpected {field} value {value}; {reason}"))
            .details(json!({"field": field, "value": value, "reason": reason}))
    }

    /// A value of another type than it should be.
    pub fn wrong_type(field: &str, value: &Value, expected: &str) -> Self {
        Self::new(WRONG_TYPE, format!("Invalid input data type: expected '{field}' to be ({expected})"))
            .details(json!({"field": field, "value": value, "expected": expected}))
    }

    /// A version of a form that exists.
    pub fn version_exists(form: &str, version: &str) -> Self {
        let message = format!(
            "The form '{form}' has a published version '{version}' already. Change the version in the form, or publish it \
             with ?version= and another one."
        );
        Self::new(VERSION_EXISTS, message).details(json!({"xmlFormId": form, "version": version}))
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        // The number is the status and one or two digits behind a dot.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let status = StatusCode::from_u16(self.number as u16).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Json(json!({"message": self.message, "code": self.number, "details": self.details}))).into_response()
    }
}

/// Our own problems, by the number Central has for them. Scripts read the number; people read the message, in English as
/// Central's are.
impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        let number = match (problem.code(), problem.status()) {
            (codes::FORM_HAS_PROBLEMS, _) => FORM_INVALID,
            (codes::FORM_CLOSED, _) => FORM_CLOSED,
            (codes::SUBMISSION_ORIGINAL_UNKNOWN, _) => ORIGINAL_UNKNOWN,
            (codes::SUBMISSION_ORIGINAL_SUPERSEDED, _) => ORIGINAL_SUPERSEDED,
            (codes::SUBMISSION_INSTANCE_ID_REUSED, _) => XML_CONFLICT,
            (_, StatusCode::UNAUTHORIZED) => NOT_AUTHENTICATED,
            (_, StatusCode::FORBIDDEN) => NOT_ALLOWED,
            (_, StatusCode::NOT_FOUND) => NOT_FOUND,
            (_, StatusCode::CONFLICT) => TAKEN,
            (_, StatusCode::INTERNAL_SERVER_ERROR) => 500.1,
            (_, StatusCode::BAD_REQUEST) => UNPARSEABLE,
            (_, other) if other.is_client_error() => UNEXPECTED_VALUE,
            (_, other) => f64::from(other.as_u16()) + 0.1,
        };
        let details = json!({"code": problem.code()});
        Self { number, message: problem.sentences(vocab::Language::English), details }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Problem::from(error).into()
    }
}
