//! Sites: listed, and as points of a map.

use super::{InSites, shown};
use crate::{
    input::Asked,
    problem::Problem,
    site_coverage::{WhichSites, folded},
    state::App,
};
use axum::{Json, Router, routing::get};
use places::sites::{Site, SiteStatus};
use serde::Deserialize;
use serde_json::{Value, json};
use vocab::Pcode;

/// Sites a page, unless the client asks for fewer.
const PAGE: usize = 50;
/// Sites a page at most.
const LARGEST_PAGE: usize = 200;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/operations/{operation}/sites", get(list))
        .route("/operations/{operation}/site-points", get(points))
}

/// Which sites are shown.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Filter {
    /// Those declared to lie in this area, or below it.
    area: Option<Pcode>,
    status: Option<SiteStatus>,
    kind: Option<String>,
    /// Those with this in a name or other name, or whose id begins so. Case and accents do not matter.
    search: Option<String>,
    /// Where in the list to go on.
    after: Option<usize>,
    limit: Option<usize>,
}

impl Filter {
    /// The sites it lets through, by name.
    fn sites<'s>(&self, place: &'s InSites) -> Vec<&'s Site> {
        let which = WhichSites {
            ids: None,
            areas: self.area.iter().cloned().collect(),
            status: self.status,
            kind: self.kind.clone(),
            search: self.search.clone(),
        };
        let sites = which.of(place.territory.as_deref(), &place.sites.list);
        let mut found: Vec<(String, &Site)> = sites.map(|site| (folded(&site.name), site)).collect();
        found.sort_by(|a, b| (&a.0, &a.1.id).cmp(&(&b.0, &b.1.id)));
        found.into_iter().map(|(_, site)| site).collect()
    }
}

async fn list(place: InSites, Asked(filter): Asked<Filter>) -> Json<Value> {
    let found = filter.sites(&place);
    let (from, limit) = (filter.after.unwrap_or(0), filter.limit.unwrap_or(PAGE).clamp(1, LARGEST_PAGE));
    let page: Vec<&&Site> = found.iter().skip(from).take(limit).collect();
    let next = (found.len() > from.saturating_add(limit)).then(|| from + limit);
    let mut kinds: Vec<&str> = place.sites.list.iter().filter_map(|site| site.kind.as_deref()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let count = |status| place.sites.list.iter().filter(|site| site.status == status).count();
    let counts = SiteStatus::ALL.map(|status| json!({"status": status, "sites": count(status)}));
    let lines = page.iter().map(|site| shown::line(&place.sites, place.territory.as_deref(), site));
    Json(json!({
        "sites": lines.collect::<Vec<_>>(), "next": next, "total": found.len(), "kinds": kinds, "counts": counts,
        "revision": place.sites.register.revision, "may_change": place.member.require(store::Role::Manager).is_ok(),
    }))
}

/// The positions of all that the filter lets through.
async fn points(place: InSites, Asked(filter): Asked<Filter>) -> Result<Json<Value>, Problem> {
    let point = |site: &&Site| {
        let at = site.position?;
        Some(json!({"id": site.id, "name": site.name, "status": site.status, "lon": at.longitude, "lat": at.latitude}))
    };
    let found = filter.sites(&place);
    Ok(Json(json!({"points": found.iter().filter_map(point).collect::<Vec<_>>(), "total": found.len()})))
}
