//! What a request brings, read so that a mistake in it is answered like any other problem.

use crate::problem::Problem;
use axum::{
    Json,
    extract::{FromRequest, FromRequestParts, Path, Query, Request, rejection::JsonRejection},
    http::{StatusCode, header::CONTENT_ENCODING, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use messages::codes;
use serde::de::DeserializeOwned;
use std::str::FromStr;
use unicode_normalization::UnicodeNormalization;

/// Bytes of a JSON body: a thousand decisions take a hundredth of it.
pub const LARGEST_JSON: usize = 1_000_000;
/// Characters of a reason, and of the note on sources and licence.
pub const LONGEST_WORDS: usize = 2_000;
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

/// Middleware: refuses a packed body. Nothing here unpacks one, so that a megabyte never becomes a thousand.
pub async fn refuse_packed(request: Request, next: Next) -> Response {
    let packed = request.headers().get_all(CONTENT_ENCODING).iter().find(|encoding| *encoding != "identity");
    if let Some(encoding) = packed {
        let encoding = String::from_utf8_lossy(encoding.as_bytes()).into_owned();
        let problem = Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, codes::REQUEST_ENCODED);
        return problem.arg("encoding", encoding).into_response();
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

/// A name that people read: neither empty nor longer than `longest` characters, on one line, and without characters that
/// nobody sees. The same letters are the same bytes, however the keyboard composes them.
///
/// # Errors
/// 422 with the field and what is wrong with it.
pub fn readable_name(field: &'static str, name: &str, longest: usize) -> Result<String, Problem> {
    let composed: String = name.nfc().collect();
    let name = composed.trim();
    if name.is_empty() {
        return Err(Problem::invalid(field, "empty"));
    }
    if name.chars().count() > longest {
        return Err(Problem::invalid(field, format!("> {longest}")));
    }
    match name.chars().find(|c| c.is_control() || is_invisible(*c)) {
        Some(c) => Err(Problem::invalid(field, format!("U+{:04X}", u32::from(c)))),
        None => Ok(name.to_owned()),
    }
}

/// What people write about a change: not empty, not endless.
///
/// # Errors
/// When it is one of these, or holds characters that are no words.
pub fn words(field: &'static str, text: &str) -> Result<String, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::REVIEW_REASON_NEEDED));
    }
    if text.chars().count() > LONGEST_WORDS {
        let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::REVIEW_REASON_TOO_LONG);
        return Err(problem.arg("limit", LONGEST_WORDS));
    }
    match text.chars().find(|c| c.is_control() && !c.is_whitespace()) {
        Some(c) => Err(Problem::invalid(field, format!("{c:?}"))),
        None => Ok(text.to_owned()),
    }
}

/// Whether nobody sees a character, or it turns the direction of what follows: two names that look the same could differ
/// in it. Joiners that words in some scripts need (U+200C, U+200D) are not among them.
///
/// Source: Unicode's `Default_Ignorable_Code_Point`, without variation selectors and the two joiners.
pub fn is_invisible(c: char) -> bool {
    matches!(
        u32::from(c),
        0xAD | 0x34F | 0x61C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180E | 0x200B | 0x200E..=0x200F
            | 0x2028..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB | 0x1BCA0..=0x1BCA3
            | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_composed_and_holds_nothing_that_nobody_sees() {
        assert_eq!(readable_name("name", "  E\u{301}quipe \u{200d}2 ", 20).unwrap(), "\u{c9}quipe \u{200d}2");
        for hidden in ["a\u{202e}gpj.exe", "a\u{200b}", "\u{feff}a", "a\u{2028}b", "a\nb", "a\0", "\u{e0041}"] {
            assert!(readable_name("name", hidden, 20).is_err(), "{hidden:?}");
        }
    }
}
