//! Forms of an operation: what is published, and publishing.

use crate::{
    accounts::Member,
    input::Body,
    problem::{Problem, language_of},
    publishing,
    state::{App, Language},
};
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Multipart, Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::{get, put},
};
use messages::codes;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use store::{FormState, FormVersion, Role};

/// Routes of forms.
pub fn routes(largest_workbook: usize) -> Router<App> {
    Router::new()
        .route(
            "/operations/{operation}/forms",
            get(list_forms).post(publish_form).layer(DefaultBodyLimit::max(largest_workbook)),
        )
        .route("/operations/{operation}/forms/{form}/state", put(set_state))
}

async fn list_forms(State(app): State<App>, member: Member, headers: HeaderMap) -> Result<Json<Value>, Problem> {
    let exercises = app.store.exercises(member.operation.id).await?;
    let (mut forms, language) = (Vec::new(), language_of(&headers));
    for version in app.store.form_versions(member.operation.id).await? {
        let exercise = exercises.iter().find(|exercise| exercise.xml_form_id == version.xml_form_id);
        let submissions = app.store.count_submissions(version.id).await?;
        let exercise = exercise.map(|exercise| exercise.code.as_str());
        forms.push(line(&version, exercise, submissions, &warnings_in(language, &version.warnings)));
    }
    let drafts = match member.require(Role::Manager) {
        Ok(()) => super::drafts::list(&app, &member, language).await?,
        Err(_) => Vec::new(),
    };
    Ok(Json(json!({"forms": forms, "drafts": drafts})))
}

#[derive(Deserialize)]
struct NewState {
    state: FormState,
}

/// Opens a form, lets it run out or closes it, in all its versions.
async fn set_state(
    State(app): State<App>,
    member: Member,
    Path(path): Path<HashMap<String, String>>,
    Body(wanted): Body<NewState>,
) -> Result<StatusCode, Problem> {
    member.require(Role::Manager)?;
    let form = path.get("form").map_or("", String::as_str);
    match app.store.set_form_state(member.operation.id, form, wanted.state, &member.user.actor()).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Problem::not_found(codes::FORM_UNKNOWN).arg("form", form)),
    }
}

/// The warnings of a version in the reader's language.
pub fn warnings_in(language: Language, warnings: &Value) -> Value {
    match serde_json::from_value::<forms::Problems>(warnings.clone()) {
        Ok(warnings) => json!(warnings.in_language(language)),
        Err(_) => warnings.clone(), // of a version of this program that said them otherwise
    }
}

fn line(version: &FormVersion, exercise: Option<&str>, submissions: u64, warnings: &Value) -> Value {
    json!({
        "form_id": version.xml_form_id, "title": version.title, "version": version.version,
        "state": version.state, "published_at": version.published_at,
        "published_by": version.published_by, "exercise": exercise, "warnings": warnings,
        "submissions": submissions, "source": version.source_name,
        "encrypted": crate::encrypted_forms::key_of(&version.model).is_some(),
    })
}

/// Publishes the workbook in the part `workbook`, or says everything that is wrong with it. With the part `draft` before
/// it, it is kept as a draft to be tried.
async fn publish_form(
    State(app): State<App>,
    member: Member,
    headers: HeaderMap,
    mut parts: Multipart,
) -> Result<Response, Problem> {
    member.require(Role::Manager)?;
    let mut is_draft = false;
    let unreadable = |error: axum::extract::multipart::MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::new(StatusCode::PAYLOAD_TOO_LARGE, codes::REQUEST_TOO_LARGE)
            .arg("limit", app.settings.largest_workbook),
        status => Problem::new(status, codes::REQUEST_UNREADABLE).arg("detail", error.body_text()),
    };
    while let Some(field) = parts.next_field().await.map_err(unreadable)? {
        match field.name() {
            Some("workbook") => {}
            Some("draft") => {
                is_draft = true;
                continue;
            }
            _ => continue,
        }
        let name = field.file_name().unwrap_or("workbook.xlsx").to_owned();
        let bytes = field.bytes().await.map_err(unreadable)?;
        if is_draft {
            let body = super::drafts::keep(&app, &member, &headers, &name, &bytes).await?;
            return Ok((StatusCode::CREATED, Json(body)).into_response());
        }
        let actor = member.user.actor();
        let version = publishing::publish(&app, &member.operation, &name, &bytes, &actor).await?;
        let warnings = warnings_in(language_of(&headers), &version.warnings);
        let body = json!({"form": line(&version, None, 0, &warnings), "warnings": warnings});
        return Ok((StatusCode::CREATED, Json(body)).into_response());
    }
    Err(Problem::new(StatusCode::BAD_REQUEST, codes::FORM_WORKBOOK_MISSING))
}
