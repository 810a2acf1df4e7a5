//! Entities: listed, one with its history, those that wait.

use super::{InRegister, shown::Sight};
use crate::{input::Asked, problem::Problem, state::App};
use axum::{
    Json, Router,
    extract::State,
    routing::{get, post},
};
use messages::codes;
use registers::uuid_of;
use serde::Deserialize;
use serde_json::{Value, json};
use store::{EntityFilter, Role};

/// Entities a page, unless the client asks for fewer.
const PAGE: u64 = 50;
/// Entities a page at most.
const LARGEST_PAGE: u64 = 200;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/operations/{operation}/registers/{register}/entities", get(list))
        .route("/operations/{operation}/registers/{register}/entities/{uuid}", get(read))
        .route("/operations/{operation}/registers/{register}/waiting", get(waiting))
        .route("/operations/{operation}/registers/{register}/waiting/{waiting}/carry-out", post(carry_out))
}

#[derive(Debug, Deserialize)]
struct ListQuery {
    search: Option<String>,
    #[serde(default)]
    conflicts: bool,
    #[serde(default)]
    deleted: bool,
    after: Option<i64>,
    limit: Option<u64>,
}

async fn list(
    State(app): State<App>,
    place: InRegister,
    Asked(query): Asked<ListQuery>,
) -> Result<Json<Value>, Problem> {
    place.note_reading(&app, place.subject()).await?;
    let filter = EntityFilter {
        search: query.search,
        search_personal: place.may_see_people(),
        conflicts_only: query.conflicts,
        deleted: query.deleted,
        before: query.after,
    };
    let limit = query.limit.unwrap_or(PAGE).clamp(1, LARGEST_PAGE);
    let (entities, total) = app.store.entities(&place.register, &filter, limit).await?;
    let next = (entities.len() as u64 == limit).then(|| entities.last().map(|entity| entity.id)).flatten();
    let sight = Sight::of(&place);
    let lines: Vec<Value> = entities.iter().map(|entity| sight.entity(entity)).collect();
    Ok(Json(json!({"entities": lines, "next": next, "total": total})))
}

async fn read(State(app): State<App>, place: InRegister) -> Result<Json<Value>, Problem> {
    Ok(Json(whole(&app, &place).await?))
}

/// The entity in the path with its versions, newest first.
pub(super) async fn whole(app: &App, place: &InRegister) -> Result<Value, Problem> {
    let unknown = || Problem::not_found(codes::ENTITY_UNKNOWN);
    let uuid = uuid_of(place.named("uuid")).ok_or_else(unknown)?;
    let entity = app.store.entity(&place.register, &uuid).await?.ok_or_else(unknown)?;
    place.note_reading(app, format!("entity:{}/{uuid}", place.register.name)).await?;
    let sight = Sight::of(place);
    let mut versions = Vec::new();
    for version in app.store.entity_versions(&entity).await?.iter().rev() {
        let record = match &version.instance_id {
            Some(instance) => record_of(app, place, instance).await?,
            None => None,
        };
        versions.push(sight.version(version, record));
    }
    let mut whole = sight.entity(&entity);
    if let Some(object) = whole.as_object_mut() {
        object.insert("versions".to_owned(), json!(versions));
    }
    Ok(whole)
}

/// The record of a submission in its newest version.
async fn record_of(app: &App, place: &InRegister, instance_id: &str) -> Result<Option<i64>, Problem> {
    let versions = app.store.submission_versions(place.member.operation.id, instance_id).await?;
    let Some(newest) = versions.last() else { return Ok(None) };
    Ok(app.store.record_of_submission(newest.id).await?.map(|record| record.id))
}

/// Changes that wait for an approval, or for the change before them.
async fn waiting(State(app): State<App>, place: InRegister) -> Result<Json<Value>, Problem> {
    let waiting = app.store.waiting_changes(&place.register).await?;
    let label = |one: &store::WaitingChange| {
        let hidden = place.register.personal_label && !place.may_see_people();
        one.change.label.clone().filter(|_| !hidden)
    };
    place.note_reading(&app, place.subject()).await?;
    let line = |one: &store::WaitingChange| {
        json!({"id": one.id, "for": if one.for_branch { "branch" } else { "approval" }, "uuid": one.uuid,
               "label": label(one), "record": one.record_id, "by": one.actor, "at": one.at})
    };
    Ok(Json(json!({"waiting": waiting.iter().map(line).collect::<Vec<_>>()})))
}

/// Carries out a change whose predecessor will not come any more.
async fn carry_out(State(app): State<App>, place: InRegister) -> Result<Json<Value>, Problem> {
    place.member.require(Role::Reviewer)?;
    let gone = || Problem::not_found(codes::ENTITY_NOT_WAITING);
    let waiting = place.named("waiting").parse().map_err(|_| gone())?;
    if app.store.force_waiting(&place.register, waiting, &place.actor()).await? {
        Ok(Json(json!({})))
    } else {
        Err(gone())
    }
}
