//! Entity lists: our registers.

use super::{
    caller::InProject,
    entity_feed::{self, Asked},
    refusal::{Refusal, TAKEN, UNPARSEABLE},
};
use crate::{
    openrosa::path_segment,
    registers::{Use, list_hash, row, uses},
    state::App,
};
use axum::{
    Json, Router,
    extract::{OriginalUri, State, rejection::JsonRejection},
    http::{
        HeaderMap, StatusCode,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE, ETAG, IF_NONE_MATCH},
    },
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};
use store::{Deed, NewRegister, Register, RegisterCounts, Role, StoreError};

/// Routes of entity lists.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/projects/{project}/datasets", get(list).post(create))
        .route("/projects/{project}/datasets/{dataset}", get(read).patch(change))
        // What lies below a list's feed; no part of a list has such a name.
        .route("/projects/{project}/datasets/{dataset}/{*below}", get(read_feed))
        .route("/projects/{project}/datasets/{dataset}/properties", post(add_property))
        .route("/projects/{project}/datasets/{dataset}/entities.csv", get(download))
}

/// A body of JSON; what is none is told as Central tells it.
pub type JsonBody = Result<Json<Value>, JsonRejection>;

/// What a body says; nothing, if there is none.
///
/// # Errors
/// 400.1.
pub fn said(body: JsonBody) -> Result<Value, Refusal> {
    match body {
        Ok(Json(body)) => Ok(body),
        Err(JsonRejection::MissingJsonContentType(_)) => Ok(Value::Null),
        Err(problem) => Err(Refusal::new(UNPARSEABLE, format!("Could not parse the given data as json: {problem}"))),
    }
}

/// The list in the path.
///
/// # Errors
/// 404.1.
pub async fn find(app: &App, place: &InProject) -> Result<Register, Refusal> {
    let found = app.store.register(place.operation.id, place.named("dataset")).await?;
    found.ok_or_else(Refusal::not_found)
}

fn shown(register: &Register) -> Value {
    json!({
        "name": register.name, "projectId": register.operation_id, "createdAt": register.created_at,
        "approvalRequired": register.approval_required, "ownerOnly": false,
    })
}

/// The list with its properties, and the forms that write to it and read it.
fn whole(register: &Register, uses: &[Use]) -> Value {
    let form = |one: &Use| json!({"name": one.title, "xmlFormId": one.form_id});
    let ids = |wanted: &dyn Fn(&Use) -> bool| uses.iter().filter(|one| wanted(one)).map(form).collect::<Vec<_>>();
    let properties: Vec<Value> = register
        .properties
        .iter()
        .map(|property| {
            // Their names only: what ODK's own client reads as a list of texts.
            let forms = uses.iter().filter(|one| one.writes_property(&register.name, &property.name));
            let forms: Vec<&str> = forms.map(|one| one.form_id.as_str()).collect();
            json!({"name": property.name, "odataName": odata::identifier(&property.name),
                   "publishedAt": property.published_at, "forms": forms})
        })
        .collect();
    let mut whole = shown(register);
    if let Some(object) = whole.as_object_mut() {
        object.insert("properties".to_owned(), json!(properties));
        object.insert("sourceForms".to_owned(), json!(ids(&|one| one.writes(&register.name))));
        object.insert("linkedForms".to_owned(), json!(ids(&|one| one.reads(&register.name))));
    }
    whole
}

async fn list(State(app): State<App>, place: InProject) -> Result<Json<Value>, Refusal> {
    let registers = app.store.registers(place.operation.id).await?;
    let counts = app.store.register_counts(place.operation.id).await?;
    let line = |register: &Register| {
        let RegisterCounts { entities, conflicts, changed_at, .. } =
            counts.get(&register.id).copied().unwrap_or_default();
        let mut line = shown(register);
        if let Some(object) = line.as_object_mut() {
            object.insert("entities".to_owned(), json!(entities));
            object.insert("conflicts".to_owned(), json!(conflicts));
            object.insert("lastEntity".to_owned(), json!(changed_at));
        }
        line
    };
    Ok(Json(registers.iter().map(line).collect()))
}

async fn read(
    State(app): State<App>,
    place: InProject,
    headers: HeaderMap,
    uri: OriginalUri,
) -> Result<Response, Refusal> {
    if place.named("dataset").ends_with(".svc") {
        return read_feed(State(app), place, headers, uri).await;
    }
    let register = find(&app, &place).await?;
    Ok(Json(whole(&register, &uses(&app, place.operation.id).await?)).into_response())
}

fn required(body: &Value) -> Result<Option<bool>, Refusal> {
    match &body["approvalRequired"] {
        Value::Null => Ok(None),
        Value::Bool(required) => Ok(Some(*required)),
        other => Err(Refusal::wrong_type("approvalRequired", other, "boolean")),
    }
}

async fn create(State(app): State<App>, place: InProject, body: JsonBody) -> Result<Json<Value>, Refusal> {
    place.require(Role::Manager)?;
    let body = said(body)?;
    let Some(name) = body["name"].as_str().filter(|name| registers::is_list_name(name)) else {
        let name = body["name"].as_str().unwrap_or("(none)");
        return Err(Refusal::unexpected("name", name, "This is not a valid dataset name."));
    };
    let new = NewRegister { name: name.to_owned(), approval_required: required(&body)?.unwrap_or(false) };
    let created = app.store.create_register(place.operation.id, &new, &place.actor()).await;
    let register = created.map_err(|error| taken(error, "name"))?;
    Ok(Json(whole(&register, &uses(&app, place.operation.id).await?)))
}

/// A name that is there already, as Central says it.
fn taken(error: StoreError, field: &str) -> Refusal {
    match error {
        StoreError::Taken { value, .. } => {
            let message = format!("A resource already exists with {field} value(s) of {value}.");
            Refusal::new(TAKEN, message).details(json!({"fields": [field], "values": [value]}))
        }
        other => other.into(),
    }
}

async fn change(State(app): State<App>, place: InProject, body: JsonBody) -> Result<Json<Value>, Refusal> {
    place.require(Role::Manager)?;
    let body = said(body)?;
    let register = find(&app, &place).await?;
    if let Some(required) = required(&body)? {
        app.store.set_register_approval(&register, required, &place.actor()).await?;
    }
    Ok(Json(whole(&find(&app, &place).await?, &uses(&app, place.operation.id).await?)))
}

async fn add_property(State(app): State<App>, place: InProject, body: JsonBody) -> Result<Json<Value>, Refusal> {
    place.require(Role::Manager)?;
    let body = said(body)?;
    let register = find(&app, &place).await?;
    let Some(name) = body["name"].as_str().filter(|name| registers::is_property_name(name)) else {
        let name = body["name"].as_str().unwrap_or("(none)");
        return Err(Refusal::unexpected("name", name, "This is not a valid property name."));
    };
    let added = app.store.add_property(&register, name, false, &place.actor()).await;
    added.map_err(|error| taken(error, "name"))?;
    Ok(Json(json!({"success": true})))
}

/// The feed of the list, at any address below it.
async fn read_feed(
    State(app): State<App>,
    place: InProject,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Refusal> {
    let name = place.named("dataset").strip_suffix(".svc").ok_or_else(Refusal::not_found)?.to_owned();
    let below = uri.path().split_once(".svc").map_or("", |(_, below)| below);
    let asked = Asked { below, query: uri.query().unwrap_or_default(), headers: &headers };
    entity_feed::answer(&app, &place, &name, asked).await
}

/// The list as a file. What is in it may tell of people: it takes a reviewer, and is in the log.
async fn download(State(app): State<App>, place: InProject, headers: HeaderMap) -> Result<Response, Refusal> {
    place.require(Role::Reviewer)?;
    let register = find(&app, &place).await?;
    let tag = format!("\"{}\"", list_hash(&register));
    let known = headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if known.is_some_and(|known| known.trim_start_matches("W/") == tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response());
    }
    let deed = Deed::new(&place.actor(), "register.read", format!("register:{}", register.name));
    app.store.audit(&[deed]).await?;
    let entities = app.store.all_entities(&register, false).await?;
    let bytes = registers::staff_list(&register.property_names(), entities.iter().map(row));
    let name = format!("attachment; filename*=UTF-8''{}.csv", path_segment(&register.name));
    let headers = [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name), (ETAG, tag)];
    Ok((headers, bytes).into_response())
}
