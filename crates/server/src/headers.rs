//! Headers that keep browsers out of harm, and traces that keep secrets out of logs.

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::Response,
};

/// What pages may do. Maps draw in a worker made from a blob; styles are set by the map and the charts.
const CONTENT_POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
    worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

/// What pages may do where a form is filled: besides, compile WebAssembly. The form engine's XPath parser is that; nothing
/// else needs it, and it allows no script from text. Sounds and films that go with a question come from blobs.
const FILLING_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data: blob:; media-src 'self' blob:; worker-src 'self' blob:; connect-src 'self'; \
    object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

/// Whether a form is filled at this address: `/f/{token}` and `/work/{operation}/fill/{form}`.
fn is_for_filling(path: &str) -> bool {
    let mut parts = path.split('/').skip(1);
    match (parts.next(), parts.next(), parts.next()) {
        (Some("f"), ..) => true,
        (Some("work"), Some(_), page) => page == Some("fill"),
        _ => false,
    }
}
/// When to ask again after trouble of the disk or the database: PostgreSQL restarts in less.
const RETRY_AFTER_S: &str = "30";

/// Middleware: the same protection on every answer; an answer that is stricter stays so.
pub async fn protect(request: Request, next: Next) -> Response {
    let private = request.uri().path().starts_with("/api/v1/") && !request.uri().path().starts_with("/api/v1/public/");
    let policy = if is_for_filling(request.uri().path()) { FILLING_POLICY } else { CONTENT_POLICY };
    let mut response = next.run(request).await;
    let passes = matches!(response.status(), StatusCode::SERVICE_UNAVAILABLE | StatusCode::INSUFFICIENT_STORAGE);
    let headers = response.headers_mut();
    let mut add = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    add(header::CONTENT_SECURITY_POLICY, policy);
    add(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    add(header::REFERRER_POLICY, "no-referrer");
    add(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(self)");
    add(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    if passes {
        add(header::RETRY_AFTER, RETRY_AFTER_S);
    }
    if private {
        add(header::CACHE_CONTROL, "no-store");
    }
    response
}

/// A trace names the route, never the token that stands in the address of a phone or of a link.
pub fn span_without_secrets(request: &axum::http::Request<axum::body::Body>) -> tracing::Span {
    tracing::info_span!("request", method = %request.method(), path = %without_secrets(request.uri().path()))
}

/// Beginnings of addresses that a token follows.
const BEFORE_TOKENS: [&str; 4] = ["/v1/key/", "/v1/test/", "/api/v1/fill/", "/f/"];

fn without_secrets(path: &str) -> String {
    let told = BEFORE_TOKENS.iter().find_map(|before| Some((before, path.strip_prefix(before)?)));
    match told {
        Some((before, rest)) => format!("{before}…{}", rest.find('/').map_or("", |end| &rest[end..])),
        None => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_token_enters_the_log() {
        assert_eq!(without_secrets("/v1/key/abc/projects/1/formList"), "/v1/key/…/projects/1/formList");
        assert_eq!(without_secrets("/api/v1/fill/abc"), "/api/v1/fill/…");
        assert_eq!(without_secrets("/api/v1/fill/abc/form.xml"), "/api/v1/fill/…/form.xml");
        assert_eq!(without_secrets("/f/abc"), "/f/…");
        assert_eq!(without_secrets("/api/v1/operations/a/fill/b"), "/api/v1/operations/a/fill/b");
    }

    #[test]
    fn only_where_forms_are_filled_is_webassembly_let_in() {
        let filling = ["/f/abc", "/f/", "/work/burundi/fill/baseline"];
        assert!(filling.iter().all(|path| is_for_filling(path)));
        let others = ["/", "/o/f", "/work/fill/forms", "/work/burundi/forms", "/fill", "/api/v1/fill/abc"];
        assert!(!others.iter().any(|path| is_for_filling(path)));
    }
}
