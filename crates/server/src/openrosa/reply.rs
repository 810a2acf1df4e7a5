//! How OpenRosa answers: headers every answer has, and messages a person understands.

use super::xml::Writer;
use crate::problem::{Problem, catalogue};
use axum::{
    body::Body,
    extract::Request,
    http::{
        HeaderMap, HeaderName, HeaderValue, StatusCode,
        header::{
            CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, DATE, ETAG, IF_NONE_MATCH, RETRY_AFTER,
            WWW_AUTHENTICATE,
        },
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use messages::Arg;
use vocab::Language;

/// What every OpenRosa answer is.
const XML: &str = "text/xml; charset=utf-8";

/// A refusal, as an OpenRosa message.
#[derive(Debug)]
pub struct Refusal {
    language: Language,
    status: StatusCode,
    message: String,
    /// Headers of its own.
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Refusal {
    /// A refusal by its code in the catalogue.
    pub fn new(language: Language, status: StatusCode, code: &str) -> Self {
        Self::with(language, status, code, &[])
    }

    /// The same, with values the message names.
    pub fn with(language: Language, status: StatusCode, code: &str, args: &[(&str, Arg)]) -> Self {
        Self { language, status, message: catalogue().sentences(language, code, args), headers: Vec::new() }
    }

    /// A failure of ours; the phone keeps the submission and tries again.
    pub fn failed(language: Language, error: &store::StoreError) -> Self {
        Self::from_problem(language, &Problem::of_store(error))
    }

    /// A problem of the shared kind.
    pub fn from_problem(language: Language, problem: &Problem) -> Self {
        Self { language, status: problem.status(), message: problem.sentences(language), headers: Vec::new() }
    }

    /// Too many wrong keys came from the same address.
    pub fn too_many(language: Language, wait: chrono::Duration) -> Self {
        let seconds = wait.num_seconds() + 1;
        let args = [("seconds", Arg::from(seconds))];
        let mut refusal = Self::with(language, StatusCode::TOO_MANY_REQUESTS, messages::codes::REQUEST_TOO_MANY, &args);
        refusal.headers.push((RETRY_AFTER, HeaderValue::from(seconds)));
        refusal
    }

    /// With what may be shown to be let in, one header each: some clients read the first only.
    pub fn challenging(mut self, offered: Vec<HeaderValue>) -> Self {
        self.headers.extend(offered.into_iter().map(|offer| (WWW_AUTHENTICATE, offer)));
        self
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = message(self.language, self.status, &self.message);
        for (name, value) in self.headers {
            response.headers_mut().append(name, value);
        }
        response
    }
}

/// An `OpenRosaResponse` with a message.
pub fn message(language: Language, status: StatusCode, text: &str) -> Response {
    let mut xml = Writer::new();
    xml.open("OpenRosaResponse", &[("xmlns", "http://openrosa.org/http/response")]);
    xml.text_element("message", &[], text);
    xml.close("OpenRosaResponse");
    document(language, status, xml.finish())
}

/// An XML answer.
pub fn document(language: Language, status: StatusCode, xml: String) -> Response {
    let mut response = Response::new(Body::from(xml));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(XML));
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(language.code()));
    response
}

/// With what tells a client whether it has this already. Each asks again every time: a form may change any minute.
pub fn tagged(mut response: Response, hash: &str) -> Response {
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{hash}\"")) {
        headers.insert(ETAG, tag);
    }
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}

/// Whether the client has what the response would bring (RFC 9110, 13.1.2: compared weakly).
fn is_held(asked: &HeaderMap, response: &Response) -> bool {
    let plain = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let Some(tag) = response.headers().get(ETAG).and_then(|tag| tag.to_str().ok()).map(plain) else { return false };
    let held = asked.get_all(IF_NONE_MATCH).iter().filter_map(|held| held.to_str().ok());
    response.status() == StatusCode::OK
        && held.flat_map(|held| held.split(',')).any(|held| held.trim() == "*" || plain(held) == tag)
}

/// Middleware: the headers without which Collect says "not OpenRosa", on every answer, refusals of the framework included.
pub async fn dress(
    axum::extract::State(app): axum::extract::State<crate::state::App>,
    request: Request,
    next: Next,
) -> Response {
    let language = crate::problem::language_of(request.headers());
    let held: HeaderMap =
        request.headers().get_all(IF_NONE_MATCH).iter().map(|held| (IF_NONE_MATCH, held.clone())).collect();
    let mut response = if announced_length(&request) > app.settings.largest_submission as u64 {
        // Before a byte of it is read: a phone on a bad line need not send what will be refused.
        too_large(language, app.settings.largest_submission)
    } else {
        next.run(request).await
    };
    if response.status() == StatusCode::PAYLOAD_TOO_LARGE
        && response.headers().get(CONTENT_TYPE) != Some(&HeaderValue::from_static(XML))
    {
        response = too_large(language, app.settings.largest_submission);
    }
    if is_held(&held, &response) {
        *response.body_mut() = Body::empty();
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response.headers_mut().remove(CONTENT_LENGTH);
    }
    let is_empty = response.status() == StatusCode::NO_CONTENT;
    let headers = response.headers_mut();
    headers.insert("x-openrosa-version", HeaderValue::from_static("1.0"));
    headers.insert("x-openrosa-accept-content-length", HeaderValue::from(app.settings.largest_submission));
    headers.entry(CONTENT_LANGUAGE).or_insert(HeaderValue::from_static(language.code()));
    if let Ok(date) = HeaderValue::from_str(&app.clock.now().format("%a, %d %b %Y %H:%M:%S GMT").to_string()) {
        headers.insert(DATE, date);
    }
    if is_empty {
        headers.remove(CONTENT_TYPE);
    }
    response
}

/// What the request says that its body takes; a body sent in chunks does not say.
fn announced_length(request: &Request) -> u64 {
    let length = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok());
    length.and_then(|length| length.parse().ok()).unwrap_or(0)
}

/// The refusal of a body larger than this server takes.
pub fn too_large(language: Language, limit: usize) -> Response {
    let args = [("limit", Arg::from(limit))];
    Refusal::with(language, StatusCode::PAYLOAD_TOO_LARGE, messages::codes::REQUEST_TOO_LARGE, &args).into_response()
}
