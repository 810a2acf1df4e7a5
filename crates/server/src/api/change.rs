//! Change between rounds, for anybody: two rounds side by side, the series and whether it is one line, and the table as CSV.

use super::{
    change_elsewhere::{change_elsewhere, read_series_elsewhere, wanted_elsewhere},
    public::{find_exercise, shown, tagged},
    records::answers::choice_labels,
};
use crate::{
    change::{Apart, Asked, RoundChange, RoundSeries, RoundTold, Why, between, series},
    problem::{Problem, catalogue, language_of},
    state::{App, Language},
};
use axum::{
    Router,
    extract::{Path, Query, State},
    http::HeaderMap,
    response::Response,
    routing::get,
};
use estimate::ComparisonRefused;
use messages::{Arg, codes};
use publish::PublicChange;
use serde::Deserialize;
use serde_json::{Value, json};
use vocab::{AdminLevel, Pcode, RoundNumber};

/// Routes that need no log-in.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/public/operations/{operation}/exercises/{exercise}/change", get(read_change))
        .route("/public/operations/{operation}/exercises/{exercise}/change.csv", get(read_csv))
        .route("/public/operations/{operation}/exercises/{exercise}/series", get(read_series))
}

/// The recipe by which rounds are compared, shown beside every result.
pub(super) const RECIPE: &str = "same-places/2";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChangeQuery {
    indicator: Option<String>,
    from: u32,
    to: u32,
    place: Option<Pcode>,
    level: Option<u8>,
    boundaries: Option<String>,
    crosswalk: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SeriesQuery {
    indicator: Option<String>,
    place: Option<Pcode>,
    boundaries: Option<String>,
    crosswalk: Option<String>,
}

fn query<T>(found: Result<Query<T>, axum::extract::rejection::QueryRejection>) -> Result<T, Problem> {
    let Query(query) = found.map_err(|rejection| Problem::invalid("query", rejection.body_text()))?;
    Ok(query)
}

async fn read_change(
    State(app): State<App>,
    Path((operation, exercise)): Path<(String, String)>,
    asked: Result<Query<ChangeQuery>, axum::extract::rejection::QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let query = query(asked)?;
    let (operation, exercise) = find_exercise(&app, &operation, &exercise).await?;
    let asked = Asked::find(&app, operation, exercise, query.indicator.as_deref())?;
    if let Some(elsewhere) = wanted_elsewhere(query.boundaries.as_deref(), query.crosswalk.as_deref())? {
        let rounds = (RoundNumber(query.from), RoundNumber(query.to));
        let area = (query.place.as_ref(), query.level);
        let told = change_elsewhere(&app, &asked, rounds, area, elsewhere, language_of(&headers)).await?;
        return Ok(tagged(&headers, "application/json", None, told.to_string().into_bytes()));
    }
    let change = between(&app, &asked, RoundNumber(query.from), RoundNumber(query.to)).await?;
    let told = told_change(&app, &asked, change, &query, language_of(&headers)).await?;
    Ok(tagged(&headers, "application/json", None, told.to_string().into_bytes()))
}

/// A change as this API and `inzira change --json` tell it.
///
/// # Errors
/// When the exercise's form cannot be read.
async fn told_change(
    app: &App,
    asked: &Asked,
    change: RoundChange,
    query: &ChangeQuery,
    language: Language,
) -> Result<Value, Problem> {
    let (refused, areas) = match change.areas {
        Ok(areas) => (None, areas),
        Err(refused) => (Some(refused_because(&refused, language)), Vec::new()),
    };
    let unknown = |place: &Pcode| Problem::not_found(codes::FIGURE_UNKNOWN).arg("figure", place.as_str());
    let wanted = |area: &PublicChange| match (&query.place, query.level) {
        (Some(place), Some(level)) => area.parent.as_ref() == Some(place) && area.level == AdminLevel(level),
        (place, level) => {
            place.as_ref().is_none_or(|place| area.place == *place)
                && level.is_none_or(|level| area.level == AdminLevel(level))
        }
    };
    if let Some(place) = query.place.as_ref().filter(|_| refused.is_none())
        && !places_known(app, asked, place).await?
    {
        return Err(unknown(place));
    }
    // Many areas at once are for maps and tables, which need no reasons.
    let without_account = |area: PublicChange| match query.level {
        Some(_) => PublicChange { account: None, ..area },
        None => area,
    };
    let areas: Vec<PublicChange> = areas.into_iter().filter(wanted).map(without_account).collect();
    Ok(json!({
        "operation": asked.operation.code, "exercise": asked.exercise.code, "indicator": asked.indicator.code,
        "unit": asked.indicator.unit, "recipe": RECIPE, "rule": disclosure::Rule::RECIPE,
        "from": change.before, "to": change.after,
        "refused": refused, "areas": areas, "no_account": change.no_account,
        "reasons": reasons(app, asked).await?, "demonstration": change.demonstration,
    }))
}

/// Whether the operation's boundaries know a place.
async fn places_known(app: &App, asked: &Asked, place: &Pcode) -> Result<bool, Problem> {
    let territory = app.territories.of(&app.store, &asked.operation).await?;
    Ok(territory.is_none_or(|territory| territory.boundaries.area(place).is_some()))
}

/// What people read for the reasons of an account: by the code of each of its parts.
async fn reasons(app: &App, asked: &Asked) -> Result<Value, Problem> {
    let rules = app.figures.programme().movements(&asked.exercise.code, &asked.indicator.code);
    let form = app.forms.newest(&app.store, &asked.exercise).await?;
    let labels = form.as_deref().map(choice_labels).unwrap_or_default();
    let of_side = |questions: &[String]| {
        let named = questions.iter().filter_map(|question| labels.get(question.as_str()));
        named.map(|choices| json!(choices)).collect::<Vec<Value>>()
    };
    Ok(rules.map_or(
        Value::Null,
        |rules| json!({"increases": of_side(&rules.increases.reason), "decreases": of_side(&rules.decreases.reason)}),
    ))
}

/// Why rounds cannot be compared: the refusal, then each difference.
fn refused_because(refused: &ComparisonRefused, language: Language) -> Value {
    let said = |code: &'static str, args: &[(&'static str, Arg)]| {
        json!({
            "code": code, "message": catalogue().text(language, code, args),
            "remedy": catalogue().remedy(language, code, args),
        })
    };
    let mut refusal = said(refused.code(), &refused.args());
    let differences = match refused {
        ComparisonRefused::DefinitionsDiffer { differences, .. } => differences.as_slice(),
        _ => &[],
    };
    let differences: Vec<Value> =
        differences.iter().map(|difference| said(difference.code(), &difference.args())).collect();
    if let Some(object) = refusal.as_object_mut() {
        object.insert("differences".to_owned(), Value::Array(differences));
    }
    refusal
}

async fn read_csv(
    State(app): State<App>,
    Path((operation, exercise)): Path<(String, String)>,
    asked: Result<Query<ChangeQuery>, axum::extract::rejection::QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let query = query(asked)?;
    if query.boundaries.is_some() || query.crosswalk.is_some() {
        return Err(Problem::invalid("boundaries", "change.csv: -"));
    }
    let (operation, exercise) = find_exercise(&app, &operation, &exercise).await?;
    let asked = Asked::find(&app, operation, exercise, query.indicator.as_deref())?;
    let rounds = (query.from, query.to);
    let change = between(&app, &asked, RoundNumber(rounds.0), RoundNumber(rounds.1)).await?;
    let areas = change.areas.map_err(|refused| {
        let problem = Problem::new(axum::http::StatusCode::CONFLICT, refused.code());
        refused.args().into_iter().fold(problem, |problem, (name, value)| problem.arg(name, value))
    })?;
    let bytes = publish::change_csv(&asked.indicator.code, rounds, &areas, change.demonstration);
    let bytes = bytes.map_err(|error| Problem::failed(&error))?;
    let (operation, exercise) = (&asked.operation.code, &asked.exercise.code);
    let name = format!("{operation}_{exercise}_change_{}_{}.csv", rounds.0, rounds.1);
    Ok(tagged(&headers, "text/csv; charset=utf-8", Some(name), bytes))
}

async fn read_series(
    State(app): State<App>,
    Path((operation, exercise)): Path<(String, String)>,
    asked: Result<Query<SeriesQuery>, axum::extract::rejection::QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let query = query(asked)?;
    let (operation, exercise) = find_exercise(&app, &operation, &exercise).await?;
    let asked = Asked::find(&app, operation, exercise, query.indicator.as_deref())?;
    let unknown = || Problem::not_found(codes::FIGURE_UNKNOWN).arg("figure", "");
    let place = match query.place {
        Some(place) => place,
        None => asked.operation.admin0_pcode.parse().map_err(|_| unknown())?,
    };
    if let Some(elsewhere) = wanted_elsewhere(query.boundaries.as_deref(), query.crosswalk.as_deref())? {
        let told = read_series_elsewhere(&app, &asked, &place, elsewhere, language_of(&headers)).await?;
        return Ok(tagged(&headers, "application/json", None, told.to_string().into_bytes()));
    }
    let found = series(&app, &asked, &place).await?;
    let territory = app.territories.of(&app.store, &asked.operation).await?;
    let told = told_series(&asked, &place, &found, language_of(&headers), |figure| shown(figure, territory.as_deref()));
    Ok(tagged(&headers, "application/json", None, told.to_string().into_bytes()))
}

fn told_series(
    asked: &Asked,
    place: &Pcode,
    found: &RoundSeries,
    language: Language,
    shown: impl Fn(&vocab::Figure) -> Value,
) -> Value {
    let points: Vec<Value> = found
        .rounds
        .iter()
        .map(|(RoundTold { round, stage, .. }, figure)| {
            json!({"round": round, "stage": stage, "figure": figure.as_ref().map(&shown)})
        })
        .collect();
    let reasons: Vec<Value> = found.apart.iter().map(|apart| told_apart(apart, language)).collect();
    let plain = if reasons.is_empty() { "drawn" } else { "refused" };
    json!({
        "operation": asked.operation.code, "exercise": asked.exercise.code, "indicator": asked.indicator.code,
        "place": place, "recipe": RECIPE, "points": points,
        "plain": plain, "reasons": reasons, "like_for_like": found.panels,
    })
}

pub(super) fn told_apart(apart: &Apart, language: Language) -> Value {
    let mut reason = told_why(&apart.why, language);
    if let Some(object) = reason.as_object_mut() {
        object.insert("from".to_owned(), json!(apart.before));
        object.insert("to".to_owned(), json!(apart.after));
    }
    reason
}

/// Why rounds do not count the same thing in the same places.
pub(super) fn told_why(why: &Why, language: Language) -> Value {
    let said = |code: &'static str, args: &[(&'static str, Arg)]| {
        json!({
            "code": code, "message": catalogue().text(language, code, args),
            "remedy": catalogue().remedy(language, code, args),
        })
    };
    match why {
        Why::Boundaries { before, after } => {
            let args = [("before", before.0.into()), ("after", after.0.into())];
            said(codes::BOUNDARIES_PLACES_NOT_MATCHED, &args)
        }
        Why::NotKnown { before, after, places } => {
            let places = places.iter().map(Pcode::as_str).collect::<Vec<_>>().join(", ");
            let args = [("before", before.0.into()), ("after", after.0.into()), ("places", places.into())];
            said(codes::BOUNDARIES_NOT_KNOWN_DIFFERS, &args)
        }
        Why::Definition(refused) => refused_because(refused, language),
        Why::Places(refused) => {
            let (code, args) = (refused.code(), refused.args());
            json!({
                "code": code, "message": catalogue().text(language, code, &args),
                "remedy": catalogue().remedy(language, code, &args),
                "same_places": refused.same_places, "newly_assessed": refused.newly_assessed,
                "no_longer_assessed": refused.no_longer_assessed,
            })
        }
    }
}

/// What `inzira change` prints: the same answer as the public API's, in English.
///
/// # Errors
/// When there is no such exercise, indicator or round.
pub async fn change_for_command(
    app: &App,
    (operation, exercise): (&str, &str),
    indicator: Option<&str>,
    (from, to): (u32, u32),
) -> Result<Value, Problem> {
    let (operation, exercise) = find_exercise(app, operation, exercise).await?;
    let asked = Asked::find(app, operation, exercise, indicator)?;
    let change = between(app, &asked, RoundNumber(from), RoundNumber(to)).await?;
    let query = ChangeQuery { indicator: None, from, to, place: None, level: None, boundaries: None, crosswalk: None };
    told_change(app, &asked, change, &query, Language::English).await
}
