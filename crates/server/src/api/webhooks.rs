//! Webhooks of an operation, and the log of what they were told.

use super::sources::address;
use crate::{
    accounts::Member,
    input::{Asked, Body, Id, readable_name},
    problem::Problem,
    state::App,
    webhooks::{EVENTS, SECRET},
};
use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{get, post, put},
};
use messages::codes;
use serde::Deserialize;
use serde_json::{Value, json};
use store::{Role, Webhook, WebhookSettings};

/// Characters of a name.
const LONGEST_NAME: usize = 100;
/// Lines of the log a page.
const PAGE: u64 = 50;

/// Routes of webhooks.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/operations/{operation}/webhooks", get(list_webhooks).post(add_webhook))
        .route("/operations/{operation}/webhooks/{id}", put(change_webhook).delete(remove_webhook))
        .route("/operations/{operation}/webhooks/{id}/secret", post(rotate_secret))
        .route("/operations/{operation}/webhooks/{id}/deliveries", get(list_deliveries))
        .route("/operations/{operation}/deliveries/{id}/resend", post(resend))
        .route("/operations/{operation}/deliveries/{id}/set-aside", post(set_aside))
}

async fn list_webhooks(State(app): State<App>, member: Member) -> Result<Json<Value>, Problem> {
    member.require(Role::Manager)?;
    let hooks = app.store.webhooks(member.operation.id).await?;
    let hooks: Vec<Value> = hooks.iter().map(|(hook, waiting)| shown(hook, Some(*waiting))).collect();
    Ok(Json(json!({"webhooks": hooks, "events": EVENTS})))
}

fn shown(hook: &Webhook, waiting: Option<u64>) -> Value {
    let mut whole = json!(hook);
    if let Some(object) = whole.as_object_mut() {
        object.insert("waiting".to_owned(), json!(waiting.unwrap_or_default()));
    }
    whole
}

#[derive(Deserialize)]
struct Wanted {
    name: String,
    url: String,
    events: Vec<String>,
    #[serde(default)]
    with_answers: bool,
    #[serde(default)]
    paused: bool,
}

impl Wanted {
    fn checked(self) -> Result<WebhookSettings, Problem> {
        // In our order, each once.
        let events: Vec<String> = EVENTS
            .into_iter()
            .filter(|event| self.events.iter().any(|given| given == event))
            .map(str::to_owned)
            .collect();
        if let Some(stranger) = self.events.iter().find(|given| !EVENTS.contains(&given.as_str())) {
            return Err(Problem::invalid("events", format!("'{stranger}' is not one of {}", EVENTS.join(", "))));
        }
        if events.is_empty() {
            return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::WEBHOOK_NO_EVENT));
        }
        Ok(WebhookSettings {
            name: readable_name("name", &self.name, LONGEST_NAME)?,
            url: address(&self.url)?,
            events,
            with_answers: self.with_answers,
            paused: self.paused,
        })
    }
}

fn unknown() -> Problem {
    Problem::not_found(codes::WEBHOOK_UNKNOWN)
}

/// The secret stands in this answer and in no other.
async fn add_webhook(
    State(app): State<App>,
    member: Member,
    Body(wanted): Body<Wanted>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    member.require(Role::Manager)?;
    let settings = wanted.checked()?;
    let secret = app.randomness.token(SECRET);
    let hook = app.store.add_webhook(member.operation.id, &settings, &secret, &member.user.actor()).await?;
    Ok((StatusCode::CREATED, Json(json!({"webhook": shown(&hook, None), "secret": secret}))))
}

async fn change_webhook(
    State(app): State<App>,
    member: Member,
    Id(id): Id,
    Body(wanted): Body<Wanted>,
) -> Result<Json<Value>, Problem> {
    member.require(Role::Manager)?;
    let settings = wanted.checked()?;
    let hook = app.store.change_webhook(member.operation.id, id, &settings, &member.user.actor()).await?;
    Ok(Json(json!({"webhook": shown(&hook.ok_or_else(unknown)?, None)})))
}

async fn rotate_secret(State(app): State<App>, member: Member, Id(id): Id) -> Result<Json<Value>, Problem> {
    member.require(Role::Manager)?;
    let secret = app.randomness.token(SECRET);
    let hook = app.store.rotate_webhook_secret(member.operation.id, id, &secret, &member.user.actor()).await?;
    Ok(Json(json!({"webhook": shown(&hook.ok_or_else(unknown)?, None), "secret": secret})))
}

async fn remove_webhook(State(app): State<App>, member: Member, Id(id): Id) -> Result<StatusCode, Problem> {
    member.require(Role::Manager)?;
    match app.store.remove_webhook(member.operation.id, id, &member.user.actor()).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(unknown()),
    }
}

#[derive(Deserialize)]
struct Page {
    after: Option<i64>,
}

async fn list_deliveries(
    State(app): State<App>,
    member: Member,
    Id(id): Id,
    Asked(page): Asked<Page>,
) -> Result<Json<Value>, Problem> {
    member.require(Role::Manager)?;
    let hooks = app.store.webhooks(member.operation.id).await?;
    if !hooks.iter().any(|(hook, _)| hook.id == id) {
        return Err(unknown());
    }
    let log = app.store.webhook_log(id, page.after, PAGE).await?;
    let next = (log.len() as u64 == PAGE).then(|| log.last().map(|line| line.id)).flatten();
    Ok(Json(json!({"deliveries": log, "next": next})))
}

async fn resend(State(app): State<App>, member: Member, Id(id): Id<i64>) -> Result<StatusCode, Problem> {
    steer(&app, &member, id, true).await
}

async fn set_aside(State(app): State<App>, member: Member, Id(id): Id<i64>) -> Result<StatusCode, Problem> {
    steer(&app, &member, id, false).await
}

async fn steer(app: &App, member: &Member, id: i64, again: bool) -> Result<StatusCode, Problem> {
    member.require(Role::Manager)?;
    match app.store.steer_delivery(member.operation.id, id, again, &member.user.actor()).await? {
        true => Ok(StatusCode::ACCEPTED),
        false => Err(unknown()),
    }
}
