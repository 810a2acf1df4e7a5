//! Drafts of forms: tried on a phone before everybody gets them.

use super::forms::warnings_in;
use crate::{
    accounts::{DEVICE_TOKEN, Member, PhoneSettings, picture},
    openrosa::path_segment,
    problem::{Problem, language_of},
    publishing,
    state::{App, Language},
};
use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    routing::{delete, get, post},
};
use messages::codes;
use serde_json::{Value, json};
use std::collections::HashMap;
use store::{Deed, FormDraft, Role, TrialSubmission};

/// Trials shown; whoever tries a form looks at the last ones.
const SHOWN: u64 = 50;

/// Routes of drafts.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/operations/{operation}/drafts/{form}", delete(drop_draft))
        .route("/operations/{operation}/drafts/{form}/code", post(make_code))
        .route("/operations/{operation}/drafts/{form}/publish", post(publish))
        .route("/operations/{operation}/drafts/{form}/trials", get(list_trials).delete(clear_trials))
}

/// The drafts of an operation, newest first.
///
/// # Errors
/// When the store fails.
pub async fn list(app: &App, member: &Member, language: Language) -> Result<Vec<Value>, Problem> {
    let mut shown = Vec::new();
    for draft in app.store.drafts(member.operation.id).await? {
        let trials = app.store.count_trials(draft.id).await?;
        shown.push(line(&draft, trials, &missing(app, &draft).await?, language));
    }
    Ok(shown)
}

fn line(draft: &FormDraft, trials: u64, missing: &[String], language: Language) -> Value {
    json!({
        "form_id": draft.xml_form_id, "title": draft.title, "version": draft.version, "created_at": draft.created_at,
        "created_by": draft.created_by, "source": draft.source_name, "trials": trials, "missing_files": missing,
        "warnings": warnings_in(language, &draft.warnings),
    })
}

/// Files the draft asks for that are not here.
async fn missing(app: &App, draft: &FormDraft) -> Result<Vec<String>, Problem> {
    let form: forms::Form = serde_json::from_value(draft.model.clone()).map_err(|error| Problem::failed(&error))?;
    let files = app.store.draft_files(draft.id).await?;
    Ok(form.attachments().into_iter().filter(|name| !files.iter().any(|file| file.name == *name)).collect())
}

/// Keeps a workbook as a draft, in the place of the one before.
///
/// # Errors
/// With everything that is wrong with it.
pub async fn keep(
    app: &App,
    member: &Member,
    headers: &HeaderMap,
    file_name: &str,
    bytes: &[u8],
) -> Result<Value, Problem> {
    let prepared = publishing::prepare(app, &member.operation, file_name, bytes).await?;
    let token = app.randomness.token(DEVICE_TOKEN);
    let draft = app.store.save_draft(member.operation.id, &prepared.new, &token, &member.user.actor()).await?;
    let line = line(&draft, 0, &prepared.missing, language_of(headers));
    Ok(json!({"draft": line, "code": code(app, member, headers, &draft, &token)?}))
}

/// What a phone scans to try a draft. It is shown this once.
fn code(app: &App, member: &Member, headers: &HeaderMap, draft: &FormDraft, token: &str) -> Result<Value, Problem> {
    let form = path_segment(&draft.xml_form_id);
    let server_url =
        format!("{}/v1/test/{token}/projects/{}/forms/{form}/draft", app.address(headers), member.operation.id);
    // In the app it stands beside the project of real work, and must not be taken for it.
    let project = format!("\u{26a0} {}", draft.title);
    let text = PhoneSettings { server_url: &server_url, login: None, project: &project }.text()?;
    Ok(json!({"server_url": server_url, "settings_qr_svg": picture(&text)?, "settings_qr_text": text}))
}

/// The draft that the path names, for managers.
async fn find(app: &App, member: &Member, path: &HashMap<String, String>) -> Result<FormDraft, Problem> {
    member.require(Role::Manager)?;
    let form = path.get("form").map_or("", String::as_str);
    let draft = app.store.draft(member.operation.id, form).await?;
    draft.ok_or_else(|| Problem::not_found(codes::DRAFT_UNKNOWN).arg("form", form))
}

async fn make_code(
    State(app): State<App>,
    member: Member,
    Path(path): Path<HashMap<String, String>>,
    headers: HeaderMap,
) -> Result<(StatusCode, Json<Value>), Problem> {
    let draft = find(&app, &member, &path).await?;
    let token = app.randomness.token(DEVICE_TOKEN);
    app.store.renew_draft_token(member.operation.id, &draft.xml_form_id, &token, &member.user.actor()).await?;
    Ok((StatusCode::CREATED, Json(code(&app, &member, &headers, &draft, &token)?)))
}

async fn publish(
    State(app): State<App>,
    member: Member,
    Path(path): Path<HashMap<String, String>>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    let draft = find(&app, &member, &path).await?;
    let missing = missing(&app, &draft).await?;
    if !missing.is_empty() {
        let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::FORM_FILES_MISSING);
        return Err(problem.arg("files", missing.join(", ")));
    }
    let version = publishing::publish_draft(&app, &member.operation, &draft, None, &member.user.actor()).await?;
    Ok((StatusCode::CREATED, Json(json!({"form_id": version.xml_form_id, "version": version.version}))))
}

async fn drop_draft(
    State(app): State<App>,
    member: Member,
    Path(path): Path<HashMap<String, String>>,
) -> Result<StatusCode, Problem> {
    let draft = find(&app, &member, &path).await?;
    app.store.drop_draft(member.operation.id, &draft.xml_form_id, &member.user.actor()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What was sent to try a draft: invented or not, it may tell of people, so that looking at it is in the log.
async fn list_trials(
    State(app): State<App>,
    member: Member,
    Path(path): Path<HashMap<String, String>>,
) -> Result<Json<Value>, Problem> {
    let draft = find(&app, &member, &path).await?;
    let trials = app.store.trials(draft.id, SHOWN).await?;
    let deed = Deed::new(&member.user.actor(), "form.trials_read", format!("form:{}", draft.xml_form_id));
    app.store.audit(&[deed.detail(json!({"trials": trials.len()}))]).await?;
    let total = app.store.count_trials(draft.id).await?;
    Ok(Json(json!({"trials": trials.iter().map(shown).collect::<Vec<_>>(), "total": total})))
}

async fn clear_trials(
    State(app): State<App>,
    member: Member,
    Path(path): Path<HashMap<String, String>>,
) -> Result<StatusCode, Problem> {
    let draft = find(&app, &member, &path).await?;
    app.store.clear_trials(member.operation.id, &draft.xml_form_id, &member.user.actor()).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn shown(trial: &TrialSubmission) -> Value {
    let mut answers = Vec::new();
    if let Ok(document) = collect::parse_submission(&trial.xml, &collect::Limits::default()) {
        answered(&document.root, "", &mut answers);
    }
    json!({
        "instance_id": trial.instance_id, "received_at": trial.received_at, "device": trial.device_label,
        "files": trial.files, "answers": answers,
    })
}

/// What was answered, question by question, as the phone wrote it.
fn answered(element: &collect::Element, path: &str, found: &mut Vec<Value>) {
    for child in element.children.iter().filter(|child| child.name != "meta") {
        let path = if path.is_empty() { child.name.clone() } else { format!("{path}/{}", child.name) };
        match child.trimmed() {
            Some(value) if child.children.is_empty() => found.push(json!({"name": path, "value": value})),
            _ => answered(child, &path, found),
        }
    }
}
