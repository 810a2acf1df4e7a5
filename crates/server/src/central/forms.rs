//! Published forms.

use super::{caller::InProject, export, refusal::Refusal};
use crate::{
    encrypted_forms,
    openrosa::{as_download, path_segment},
    state::App,
};
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, OriginalUri, State},
    http::{
        HeaderMap,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashSet};
use store::{Deed, FormDraft, FormKey, FormState, FormVersion, Role};

/// What a workbook of Excel is called.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// What an old workbook of Excel is called.
const XLS: &str = "application/vnd.ms-excel";

/// Routes of forms.
pub fn routes(largest_workbook: usize) -> Router<App> {
    Router::new()
        .route(
            "/projects/{project}/forms",
            get(list).post(super::drafts::create_form).layer(DefaultBodyLimit::max(largest_workbook)),
        )
        .route("/projects/{project}/forms/{form}", get(read).patch(change_state))
        // What lies below a form's feed; no part of a form has such a name.
        .route("/projects/{project}/forms/{form}/{*below}", get(read_feed))
        .route("/projects/{project}/forms/{form}/versions", get(list_versions))
        .route("/projects/{project}/forms/{form}/attachments", get(list_files))
        .route("/projects/{project}/forms/{form}/attachments/{file}", get(read_file))
}

/// A form as Central shows one.
pub fn shown(place: &InProject, version: &FormVersion, first: &FormVersion, keys: &[FormKey]) -> Value {
    json!({
        "projectId": place.operation.id, "xmlFormId": version.xml_form_id, "name": version.title,
        "version": version.version, "hash": version.hash, "state": version.state,
        "createdAt": first.published_at, "publishedAt": version.published_at,
        "updatedAt": Some(version.published_at).filter(|at| *at != first.published_at),
        "keyId": encrypted_forms::key_id(&version.model, keys), "enketoId": null, "enketoOnceId": null, "draftToken": null,
    })
}

/// A form that is only a draft so far.
pub fn shown_draft(place: &InProject, draft: &FormDraft, state: &str) -> Value {
    json!({
        "projectId": place.operation.id, "xmlFormId": draft.xml_form_id, "name": draft.title, "version": draft.version,
        "hash": draft.hash, "state": state, "createdAt": draft.created_at, "publishedAt": null, "updatedAt": null,
        "keyId": null, "enketoId": null, "enketoOnceId": null, "draftToken": null,
    })
}

/// The published versions of the form in the path, newest first; there is at least one.
///
/// # Errors
/// 404.1.
pub async fn versions(app: &App, place: &InProject, form: &str) -> Result<(FormVersion, Vec<FormVersion>), Refusal> {
    let mut versions = app.store.form_versions(place.operation.id).await?;
    versions.retain(|version| version.xml_form_id == form);
    let newest = versions.first().cloned().ok_or_else(Refusal::not_found)?;
    Ok((newest, versions))
}

async fn list(State(app): State<App>, place: InProject) -> Result<Json<Value>, Refusal> {
    let versions = app.store.form_versions(place.operation.id).await?; // newest first
    let keys = app.store.form_keys(place.operation.id).await?;
    let first: BTreeMap<&str, &FormVersion> =
        versions.iter().map(|version| (version.xml_form_id.as_str(), version)).collect();
    let mut seen = HashSet::new();
    let newest = versions.iter().filter(|version| seen.insert(version.xml_form_id.as_str()));
    let mut forms: Vec<Value> = newest
        .map(|version| {
            shown(&place, version, first.get(version.xml_form_id.as_str()).copied().unwrap_or(version), &keys)
        })
        .collect();
    if place.require(Role::Manager).is_ok() {
        let drafts = app.store.drafts(place.operation.id).await?;
        let unpublished = drafts.iter().filter(|draft| !first.contains_key(draft.xml_form_id.as_str()));
        forms.extend(unpublished.map(|draft| shown_draft(&place, draft, "open")));
    }
    forms.sort_by_cached_key(|form| form["xmlFormId"].as_str().map(str::to_owned));
    Ok(Json(Value::Array(forms)))
}

/// The feed of a form's submissions, at any address below it.
async fn read_feed(
    State(app): State<App>,
    place: InProject,
    headers: HeaderMap,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Refusal> {
    let form = place.named("form").strip_suffix(".svc").ok_or_else(Refusal::not_found)?.to_owned();
    let below = uri.path().split_once(".svc").map_or("", |(_, below)| below);
    let asked = export::Asked { below, query: uri.query().unwrap_or_default(), headers: &headers };
    export::answer_feed(&app, &place, &form, asked).await
}

/// A form; behind its id `.xml` for the XForm, `.xlsx` or `.xls` for the workbook it was made from.
async fn read(
    State(app): State<App>,
    place: InProject,
    headers: HeaderMap,
    uri: OriginalUri,
) -> Result<Response, Refusal> {
    let named = place.named("form");
    if named.ends_with(".svc") {
        return read_feed(State(app), place, headers, uri).await;
    }
    for (suffix, media_type) in [(".xml", "application/xml"), (".xlsx", XLSX), (".xls", XLS)] {
        let Some(form) = named.strip_suffix(suffix) else { continue };
        let (newest, _) = versions(&app, &place, form).await?;
        if suffix == ".xml" {
            return Ok(([(CONTENT_TYPE, media_type)], newest.xform).into_response());
        }
        if !newest.source_name.to_lowercase().ends_with(suffix) {
            return Err(Refusal::not_found());
        }
        let source = app.store.form_source(newest.id).await?.ok_or_else(Refusal::not_found)?;
        let name = format!("attachment; filename*=UTF-8''{}{suffix}", path_segment(form));
        return Ok(([(CONTENT_TYPE, media_type.to_owned()), (CONTENT_DISPOSITION, name)], source).into_response());
    }
    match versions(&app, &place, named).await {
        Ok((newest, all)) => {
            let keys = app.store.form_keys(place.operation.id).await?;
            Ok(Json(shown(&place, &newest, all.last().unwrap_or(&newest), &keys)).into_response())
        }
        Err(unknown) if place.require(Role::Manager).is_ok() => {
            let draft = app.store.draft(place.operation.id, named).await?.ok_or(unknown)?;
            Ok(Json(shown_draft(&place, &draft, "open")).into_response())
        }
        Err(unknown) => Err(unknown),
    }
}

async fn list_versions(State(app): State<App>, place: InProject) -> Result<Json<Value>, Refusal> {
    let (newest, all) = versions(&app, &place, place.named("form")).await?;
    let (first, keys) = (all.last().unwrap_or(&newest), app.store.form_keys(place.operation.id).await?);
    Ok(Json(all.iter().map(|version| shown(&place, version, first, &keys)).collect()))
}

#[derive(Deserialize)]
struct Change {
    state: String,
}

async fn change_state(
    State(app): State<App>,
    place: InProject,
    body: Result<Json<Change>, axum::extract::rejection::JsonRejection>,
) -> Result<Json<Value>, Refusal> {
    place.require(Role::Manager)?;
    let Json(change) = body.map_err(|_| Refusal::missing("state"))?;
    let reason = "expected one of open, closing, closed";
    let state = FormState::from_code(&change.state);
    let state = state.ok_or_else(|| Refusal::unexpected("state", &change.state, reason))?;
    let form = place.named("form");
    versions(&app, &place, form).await?;
    app.store.set_form_state(place.operation.id, form, state, &place.actor()).await?;
    let (newest, all) = versions(&app, &place, form).await?;
    let keys = app.store.form_keys(place.operation.id).await?;
    Ok(Json(shown(&place, &newest, all.last().unwrap_or(&newest), &keys)))
}

async fn list_files(State(app): State<App>, place: InProject) -> Result<Json<Value>, Refusal> {
    let (newest, _) = versions(&app, &place, place.named("form")).await?;
    let form = app.forms.of_version(&app.store, newest.id).await?;
    let files = app.store.form_files(newest.id).await?;
    let registers = app.store.registers(place.operation.id).await?;
    Ok(Json(super::drafts::files_shown(&form, &files, &registers, newest.published_at)))
}

async fn read_file(State(app): State<App>, place: InProject) -> Result<Response, Refusal> {
    let (newest, _) = versions(&app, &place, place.named("form")).await?;
    let files = app.store.form_files(newest.id).await?;
    let lists = crate::registers::lists_of_version(&app, newest.operation_id, newest.id, &files).await?;
    if let Some(list) = lists.iter().find(|list| list.name == place.named("file")) {
        // What is kept of entities may tell of people.
        place.require(Role::Reviewer)?;
        let deed = Deed::new(&place.actor(), "register.read", format!("register:{}", list.register.name));
        app.store.audit(&[deed]).await?;
        let bytes = crate::registers::phone_file(&app, &list.register).await?;
        return Ok(([(CONTENT_TYPE, "text/csv; charset=utf-8")], bytes).into_response());
    }
    let file = files.into_iter().find(|file| file.name == place.named("file")).ok_or_else(Refusal::not_found)?;
    Ok((as_download(&file.name), file.bytes).into_response())
}
