//! What anybody may read of events, beside the stock and never inside it, and sums that are refused where somebody would be
//! counted twice.

use crate::{
    events::{self, Tracked, public_parts},
    group::of_tag,
    problem::Problem,
    publication,
    state::App,
    territory::Territory,
};
use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::StatusCode,
    routing::get,
};
use estimate::{Count, CountedAt, PlaceId, PopulationPart, SumProblem, Unit, add_up};
use figures::TOTAL;
use messages::codes;
use publish::{EventPart, PublicEvents, open_events};
use serde_json::{Value, json};
use store::Operation;
use vocab::{Figure, Missing, Pcode};

/// Routes that need no log-in.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/public/operations/{operation}/events", get(read_events))
        .route("/public/operations/{operation}/sum", get(read_sum))
}

async fn find(app: &App, code: &str) -> Result<Operation, Problem> {
    let unknown = || Problem::not_found(codes::OPERATION_UNKNOWN).arg("operation", code);
    app.store.operation(code).await?.ok_or_else(unknown)
}

/// What of an exercise's events may be shown.
fn opened(tracked: &Tracked, absorbed: bool) -> PublicEvents {
    open_events(public_parts(tracked, absorbed), tracked.sharing, disclosure::Rule::default())
}

async fn read_events(State(app): State<App>, Path(operation): Path<String>) -> Result<Json<Value>, Problem> {
    let operation = find(&app, &operation).await?;
    let territory = app.territories.of(&app.store, &operation).await?;
    let all = events::tracked(&app, &operation).await?;
    let (mut overlay, mut absorbed) = (Vec::new(), Vec::new());
    for tracked in all.iter() {
        overlay.extend(opened(tracked, false).parts().iter().map(|part| shown(tracked, part, territory.as_deref())));
        absorbed.extend(opened(tracked, true).parts().iter().map(|part| shown(tracked, part, territory.as_deref())));
    }
    Ok(Json(json!({
        "recipe": estimate::Overlay::RECIPE, "demonstration": operation.demonstration,
        "overlay": overlay, "absorbed": absorbed,
    })))
}

fn shown(tracked: &Tracked, part: &EventPart, territory: Option<&Territory>) -> Value {
    let mut shown = json!(part);
    let area = territory.and_then(|territory| territory.boundaries.area(&part.place));
    if let Some(object) = shown.as_object_mut() {
        let lineage = territory.map(|territory| territory.boundaries.lineage(&part.place)).unwrap_or_default();
        for (what, code) in [("trigger", &part.trigger), ("source", &part.source)] {
            let words = tracked.words.get(what).and_then(|words| words.get(code.as_deref()?));
            object.insert(format!("{what}_words"), json!(words));
        }
        object.insert("exercise".to_owned(), json!(tracked.exercise));
        object.insert("absorbed_in".to_owned(), json!(tracked.absorbed_in));
        object.insert("place_name".to_owned(), json!(area.map(|area| area.name.as_str())));
        object.insert("within".to_owned(), json!(lineage));
    }
    shown
}

/// `figure` is the path of a public figure, `event` an event in a place that is open (`BDI-2026-014/BDI012004`); both may
/// stand several times.
async fn read_sum(
    State(app): State<App>,
    Path(operation): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Json<Value>, Problem> {
    let operation = find(&app, &operation).await?;
    let territory = app.territories.of(&app.store, &operation).await?;
    let mut parts = Vec::new();
    for (name, value) in &pairs {
        match name.as_str() {
            "figure" => parts.push(part_of_figure(&app, &operation, value).await?),
            "event" => parts.push(part_of_event(&app, &operation, value).await?),
            _ => return Err(Problem::invalid("query", format!("{name}: not a parameter of sums"))),
        }
    }
    if let Some(problem) = inside_each_other(&parts, territory.as_deref()) {
        return Err(refused(&problem));
    }
    let sum = add_up(&parts).map_err(|refusal| refusal.0.first().map_or_else(nothing, refused))?;
    let kind = parts.first().map(|part| part.kind);
    let unit = parts.first().map(|part| part.unit);
    let missing = match sum.count {
        Count::Given(_) => None,
        Count::Absent { missing } => Some(missing),
    };
    Ok(Json(json!({
        "value": sum.count.given(), "missing": missing, "not_known": sum.not_known, "series": kind, "unit": unit,
        "parts": parts.len(),
    })))
}

fn nothing() -> Problem {
    Problem::invalid("query", "nothing to add up")
}

fn refused(problem: &SumProblem) -> Problem {
    let refusal = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, problem.code());
    problem.args().into_iter().fold(refusal, |refusal, (name, value)| refusal.arg(name, value))
}

/// A place beside one that holds it: the people of the one are in the other.
fn inside_each_other(parts: &[PopulationPart], territory: Option<&Territory>) -> Option<SumProblem> {
    let places: Vec<Option<Pcode>> = parts.iter().map(|part| part.place.as_str().parse().ok()).collect();
    for (part, place) in parts.iter().zip(&places) {
        let Some(place) = place else { continue };
        let lineage = territory.map(|territory| territory.boundaries.lineage(place)).unwrap_or_default();
        let holds =
            |other: &Option<Pcode>| other.as_ref().is_some_and(|other| other != place && lineage.contains(other));
        let within = parts
            .iter()
            .zip(&places)
            .find(|(other, at)| other.kind == part.kind && other.group == part.group && holds(at));
        if let Some((whole, _)) = within {
            return Some(SumProblem::WholeAndParts { place: whole.place.clone(), group: whole.group.clone() });
        }
    }
    None
}

async fn part_of_event(app: &App, operation: &Operation, path: &str) -> Result<PopulationPart, Problem> {
    let unknown = || Problem::not_found(codes::FIGURE_UNKNOWN).arg("figure", path);
    let (code, place) = path.rsplit_once('/').ok_or_else(unknown)?;
    let all = events::tracked(app, operation).await?;
    for tracked in all.iter() {
        let public = opened(tracked, false);
        let is_it = |part: &&EventPart| part.event == code && part.place.as_str() == place;
        let Some(shown) = public.parts().iter().find(is_it) else { continue };
        let count = shown.individuals.map_or(Count::absent(shown.missing.unwrap_or(Missing::Missing)), Count::from);
        let areas = tracked.events.iter().filter(|event| event.code == code).flat_map(|event| &event.areas);
        let part = areas.filter(|area| area.place == shown.place).find_map(|area| events::part(code, area));
        return part.map(|part| PopulationPart { count, ..part }).ok_or_else(unknown);
    }
    Err(unknown())
}

async fn part_of_figure(app: &App, operation: &Operation, path: &str) -> Result<PopulationPart, Problem> {
    let unknown = || Problem::not_found(codes::FIGURE_UNKNOWN).arg("figure", path);
    let (of, figure, _) = publication::find_figure(app, path).await?;
    let indicator = app.figures.indicators(&of.exercise).iter().find(|one| one.code == figure.key.indicator);
    let indicator = indicator.filter(|_| of.operation.id == operation.id).ok_or_else(unknown)?;
    let group = of_tag(&indicator.hxl, &indicator.code);
    Ok(PopulationPart {
        place: PlaceId::from(figure.key.place.as_str()),
        counted_at: CountedAt::Presence,
        setting: (figure.key.disaggregation != TOTAL).then(|| setting(&figure)),
        group: group.code,
        of_which: group.of_which,
        kind: app.figures.programme().series(&of.exercise.code, &indicator.code),
        unit: match indicator.unit {
            figures::Unit::Individuals => Unit::Individuals,
            figures::Unit::Households => Unit::Households,
            figures::Unit::Sites => Unit::Sites,
            figures::Unit::Percent => {
                return Err(Problem::invalid("figure", format!("{path} is a share: no sum of them means anything")));
            }
        },
        as_of: of.round.period.to,
        count: counted(&figure, path)?,
    })
}

fn setting(figure: &Figure) -> String {
    let dimensions = figure.key.dimensions.iter().map(|(name, value)| format!("{name}={value}"));
    dimensions.collect::<Vec<_>>().join("/")
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked: whole and not below zero
fn counted(figure: &Figure, path: &str) -> Result<Count, Problem> {
    match figure.value {
        None => Ok(Count::absent(figure.missing.unwrap_or(Missing::Missing))),
        Some(value) if value >= 0.0 && value.fract() == 0.0 => Ok(Count::from(value as u64)),
        Some(_) => Err(Problem::invalid("figure", format!("{path} is no count of people or households"))),
    }
}
