//! What went wrong with a request, said to people: one envelope for every answer of our own API.

use crate::state::Language;
use axum::{
    Json,
    http::{HeaderMap, StatusCode, header::ACCEPT_LANGUAGE},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use store::StoreError;

/// A refusal or failure. The message is looked up in the catalogue when the answer is written, in the reader's language.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    code: &'static str,
    args: Vec<(&'static str, String)>,
    details: Option<Value>,
}

impl Problem {
    /// A problem by its code in the catalogue (`not-found`, `wrong-password`, …).
    pub fn new(status: StatusCode, code: &'static str) -> Self {
        Self { status, code, args: Vec::new(), details: None }
    }

    /// What does not exist: a record, a form, an operation.
    pub fn not_found(what: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found").arg("what", what)
    }

    /// Input that cannot be used, with the field and why.
    pub fn invalid(field: &'static str, why: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid-input").arg("field", field).arg("why", why)
    }

    /// A value the message names.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// More for the client: the list of problems of a form, for instance.
    #[must_use]
    pub fn details(mut self, details: Value) -> Self {
        self.details = Some(details);
        self
    }

    /// The status it is answered with.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The message in a language.
    pub fn message(&self, language: Language) -> String {
        let args: Vec<(&str, &str)> = self.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        messages::Catalogue::builtin().text(language, self.code, &args)
    }

    /// The answer in a language.
    pub fn response(&self, language: Language) -> Response {
        let mut error = json!({"code": self.code, "message": self.message(language)});
        if let (Some(details), Some(object)) = (&self.details, error.as_object_mut()) {
            object.insert("problems".to_owned(), details.clone());
        }
        (self.status, Json(json!({"error": error}))).into_response()
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Taken { what, value } => {
                Self::new(StatusCode::CONFLICT, "taken").arg("what", what).arg("value", value)
            }
            other => {
                tracing::error!(error = %other, "the store failed");
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "server-failed")
            }
        }
    }
}

/// A problem waits in the response's extensions until the language of the request is known.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.response(Language::English);
        response.extensions_mut().insert(std::sync::Arc::new(self));
        response
    }
}

/// The language a request asks for.
pub fn language_of(headers: &HeaderMap) -> Language {
    headers
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .map_or(Language::English, Language::negotiate)
}

/// Middleware: writes a [`Problem`] in the language its reader asked for.
pub async fn in_readers_language(request: axum::extract::Request, next: axum::middleware::Next) -> Response {
    let language = language_of(request.headers());
    let mut response = next.run(request).await;
    match response.extensions_mut().remove::<std::sync::Arc<Problem>>() {
        Some(problem) if language != Language::English => {
            let mut translated = problem.response(language);
            for (name, value) in response.headers() {
                if name != axum::http::header::CONTENT_LENGTH && name != axum::http::header::CONTENT_TYPE {
                    translated.headers_mut().append(name, value.clone());
                }
            }
            translated
        }
        _ => response,
    }
}
