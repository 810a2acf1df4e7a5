//! Reading the audit log. For administrators.

use super::guard::SignedIn;
use crate::{input::Asked, problem::Problem, state::App};
use axum::{Json, Router, extract::State, routing::get};
use serde::Deserialize;
use serde_json::{Value, json};

/// Entries a page, unless the client asks for fewer.
const PAGE: u64 = 100;
/// Entries a page at most.
const LARGEST_PAGE: u64 = 1_000;

/// Routes of the audit log.
pub fn routes() -> Router<App> {
    Router::new().route("/audit", get(read_audit_log))
}

#[derive(Deserialize)]
struct AuditQuery {
    /// Entries older than this one; what the page before named as `next`.
    #[serde(alias = "after")]
    before: Option<i64>,
    limit: Option<u64>,
}

async fn read_audit_log(
    State(app): State<App>,
    signed_in: SignedIn,
    Asked(query): Asked<AuditQuery>,
) -> Result<Json<Value>, Problem> {
    signed_in.require_administrator()?;
    let limit = query.limit.unwrap_or(PAGE).clamp(1, LARGEST_PAGE);
    let entries = app.store.audit_entries(query.before, limit).await?;
    // The chain begins at 1: nothing is older.
    let next = entries.last().map(|entry| entry.seq).filter(|seq| *seq > 1);
    Ok(Json(json!({"entries": entries, "next": next})))
}
