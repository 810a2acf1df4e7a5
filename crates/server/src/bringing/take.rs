//! One submission of a source.

use super::{Bringing, Reach};
use crate::{
    checking,
    intake::{self, Corrects, Delivery, File},
    problem::Problem,
};
use bytes::Bytes;
use collect::SubmissionDocument;
use futures::{StreamExt, stream};
use messages::{Arg, codes};
use migration::{Content, FileTold, Told, Trouble, write_xml};
use store::{FormVersionName, HeldVersion, LookedAt, Origin, Reviewed, StoreError};
use vocab::RecordState;

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It was new.
    New,
    /// It is a new version of one that is held.
    Corrected,
    /// It was held already.
    Held,
    /// It did not come in.
    Refused,
}

/// The same, with what there is to say.
#[derive(Debug)]
pub(super) struct Taken {
    pub(super) outcome: Outcome,
    pub(super) troubles: Vec<Trouble>,
    pub(super) unknown: Vec<String>,
    pub(super) files: u64,
    pub(super) decided: bool,
    pub(super) origin: Option<Origin>,
}

impl Taken {
    fn new(outcome: Outcome) -> Self {
        Self { outcome, troubles: Vec::new(), unknown: Vec::new(), files: 0, decided: false, origin: None }
    }

    fn refused(trouble: Trouble) -> Self {
        Self { troubles: vec![trouble], ..Self::new(Outcome::Refused) }
    }
}

/// What it says, with what had no place in it.
struct Said {
    xml: Bytes,
    unknown: Vec<String>,
    document: SubmissionDocument,
}

impl Bringing {
    /// Brings one submission.
    ///
    /// # Errors
    /// When the store fails. What is wrong with the submission is in the answer.
    pub(super) async fn take(&self, told: Told, reach: &Reach) -> Result<Taken, Problem> {
        let held = self.app.store.held_version(self.operation.id, &told.instance_id).await?;
        let said = match self.said(&told, held.as_ref()).await? {
            Ok(said) => said,
            Err(trouble) => return Ok(Taken::refused(trouble)),
        };
        let mut taken = match held {
            Some(held) if !self.app.store.holds(&held, &said.xml) => {
                return Ok(Taken::refused(Trouble::refusal(&told.instance_id, codes::BRING_CHANGED_AT_SOURCE)));
            }
            Some(held) => self.again(&told, &said, &held, reach).await?,
            None => match self.corrects(&told).await? {
                Ok(corrects) => self.first_time(&told, &said, corrects, reach).await?,
                Err(trouble) => return Ok(Taken::refused(trouble)),
            },
        };
        taken.unknown = said.unknown;
        if taken.outcome != Outcome::Refused && !self.dry_run {
            taken.decided = self.decide(&told).await?;
            let about = &told.provenance;
            taken.origin = Some(Origin {
                instance_id: told.instance_id.clone(),
                submitted_at: about.submitted_at,
                submitter: about.submitter.clone(),
                device: about.device.clone(),
                review: about.review,
            });
        }
        Ok(taken)
    }

    /// Its XML: as it is, or written by the version of the form it was filled with. One that is held is written by the
    /// version it was written by before, so that it is the same to the byte.
    async fn said(&self, told: &Told, held: Option<&HeldVersion>) -> Result<Result<Said, Trouble>, Problem> {
        let (xml, unknown) = match &told.content {
            Content::Xml(xml) => (Bytes::from(xml.clone()), Vec::new()),
            Content::Answers(_) => {
                let wanted = self.form.as_deref().unwrap_or_default();
                let versions = self.app.store.form_version_names(self.operation.id).await?; // newest first
                let versions: Vec<FormVersionName> =
                    versions.into_iter().filter(|version| version.xml_form_id == wanted).collect();
                let held = versions.iter().find(|version| Some(version.id) == held.map(|held| held.form_version_id));
                let named = versions.iter().find(|version| told.form_version.as_ref() == Some(&version.version));
                let Some(version) = held.or(named).or(versions.first()) else {
                    let trouble = Trouble::refusal(&told.instance_id, codes::FORM_UNKNOWN);
                    return Ok(Err(trouble.arg("form", wanted).arg("version", "")));
                };
                let form = self.app.forms.of_version(&self.app.store, version.id).await?;
                let written = write_xml(&form, told);
                (Bytes::from(written.xml), written.unknown)
            }
        };
        let document = match collect::parse_submission(&xml, &collect::Limits::default()) {
            Ok(document) => document,
            Err(problem) => return Ok(Err(trouble(&told.instance_id, &intake::unreadable(problem)))),
        };
        match &self.form {
            Some(wanted) if *wanted != document.form_id => {
                let trouble = Trouble::refusal(&told.instance_id, codes::BRING_FORM_OTHER);
                Ok(Err(trouble.arg("found", &document.form_id).arg("wanted", wanted)))
            }
            _ => Ok(Ok(Said { xml, unknown, document })),
        }
    }

    /// The version it corrects, of those that are here; nothing where its history begins with it here.
    async fn corrects(&self, told: &Told) -> Result<Result<Option<String>, Trouble>, Problem> {
        let store = &self.app.store;
        if let Some(id) = &told.deprecated_id
            && let Some(original) = store.held_version(self.operation.id, id).await?
        {
            return Ok(Ok(Some(original.instance_id)));
        }
        let Some(root) = &told.root_id else { return Ok(Ok(None)) };
        match store.newest_version(self.operation.id, root).await? {
            None => Ok(Ok(None)),
            Some(newest) if newest.brought => Ok(Ok(Some(newest.instance_id))),
            Some(_) => Ok(Err(Trouble::refusal(&told.instance_id, codes::BRING_CORRECTED_HERE))),
        }
    }

    /// One that is held: the files that did not come before, and nothing else.
    async fn again(&self, told: &Told, said: &Said, held: &HeldVersion, reach: &Reach) -> Result<Taken, Problem> {
        let mut taken = Taken::new(Outcome::Held);
        let here = self.app.store.attachments(held.id).await?;
        let wanted = self.files_of(told, said).await?;
        let missing: Vec<&FileTold> =
            wanted.into_iter().filter(|file| !here.iter().any(|have| have.name == file.name)).collect();
        if missing.is_empty() || self.dry_run {
            return Ok(taken);
        }
        let files = self.fetch(told, missing, reach, &mut taken).await;
        let kept = intake::keep_files(&self.app, self.operation.id, &held.instance_id, files).await?;
        for file in &kept {
            if self.app.store.add_attachment(held.id, file, &self.actor).await? {
                taken.files += 1;
            }
        }
        if !kept.is_empty() {
            checking::files_came(&self.app, held.id).await?;
        }
        Ok(taken)
    }

    async fn first_time(
        &self,
        told: &Told,
        said: &Said,
        corrects: Option<String>,
        reach: &Reach,
    ) -> Result<Taken, Problem> {
        let outcome = if corrects.is_some() { Outcome::Corrected } else { Outcome::New };
        let mut taken = Taken::new(outcome);
        let wanted = self.files_of(told, said).await?;
        if self.dry_run {
            taken.files = wanted.len() as u64;
            return Ok(taken);
        }
        let files = self.fetch(told, wanted, reach, &mut taken).await;
        taken.files = files.len() as u64;
        let delivery = Delivery {
            xml: said.xml.clone(),
            files,
            more_follows: true,
            link_id: None,
            device_id: None,
            device_label: told.provenance.device.clone(),
            actor: self.actor.clone(),
        };
        match intake::take_as(&self.app, &self.operation, delivery, Corrects::Known(corrects)).await {
            Ok(arrived) if arrived.new => Ok(taken),
            Ok(_) => Ok(Taken { outcome: Outcome::Held, files: 0, ..taken }), // somebody else brought it just now
            Err(problem) if problem.status().is_server_error() => Err(problem),
            Err(problem) => Ok(Taken::refused(trouble(&told.instance_id, &problem))),
        }
    }

    /// The files of the source that the answers name.
    async fn files_of<'told>(&self, told: &'told Told, said: &Said) -> Result<Vec<&'told FileTold>, Problem> {
        if told.files.is_empty() {
            return Ok(Vec::new());
        }
        // What the answers of an encrypted form name is known to the intake only.
        let encrypted = said.document.root.attribute("encrypted") == Some("yes");
        if encrypted {
            return Ok(told.files.iter().collect());
        }
        let versions = self.app.store.form_version_names(self.operation.id).await?;
        let of_form: Vec<_> = versions.iter().filter(|version| version.xml_form_id == said.document.form_id).collect();
        let given = said.document.form_version.as_deref().unwrap_or_default();
        let version = of_form.iter().find(|version| version.version == given).or(of_form.first());
        let Some(version) = version else { return Ok(Vec::new()) };
        let form = self.app.forms.of_version(&self.app.store, version.id).await?;
        let named = collect::expected_files(&form, &said.document);
        Ok(told.files.iter().filter(|file| named.contains(&file.name)).collect())
    }

    /// Fetches files; one that cannot be had is named, and the answers come in without it.
    async fn fetch(&self, told: &Told, wanted: Vec<&FileTold>, reach: &Reach, taken: &mut Taken) -> Vec<File> {
        const FILES_AT_ONCE: usize = 4;
        let most = self.app.settings.largest_submission;
        let fetching: Vec<_> =
            wanted.into_iter().map(|file| async move { (file, reach.fetch(file, most).await) }).collect();
        let fetched: Vec<_> = stream::iter(fetching).buffered(FILES_AT_ONCE).collect().await;
        let mut files = Vec::new();
        for (file, bytes) in fetched {
            match bytes {
                Ok(bytes) => {
                    let guessed = || mime_guess::from_path(&file.name).first_or_octet_stream().to_string();
                    let media_type = file.media_type.clone().unwrap_or_else(guessed);
                    files.push(File { name: file.name.clone(), media_type, bytes });
                }
                Err(detail) => {
                    let trouble = Trouble::note(&told.instance_id, codes::BRING_FILE_MISSING).about(&file.name);
                    taken.troubles.push(trouble.arg("file", &file.name).arg("detail", detail));
                }
            }
        }
        files
    }

    /// Decides what was decided at the source, where it is asked for and nobody here has decided.
    async fn decide(&self, told: &Told) -> Result<bool, Problem> {
        let Some(state) = told.provenance.review.filter(|_| self.review_states) else { return Ok(false) };
        let store = &self.app.store;
        let Some(held) = store.held_version(self.operation.id, &told.instance_id).await? else { return Ok(false) };
        let Some(record) = store.record_of_submission(held.id).await? else { return Ok(false) };
        let open = matches!(record.state, RecordState::Received | RecordState::Edited);
        if !open || record.state == state {
            return Ok(false);
        }
        let reason = format!("{}: {}", self.source, state.code());
        let seen = LookedAt { record_id: record.id, version: Some(record.version) };
        let changed = match store.decide_as_seen(&[seen], state, Some(&reason), &self.actor).await {
            Err(StoreError::RoundSettled { .. }) => return Ok(false), // what was closed here stays as it was closed
            Ok(Reviewed::Moved(_)) => return Ok(false), // somebody here was at it just now: theirs to decide
            Ok(Reviewed::Done(changed)) => changed,
            Err(error) => return Err(error.into()),
        };
        for round_id in changed.iter().filter_map(|record| record.round_id) {
            self.app.figures.stale(round_id);
            self.app.checking.stale(round_id);
        }
        crate::events::announce(&self.app, &changed).await?;
        Ok(!changed.is_empty())
    }
}

/// A refusal of the intake as a line of the report.
fn trouble(row: &str, problem: &Problem) -> Trouble {
    let text = |arg: &Arg| match arg {
        Arg::Text(text) => text.clone(),
        Arg::Number(number) => number.to_string(),
    };
    let trouble = Trouble::refusal(row, problem.code());
    problem.args().iter().fold(trouble, |trouble, (name, value)| trouble.arg(name, text(value)))
}
