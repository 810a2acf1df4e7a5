//! One action for many records: first what it would do to which of them, then exactly that or nothing.

use super::{check_edited, edits, tell_of};
use crate::{problem::Problem, state::App};
use axum::http::StatusCode;
use messages::codes;
use review::edit::{QuestionPath, ValueEdit};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use store::{LookedAt, RecordFilter, Reviewed, StoredRecord, sha256_hex};
use vocab::{Answer, RecordState};

/// Records that one decision is about at most: a round of a country, province by province.
pub const MOST_DECIDED: usize = 1_000;
/// Records whose value is set at once at most: each is opened, checked and sealed anew, in one transaction.
pub const MOST_SET: usize = 200;

/// What is done to each.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Action {
    /// Approve it.
    Approve {
        /// Why.
        #[serde(default)]
        reason: Option<String>,
    },
    /// Set it aside.
    Reject {
        /// Why.
        #[serde(default)]
        reason: Option<String>,
    },
    /// Send it back to whoever collected it.
    Return {
        /// What to look at.
        #[serde(default)]
        reason: Option<String>,
    },
    /// Give one question the same value everywhere.
    Set {
        /// The question, outside of repeats.
        question: QuestionPath,
        /// The value.
        to: Answer,
        /// Why.
        #[serde(default)]
        reason: Option<String>,
    },
}

/// What an action would do.
#[derive(Debug, Serialize)]
pub struct Preview {
    /// Records chosen.
    pub chosen: usize,
    /// Those it would change.
    pub would: Vec<Line>,
    /// Those it would not, and why.
    pub would_not: Vec<Group>,
    /// What [`apply`] is given, so that exactly this is done.
    pub fingerprint: String,
}

/// A record in a preview.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    /// Row.
    pub id: i64,
    /// Its version.
    #[serde(skip)]
    pub version: i64,
    /// One line for lists.
    pub title: String,
    /// How far it has come.
    pub state: RecordState,
    /// What stands in the question that would be set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Answer>,
}

/// Records that stay as they are for the same reason.
#[derive(Debug, Serialize)]
pub struct Group {
    /// The reason: `already_so`, `reason_needed`, `round_closed`, `encrypted`, or the code of what is wrong with the edit.
    pub why: String,
    /// The records.
    pub records: Vec<Line>,
}

impl Action {
    fn reason(&self) -> Option<&str> {
        let (Self::Approve { reason } | Self::Reject { reason } | Self::Return { reason } | Self::Set { reason, .. }) =
            self;
        reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty())
    }

    fn state(&self) -> Option<RecordState> {
        match self {
            Self::Approve { .. } => Some(RecordState::Approved),
            Self::Reject { .. } => Some(RecordState::Rejected),
            Self::Return { .. } => Some(RecordState::HasIssues),
            Self::Set { .. } => None,
        }
    }

    const fn limit(&self) -> usize {
        match self {
            Self::Set { .. } => MOST_SET,
            _ => MOST_DECIDED,
        }
    }

    fn needs_reason(&self) -> bool {
        !matches!(self, Self::Approve { .. })
    }
}

/// What an action would do to the records that a filter finds.
///
/// # Errors
/// When none is chosen, or too many.
pub async fn preview(app: &App, filter: &RecordFilter, action: &Action) -> Result<Preview, Problem> {
    let records = chosen(app, filter, action.limit()).await?;
    let settled = settled_rounds(app, &records).await?;
    let mut would = Vec::new();
    let mut others: BTreeMap<String, Vec<Line>> = BTreeMap::new();
    for record in &records {
        let line = line(record, action);
        let why = if record.round_id.is_some_and(|round| settled.get(&round) == Some(&true)) {
            Some("round_closed".to_owned())
        } else {
            obstacle(app, record, action).await?
        };
        match why {
            None => would.push(line),
            Some(why) => others.entry(why).or_default().push(line),
        }
    }
    let fingerprint = fingerprint(action, &would, &others)?;
    let would_not = others.into_iter().map(|(why, records)| Group { why, records }).collect();
    Ok(Preview { chosen: records.len(), would, would_not, fingerprint })
}

/// Does what was previewed: all of it, or nothing if anything has changed since. Returns how many records changed.
///
/// # Errors
/// When records have changed since the preview, or a reason is missing.
pub async fn apply(
    app: &App,
    filter: &RecordFilter,
    action: &Action,
    fingerprint: &str,
    actor: &str,
) -> Result<usize, Problem> {
    if action.needs_reason() || action.reason().is_some() {
        edits::checked_reason(action.reason().unwrap_or_default())?;
    }
    let outdated = || Problem::new(StatusCode::CONFLICT, codes::REVIEW_PREVIEW_OUTDATED);
    let preview = preview(app, filter, action).await?;
    if preview.fingerprint != fingerprint {
        return Err(outdated());
    }
    let done = match (action, action.state()) {
        (Action::Set { question, to, .. }, _) => set(app, &preview.would, question, to, action, actor).await?,
        (_, Some(state)) => {
            let seen = |line: &Line| LookedAt { record_id: line.id, version: Some(line.version) };
            let seen: Vec<LookedAt> = preview.would.iter().map(seen).collect();
            app.store.decide_as_seen(&seen, state, action.reason(), actor).await?
        }
        _ => Reviewed::Done(Vec::new()),
    };
    match done {
        Reviewed::Done(changed) => {
            match action {
                Action::Set { .. } => check_edited(app, &changed).await?,
                _ => tell_of(app, &changed).await?,
            }
            Ok(changed.len())
        }
        Reviewed::Moved(_) => Err(outdated()),
    }
}

async fn set(
    app: &App,
    lines: &[Line],
    question: &QuestionPath,
    to: &Answer,
    action: &Action,
    actor: &str,
) -> Result<Reviewed, Problem> {
    let unknown = || Problem::not_found(codes::RECORD_UNKNOWN);
    let mut changes = Vec::with_capacity(lines.len());
    for line in lines {
        let record = app.store.record(line.id).await?.ok_or_else(unknown)?;
        if record.version != line.version {
            return Ok(Reviewed::Moved(vec![line.id]));
        }
        let from = line.from.clone().unwrap_or(Answer::absent(vocab::Missing::Missing));
        let edit = ValueEdit { question: question.clone(), from, to: to.clone() };
        changes.push(edits::change(app, record, &[edit], action.reason().unwrap_or_default(), actor).await?);
    }
    Ok(app.store.edit_records(&changes, actor).await?)
}

async fn chosen(app: &App, filter: &RecordFilter, limit: usize) -> Result<Vec<StoredRecord>, Problem> {
    let most = u64::try_from(limit).unwrap_or(u64::MAX);
    let (mut records, total) = app.store.records(filter, most).await?;
    if records.is_empty() {
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::REVIEW_NOTHING_CHOSEN));
    }
    if total > most {
        let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::REVIEW_TOO_MANY);
        return Err(problem.arg("found", total).arg("limit", limit));
    }
    records.sort_by_key(|record| record.id);
    Ok(records)
}

async fn settled_rounds(app: &App, records: &[StoredRecord]) -> Result<HashMap<i32, bool>, Problem> {
    let mut settled = HashMap::new();
    for round_id in records.iter().filter_map(|record| record.round_id) {
        if let std::collections::hash_map::Entry::Vacant(entry) = settled.entry(round_id) {
            let round = app.store.round_by_id(round_id).await?;
            entry.insert(round.is_some_and(|round| round.stage.is_settled()));
        }
    }
    Ok(settled)
}

fn line(record: &StoredRecord, action: &Action) -> Line {
    let from = match action {
        Action::Set { question, .. } => {
            let stands = review::edit::answer_at(&record.record.answers, question).cloned();
            Some(stands.unwrap_or(Answer::absent(vocab::Missing::Missing)))
        }
        _ => None,
    };
    Line { id: record.id, version: record.version, title: record.title.clone(), state: record.state, from }
}

/// Why the action leaves a record as it is; none if it does not.
async fn obstacle(app: &App, record: &StoredRecord, action: &Action) -> Result<Option<String>, Problem> {
    let Action::Set { question, to, .. } = action else {
        let already = action.state() == Some(record.state);
        let turns = record.state.is_decided() && action.reason().is_none();
        return Ok(if already { Some("already_so".to_owned()) } else { (turns).then(|| "reason_needed".to_owned()) });
    };
    if record.encrypted {
        return Ok(Some("encrypted".to_owned()));
    }
    if record.state == RecordState::Rejected {
        return Ok(Some("rejected".to_owned()));
    }
    edits::obstacle(app, record, question, to).await
}

/// What ties an application to its preview: the action, and every record with its version and whether it would change.
fn fingerprint(action: &Action, would: &[Line], others: &BTreeMap<String, Vec<Line>>) -> Result<String, Problem> {
    let named = |lines: &[Line]| lines.iter().map(|line| (line.id, line.version)).collect::<Vec<_>>();
    let others: BTreeMap<&String, Vec<(i64, i64)>> = others.iter().map(|(why, lines)| (why, named(lines))).collect();
    let text = serde_json::to_string(&(action, named(would), others)).map_err(|error| Problem::failed(&error))?;
    Ok(sha256_hex(text.as_bytes()))
}
