//! Sites that may be one: proposed by the list, merged or kept apart by people.

use super::{InSites, shown};
use crate::{
    api::rounds::words,
    input::{Asked, Body},
    problem::Problem,
    sites::{Wanted, decide},
    state::App,
};
use axum::{Json, Router, extract::State, http::StatusCode, routing::get};
use messages::codes;
use places::sites::{Effect, Proposal, proposals};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use store::{Role, SiteDecisionKind};

/// Metres within which sites are compared, unless somebody asks otherwise: what the position of one place wanders between
/// visits to its two ends.
const WITHIN_M: f64 = 1_000.0;
/// Metres at most: further away a like name is another place of that name.
pub const FURTHEST_M: f64 = 10_000.0;
/// Pairs shown at once; they are all counted.
pub const PROPOSALS_SHOWN: usize = 200;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/operations/{operation}/site-duplicates", get(list).post(keep_apart))
}

#[derive(Debug, Deserialize)]
struct Within {
    within_m: Option<f64>,
}

async fn list(State(app): State<App>, place: InSites, Asked(asked): Asked<Within>) -> Result<Json<Value>, Problem> {
    let within_m = asked.within_m.unwrap_or(WITHIN_M);
    if !(1.0..=FURTHEST_M).contains(&within_m) {
        return Err(Problem::invalid("within_m", format!("1…{FURTHEST_M}")));
    }
    let decided = app.store.sites_kept_apart(&place.sites.register).await?;
    let pair =
        |one: &store::SiteChange| -> BTreeSet<String> { one.parts.iter().map(|part| part.uuid.clone()).collect() };
    let apart: BTreeSet<BTreeSet<String>> = decided.iter().map(pair).collect();
    let sites = std::sync::Arc::clone(&place.sites);
    let found = tokio::task::spawn_blocking(move || proposals(sites.list.iter(), within_m)).await;
    let found = found.map_err(|error| Problem::failed(&error))?;
    let open = |one: &&Proposal| !apart.contains(&BTreeSet::from([one.one.clone(), one.other.clone()]));
    let open: Vec<&Proposal> = found.iter().filter(open).collect();
    let line = |id: &str| {
        let site = place.sites.list.get(id)?;
        Some(shown::line(&place.sites, place.territory.as_deref(), site))
    };
    let lines = open.iter().take(PROPOSALS_SHOWN).map(
        |one| json!({"one": line(&one.one), "other": line(&one.other), "metres": one.metres, "because": one.because}),
    );
    Ok(Json(json!({
        "within_m": within_m, "total": open.len(), "proposals": lines.collect::<Vec<_>>(),
        "kept_apart": decided.iter().rev().map(|one| shown::change(&place.sites, one)).collect::<Vec<_>>(),
        "may_change": place.member.require(Role::Manager).is_ok(),
    })))
}

#[derive(Deserialize)]
struct Two {
    one: String,
    other: String,
    reason: String,
}

/// Two that look alike and are two: they are not proposed again, unless the decision is undone.
async fn keep_apart(State(app): State<App>, place: InSites, Body(two): Body<Two>) -> Result<Json<Value>, Problem> {
    place.member.require(Role::Manager)?;
    let reason = words("reason", &two.reason)?;
    if two.one == two.other {
        return Err(
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::SITE_TWICE).arg("site", place.sites.name(&two.one))
        );
    }
    let deed = (SiteDecisionKind::NotDuplicate, reason.as_str(), place.actor());
    let (id, sites) = decide(&app, place.operation(), (deed.0, deed.1, &deed.2), |sites| {
        let find = |id: &str| sites.list.get(id).cloned().ok_or_else(|| Problem::not_found(codes::SITE_UNKNOWN));
        let both = vec![find(&two.one)?, find(&two.other)?];
        Ok(Wanted { effect: Effect { before: both.clone(), after: both }, detail: json!({}) })
    })
    .await?;
    let found = app.store.site_changes(&sites.register, None, Some(id + 1), 1).await?;
    Ok(Json(found.first().map_or(Value::Null, |change| shown::change(&sites, change))))
}
