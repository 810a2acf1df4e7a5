//! How the places of a round are chosen: the rules there are, what each would choose, and what was taken over.

use super::InRound;
use crate::{
    input::Body,
    live::RoundChanged,
    problem::Problem,
    round_figures::RoundOf,
    sample_coverage::{NamedRecord, sample_coverage},
    sampling::{self, Draw, Drawn},
    state::App,
};
use axum::{
    Json, Router,
    extract::State,
    routing::{get, post},
};
use estimate::SampleVerdict;
use packs::SampleSettings;
use serde::Deserialize;
use serde_json::{Value, json};
use store::{RecordFilter, Role, RoundSample};
use vocab::{Answer, RecordState};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/operations/{operation}/exercises/{exercise}/rounds/{round}/sample", get(read_sample).put(take_sample))
        .route("/operations/{operation}/exercises/{exercise}/rounds/{round}/sample/preview", post(preview_sample))
}

async fn read_sample(State(app): State<App>, place: InRound) -> Result<Json<Value>, Problem> {
    Ok(Json(described(&app, &place.of).await?))
}

/// The rules a round may be chosen by, what was chosen, and how far that is.
async fn described(app: &App, of: &RoundOf) -> Result<Value, Problem> {
    let settings = sampling::settings(app, &of.exercise).await?;
    let taken = app.store.round_sample(of.round.id).await?;
    let rounds = match settings {
        Some(settings) => sampling::rounds_to_choose_from(app, of, settings).await?,
        None => Vec::new(),
    };
    let rounds: Vec<Value> = rounds
        .iter()
        .map(|round| json!({"number": round.number, "stage": round.stage, "revision": round.revision}))
        .collect();
    let taken = match (&taken, settings) {
        (Some(taken), settings) => Some(shown(app, of, taken, settings).await?),
        (None, _) => None,
    };
    Ok(json!({
        "rules": settings.map(|settings| &settings.rules), "from": settings.map(|settings| &settings.from),
        "rounds": rounds, "taken": taken,
    }))
}

async fn shown(
    app: &App,
    of: &RoundOf,
    taken: &RoundSample,
    settings: Option<&SampleSettings>,
) -> Result<Value, Problem> {
    let drawn: Drawn = serde_json::from_value(taken.chosen.clone()).map_err(|error| Problem::failed(&error))?;
    let coverage = match settings {
        Some(settings) => Some(sample_coverage(&drawn, &named_records(app, of, settings).await?)),
        None => None,
    };
    Ok(json!({
        "rule": taken.rule, "from_round": taken.from_round.1, "from_revision": taken.from_revision,
        "taken_at": taken.taken_at, "taken_by": taken.taken_by, "totals": totals(&drawn),
        "drawn": drawn, "coverage": coverage, "area_names": area_names(app, of, &drawn).await?,
    }))
}

fn totals(drawn: &Drawn) -> Value {
    json!({
        "chosen": drawn.of(SampleVerdict::Chosen).count(), "not_known": drawn.of(SampleVerdict::NotKnown).count(),
        "not_chosen": drawn.of(SampleVerdict::NotChosen).count(), "areas_without": drawn.areas_without.len(),
        "tied": drawn.places.iter().filter(|place| place.tied).count(),
    })
}

/// Names of the areas that have candidates, by p-code.
async fn area_names(app: &App, of: &RoundOf, drawn: &Drawn) -> Result<Value, Problem> {
    let territory = app.territories.of(&app.store, &of.operation).await?;
    let name = |area: &str| territory.as_deref()?.name(&area.parse().ok()?).map(str::to_owned);
    let names: std::collections::BTreeMap<&str, Option<String>> =
        drawn.places.iter().map(|place| place.candidate.area.as_str()).map(|area| (area, name(area))).collect();
    Ok(json!(names))
}

/// The round's records by area and name.
async fn named_records(app: &App, of: &RoundOf, settings: &SampleSettings) -> Result<Vec<NamedRecord>, Problem> {
    let filter = RecordFilter {
        exercise_ids: vec![of.exercise.id],
        round_ids: vec![of.round.id],
        states: vec![RecordState::Received, RecordState::Edited, RecordState::HasIssues, RecordState::Approved],
        ..RecordFilter::default()
    };
    let (mut records, _) = app.store.records(&filter, u64::from(u32::MAX)).await?;
    records.sort_by_key(|one| one.id);
    let level =
        app.store.exercise(of.operation.id, &settings.from).await?.map(|from| usize::from(from.coverage_level.0));
    let named = records.iter().map(|one| NamedRecord {
        id: one.id,
        area: level.and_then(|level| one.record.places.get(level)).map(ToString::to_string).unwrap_or_default(),
        name: one.record.answers.get(&settings.matches).and_then(Answer::text).unwrap_or_default().to_owned(),
        state: one.state,
    });
    Ok(named.collect())
}

#[derive(Deserialize)]
struct Wanted {
    /// Code of the rule.
    rule: String,
    /// The round whose lists it is applied to; the newest closed one without it.
    from_round: Option<u32>,
    /// What the preview said of the list that was looked at, and of the choice it replaces.
    seen: Option<String>,
}

/// What a rule would choose; nothing is changed.
async fn preview_sample(
    State(app): State<App>,
    place: InRound,
    Body(wanted): Body<Wanted>,
) -> Result<Json<Value>, Problem> {
    place.member.require(Role::Manager)?;
    let Draw { rule, from, drawn } = sampling::draw(&app, &place.of, &wanted.rule, wanted.from_round).await?;
    let held = app.store.round_sample(place.of.round.id).await?;
    Ok(Json(json!({
        "rule": rule, "from_round": from.number, "from_revision": from.revision, "from_stage": from.stage,
        "seen": sampling::looked_at(&drawn, held.as_ref()), "totals": totals(&drawn), "area_names": area_names(&app, &place.of, &drawn).await?,
        "drawn": drawn,
    })))
}

async fn take_sample(
    State(app): State<App>,
    place: InRound,
    Body(wanted): Body<Wanted>,
) -> Result<Json<Value>, Problem> {
    place.member.require(Role::Manager)?;
    let draw = sampling::draw(&app, &place.of, &wanted.rule, wanted.from_round).await?;
    let seen = wanted.seen.as_deref().ok_or_else(|| Problem::invalid("seen", "missing"))?;
    sampling::take(&app, &place.of, &draw, Some(seen), &place.actor()).await?;
    let (operation, exercise) = (&place.of.operation.code, &place.of.exercise.code);
    app.live.announce_round(RoundChanged::new(operation, exercise, place.of.round.number));
    Ok(Json(described(&app, &place.of).await?))
}
