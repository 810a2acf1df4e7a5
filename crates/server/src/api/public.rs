//! What anybody may read: operations, figures, their outlines and what they stand on. Everything here has passed the gate
//! of [`crate::publication`].

use crate::{
    accounts::SignedIn,
    problem::Problem,
    publication::{self, Published},
    round_figures::{FiguresError, RoundOf},
    state::App,
    territory::{Territory, describe_level},
};
use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_NONE_MATCH},
    },
    response::{IntoResponse, Response},
    routing::get,
};
use figures::{Indicator, TOTAL};
use messages::codes;
use serde_json::{Value, json};
use std::collections::HashMap;
use store::{Exercise, Operation, Role, Round, sha256_hex};
use vocab::{AdminLevel, Figure, FigureKey, Pcode, RoundNumber};

/// Routes that need no log-in.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/public/operations", get(list_operations))
        .route("/public/operations/{operation}/boundaries/{file}", get(read_boundaries))
        .route("/public/operations/{operation}/exercises/{exercise}/figures", get(list_figures))
        .route("/public/operations/{operation}/exercises/{exercise}/rounds/{round}/{file}", get(read_product))
        .route("/public/explain", get(explain_figure))
}

impl From<FiguresError> for Problem {
    fn from(error: FiguresError) -> Self {
        match error {
            FiguresError::Problem(problem) => problem,
            other => Self::failed(&other),
        }
    }
}

async fn list_operations(State(app): State<App>) -> Result<Json<Value>, Problem> {
    let mut operations = Vec::new();
    for operation in app.store.operations().await? {
        let territory = app.territories.of(&app.store, &operation).await?;
        let mut exercises = Vec::new();
        for exercise in app.store.exercises(operation.id).await? {
            exercises.extend(describe_exercise(&app, &operation, exercise).await?);
        }
        operations.push(json!({
            "code": operation.code, "name": operation.name, "admin0_name": operation.admin0_name,
            "admin0_pcode": operation.admin0_pcode, "status": operation.status,
            "demonstration": operation.demonstration,
            "boundary": territory.as_deref().map(describe_boundary), "exercises": exercises,
        }));
    }
    Ok(Json(json!({"operations": operations})))
}

fn describe_boundary(territory: &Territory) -> Value {
    let version = territory.boundaries.version();
    let levels: Vec<Value> = territory.boundaries.levels().iter().map(describe_level).collect();
    json!({
        "code": version.code, "label": version.label, "valid_from": version.valid_from, "valid_to": version.valid_to,
        "source": version.source, "licence": version.licence, "note": version.note, "levels": levels,
    })
}

/// An exercise that has rounds and public indicators; others are nobody's business yet.
async fn describe_exercise(app: &App, operation: &Operation, exercise: Exercise) -> Result<Option<Value>, Problem> {
    let indicators: Vec<Value> =
        publication::public_indicators(app, &exercise).map(|indicator| describe(indicator, &exercise)).collect();
    let rounds = app.store.rounds(exercise.id).await?;
    if rounds.is_empty() || indicators.is_empty() {
        return Ok(None);
    }
    let mut shown = Vec::new();
    for round in rounds {
        let of = RoundOf { operation: operation.clone(), exercise: exercise.clone(), round };
        let published = publication::published(app, &of).await?;
        shown.push(describe_round(&published, &of.round));
    }
    Ok(Some(json!({
        "code": exercise.code, "name": exercise.name, "tool": exercise.tool, "pack": exercise.pack,
        "rounds": shown, "indicators": indicators,
    })))
}

/// A round with how much of the country it covers, as its country figure says.
fn describe_round(published: &Published, round: &Round) -> Value {
    let whole = published
        .figures
        .figures()
        .iter()
        .find(|figure| figure.key.level == AdminLevel::COUNTRY && figure.key.disaggregation == TOTAL);
    json!({
        "number": round.number, "from": round.period.from, "to": round.period.to, "open": round.open,
        "demonstration": round.demonstration, "source_note": round.note,
        "records": whole.map(|figure| figure.records), "coverage": whole.map(|figure| figure.coverage),
        "snapshot": published.snapshot,
    })
}

fn describe(indicator: &Indicator, exercise: &Exercise) -> Value {
    let dimensions = |disaggregation: &figures::Disaggregation| -> Vec<Value> {
        let values = |dimension: &figures::Dimension| -> Vec<Value> {
            dimension.values.iter().map(|value| json!({"code": value.code, "label": value.label})).collect()
        };
        let dimensions = disaggregation.dimensions.iter();
        dimensions.map(|d| json!({"name": d.name, "label": d.label, "values": values(d)})).collect()
    };
    let disaggregations: Vec<Value> = indicator
        .disaggregations
        .iter()
        .map(|disaggregation| json!({"name": disaggregation.name, "dimensions": dimensions(disaggregation)}))
        .collect();
    json!({
        "code": indicator.code, "version": indicator.version, "name": indicator.name, "unit": indicator.unit,
        "hxl": indicator.hxl, "method": indicator.method, "recipe_note": indicator.recipe_note,
        "levels": indicator.levels_in(&exercise.code), "disaggregations": disaggregations,
    })
}

/// The operation and exercise that a path names.
async fn find_exercise(app: &App, operation: &str, exercise: &str) -> Result<(Operation, Exercise), Problem> {
    let unknown = || Problem::not_found(codes::OPERATION_UNKNOWN).arg("operation", operation);
    let found = app.store.operation(operation).await?.ok_or_else(unknown)?;
    let unknown = || Problem::not_found(codes::EXERCISE_UNKNOWN).arg("exercise", exercise);
    let exercise = app.store.exercise(found.id, exercise).await?.ok_or_else(unknown)?;
    Ok((found, exercise))
}

async fn find_round(app: &App, operation: &str, exercise: &str, number: u32) -> Result<RoundOf, Problem> {
    let (operation, exercise) = find_exercise(app, operation, exercise).await?;
    let rounds = app.store.rounds(exercise.id).await?;
    let round = rounds.into_iter().find(|round| round.number == RoundNumber(number));
    let unknown = || Problem::not_found(codes::ROUND_UNKNOWN).arg("round", i64::from(number));
    Ok(RoundOf { round: round.ok_or_else(unknown)?, operation, exercise })
}

#[derive(Debug, Default)]
struct FigureQuery {
    rounds: Vec<u32>,
    indicator: Option<String>,
    level: Option<AdminLevel>,
    disaggregation: Option<String>,
    place: Option<Pcode>,
    parent: Option<Pcode>,
}

impl FigureQuery {
    /// `round` may stand several times; the others once.
    fn read(pairs: Vec<(String, String)>) -> Result<Self, Problem> {
        let mut query = Self::default();
        for (name, value) in pairs {
            let bad = |why: String| Problem::invalid("query", format!("{name}={value}: {why}"));
            match name.as_str() {
                "round" => query.rounds.push(value.parse().map_err(|_| bad("not a round's number".into()))?),
                "indicator" => query.indicator = Some(value),
                "level" => query.level = Some(AdminLevel(value.parse().map_err(|_| bad("not a level".into()))?)),
                "disaggregation" => query.disaggregation = Some(value),
                "place" => {
                    query.place = Some(value.parse().map_err(|error: vocab::PcodeError| bad(error.to_string()))?)
                }
                "parent" => {
                    query.parent = Some(value.parse().map_err(|error: vocab::PcodeError| bad(error.to_string()))?)
                }
                _ => return Err(bad("not a parameter of figures".into())),
            }
        }
        Ok(query)
    }

    fn wants(&self, figure: &Figure, territory: Option<&Territory>) -> bool {
        let key = &figure.key;
        let parent = || territory.and_then(|territory| territory.boundaries.area(&key.place)?.parent.as_ref());
        self.indicator.as_ref().is_none_or(|indicator| *indicator == key.indicator)
            && self.level.is_none_or(|level| level == key.level)
            && self.disaggregation.as_ref().is_none_or(|name| *name == key.disaggregation)
            && self.place.as_ref().is_none_or(|place| *place == key.place)
            && self.parent.as_ref().is_none_or(|wanted| parent() == Some(wanted))
    }
}

async fn list_figures(
    State(app): State<App>,
    Path((operation, exercise)): Path<(String, String)>,
    Query(pairs): Query<Vec<(String, String)>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let query = FigureQuery::read(pairs)?;
    let (operation, exercise) = find_exercise(&app, &operation, &exercise).await?;
    let territory = app.territories.of(&app.store, &operation).await?;
    let mut figures = Vec::new();
    for round in app.store.rounds(exercise.id).await? {
        if !query.rounds.is_empty() && !query.rounds.contains(&round.number.0) {
            continue;
        }
        let of = RoundOf { operation: operation.clone(), exercise: exercise.clone(), round };
        let published = publication::published(&app, &of).await?;
        let wanted = published.figures.figures().iter().filter(|figure| query.wants(figure, territory.as_deref()));
        figures.extend(wanted.map(|figure| shown(figure, territory.as_deref())));
    }
    let body = json!({"figures": figures}).to_string();
    Ok(tagged(&headers, "application/json", None, body.into_bytes()))
}

/// A figure with the names a screen needs.
fn shown(figure: &Figure, territory: Option<&Territory>) -> Value {
    let area = territory.and_then(|territory| territory.boundaries.area(&figure.key.place));
    let mut shown = serde_json::to_value(figure).unwrap_or_default();
    if let Some(object) = shown.as_object_mut() {
        object.insert("place_name".into(), json!(area.map(|area| area.name.as_str())));
        object.insert("parent".into(), json!(area.and_then(|area| area.parent.as_ref())));
        object.insert("path".into(), json!(figure.key.path()));
        if figure.value.is_none() {
            object.insert("value".into(), Value::Null);
        }
    }
    shown
}

/// An answer that a client may keep and ask about again: dashboards reload often, on lines that cost money.
fn tagged(headers: &HeaderMap, media_type: &'static str, file_name: Option<String>, body: Vec<u8>) -> Response {
    let tag = format!("\"{}\"", &sha256_hex(&body)[..32]);
    if headers.get(IF_NONE_MATCH).is_some_and(|held| held.as_bytes() == tag.as_bytes()) {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    let mut response = ([(CONTENT_TYPE, media_type), (CACHE_CONTROL, "no-cache")], body).into_response();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(ETAG, tag);
    }
    let disposition = file_name.map(|name| format!("attachment; filename=\"{name}\""));
    if let Some(disposition) = disposition.and_then(|text| HeaderValue::from_str(&text).ok()) {
        response.headers_mut().insert(CONTENT_DISPOSITION, disposition);
    }
    response
}

async fn read_boundaries(
    State(app): State<App>,
    Path((operation, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let unknown = || Problem::not_found(codes::OPERATION_UNKNOWN).arg("operation", operation.as_str());
    let operation = app.store.operation(&operation).await?.ok_or_else(unknown)?;
    let level = file.strip_suffix(".geojson").and_then(|level| level.parse().ok()).map(AdminLevel);
    let territory = app.territories.of(&app.store, &operation).await?;
    let unknown = || Problem::not_found(codes::LEVEL_UNKNOWN).arg("level", file.as_str());
    let (territory, level) = territory.zip(level).ok_or_else(unknown)?;
    if territory.boundaries.areas_at(level).next().is_none() {
        return Err(unknown());
    }
    Ok(tagged(&headers, "application/geo+json", None, territory.outlines(level).as_bytes().to_vec()))
}

async fn read_product(
    State(app): State<App>,
    Path((operation, exercise, round, file)): Path<(String, String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let round = round.parse().map_err(|_| Problem::not_found(codes::REQUEST_NOT_FOUND))?;
    let of = find_round(&app, &operation, &exercise, round).await?;
    let published = publication::published(&app, &of).await?;
    let name = format!("{operation}_{exercise}_round_{round}_{file}");
    match file.as_str() {
        "hxl.csv" => {
            let bytes = publication::hxl_csv(&published)?;
            Ok(tagged(&headers, "text/csv; charset=utf-8", Some(name), bytes))
        }
        "figures.csv" => {
            let bytes = publication::figures_csv(&app, &of, &published).await?;
            Ok(tagged(&headers, "text/csv; charset=utf-8", Some(name), bytes))
        }
        file => {
            let level = file.strip_prefix("admin").and_then(|rest| rest.strip_suffix(".geojson"));
            let level = level.and_then(|level| level.parse().ok()).map(AdminLevel);
            let level = level.ok_or_else(|| Problem::not_found(codes::REQUEST_NOT_FOUND))?;
            let bytes = publication::geojson(&app, &of, &published, level).await?;
            Ok(tagged(&headers, "application/geo+json", Some(name), bytes))
        }
    }
}

/// What a figure stands on. The contributing records are named to those with a role in the operation only.
async fn explain_figure(
    State(app): State<App>,
    Query(query): Query<HashMap<String, String>>,
    signed_in: Result<SignedIn, Problem>,
) -> Result<Json<Value>, Problem> {
    let path = query.get("figure").map_or("", String::as_str);
    let (of, figure, published) = publication::find_figure(&app, path).await?;
    let member = signed_in.is_ok_and(|signed_in| signed_in.user.has(Role::Viewer, of.operation.id));
    let indicator = app.figures.indicators(&of.exercise).iter().find(|one| one.code == figure.key.indicator);
    let unknown = || Problem::not_found(codes::FIGURE_UNKNOWN).arg("figure", path);
    let indicator = indicator.ok_or_else(unknown)?;
    let snapshot = app.store.snapshot(&figure.snapshot).await?;
    let territory = app.territories.of(&app.store, &of.operation).await?;
    let contributing = match member {
        false => json!({"count": figure.records}),
        true => {
            let explanation = app.figures.explain(&app, &of, indicator, &figure.key, &figure.snapshot).await?;
            json!({"count": figure.records, "records": explanation.map(|explanation| explanation.contributing)})
        }
    };
    Ok(Json(json!({
        "figure": shown(&figure, territory.as_deref()),
        "indicator": {
            "code": indicator.code, "version": indicator.version, "name": indicator.name,
            "method": indicator.method, "unit": indicator.unit, "expression": expression(indicator, &figure.key),
        },
        "snapshot": {
            "sha256": figure.snapshot, "created_at": snapshot.as_ref().map(|snapshot| snapshot.created_at),
            "records": snapshot.as_ref().map(|snapshot| snapshot.rows),
        },
        "coverage": figure.coverage,
        "contributing": contributing,
        "omitted": figure.omitted,
        "demonstration": published.demonstration,
        "recipe_note": indicator.recipe_note,
    })))
}

/// What is added up for a figure, as its indicator writes it.
fn expression<'a>(indicator: &'a Indicator, key: &'a FigureKey) -> &'a str {
    let cells = indicator.disaggregation(&key.disaggregation).map_or(&[][..], |disaggregation| &disaggregation.cells);
    cells.iter().find(|cell| cell.at == key.dimensions).map_or(&indicator.value, |cell| &cell.value)
}
