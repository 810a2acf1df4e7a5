//! The browser application, built into the program.

use crate::problem::Problem;
use axum::{
    body::Body,
    http::{
        HeaderMap, HeaderValue, Method, StatusCode, Uri,
        header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH},
    },
    response::{IntoResponse, Response},
};
use messages::codes;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Files;

/// First parts of addresses that programs ask at. A wrong one is answered as wrong, never with a page.
const FOR_PROGRAMS: [&str; 6] = ["api", "v1", "v2", "v3", "formList", "submission"];

/// A file of the application, or its page for every address that the application itself understands.
pub async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    let is_read = method == Method::GET || method == Method::HEAD;
    if !is_read || FOR_PROGRAMS.contains(&path.split('/').next().unwrap_or_default()) {
        return Problem::not_found(codes::REQUEST_NOT_FOUND).into_response();
    }
    let wants_page = !path.rsplit('/').next().unwrap_or_default().contains('.');
    match Files::get(path)
        .map(|file| (path, file))
        .or_else(|| wants_page.then(|| Files::get("index.html").map(|file| ("index.html", file)))?)
    {
        Some((name, file)) => {
            let tag = format!("\"{}\"", hex::encode(&file.metadata.sha256_hash()[..16]));
            if headers.get(IF_NONE_MATCH).is_some_and(|held| held.as_bytes() == tag.as_bytes()) {
                return StatusCode::NOT_MODIFIED.into_response();
            }
            // Names under assets/ change with their content; the page itself is asked for again each time.
            let keep = if name.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
            let mut response = Response::new(Body::from(file.data));
            let headers = response.headers_mut();
            let media_type = mime_guess::from_path(name).first_or_octet_stream();
            for (header, value) in [(CONTENT_TYPE, media_type.as_ref()), (CACHE_CONTROL, keep), (ETAG, tag.as_str())] {
                if let Ok(value) = HeaderValue::from_str(value) {
                    headers.insert(header, value);
                }
            }
            response
        }
        None => Problem::not_found(codes::REQUEST_NOT_FOUND).into_response(),
    }
}
