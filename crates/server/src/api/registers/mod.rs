//! Registers of an operation: their entities, histories and conflicts, and files of many.
//!
//! What tells of people is withheld from whoever is no reviewer; whoever sees it is in the log.

mod conflicts;
mod entities;
pub(in crate::api) mod files;
mod lists;
mod shown;

use crate::{accounts::Member, problem::Problem, state::App};
use axum::{
    Router,
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use messages::codes;
use std::collections::HashMap;
use store::{Deed, Register, Role};

/// Routes of registers.
pub fn routes(largest_file: usize) -> Router<App> {
    Router::new()
        .merge(lists::routes())
        .merge(entities::routes())
        .merge(conflicts::routes())
        .merge(files::routes(largest_file))
}

/// A member of the operation, and the register that the path names as `{register}`.
struct InRegister {
    member: Member,
    register: Register,
    /// The other names in the path.
    path: HashMap<String, String>,
}

impl FromRequestParts<App> for InRegister {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let member = Member::from_request_parts(parts, app).await?;
        let path = Path::<HashMap<String, String>>::from_request_parts(parts, app).await;
        let Path(path) = path.map_err(|_| Problem::not_found(codes::REQUEST_NOT_FOUND))?;
        let name = path.get("register").map(String::as_str).unwrap_or_default();
        let register = app.store.register(member.operation.id, name).await?;
        let register = register.ok_or_else(|| Problem::not_found(codes::REGISTER_UNKNOWN).arg("register", name))?;
        Ok(Self { member, register, path })
    }
}

impl InRegister {
    fn named(&self, name: &str) -> &str {
        self.path.get(name).map_or("", String::as_str)
    }

    fn actor(&self) -> String {
        self.member.user.actor()
    }

    /// Whether the person may see what tells of people.
    fn may_see_people(&self) -> bool {
        self.member.user.has(Role::Reviewer, self.member.operation.id)
    }

    /// Writes into the log that the person looked, and whether at what tells of people.
    async fn note_reading(&self, app: &App, subject: String) -> Result<(), Problem> {
        let personal = self.may_see_people() && self.register.is_personal();
        let deed = if personal { "register.personal_data_read" } else { "register.read" };
        app.store.audit(&[Deed::new(&self.actor(), deed, subject)]).await?;
        Ok(())
    }

    fn subject(&self) -> String {
        format!("register:{}", self.register.name)
    }
}
