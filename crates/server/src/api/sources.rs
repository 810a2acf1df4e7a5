//! Sources: other systems whose submissions are brought again and again.

use crate::{
    accounts::Member,
    bringing::Report,
    input::{Body, Id, readable_name},
    outward::{self, OutwardError},
    problem::{Problem, language_of},
    state::{App, Language},
};
use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::{get, post, put},
};
use messages::codes;
use serde::Deserialize;
use serde_json::{Value, json};
use store::{NewSource, Role, Source, SourceChange};

/// Characters of a name.
const LONGEST_NAME: usize = 100;
/// Characters of an address, a form's id, a token.
const LONGEST: usize = 2_000;
/// Minutes between runs: at least one, at most a month.
const MINUTES: std::ops::RangeInclusive<i32> = 0..=43_200;

/// Routes of sources.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/operations/{operation}/sources", get(list_sources).post(add_source))
        .route("/operations/{operation}/sources/{id}", put(change_source).delete(remove_source))
        .route("/operations/{operation}/sources/{id}/run", post(run_source))
}

/// A source with what came of it last, in the reader's language. Its secret never leaves.
fn shown(source: &Source, language: Language, now: chrono::DateTime<chrono::Utc>) -> Value {
    let mut whole = json!(source);
    if let Some(object) = whole.as_object_mut() {
        let report = serde_json::from_value::<Report>(source.last_result.clone()).ok();
        object.insert("last_result".to_owned(), report.map_or(Value::Null, |report| report.shown(language)));
        object.insert("running".to_owned(), json!(source.running_until.is_some_and(|until| until > now)));
        object.insert("due".to_owned(), json!(!source.paused && source.next_run_at <= now));
        object.remove("running_until");
    }
    whole
}

async fn list_sources(State(app): State<App>, member: Member, headers: HeaderMap) -> Result<Json<Value>, Problem> {
    member.require(Role::Manager)?;
    let language = language_of(&headers);
    let now = app.clock.now();
    let sources = app.store.sources(member.operation.id).await?;
    let sources: Vec<Value> = sources.iter().map(|source| shown(source, language, now)).collect();
    Ok(Json(json!({"sources": sources})))
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Kobo,
    Central,
}

#[derive(Deserialize)]
struct Wanted {
    name: String,
    kind: Kind,
    url: String,
    project: String,
    form: String,
    login: Option<String>,
    secret: String,
    #[serde(default)]
    review_states: bool,
    #[serde(default)]
    every_minutes: i32,
}

fn filled(field: &'static str, text: &str) -> Result<String, Problem> {
    readable_name(field, text, LONGEST)
}

fn minutes(given: i32) -> Result<i32, Problem> {
    if MINUTES.contains(&given) {
        Ok(given)
    } else {
        Err(Problem::invalid("every_minutes", format!("{} … {}", MINUTES.start(), MINUTES.end())))
    }
}

/// The address a person gave, as it is kept.
///
/// # Errors
/// 422 with what is wrong with it.
pub fn address(text: &str) -> Result<String, Problem> {
    match outward::address(text) {
        Ok(url) if url.as_str().len() <= LONGEST => Ok(url.as_str().trim_end_matches('/').to_owned()),
        Ok(_) => Err(Problem::invalid("url", format!("> {LONGEST}"))),
        Err(OutwardError::Address(detail)) => {
            Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::BRING_ADDRESS_UNUSABLE).arg("detail", detail))
        }
        Err(other) => Err(Problem::failed(&other)),
    }
}

async fn add_source(
    State(app): State<App>,
    member: Member,
    headers: HeaderMap,
    Body(wanted): Body<Wanted>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    member.require(Role::Manager)?;
    let login = wanted.login.as_deref().map(str::trim).filter(|login| !login.is_empty());
    let form = filled("form", &wanted.form)?;
    let versions = app.store.form_version_names(member.operation.id).await?;
    if !versions.iter().any(|version| version.xml_form_id == form) {
        return Err(Problem::not_found(codes::FORM_UNKNOWN).arg("form", form).arg("version", ""));
    }
    let new = NewSource {
        name: readable_name("name", &wanted.name, LONGEST_NAME)?,
        kind: match wanted.kind {
            Kind::Kobo => "kobo".to_owned(),
            Kind::Central => "central".to_owned(),
        },
        url: address(&wanted.url)?,
        project: filled("project", &wanted.project)?,
        form,
        login: login.map(|login| filled("login", login)).transpose()?,
        secret: filled("secret", &wanted.secret)?,
        review_states: wanted.review_states,
        every_minutes: minutes(wanted.every_minutes)?,
    };
    let source = app.store.add_source(member.operation.id, &new, &member.user.actor()).await?;
    let shown = shown(&source, language_of(&headers), app.clock.now());
    Ok((StatusCode::CREATED, Json(json!({"source": shown}))))
}

#[derive(Deserialize)]
struct Change {
    name: Option<String>,
    secret: Option<String>,
    every_minutes: Option<i32>,
    paused: Option<bool>,
    review_states: Option<bool>,
}

fn unknown() -> Problem {
    Problem::not_found(codes::SOURCE_UNKNOWN)
}

async fn change_source(
    State(app): State<App>,
    member: Member,
    Id(id): Id,
    headers: HeaderMap,
    Body(to): Body<Change>,
) -> Result<Json<Value>, Problem> {
    member.require(Role::Manager)?;
    let change = SourceChange {
        name: to.name.map(|name| readable_name("name", &name, LONGEST_NAME)).transpose()?,
        secret: to.secret.map(|secret| filled("secret", &secret)).transpose()?,
        every_minutes: to.every_minutes.map(minutes).transpose()?,
        paused: to.paused,
        review_states: to.review_states,
    };
    let source = app.store.change_source(member.operation.id, id, &change, &member.user.actor()).await?;
    let source = source.ok_or_else(unknown)?;
    Ok(Json(json!({"source": shown(&source, language_of(&headers), app.clock.now())})))
}

async fn remove_source(State(app): State<App>, member: Member, Id(id): Id) -> Result<StatusCode, Problem> {
    member.require(Role::Manager)?;
    match app.store.remove_source(member.operation.id, id, &member.user.actor()).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(unknown()),
    }
}

async fn run_source(State(app): State<App>, member: Member, Id(id): Id) -> Result<StatusCode, Problem> {
    member.require(Role::Manager)?;
    match app.store.run_source_now(member.operation.id, id, &member.user.actor()).await? {
        true => Ok(StatusCode::ACCEPTED),
        false => Err(unknown()),
    }
}
