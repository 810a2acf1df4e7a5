//! Rounds: planned, moved on, corrected, covered. Viewers read; managers change.

mod checks;
mod lists;
mod places;
mod revisions;
mod sample;
mod teams;

pub(in crate::api) use crate::input::words;
pub use teams::{LONGEST_TEAM_NAME, MOST_MEMBERS};

use crate::{
    accounts::Member,
    coverage::Totals,
    input::Body,
    problem::Problem,
    round_figures::RoundOf,
    round_moves,
    site_coverage::{Asked, covered},
    state::App,
};
use axum::{
    Json, Router,
    extract::{FromRequestParts, Path, State},
    http::{StatusCode, request::Parts},
    response::IntoResponse,
    routing::{get, post},
};
use chrono::NaiveDate;
use messages::codes;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use store::{Exercise, FormVersionName, NewRound, Role, Round};
use vocab::{Language, Period, RoundNumber, RoundStage, Text};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/operations/{operation}/live", get(listen))
        .route("/operations/{operation}/rounds", get(list_rounds))
        .route("/operations/{operation}/exercises/{exercise}/rounds", post(plan_round))
        .route("/operations/{operation}/exercises/{exercise}/rounds/{round}", get(read_round).put(change_round))
        .route("/operations/{operation}/exercises/{exercise}/rounds/{round}/stage", post(move_round))
        .merge(revisions::routes())
        .merge(checks::routes())
        .merge(places::routes())
        .merge(sample::routes())
        .merge(teams::routes())
}

/// Somebody who reads or changes a round.
pub(super) struct InRound {
    pub member: Member,
    pub of: RoundOf,
}

impl InRound {
    fn actor(&self) -> String {
        self.member.user.actor()
    }

    fn subject(&self) -> String {
        format!("round:{}/{}", self.of.exercise.code, self.of.round.number)
    }
}

impl FromRequestParts<App> for InRound {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let member = Member::from_request_parts(parts, app).await?;
        let Path(path): Path<HashMap<String, String>> =
            Path::from_request_parts(parts, app).await.map_err(|_| Problem::not_found(codes::REQUEST_NOT_FOUND))?;
        let exercise = find_exercise(app, &member, &path).await?;
        let given = path.get("round").map_or("", String::as_str);
        let rounds = app.store.rounds(exercise.id).await?;
        let round = rounds.into_iter().find(|round| given.parse() == Ok(round.number.0));
        let round = round.ok_or_else(|| Problem::not_found(codes::ROUND_UNKNOWN).arg("round", given))?;
        let of = RoundOf { operation: member.operation.clone(), exercise, round };
        Ok(Self { member, of })
    }
}

async fn find_exercise(app: &App, member: &Member, path: &HashMap<String, String>) -> Result<Exercise, Problem> {
    let code = path.get("exercise").map_or("", String::as_str);
    let found = app.store.exercise(member.operation.id, code).await?;
    found.ok_or_else(|| Problem::not_found(codes::EXERCISE_UNKNOWN).arg("exercise", code))
}

async fn listen(State(app): State<App>, member: Member) -> impl IntoResponse {
    ([("x-accel-buffering", "no")], app.live.listen_to_rounds(member.operation.code))
}

async fn list_rounds(State(app): State<App>, member: Member) -> Result<Json<Value>, Problem> {
    let versions = app.store.form_version_names(member.operation.id).await?;
    let territory = app.territories.of(&app.store, &member.operation).await?;
    let mut exercises = Vec::new();
    for exercise in app.store.exercises(member.operation.id).await? {
        let all = territory.as_deref().map_or_else(Vec::new, |territory| lists::all_places(territory, &exercise));
        let held = app.store.rounds(exercise.id).await?;
        let ids: Vec<i32> = held.iter().map(|round| round.id).collect();
        let mut listed = app.store.expected_places_of(&ids).await?;
        let mut records = app.store.records_by_area_of(&ids).await?;
        let mut rounds = Vec::new();
        for round in &held {
            let expected = listed.remove(&round.id).unwrap_or_else(|| all.clone());
            let by_area = records.remove(&round.id).unwrap_or_default();
            let asked = Asked { operation: &member.operation, exercise: &exercise, round };
            let covered = covered(&app, asked, expected, &by_area).await?;
            rounds.push(line(&exercise, round, &versions, covered.coverage.totals));
        }
        let of_form = versions.iter().filter(|version| version.xml_form_id == exercise.xml_form_id);
        exercises.push(json!({
            "code": exercise.code, "name": exercise.name, "tool": exercise.tool, "form_id": exercise.xml_form_id,
            "coverage_level": exercise.coverage_level, "rounds": rounds,
            "form_versions": of_form.map(|version| version.version.as_str()).collect::<Vec<_>>(),
        }));
    }
    Ok(Json(json!({"exercises": exercises})))
}

/// A round as a list shows it.
fn line(exercise: &Exercise, round: &Round, versions: &[FormVersionName], covered: Totals) -> Value {
    let form = round.form_version_id.and_then(|id| versions.iter().find(|version| version.id == id));
    json!({
        "number": round.number, "from": round.period.from, "to": round.period.to, "stage": round.stage,
        "revision": round.revision, "shown_revision": round.shown_revision(), "note": round.note,
        "demonstration": round.demonstration, "tool": exercise.tool,
        "form_version": form.map(|version| version.version.as_str()), "next": round.stage.next(),
        "may_be_revised": round.stage.is_settled(), "coverage": covered,
    })
}

async fn whole(app: &App, of: &RoundOf) -> Result<Value, Problem> {
    let facts = app.store.round_facts(of.round.id).await?;
    let versions = app.store.form_version_names(of.operation.id).await?;
    let covered = places::coverage_of(app, of).await?;
    let mut whole = line(&of.exercise, &of.round, &versions, covered.coverage.totals);
    if let Some(object) = whole.as_object_mut() {
        object.insert("exercise".to_owned(), json!({"code": of.exercise.code, "name": of.exercise.name}));
        object.insert("records".to_owned(), json!({"all": facts.records, "waiting": facts.waiting}));
        object.insert("records_outside".to_owned(), json!(app.store.records_outside(of.round.id).await?));
        object.insert("revisions".to_owned(), json!(app.store.revisions(of.round.id).await?));
    }
    Ok(whole)
}

async fn read_round(State(app): State<App>, place: InRound) -> Result<Json<Value>, Problem> {
    Ok(Json(whole(&app, &place.of).await?))
}

#[derive(Deserialize)]
struct Wanted {
    from: NaiveDate,
    to: NaiveDate,
    #[serde(default)]
    note: String,
    form_version: Option<String>,
}

impl Wanted {
    async fn round(
        self,
        app: &App,
        exercise: &Exercise,
        was: Option<&Round>,
        number: u32,
    ) -> Result<NewRound, Problem> {
        let period = Period::new(self.from, self.to).map_err(|error| Problem::invalid("to", error.to_string()))?;
        let note = if self.note.trim().is_empty() { Text::default() } else { Text::new(words("note", &self.note)?) };
        let versions = app.store.form_version_names(exercise.operation_id).await?;
        let form_version_id = match self.form_version.filter(|version| !version.is_empty()) {
            None => None,
            Some(wanted) => {
                let is_it = |version: &&store::FormVersionName| {
                    version.xml_form_id == exercise.xml_form_id && version.version == wanted
                };
                let unknown = || {
                    let problem = Problem::not_found(codes::FORM_VERSION_UNKNOWN);
                    problem.arg("form", exercise.xml_form_id.as_str()).arg("version", wanted.as_str())
                };
                Some(versions.iter().find(is_it).ok_or_else(unknown)?.id)
            }
        };
        // A note in several languages stays as it is unless somebody writes another than the one they read.
        let written = note.in_language(Language::English);
        let note = match was {
            Some(was) if Language::ALL.into_iter().any(|language| was.note.in_language(language) == written) => {
                was.note.clone()
            }
            _ => note,
        };
        let demonstration = was.is_some_and(|was| was.demonstration);
        Ok(NewRound {
            number: RoundNumber(number),
            period,
            demonstration,
            note,
            stage: RoundStage::Planned,
            form_version_id,
        })
    }
}

#[derive(Deserialize)]
struct Planned {
    number: u32,
    #[serde(flatten)]
    wanted: Wanted,
}

/// The largest number of a round; a weekly tool needs forty years for a fiftieth of it.
pub const LARGEST_ROUND: u32 = 100_000;

async fn plan_round(
    State(app): State<App>,
    member: Member,
    Path(path): Path<HashMap<String, String>>,
    Body(Planned { number, wanted }): Body<Planned>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    member.require(Role::Manager)?;
    let exercise = find_exercise(&app, &member, &path).await?;
    if number == 0 || number > LARGEST_ROUND {
        return Err(Problem::invalid("number", format!("1…{LARGEST_ROUND}")));
    }
    if app.store.rounds(exercise.id).await?.iter().any(|round| round.number.0 == number) {
        let taken = Problem::new(StatusCode::CONFLICT, codes::REQUEST_TAKEN);
        return Err(taken.arg("what", "the round").arg("value", number.to_string()));
    }
    let mut new = wanted.round(&app, &exercise, None, number).await?;
    new.demonstration = member.operation.demonstration;
    let round = app.store.save_round(&exercise, &new, &member.user.actor()).await?;
    let of = RoundOf { operation: member.operation, exercise, round };
    Ok((StatusCode::CREATED, Json(whole(&app, &of).await?)))
}

async fn change_round(
    State(app): State<App>,
    place: InRound,
    Body(wanted): Body<Wanted>,
) -> Result<Json<Value>, Problem> {
    place.member.require(Role::Manager)?;
    let number = place.of.round.number.0;
    let new = wanted.round(&app, &place.of.exercise, Some(&place.of.round), number).await?;
    let round = app.store.save_round(&place.of.exercise, &new, &place.actor()).await?;
    Ok(Json(whole(&app, &RoundOf { round, ..place.of }).await?))
}

#[derive(Deserialize)]
struct Move {
    to: RoundStage,
    reason: Option<String>,
}

async fn move_round(State(app): State<App>, place: InRound, Body(wanted): Body<Move>) -> Result<Json<Value>, Problem> {
    place.member.require(Role::Manager)?;
    let reason = wanted.reason.as_deref().filter(|reason| !reason.trim().is_empty());
    let reason = reason.map(|reason| words("reason", reason)).transpose()?;
    let round = round_moves::move_on(&app, &place.of, wanted.to, reason.as_deref(), &place.actor()).await?;
    Ok(Json(whole(&app, &RoundOf { round, ..place.of }).await?))
}
