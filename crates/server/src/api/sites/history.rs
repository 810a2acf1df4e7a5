//! One site: as it stands, how it came to be so, and as it stood on a day.

use super::{InSites, shown};
use crate::{input::Asked, problem::Problem, state::App};
use axum::{
    Json, Router,
    extract::State,
    routing::{get, post},
};
use chrono::{DateTime, Days, NaiveDate, Utc};
use messages::codes;
use places::sites::{Site, as_of, changed_properties, known_by, standing};
use serde::Deserialize;
use serde_json::{Value, json};
use store::EntityVersion;

/// Decisions a list shows at once.
const DECISIONS: u64 = 100;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/operations/{operation}/sites/{site}", get(read).put(super::change::edit))
        .route("/operations/{operation}/sites/{site}/status", post(super::change::set_status))
        .route("/operations/{operation}/site-changes", get(changes))
}

#[derive(Debug, Deserialize)]
struct On {
    /// The day whose end is asked for.
    as_of: Option<NaiveDate>,
}

async fn read(State(app): State<App>, place: InSites, Asked(on): Asked<On>) -> Result<Json<Value>, Problem> {
    let id = place.site()?.id.clone();
    let mut whole = whole(&app, &place, &id).await?;
    if let (Some(day), Some(object)) = (on.as_of, whole.as_object_mut()) {
        let versions = versions(&app, &place, &id).await?;
        let end = day.checked_add_days(Days::new(1)).unwrap_or(day).and_time(chrono::NaiveTime::MIN).and_utc();
        let last = end - chrono::Duration::nanoseconds(1);
        let territory = place.territory.as_deref();
        let then = as_of(&versions, last).map(|(_, site)| shown::plain(&place.sites, territory, site));
        object.insert("as_of".to_owned(), json!({"day": day, "site": then}));
    }
    Ok(Json(whole))
}

type Dated = (DateTime<Utc>, (EntityVersion, Site));

/// What the list said of a site, oldest first.
async fn versions(app: &App, place: &InSites, id: &str) -> Result<Vec<Dated>, Problem> {
    let unknown = || Problem::not_found(codes::SITE_UNKNOWN);
    let entity = app.store.entity(&place.sites.register, id).await?.ok_or_else(unknown)?;
    let versions = app.store.entity_versions(&entity).await?;
    let dated = |version: EntityVersion| {
        let site = Site::read(id, &version.label, &version.values);
        (version.created_at, (version, site))
    };
    Ok(versions.into_iter().map(dated).collect())
}

/// A site with all that is known of it.
pub(super) async fn whole(app: &App, place: &InSites, id: &str) -> Result<Value, Problem> {
    let sites = app.sites.of(app, place.operation()).await?;
    let sites = sites.ok_or_else(|| Problem::not_found(codes::SITES_NONE))?;
    let site = sites.list.get(id).ok_or_else(|| Problem::not_found(codes::SITE_UNKNOWN))?;
    let mut lines = Vec::new();
    let mut before: Option<Site> = None;
    for (at, (version, site)) in versions(app, place, id).await? {
        let changed = changed_properties(before.as_ref(), &site);
        lines.push(json!({
            "version": version.version, "at": at, "by": version.created_by, "source": version.source,
            "decision": version.detail["site_change"], "undoes": version.detail["undoes"], "changed": changed,
            "name": site.name, "status": site.status,
        }));
        before = Some(site);
    }
    lines.reverse();
    let decisions = app.store.site_changes(&sites.register, Some(id), None, DECISIONS).await?;
    let stand = standing(&sites.list, id)
        .into_iter()
        .map(|one| json!({"id": one.id, "name": sites.name(&one.id), "share": one.share}));
    let earlier = known_by(&sites.list, id);
    let earlier = earlier.iter().skip(1).map(|id| json!({"id": id, "name": sites.name(id)}));
    let mut whole = shown::line(&sites, place.territory.as_deref(), site);
    if let Some(object) = whole.as_object_mut() {
        object.insert("versions".to_owned(), json!(lines));
        let decisions: Vec<Value> = decisions.iter().map(|one| shown::change(&sites, one)).collect();
        object.insert("decisions".to_owned(), json!(decisions));
        object.insert("stands_for_it".to_owned(), json!(stand.collect::<Vec<_>>()));
        object.insert("known_by".to_owned(), json!(earlier.collect::<Vec<_>>()));
    }
    Ok(whole)
}

#[derive(Debug, Deserialize)]
struct Page {
    before: Option<i64>,
}

/// Decisions about all sites, the newest first.
async fn changes(State(app): State<App>, place: InSites, Asked(page): Asked<Page>) -> Result<Json<Value>, Problem> {
    let found = app.store.site_changes(&place.sites.register, None, page.before, DECISIONS).await?;
    let next = (found.len() as u64 == DECISIONS).then(|| found.last().map(|one| one.id)).flatten();
    let lines: Vec<Value> = found.iter().map(|one| shown::change(&place.sites, one)).collect();
    Ok(Json(json!({"changes": lines, "next": next})))
}
