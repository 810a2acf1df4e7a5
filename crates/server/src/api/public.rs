//! What anybody may read: operations, figures, their outlines and what they stand on. Everything here has passed the gate
//! of [`crate::publication`].

use crate::{
    accounts::SignedIn,
    api::describe,
    problem::Problem,
    publication::{self, Published},
    reform,
    round_figures::{FiguresError, RoundOf},
    state::App,
    territory::{Territory, describe_level},
    views,
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
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::{Exercise, Operation, Role, Round, RoundSample, sha256_hex};
use vocab::{AdminLevel, Figure, FigureKey, Pcode, RoundNumber, RoundStage};

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
        let (mut exercises, mut published) = (Vec::new(), BTreeSet::new());
        for exercise in app.store.exercises(operation.id).await? {
            let code = exercise.code.clone();
            if let Some(described) = describe_exercise(&app, &operation, exercise).await? {
                exercises.push(described);
                published.insert(code);
            }
        }
        operations.push(json!({
            "code": operation.code, "name": operation.name, "admin0_name": operation.admin0_name,
            "admin0_pcode": operation.admin0_pcode, "status": operation.status,
            "demonstration": operation.demonstration,
            "boundary": territory.as_deref().map(describe_boundary),
            "other_boundaries": other_boundaries(&app, &operation).await?, "exercises": exercises,
            "views": views::offered(&app, &published),
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

/// Boundaries that the operation's figures can be read in besides, with the crosswalks that lead there.
async fn other_boundaries(app: &App, operation: &Operation) -> Result<Vec<Value>, Problem> {
    let mut others = Vec::new();
    for (territory, ways) in reform::other_boundaries(app, operation).await? {
        let mut described = describe_boundary(&territory);
        let editions = ways.iter().filter(|way| !way.reversed || ways.iter().all(|way| way.reversed));
        let preferred = places::CrosswalkEdition::preferred(editions.map(|way| &way.edition));
        let level = ways.first().and_then(|way| reform::level_of(&territory, way));
        if let (Some(object), Some(preferred), Some(level)) = (described.as_object_mut(), preferred, level) {
            object.insert("level".to_owned(), json!(level));
            object.insert("preferred".to_owned(), json!(preferred.code));
            object.insert("crosswalks".to_owned(), json!(ways));
            others.push(described);
        }
    }
    Ok(others)
}

/// An exercise that has rounds and public indicators; others are nobody's business yet.
async fn describe_exercise(app: &App, operation: &Operation, exercise: Exercise) -> Result<Option<Value>, Problem> {
    let mut rounds = app.store.rounds(exercise.id).await?;
    rounds.retain(|round| round.stage != RoundStage::Planned);
    if rounds.is_empty() || publication::public_indicators(app, &exercise).next().is_none() {
        return Ok(None);
    }
    let (mut shown, mut boundaries) = (Vec::new(), BTreeSet::new());
    let ids: Vec<i32> = rounds.iter().map(|round| round.id).collect();
    let samples = app.store.round_samples(&ids).await?;
    for round in rounds {
        let of = RoundOf { operation: operation.clone(), exercise: exercise.clone(), round };
        let published = publication::published(app, &of).await?;
        shown.push(describe_round(&published, &of.round, samples.get(&of.round.id)));
        boundaries.insert(published.boundaries.clone());
    }
    let mut territories = Vec::new();
    for version in &boundaries {
        territories.extend(publication::territory_of(app, operation, version.as_deref()).await?);
    }
    let indicators: Vec<Value> = publication::public_indicators(app, &exercise)
        .map(|indicator| describe::indicator(indicator, &exercise, &territories))
        .collect();
    Ok(Some(json!({
        "code": exercise.code, "name": exercise.name, "tool": exercise.tool, "pack": exercise.pack,
        "rounds": shown, "indicators": indicators,
    })))
}

/// A round with how much of the country it covers, as its country figure says.
fn describe_round(published: &Published, round: &Round, sample: Option<&RoundSample>) -> Value {
    let whole = published
        .figures
        .figures()
        .iter()
        .find(|figure| figure.key.level == AdminLevel::COUNTRY && figure.key.disaggregation == TOTAL);
    json!({
        "number": round.number, "from": round.period.from, "to": round.period.to, "open": round.open(), "stage": round.stage,
        "revision": round.shown_revision(),
        "demonstration": round.demonstration, "source_note": round.note,
        "records": whole.map(|figure| figure.records), "coverage": whole.map(|figure| figure.coverage),
        "snapshot": published.snapshot, "chosen_by": sample.map(chosen_by),
    })
}

/// By which rule the places of a round were chosen; which places those are is for people with a log-in.
fn chosen_by(sample: &RoundSample) -> Value {
    json!({
        "code": sample.rule_code, "name": sample.rule["name"], "choose": sample.rule["choose"],
        "from_round": sample.from_round.1, "from_revision": sample.from_revision,
    })
}

/// The operation and exercise that a path names.
pub(super) async fn find_exercise(
    app: &App,
    operation: &str,
    exercise: &str,
) -> Result<(Operation, Exercise), Problem> {
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
    boundaries: Option<String>,
    crosswalk: Option<String>,
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
                "boundaries" => query.boundaries = Some(value),
                "crosswalk" => query.crosswalk = Some(value),
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
    let (mut figures, mut remainder, mut way) = (Vec::new(), Vec::new(), None);
    for round in app.store.rounds(exercise.id).await? {
        let unwanted = !query.rounds.is_empty() && !query.rounds.contains(&round.number.0);
        if unwanted || round.stage == RoundStage::Planned {
            continue;
        }
        let of = RoundOf { operation: operation.clone(), exercise: exercise.clone(), round };
        let published = publication::published(&app, &of).await?;
        let territory = publication::territory_of(&app, &of.operation, published.boundaries.as_deref()).await?;
        if query.boundaries.as_ref().is_some_and(|to| published.boundaries.as_ref() != Some(to)) {
            let carried = carry(&app, &of, &published, &query, territory.as_deref()).await?;
            figures.extend(carried.figures);
            remainder.extend(carried.remainder);
            way = carried.way.or(way);
            continue;
        }
        let wanted = published.figures.figures().iter().filter(|figure| query.wants(figure, territory.as_deref()));
        figures.extend(wanted.map(|figure| shown(figure, territory.as_deref())));
    }
    let body = match &query.boundaries {
        None => json!({"figures": figures}),
        Some(boundaries) => {
            json!({"figures": figures, "remainder": remainder, "crosswalk": way, "boundaries": boundaries})
        }
    };
    let body = body.to_string();
    Ok(tagged(&headers, "application/json", None, body.into_bytes()))
}

/// A round's totals under other boundaries.
#[derive(Default)]
struct CarriedRound {
    figures: Vec<Value>,
    remainder: Vec<Value>,
    way: Option<Value>,
}

/// Carries what the query asks for. The country's own figure is the same in all its boundaries.
async fn carry(
    app: &App,
    of: &RoundOf,
    published: &Published,
    query: &FigureQuery,
    own: Option<&Territory>,
) -> Result<CarriedRound, Problem> {
    let to = query.boundaries.as_deref().unwrap_or_default();
    let mut round = CarriedRound::default();
    if query.disaggregation.as_ref().is_some_and(|name| name != TOTAL) {
        return Ok(round);
    }
    for indicator in publication::public_indicators(app, &of.exercise) {
        if query.indicator.as_ref().is_some_and(|code| *code != indicator.code) {
            continue;
        }
        let carried = reform::carry(app, published, indicator, to, query.crosswalk.as_deref()).await?;
        let mut totals = published.figures.figures().iter();
        let Some(like) = totals.find(|figure| figure.key.indicator == indicator.code) else { continue };
        let wanted = |figure: &Value| {
            query.level.is_none_or(|level| figure["level"] == json!(level))
                && query.place.as_ref().is_none_or(|place| figure["place"] == json!(place))
                && query.parent.as_ref().is_none_or(|parent| figure["parent"] == json!(parent))
        };
        let country = published.figures.figures().iter().filter(|figure| {
            figure.key.indicator == indicator.code
                && figure.key.level == AdminLevel::COUNTRY
                && figure.key.disaggregation == TOTAL
        });
        let all = country.map(|figure| shown(figure, own)).chain(carried.figures(like));
        round.figures.extend(all.filter(wanted));
        let name = |pcode: &Pcode| own.and_then(|own| own.name(pcode)).map(str::to_owned);
        round.remainder.extend(carried.remainder(like, None, name));
        round.way = Some(json!(carried.way));
    }
    Ok(round)
}

/// A figure with the names a screen needs.
pub(super) fn shown(figure: &Figure, territory: Option<&Territory>) -> Value {
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
pub(super) fn tagged(
    headers: &HeaderMap,
    media_type: &'static str,
    file_name: Option<String>,
    body: Vec<u8>,
) -> Response {
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
    Query(asked): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let unknown = || Problem::not_found(codes::OPERATION_UNKNOWN).arg("operation", operation.as_str());
    let operation = app.store.operation(&operation).await?.ok_or_else(unknown)?;
    let level = file.strip_suffix(".geojson").and_then(|level| level.parse().ok()).map(AdminLevel);
    let version = asked.get("version").map(String::as_str);
    let territory = publication::territory_of(&app, &operation, version).await?;
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
    let territory = publication::territory_of(&app, &of.operation, published.boundaries.as_deref()).await?;
    let made = snapshot.as_ref().map(|snapshot| snapshot.created_at);
    let any_edited = match made {
        Some(made) => !app.store.edited_values(of.round.id, made).await?.is_empty(),
        None => false,
    };
    let explanation = match member || any_edited {
        false => None,
        true => app.figures.explain(&app, &of, indicator, &figure.key, &figure.snapshot).await?,
    };
    let edited = match (&explanation, made) {
        (Some(explanation), Some(made)) => publication::edited_values(&app, &of, explanation, made).await?,
        _ => BTreeMap::new(),
    };
    let (recipes, records, superseded) = match explanation {
        Some(found) => (found.recipes, Some(found.contributing), found.superseded),
        None => (app.figures.recipes(&app, &figure)?, None, Vec::new()),
    };
    let (records_edited, values_edited) = (edited.len(), edited.values().sum::<u64>());
    let mut contributing =
        json!({"count": figure.records, "records_edited": records_edited, "values_edited": values_edited});
    if let (true, Some(object)) = (member, contributing.as_object_mut()) {
        object.insert("records".into(), json!(records));
        object.insert("superseded".into(), json!(superseded));
        object.insert("edited".into(), json!(edited));
    }
    Ok(Json(json!({
        "figure": shown(&figure, territory.as_deref()),
        "indicator": {
            "code": indicator.code, "version": indicator.version, "name": indicator.name,
            "method": indicator.method, "unit": indicator.unit, "expression": expression(indicator, &figure.key),
            "per": indicator.per, "latest": indicator.latest,
        },
        "recipes": recipes,
        "snapshot": {
            "sha256": figure.snapshot, "created_at": snapshot.as_ref().map(|snapshot| snapshot.created_at),
            "records": snapshot.as_ref().map(|snapshot| snapshot.rows),
        },
        "coverage": figure.coverage,
        "chosen_by": app.store.round_sample(of.round.id).await?.as_ref().map(chosen_by),
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
