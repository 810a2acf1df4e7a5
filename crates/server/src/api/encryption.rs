//! Encrypted forms: their keys, and what was submitted, to be decrypted elsewhere.

use crate::{
    accounts::{Member, SignedIn},
    encrypted_forms,
    input::{Body, Id, readable_name},
    problem::Problem,
    state::App,
    submission_zip,
};
use axum::{
    Json, Router,
    extract::{Path, State},
    http::{
        StatusCode,
        header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
    routing::{get, post},
};
use encrypted::ManagedKey;
use messages::codes;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use store::{Deed, FormKey, NewFormKey, Role};

/// Characters of a hint: what reminds of a passphrase is short.
const LONGEST_HINT: usize = 200;

/// Routes of encrypted forms.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/operations/{operation}/forms/{form}/encryption", post(encrypt_form))
        .route("/operations/{operation}/forms/{form}/keys", get(list_keys))
        .route("/operations/{operation}/forms/{form}/submissions.zip", get(download))
        .route("/records/{id}/submission", get(read_submission))
}

/// The form that the path names.
fn form_in(path: &HashMap<String, String>) -> &str {
    path.get("form").map_or("", String::as_str)
}

#[derive(Deserialize)]
struct NewKey {
    public_key: String,
    protected: Option<ManagedKey>,
    hint: Option<String>,
}

impl NewKey {
    /// The key, if its parts belong together.
    fn checked(self) -> Result<NewFormKey, Problem> {
        let public_key = encrypted_forms::read_key(&self.public_key)?;
        let hint = self.hint.filter(|hint| !hint.trim().is_empty());
        let hint = hint.map(|hint| readable_name("hint", &hint, LONGEST_HINT)).transpose()?;
        let protected = match self.protected {
            None => None,
            Some(protected) => {
                let inside =
                    protected.public_key().map_err(|problem| Problem::invalid("protected", problem.to_string()))?;
                if inside.to_base64() != public_key {
                    return Err(Problem::invalid("protected", "it belongs to another public key"));
                }
                Some(serde_json::to_value(protected).map_err(|error| Problem::failed(&error))?)
            }
        };
        Ok(NewFormKey { public_key, protected, hint, kept: true })
    }
}

/// Publishes the form again with a key. The private half stays with whoever made it, or comes under a passphrase that this
/// server never sees.
async fn encrypt_form(
    State(app): State<App>,
    member: Member,
    Path(path): Path<HashMap<String, String>>,
    Body(new): Body<NewKey>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    member.require(Role::Manager)?;
    let (form, key) = (form_in(&path), new.checked()?);
    let version = encrypted_forms::encrypt_form(&app, &member.operation, form, key, &member.user.actor()).await?;
    let version = version.ok_or_else(|| unknown_form(form))?;
    let body = json!({"form": {"form_id": version.xml_form_id, "title": version.title, "version": version.version}});
    Ok((StatusCode::CREATED, Json(body)))
}

fn unknown_form(form: &str) -> Problem {
    Problem::not_found(codes::FORM_UNKNOWN).arg("form", form).arg("version", "")
}

/// The keys of a form's versions, and with them what their passphrases open: whoever reads them is a reviewer.
async fn list_keys(
    State(app): State<App>,
    member: Member,
    Path(path): Path<HashMap<String, String>>,
) -> Result<Json<Value>, Problem> {
    member.require(Role::Reviewer)?;
    let form = form_in(&path);
    let keys = keys_of(&app, member.operation.id, form).await?.ok_or_else(|| unknown_form(form))?;
    let deed = Deed::new(&member.user.actor(), "form_key.read", format!("form:{form}"));
    app.store.audit(&[deed]).await?;
    let shown = keys.iter().map(|key| {
        json!({"id": key.id, "public_key": key.public_key, "protected": key.protected, "hint": key.hint,
               "created_at": key.created_at})
    });
    Ok(Json(json!({"keys": shown.collect::<Value>()})))
}

/// The keys that any version of a form is or was encrypted with, oldest first; none if there is no such form.
pub async fn keys_of(app: &App, operation_id: i32, form: &str) -> Result<Option<Vec<FormKey>>, Problem> {
    let mut versions = app.store.form_versions(operation_id).await?;
    versions.retain(|version| version.xml_form_id == form);
    if versions.is_empty() {
        return Ok(None);
    }
    let mut keys = app.store.form_keys(operation_id).await?;
    keys.retain(|key| {
        versions.iter().any(|version| encrypted_forms::key_of(&version.model) == Some(key.public_key.as_str()))
    });
    Ok(Some(keys))
}

/// All submissions of a form as they came, with their files.
async fn download(
    State(app): State<App>,
    member: Member,
    Path(path): Path<HashMap<String, String>>,
) -> Result<Response, Problem> {
    member.require(Role::Reviewer)?;
    let form = form_in(&path);
    let keys = keys_of(&app, member.operation.id, form).await?.ok_or_else(|| unknown_form(form))?;
    let deed = Deed::new(&member.user.actor(), "submissions.exported", format!("form:{form}"));
    app.store.audit(&[deed]).await?;
    let body = submission_zip::stream(&app, &member.operation, form, &keys).await?;
    let name = format!("attachment; filename*=UTF-8''{}.zip", crate::openrosa::path_segment(form));
    Ok(([(CONTENT_TYPE, "application/zip".to_owned()), (CONTENT_DISPOSITION, name)], body).into_response())
}

/// The XML of a record's submission, byte for byte: of an encrypted one the manifest.
async fn read_submission(State(app): State<App>, signed_in: SignedIn, Id(id): Id<i64>) -> Result<Response, Problem> {
    let unknown = || Problem::not_found(codes::RECORD_UNKNOWN);
    let record = app.store.record(id).await?.ok_or_else(unknown)?;
    let submission =
        app.store.submission_by_id(record.submission_id.ok_or_else(unknown)?).await?.ok_or_else(unknown)?;
    if !signed_in.user.has(Role::Viewer, submission.operation_id) {
        return Err(unknown());
    }
    signed_in.require(Role::Reviewer, submission.operation_id)?;
    let subject = format!("submission:{}", submission.instance_id);
    app.store.audit(&[Deed::new(&signed_in.user.actor(), "submission.read", subject)]).await?;
    let headers = [
        (CONTENT_TYPE, "application/xml"),
        (CONTENT_DISPOSITION, "attachment; filename=\"submission.xml\""),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
    ];
    Ok((headers, submission.xml).into_response())
}
