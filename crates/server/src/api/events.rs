//! Events for those who work in an operation: all updates, those that wait for review included.

use crate::{
    accounts::Member,
    events::{self, Area, Event, Tracked},
    problem::Problem,
    state::App,
    territory::Territory,
};
use axum::{Json, Router, extract::State, routing::get};
use serde_json::{Value, json};
use store::Deed;

/// Routes of events.
pub fn routes() -> Router<App> {
    Router::new().route("/operations/{operation}/events", get(list))
}

async fn list(State(app): State<App>, member: Member) -> Result<Json<Value>, Problem> {
    let territory = app.territories.of(&app.store, &member.operation).await?;
    let all = events::tracked(&app, &member.operation).await?;
    let number: usize = all.iter().map(|tracked| tracked.events.len()).sum();
    let deed = Deed::new(&member.user.actor(), "records.listed", format!("operation:{}", member.operation.code));
    app.store.audit(&[deed.detail(json!({"events": number}))]).await?;
    let shown: Vec<Value> = all.iter().map(|tracked| shown(tracked, territory.as_deref())).collect();
    Ok(Json(json!({"exercises": shown})))
}

fn shown(tracked: &Tracked, territory: Option<&Territory>) -> Value {
    let area = |area: &Area| {
        let mut shown = json!(area);
        if let Some(object) = shown.as_object_mut() {
            let named = territory.and_then(|territory| territory.boundaries.area(&area.place));
            let parent = named.and_then(|named| named.parent.as_ref());
            object.insert("place_name".to_owned(), json!(named.map(|named| named.name.as_str())));
            let parent = parent.and_then(|parent| territory.and_then(|territory| territory.name(parent)));
            object.insert("parent_name".to_owned(), json!(parent));
        }
        shown
    };
    let event = |event: &Event| {
        let mut shown = json!(event);
        if let Some(object) = shown.as_object_mut() {
            object.insert("areas".to_owned(), event.areas.iter().map(area).collect());
        }
        shown
    };
    json!({
        "code": tracked.exercise, "form_id": tracked.form_id, "public": tracked.sharing.is_open(),
        "words": tracked.words, "absorbed_in": tracked.absorbed_in, "events": tracked.events.iter().map(event).collect::<Vec<_>>(),
    })
}
