//! Many sites from a CSV file, with a look at what it would change. A file with a wrong row is refused whole.

use super::{InSites, day};
use crate::{
    api::registers::files::{file, refused},
    input::{Asked, words},
    problem::Problem,
    site_rows::{COLUMNS, Ground, Understood, understand},
    sites::Sites,
    state::App,
};
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Multipart, State},
    http::StatusCode,
    routing::post,
};
use bytes::Bytes;
use messages::codes;
use registers::{BulkRules, Held, Key, Values};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use store::{Decided, Role, SiteDecision, SiteDecisionKind, SitePart};

/// Rows of each kind that a preview shows; it counts them all.
const SHOWN: usize = 200;

pub(super) fn routes(largest: usize) -> Router<App> {
    Router::new()
        .route("/operations/{operation}/site-import", post(apply).layer(DefaultBodyLimit::max(largest)))
        .route("/operations/{operation}/site-import/preview", post(preview).layer(DefaultBodyLimit::max(largest)))
}

#[derive(Debug, Deserialize)]
struct HowToRead {
    /// `label` to tell sites by their names; else they are told by the id in the file, and a row without one is new.
    key: Option<String>,
    /// The revision that the preview was made with.
    revision: Option<i64>,
    /// Why the file is brought; a preview needs none.
    #[serde(default)]
    reason: String,
}

async fn understood(app: &App, place: &InSites, how: &HowToRead, bytes: Bytes) -> Result<Understood, Problem> {
    let entities = app.store.all_entities(&place.sites.register, true).await?;
    let key = if how.key.as_deref() == Some("label") { Key::Label } else { Key::Id };
    let rules = BulkRules { key, empty_clears: false, add_columns: false };
    let (sites, territory): (Arc<Sites>, _) = (Arc::clone(&place.sites), place.territory.clone());
    let today = day(app, None);
    let read = move || {
        let held: Vec<Held<'_>> = entities
            .iter()
            .map(|entity| Held {
                uuid: &entity.uuid,
                label: &entity.label,
                version: entity.version,
                values: &entity.values,
                deleted: entity.deleted_at.is_some(),
            })
            .collect();
        let columns: Vec<String> = COLUMNS.iter().map(|name| (*name).to_owned()).collect();
        let plan = registers::plan(&bytes, &columns, &held, &rules)?;
        let boundaries = territory.as_deref().map(|territory| &territory.boundaries);
        Ok(understand(plan, Ground { sites: &sites.list, boundaries, today }))
    };
    let read = tokio::task::spawn_blocking(read).await.map_err(|error| Problem::failed(&error))?;
    read.map_err(refused)
}

/// What a file would change; nothing is changed.
async fn preview(
    State(app): State<App>,
    place: InSites,
    Asked(how): Asked<HowToRead>,
    mut parts: Multipart,
) -> Result<Json<Value>, Problem> {
    place.member.require(Role::Manager)?;
    let (name, bytes) = file(&app, &mut parts).await?;
    let found = understood(&app, &place, &how, bytes).await?;
    let refused_rows = found.refused_rows();
    let Understood { create, update, unchanged, refused, left_out } = found;
    Ok(Json(json!({
        "file": name, "revision": place.sites.register.revision, "unchanged": unchanged, "left_out": left_out,
        "create": {"count": create.len(), "rows": create.iter().take(SHOWN).collect::<Vec<_>>()},
        "update": {"count": update.len(), "rows": update.iter().take(SHOWN).collect::<Vec<_>>()},
        "refused": {"count": refused_rows, "rows": refused.iter().take(SHOWN).collect::<Vec<_>>()},
    })))
}

/// Carries out what the preview of the same file showed, as one decision that can be undone.
async fn apply(
    State(app): State<App>,
    place: InSites,
    Asked(how): Asked<HowToRead>,
    mut parts: Multipart,
) -> Result<Json<Value>, Problem> {
    place.member.require(Role::Manager)?;
    let stale = || Problem::new(StatusCode::CONFLICT, codes::REGISTER_CHANGED_MEANWHILE);
    let seen = how.revision.ok_or_else(|| Problem::invalid("revision", "missing"))?;
    let reason = words("reason", &how.reason)?;
    if seen != place.sites.register.revision {
        return Err(stale());
    }
    let (name, bytes) = file(&app, &mut parts).await?;
    let size = bytes.len();
    let found = understood(&app, &place, &how, bytes).await?;
    if let Some(first) = found.refused.first() {
        let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::SITE_FILE_HAS_PROBLEMS);
        return Err(problem.arg("count", found.refused_rows()).arg("row", first.row));
    }
    let (created, updated, unchanged) = (found.create.len(), found.update.len(), found.unchanged);
    if created + updated == 0 {
        return Ok(Json(json!({"id": null, "created": 0, "updated": 0, "unchanged": unchanged})));
    }
    let decision = SiteDecision {
        seen,
        kind: SiteDecisionKind::Import,
        reason,
        detail: json!({"file": name, "size": size, "created": created, "updated": updated}),
        parts: parts_of(&app, &place.sites, found),
    };
    match app.store.decide_sites(&place.sites.register, &decision, &place.actor()).await? {
        Decided::Done(id) => {
            Ok(Json(json!({"id": id, "created": created, "updated": updated, "unchanged": unchanged})))
        }
        Decided::Stale => Err(stale()),
    }
}

/// What the sites of a file say from then on. Of those that change, only what changes is written.
fn parts_of(app: &App, sites: &Sites, found: Understood) -> Vec<SitePart> {
    let create = found.create.into_iter().map(|new| SitePart {
        uuid: new.uuid.unwrap_or_else(|| app.randomness.uuid().to_string()),
        becomes: Some((new.label, new.values)),
        new: true,
    });
    let update = found.update.into_iter().map(|one| {
        let changes = one.changes.into_iter().map(|change| (change.property, change.to));
        let (label, values): (Values, Values) = changes.partition(|(name, _)| name == "label");
        let label = label.into_values().next().unwrap_or_else(|| sites.name(&one.uuid).to_owned());
        SitePart { uuid: one.uuid, becomes: Some((label, values)), new: false }
    });
    update.chain(create).collect()
}
