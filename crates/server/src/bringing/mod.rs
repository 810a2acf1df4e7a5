//! Bringing submissions from other systems, through the one way in.
//!
//! Whatever the source, each submission is a [`migration::Told`] and comes through [`Bringing::take`]: the same instanceID,
//! the same content, so that bringing it again changes nothing. What the source says about it is kept beside it.

mod archives;
mod central;
mod kobo;
mod report;
mod schedule;
mod take;

pub use central::bring_central;
pub use kobo::bring_kobo;
pub use report::Report;
pub use schedule::keep_bringing;

use crate::{
    outward::{Outward, OutwardError},
    problem::Problem,
    state::App,
};
use bytes::Bytes;
use forms::Form;
use futures::{StreamExt, stream};
use messages::codes;
use migration::{FileTold, Files, Told, Trouble};
use reqwest::Url;
use std::sync::{Arc, Mutex, PoisonError};
use store::Operation;

/// Submissions under way at once; they share commits.
const AT_ONCE: usize = 16;
/// Submissions after which what was told of them is kept.
const BATCH: usize = 200;

/// What is brought, and how.
#[derive(Clone)]
pub struct Bringing {
    /// The server.
    pub app: App,
    /// Where it comes in.
    pub operation: Operation,
    /// Only this form.
    pub form: Option<String>,
    /// The source, as it is kept with each submission: kind and address, or the file.
    pub source: String,
    /// Who brings it, for the audit log.
    pub actor: String,
    /// Whether what was decided there is decided here too.
    pub review_states: bool,
    /// Whether only to say what would happen.
    pub dry_run: bool,
}

/// Another server to read from.
#[derive(Debug, Clone)]
pub struct Remote {
    /// The way there.
    pub outward: Outward,
    /// Its address, as a person gave it.
    pub address: Url,
    /// Who logs in; without it the secret is a token.
    pub login: Option<String>,
    /// Token or password.
    pub secret: Secret,
}

/// A token or password, kept out of logs.
#[derive(Clone)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

/// Where the files of submissions are.
#[derive(Clone)]
pub enum Reach {
    /// Nowhere.
    Nowhere,
    /// In a folder or archive.
    Here(Arc<Mutex<dyn Files + Send>>),
    /// On the source's server: its files, below this address if theirs leads to another host, with this authorization.
    There {
        /// The way there.
        outward: Outward,
        /// Where the second place of a file is.
        below: Url,
        /// The header's value.
        authorization: String,
    },
}

impl Reach {
    /// The bytes of a file, or why not.
    async fn fetch(&self, file: &FileTold, most: usize) -> Result<Bytes, String> {
        match self {
            Self::Nowhere => Err("-".to_owned()),
            Self::Here(files) => {
                let read = files.lock().unwrap_or_else(PoisonError::into_inner).read(&file.at);
                let bytes = read.map_err(|error| error.to_string())?.ok_or_else(|| "-".to_owned())?;
                if bytes.len() > most { Err(format!("> {most}")) } else { Ok(bytes.into()) }
            }
            Self::There { outward, below, authorization } => {
                let own = |address: &Url| address.origin() == below.origin();
                // A file's address may lead to another host, which must not get the token; its second place is on ours.
                let at = Url::parse(&file.at).ok().filter(own);
                let second = || below.join(file.or_at.as_deref()?).ok();
                let at = at.or_else(second).ok_or_else(|| "-".to_owned())?;
                outward.get(&at, Some(authorization), most).await.map_err(|error| error.to_string())
            }
        }
    }
}

impl Bringing {
    /// Brings all, a few at a time. `progress` is told after each batch.
    ///
    /// # Errors
    /// When the store fails; what came in before stays.
    pub async fn take_all(
        &self,
        told: Vec<Told>,
        reach: &Reach,
        report: &mut Report,
        progress: &mut (dyn FnMut(&Report) + Send),
    ) -> Result<(), Problem> {
        for wave in waves(told) {
            let mut rest = wave.into_iter().peekable();
            while rest.peek().is_some() {
                let batch: Vec<Told> = rest.by_ref().take(BATCH).collect();
                let taking: Vec<_> = batch.into_iter().map(|told| self.take(told, reach)).collect();
                let taken: Vec<_> = stream::iter(taking).buffered(AT_ONCE).collect().await;
                let mut origins = Vec::new();
                for taken in taken {
                    let taken = taken?;
                    origins.extend(taken.origin.clone());
                    report.add(taken);
                }
                if !self.dry_run && !origins.is_empty() {
                    self.app.store.note_origins(self.operation.id, &self.source, &origins, &self.actor).await?;
                }
                progress(report);
            }
        }
        Ok(())
    }

    /// The versions of the form that are known, newest first.
    ///
    /// # Errors
    /// When there is none.
    pub async fn forms(&self) -> Result<Vec<Arc<Form>>, Problem> {
        let wanted = self.form.as_deref().unwrap_or_default();
        let mut forms = Vec::new();
        for version in self.app.store.form_version_names(self.operation.id).await? {
            if version.xml_form_id == wanted {
                forms.push(self.app.forms.of_version(&self.app.store, version.id).await?);
            }
        }
        if forms.is_empty() {
            return Err(Problem::not_found(codes::FORM_UNKNOWN).arg("form", wanted).arg("version", ""));
        }
        Ok(forms)
    }
}

/// Submissions in an order in which what is corrected comes before what corrects it.
fn waves(told: Vec<Told>) -> Vec<Vec<Told>> {
    let mut waiting = told;
    let mut waves = Vec::new();
    loop {
        let here: std::collections::HashSet<String> = waiting.iter().map(|told| told.instance_id.clone()).collect();
        let later =
            |told: &Told| told.deprecated_id.as_ref().is_some_and(|id| here.contains(id) && *id != told.instance_id);
        let (next, now): (Vec<Told>, Vec<Told>) = waiting.into_iter().partition(later);
        if now.is_empty() {
            // They correct each other in a ring: whoever wrote that, each gets its own answer.
            if !next.is_empty() {
                waves.push(next);
            }
            return waves;
        }
        waves.push(now);
        waiting = next;
    }
}

/// Why a source could not be read, for its report.
pub(crate) fn trouble_of(error: &OutwardError) -> Trouble {
    match error {
        OutwardError::Address(detail) => Trouble::refusal("", codes::BRING_ADDRESS_UNUSABLE).arg("detail", detail),
        OutwardError::Silent(detail) => Trouble::refusal("", codes::BRING_SOURCE_SILENT).arg("detail", detail),
        OutwardError::Refused { status, beginning } => {
            Trouble::refusal("", codes::BRING_SOURCE_REFUSED).arg("status", status).arg("detail", beginning)
        }
        OutwardError::TooLarge(_) => Trouble::refusal("", codes::BRING_SOURCE_UNREADABLE).arg("detail", error),
    }
}

pub(crate) fn unreadable(detail: impl std::fmt::Display) -> Trouble {
    Trouble::refusal("", codes::BRING_SOURCE_UNREADABLE).arg("detail", detail)
}
