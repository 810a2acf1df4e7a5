//! Taking a submission in: read, understood, checked and stored, in this order, before anybody is told it is safe.
//!
//! Phones, browsers and the demonstration's generator all come through here.

use crate::{
    checking::{self, Arriving, Facts, day_of},
    encrypted_forms::{self, Arrival},
    joining::{self, Joining},
    live::RoundChanged,
    problem::{Problem, catalogue},
    reviewing::carrying,
    sites,
    state::App,
    territory::Territory,
};
use axum::http::StatusCode;
use bytes::Bytes;
use collect::{ContentFlag, Misfit, SubmissionDocument, SubmissionProblem};
use forms::Form;
use indexmap::IndexMap;
use messages::codes;
use review::{Flag, Measures, Severity};
use std::sync::Arc;
use store::{
    Exercise, FilePlace, FormVersionName, LinkClosed, NewAttachment, NewRecord, NewSubmission, Operation, Stored,
};
use vocab::{
    Answer, Column, Language, Pcode, Record, RecordKey, RecordSource, RecordState, RoundNumber, Schema, Sensitivity,
    Text,
};

/// A submission as it was delivered.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// The answers.
    pub xml: Bytes,
    /// The files that came with them.
    pub files: Vec<File>,
    /// Whether the client said that more files follow.
    pub more_follows: bool,
    /// The phone whose token it came with.
    pub device_id: Option<i32>,
    /// What the phone calls itself.
    pub device_label: Option<String>,
    /// The link it came by.
    pub link_id: Option<i32>,
    /// Who sent it, for the audit log.
    pub actor: String,
}

/// A file of a delivery.
#[derive(Debug, Clone)]
pub struct File {
    /// File name.
    pub name: String,
    /// Media type as the client said.
    pub media_type: String,
    /// The bytes.
    pub bytes: Bytes,
}

/// A submission that is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// Its instanceID.
    pub instance_id: String,
    /// Whether anything of it was new.
    pub new: bool,
    /// Files the answers name that have not come.
    pub files_outstanding: usize,
}

/// What a submission corrects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Corrects {
    /// What its XML says.
    AsTold,
    /// Whatever its XML says: this version, or nothing. For what is brought from elsewhere, whose earlier versions may never
    /// have been here.
    Known(Option<String>),
}

/// Takes a submission in. When this returns, it survives a power cut.
///
/// # Errors
/// A refusal that says what is wrong; nothing was changed then.
pub async fn take(app: &App, operation: &Operation, delivery: Delivery) -> Result<Arrived, Problem> {
    take_as(app, operation, delivery, Corrects::AsTold).await
}

/// The same, for a submission of which more is known than its XML says.
///
/// # Errors
/// As [`take`].
pub async fn take_as(
    app: &App,
    operation: &Operation,
    delivery: Delivery,
    corrects: Corrects,
) -> Result<Arrived, Problem> {
    let mut closed = None;
    for _ in 0..ATTEMPTS {
        match attempt(app, operation, delivery.clone(), corrects.clone(), closed.as_ref()).await? {
            Placed::Arrived(arrived) => return Ok(arrived),
            Placed::Closed(found) => closed = Some(found),
            Placed::EditedMeanwhile => {}
        }
    }
    Err(Problem::failed(&"a submission found its round closed, or what it corrects edited, again and again"))
}

/// Times a submission is placed anew because its round was closed meanwhile, once for its own round and once for that of what
/// it corrects; or because values of what it corrects were edited meanwhile; and once more.
const ATTEMPTS: usize = 5;

/// What became of an attempt to place a submission.
enum Placed {
    /// It is held.
    Arrived(Arrived),
    /// A round takes nothing any more; nothing was changed.
    Closed(ClosedRound),
    /// Values of what it corrects were edited since they were read; nothing was changed.
    EditedMeanwhile,
}

/// A round that turned a submission away.
#[derive(Debug, Clone, Copy)]
struct ClosedRound {
    /// Row of the round of what it corrects, if that is closed: then it is kept beside what it corrects.
    of_original: Option<i32>,
}

async fn attempt(
    app: &App,
    operation: &Operation,
    delivery: Delivery,
    corrects: Corrects,
    closed: Option<&ClosedRound>,
) -> Result<Placed, Problem> {
    let document = collect::parse_submission(&delivery.xml, &collect::Limits::default()).map_err(unreadable)?;
    let version = find_version(app, operation, &document).await?;
    let form = app.forms.of_version(&app.store, version.id).await?;
    let arrival = Arrival::of(&document);
    let (mut answers, mut content_flags) = match arrival {
        Arrival::Plain => collect::read_answers(&form, &document),
        Arrival::Encrypted(_) => {
            (encrypted_forms::withheld(&app.forms.schema_of_version(version.id, &form)), Vec::new())
        }
    };
    let given = document.form_version.as_deref().unwrap_or_default();
    if version.version != given {
        content_flags.push(ContentFlag::new(Misfit::VersionUnknown, String::new(), Some(given)));
    }
    let exercise = find_exercise(app, operation, &version).await?;
    if !arrival.is_encrypted() {
        let absences = app.figures.programme().absences(&exercise.code);
        absences.iter().for_each(|rule| rule.apply(&mut answers));
    }
    let mut expected = arrival.expected_files(&form, &document);
    if let Arrival::Encrypted(Err(_)) = arrival {
        // What belongs to it cannot be told any more, but nothing of it may be lost.
        expected.extend(delivery.files.iter().map(|file| file.name.clone()));
    }
    let (wanted, unexpected): (Vec<File>, Vec<File>) =
        delivery.files.into_iter().partition(|file| expected.contains(&file.name));
    if let Some(file) = unexpected.first() {
        return Err(
            Problem::new(StatusCode::BAD_REQUEST, codes::SUBMISSION_FILE_UNEXPECTED).arg("file", file.name.as_str())
        );
    }
    let audit = audit_of(&wanted, &answers).filter(|_| !arrival.is_encrypted());
    let attachments = keep_files(app, operation.id, &document.instance_id, wanted).await?;
    let beside = closed.is_some_and(|closed| closed.of_original.is_some());
    let corrects = match corrects {
        _ if beside => None,
        Corrects::AsTold => document.deprecated_id.clone(),
        Corrects::Known(version) => version,
    };
    let carried = match corrects.as_deref().filter(|_| !arrival.is_encrypted()) {
        Some(corrected) => carrying::carry(app, operation, corrected, &mut answers).await?,
        None => None,
    };
    let named = expected.clone();
    let mut flags = arrival.flags(&form);
    flags.extend(content_flags.iter().map(shown));
    flags.extend(carried.as_ref().and_then(|carried| carried.flag.clone()));
    let schema = app.forms.schema_of_version(version.id, &form);
    let title = title_of(&form, &schema, &document, &answers);
    let heard = Heard { title, version: &version, schema, answers, flags, audit, encrypted: arrival.is_encrypted() };
    let corrected = corrected_key(app, operation, corrects.as_deref()).await?;
    let (record, round) = understand(app, operation, &exercise, &document, (heard, corrected.as_ref()), closed).await?;
    let round_id = record.round_id;
    let submission = NewSubmission {
        operation_id: operation.id,
        form_version_id: version.id,
        instance_id: document.instance_id.clone(),
        corrects,
        xml: delivery.xml.to_vec(),
        device_id: delivery.device_id,
        device_label: delivery.device_label,
        link_id: delivery.link_id,
        attachments,
        expected_files: expected,
        // What it corrects stands; what that asked of registers was done.
        entities: if beside { Vec::new() } else { registers::read_changes(&form, &document) },
        record,
        edits: carried.map(|carried| carried.edits),
        actor: delivery.actor,
    };
    let original = |status, code| {
        Problem::new(status, code).arg("instance", document.deprecated_id.as_deref().unwrap_or_default())
    };
    let arrived = async |submission_id: i64, new: bool| {
        let files_outstanding = outstanding(app, submission_id, &named).await?;
        Ok(Arrived { instance_id: document.instance_id.clone(), new, files_outstanding })
    };
    let announce = || {
        if let Some(round) = round {
            app.live.announce_round(RoundChanged::new(&operation.code, &exercise.code, round));
        }
    };
    let placed = match app.store.store_submission(submission).await? {
        Stored::RoundSettled { round_id, of_original } => {
            let of_original = of_original.then_some(round_id).or(closed.and_then(|closed| closed.of_original));
            return Ok(Placed::Closed(ClosedRound { of_original }));
        }
        Stored::EditedMeanwhile => return Ok(Placed::EditedMeanwhile),
        Stored::New { submission_id, .. } => {
            if app.figures.programme().looks_at_others(&exercise.code) {
                round_id.into_iter().for_each(|round_id| app.checking.stale(round_id));
            }
            announce();
            arrived(submission_id, true).await
        }
        Stored::Again { submission_id, files_added } => {
            if files_added > 0 {
                checking::files_came(app, submission_id).await?;
            }
            arrived(submission_id, files_added > 0).await
        }
        Stored::Corrected { submission_id, left_round, .. } => {
            for round_id in left_round.into_iter().chain(round_id) {
                app.figures.stale(round_id);
                app.checking.stale(round_id);
            }
            announce();
            arrived(submission_id, true).await
        }
        Stored::OriginalUnknown => Err(original(StatusCode::NOT_FOUND, codes::SUBMISSION_ORIGINAL_UNKNOWN)),
        Stored::OriginalSuperseded => Err(original(StatusCode::CONFLICT, codes::SUBMISSION_ORIGINAL_SUPERSEDED)),
        Stored::Reused => Err(Problem::new(StatusCode::CONFLICT, codes::SUBMISSION_INSTANCE_ID_REUSED)
            .arg("instance", document.instance_id.as_str())),
        Stored::LinkClosed(why) => Err(closed_link(why)),
        Stored::FileDiffers { name } => {
            Err(Problem::new(StatusCode::CONFLICT, codes::SUBMISSION_FILE_DIFFERS).arg("file", name))
        }
    };
    placed.map(Placed::Arrived)
}

/// A link that lets nothing in, as a problem that says nothing of what it once opened.
pub fn closed_link(why: LinkClosed) -> Problem {
    let code = match why {
        LinkClosed::Expired => codes::LINK_EXPIRED,
        LinkClosed::Revoked => codes::LINK_REVOKED,
        LinkClosed::Used => codes::LINK_USED,
    };
    Problem::new(StatusCode::GONE, code)
}

/// How many of the files that a submission names are not here, whichever request should have brought them.
async fn outstanding(app: &App, submission_id: i64, named: &[String]) -> Result<usize, Problem> {
    if named.is_empty() {
        return Ok(0);
    }
    let held = app.store.attachments(submission_id).await?;
    Ok(named.iter().filter(|name| !held.iter().any(|file| file.name == **name)).count())
}

/// A submission's XML that cannot be read, as a problem.
pub fn unreadable(problem: SubmissionProblem) -> Problem {
    let status = match problem {
        SubmissionProblem::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::BAD_REQUEST,
    };
    problem.args().into_iter().fold(Problem::new(status, problem.code()), |problem, (name, arg)| problem.arg(name, arg))
}

async fn find_version(
    app: &App,
    operation: &Operation,
    document: &SubmissionDocument,
) -> Result<FormVersionName, Problem> {
    let (form, version) = (document.form_id.as_str(), document.form_version.as_deref().unwrap_or_default());
    let versions = app.known.form_versions(&app.store, operation.id).await?; // newest first
    let of_form = || versions.iter().filter(|known| known.xml_form_id == form);
    // A version that was never here is no reason to lose what people said: it is read with the newest, and flagged.
    match of_form().find(|known| known.version == version).or_else(|| of_form().next()) {
        Some(found) if found.takes_submissions() => Ok(found.clone()),
        Some(_) => Err(Problem::new(StatusCode::CONFLICT, codes::FORM_CLOSED).arg("form", form)),
        None => Err(Problem::not_found(codes::FORM_UNKNOWN).arg("form", form).arg("version", version)),
    }
}

/// The exercise a form collects for; publishing made sure that there is one.
async fn find_exercise(app: &App, operation: &Operation, version: &FormVersionName) -> Result<Arc<Exercise>, Problem> {
    let exercise = app.known.exercise_of_form(&app.store, operation.id, &version.xml_form_id).await?;
    exercise.ok_or_else(|| Problem::failed(&format!("form '{}' has no exercise", version.xml_form_id)))
}

/// Puts the files among the blobs; rows follow only after.
pub async fn keep_files(
    app: &App,
    operation_id: i32,
    instance_id: &str,
    files: Vec<File>,
) -> Result<Vec<NewAttachment>, Problem> {
    let (store, instance_id) = (app.store.clone(), instance_id.to_owned());
    let kept = tokio::task::spawn_blocking(move || {
        files
            .into_iter()
            .map(|file| {
                let place = FilePlace { operation_id, instance_id: &instance_id };
                store.keep_file(place, file.name, file.media_type, &file.bytes)
            })
            .collect::<Result<Vec<_>, store::StoreError>>()
    });
    Ok(kept.await.map_err(|error| Problem::failed(&error))??)
}

/// What the audit log among the files tells; none if there is none.
fn audit_of(files: &[File], answers: &IndexMap<String, Answer>) -> Option<Measures> {
    let log = files.iter().find(|file| file.name == store::AUDIT_LOG)?;
    Some(checking::measures_of(&log.bytes, answers))
}

/// Key of the record that a submission corrects.
async fn corrected_key(app: &App, operation: &Operation, corrects: Option<&str>) -> Result<Option<RecordKey>, Problem> {
    let Some(version) = corrects else { return Ok(None) };
    let Some(held) = app.store.held_version(operation.id, version).await? else { return Ok(None) };
    Ok(app.store.record_of_submission(held.id).await?.map(|record| record.record.key))
}

/// What was understood of a submission.
struct Heard<'v> {
    title: Option<String>,
    version: &'v FormVersionName,
    schema: Arc<Schema>,
    answers: IndexMap<String, Answer>,
    flags: Vec<Flag>,
    audit: Option<Measures>,
    encrypted: bool,
}

/// Places the answers: exercise, round, admin areas, flags.
async fn understand(
    app: &App,
    operation: &Operation,
    exercise: &Exercise,
    document: &SubmissionDocument,
    (heard, corrected): (Heard<'_>, Option<&RecordKey>),
    closed: Option<&ClosedRound>,
) -> Result<(NewRecord, Option<RoundNumber>), Problem> {
    let Heard { title, version, schema, answers, mut flags, audit, encrypted } = heard;
    let day = answers.get("reporting_date").and_then(Answer::value).and_then(day_of);
    let rounds = match closed {
        None => app.known.rounds(&app.store, exercise.id).await?,
        Some(_) => app.store.rounds(exercise.id).await?.into(), // what is remembered may be what was closed since
    };
    let corrects = document.deprecated_id.as_deref();
    let joining = Joining::of(&rounds, day, corrects, closed.and_then(|closed| closed.of_original));
    let round = joining.round;
    let territory = app.territories.of(&app.store, operation).await?;
    let places = territory.as_deref().map_or_else(Vec::new, |territory| places_of(territory, &answers));
    let record = Record {
        key: RecordKey::submission(&document.instance_id),
        source: RecordSource::Submission { instance_id: document.instance_id.clone(), version: 1 },
        places,
        answers,
    };
    let identified_by = app.figures.programme().identified_by(&exercise.code);
    let sites = sites::telling_apart(app, operation, identified_by).await?;
    let identities = sites::identities(sites.as_ref(), &record.answers, identified_by);
    if !encrypted {
        let facts = Facts {
            key: record.key.as_str(),
            places: &record.places,
            answers: &record.answers,
            identities: &identities,
        };
        let corrects = corrected.map(RecordKey::as_str);
        let arriving = Arriving { record: facts, rounds: &rounds, round, corrects, audit: audit.as_ref() };
        flags.extend(checking::checked_on_arrival(app, operation, exercise, &arriving).await?);
    }
    let versions = app.known.form_versions(&app.store, operation.id).await?;
    flags.extend(joining::other_form(round.or(joining.outside), version, &versions));
    flags.extend(joining.flag);
    let number = round.map(|round| round.number);
    let record = NewRecord {
        exercise_id: exercise.id,
        round_id: round.map(|round| round.id),
        outside_round_id: joining.outside.map(|round| round.id),
        title: title.unwrap_or_else(|| document.instance_id.clone()),
        flags: serde_json::to_value(flags).map_err(|error| Problem::failed(&error))?,
        place_identity: identities.into_iter().next(),
        record,
        schema,
        state: RecordState::Received,
        encrypted,
        audit_measures: audit.as_ref().map(checking::kept_measures),
    };
    Ok((record, number))
}

/// One line for lists, in which nothing personal stands: it is kept plain. What the form calls a submission, unless that is
/// made of personal answers; else where it is.
pub fn title_of(
    form: &Form,
    schema: &Schema,
    document: &SubmissionDocument,
    answers: &IndexMap<String, Answer>,
) -> Option<String> {
    let personal = |column: &&Column| column.sensitivity == Sensitivity::Personal;
    let named = |expression: &str, name: &str| {
        expression.split(|c: char| !(c.is_alphanumeric() || "_-.".contains(c))).any(|word| word == name)
    };
    let expression = form.settings.instance_name.as_deref().unwrap_or_default();
    let draws_on_people = schema.columns.iter().filter(personal).any(|column| named(expression, &column.name));
    let name = document.meta("instanceName").filter(|_| !draws_on_people);
    let place = || answers.get("location_name").and_then(Answer::text);
    let open = |title: &&str| !sealing::repeats_personal(schema, answers, title);
    name.filter(open).or_else(|| place().filter(open)).map(str::to_owned)
}

/// The places a record lies in: the deepest of `admin4` … `admin1` that is a p-code of the operation's boundaries.
pub fn places_of(territory: &Territory, answers: &IndexMap<String, Answer>) -> Vec<Pcode> {
    (1..=4)
        .rev()
        .filter_map(|level| answers.get(&format!("admin{level}"))?.text()?.parse::<Pcode>().ok())
        .map(|pcode| territory.boundaries.lineage(&pcode))
        .find(|lineage| !lineage.is_empty())
        .unwrap_or_default()
}

/// A flag of the reading, in all languages.
fn shown(flag: &ContentFlag) -> Flag {
    let (code, args) = (flag.code(), flag.args());
    let texts = |of: &dyn Fn(Language) -> String| {
        Language::ALL.into_iter().fold(Text::default(), |text, language| text.with(language, of(language)))
    };
    Flag {
        code: code.to_owned(),
        severity: Severity::Error,
        message: texts(&|language| catalogue().text(language, code, &args)),
        what_to_do: texts(&|language| catalogue().remedy(language, code, &args).unwrap_or_default()),
    }
}
