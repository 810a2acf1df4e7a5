//! Records that were sent back: for the team leader who calls, and for whoever collected them.

use super::View;
use crate::{
    accounts::{Member, SignedIn},
    problem::Problem,
    state::App,
};
use axum::{
    Json, Router,
    extract::State,
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE},
    response::{IntoResponse, Response},
    routing::get,
};
use serde::Serialize;
use serde_json::{Value as Json_, json};
use std::collections::BTreeMap;
use store::{Deed, RecordFilter, Role, StoredRecord, TeamMember};
use vocab::RecordState;

/// Records of a list; nobody calls about more.
const MOST_RETURNED: u64 = 1_000;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/returned", get(mine))
        .route("/operations/{operation}/records/returned", get(list))
        .route("/operations/{operation}/records/returned.csv", get(list_csv))
}

/// A record that was sent back.
#[derive(Debug, Serialize)]
struct Returned {
    id: i64,
    operation: String,
    title: String,
    exercise: Option<String>,
    form_id: Option<String>,
    round: Option<u32>,
    place: String,
    /// Who sent it, as the audit log names them.
    sender: String,
    device: String,
    teams: Vec<String>,
    returned_at: Option<chrono::DateTime<chrono::Utc>>,
    returned_by: String,
    reason: String,
}

async fn list(State(app): State<App>, member: Member) -> Result<Json<Json_>, Problem> {
    let returned = of_operation(&app, member.operation.id, None).await?;
    note(&app, &member.user.actor(), &member.operation.code, returned.len()).await?;
    Ok(Json(json!({"returned": returned})))
}

async fn list_csv(State(app): State<App>, member: Member) -> Result<Response, Problem> {
    let returned = of_operation(&app, member.operation.id, None).await?;
    note(&app, &member.user.actor(), &member.operation.code, returned.len()).await?;
    let name = format!("{}_returned.csv", member.operation.code);
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, written(&returned).map_err(|error| Problem::failed(&error))?).into_response())
}

/// What was sent back of what the person who asks has sent, wherever they may fill in forms.
async fn mine(State(app): State<App>, signed_in: SignedIn) -> Result<Json<Json_>, Problem> {
    let actor = signed_in.user.actor();
    let mut returned = Vec::new();
    for operation in app.store.operations().await? {
        if signed_in.user.has(Role::Reviewer, operation.id) {
            returned.extend(of_operation(&app, operation.id, Some(&actor)).await?);
        }
    }
    let deed = Deed::new(&actor, "records.listed", "returned").detail(json!({"records": returned.len()}));
    app.store.audit(&[deed]).await?;
    Ok(Json(json!({"returned": returned})))
}

async fn note(app: &App, actor: &str, operation: &str, records: usize) -> Result<(), Problem> {
    let deed = Deed::new(actor, "records.listed", format!("operation:{operation}"));
    Ok(app.store.audit(&[deed.detail(json!({"records": records}))]).await?)
}

async fn of_operation(app: &App, operation_id: i32, sender: Option<&str>) -> Result<Vec<Returned>, Problem> {
    let view = View::of(app, operation_id).await?;
    let filter = RecordFilter {
        exercise_ids: view.exercises.iter().map(|exercise| exercise.id).collect(),
        states: vec![RecordState::HasIssues],
        sender: sender.map(str::to_owned),
        ..RecordFilter::default()
    };
    let (records, _) = app.store.records(&filter, MOST_RETURNED).await?;
    let ids: Vec<i64> = records.iter().map(|record| record.id).collect();
    let mut events = app.store.events_of(&ids).await?;
    let submissions: Vec<i64> = records.iter().filter_map(|record| record.submission_id).collect();
    let brought = app.store.brought(&submissions).await?;
    let teams = teams_by_member(app, operation_id).await?;
    let shown = |record: &StoredRecord| {
        let exercise = view.exercises.iter().find(|exercise| exercise.id == record.exercise_id);
        let event = events.remove(&record.id).unwrap_or_default();
        let event = event.into_iter().rev().find(|event| event.action == RecordState::HasIssues.code());
        let brought = record.submission_id.and_then(|id| brought.get(&id));
        let sender = brought.and_then(|one| one.sender.clone()).unwrap_or_default();
        Returned {
            id: record.id,
            operation: view.operation.code.clone(),
            title: record.title.clone(),
            exercise: exercise.map(|exercise| exercise.code.clone()),
            form_id: exercise.map(|exercise| exercise.xml_form_id.clone()),
            round: record.round_id.and_then(|id| view.rounds.get(&id)).map(|round| round.number.0),
            place: view.place_names(record),
            teams: teams.get(&sender).cloned().unwrap_or_default(),
            device: brought.and_then(|one| one.device.clone()).unwrap_or_default(),
            sender,
            returned_at: event.as_ref().map(|event| event.at),
            returned_by: event.as_ref().map(|event| event.by.clone()).unwrap_or_default(),
            reason: event.and_then(|event| event.reason).unwrap_or_default(),
        }
    };
    let mut returned: Vec<Returned> = records.iter().map(shown).collect();
    returned.sort_by(|a, b| (&a.teams, &a.sender, a.id).cmp(&(&b.teams, &b.sender, b.id)));
    Ok(returned)
}

/// The teams of each person and phone, by what the audit log calls them.
async fn teams_by_member(app: &App, operation_id: i32) -> Result<BTreeMap<String, Vec<String>>, Problem> {
    let (users, devices) = (app.store.users().await?, app.store.devices(operation_id).await?);
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for team in app.store.teams(operation_id).await? {
        for member in &team.members {
            let actor = match member {
                TeamMember::Person { id, .. } => users.iter().find(|user| user.id == *id).map(store::User::actor),
                TeamMember::Device { id, .. } => devices.iter().find(|one| one.id == *id).map(store::Device::actor),
            };
            if let Some(actor) = actor {
                found.entry(actor).or_default().push(team.name.clone());
            }
        }
    }
    Ok(found)
}

fn written(returned: &[Returned]) -> Result<Vec<u8>, csv::Error> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record([
        "teams",
        "sender",
        "device",
        "exercise",
        "round",
        "place",
        "record",
        "returned_at",
        "returned_by",
        "reason",
    ])?;
    for one in returned {
        let round = one.round.map(|round| round.to_string()).unwrap_or_default();
        let at = one.returned_at.map(|at| at.to_rfc3339()).unwrap_or_default();
        let teams = one.teams.join(", ");
        let cells = [
            &teams,
            &one.sender,
            &one.device,
            one.exercise.as_ref().unwrap_or(&String::new()),
            &round,
            &one.place,
            &one.title,
            &at,
            &one.returned_by,
            &one.reason,
        ]
        .map(|cell| crate::reviewing::log::harmless(cell));
        csv.write_record(&cells)?;
    }
    csv.into_inner().map_err(|error| error.into_error().into())
}
