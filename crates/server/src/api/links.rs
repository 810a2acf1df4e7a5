//! Links by which a form is filled in a browser: made, listed, extended, taken back. For managers.

use crate::{
    accounts::Member,
    input::{Body, readable_name},
    offered,
    problem::Problem,
    state::App,
};
use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    routing::{get, put},
};
use chrono::{DateTime, Duration, Utc};
use messages::codes;
use qrcode::{EcLevel, QrCode, render::svg};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use store::{FormLink, LinkKind, NewLink, Role};

/// Characters of a token: what nobody guesses.
const LINK_TOKEN: usize = 64;
/// Characters of a link's name.
const LONGEST_NAME: usize = 100;
/// A link that shall live longer is better made without an end.
const LONGEST_LIFE: Duration = Duration::days(3_660);

/// Routes of links.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/operations/{operation}/forms/{form}/links", get(list_links).post(create_link))
        .route("/operations/{operation}/forms/{form}/links/{id}", put(set_expiry).delete(revoke_link))
}

fn shown(link: &FormLink, app: &App) -> Value {
    let mut shown = json!(link);
    if let Some(object) = shown.as_object_mut() {
        object.insert("closed".to_owned(), json!(link.closed(app.clock.now())));
    }
    shown
}

fn named<'p>(path: &'p HashMap<String, String>, name: &str) -> &'p str {
    path.get(name).map_or("", String::as_str)
}

async fn list_links(
    State(app): State<App>,
    member: Member,
    Path(path): Path<HashMap<String, String>>,
) -> Result<Json<Value>, Problem> {
    member.require(Role::Manager)?;
    let links = app.store.links(member.operation.id, named(&path, "form")).await?;
    let links = links.iter().map(|(link, came)| {
        let mut line = shown(link, &app);
        if let Some(object) = line.as_object_mut() {
            object.insert("submissions".to_owned(), json!(came));
        }
        line
    });
    Ok(Json(json!({"links": links.collect::<Vec<_>>()})))
}

#[derive(Deserialize)]
struct Wanted {
    name: String,
    kind: LinkKind,
    expires_at: Option<DateTime<Utc>>,
}

/// Makes a link. Its address is in this answer and nowhere else: only the token's hash is kept.
async fn create_link(
    State(app): State<App>,
    member: Member,
    headers: HeaderMap,
    Path(path): Path<HashMap<String, String>>,
    Body(wanted): Body<Wanted>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    member.require(Role::Manager)?;
    let form = offered::current_form(&app, member.operation.id, named(&path, "form")).await?;
    if app.forms.of_version(&app.store, form.id).await?.settings.public_key.is_some() {
        return Err(Problem::new(StatusCode::CONFLICT, codes::FILL_FORM_ENCRYPTED).arg("form", form.title));
    }
    let new = NewLink {
        xml_form_id: form.xml_form_id,
        name: readable_name("name", &wanted.name, LONGEST_NAME)?,
        kind: wanted.kind,
        expires_at: future(&app, wanted.expires_at)?,
    };
    // People pass links on by messengers, some of which end an address at a sign.
    let token: String = app.randomness.token(LINK_TOKEN).replace('!', "0").replace('$', "1");
    let link = app.store.create_link(member.operation.id, &new, &token, &member.user.actor()).await?;
    let address = format!("{}/f/{token}", app.address(&headers));
    let picture = QrCode::with_error_correction_level(&address, EcLevel::L).map_err(|error| Problem::failed(&error))?;
    let picture = picture.render::<svg::Color>().min_dimensions(320, 320).build();
    let body = json!({"link": shown(&link, &app), "address": address, "qr_svg": picture});
    Ok((StatusCode::CREATED, Json(body)))
}

/// An end that lies ahead, though not in another age.
fn future(app: &App, end: Option<DateTime<Utc>>) -> Result<Option<DateTime<Utc>>, Problem> {
    let now = app.clock.now();
    match end {
        Some(end) if end <= now || end > now + LONGEST_LIFE => Err(Problem::invalid("expires_at", end.to_rfc3339())),
        end => Ok(end),
    }
}

#[derive(Deserialize)]
struct Expiry {
    expires_at: Option<DateTime<Utc>>,
}

async fn set_expiry(
    State(app): State<App>,
    member: Member,
    Path(path): Path<HashMap<String, String>>,
    Body(wanted): Body<Expiry>,
) -> Result<Json<Value>, Problem> {
    member.require(Role::Manager)?;
    let end = future(&app, wanted.expires_at)?;
    let (operation, form, actor) = (member.operation.id, named(&path, "form"), member.user.actor());
    let link = app.store.set_link_expiry(operation, form, number(&path)?, end, &actor).await?;
    let link = link.ok_or_else(|| Problem::not_found(codes::LINK_UNKNOWN))?;
    Ok(Json(json!({"link": shown(&link, &app)})))
}

async fn revoke_link(
    State(app): State<App>,
    member: Member,
    Path(path): Path<HashMap<String, String>>,
) -> Result<StatusCode, Problem> {
    member.require(Role::Manager)?;
    let (operation, form, actor) = (member.operation.id, named(&path, "form"), member.user.actor());
    match app.store.revoke_link(operation, form, number(&path)?, &actor).await? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(Problem::not_found(codes::LINK_UNKNOWN)),
    }
}

fn number(path: &HashMap<String, String>) -> Result<i32, Problem> {
    named(path, "id").parse().map_err(|_| Problem::not_found(codes::LINK_UNKNOWN))
}
