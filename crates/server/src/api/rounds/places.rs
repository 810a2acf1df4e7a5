//! Expected places of a round: where the list comes from, who assesses what, what cannot be assessed, and how far it is.

use super::{
    InRound,
    lists::{self, Planned, Source, all_places, planned},
    words,
};
use crate::{
    coverage::PlaceCoverage,
    expected_list::{ROWS_TOLD, RowProblem},
    input::Body,
    live::RoundChanged,
    problem::{Problem, catalogue},
    round_figures::RoundOf,
    site_coverage::{Asked, Covered, covered},
    sites::Sites,
    state::App,
    territory::Territory,
};
use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{get, post, put},
};
use messages::{Arg, codes};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use store::{ExpectedPlace, PlaceKey, PlaceMark, Role, fingerprint_of_places};
use vocab::{Language, Pcode, Text};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/operations/{operation}/exercises/{exercise}/rounds/{round}/coverage", get(read_coverage))
        .route("/operations/{operation}/exercises/{exercise}/rounds/{round}/places", put(set_places))
        .route("/operations/{operation}/exercises/{exercise}/rounds/{round}/places/preview", post(preview_places))
        .route("/operations/{operation}/exercises/{exercise}/rounds/{round}/places/marks", post(mark_places))
        .route("/operations/{operation}/exercises/{exercise}/rounds/{round}/places/team", post(assign_places))
}

/// How far a round is: by its list, or without one by every place of the coverage level.
pub(super) async fn coverage_of(app: &App, of: &RoundOf) -> Result<Covered, Problem> {
    let mut expected = app.store.expected_places(of.round.id).await?;
    if expected.is_empty()
        && let Some(territory) = app.territories.of(&app.store, &of.operation).await?
    {
        expected = all_places(&territory, &of.exercise);
    }
    let by_area = app.store.records_by_area(of.round.id).await?;
    let asked = Asked { operation: &of.operation, exercise: &of.exercise, round: &of.round };
    covered(app, asked, expected, &by_area).await
}

/// The property that says why a site stands as it does.
const REASON: &str = "status_reason";

/// What a round's list of sites says to whoever reads it.
struct Told<'s> {
    sites: &'s Sites,
    /// Whether the reader may see what is personal in it.
    open: bool,
}

impl<'s> Told<'s> {
    /// What a list says of people is for reviewers; that they read it is in the log.
    async fn to(app: &App, place: &InRound, sites: &'s Sites) -> Result<Self, Problem> {
        let told = Self { sites, open: place.member.require(Role::Reviewer).is_ok() };
        if told.open && (sites.register.personal_label || told.reasons_are_personal()) {
            lists::note_reading(app, place).await?;
        }
        Ok(told)
    }

    fn reasons_are_personal(&self) -> bool {
        self.sites.register.properties.iter().any(|property| property.personal && property.name == REASON)
    }

    fn name(&self, id: &'s str) -> &'s str {
        if self.open || !self.sites.register.personal_label { self.sites.name(id) } else { id }
    }

    fn named(&self, id: &'s str) -> Value {
        json!({"id": id, "name": self.name(id)})
    }

    /// How a listed site stands, and what is there in its place.
    fn stands(&self, id: &'s str) -> Value {
        let site = self.sites.list.get(id);
        let next = site.into_iter().flat_map(|site| &site.successors);
        let now: Vec<Value> = next.map(|next| self.named(&next.id)).collect();
        json!({"status": site.map(|site| site.status), "since": site.map(|site| site.since), "now": now})
    }
}

/// A place of the list as pages get it.
fn line(territory: Option<&Territory>, told: Option<&Told<'_>>, found: &PlaceCoverage) -> Value {
    let place = &found.place;
    let name = |pcode: &Pcode| territory.and_then(|territory| territory.name(pcode)).map(str::to_owned);
    let mut line = json!(found);
    let Some(object) = line.as_object_mut() else { return line };
    let known = place.site.as_deref().zip(told);
    let (called, above) = match place.site.as_deref() {
        Some(id) => (Some(told.map_or(id, |told| told.name(id)).to_owned()), Some(place.pcode.clone())),
        None => {
            let area = territory.and_then(|territory| territory.boundaries.area(&place.pcode));
            (name(&place.pcode), area.and_then(|area| area.parent.clone()))
        }
    };
    object.insert("name".to_owned(), json!(called));
    object.insert("parent_name".to_owned(), json!(above.as_ref().and_then(name)));
    object.insert("parent".to_owned(), json!(above));
    if let Some((id, told)) = known {
        object.insert("stands".to_owned(), told.stands(id));
        let also: Vec<Value> = found.also.iter().map(|id| told.named(id)).collect();
        object.insert("also".to_owned(), json!(also));
        // A reason that nobody wrote on the round's list is what the list of sites says.
        if !told.open && place.marked_by.is_none() && told.reasons_are_personal() {
            object.insert("reason".to_owned(), Value::Null);
        }
    }
    line
}

async fn read_coverage(State(app): State<App>, place: InRound) -> Result<Json<Value>, Problem> {
    let of = &place.of;
    let listed = !app.store.expected_places(of.round.id).await?.is_empty();
    let territory = app.territories.of(&app.store, &of.operation).await?;
    let Covered { coverage: found, sites } = coverage_of(&app, of).await?;
    let told = match &sites {
        Some(sites) => Some(Told::to(&app, &place, sites.sites()).await?),
        None => None,
    };
    let places = found.places.iter().map(|place| line(territory.as_deref(), told.as_ref(), place));
    let teams = found.teams.iter().map(|(team, totals)| json!({"team": team, "totals": totals}));
    Ok(Json(json!({
        "listed": listed, "level": of.exercise.coverage_level, "stage": of.round.stage, "totals": found.totals,
        "places": places.collect::<Vec<_>>(), "teams": teams.collect::<Vec<_>>(),
        "elsewhere": found.elsewhere, "without_place": found.without_place,
        "records_outside": app.store.records_outside(of.round.id).await?,
    })))
}

fn told(problems: &[RowProblem]) -> Vec<Value> {
    let message = |problem: &RowProblem| {
        let args = [("row", Arg::from(problem.row)), ("value", Arg::from(problem.value.as_str()))];
        Language::ALL.into_iter().fold(Text::default(), |text, language| {
            text.with(language, catalogue().text(language, problem.code, &args))
        })
    };
    let shown = problems.iter().take(ROWS_TOLD);
    shown.map(|problem| json!({"row": problem.row, "code": problem.code, "message": message(problem)})).collect()
}

/// What a list would change; nothing is changed.
async fn preview_places(
    State(app): State<App>,
    place: InRound,
    Body(source): Body<Source>,
) -> Result<Json<Value>, Problem> {
    place.member.require(Role::Manager)?;
    let Planned { places: new, problems, without_area, not_standing } = planned(&app, &place, &source).await?;
    let held = app.store.expected_places(place.of.round.id).await?;
    let seen = fingerprint_of_places(&held);
    let held: BTreeSet<PlaceKey> = held.iter().map(ExpectedPlace::key).collect();
    let wanted: BTreeSet<PlaceKey> = new.iter().map(ExpectedPlace::key).collect();
    let names = |names: &[String]| names.iter().take(ROWS_TOLD).cloned().collect::<Vec<_>>();
    Ok(Json(json!({
        "places": wanted.len(), "added": wanted.difference(&held).count(), "removed": held.difference(&wanted).count(),
        "problems": told(&problems), "problem_count": problems.len(), "seen": seen,
        "without_area": names(&without_area), "without_area_count": without_area.len(),
        "not_standing": names(&not_standing), "not_standing_count": not_standing.len(),
    })))
}

#[derive(Deserialize)]
struct Wanted {
    #[serde(flatten)]
    source: Source,
    /// What the preview said of the list that this one replaces.
    seen: Option<String>,
}

async fn set_places(
    State(app): State<App>,
    place: InRound,
    Body(Wanted { source, seen }): Body<Wanted>,
) -> Result<Json<Value>, Problem> {
    place.member.require(Role::Manager)?;
    let seen = seen.ok_or_else(|| Problem::invalid("seen", "missing"))?;
    let Planned { places: new, problems, .. } = planned(&app, &place, &source).await?;
    if let Some(first) = problems.first() {
        let refused = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::ROUND_LIST_HAS_PROBLEMS);
        return Err(refused.arg("count", problems.len()).arg("row", first.row));
    }
    if new.is_empty() {
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::ROUND_LIST_EMPTY));
    }
    let (subject, actor) = (place.subject(), place.actor());
    app.store.replace_expected_places((&subject, &place.of.round), Some(&seen), &new, &actor).await?;
    changed(&app, &place.of, true);
    Ok(Json(json!({"places": new.len()})))
}

fn changed(app: &App, of: &RoundOf, figures: bool) {
    if figures {
        app.figures.stale(of.round.id);
    }
    app.live.announce_round(RoundChanged::new(&of.operation.code, &of.exercise.code, of.round.number));
}

/// Places of a list: areas by their codes, sites by their ids.
#[derive(Deserialize)]
struct Chosen {
    #[serde(default)]
    pcodes: BTreeSet<Pcode>,
    #[serde(default)]
    sites: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Marks {
    #[serde(flatten)]
    chosen: Chosen,
    /// None takes the mark away.
    mark: Option<PlaceMark>,
    #[serde(default)]
    reason: String,
}

/// Refuses what is not on the list, so that nobody believes it was marked.
async fn on_list(app: &App, of: &RoundOf, Chosen { pcodes, sites }: Chosen) -> Result<BTreeSet<PlaceKey>, Problem> {
    let listed = app.store.expected_places(of.round.id).await?;
    let chosen: BTreeSet<PlaceKey> =
        pcodes.into_iter().map(PlaceKey::Area).chain(sites.into_iter().map(PlaceKey::Site)).collect();
    if chosen.is_empty() {
        return Err(Problem::invalid("pcodes", "[]"));
    }
    let known: BTreeSet<PlaceKey> = listed.iter().map(ExpectedPlace::key).collect();
    match chosen.difference(&known).next() {
        Some(place) => {
            let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::ROUND_PLACE_NOT_LISTED);
            Err(problem.arg("pcode", place.as_str()))
        }
        None => Ok(chosen),
    }
}

async fn mark_places(State(app): State<App>, place: InRound, Body(marks): Body<Marks>) -> Result<Json<Value>, Problem> {
    place.member.require(Role::Manager)?;
    let chosen = on_list(&app, &place.of, marks.chosen).await?;
    let mark = match marks.mark {
        Some(mark) => Some((mark, words("reason", &marks.reason)?)),
        None => None,
    };
    let mark = mark.as_ref().map(|(mark, reason)| (*mark, reason.as_str()));
    let (subject, actor) = (place.subject(), place.actor());
    let done = app.store.mark_places((&subject, &place.of.round), &chosen, mark, &actor).await?;
    changed(&app, &place.of, true);
    Ok(Json(json!({"changed": done})))
}

#[derive(Deserialize)]
struct Assignment {
    #[serde(flatten)]
    chosen: Chosen,
    /// None takes them from their team.
    team: Option<i32>,
}

async fn assign_places(
    State(app): State<App>,
    place: InRound,
    Body(wanted): Body<Assignment>,
) -> Result<Json<Value>, Problem> {
    place.member.require(Role::Manager)?;
    let chosen = on_list(&app, &place.of, wanted.chosen).await?;
    let teams = app.store.teams(place.of.operation.id).await?;
    if wanted.team.is_some_and(|id| teams.iter().all(|team| team.id != id)) {
        return Err(Problem::not_found(codes::TEAM_UNKNOWN));
    }
    let (subject, actor) = (place.subject(), place.actor());
    let done = app.store.assign_places((&subject, &place.of.round), &chosen, wanted.team, &actor).await?;
    changed(&app, &place.of, false);
    Ok(Json(json!({"changed": done})))
}
