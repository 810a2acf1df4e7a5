//! Forms before they are published: brought, given their files, tried, published.

use super::{
    caller::InProject,
    forms::{shown, shown_draft, versions},
    refusal::{FORM_WARNINGS, NOT_PUBLISHED, Refusal},
};
use crate::{
    problem::Problem,
    publishing::{self, Prepared, md5_hex},
    registers::lists_of,
    state::App,
};
use axum::{
    Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Query, State},
    http::{HeaderMap, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use chrono::{DateTime, Utc};
use forms::Form;
use serde::Deserialize;
use serde_json::{Value, json};
use store::{FormDraft, FormFile, Register, Role};

/// Characters of a draft's token, as of a device's.
const TOKEN: usize = crate::accounts::DEVICE_TOKEN;

/// Routes of drafts.
pub fn routes(largest_workbook: usize) -> Router<App> {
    Router::new()
        .route(
            "/projects/{project}/forms/{form}/draft",
            get(read).post(save).delete(drop_draft).layer(DefaultBodyLimit::max(largest_workbook)),
        )
        .route("/projects/{project}/forms/{form}/draft.xml", get(read_xml))
        .route("/projects/{project}/forms/{form}/draft/publish", post(publish))
        .route("/projects/{project}/forms/{form}/draft/attachments", get(list_files))
        .route(
            "/projects/{project}/forms/{form}/draft/attachments/{file}",
            get(read_file).post(save_file).layer(DefaultBodyLimit::max(largest_workbook)),
        )
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HowToBring {
    ignore_warnings: Option<String>,
    publish: Option<String>,
}

/// pyodk writes `True`; others `true`.
fn yes(value: Option<&str>) -> bool {
    value.is_some_and(|value| value.eq_ignore_ascii_case("true"))
}

/// The draft of the form in the path, for those who may see drafts.
async fn find(app: &App, place: &InProject) -> Result<FormDraft, Refusal> {
    place.require(Role::Manager)?;
    let form = place.named("form");
    if form.contains('\0') {
        return Err(Refusal::not_found());
    }
    app.store.draft(place.operation.id, form).await?.ok_or_else(Refusal::not_found)
}

/// Compiles what was brought. Warnings refuse it, unless the client said that it knows of them.
async fn prepare(
    app: &App,
    place: &InProject,
    headers: &HeaderMap,
    bytes: &Bytes,
    how: &HowToBring,
) -> Result<Prepared, Refusal> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let suffix = match header("content-type").split(';').next().unwrap_or_default().trim() {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "xlsx",
        "application/vnd.ms-excel" => "xls",
        "application/xml" | "text/xml" => "xml",
        "text/csv" => "csv",
        _ => "md",
    };
    let fallback = percent_decoded(header("x-xlsform-formid-fallback"));
    let stem = if fallback.is_empty() { "form" } else { fallback.as_str() };
    let prepared = publishing::prepare(app, &place.operation, &format!("{stem}.{suffix}"), bytes).await;
    let prepared = prepared.map_err(refused)?;
    let warned = prepared.new.warnings.as_array().is_some_and(|warnings| !warnings.is_empty());
    if warned && !yes(how.ignore_warnings.as_deref()) {
        let message = "The form is valid, but has warnings: read them, and send it again with ?ignoreWarnings=true if \
                       they do not matter.";
        let details = json!({"warnings": {"xlsFormWarnings": lines_of(&prepared.new.warnings)}});
        return Err(Refusal::new(FORM_WARNINGS, message).details(details));
    }
    let id = prepared.new.xml_form_id.to_lowercase();
    if [".xml", ".xls", ".xlsx", ".svc"].iter().any(|suffix| id.ends_with(suffix)) {
        let reason = "a form id cannot end in .xml, .xls, .xlsx or .svc";
        return Err(Refusal::unexpected("formId", &prepared.new.xml_form_id, reason));
    }
    Ok(prepared)
}

/// The problems of a workbook as Central words them: one text, and the warnings beside it; ours in `problems`.
fn refused(problem: Problem) -> Refusal {
    let Some(problems) = problem.form() else {
        return Refusal::unexpected("form", "", &problem.sentences(vocab::Language::English));
    };
    let said = |severity: forms::Severity| {
        let of_severity = problems.0.iter().filter(move |problem| problem.severity == severity);
        of_severity.map(ToString::to_string).collect::<Vec<_>>()
    };
    let message = "The given XLSForm file was not valid. Please see the error details for more information.";
    Refusal::new(super::refusal::FORM_INVALID, message).details(json!({
        "error": said(forms::Severity::Error).join("\n"),
        "warnings": said(forms::Severity::Warning),
        "problems": problems,
    }))
}

/// Warnings as lines of text.
fn lines_of(warnings: &Value) -> Vec<String> {
    match serde_json::from_value::<forms::Problems>(warnings.clone()) {
        Ok(warnings) => warnings.0.iter().map(ToString::to_string).collect(),
        Err(_) => Vec::new(),
    }
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, more @ ..] = rest {
        let code = more.get(..2).filter(|_| *first == b'%').and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &more[2..];
            }
            None => {
                bytes.push(*first);
                rest = more;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// `POST …/forms`: a new form, as a draft, or with `?publish=true` published at once.
pub async fn create_form(
    State(app): State<App>,
    place: InProject,
    Query(how): Query<HowToBring>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Json<Value>, Refusal> {
    place.require(Role::Manager)?;
    let prepared = prepare(&app, &place, &headers, &bytes, &how).await?;
    let id = prepared.new.xml_form_id.clone();
    let known = app.store.form_version_names(place.operation.id).await?;
    let drafted = app.store.draft(place.operation.id, &id).await?.is_some();
    if drafted || known.iter().any(|version| version.xml_form_id == id) {
        let message =
            format!("A resource already exists with projectId,xmlFormId value(s) of {},{id}.", place.operation.id);
        let details = json!({"fields": ["projectId", "xmlFormId"], "values": [place.operation.id, id]});
        return Err(Refusal::new(super::refusal::TAKEN, message).details(details));
    }
    let (draft, token) = keep(&app, &place, &prepared).await?;
    if !yes(how.publish.as_deref()) {
        let mut shown = shown_draft(&place, &draft, "open");
        shown["draftToken"] = json!(token);
        return Ok(Json(shown));
    }
    let version = publishing::publish_draft(&app, &place.operation, &draft, None, &place.actor()).await?;
    let keys = app.store.form_keys(place.operation.id).await?;
    Ok(Json(shown(&place, &version, &version, &keys)))
}

/// Keeps a draft; what comes with it is the token that opens it, which is shown this once.
async fn keep(app: &App, place: &InProject, prepared: &Prepared) -> Result<(FormDraft, String), Refusal> {
    let token = app.randomness.token(TOKEN);
    let draft = app.store.save_draft(place.operation.id, &prepared.new, &token, &place.actor()).await?;
    Ok((draft, token))
}

/// `POST …/draft`: a new draft of a form that is there; without a body a copy of the published version.
async fn save(
    State(app): State<App>,
    place: InProject,
    Query(how): Query<HowToBring>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Json<Value>, Refusal> {
    place.require(Role::Manager)?;
    let form = place.named("form").to_owned();
    let published = versions(&app, &place, &form).await;
    if bytes.is_empty() {
        let (newest, _) = published?;
        let source = app.store.form_source(newest.id).await?.unwrap_or_default();
        let files = app.store.form_files(newest.id).await?;
        let new = store::NewFormVersion {
            xml_form_id: newest.xml_form_id,
            version: newest.version,
            title: newest.title,
            hash: newest.hash,
            xform: newest.xform,
            model: newest.model,
            warnings: newest.warnings,
            source_name: newest.source_name,
            source,
            files,
        };
        let (_, token) = keep(&app, &place, &Prepared { new, missing: Vec::new() }).await?;
        return Ok(Json(json!({"success": true, "draftToken": token})));
    }
    if published.is_err() {
        find(&app, &place).await?;
    }
    let prepared = prepare(&app, &place, &headers, &bytes, &how).await?;
    if prepared.new.xml_form_id != form {
        return Err(Refusal::unexpected("form id", &prepared.new.xml_form_id, "did not match the form ID in the URL"));
    }
    let (_, token) = keep(&app, &place, &prepared).await?;
    Ok(Json(json!({"success": true, "draftToken": token})))
}

async fn read(State(app): State<App>, place: InProject) -> Result<Json<Value>, Refusal> {
    let draft = find(&app, &place).await?;
    Ok(Json(shown_draft(&place, &draft, "open")))
}

async fn read_xml(State(app): State<App>, place: InProject) -> Result<Response, Refusal> {
    let draft = find(&app, &place).await?;
    Ok(([(CONTENT_TYPE, "application/xml")], draft.xform).into_response())
}

async fn drop_draft(State(app): State<App>, place: InProject) -> Result<Json<Value>, Refusal> {
    let draft = find(&app, &place).await?;
    if versions(&app, &place, &draft.xml_form_id).await.is_err() {
        let message = "The form has no published version to go back to. Replace the draft instead.";
        return Err(Refusal::new(NOT_PUBLISHED, message));
    }
    app.store.drop_draft(place.operation.id, &draft.xml_form_id, &place.actor()).await?;
    Ok(Json(json!({"success": true})))
}

#[derive(Deserialize)]
struct AsVersion {
    version: Option<String>,
}

async fn publish(
    State(app): State<App>,
    place: InProject,
    Query(AsVersion { version }): Query<AsVersion>,
) -> Result<Json<Value>, Refusal> {
    let draft = find(&app, &place).await?;
    let wanted = version.as_deref().filter(|version| !version.is_empty());
    let published = publishing::publish_draft(&app, &place.operation, &draft, wanted, &place.actor()).await;
    match published {
        Ok(_) => Ok(Json(json!({"success": true}))),
        Err(problem) if problem.code() == messages::codes::REQUEST_TAKEN => {
            Err(Refusal::version_exists(&draft.xml_form_id, wanted.unwrap_or(&draft.version)))
        }
        Err(problem) => Err(problem.into()),
    }
}

/// The files a form asks for, and whether they are here.
pub fn files_shown(form: &Form, files: &[FormFile], registers: &[Register], at: DateTime<Utc>) -> Value {
    let lists = lists_of(form, files, registers);
    let mut names = form.attachments();
    let others = files.iter().map(|file| &file.name).filter(|name| !names.contains(name)).cloned().collect::<Vec<_>>();
    names.extend(others);
    let shown = names.iter().map(|name| {
        let mut shown = file_shown(name, files.iter().find(|file| file.name == *name), at);
        if let Some(list) = lists.iter().find(|list| list.name == *name) {
            shown["exists"] = json!(true);
            shown["datasetExists"] = json!(true);
            shown["hash"] = json!(list.hash());
        }
        shown
    });
    shown.collect()
}

/// A file as Central shows one; `at` is when it was brought.
fn file_shown(name: &str, file: Option<&FormFile>, at: DateTime<Utc>) -> Value {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase();
    let kind = match extension.as_str() {
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "svg" => "image",
        "mp3" | "wav" | "m4a" | "ogg" | "amr" => "audio",
        "mp4" | "3gpp" | "webm" => "video",
        _ => "file",
    };
    json!({
        "name": name, "type": kind, "exists": file.is_some(), "blobExists": file.is_some(), "datasetExists": false,
        "hash": file.map(|file| file.md5.as_str()), "updatedAt": file.map(|_| at),
    })
}

async fn list_files(State(app): State<App>, place: InProject) -> Result<Json<Value>, Refusal> {
    let draft = find(&app, &place).await?;
    let form: Form = serde_json::from_value(draft.model.clone()).map_err(|error| Problem::failed(&error))?;
    let registers = app.store.registers(place.operation.id).await?;
    Ok(Json(files_shown(&form, &app.store.draft_files(draft.id).await?, &registers, draft.created_at)))
}

async fn read_file(State(app): State<App>, place: InProject) -> Result<Response, Refusal> {
    let draft = find(&app, &place).await?;
    let files = app.store.draft_files(draft.id).await?;
    let file = files.into_iter().find(|file| file.name == place.named("file")).ok_or_else(Refusal::not_found)?;
    Ok((crate::openrosa::as_download(&file.name), file.bytes).into_response())
}

async fn save_file(
    State(app): State<App>,
    place: InProject,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Json<Value>, Refusal> {
    let draft = find(&app, &place).await?;
    let form: Form = serde_json::from_value(draft.model.clone()).map_err(|error| Problem::failed(&error))?;
    let name = place.named("file").to_owned();
    if !form.attachments().contains(&name) {
        return Err(Refusal::not_found());
    }
    let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media_type = media_type.unwrap_or("application/octet-stream").to_owned();
    let file = FormFile { md5: md5_hex(&bytes), media_type, bytes: bytes.to_vec(), name };
    app.store.save_draft_file(&draft, &file, &place.actor()).await?;
    Ok(Json(file_shown(&file.name, Some(&file), app.clock.now())))
}
