//! One site: told of, corrected, accepted, closed, opened again.

use super::{InSites, day, history::whole};
use crate::{
    api::rounds::words,
    input::Body,
    problem::Problem,
    sites::{Sites, Wanted, decide, said},
    state::App,
};
use axum::{Json, Router, extract::State, http::StatusCode, response::IntoResponse, routing::post};
use chrono::NaiveDate;
use messages::codes;
use places::sites::{DeclaredArea, Effect, Site, SiteStatus};
use serde::Deserialize;
use serde_json::{Value, json};
use store::{Role, SiteDecisionKind};
use vocab::{Pcode, Point};

pub(super) fn routes() -> Router<App> {
    Router::new().route("/operations/{operation}/sites", post(create))
}

/// What is said of a site.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Said {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    kind: Option<String>,
    pcode: Option<Pcode>,
    position: Option<Point>,
}

impl Said {
    /// The site with what is said of it.
    fn on(self, place: &InSites, site: Site) -> Result<Site, Problem> {
        let (name, aliases, kind) = (said::name(&self.name)?, said::aliases(&self.aliases)?, said::kind(self.kind)?);
        let area = area(place, self.pcode, site.area.as_ref())?;
        let position = self.position.map(on_earth).transpose()?;
        Ok(Site { name, aliases, kind, area, position, ..site })
    }
}

/// An area of the operation's boundaries, in their version. One that was said before may stay, whatever version it is of.
pub(super) fn area(
    place: &InSites,
    pcode: Option<Pcode>,
    before: Option<&DeclaredArea>,
) -> Result<Option<DeclaredArea>, Problem> {
    let Some(pcode) = pcode else { return Ok(None) };
    if let Some(same) = before.filter(|before| before.pcode == pcode) {
        return Ok(Some(same.clone()));
    }
    let boundaries = place.territory.as_deref().map(|territory| &territory.boundaries);
    let Some(boundaries) = boundaries.filter(|boundaries| boundaries.area(&pcode).is_some()) else {
        let unknown = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::SITE_AREA_UNKNOWN);
        return Err(unknown.arg("pcode", pcode.as_str()));
    };
    Ok(Some(DeclaredArea { pcode, version: Some(boundaries.version().code.clone()) }))
}

/// A position that is one.
pub(super) fn on_earth(point: Point) -> Result<Point, Problem> {
    let told = point.accuracy_m.is_none_or(|metres| metres >= 0.0) && point.altitude_m.is_none_or(f64::is_finite);
    let is_one = (-90.0..=90.0).contains(&point.latitude) && (-180.0..=180.0).contains(&point.longitude) && told;
    is_one
        .then_some(point)
        .ok_or_else(|| Problem::invalid("position", format!("{} {}", point.latitude, point.longitude)))
}

#[derive(Deserialize)]
struct NewSite {
    #[serde(flatten)]
    said: Said,
    #[serde(default)]
    reason: String,
    since: Option<NaiveDate>,
}

/// A reviewer's site waits for a manager to accept it.
async fn create(
    State(app): State<App>,
    place: InSites,
    Body(new): Body<NewSite>,
) -> Result<impl IntoResponse, Problem> {
    let status = if place.member.require(Role::Manager).is_ok() { SiteStatus::Active } else { SiteStatus::Proposed };
    let reason = optional(&new.reason)?;
    let id = app.randomness.uuid().to_string();
    let site = Site {
        status,
        reason: Some(reason.clone()).filter(|reason| !reason.is_empty()),
        since: Some(day(&app, new.since)),
        ..Site::named(&id, "")
    };
    let site = new.said.on(&place, site)?;
    let effect = Effect::of(None, site);
    let deed = (SiteDecisionKind::Create, reason.as_str(), place.actor());
    decide(&app, place.operation(), (deed.0, deed.1, &deed.2), |_| {
        Ok(Wanted { effect: effect.clone(), detail: json!({}) })
    })
    .await?;
    Ok((StatusCode::CREATED, Json(whole(&app, &place, &id).await?)))
}

fn optional(reason: &str) -> Result<String, Problem> {
    if reason.trim().is_empty() { Ok(String::new()) } else { words("reason", reason) }
}

/// The site as it stands, if it still has the version that whoever changes it has seen.
fn seen<'s>(sites: &'s Sites, id: &str, version: u32) -> Result<&'s Site, Problem> {
    let site = sites.list.get(id).ok_or_else(|| Problem::not_found(codes::SITE_UNKNOWN))?;
    let now = sites.version(id).unwrap_or_default();
    if now != version {
        let changed = Problem::new(StatusCode::CONFLICT, codes::ENTITY_CHANGED_MEANWHILE);
        return Err(changed.arg("version", i64::from(now)));
    }
    Ok(site)
}

#[derive(Deserialize)]
pub(super) struct Corrected {
    #[serde(flatten)]
    said: Said,
    #[serde(default)]
    reason: String,
    /// The version that was corrected.
    version: u32,
}

pub(super) async fn edit(
    State(app): State<App>,
    place: InSites,
    Body(corrected): Body<Corrected>,
) -> Result<Json<Value>, Problem> {
    place.member.require(Role::Manager)?;
    let id = place.site()?.id.clone();
    let reason = optional(&corrected.reason)?;
    decide(&app, place.operation(), (SiteDecisionKind::Edit, &reason, &place.actor()), |sites| {
        let before = seen(sites, &id, corrected.version)?;
        let after = corrected.said.clone().on(&place, before.clone())?;
        Ok(Wanted { effect: Effect::of(Some(before.clone()), after), detail: json!({}) })
    })
    .await?;
    Ok(Json(whole(&app, &place, &id).await?))
}

#[derive(Deserialize)]
pub(super) struct NewStatus {
    to: SiteStatus,
    #[serde(default)]
    reason: String,
    since: Option<NaiveDate>,
    version: u32,
}

/// Accepting what was proposed needs no reason; everything else does.
pub(super) async fn set_status(
    State(app): State<App>,
    place: InSites,
    Body(new): Body<NewStatus>,
) -> Result<Json<Value>, Problem> {
    place.member.require(Role::Manager)?;
    let site = place.site()?;
    let accepts = site.status == SiteStatus::Proposed && new.to == SiteStatus::Active;
    let reason = if accepts { optional(&new.reason)? } else { words("reason", &new.reason)? };
    let (id, since) = (site.id.clone(), day(&app, new.since));
    decide(&app, place.operation(), (SiteDecisionKind::Status, &reason, &place.actor()), |sites| {
        let before = seen(sites, &id, new.version)?;
        let refuse = |code| Problem::new(StatusCode::CONFLICT, code).arg("site", before.name.as_str());
        if !before.successors.is_empty() {
            return Err(refuse(codes::SITE_HAS_SUCCESSORS));
        }
        if !before.status.may_become(new.to) {
            let refused = refuse(codes::SITE_NO_SUCH_MOVE);
            return Err(refused.arg("from", before.status.code()).arg("to", new.to.code()));
        }
        let told = Some(reason.clone()).filter(|reason| !reason.is_empty());
        let area = before.area.clone().map(|area| place.dated(area));
        let after = Site { status: new.to, reason: told, since: Some(since), area, ..before.clone() };
        let detail = json!({"from": before.status, "to": new.to});
        Ok(Wanted { effect: Effect::of(Some(before.clone()), after), detail })
    })
    .await?;
    Ok(Json(whole(&app, &place, &id).await?))
}
