//! A decision about one record: approve, set aside, send back. Decisions about many are in `bulk`.

use super::{find, whole};
use crate::{
    accounts::SignedIn,
    input::{Body, Id},
    problem::Problem,
    reviewing::{edits::checked_reason, meanwhile, tell_of},
    state::App,
};
use axum::{Json, extract::State, http::StatusCode};
use messages::codes;
use serde::Deserialize;
use serde_json::Value as Json_;
use store::{LookedAt, Reviewed, Role};
use vocab::RecordState;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    Approve,
    Reject,
    Return,
}

#[derive(Debug, Deserialize)]
pub(super) struct DecisionBody {
    decision: Verdict,
    reason: Option<String>,
    /// The version of the record that was looked at: nobody stands by answers that changed since they were read.
    version: Option<i64>,
}

impl DecisionBody {
    /// The state decided on, and the reason; all but an approval need one.
    fn checked(&self) -> Result<(RecordState, Option<&str>), Problem> {
        let reason = self.reason.as_deref().filter(|reason| !reason.trim().is_empty());
        let reason = reason.map(checked_reason).transpose()?;
        let state = match self.decision {
            Verdict::Approve => RecordState::Approved,
            Verdict::Reject => RecordState::Rejected,
            Verdict::Return => RecordState::HasIssues,
        };
        if state != RecordState::Approved && reason.is_none() {
            return Err(reason_needed());
        }
        Ok((state, reason))
    }
}

fn reason_needed() -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::REVIEW_REASON_NEEDED)
}

pub(super) async fn decide_record(
    State(app): State<App>,
    signed_in: SignedIn,
    Id(id): Id<i64>,
    Body(body): Body<DecisionBody>,
) -> Result<Json<Json_>, Problem> {
    let (record, operation_id) = find(&app, &signed_in, id, Role::Reviewer).await?;
    let (state, reason) = body.checked()?;
    let needed = || Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::REVIEW_VERSION_NEEDED);
    let version = body.version.ok_or_else(needed)?;
    if version != record.version {
        return Err(meanwhile::problem(&app, id, version).await?);
    }
    // A decision turned around needs a reason, so that those who read the first one understand.
    if record.state.is_decided() && record.state != state && reason.is_none() {
        return Err(reason_needed());
    }
    let seen = LookedAt { record_id: id, version: Some(version) };
    match app.store.decide_as_seen(&[seen], state, reason, &signed_in.user.actor()).await? {
        Reviewed::Done(changed) => tell_of(&app, &changed).await?,
        Reviewed::Moved(_) => return Err(meanwhile::problem(&app, id, version).await?),
    }
    let (record, _) = find(&app, &signed_in, id, Role::Reviewer).await?;
    Ok(Json(whole(&app, &signed_in, &record, operation_id).await?))
}
