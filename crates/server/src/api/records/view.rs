//! Records as people see them.

use super::answers::{answers, choice_labels, may_tell_of_people};
use crate::{accounts::SignedIn, problem::Problem, reviewing::Computed, sites, state::App, territory::Territory};
use forms::Form;
use messages::codes;
use serde_json::{Value as Json_, json};
use std::{collections::HashMap, sync::Arc};
use store::{Brought, Deed, Exercise, Operation, Role, Round, StoredEdit, StoredRecord};
use vocab::{Pcode, Schema, Value};

/// Everything about one record. Whoever is no reviewer sees personal answers as withheld; the log tells who saw which.
pub(super) async fn whole(
    app: &App,
    signed_in: &SignedIn,
    record: &StoredRecord,
    operation_id: i32,
) -> Result<Json_, Problem> {
    let view = View::of(app, operation_id).await?;
    let form = view.form(app, record).await?;
    let schema = form.as_deref().map(Form::schema).unwrap_or_default();
    let may_see_people = signed_in.user.has(Role::Reviewer, operation_id);
    let opens = may_see_people && !record.encrypted && may_tell_of_people(&schema, record);
    let actor = signed_in.user.actor();
    let opened = if opens {
        app.store.open_record(record.id, &actor).await?
    } else {
        app.store.audit(&[Deed::new(&actor, "record.read", format!("record:{}", record.id))]).await?;
        None
    };
    let answers: Vec<Json_> = answers(&schema, opened.as_ref().unwrap_or(record), may_see_people);
    let attachments = match record.submission_id {
        Some(submission) => app.store.attachments(submission).await?,
        None => Vec::new(),
    };
    let exercise = view.exercises.iter().find(|exercise| exercise.id == record.exercise_id);
    let brought = brought_by(app, std::slice::from_ref(record)).await?;
    let mut whole = view.line(record, record.submission_id.and_then(|id| brought.get(&id)));
    if let Some(object) = whole.as_object_mut() {
        object.insert("told".to_owned(), told(app, record, may_see_people).await?);
        object.insert("answers".to_owned(), json!(answers));
        object.insert("form_id".to_owned(), json!(exercise.map(|exercise| exercise.xml_form_id.as_str())));
        object.insert("choices".to_owned(), json!(form.as_deref().map(choice_labels).unwrap_or_default()));
        object.insert("attachments".to_owned(), json!(attachments));
        object.insert("history".to_owned(), json!(app.store.record_events(record.id).await?));
        object.insert("edits".to_owned(), json!(edits(app, record, may_see_people, &actor).await?));
        object.insert("previous".to_owned(), previous(app, &view, record, &schema, &actor).await?);
        object.insert("computed".to_owned(), json!(form.as_deref().map(|form| Computed::of(form).paths())));
    }
    Ok(whole)
}

/// What the source of a submission that was brought says about it; who sent it there only for those who may see people.
async fn told(app: &App, record: &StoredRecord, may_see_people: bool) -> Result<Json_, Problem> {
    let Some(submission) = record.submission_id else { return Ok(Json_::Null) };
    let Some(mut origin) = app.store.submission_origin(submission).await? else { return Ok(Json_::Null) };
    if !may_see_people {
        (origin.submitter, origin.device) = (None, None);
    }
    Ok(json!(origin))
}

/// The edits of a record; whoever is no reviewer sees personal values as withheld.
async fn edits(
    app: &App,
    record: &StoredRecord,
    may_see_people: bool,
    actor: &str,
) -> Result<Vec<StoredEdit>, store::StoreError> {
    let edits = app.store.edits(&[record.id]).await?;
    if may_see_people && edits.iter().any(|edit| edit.personal) {
        return app.store.open_edits(&[record.id], actor).await;
    }
    Ok(edits)
}

/// What was said of the same place in the round before, without what tells of people. The log says of that record too who
/// read it.
async fn previous(
    app: &App,
    view: &View,
    record: &StoredRecord,
    schema: &Schema,
    actor: &str,
) -> Result<Json_, Problem> {
    let exercise = view.exercises.iter().find(|exercise| exercise.id == record.exercise_id);
    let round = record.round_id.and_then(|id| view.rounds.get(&id));
    let Some((exercise, round)) = exercise.zip(round) else { return Ok(Json_::Null) };
    let identified_by = app.figures.programme().identified_by(&exercise.code);
    let earlier = view.rounds.values().filter(|one| one.exercise_id == exercise.id && one.number < round.number);
    let Some(before) = earlier.max_by_key(|one| one.number) else { return Ok(Json_::Null) };
    let sites = sites::telling_apart(app, &view.operation, identified_by).await?;
    let mut found = None;
    for identity in sites::identities(sites.as_ref(), &record.record.answers, identified_by) {
        found = app.store.record_of_place(before.id, &identity).await?;
        if found.is_some() {
            break;
        }
    }
    let Some(found) = found else { return Ok(Json_::Null) };
    app.store.audit(&[Deed::new(actor, "record.read", format!("record:{}", found.id))]).await?;
    let answers: serde_json::Map<String, Json_> = answers(schema, &found, false)
        .into_iter()
        .filter_map(|answer| Some((answer["name"].as_str()?.to_owned(), answer["answer"].clone())))
        .collect();
    Ok(json!({
        "id": found.id, "round": before.number, "state": found.state, "title": found.title,
        "received_at": found.received_at, "answers": answers,
    }))
}

/// Who sent the submissions of records, by the rows of the submissions.
pub(super) async fn brought_by(
    app: &App,
    records: &[StoredRecord],
) -> Result<HashMap<i64, Brought>, store::StoreError> {
    let submissions: Vec<i64> = records.iter().filter_map(|record| record.submission_id).collect();
    app.store.brought(&submissions).await
}

/// What is needed to show records of one operation.
pub(super) struct View {
    pub operation: Operation,
    pub exercises: Vec<Exercise>,
    pub rounds: HashMap<i32, Round>,
    territory: Option<Arc<Territory>>,
}

impl View {
    pub async fn of(app: &App, operation_id: i32) -> Result<Self, Problem> {
        let operations = app.store.operations().await?;
        let operation = operations.into_iter().find(|operation| operation.id == operation_id);
        let operation = operation.ok_or_else(|| Problem::not_found(codes::REQUEST_NOT_FOUND))?;
        let exercises = app.store.exercises(operation_id).await?;
        let mut rounds = HashMap::new();
        for exercise in &exercises {
            rounds.extend(app.store.rounds(exercise.id).await?.into_iter().map(|round| (round.id, round)));
        }
        let territory = app.territories.of(&app.store, &operation).await?;
        Ok(Self { operation, exercises, rounds, territory })
    }

    pub async fn form(&self, app: &App, record: &StoredRecord) -> Result<Option<Arc<Form>>, Problem> {
        match self.exercises.iter().find(|exercise| exercise.id == record.exercise_id) {
            Some(exercise) => app.forms.newest(&app.store, exercise).await,
            None => Ok(None),
        }
    }

    /// The places a record lies in below the country, for people.
    pub fn place_names(&self, record: &StoredRecord) -> String {
        let territory = self.territory.as_deref();
        let name =
            |pcode: &Pcode| territory.and_then(|territory| territory.name(pcode)).unwrap_or(pcode.as_str()).to_owned();
        record.record.places.iter().skip(1).map(name).collect::<Vec<_>>().join(" › ")
    }

    /// A record as a list shows it.
    pub fn line(&self, record: &StoredRecord, brought: Option<&Brought>) -> Json_ {
        let exercise = self.exercises.iter().find(|exercise| exercise.id == record.exercise_id);
        let round = record.round_id.and_then(|id| self.rounds.get(&id));
        let places: Vec<Json_> = record
            .record
            .places
            .iter()
            .enumerate()
            .map(|(level, pcode)| {
                let name = self.territory.as_deref().and_then(|territory| territory.name(pcode));
                json!({"pcode": pcode, "level": level, "name": name})
            })
            .collect();
        json!({
            "id": record.id,
            "operation": self.operation.code,
            "key": record.record.key,
            "state": record.state,
            "exercise": exercise.map(|exercise| exercise.code.as_str()),
            "round": round.map(|round| round.number),
            "round_stage": round.map(|round| round.stage),
            "places": places,
            "title": record.title,
            "received_at": record.received_at,
            "source": record.record.source,
            "flags": record.flags,
            "encrypted": record.encrypted,
            "version": record.version,
            "updated_at": record.updated_at,
            "brought": brought,
            "summary": summary(record),
        })
    }
}

/// The two numbers a reviewer looks for first.
fn summary(record: &StoredRecord) -> Vec<Json_> {
    ["idp_households", "idp_individuals"]
        .iter()
        .filter_map(|name| {
            let value = record.record.answers.get(*name)?.value()?;
            match value {
                Value::Integer(number) => Some(json!({"name": name, "value": number})),
                _ => None,
            }
        })
        .collect()
}
