//! Forms of an operation: what is published, and publishing.

use crate::{
    accounts::Member,
    problem::{Problem, language_of},
    publishing,
    state::{App, Language},
};
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Multipart, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::get,
};
use messages::codes;
use serde_json::{Value, json};
use store::{FormVersion, Role};

/// Routes of forms.
pub fn routes(largest_workbook: usize) -> Router<App> {
    Router::new().route(
        "/operations/{operation}/forms",
        get(list_forms).post(publish_form).layer(DefaultBodyLimit::max(largest_workbook)),
    )
}

async fn list_forms(State(app): State<App>, member: Member, headers: HeaderMap) -> Result<Json<Value>, Problem> {
    let exercises = app.store.exercises(member.operation.id).await?;
    let (mut forms, language) = (Vec::new(), language_of(&headers));
    for version in app.store.form_versions(member.operation.id).await? {
        let exercise = exercises.iter().find(|exercise| exercise.xml_form_id == version.xml_form_id);
        let submissions = app.store.count_submissions(version.id).await?;
        let exercise = exercise.map(|exercise| exercise.code.as_str());
        forms.push(line(&version, exercise, submissions, &warnings_in(language, &version)));
    }
    Ok(Json(json!({"forms": forms})))
}

/// The warnings of a version in the reader's language.
fn warnings_in(language: Language, version: &FormVersion) -> Value {
    match serde_json::from_value::<forms::Problems>(version.warnings.clone()) {
        Ok(warnings) => json!(warnings.in_language(language)),
        Err(_) => version.warnings.clone(), // of a version of this program that said them otherwise
    }
}

fn line(version: &FormVersion, exercise: Option<&str>, submissions: u64, warnings: &Value) -> Value {
    json!({
        "form_id": version.xml_form_id, "title": version.title, "version": version.version,
        "state": if version.open { "open" } else { "closed" }, "published_at": version.published_at,
        "published_by": version.published_by, "exercise": exercise, "warnings": warnings,
        "submissions": submissions, "source": version.source_name,
        "encrypted": crate::encrypted_forms::key_of(&version.model).is_some(),
    })
}

/// Publishes the workbook in the part `workbook`, or says everything that is wrong with it.
async fn publish_form(
    State(app): State<App>,
    member: Member,
    headers: HeaderMap,
    mut parts: Multipart,
) -> Result<Response, Problem> {
    member.require(Role::Manager)?;
    let unreadable = |error: axum::extract::multipart::MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::new(StatusCode::PAYLOAD_TOO_LARGE, codes::REQUEST_TOO_LARGE)
            .arg("limit", app.settings.largest_workbook),
        status => Problem::new(status, codes::REQUEST_UNREADABLE).arg("detail", error.body_text()),
    };
    while let Some(field) = parts.next_field().await.map_err(unreadable)? {
        if field.name() != Some("workbook") {
            continue;
        }
        let name = field.file_name().unwrap_or("workbook.xlsx").to_owned();
        let bytes = field.bytes().await.map_err(unreadable)?;
        let actor = member.user.actor();
        let version = publishing::publish(&app, &member.operation, &name, &bytes, &actor).await?;
        let warnings = warnings_in(language_of(&headers), &version);
        let body = json!({"form": line(&version, None, 0, &warnings), "warnings": warnings});
        return Ok((StatusCode::CREATED, Json(body)).into_response());
    }
    Err(Problem::new(StatusCode::BAD_REQUEST, codes::FORM_WORKBOOK_MISSING))
}
