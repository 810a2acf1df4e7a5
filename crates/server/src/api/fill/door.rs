//! Who fills: whoever has a link, or somebody who is logged in.

use crate::{
    accounts::{Member, OwnPage},
    intake::closed_link,
    offered,
    problem::Problem,
    state::App,
};
use axum::{
    extract::{FromRequestParts, Path, Query},
    http::{Method, StatusCode, request::Parts},
};
use messages::codes;
use std::collections::HashMap;
use store::{FormLink, FormVersion, LinkClosed, Operation, Role};

/// A way in: what it leads to.
pub trait Door: FromRequestParts<App, Rejection = Problem> + Send + 'static {
    /// Who came in, and to which form.
    fn filler(&self) -> &Filler;
}

/// Somebody who may fill one form.
#[derive(Debug)]
pub struct Filler {
    /// The operation.
    pub operation: Operation,
    /// The form.
    pub xml_form_id: String,
    /// The version asked for; the newest without it.
    version: Option<String>,
    /// The file in the path.
    pub file: String,
    /// The link, if that is how they came.
    pub link: Option<FormLink>,
    /// Who they are in the audit log.
    pub actor: String,
}

impl Filler {
    /// Why nothing new may come in; none if it may.
    pub fn closed(&self, app: &App) -> Option<LinkClosed> {
        self.link.as_ref()?.closed(app.clock.now())
    }

    /// Whether they may send corrections of what is held: people who review, never a link.
    pub fn may_correct(&self) -> bool {
        self.link.is_none()
    }

    /// The form they fill.
    ///
    /// # Errors
    /// When it is not offered, or cannot be filled in a browser.
    pub async fn form(&self, app: &App) -> Result<FormVersion, Problem> {
        let form = match &self.version {
            Some(version) => offered::form_version(app, self.operation.id, &self.xml_form_id, version).await?,
            None => offered::current_form(app, self.operation.id, &self.xml_form_id).await?,
        };
        // The engine in the browser encrypts nothing: what the form promises to keep from the server must not come here.
        if app.forms.of_version(&app.store, form.id).await?.settings.public_key.is_some() {
            let problem = Problem::new(StatusCode::CONFLICT, codes::FILL_FORM_ENCRYPTED);
            return Err(problem.arg("form", form.title));
        }
        Ok(form)
    }
}

async fn path_of(parts: &mut Parts, app: &App) -> HashMap<String, String> {
    Path::from_request_parts(parts, app).await.map(|Path(path)| path).unwrap_or_default()
}

/// Whoever has a link. It is the key: no log-in stands behind it.
#[derive(Debug)]
pub struct ByLink(Filler);

impl Door for ByLink {
    fn filler(&self) -> &Filler {
        &self.0
    }
}

impl FromRequestParts<App> for ByLink {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        OwnPage::from_request_parts(parts, app).await?;
        let mut path = path_of(parts, app).await;
        let unknown = || Problem::not_found(codes::LINK_UNKNOWN);
        let token = path.remove("token").ok_or_else(unknown)?;
        let link = app.store.link_by_token(&token).await?.ok_or_else(unknown)?;
        match link.closed(app.clock.now()) {
            None => {}
            // What came in before the link was used up, or ran out, may have to be told again that it did.
            Some(LinkClosed::Used | LinkClosed::Expired) if parts.method == Method::POST => {}
            Some(why) => return Err(closed_link(why)),
        }
        let operations = app.store.operations().await?;
        let operation = operations.into_iter().find(|one| one.id == link.operation_id).ok_or_else(unknown)?;
        Ok(Self(Filler {
            operation,
            xml_form_id: link.xml_form_id.clone(),
            version: None,
            file: path.remove("file").unwrap_or_default(),
            actor: link.actor(),
            link: Some(link),
        }))
    }
}

/// Somebody who is logged in and reviews: a viewer only reads.
#[derive(Debug)]
pub struct ByLogIn(Filler);

impl Door for ByLogIn {
    fn filler(&self) -> &Filler {
        &self.0
    }
}

impl FromRequestParts<App> for ByLogIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let member = Member::from_request_parts(parts, app).await?;
        member.require(Role::Reviewer)?;
        let mut path = path_of(parts, app).await;
        let query = Query::<HashMap<String, String>>::from_request_parts(parts, app).await;
        let version = query.ok().and_then(|Query(mut query)| query.remove("version"));
        Ok(Self(Filler {
            actor: member.user.actor(),
            operation: member.operation,
            xml_form_id: path.remove("form").unwrap_or_default(),
            version,
            file: path.remove("file").unwrap_or_default(),
            link: None,
        }))
    }
}
