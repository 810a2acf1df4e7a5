//! A register as a file: downloaded, and brought back with a look at what it would change.

use super::InRegister;
use crate::{input::Asked, openrosa::path_segment, problem::Problem, registers::row, state::App};
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Multipart, State},
    http::{
        StatusCode,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
    routing::{get, post},
};
use bytes::Bytes;
use messages::codes;
use registers::{BulkProblem, BulkRules, Held, Key, Plan};
use serde::Deserialize;
use serde_json::{Value, json};
use store::{BulkChange, BulkDone, BulkEntity, BulkUpdate, Deed, Role};

/// Rows of each kind that a preview shows; it counts them all.
const SHOWN: usize = 200;

pub(super) fn routes(largest: usize) -> Router<App> {
    Router::new()
        .route(
            "/operations/{operation}/registers/{register}/file",
            get(download).post(apply).layer(DefaultBodyLimit::max(largest)),
        )
        .route(
            "/operations/{operation}/registers/{register}/file/preview",
            post(preview).layer(DefaultBodyLimit::max(largest)),
        )
}

/// The register as a CSV file. It takes a reviewer, and is in the log.
async fn download(State(app): State<App>, place: InRegister) -> Result<Response, Problem> {
    place.member.require(Role::Reviewer)?;
    app.store.audit(&[Deed::new(&place.actor(), "register.read", place.subject())]).await?;
    let entities = app.store.all_entities(&place.register, false).await?;
    let bytes = registers::staff_list(&place.register.property_names(), entities.iter().map(row));
    let name = format!("attachment; filename*=UTF-8''{}.csv", path_segment(&place.register.name));
    Ok(([(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
}

#[derive(Debug, Deserialize)]
struct HowToRead {
    /// `id`, `label`, or `property:` and its name.
    key: Option<String>,
    #[serde(default)]
    empty_clears: bool,
    #[serde(default)]
    add_columns: bool,
    /// The revision of the register that the preview was made with.
    revision: Option<i64>,
}

impl HowToRead {
    fn rules(&self) -> BulkRules {
        let key = match self.key.as_deref() {
            None | Some("id") => Key::Id,
            Some("label") => Key::Label,
            Some(other) => Key::Property(other.strip_prefix("property:").unwrap_or(other).to_owned()),
        };
        BulkRules { key, empty_clears: self.empty_clears, add_columns: self.add_columns }
    }
}

/// The file in the part `file`: its name and its bytes.
pub(in crate::api) async fn file(app: &App, parts: &mut Multipart) -> Result<(String, Bytes), Problem> {
    let found = file_part(parts, app.settings.largest_workbook).await?;
    found.ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST, codes::REGISTER_FILE_MISSING))
}

/// The part `file`, if there is one. `largest`: the limit that the route has.
pub(in crate::api) async fn file_part(
    parts: &mut Multipart,
    largest: usize,
) -> Result<Option<(String, Bytes)>, Problem> {
    let unreadable = |error: axum::extract::multipart::MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            Problem::new(StatusCode::PAYLOAD_TOO_LARGE, codes::REQUEST_TOO_LARGE).arg("limit", largest)
        }
        status => Problem::new(status, codes::REQUEST_UNREADABLE).arg("detail", error.body_text()),
    };
    while let Some(field) = parts.next_field().await.map_err(unreadable)? {
        if field.name() == Some("file") {
            let name = field.file_name().unwrap_or("file.csv").chars().filter(|c| !c.is_control()).take(200).collect();
            return Ok(Some((name, field.bytes().await.map_err(unreadable)?)));
        }
    }
    Ok(None)
}

async fn plan(app: &App, place: &InRegister, how: &HowToRead, bytes: Bytes) -> Result<Plan, Problem> {
    let entities = app.store.all_entities(&place.register, true).await?;
    let (properties, rules) = (place.register.property_names(), how.rules());
    let planned = tokio::task::spawn_blocking(move || {
        let held = entities.iter().map(|entity| Held {
            uuid: &entity.uuid,
            label: &entity.label,
            version: entity.version,
            values: &entity.values,
            deleted: entity.deleted_at.is_some(),
        });
        registers::plan(&bytes, &properties, &held.collect::<Vec<_>>(), &rules)
    });
    planned.await.map_err(|error| Problem::failed(&error))?.map_err(refused)
}

/// Why a file cannot be used at all.
pub(in crate::api) fn refused(problem: BulkProblem) -> Problem {
    let refuse = |code| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code);
    match problem {
        BulkProblem::Encoding { row } => refuse(codes::REGISTER_FILE_ENCODING).arg("row", row),
        BulkProblem::Unreadable { detail } => refuse(codes::REGISTER_FILE_UNREADABLE).arg("detail", detail),
        BulkProblem::Empty => refuse(codes::REGISTER_FILE_EMPTY),
        BulkProblem::TooLong { limit } => refuse(codes::REGISTER_FILE_TOO_LONG).arg("limit", limit),
        BulkProblem::ColumnTwice { column } => refuse(codes::REGISTER_FILE_COLUMN_TWICE).arg("column", column),
        BulkProblem::LabelColumnMissing => refuse(codes::REGISTER_FILE_COLUMN_MISSING).arg("column", "label"),
        BulkProblem::KeyColumnMissing { column } => refuse(codes::REGISTER_FILE_COLUMN_MISSING).arg("column", column),
    }
}

/// What a file would change; nothing is changed.
async fn preview(
    State(app): State<App>,
    place: InRegister,
    Asked(how): Asked<HowToRead>,
    mut parts: Multipart,
) -> Result<Json<Value>, Problem> {
    place.member.require(Role::Manager)?;
    let (name, bytes) = file(&app, &mut parts).await?;
    let plan = plan(&app, &place, &how, bytes).await?;
    place.note_reading(&app, place.subject()).await?;
    let Plan { create, update, unchanged, refused, added, left_out } = &plan;
    Ok(Json(json!({
        "file": name, "revision": place.register.revision, "unchanged": unchanged, "added": added, "left_out": left_out,
        "create": {"count": create.len(), "rows": create.iter().take(SHOWN).collect::<Vec<_>>()},
        "update": {"count": update.len(), "rows": update.iter().take(SHOWN).collect::<Vec<_>>()},
        "refused": {"count": refused.len(), "rows": refused.iter().take(SHOWN).collect::<Vec<_>>()},
    })))
}

/// Carries out what the preview of the same file showed. Rows that cannot be used are left out, as it said.
async fn apply(
    State(app): State<App>,
    place: InRegister,
    Asked(how): Asked<HowToRead>,
    mut parts: Multipart,
) -> Result<Json<Value>, Problem> {
    place.member.require(Role::Manager)?;
    let stale = || Problem::new(StatusCode::CONFLICT, codes::REGISTER_CHANGED_MEANWHILE);
    let seen = how.revision.ok_or_else(|| Problem::invalid("revision", "missing"))?;
    if seen != place.register.revision {
        return Err(stale());
    }
    let (name, bytes) = file(&app, &mut parts).await?;
    let detail = json!({"name": name, "size": bytes.len()});
    let plan = plan(&app, &place, &how, bytes).await?;
    let refused = plan.refused.len();
    let create = plan.create.into_iter().map(|new| BulkEntity {
        uuid: new.uuid.unwrap_or_else(|| app.randomness.uuid().to_string()),
        label: new.label,
        values: new.values,
    });
    let update = plan.update.into_iter().map(|one| BulkUpdate {
        uuid: one.uuid,
        received: one.changes.into_iter().map(|change| (change.property, change.to)).collect(),
    });
    let change = BulkChange {
        seen: Some(seen),
        properties: plan.added,
        create: create.collect(),
        update: update.collect(),
        detail,
        source: "bulk",
    };
    match app.store.change_entities(&place.register, &change, &place.actor()).await? {
        BulkDone::Done { created, updated } => {
            Ok(Json(json!({"created": created, "updated": updated, "unchanged": plan.unchanged, "refused": refused})))
        }
        BulkDone::Stale | BulkDone::Taken(_) => Err(stale()),
    }
}
