//! Entities of a list: listed, read, created, updated, deleted; their versions and what changed between them.

use super::{
    caller::InProject,
    datasets::{JsonBody, find, said},
    refusal::{ENTITY_VERSION_CONFLICT, INVALID_ENTITY, NOT_FOUND, Refusal, TAKEN},
    submissions::Actors,
};
use crate::state::App;
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Query, State},
    routing::{get, post},
};
use registers::{Values, uuid_of};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::HashSet;
use store::{
    BulkChange, BulkDone, BulkEntity, Deed, Edited, Entity, EntityFilter, EntityVersion, Register, Resolution, Role,
};

/// Entities a list shows at once: Central shows all, and so do we as far as anybody's memory goes.
const MOST: u64 = 1_000_000;

/// Routes of entities.
pub fn routes(largest: usize) -> Router<App> {
    Router::new()
        .route(
            "/projects/{project}/datasets/{dataset}/entities",
            get(list).post(create).layer(DefaultBodyLimit::max(largest)),
        )
        .route(
            "/projects/{project}/datasets/{dataset}/entities/{uuid}",
            get(read).patch(update).delete(remove).layer(DefaultBodyLimit::max(largest)),
        )
        .route("/projects/{project}/datasets/{dataset}/entities/{uuid}/restore", post(restore))
        .route("/projects/{project}/datasets/{dataset}/entities/{uuid}/versions", get(versions))
        .route("/projects/{project}/datasets/{dataset}/entities/{uuid}/diffs", get(differences))
}

fn yes(value: Option<&str>) -> bool {
    value.is_some_and(|value| value.eq_ignore_ascii_case("true"))
}

fn shown(entity: &Entity, current: Option<&EntityVersion>, actors: &Actors, with_data: bool) -> Value {
    let version = current.map(|version| shown_version(version, entity.version, actors, with_data));
    json!({
        "uuid": entity.uuid, "createdAt": entity.created_at, "creatorId": actors.number(Some(&entity.created_by)),
        "updatedAt": entity.updated_at, "deletedAt": entity.deleted_at,
        "conflict": entity.conflict.map(registers::Conflict::code), "currentVersion": version,
    })
}

fn shown_version(version: &EntityVersion, newest: u32, actors: &Actors, with_data: bool) -> Value {
    let mut shown = json!({
        "label": version.label, "current": version.version == newest, "createdAt": version.created_at,
        "creatorId": actors.number(Some(&version.created_by)), "userAgent": "", "version": version.version,
        "baseVersion": version.base_version, "branchId": version.branch_id, "trunkVersion": version.trunk_version,
        "branchBaseVersion": version.branch_base_version,
        "conflictingProperties": (!version.conflicting.is_empty()).then_some(&version.conflicting),
    });
    if let Some(object) = shown.as_object_mut().filter(|_| with_data) {
        object.insert("data".to_owned(), json!(version.values));
        object.insert("dataReceived".to_owned(), json!(version.received));
    }
    shown
}

/// Whoever reads what entities say must be a reviewer, and is in the log.
async fn note_reading(app: &App, place: &InProject, subject: String) -> Result<(), Refusal> {
    app.store.audit(&[Deed::new(&place.actor(), "register.read", subject)]).await?;
    Ok(())
}

#[derive(Deserialize)]
struct Which {
    deleted: Option<String>,
}

async fn list(State(app): State<App>, place: InProject, Query(which): Query<Which>) -> Result<Json<Value>, Refusal> {
    place.require(Role::Reviewer)?;
    let register = find(&app, &place).await?;
    note_reading(&app, &place, format!("register:{}", register.name)).await?;
    let filter = EntityFilter { deleted: yes(which.deleted.as_deref()), ..EntityFilter::default() };
    let (entities, _) = app.store.entities(&register, &filter, MOST).await?;
    let newest = app.store.newest_entity_versions(&register).await?;
    let actors = Actors::of(&app, &place).await?;
    Ok(Json(entities.iter().map(|entity| shown(entity, newest.get(&entity.id), &actors, false)).collect()))
}

/// The entity in the path, deleted or not.
async fn entity(app: &App, place: &InProject) -> Result<(Register, Entity), Refusal> {
    let register = find(app, place).await?;
    let uuid = uuid_of(place.named("uuid")).ok_or_else(Refusal::not_found)?;
    let entity = app.store.entity(&register, &uuid).await?.ok_or_else(Refusal::not_found)?;
    Ok((register, entity))
}

async fn answer(app: &App, place: &InProject, entity: &Entity) -> Result<Json<Value>, Refusal> {
    let versions = app.store.entity_versions(entity).await?;
    let actors = Actors::of(app, place).await?;
    Ok(Json(shown(entity, versions.last(), &actors, true)))
}

async fn read(State(app): State<App>, place: InProject) -> Result<Json<Value>, Refusal> {
    place.require(Role::Reviewer)?;
    let (register, entity) = entity(&app, &place).await?;
    note_reading(&app, &place, format!("entity:{}/{}", register.name, entity.uuid)).await?;
    answer(&app, &place, &entity).await
}

fn invalid(reason: impl std::fmt::Display) -> Refusal {
    Refusal::new(INVALID_ENTITY, format!("The entity is invalid. {reason}"))
        .details(json!({"reason": reason.to_string()}))
}

/// A text of a request; PostgreSQL keeps no NUL.
fn text<'v>(name: &str, value: &'v Value) -> Result<&'v str, Refusal> {
    let text = value.as_str().ok_or_else(|| Refusal::wrong_type(name, value, "string"))?;
    if text.contains('\0') {
        Err(Refusal::unexpected(name, "", "no text holds the character U+0000"))
    } else {
        Ok(text)
    }
}

/// What a request says of properties.
fn values(register: &Register, data: &Value) -> Result<Values, Refusal> {
    let data = match data {
        Value::Null => return Ok(Values::new()),
        Value::Object(data) => data,
        other => return Err(Refusal::wrong_type("data", other, "object")),
    };
    let mut values = Values::new();
    for (name, value) in data {
        if !register.properties.iter().any(|property| property.name == *name) {
            return Err(invalid(format_args!("You specified the dataset property [{name}] which does not exist.")));
        }
        values.insert(name.clone(), text(name, value)?.to_owned());
    }
    Ok(values)
}

fn new_entity(app: &App, register: &Register, body: &Value) -> Result<BulkEntity, Refusal> {
    let uuid = match &body["uuid"] {
        Value::Null => app.randomness.uuid().to_string(),
        given => {
            let given = text("uuid", given)?;
            uuid_of(given).ok_or_else(|| Refusal::wrong_type("uuid", &json!(given), "valid UUID"))?
        }
    };
    let label = if body["label"].is_null() { "" } else { text("label", &body["label"])?.trim() };
    if label.is_empty() {
        return Err(Refusal::missing("label"));
    }
    Ok(BulkEntity { uuid, label: label.to_owned(), values: values(register, &body["data"])? })
}

/// One entity, or many with the source they come from.
async fn create(State(app): State<App>, place: InProject, body: JsonBody) -> Result<Json<Value>, Refusal> {
    place.require(Role::Manager)?;
    let body = said(body)?;
    let register = find(&app, &place).await?;
    let (create, detail) = match &body["entities"] {
        Value::Null => (vec![new_entity(&app, &register, &body)?], json!({})),
        Value::Array(entities) => {
            if body["source"]["name"].as_str().is_none_or(str::is_empty) {
                return Err(Refusal::missing("source"));
            }
            let entities =
                entities.iter().map(|one| new_entity(&app, &register, one)).collect::<Result<Vec<_>, _>>()?;
            (entities, json!({"name": body["source"]["name"], "size": body["source"]["size"]}))
        }
        other => return Err(Refusal::wrong_type("entities", other, "array of entities")),
    };
    let one = body["entities"].is_null().then(|| create.first().map(|new| new.uuid.clone())).flatten();
    let mut seen = HashSet::new();
    if let Some(new) = create.iter().find(|new| !seen.insert(new.uuid.as_str())) {
        return Err(exists(std::slice::from_ref(&new.uuid)));
    }
    let change = BulkChange { create, detail, source: "api", ..BulkChange::default() };
    match app.store.change_entities(&register, &change, &place.actor()).await? {
        BulkDone::Taken(uuids) => return Err(exists(&uuids)),
        BulkDone::Stale => return Err(Refusal::not_found()),
        BulkDone::Done { .. } => {}
    }
    let Some(uuid) = one else { return Ok(Json(json!({"success": true}))) };
    let entity = app.store.entity(&register, &uuid).await?.ok_or_else(Refusal::not_found)?;
    answer(&app, &place, &entity).await
}

fn exists(uuids: &[String]) -> Refusal {
    let message = format!("A resource already exists with uuid value(s) of {}.", uuids.join(", "));
    Refusal::new(TAKEN, message).details(json!({"fields": ["uuid"], "values": uuids}))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct HowToUpdate {
    force: Option<String>,
    base_version: Option<String>,
    resolve: Option<String>,
}

async fn update(
    State(app): State<App>,
    place: InProject,
    Query(how): Query<HowToUpdate>,
    body: JsonBody,
) -> Result<Json<Value>, Refusal> {
    place.require(Role::Manager)?;
    let (register, entity) = entity(&app, &place).await?;
    let body = said(body)?;
    let base = match how.base_version.as_deref() {
        Some(text) => {
            Some(text.parse::<u32>().map_err(|_| Refusal::wrong_type("baseVersion", &json!(text), "integer"))?)
        }
        None => None,
    };
    let (force, resolve) = (yes(how.force.as_deref()), yes(how.resolve.as_deref()));
    if base.is_none() && !force && !resolve {
        return Err(stale(entity.version, None));
    }
    let mut received = values(&register, &body["data"])?;
    if !body["label"].is_null() {
        let label = text("label", &body["label"])?.trim();
        if label.is_empty() {
            return Err(invalid("Label empty or missing."));
        }
        received.insert("label".to_owned(), label.to_owned());
    }
    if !resolve && received.is_empty() && body["data"].is_null() {
        return Err(invalid("No entity data or label provided."));
    }
    let (uuid, actor) = (entity.uuid.as_str(), place.actor());
    let done = if resolve {
        let resolution = Resolution { seen: base.filter(|_| !force), take: received, reason: None };
        app.store.resolve_entity(&register, uuid, &resolution, &actor).await?
    } else {
        app.store.update_entity(&register, uuid, &received, base.filter(|_| !force), &actor).await?
    };
    match done {
        Edited::Done(entity) => answer(&app, &place, &entity).await,
        Edited::NotFound => Err(Refusal::not_found()),
        Edited::Stale { current } => Err(stale(current, base)),
        Edited::NoConflict => Err(Refusal::new(400.32, "The entity does not have a conflict.")),
    }
}

fn stale(current: u32, provided: Option<u32>) -> Refusal {
    let said = provided.map_or_else(|| "undefined".to_owned(), |version| version.to_string());
    let message = format!(
        "Current version of the Entity is '{current}' and you provided '{said}'. Please correct the version number or pass \
         '?force=true' in the URL to forcefully update the Entity."
    );
    Refusal::new(ENTITY_VERSION_CONFLICT, message).details(json!({"current": current, "provided": provided}))
}

async fn remove(State(app): State<App>, place: InProject) -> Result<Json<Value>, Refusal> {
    place.require(Role::Manager)?;
    let (register, entity) = entity(&app, &place).await?;
    match app.store.delete_entity(&register, &entity.uuid, &place.actor()).await? {
        true => Ok(Json(json!({"success": true}))),
        false => Err(Refusal::new(NOT_FOUND, "Could not find the resource you were looking for.")),
    }
}

async fn restore(State(app): State<App>, place: InProject) -> Result<Json<Value>, Refusal> {
    place.require(Role::Manager)?;
    let (register, entity) = entity(&app, &place).await?;
    match app.store.restore_entity(&register, &entity.uuid, &place.actor()).await? {
        true => Ok(Json(json!({"success": true}))),
        false => Err(Refusal::not_found()),
    }
}

async fn versions(State(app): State<App>, place: InProject) -> Result<Json<Value>, Refusal> {
    place.require(Role::Reviewer)?;
    let (register, entity) = entity(&app, &place).await?;
    note_reading(&app, &place, format!("entity:{}/{}", register.name, entity.uuid)).await?;
    let actors = Actors::of(&app, &place).await?;
    let versions = app.store.entity_versions(&entity).await?;
    let line = |version: &EntityVersion| {
        let mut line = shown_version(version, entity.version, &actors, true);
        if let Some(object) = line.as_object_mut() {
            let details = match &version.instance_id {
                Some(instance) => json!({"submission": {"instanceId": instance}}),
                None => version.detail.clone(),
            };
            let kind = if version.source == "submission" { "submission" } else { "api" };
            object.insert("source".to_owned(), json!({"type": kind, "details": details}));
            object.insert("conflict".to_owned(), json!(version.conflict.map(registers::Conflict::code)));
            object.insert("resolved".to_owned(), json!(version.resolved.is_some()));
        }
        line
    };
    Ok(Json(versions.iter().map(line).collect()))
}

/// What changed from each version to the next.
async fn differences(State(app): State<App>, place: InProject) -> Result<Json<Value>, Refusal> {
    place.require(Role::Reviewer)?;
    let (register, entity) = entity(&app, &place).await?;
    note_reading(&app, &place, format!("entity:{}/{}", register.name, entity.uuid)).await?;
    let versions = app.store.entity_versions(&entity).await?;
    let differences = versions.windows(2).map(|pair| {
        let [before, after] = pair else { return json!([]) };
        let label = (before.label != after.label)
            .then(|| json!({"old": before.label, "new": after.label, "propertyName": "label"}));
        let values = after
            .values
            .iter()
            .filter(|(name, value)| before.values.get(*name) != Some(value))
            .map(|(name, value)| json!({"old": before.values.get(name), "new": value, "propertyName": name}));
        label.into_iter().chain(values).collect::<Value>()
    });
    Ok(Json(differences.collect()))
}
