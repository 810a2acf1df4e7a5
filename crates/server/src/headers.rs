//! Headers that keep browsers out of harm, and traces that keep secrets out of logs.

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

/// What pages may do. Maps draw in a worker made from a blob; styles are set by the map and the charts.
const CONTENT_POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; \
    worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

/// Middleware: the same protection on every answer; an answer that is stricter stays so.
pub async fn protect(request: Request, next: Next) -> Response {
    let private = request.uri().path().starts_with("/api/v1/") && !request.uri().path().starts_with("/api/v1/public/");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut add = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    add(header::CONTENT_SECURITY_POLICY, CONTENT_POLICY);
    add(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    add(header::REFERRER_POLICY, "no-referrer");
    add(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(self)");
    add(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    if private {
        add(header::CACHE_CONTROL, "no-store");
    }
    response
}

/// Addresses that hold a token behind them.
const KEYS: [&str; 2] = ["/v1/key/", "/v1/test/"];

/// A trace names the route, never the token that stands in a phone's address.
pub fn span_without_secrets(request: &axum::http::Request<axum::body::Body>) -> tracing::Span {
    let path = request.uri().path();
    let rest = KEYS.iter().find_map(|key| Some((*key, path.strip_prefix(key)?)));
    let shown = match rest {
        Some((key, rest)) => format!("{key}…/{}", rest.split_once('/').map_or("", |(_, rest)| rest)),
        None => path.to_owned(),
    };
    tracing::info_span!("request", method = %request.method(), path = %shown)
}
