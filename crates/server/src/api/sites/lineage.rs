//! Sites merged and split, and any decision taken back.

use super::{
    InSites,
    change::{area, on_earth},
    day, shown,
};
use crate::{
    api::rounds::words,
    input::{Body, Id},
    problem::Problem,
    sites::{Sites, Wanted, decide, of_problems, refusal, said},
    state::App,
};
use axum::{Json, Router, extract::State, http::StatusCode, routing::post};
use chrono::NaiveDate;
use messages::codes;
use places::sites::{Effect, Merge, Part, Share, SiteProblem, Split, merge, split};
use serde::Deserialize;
use serde_json::{Value, json};
use store::{InTheWay, Role, SiteDecisionKind, Undone};
use vocab::{Pcode, Point};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/operations/{operation}/sites/{site}/merge", post(do_merge))
        .route("/operations/{operation}/sites/{site}/merge/preview", post(preview_merge))
        .route("/operations/{operation}/sites/{site}/split", post(do_split))
        .route("/operations/{operation}/sites/{site}/split/preview", post(preview_split))
        .route("/operations/{operation}/site-changes/{id}/undo", post(undo))
}

#[derive(Deserialize)]
struct MergeBody {
    /// The sites that the one in the path takes in.
    from: Vec<String>,
    #[serde(default)]
    reason: String,
    on: Option<NaiveDate>,
}

impl MergeBody {
    fn wish(self, app: &App, place: &InSites, reason: String) -> Result<Merge, Problem> {
        Ok(Merge { into: place.site()?.id.clone(), from: self.from, on: day(app, self.on), reason })
    }
}

/// What a decision would do, and what stands against it.
fn preview(place: &InSites, found: Result<Effect, Vec<SiteProblem>>) -> Json<Value> {
    let (sites, territory) = (&place.sites, place.territory.as_deref());
    let all = |list: &[places::sites::Site]| -> Vec<Value> {
        list.iter().map(|site| shown::plain(sites, territory, site)).collect()
    };
    Json(match found {
        Ok(effect) => json!({"before": all(&effect.before), "after": all(&effect.after), "problems": []}),
        Err(problems) => json!({"before": [], "after": [], "problems": of_problems(sites, &problems)}),
    })
}

async fn preview_merge(
    State(app): State<App>,
    place: InSites,
    Body(body): Body<MergeBody>,
) -> Result<Json<Value>, Problem> {
    let reason = body.reason.clone();
    let wish = body.wish(&app, &place, reason)?;
    Ok(preview(&place, merge(&place.sites.list, &wish)))
}

async fn do_merge(State(app): State<App>, place: InSites, Body(body): Body<MergeBody>) -> Result<Json<Value>, Problem> {
    place.member.require(Role::Manager)?;
    let reason = words("reason", &body.reason)?;
    let wish = body.wish(&app, &place, reason.clone())?;
    let detail = json!({"into": wish.into, "from": wish.from, "on": wish.on});
    carry_out(&app, &place, (SiteDecisionKind::Merge, &reason), detail, |sites| merge(&sites.list, &wish)).await
}

/// Carries a decision out and answers with it.
async fn carry_out(
    app: &App,
    place: &InSites,
    (kind, reason): (SiteDecisionKind, &str),
    detail: Value,
    effect: impl Fn(&Sites) -> Result<Effect, Vec<SiteProblem>>,
) -> Result<Json<Value>, Problem> {
    let (id, sites) = decide(app, place.operation(), (kind, reason, &place.actor()), |sites| {
        let effect = effect(sites).map_err(|problems| refusal(sites, &problems))?;
        Ok(Wanted { effect, detail: detail.clone() })
    })
    .await?;
    let found = app.store.site_changes(&sites.register, None, Some(id + 1), 1).await?;
    Ok(Json(found.first().map_or(Value::Null, |change| shown::change(&sites, change))))
}

#[derive(Deserialize)]
struct SplitBody {
    parts: Vec<PartBody>,
    #[serde(default)]
    reason: String,
    on: Option<NaiveDate>,
}

#[derive(Deserialize)]
struct PartBody {
    name: String,
    share: Share,
    kind: Option<String>,
    pcode: Option<Pcode>,
    position: Option<Point>,
}

impl SplitBody {
    fn wish(self, app: &App, place: &InSites, reason: String) -> Result<Split, Problem> {
        let site = place.site()?;
        let parts = self.parts.into_iter().map(|part| {
            Ok(Part {
                id: app.randomness.uuid().to_string(),
                name: said::name(&part.name)?,
                share: part.share,
                position: part.position.map(on_earth).transpose()?,
                kind: said::kind(part.kind)?,
                area: area(place, part.pcode, site.area.as_ref())?,
            })
        });
        let parts: Vec<Part> = parts.collect::<Result<_, Problem>>()?;
        Ok(Split { site: site.id.clone(), parts, on: day(app, self.on), reason })
    }
}

async fn preview_split(
    State(app): State<App>,
    place: InSites,
    Body(body): Body<SplitBody>,
) -> Result<Json<Value>, Problem> {
    let reason = body.reason.clone();
    let wish = body.wish(&app, &place, reason)?;
    Ok(preview(&place, split(&place.sites.list, &wish)))
}

async fn do_split(State(app): State<App>, place: InSites, Body(body): Body<SplitBody>) -> Result<Json<Value>, Problem> {
    place.member.require(Role::Manager)?;
    let reason = words("reason", &body.reason)?;
    let wish = body.wish(&app, &place, reason.clone())?;
    let parts: Vec<Value> = wish.parts.iter().map(|part| json!({"id": part.id, "share": part.share})).collect();
    let detail = json!({"site": wish.site, "parts": parts, "on": wish.on});
    carry_out(&app, &place, (SiteDecisionKind::Split, &reason), detail, |sites| split(&sites.list, &wish)).await
}

#[derive(Deserialize)]
struct Why {
    reason: String,
}

async fn undo(
    State(app): State<App>,
    place: InSites,
    Id(id): Id<i64>,
    Body(why): Body<Why>,
) -> Result<Json<Value>, Problem> {
    place.member.require(Role::Manager)?;
    let reason = words("reason", &why.reason)?;
    match app.store.undo_site_change(&place.sites.register, id, &reason, &place.actor()).await? {
        Undone::Done(change) => {
            let sites = app.sites.of(&app, place.operation()).await?.unwrap_or_else(|| place.sites.clone());
            Ok(Json(shown::change(&sites, &change)))
        }
        Undone::NotFound => Err(Problem::not_found(codes::SITE_DECISION_UNKNOWN)),
        Undone::Already => Err(Problem::new(StatusCode::CONFLICT, codes::SITE_ALREADY_UNDONE)),
        Undone::InTheWay(found) => Err(in_the_way(&place.sites, &found)),
    }
}

/// The newest of the decisions that came later: that one can be undone first.
fn in_the_way(sites: &Sites, found: &[InTheWay]) -> Problem {
    let refuse = |code| Problem::new(StatusCode::CONFLICT, code);
    let newest = found.iter().max_by_key(|one| one.later.as_ref().map(|later| later.id));
    let Some(newest) = newest else { return refuse(codes::SITES_CHANGED_MEANWHILE) };
    let site = sites.name(&newest.uuid);
    match &newest.later {
        None => refuse(codes::SITE_CHANGED_SINCE).arg("site", site),
        Some(later) => refuse(codes::SITE_LATER_DECISION)
            .arg("site", site)
            .arg("decision", later.id)
            .arg("kind", later.kind.code())
            .arg("day", later.at.date_naive().to_string()),
    }
}
