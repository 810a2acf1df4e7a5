//! The master list of places. Reviewers read it and propose; managers change it.

mod areas;
mod change;
mod duplicates;
mod export;
mod history;
mod import;
mod lineage;
mod list;
mod shown;

pub use duplicates::{FURTHEST_M, PROPOSALS_SHOWN};

use crate::{accounts::Member, problem::Problem, sites::Sites, state::App, territory::Territory};
use axum::{
    Router,
    extract::{FromRequestParts, Path},
    http::{Method, request::Parts},
};
use chrono::NaiveDate;
use messages::codes;
use places::sites::{DeclaredArea, Site};
use std::{collections::HashMap, sync::Arc};
use store::{Deed, Role};

/// Routes of sites.
pub fn routes(largest_file: usize) -> Router<App> {
    Router::new()
        .merge(list::routes())
        .merge(history::routes())
        .merge(change::routes())
        .merge(lineage::routes())
        .merge(duplicates::routes())
        .merge(areas::routes())
        .merge(export::routes())
        .merge(import::routes(largest_file))
}

/// A reviewer of an operation, and its list of sites.
struct InSites {
    member: Member,
    sites: Arc<Sites>,
    territory: Option<Arc<Territory>>,
    path: HashMap<String, String>,
}

impl FromRequestParts<App> for InSites {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let member = Member::from_request_parts(parts, app).await?;
        member.require(Role::Reviewer)?;
        let path = Path::<HashMap<String, String>>::from_request_parts(parts, app).await;
        let Path(path) = path.map_err(|_| Problem::not_found(codes::REQUEST_NOT_FOUND))?;
        let sites = app.sites.of(app, member.operation.id).await?;
        let sites = sites.ok_or_else(|| Problem::not_found(codes::SITES_NONE))?;
        // Whoever reads the list is in the log; whoever changes it is there for that.
        if parts.method == Method::GET || parts.uri.path().ends_with("/preview") {
            let personal = sites.register.is_personal();
            let deed = if personal { "register.personal_data_read" } else { "register.read" };
            let subject = path.get("site").map_or_else(|| "register:sites".to_owned(), |site| format!("site:{site}"));
            app.store.audit(&[Deed::new(&member.user.actor(), deed, subject)]).await?;
        }
        let territory = app.territories.of(&app.store, &member.operation).await?;
        Ok(Self { member, sites, territory, path })
    }
}

impl InSites {
    fn actor(&self) -> String {
        self.member.user.actor()
    }

    fn operation(&self) -> i32 {
        self.member.operation.id
    }

    /// An area with the boundary version it is of, if phones said it without one and the operation's boundaries have it.
    fn dated(&self, area: DeclaredArea) -> DeclaredArea {
        let boundaries = self.territory.as_deref().map(|territory| &territory.boundaries);
        let known = boundaries.filter(|boundaries| area.version.is_none() && boundaries.area(&area.pcode).is_some());
        let version = known.map(|boundaries| boundaries.version().code.clone());
        DeclaredArea { version: version.or(area.version), ..area }
    }

    /// The site in the path.
    fn site(&self) -> Result<&Site, Problem> {
        let id = self.path.get("site").map_or("", String::as_str);
        self.sites.list.get(id).ok_or_else(|| Problem::not_found(codes::SITE_UNKNOWN))
    }
}

/// The day a decision counts from: today, where nobody says.
fn day(app: &App, said: Option<NaiveDate>) -> NaiveDate {
    said.unwrap_or_else(|| app.clock.now().date_naive())
}
