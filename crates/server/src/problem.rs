//! What went wrong with a request, said to people: one envelope for every answer of our own API.

use crate::state::Language;
use axum::{
    Json,
    http::{HeaderMap, StatusCode, header::ACCEPT_LANGUAGE},
    response::{IntoResponse, Response},
};
use messages::{Arg, Catalogue, codes};
use serde_json::json;
use std::sync::{
    LazyLock,
    atomic::{AtomicU64, Ordering},
};
use store::{StoreError, Trouble};
use vocab::StageProblem;

/// All messages, built once.
pub fn catalogue() -> &'static Catalogue {
    static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::new);
    &CATALOGUE
}

/// A refusal or failure. The message is looked up in the catalogue when the answer is written, in the reader's language.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    code: &'static str,
    args: Vec<(&'static str, Arg)>,
    form: Option<forms::Problems>,
    edits: Vec<review::edit::EditProblem>,
    places: Option<Box<places::PlaceProblems>>,
    /// Apart, since refusals are handed around by value and nearly none has it.
    meanwhile: Option<Box<serde_json::Value>>,
}

impl Problem {
    /// A problem by its code in the catalogue ([`messages::codes`]).
    pub fn new(status: StatusCode, code: &'static str) -> Self {
        Self { status, code, args: Vec::new(), form: None, edits: Vec::new(), places: None, meanwhile: None }
    }

    /// What does not exist, by its code in the catalogue.
    pub fn not_found(code: &'static str) -> Self {
        Self::new(StatusCode::NOT_FOUND, code)
    }

    /// Input that cannot be used, with the field and why.
    pub fn invalid(field: &'static str, why: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, codes::REQUEST_INVALID_INPUT)
            .arg("field", field)
            .arg("detail", why.into())
    }

    /// A failure of ours. The log holds the reason under the reference that the answer names.
    pub fn failed(error: &dyn std::fmt::Display) -> Self {
        // The reference ties answer and log together; it needs to be unique on the screen of one administrator only.
        static FAILURES: AtomicU64 = AtomicU64::new(1);
        let reference = FAILURES.fetch_add(1, Ordering::Relaxed);
        tracing::error!(%error, reference, "a request failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, codes::SERVER_FAILED).arg("reference", reference.to_string())
    }

    /// A failure of the store. What is nobody's own fault is said as such, so that the sender knows to wait; the log holds
    /// the reason.
    pub fn of_store(error: &StoreError) -> Self {
        let (status, code) = match error.trouble() {
            Some(Trouble::NoRoom) => (StatusCode::INSUFFICIENT_STORAGE, codes::SERVER_STORAGE_FULL),
            Some(Trouble::NotWritable) => (StatusCode::SERVICE_UNAVAILABLE, codes::SERVER_STORAGE_NOT_WRITABLE),
            Some(Trouble::Unreachable) => (StatusCode::SERVICE_UNAVAILABLE, codes::SERVER_DATABASE_UNREACHABLE),
            None => return Self::failed(error),
        };
        tracing::error!(%error, code, "a request could not be served");
        Self::new(status, code)
    }

    /// Why a round does not move.
    fn of_stage(problem: StageProblem) -> Self {
        let refuse = |code| Self::new(StatusCode::CONFLICT, code);
        let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        match problem {
            StageProblem::AlreadySo(stage) => refuse(codes::ROUND_ALREADY_SO).arg("stage", stage.code()),
            StageProblem::NoSuchMove { from, to } => {
                refuse(codes::ROUND_NO_SUCH_MOVE).arg("from", from.code()).arg("to", to.code())
            }
            StageProblem::Settled(stage) => refuse(codes::ROUND_STAYS_CLOSED).arg("stage", stage.code()),
            StageProblem::HasRecords(records) => refuse(codes::ROUND_HAS_RECORDS).arg("records", count(records)),
            StageProblem::RecordsWait(records) => refuse(codes::ROUND_RECORDS_WAIT).arg("records", count(records)),
            StageProblem::FiguresNotReady => refuse(codes::ROUND_FIGURES_NOT_READY),
            StageProblem::NotSettled(stage) => refuse(codes::ROUND_NOT_CLOSED).arg("stage", stage.code()),
        }
    }

    /// A value the message names.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// With everything that is wrong with a form, which the answer lists under `problems`.
    #[must_use]
    pub fn of_form(mut self, problems: forms::Problems) -> Self {
        self.form = Some(problems);
        self
    }

    /// With every edit that cannot be made, which the answer lists under `edits`.
    #[must_use]
    pub fn of_edits(mut self, edits: Vec<review::edit::EditProblem>) -> Self {
        self.edits = edits;
        self
    }

    /// With everything that is wrong with a file of places, which the answer lists under `problems`.
    #[must_use]
    pub fn of_places(mut self, problems: places::PlaceProblems) -> Self {
        self.places = Some(Box::new(problems));
        self
    }

    /// With what others did meanwhile, so that nobody has to guess what their own change would have undone.
    #[must_use]
    pub fn with_meanwhile(mut self, meanwhile: serde_json::Value) -> Self {
        self.meanwhile = Some(Box::new(meanwhile));
        self
    }

    /// Its code in the catalogue.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The values its message names.
    pub fn args(&self) -> &[(&'static str, Arg)] {
        &self.args
    }

    /// Everything that is wrong with a form, if that is the problem.
    pub fn form(&self) -> Option<&forms::Problems> {
        self.form.as_ref()
    }

    /// Everything that is wrong with a file of places, if that is the problem.
    pub fn places(&self) -> Option<&places::PlaceProblems> {
        self.places.as_deref()
    }

    /// The status it is answered with.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Message and remedy as running text.
    pub fn sentences(&self, language: Language) -> String {
        catalogue().sentences(language, self.code, &self.args)
    }

    /// The answer in a language.
    pub fn response(&self, language: Language) -> Response {
        let mut error = json!({
            "code": self.code,
            "message": catalogue().text(language, self.code, &self.args),
            "remedy": catalogue().remedy(language, self.code, &self.args),
        });
        if let (Some(problems), Some(object)) = (&self.form, error.as_object_mut()) {
            object.insert("problems".to_owned(), json!(problems.clone().in_language(language)));
        }
        if let (Some(problems), Some(object)) = (&self.places, error.as_object_mut()) {
            object.insert("problems".to_owned(), crate::crosswalks::problems_told(problems, language).into());
        }
        if let Some(object) = error.as_object_mut().filter(|_| !self.edits.is_empty()) {
            object.insert("edits".to_owned(), self.edits.iter().map(|edit| told(edit, language)).collect());
        }
        if let (Some(meanwhile), Some(object)) = (&self.meanwhile, error.as_object_mut()) {
            object.insert("meanwhile".to_owned(), meanwhile.as_ref().clone());
        }
        (self.status, Json(json!({"error": error}))).into_response()
    }
}

fn told(edit: &review::edit::EditProblem, language: Language) -> serde_json::Value {
    let (code, args) = (edit.code(), edit.args());
    json!({
        "question": edit.question(), "code": code, "message": catalogue().text(language, code, &args),
        "remedy": catalogue().remedy(language, code, &args),
    })
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Taken { what, value } => {
                Self::new(StatusCode::CONFLICT, codes::REQUEST_TAKEN).arg("what", what).arg("value", value)
            }
            StoreError::RoundSettled { round, stage } => {
                let stage = stage.code();
                Self::new(StatusCode::CONFLICT, codes::ROUND_SETTLED).arg("round", i64::from(round)).arg("stage", stage)
            }
            StoreError::PlacesChanged => Self::new(StatusCode::CONFLICT, codes::ROUND_PLACES_CHANGED),
            StoreError::ImportSettled { rounds, rows } => {
                let rounds = rounds.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
                let rows = i64::try_from(rows).unwrap_or(i64::MAX);
                Self::new(StatusCode::CONFLICT, codes::IMPORT_ROUNDS_SETTLED).arg("rounds", rounds).arg("rows", rows)
            }
            StoreError::Stage(problem) => Self::of_stage(problem),
            StoreError::LastAdministrator => Self::new(StatusCode::CONFLICT, codes::ACCOUNT_LAST_ADMINISTRATOR),
            other => Self::of_store(&other),
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
    headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).map_or(Language::English, Language::negotiate)
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
