//! One action for many records: a preview, and exactly what was previewed.

use super::{Chosen, View};
use crate::{
    accounts::Member,
    input::Body,
    problem::Problem,
    reviewing::bulk::{self, Action, MOST_DECIDED},
    state::App,
};
use axum::{Json, Router, extract::State, routing::post};
use serde::Deserialize;
use serde_json::{Value as Json_, json};
use store::{Deed, RecordFilter, Role};

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/operations/{operation}/records/bulk", post(apply))
        .route("/operations/{operation}/records/bulk/preview", post(preview))
}

#[derive(Debug, Deserialize)]
struct BulkBody {
    /// Those that were ticked; without them whatever the filter finds.
    #[serde(default)]
    ids: Vec<i64>,
    #[serde(default)]
    filter: Chosen,
    action: Action,
    #[serde(default)]
    fingerprint: String,
}

impl BulkBody {
    async fn filter(&self, app: &App, member: &Member) -> Result<RecordFilter, Problem> {
        if self.ids.len() > MOST_DECIDED {
            return Err(Problem::invalid("ids", format!("at most {MOST_DECIDED} records at once")));
        }
        let view = View::of(app, member.operation.id).await?;
        if self.ids.is_empty() {
            return self.filter.filter(&view);
        }
        Ok(RecordFilter { ids: self.ids.clone(), ..Chosen::default().filter(&view)? })
    }
}

async fn preview(
    State(app): State<App>,
    member: Member,
    Body(body): Body<BulkBody>,
) -> Result<Json<bulk::Preview>, Problem> {
    member.require(Role::Reviewer)?;
    let filter = body.filter(&app, &member).await?;
    let preview = bulk::preview(&app, &filter, &body.action).await?;
    let deed = Deed::new(&member.user.actor(), "records.listed", format!("operation:{}", member.operation.code));
    app.store.audit(&[deed.detail(json!({"records": preview.chosen}))]).await?;
    Ok(Json(preview))
}

async fn apply(State(app): State<App>, member: Member, Body(body): Body<BulkBody>) -> Result<Json<Json_>, Problem> {
    member.require(Role::Reviewer)?;
    let filter = body.filter(&app, &member).await?;
    let changed = bulk::apply(&app, &filter, &body.action, &body.fingerprint, &member.user.actor()).await?;
    Ok(Json(json!({"changed": changed})))
}
