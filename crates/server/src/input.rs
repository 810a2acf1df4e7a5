//! What a request brings, read so that a mistake in it is answered like any other problem.

use crate::problem::Problem;
use axum::{
    Json,
    extract::{FromRequest, FromRequestParts, Path, Query, Request, rejection::JsonRejection},
    http::{StatusCode, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use messages::codes;
use serde::de::DeserializeOwned;
use std::str::FromStr;

/// Bytes of a JSON body: a thousand decisions take a hundredth of it.
const LARGEST_JSON: usize = 1_000_000;
/// The one character that PostgreSQL keeps in no text, as JSON writes it.
const NUL_IN_JSON: &[u8] = b"\\u0000";

/// Middleware: refuses an address with a NUL in it. No name holds one, and PostgreSQL calls even the question an error.
pub async fn refuse_nul(request: Request, next: Next) -> Response {
    let uri = request.uri();
    let has_nul = |text: &str| text.contains("%00");
    if has_nul(uri.path()) || uri.query().is_some_and(has_nul) {
        return unreadable(StatusCode::BAD_REQUEST, "%00").into_response();
    }
    next.run(request).await
}

/// A body of JSON.
#[derive(Debug)]
pub struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let bytes = axum::body::to_bytes(body, LARGEST_JSON).await;
        let bytes = bytes.map_err(|_| {
            Problem::new(StatusCode::PAYLOAD_TOO_LARGE, codes::REQUEST_TOO_LARGE).arg("limit", LARGEST_JSON)
        })?;
        if bytes.windows(NUL_IN_JSON.len()).any(|part| part == NUL_IN_JSON) {
            return Err(unreadable(StatusCode::UNPROCESSABLE_ENTITY, "U+0000"));
        }
        match Json::from_request(Request::from_parts(parts, bytes.into()), state).await {
            Ok(Json(body)) => Ok(Self(body)),
            // Well-formed, but not what is asked for here.
            Err(JsonRejection::JsonDataError(problem)) => {
                Err(unreadable(StatusCode::UNPROCESSABLE_ENTITY, &problem.body_text()))
            }
            Err(problem) => Err(unreadable(problem.status(), &problem.body_text())),
        }
    }
}

/// The query of an address.
#[derive(Debug)]
pub struct Asked<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match Query::from_request_parts(parts, state).await {
            Ok(Query(query)) => Ok(Self(query)),
            Err(problem) => Err(unreadable(StatusCode::BAD_REQUEST, &problem.body_text())),
        }
    }
}

/// The number at the end of a path, `{id}`; anything else there is simply not found.
#[derive(Debug, Clone, Copy)]
pub struct Id<N = i32>(pub N);

impl<S: Send + Sync, N: FromStr> FromRequestParts<S> for Id<N> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        #[derive(serde::Deserialize)]
        struct InPath {
            id: String,
        }
        let path = Path::<InPath>::from_request_parts(parts, state).await;
        let id = path.ok().and_then(|Path(path)| path.id.parse().ok());
        id.map(Self).ok_or_else(|| Problem::not_found(codes::REQUEST_NOT_FOUND))
    }
}

fn unreadable(status: StatusCode, detail: &str) -> Problem {
    Problem::new(status, codes::REQUEST_UNREADABLE).arg("detail", detail)
}

/// A name that people read: neither empty nor longer than `longest` characters, and on one line.
///
/// # Errors
/// 422 with the field and what is wrong with it.
pub fn readable_name(field: &'static str, name: &str, longest: usize) -> Result<String, Problem> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Problem::invalid(field, "empty"));
    }
    if name.chars().count() > longest {
        return Err(Problem::invalid(field, format!("> {longest}")));
    }
    match name.chars().find(|c| c.is_control()) {
        Some(c) => Err(Problem::invalid(field, format!("{c:?}"))),
        None => Ok(name.to_owned()),
    }
}
