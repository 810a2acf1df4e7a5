//! Editions of crosswalks: looked at before they are kept, kept, and told. The command and the application come this way.

mod people;
mod told;

pub use people::{PeopleOfRound, people};
pub use told::{PROBLEMS_TOLD, problems_told};

use crate::{input::readable_name, problem::Problem, state::App, territory::Territory};
use axum::http::StatusCode;
use messages::codes;
use places::{CheckedTable, Crosswalk, CrosswalkEdition, CrosswalkOptions, PlaceProblems};
use std::sync::Arc;
use store::StoredCrosswalk;

/// Characters of an edition's short name. It stands in addresses.
pub const LONGEST_CODE: usize = 60;
/// Characters of what people read for an edition.
pub const LONGEST_LABEL: usize = 200;
/// Characters of where an edition comes from: the name of a law and of who published it.
pub const LONGEST_SOURCE: usize = 1000;

/// What somebody says of a table, as it may be kept.
///
/// # Errors
/// 422 with the field that cannot be used.
pub fn described(edition: &CrosswalkEdition) -> Result<CrosswalkEdition, Problem> {
    let CrosswalkEdition { code, from_version, to_version, label, source, official } = edition;
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let code = readable_name("code", code, LONGEST_CODE)?;
    if let Some(c) = code.chars().find(|c| !plain(*c)) {
        return Err(Problem::invalid("code", c.to_string()));
    }
    if from_version == to_version {
        let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::CROSSWALK_SAME_VERSION);
        return Err(problem.arg("code", from_version.as_str()));
    }
    Ok(CrosswalkEdition {
        code,
        label: readable_name("label", label, LONGEST_LABEL)?,
        source: readable_name("source", source, LONGEST_SOURCE)?,
        from_version: from_version.clone(),
        to_version: to_version.clone(),
        official: *official,
    })
}

/// A table as it would be kept.
#[derive(Debug)]
pub struct LookedAt {
    /// What it says of itself.
    pub edition: CrosswalkEdition,
    /// The links, what is wrong with them, and what they cover.
    pub table: CheckedTable,
    /// The boundaries it leads from.
    pub old: Arc<Territory>,
    /// The boundaries it leads to.
    pub new: Arc<Territory>,
}

/// Reads a table and holds it against the boundaries it leads between. Nothing is kept.
///
/// # Errors
/// When the description cannot be used, there are no such boundaries, or the store fails. What is wrong with the table is in the
/// result, all of it.
pub async fn look(app: &App, edition: &CrosswalkEdition, file_name: &str, bytes: Vec<u8>) -> Result<LookedAt, Problem> {
    let edition = described(edition)?;
    let (old, new) = (boundaries(app, &edition.from_version).await?, boundaries(app, &edition.to_version).await?);
    let CrosswalkEdition { from_version, to_version, source, .. } = edition.clone();
    let options = CrosswalkOptions { from_version, to_version, basis: source };
    let (from, to, name) = (Arc::clone(&old), Arc::clone(&new), file_name.to_owned());
    let read = move || Crosswalk::read_checked(&name, &bytes, &options, &from.boundaries, &to.boundaries);
    let table = tokio::task::spawn_blocking(read).await.map_err(|error| Problem::failed(&error))?;
    Ok(LookedAt { edition, table, old, new })
}

async fn boundaries(app: &App, code: &str) -> Result<Arc<Territory>, Problem> {
    let unknown = || Problem::not_found(codes::BOUNDARIES_UNKNOWN).arg("code", code);
    app.territories.named(&app.store, code).await?.ok_or_else(unknown)
}

/// Keeps a table that was looked at, beside the editions there are.
///
/// # Errors
/// With everything that is wrong with it, and when there is an edition of that code.
pub async fn keep(app: &App, looked_at: &LookedAt, actor: &str) -> Result<(), Problem> {
    let Some(crosswalk) = &looked_at.table.crosswalk else { return Err(refused(&looked_at.table.problems)) };
    Ok(app.store.add_crosswalk(&stored(crosswalk, &looked_at.edition)?, actor).await?)
}

/// An edition as the store keeps it.
///
/// # Errors
/// When the links cannot be written, which they always can.
pub fn stored(crosswalk: &Crosswalk, edition: &CrosswalkEdition) -> Result<StoredCrosswalk, Problem> {
    let CrosswalkEdition { code, from_version, to_version, label, source, official } = edition.clone();
    let links = serde_json::to_value(crosswalk).map_err(|error| Problem::failed(&error))?;
    Ok(StoredCrosswalk { code, from_version, to_version, label, source, official, links })
}

fn refused(problems: &PlaceProblems) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::CROSSWALK_FILE_HAS_PROBLEMS)
        .arg("count", problems.0.len())
        .of_places(problems.clone())
}
