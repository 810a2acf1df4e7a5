//! Sites whose area and position do not agree, or cannot be held against each other.

use super::{InSites, shown};
use crate::{input::Asked, problem::Problem, state::App};
use axum::{Json, Router, routing::get};
use messages::codes;
use places::sites::{AreaFinding, NEAR_BORDER_M, Site, check_area};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Sites a page.
const PAGE: usize = 100;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/operations/{operation}/site-areas", get(list))
}

#[derive(Debug, Deserialize)]
struct Which {
    /// Only those of which this is found.
    finding: Option<String>,
    after: Option<usize>,
}

/// Sites that stand, but for those that lie where they are said to: the furthest outside first.
async fn list(place: InSites, Asked(which): Asked<Which>) -> Result<Json<Value>, Problem> {
    let territory = place.territory.as_deref().ok_or_else(|| Problem::not_found(codes::BOUNDARIES_NONE))?;
    let mut counts: BTreeMap<AreaFinding, usize> = BTreeMap::new();
    let mut found: Vec<(AreaFinding, f64, &Site)> = Vec::new();
    for site in place.sites.list.iter().filter(|site| site.stands()) {
        let check = check_area(site, &territory.boundaries, &territory.index);
        *counts.entry(check.finding).or_default() += 1;
        let wanted = which.finding.as_deref().is_none_or(|wanted| json!(check.finding) == wanted);
        if wanted && check.finding != AreaFinding::Inside {
            found.push((check.finding, check.metres.unwrap_or(0.0), site));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then_with(|| a.2.id.cmp(&b.2.id)));
    let from = which.after.unwrap_or(0);
    let next = (found.len() > from.saturating_add(PAGE)).then(|| from + PAGE);
    let lines = found.iter().skip(from).take(PAGE);
    let lines = lines.map(|(_, _, site)| shown::line(&place.sites, Some(territory), site));
    let counts: Vec<Value> = counts.iter().map(|(finding, n)| json!({"finding": finding, "sites": n})).collect();
    Ok(Json(json!({
        "sites": lines.collect::<Vec<_>>(), "next": next, "total": found.len(), "counts": counts,
        "near_border_m": NEAR_BORDER_M, "boundaries": territory.boundaries.version().code,
        "may_change": place.member.require(store::Role::Manager).is_ok(),
    })))
}
