//! Decisions about sites: worked out on the list as it stands, and carried out only if it still stands so.

use super::Sites;
use crate::{problem::Problem, state::App};
use axum::http::StatusCode;
use messages::codes;
use places::sites::Effect;
use serde_json::Value as Json;
use std::sync::Arc;
use store::{Decided, SiteDecision, SiteDecisionKind, SitePart};

/// What somebody wants.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// What it does to the list.
    pub effect: Effect,
    /// What it depends on, to be shown again.
    pub detail: Json,
}

/// Times that a decision is worked out anew because the list has changed meanwhile: phones add to it all the time.
const TRIES: usize = 4;

/// Works a decision out and carries it out, under a number.
///
/// # Errors
/// Those of `wanted`, and 409 when the list changes faster than the decision can be taken.
pub async fn decide(
    app: &App,
    operation_id: i32,
    (kind, reason, actor): (SiteDecisionKind, &str, &str),
    wanted: impl Fn(&Sites) -> Result<Wanted, Problem>,
) -> Result<(i64, Arc<Sites>), Problem> {
    let none = || Problem::not_found(codes::SITES_NONE);
    for _ in 0..TRIES {
        let sites = app.sites.of(app, operation_id).await?.ok_or_else(none)?;
        let Wanted { effect, detail } = wanted(&sites)?;
        let decision = SiteDecision {
            seen: sites.register.revision,
            kind,
            reason: reason.to_owned(),
            detail,
            parts: parts(&effect),
        };
        if let Decided::Done(id) = app.store.decide_sites(&sites.register, &decision, actor).await? {
            let now = app.sites.of(app, operation_id).await?.ok_or_else(none)?;
            return Ok((id, now));
        }
    }
    Err(Problem::new(StatusCode::CONFLICT, codes::SITES_CHANGED_MEANWHILE))
}

fn parts(effect: &Effect) -> Vec<SitePart> {
    let part = |site: &places::sites::Site| SitePart {
        uuid: site.id.clone(),
        becomes: Some((site.name.clone(), site.values())).filter(|_| effect.was(&site.id) != Some(site)),
        new: effect.was(&site.id).is_none(),
    };
    effect.after.iter().map(part).collect()
}
