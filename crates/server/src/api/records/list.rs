//! Lists of records: by what they are narrowed, in which order, and how many there are of each kind.

use super::view::{View, brought_by};
use crate::{accounts::Member, input::Asked, problem::Problem, state::App};
use axum::{Json, Router, extract::State, http::StatusCode, routing::get};
use messages::codes;
use serde::Deserialize;
use serde_json::{Value as Json_, json};
use store::{Deed, Exercise, QueuePlace, RecordFilter, Round};
use vocab::{Pcode, RecordState};

/// Records a page, unless the client asks for fewer.
const PAGE: u64 = 50;
/// Records a page at most.
const LARGEST_PAGE: u64 = 200;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/operations/{operation}/records", get(list_records))
        .route("/operations/{operation}/records/counts", get(count_records))
}

/// Which records, as a query and a body name them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    exercise: Option<String>,
    round: Option<u32>,
    state: Option<Wanted>,
    place: Option<Pcode>,
    search: Option<String>,
    severity: Option<Gravity>,
    check: Option<String>,
    sender: Option<String>,
}

#[derive(Debug, Deserialize)]
struct ListQuery {
    exercise: Option<String>,
    round: Option<u32>,
    state: Option<Wanted>,
    place: Option<Pcode>,
    search: Option<String>,
    severity: Option<Gravity>,
    check: Option<String>,
    sender: Option<String>,
    #[serde(default)]
    order: Order,
    after: Option<String>,
    limit: Option<u64>,
}

/// In which order.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Order {
    /// The newest first.
    #[default]
    Newest,
    /// The gravest flags first, then area by area, then what waits longest.
    Worst,
}

/// How grave the worst flag is.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Gravity {
    Error,
    Warning,
    Note,
    None,
}

/// Records in which state a list shows.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Wanted {
    /// Whatever nobody has decided about as it now stands.
    ToReview,
    #[serde(untagged)]
    In(RecordState),
}

impl Wanted {
    fn states(self) -> Vec<RecordState> {
        match self {
            Self::ToReview => vec![RecordState::Received, RecordState::Edited, RecordState::HasIssues],
            Self::In(state) => vec![state],
        }
    }
}

impl Chosen {
    /// The filter, within the operation's exercises.
    pub fn filter(&self, view: &View) -> Result<RecordFilter, Problem> {
        let chosen: Vec<&Exercise> = match &self.exercise {
            None => view.exercises.iter().collect(),
            Some(code) => vec![
                view.exercises
                    .iter()
                    .find(|exercise| exercise.code == *code)
                    .ok_or_else(|| Problem::not_found(codes::EXERCISE_UNKNOWN).arg("exercise", code.as_str()))?,
            ],
        };
        let mut round_ids = Vec::new();
        if let Some(number) = self.round {
            let in_chosen = |round: &&Round| chosen.iter().any(|exercise| exercise.id == round.exercise_id);
            let rounds = view.rounds.values().filter(|round| round.number.0 == number).filter(in_chosen);
            round_ids.extend(rounds.map(|round| round.id));
            if round_ids.is_empty() {
                return Err(Problem::not_found(codes::ROUND_UNKNOWN).arg("round", i64::from(number)));
            }
        }
        let gravity = self.severity.map(|gravity| match gravity {
            Gravity::Error => "error",
            Gravity::Warning => "warning",
            Gravity::Note => "note",
            Gravity::None => "none",
        });
        Ok(RecordFilter {
            exercise_ids: chosen.iter().map(|exercise| exercise.id).collect(),
            round_ids,
            states: self.state.map(Wanted::states).unwrap_or_default(),
            place: self.place.clone(),
            search: self.search.clone(),
            severity: gravity.map(str::to_owned),
            check: self.check.clone().filter(|check| !check.is_empty()),
            sender: self.sender.clone().filter(|sender| !sender.is_empty()),
            ..RecordFilter::default()
        })
    }
}

async fn list_records(
    State(app): State<App>,
    member: Member,
    Asked(query): Asked<ListQuery>,
) -> Result<Json<Json_>, Problem> {
    let view = View::of(&app, member.operation.id).await?;
    let ListQuery { exercise, round, state, place, search, severity, check, sender, order, after, limit } = query;
    let filter = Chosen { exercise, round, state, place, search, severity, check, sender }.filter(&view)?;
    let limit = limit.unwrap_or(PAGE).clamp(1, LARGEST_PAGE);
    let unreadable = || Problem::new(StatusCode::BAD_REQUEST, codes::REQUEST_UNREADABLE).arg("detail", "after");
    let (records, next, total) = match order {
        Order::Newest => {
            let before = after.map(|after| after.parse().map_err(|_| unreadable())).transpose()?;
            let (records, total) = app.store.records(&RecordFilter { before, ..filter }, limit).await?;
            let last = records.last().filter(|_| records.len() as u64 == limit).map(|record| json!(record.id));
            (records, last, total)
        }
        Order::Worst => {
            let behind = after.map(|after| place_in_queue(&after).ok_or_else(unreadable)).transpose()?;
            let (records, next, total) = app.store.queue(&filter, behind.as_ref(), limit).await?;
            let next = next.map(|QueuePlace { worst, place_path, id }| json!(format!("{worst}.{id}.{place_path}")));
            (records, next, total)
        }
    };
    if !records.is_empty() {
        let deed = Deed::new(&member.user.actor(), "records.listed", format!("operation:{}", member.operation.code));
        app.store.audit(&[deed.detail(json!({"records": records.len()}))]).await?;
    }
    let brought = brought_by(&app, &records).await?;
    let line = |record: &store::StoredRecord| view.line(record, record.submission_id.and_then(|id| brought.get(&id)));
    let records: Vec<Json_> = records.iter().map(line).collect();
    Ok(Json(json!({"records": records, "next": next, "total": total})))
}

/// `2.17./BDI/BDI012/`: gravity, row, path of the places.
fn place_in_queue(after: &str) -> Option<QueuePlace> {
    let (worst, rest) = after.split_once('.')?;
    let (id, place_path) = rest.split_once('.')?;
    Some(QueuePlace { worst: worst.parse().ok()?, id: id.parse().ok()?, place_path: place_path.to_owned() })
}

/// How many records there are by gravity, check and sender. Each kind is counted as if it were not narrowed by itself, so
/// that a page can offer the others too.
async fn count_records(
    State(app): State<App>,
    member: Member,
    Asked(chosen): Asked<Chosen>,
) -> Result<Json<Json_>, Problem> {
    let view = View::of(&app, member.operation.id).await?;
    let by_gravity = app.store.queue_counts(&Chosen { severity: None, ..chosen.clone() }.filter(&view)?).await?;
    let by_check = app.store.queue_counts(&Chosen { check: None, ..chosen.clone() }.filter(&view)?).await?;
    let by_sender = app.store.queue_counts(&Chosen { sender: None, ..chosen }.filter(&view)?).await?;
    let deed = Deed::new(&member.user.actor(), "records.listed", format!("operation:{}", member.operation.code));
    app.store.audit(&[deed.detail(json!({"counted": true}))]).await?;
    let names = check_names(&app, &view);
    let checks: Vec<Json_> = by_check
        .checks
        .iter()
        .map(|(code, records)| json!({"check": code, "name": names.get(code), "records": records}))
        .collect();
    let senders: Vec<Json_> =
        by_sender.senders.iter().map(|(sender, records)| json!({"sender": sender, "records": records})).collect();
    Ok(Json(json!({"severities": by_gravity.severities, "checks": checks, "senders": senders})))
}

/// What the checks of the operation's exercises look at.
fn check_names(app: &App, view: &View) -> std::collections::BTreeMap<String, vocab::Text> {
    let checks = view.exercises.iter().flat_map(|exercise| app.figures.programme().checks(&exercise.code));
    checks.map(|check| (check.code.clone(), check.name.clone())).collect()
}
