//! Submissions: listed, read, brought, corrected, reviewed.

use super::{
    actor,
    caller::InProject,
    refusal::{self, NO_DEPRECATED_ID, ORIGINAL_SUPERSEDED, Refusal, TAKEN},
};
use crate::{
    intake::{self, Delivery},
    reviewing,
    state::App,
};
use axum::{
    Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Query, State},
    http::{
        HeaderMap,
        header::{CONTENT_TYPE, ETAG, IF_MATCH},
    },
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use store::{Deed, Device, Exercise, LookedAt, RecordBrief, Reviewed, Role, SubmissionHead, User};
use vocab::RecordState;

/// Routes of submissions.
pub fn routes(largest: usize) -> Router<App> {
    Router::new()
        .route(
            "/projects/{project}/forms/{form}/submissions",
            get(list).post(create).layer(DefaultBodyLimit::max(largest)),
        )
        .route(
            "/projects/{project}/forms/{form}/submissions/{instance}",
            get(read).put(correct).patch(review).layer(DefaultBodyLimit::max(largest)),
        )
        .route("/projects/{project}/forms/{form}/submissions/{instance}/versions", get(list_versions))
}

/// A submission that is held, in all its versions.
pub struct Held {
    /// The first version first; there is at least one.
    versions: Vec<SubmissionHead>,
    /// Its record.
    pub record: RecordBrief,
}

impl Held {
    /// The version that counts.
    pub fn current(&self) -> Option<&SubmissionHead> {
        self.versions.last()
    }
}

/// Who the numbers in an answer belong to.
pub struct Actors {
    users: Vec<User>,
    devices: Vec<Device>,
}

impl Actors {
    /// Everybody who may have sent something.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn of(app: &App, place: &InProject) -> Result<Self, Refusal> {
        Ok(Self { users: app.store.users().await?, devices: app.store.devices(place.operation.id).await? })
    }

    /// What people call a sender.
    pub fn name(&self, sender: Option<&str>) -> Option<&str> {
        let sender = sender?;
        let user = self.users.iter().find(|user| user.actor() == sender).map(|user| user.name.as_str());
        user.or_else(|| Some(self.devices.iter().find(|device| device.actor() == sender)?.name.as_str()))
    }

    /// The number of a sender.
    pub fn number(&self, sender: Option<&str>) -> i64 {
        sender.map_or(0, |sender| actor::of_name(sender, &self.users, &self.devices))
    }
}

/// The exercise that the form collects for.
async fn exercise(app: &App, place: &InProject, form: &str) -> Result<Exercise, Refusal> {
    if form.contains('\0') {
        return Err(Refusal::not_found());
    }
    app.store.exercise_of_form(place.operation.id, form).await?.ok_or_else(Refusal::not_found)
}

/// The submission that the path names.
///
/// # Errors
/// 404.1.
pub async fn find(app: &App, place: &InProject) -> Result<Held, Refusal> {
    let exercise = exercise(app, place, place.named("form")).await?;
    let instance = place.named("instance").strip_suffix(".xml").unwrap_or_else(|| place.named("instance"));
    let versions = app.store.submission_versions(place.operation.id, instance).await?;
    let current = versions.last().ok_or_else(Refusal::not_found)?.id;
    let record = app.store.record_of_submission(current).await?.ok_or_else(Refusal::not_found)?;
    if record.exercise_id != exercise.id {
        return Err(Refusal::not_found());
    }
    let record = RecordBrief {
        id: record.id,
        submission_id: current,
        title: record.title,
        state: record.state,
        updated_at: record.updated_at,
        version: record.version,
    };
    Ok(Held { versions, record })
}

/// The state of a record as Central calls it.
pub fn review_state(state: RecordState) -> Option<&'static str> {
    match state {
        RecordState::Received => None,
        RecordState::Edited => Some("edited"),
        RecordState::HasIssues => Some("hasIssues"),
        RecordState::Approved => Some("approved"),
        RecordState::Rejected => Some("rejected"),
    }
}

fn shown(held: &Held, actors: &Actors) -> Value {
    let (Some(first), Some(current)) = (held.versions.first(), held.versions.last()) else { return Value::Null };
    let version = version_shown(current, &held.record, actors, true);
    json!({
        "instanceId": first.instance_id, "submitterId": actors.number(first.sender.as_deref()),
        "deviceId": first.device_label, "userAgent": null, "createdAt": first.received_at,
        "updatedAt": held.record.updated_at, "reviewState": review_state(held.record.state),
        "instanceName": version["instanceName"], "currentVersion": version,
    })
}

fn version_shown(version: &SubmissionHead, record: &RecordBrief, actors: &Actors, current: bool) -> Value {
    // The title of a record whose form names none is its instanceID.
    let name = Some(&record.title).filter(|title| **title != version.instance_id && current);
    json!({
        "instanceId": version.own_instance_id, "submitterId": actors.number(version.sender.as_deref()),
        "deviceId": version.device_label, "userAgent": null, "createdAt": version.received_at, "instanceName": name,
        "current": current,
    })
}

async fn list(State(app): State<App>, place: InProject) -> Result<Json<Value>, Refusal> {
    let actors = Actors::of(&app, &place).await?;
    let held = all(&app, &place, place.named("form")).await?;
    let deed = Deed::new(&place.actor(), "submissions.listed", format!("form:{}", place.named("form")));
    app.store.audit(&[deed.detail(json!({"submissions": held.len()}))]).await?;
    Ok(Json(held.iter().map(|held| shown(held, &actors)).collect()))
}

/// All submissions of the form, newest first.
///
/// # Errors
/// 404.1.
pub async fn all(app: &App, place: &InProject, form: &str) -> Result<Vec<Held>, Refusal> {
    let exercise = exercise(app, place, form).await?;
    let forms = app.store.form_version_names(place.operation.id).await?;
    let ids: Vec<i32> =
        forms.iter().filter(|form| form.xml_form_id == exercise.xml_form_id).map(|form| form.id).collect();
    let mut versions: HashMap<String, Vec<SubmissionHead>> = HashMap::new();
    for head in app.store.submission_heads(&ids).await? {
        versions.entry(head.instance_id.clone()).or_default().push(head);
    }
    let mut by_current: HashMap<i64, Vec<SubmissionHead>> =
        versions.into_values().filter_map(|versions| Some((versions.last()?.id, versions))).collect();
    let records = app.store.record_briefs(exercise.id).await?;
    let held = records.into_iter().rev().filter_map(|record| {
        let versions = by_current.remove(&record.submission_id)?;
        Some(Held { versions, record })
    });
    Ok(held.collect())
}

/// One submission: what is known of it, or with `.xml` behind its instanceID what it says.
async fn read(State(app): State<App>, place: InProject) -> Result<Response, Refusal> {
    let held = find(&app, &place).await?;
    if !place.named("instance").ends_with(".xml") {
        let tag = [(ETAG, format!("\"{}\"", held.record.version))];
        return Ok((tag, Json(shown(&held, &Actors::of(&app, &place).await?))).into_response());
    }
    // What it says may tell of people: who reads it is a reviewer, and in the log.
    place.require(Role::Reviewer)?;
    let submission = app.store.submission_by_id(held.record.submission_id).await?.ok_or_else(Refusal::not_found)?;
    let deed = Deed::new(&place.actor(), "submission.read", format!("submission:{}", submission.instance_id));
    app.store.audit(&[deed]).await?;
    Ok(([(CONTENT_TYPE, "application/xml")], submission.xml).into_response())
}

async fn list_versions(State(app): State<App>, place: InProject) -> Result<Json<Value>, Refusal> {
    let held = find(&app, &place).await?;
    let actors = Actors::of(&app, &place).await?;
    let last = held.versions.len().saturating_sub(1);
    let versions = held.versions.iter().enumerate().rev();
    let shown = versions.map(|(at, version)| version_shown(version, &held.record, &actors, at == last));
    Ok(Json(shown.collect()))
}

#[derive(Deserialize)]
struct Sender {
    #[serde(rename = "deviceID")]
    device_id: Option<String>,
}

/// Takes a submission in as from a phone, only that sending it again is refused, as Central does.
async fn create(
    State(app): State<App>,
    place: InProject,
    Query(sender): Query<Sender>,
    xml: Bytes,
) -> Result<Json<Value>, Refusal> {
    place.require(Role::Manager)?;
    let instance = deliver(&app, &place, xml, sender.device_id, None).await?;
    let place = InProject { path: with(&place, &instance), ..place };
    let held = find(&app, &place).await?;
    Ok(Json(shown(&held, &Actors::of(&app, &place).await?)))
}

fn with(place: &InProject, instance: &str) -> HashMap<String, String> {
    let mut path = place.path.clone();
    path.insert("instance".to_owned(), instance.to_owned());
    path
}

/// Takes a correction of the submission in the path in.
async fn correct(
    State(app): State<App>,
    place: InProject,
    Query(sender): Query<Sender>,
    xml: Bytes,
) -> Result<Json<Value>, Refusal> {
    place.require(Role::Manager)?;
    let held = find(&app, &place).await?;
    let current = held.current().and_then(|current| current.own_instance_id.clone()).unwrap_or_default();
    deliver(&app, &place, xml, sender.device_id, Some(&current)).await?;
    let held = find(&app, &place).await?;
    Ok(Json(shown(&held, &Actors::of(&app, &place).await?)))
}

/// Hands a submission to the intake: a new one, or a correction of the version `corrects`. Returns its instanceID.
async fn deliver(
    app: &App,
    place: &InProject,
    xml: Bytes,
    device_label: Option<String>,
    corrects: Option<&str>,
) -> Result<String, Refusal> {
    let form = place.named("form");
    exercise(app, place, form).await?;
    let document = collect::parse_submission(&xml, &collect::Limits::default()).map_err(intake::unreadable)?;
    if document.form_id != form {
        return Err(Refusal::unexpected("form id", &document.form_id, "did not match the form ID in the URL"));
    }
    match (corrects, document.deprecated_id.as_deref()) {
        (Some(current), Some(given)) if given != current => {
            let message = format!("'{given}' has been corrected meanwhile: the newest version is '{current}'.");
            return Err(Refusal::new(ORIGINAL_SUPERSEDED, message).details(json!({"deprecatedId": given})));
        }
        (Some(_), None) => {
            let message = "A correction names the instanceID of the newest version in its tag deprecatedID.";
            return Err(Refusal::new(NO_DEPRECATED_ID, message));
        }
        _ => {}
    }
    let delivery = Delivery {
        xml,
        files: Vec::new(),
        more_follows: true,
        device_id: None,
        device_label,
        link_id: None,
        actor: place.actor(),
    };
    let arrived = intake::take(app, &place.operation, delivery).await?;
    if !arrived.new {
        let message = format!("A resource already exists with instanceId value(s) of {}.", arrived.instance_id);
        let details = json!({"fields": ["instanceId"], "values": [arrived.instance_id]});
        return Err(Refusal::new(TAKEN, message).details(details));
    }
    Ok(arrived.instance_id)
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Review {
    review_state: Option<String>,
}

/// The version of the record that `If-Match` names, as `ETag` gave it.
fn looked_at(headers: &HeaderMap) -> Option<i64> {
    headers.get(IF_MATCH)?.to_str().ok()?.trim().trim_matches('"').parse().ok()
}

fn changed_meanwhile() -> Refusal {
    Refusal::new(ORIGINAL_SUPERSEDED, "The submission has changed since it was read: read it again, then decide.")
}

async fn review(
    State(app): State<App>,
    place: InProject,
    headers: HeaderMap,
    body: Result<Json<Review>, axum::extract::rejection::JsonRejection>,
) -> Result<Json<Value>, Refusal> {
    place.require(Role::Reviewer)?;
    let Json(Review { review_state }) =
        body.map_err(|_| Refusal::new(refusal::UNPARSEABLE, "The body is no JSON object with a reviewState."))?;
    let state = match review_state.as_deref() {
        None | Some("received") => RecordState::Received,
        Some("edited") => RecordState::Edited,
        Some("hasIssues") => RecordState::HasIssues,
        Some("approved") => RecordState::Approved,
        Some("rejected") => RecordState::Rejected,
        Some(other) => {
            let reason = "expected one of null, edited, hasIssues, approved, rejected";
            return Err(Refusal::unexpected("reviewState", other, reason));
        }
    };
    let held = find(&app, &place).await?;
    // Central's clients say nothing of what they looked at; those that send the ETag of what they read are held to it.
    let seen = LookedAt { record_id: held.record.id, version: looked_at(&headers) };
    match app.store.decide_as_seen(&[seen], state, None, &place.actor()).await? {
        Reviewed::Done(changed) => reviewing::tell_of(&app, &changed).await?,
        Reviewed::Moved(_) => return Err(changed_meanwhile()),
    }
    let held = find(&app, &place).await?;
    Ok(Json(shown(&held, &Actors::of(&app, &place).await?)))
}
