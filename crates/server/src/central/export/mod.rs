//! Submissions on their way out: read in pages by a task, written by a thread, sent as they come. However many there are,
//! a few pages of them are in memory.

mod csv;
mod feed;
mod outgoing;
mod scan;

pub use csv::routes as csv_routes;
pub use feed::{Asked, answer as answer_feed};

use super::{
    caller::InProject,
    refusal::Refusal,
    submissions::{Actors, review_state},
};
use crate::{encrypted_forms, problem::Problem, state::App};
use forms::Form;
use odata::{Content, FeedError, Submission, System};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};
use store::{Arrival, Exercise, StoredAttachment};

/// The form whose submissions go out.
pub struct Exported {
    /// The exercise that has them.
    pub exercise: Arc<Exercise>,
    /// Its versions by row; the highest row is the newest.
    pub versions: BTreeMap<i32, (String, Arc<Form>)>,
    /// Who sent them.
    pub actors: Actors,
}

impl Exported {
    /// The form of that id.
    ///
    /// # Errors
    /// 404.1.
    pub async fn of(app: &App, place: &InProject, form_id: &str) -> Result<Self, Refusal> {
        if form_id.contains('\0') {
            return Err(Refusal::not_found());
        }
        let exercise = app.known.exercise_of_form(&app.store, place.operation.id, form_id).await?;
        let exercise = exercise.ok_or_else(Refusal::not_found)?;
        let mut versions = BTreeMap::new();
        for version in app.known.form_versions(&app.store, place.operation.id).await?.iter() {
            if version.xml_form_id == form_id {
                let form = app.forms.of_version(&app.store, version.id).await?;
                versions.insert(version.id, (version.version.clone(), form));
            }
        }
        Ok(Self { exercise, versions, actors: Actors::of(app, place).await? })
    }

    /// Its newest version.
    ///
    /// # Errors
    /// 404.1 if none was published.
    pub fn newest(&self) -> Result<Arc<Form>, Refusal> {
        self.versions.values().next_back().map(|(_, form)| Arc::clone(form)).ok_or_else(Refusal::not_found)
    }

    /// Whether files may belong to submissions.
    fn has_files(&self) -> bool {
        let mut forms = self.versions.values().map(|(_, form)| form);
        forms.any(|form| form.settings.public_key.is_some() || form.questions().any(|question| question.kind.is_file()))
    }

    fn version(&self, form_version_id: i32) -> &str {
        self.versions.get(&form_version_id).map_or("", |(name, _)| name)
    }
}

/// A submission on its way out.
pub struct Outgoing {
    arrival: Arrival,
    sender_number: String,
    sender_name: Option<String>,
    form_version: String,
    /// What it says, if that was wanted.
    xml: Vec<u8>,
    /// The files that are here.
    files: Vec<StoredAttachment>,
    /// How many files are here of those it names, and how many it names.
    attachments: (u32, u32),
}

impl Outgoing {
    fn new(exported: &Exported, arrival: Arrival) -> Self {
        Self {
            sender_number: exported.actors.number(arrival.sender.as_deref()).to_string(),
            sender_name: exported.actors.name(arrival.sender.as_deref()).map(str::to_owned),
            form_version: exported.version(arrival.form_version_id).to_owned(),
            arrival,
            xml: Vec::new(),
            files: Vec::new(),
            attachments: (0, 0),
        }
    }

    /// Counts its files. A submission that cannot be read names none.
    fn count_files(&mut self, exported: &Exported) {
        let Some((_, form)) = exported.versions.get(&self.arrival.form_version_id) else { return };
        let Ok(document) = collect::parse_submission(&self.xml, &collect::Limits::default()) else { return };
        let expected = encrypted_forms::Arrival::of(&document).expected_files(form, &document);
        let here = expected.iter().filter(|name| self.files.iter().any(|file| file.name == **name)).count();
        let count = |files: usize| u32::try_from(files).unwrap_or(u32::MAX);
        self.attachments = (count(here), count(expected.len()));
    }

    /// As the feed and the files take it.
    fn shown<'a>(&'a self, xml: &'a str) -> Submission<'a> {
        let arrival = &self.arrival;
        let system = System {
            updated_at: arrival.updated_at,
            submitter_id: Some(&self.sender_number),
            submitter_name: self.sender_name.as_deref(),
            review_state: review_state(arrival.state),
            device_id: arrival.device_label.as_deref(),
            edits: arrival.edits,
            attachments_present: self.attachments.0,
            attachments_expected: self.attachments.1,
            ..System::arrived(arrival.received_at, &self.form_version)
        };
        let content = match arrival.encrypted {
            true => Content::Encrypted { has_data: self.attachments.0 == self.attachments.1 },
            false => Content::Xml(xml),
        };
        Submission { instance_id: &arrival.instance_id, content, system }
    }
}

/// Pages read so far, by the rows of their submissions, with what they say.
type Texts = HashMap<i64, Vec<u8>>;

fn failed(error: FeedError) -> Refusal {
    match error {
        FeedError::Refused(problem) => problem.into(),
        other => Problem::failed(&other).into(),
    }
}

impl From<odata::Problem> for Refusal {
    fn from(problem: odata::Problem) -> Self {
        Self::new(problem.code().parse().unwrap_or(500.1), problem.to_string()).details(problem.details())
    }
}
