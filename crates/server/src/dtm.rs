//! stub
pub fn routes()->axum::Router<crate::App>{axum::Router::new()}
