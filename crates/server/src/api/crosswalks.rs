//! Editions of crosswalks: listed for whoever works here, looked at and loaded by the administrator. They are the whole server's.

use super::registers::files::file_part;
use crate::{
    accounts::{AdministratorIn, Member},
    crosswalks::{LookedAt, keep, look, people, problems_told},
    input::Asked,
    problem::{Problem, language_of},
    state::App,
    territory::Territory,
};
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Multipart, State},
    http::{HeaderMap, StatusCode},
    routing::{get, post},
};
use messages::codes;
use places::{Crosswalk, CrosswalkEdition};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use store::{LoadedCrosswalk, Role};
use vocab::Pcode;

/// Bytes of a request beside its file: the lines between its parts.
const AROUND: usize = 10_000;

/// Routes of crosswalks.
pub fn routes() -> Router<App> {
    let largest = DefaultBodyLimit::max(Crosswalk::LARGEST_TABLE + AROUND);
    Router::new()
        .route("/operations/{operation}/crosswalks", get(list_editions).post(load).layer(largest))
        .route("/operations/{operation}/crosswalks/preview", post(preview).layer(largest))
}

/// All editions on the server, and which of those that lead the same way is used unless another is asked for.
async fn list_editions(State(app): State<App>, member: Member) -> Result<Json<Value>, Problem> {
    member.require(Role::Viewer)?;
    let loaded = app.store.loaded_crosswalks().await?;
    let editions: Vec<CrosswalkEdition> = loaded.iter().map(edition).collect();
    let preferred: BTreeSet<&str> = editions.iter().filter_map(|one| preferred(one, &editions)).collect();
    let told = loaded.iter().zip(&editions).map(|(loaded, edition)| {
        let mut told = json!(edition);
        if let Some(object) = told.as_object_mut() {
            let links = loaded.edition.links["links"].as_array().map(Vec::len);
            object.insert("preferred".to_owned(), json!(preferred.contains(edition.code.as_str())));
            object.insert("links".to_owned(), json!(links));
            object.insert("loaded_at".to_owned(), json!(loaded.at));
            object.insert("loaded_by".to_owned(), json!(loaded.by));
        }
        told
    });
    Ok(Json(json!({"editions": told.collect::<Vec<_>>()})))
}

fn edition(loaded: &LoadedCrosswalk) -> CrosswalkEdition {
    let kept = loaded.edition.clone();
    CrosswalkEdition {
        code: kept.code,
        from_version: kept.from_version,
        to_version: kept.to_version,
        label: kept.label,
        source: kept.source,
        official: kept.official,
    }
}

/// The code of the edition that is used of those that lead the same way as this one.
fn preferred<'a>(one: &CrosswalkEdition, editions: &'a [CrosswalkEdition]) -> Option<&'a str> {
    let ways = |edition: &CrosswalkEdition| (edition.from_version.clone(), edition.to_version.clone());
    let same = editions.iter().filter(|edition| ways(edition) == ways(one));
    CrosswalkEdition::preferred(same).map(|edition| edition.code.as_str())
}

/// What is said of the table. The table itself is the body's part `file`.
#[derive(Debug, Deserialize)]
struct Described {
    code: String,
    from: String,
    to: String,
    label: String,
    source: String,
    #[serde(default)]
    official: bool,
}

impl Described {
    fn edition(self) -> CrosswalkEdition {
        let Self { code, from, to, label, source, official } = self;
        CrosswalkEdition { code, from_version: from, to_version: to, label, source, official }
    }
}

async fn looked_at(app: &App, described: Described, parts: &mut Multipart) -> Result<(String, LookedAt), Problem> {
    let missing = || Problem::new(StatusCode::BAD_REQUEST, codes::CROSSWALK_FILE_MISSING);
    let (name, bytes) = file_part(parts, Crosswalk::LARGEST_TABLE).await?.ok_or_else(missing)?;
    let looked_at = look(app, &described.edition(), &name, bytes.to_vec()).await?;
    Ok((name, looked_at))
}

/// What a table says, what is wrong with it, and how sure the last rounds would be; nothing is kept.
async fn preview(
    State(app): State<App>,
    AdministratorIn(member): AdministratorIn,
    Asked(described): Asked<Described>,
    headers: HeaderMap,
    mut parts: Multipart,
) -> Result<Json<Value>, Problem> {
    let (name, looked_at) = looked_at(&app, described, &mut parts).await?;
    let taken = app.store.crosswalks().await?.iter().any(|one| one.code == looked_at.edition.code);
    let people = people(&app, &member.operation, &looked_at).await?;
    let LookedAt { edition, table, old, new } = &looked_at;
    let named = |places: &[Pcode], side: &Territory| -> Vec<Value> {
        places.iter().map(|pcode| json!({"pcode": pcode, "name": side.name(pcode)})).collect()
    };
    let coverage = &table.coverage;
    Ok(Json(json!({
        "file": name, "edition": edition, "code_taken": taken,
        "links": table.crosswalk.as_ref().map(|crosswalk| crosswalk.links().len()),
        "coverage": {
            "from_level": coverage.from_level, "to_level": coverage.to_level,
            "old_linked": coverage.old_linked, "old_missing": named(&coverage.old_missing, old),
            "new_linked": coverage.new_linked, "new_missing": named(&coverage.new_missing, new),
            "whole": coverage.whole, "assumed_whole": coverage.assumed_whole, "divided": coverage.divided,
            "not_known": coverage.not_known,
        },
        "problems": {"count": table.problems.0.len(), "rows": problems_told(&table.problems, language_of(&headers))},
        "people": people,
    })))
}

/// Keeps a table beside those there are. A table with anything wrong is refused whole, with all of it.
async fn load(
    State(app): State<App>,
    AdministratorIn(member): AdministratorIn,
    Asked(described): Asked<Described>,
    mut parts: Multipart,
) -> Result<(StatusCode, Json<Value>), Problem> {
    let (_, looked_at) = looked_at(&app, described, &mut parts).await?;
    keep(&app, &looked_at, &member.user.actor()).await?;
    Ok((StatusCode::CREATED, Json(json!({"code": looked_at.edition.code}))))
}
