//! Records under review: lists, one record whole, decisions.

use crate::{
    accounts::{Member, SignedIn},
    input::{Asked, Body, Id},
    problem::Problem,
    state::App,
    territory::Territory,
};
use axum::{
    Json, Router,
    extract::State,
    http::{
        StatusCode,
        header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
    routing::{get, post},
};
use forms::{
    Form,
    form::{ChoiceSource, Words},
};
use indexmap::IndexMap;
use messages::codes;
use serde::Deserialize;
use serde_json::{Value as Json_, json};
use std::{collections::HashMap, sync::Arc};
use store::{Deed, Exercise, RecordFilter, Role, Round, StoredRecord};
use vocab::{Answer, Column, Pcode, RecordState, Schema, Sensitivity, Text, Value};

/// Records a page, unless the client asks for fewer.
const PAGE: u64 = 50;
/// Records a page at most.
const LARGEST_PAGE: u64 = 200;
/// Records one decision may be about at once.
const MOST_AT_ONCE: usize = 1_000;
/// Characters of a reason.
const LONGEST_REASON: usize = 2_000;

/// Routes of records.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/operations/{operation}/records", get(list_records))
        .route("/operations/{operation}/records/decisions", post(decide_records))
        .route("/records/{id}", get(read_record))
        .route("/records/{id}/decision", post(decide_record))
        .route("/attachments/{id}", get(read_attachment))
}

#[derive(Debug, Deserialize)]
struct ListQuery {
    exercise: Option<String>,
    round: Option<u32>,
    state: Option<Wanted>,
    place: Option<Pcode>,
    search: Option<String>,
    after: Option<i64>,
    limit: Option<u64>,
}

/// Records in which state a list shows.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Wanted {
    /// Whatever nobody has decided about as it now stands.
    ToReview,
    #[serde(untagged)]
    In(RecordState),
}

impl Wanted {
    fn states(self) -> Vec<RecordState> {
        match self {
            Self::ToReview => vec![RecordState::Received, RecordState::Edited, RecordState::HasIssues],
            Self::In(state) => vec![state],
        }
    }
}

async fn list_records(
    State(app): State<App>,
    member: Member,
    Asked(query): Asked<ListQuery>,
) -> Result<Json<Json_>, Problem> {
    let view = View::of(&app, member.operation.id).await?;
    let chosen: Vec<&Exercise> = match &query.exercise {
        None => view.exercises.iter().collect(),
        Some(code) => vec![
            view.exercises
                .iter()
                .find(|exercise| exercise.code == *code)
                .ok_or_else(|| Problem::not_found(codes::EXERCISE_UNKNOWN).arg("exercise", code.as_str()))?,
        ],
    };
    let mut round_ids = Vec::new();
    if let Some(number) = query.round {
        let in_chosen = |round: &&Round| chosen.iter().any(|exercise| exercise.id == round.exercise_id);
        let rounds = view.rounds.values().filter(|round| round.number.0 == number).filter(in_chosen);
        round_ids.extend(rounds.map(|round| round.id));
        if round_ids.is_empty() {
            return Err(Problem::not_found(codes::ROUND_UNKNOWN).arg("round", i64::from(number)));
        }
    }
    let filter = RecordFilter {
        exercise_ids: chosen.iter().map(|exercise| exercise.id).collect(),
        round_ids,
        states: query.state.map(Wanted::states).unwrap_or_default(),
        place: query.place,
        search: query.search,
        before: query.after,
    };
    let limit = query.limit.unwrap_or(PAGE).clamp(1, LARGEST_PAGE);
    let (records, total) = app.store.records(&filter, limit).await?;
    if !records.is_empty() {
        let deed = Deed::new(&member.user.actor(), "records.listed", format!("operation:{}", member.operation.code));
        app.store.audit(&[deed.detail(json!({"records": records.len()}))]).await?;
    }
    let next = (records.len() as u64 == limit).then(|| records.last().map(|record| record.id)).flatten();
    let records: Vec<Json_> = records.iter().map(|record| view.line(record)).collect();
    Ok(Json(json!({"records": records, "next": next, "total": total})))
}

async fn read_record(State(app): State<App>, signed_in: SignedIn, Id(id): Id<i64>) -> Result<Json<Json_>, Problem> {
    let (record, operation_id) = find(&app, &signed_in, id, Role::Viewer).await?;
    Ok(Json(whole(&app, &signed_in, &record, operation_id).await?))
}

/// The record and its operation, if the person may see it. Whoever may not does not learn that it exists.
pub(super) async fn find(app: &App, signed_in: &SignedIn, id: i64, role: Role) -> Result<(StoredRecord, i32), Problem> {
    let unknown = || Problem::not_found(codes::RECORD_UNKNOWN);
    let record = app.store.record(id).await?.ok_or_else(unknown)?;
    let operation_id = app.store.exercise_by_id(record.exercise_id).await?.ok_or_else(unknown)?.operation_id;
    if !signed_in.user.has(Role::Viewer, operation_id) {
        return Err(unknown());
    }
    signed_in.require(role, operation_id)?;
    Ok((record, operation_id))
}

/// Everything about one record. Whoever is no reviewer sees personal answers as withheld; the log tells who saw which.
async fn whole(app: &App, signed_in: &SignedIn, record: &StoredRecord, operation_id: i32) -> Result<Json_, Problem> {
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
    let mut whole = view.line(record);
    if let Some(object) = whole.as_object_mut() {
        object.insert("told".to_owned(), told(app, record, may_see_people).await?);
        object.insert("answers".to_owned(), json!(answers));
        object.insert("form_id".to_owned(), json!(exercise.map(|exercise| exercise.xml_form_id.as_str())));
        object.insert("choices".to_owned(), json!(form.as_deref().map(choice_labels).unwrap_or_default()));
        object.insert("attachments".to_owned(), json!(attachments));
        object.insert("history".to_owned(), json!(app.store.record_events(record.id).await?));
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

/// Whether a record has anything that only those who may see people read: by the form as it is now, because the form does
/// not know an answer, or because it was sealed when the form said otherwise.
fn may_tell_of_people(schema: &Schema, record: &StoredRecord) -> bool {
    let sealed = |(name, answer): (&String, &Answer)| schema.column(name).is_none() || is_withheld(answer);
    schema.columns.iter().any(tells_of_people) || record.record.answers.iter().any(sealed)
}

/// Whether an answer, or one inside a repeat, is withheld.
fn is_withheld(answer: &Answer) -> bool {
    match answer.value() {
        Some(Value::Repeat(entries)) => entries.iter().any(|entry| entry.values().any(is_withheld)),
        _ => *answer == Answer::absent(vocab::Missing::Withheld),
    }
}

/// Whether a question, or one inside a repeat, is marked personal.
fn tells_of_people(column: &Column) -> bool {
    column.sensitivity == Sensitivity::Personal || column.columns.iter().any(tells_of_people)
}

/// An answer as whoever may not see what tells of people sees it: entries of a repeat keep their other answers.
fn without_people(column: &Column, answer: Answer) -> Answer {
    if column.sensitivity == Sensitivity::Personal {
        return Answer::absent(vocab::Missing::Withheld);
    }
    let Some(Value::Repeat(entries)) = answer.value() else { return answer };
    if !column.columns.iter().any(tells_of_people) {
        return answer;
    }
    let entry = |entry: &IndexMap<String, Answer>| {
        let shown = |(name, answer): (&String, &Answer)| {
            let inner = column.columns.iter().find(|inner| inner.name == *name);
            // What the form does not know may be anything.
            let withheld = || Answer::absent(vocab::Missing::Withheld);
            (name.clone(), inner.map_or_else(withheld, |inner| without_people(inner, answer.clone())))
        };
        entry.iter().map(shown).collect()
    };
    Value::Repeat(entries.iter().map(entry).collect()).into()
}

/// Answers in the form's order, then those the form does not know.
fn answers(schema: &Schema, record: &StoredRecord, may_see_people: bool) -> Vec<Json_> {
    let known = schema.columns.iter().map(|column| {
        let personal = tells_of_people(column);
        let given = record.record.answers.get(&column.name).cloned();
        // Of an encrypted record nothing is known here, whatever the form asks by now.
        let absent = if record.encrypted { vocab::Missing::Withheld } else { vocab::Missing::Missing };
        let given = given.unwrap_or_else(|| Answer::absent(absent));
        let answer = if may_see_people { given } else { without_people(column, given) };
        json!({"name": column.name, "label": column.label, "kind": column.kind, "personal": personal, "answer": answer,
               "columns": column.columns})
    });
    let unknown = record.record.answers.iter().filter(|(name, _)| schema.column(name).is_none()).map(|(name, answer)| {
        // Nobody said that it is harmless.
        let withheld = Answer::absent(vocab::Missing::Withheld);
        let answer = if may_see_people { answer } else { &withheld };
        json!({"name": name, "label": {"en": name}, "kind": "text", "personal": true, "answer": answer, "columns": []})
    });
    known.chain(unknown).collect()
}

/// What people read for the choices of the form's own lists: by question, and there by the name that is stored.
fn choice_labels(form: &Form) -> HashMap<&str, HashMap<&str, Text>> {
    let mut labels = HashMap::new();
    for question in form.questions() {
        let Some(ChoiceSource::List(list)) = question.kind.choices() else { continue };
        let choices = form.lists.get(list).map_or(&[][..], |list| &list.choices);
        let label = |words: &Words| words.to_text(&form.default_language);
        let named = choices.iter().filter_map(|choice| Some((choice.name.as_str(), label(choice.label.as_ref()?))));
        labels.insert(question.answer.as_str(), named.collect());
    }
    labels
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    Approve,
    Reject,
}

#[derive(Debug, Deserialize)]
struct DecisionBody {
    decision: Verdict,
    reason: Option<String>,
    #[serde(default)]
    ids: Vec<i64>,
}

impl DecisionBody {
    /// The state decided on, and the reason; a rejection needs one.
    fn checked(&self) -> Result<(RecordState, Option<&str>), Problem> {
        let reason = self.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
        let invalid = |code| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code);
        let unkeepable = |c: char| c.is_control() && !c.is_whitespace();
        if let Some(c) = reason.and_then(|reason| reason.chars().find(|c| unkeepable(*c))) {
            return Err(Problem::invalid("reason", format!("{c:?}")));
        }
        if reason.is_some_and(|reason| reason.chars().count() > LONGEST_REASON) {
            return Err(invalid(codes::REVIEW_REASON_TOO_LONG).arg("limit", LONGEST_REASON));
        }
        match (&self.decision, reason) {
            (Verdict::Approve, reason) => Ok((RecordState::Approved, reason)),
            (Verdict::Reject, None) => Err(invalid(codes::REVIEW_REASON_NEEDED)),
            (Verdict::Reject, reason) => Ok((RecordState::Rejected, reason)),
        }
    }
}

async fn decide_record(
    State(app): State<App>,
    signed_in: SignedIn,
    Id(id): Id<i64>,
    Body(body): Body<DecisionBody>,
) -> Result<Json<Json_>, Problem> {
    let (record, operation_id) = find(&app, &signed_in, id, Role::Reviewer).await?;
    let (state, reason) = body.checked()?;
    // A decision turned around needs a reason, so that those who read the first one understand.
    if record.state.is_decided() && record.state != state && reason.is_none() {
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::REVIEW_REASON_NEEDED));
    }
    let changed = app.store.decide(&[id], state, reason, &signed_in.user.actor()).await?;
    recompute(&app, &changed);
    let (record, _) = find(&app, &signed_in, id, Role::Reviewer).await?;
    Ok(Json(whole(&app, &signed_in, &record, operation_id).await?))
}

async fn decide_records(
    State(app): State<App>,
    member: Member,
    Body(body): Body<DecisionBody>,
) -> Result<Json<Json_>, Problem> {
    member.require(Role::Reviewer)?;
    let (state, reason) = body.checked()?;
    if body.ids.is_empty() {
        return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::REVIEW_NOTHING_CHOSEN));
    }
    if body.ids.len() > MOST_AT_ONCE {
        return Err(Problem::invalid("ids", format!("at most {MOST_AT_ONCE} records at once")));
    }
    let exercises = app.store.exercises(member.operation.id).await?;
    for id in &body.ids {
        let record = app.store.record(*id).await?.ok_or_else(|| Problem::not_found(codes::RECORD_UNKNOWN))?;
        if !exercises.iter().any(|exercise| exercise.id == record.exercise_id) {
            return Err(Problem::not_found(codes::RECORD_UNKNOWN));
        }
        if record.state.is_decided() && record.state != state && reason.is_none() {
            return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::REVIEW_REASON_NEEDED));
        }
    }
    let changed = app.store.decide(&body.ids, state, reason, &member.user.actor()).await?;
    recompute(&app, &changed);
    Ok(Json(json!({"changed": changed.len()})))
}

/// Figures of the rounds whose records changed are computed anew.
fn recompute(app: &App, changed: &[StoredRecord]) {
    for round_id in changed.iter().filter_map(|record| record.round_id) {
        app.figures.stale(round_id);
    }
}

async fn read_attachment(State(app): State<App>, signed_in: SignedIn, Id(id): Id<i64>) -> Result<Response, Problem> {
    let unknown = || Problem::not_found(codes::ATTACHMENT_UNKNOWN);
    let (submission_id, file) = app.store.attachment(id).await?.ok_or_else(unknown)?;
    let submission = app.store.submission_by_id(submission_id).await?.ok_or_else(unknown)?;
    if !signed_in.user.has(Role::Viewer, submission.operation_id) {
        return Err(unknown());
    }
    // A photo may show a person: every look at one is in the log.
    let deed = Deed::new(&signed_in.user.actor(), "attachment.read", format!("attachment:{id}"));
    app.store.audit(&[deed]).await?;
    let bytes = app.store.attachment_bytes(&file).await?.ok_or_else(unknown)?;
    // Only pictures are shown in place; anything else is saved, so that nothing a phone sent runs in our pages.
    let shown = ["image/jpeg", "image/png", "image/webp", "image/gif"].contains(&file.media_type.as_str());
    let (media_type, disposition) =
        if shown { (file.media_type.as_str(), "inline") } else { ("application/octet-stream", "attachment") };
    let headers = [
        (CONTENT_TYPE, media_type.to_owned()),
        (CONTENT_DISPOSITION, disposition.to_owned()),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// What is needed to show records of one operation.
struct View {
    operation_code: String,
    exercises: Vec<Exercise>,
    rounds: HashMap<i32, Round>,
    territory: Option<Arc<Territory>>,
}

impl View {
    async fn of(app: &App, operation_id: i32) -> Result<Self, Problem> {
        let operations = app.store.operations().await?;
        let operation = operations.into_iter().find(|operation| operation.id == operation_id);
        let operation = operation.ok_or_else(|| Problem::not_found(codes::REQUEST_NOT_FOUND))?;
        let exercises = app.store.exercises(operation_id).await?;
        let mut rounds = HashMap::new();
        for exercise in &exercises {
            rounds.extend(app.store.rounds(exercise.id).await?.into_iter().map(|round| (round.id, round)));
        }
        let territory = app.territories.of(&app.store, &operation).await?;
        Ok(Self { operation_code: operation.code, exercises, rounds, territory })
    }

    async fn form(&self, app: &App, record: &StoredRecord) -> Result<Option<Arc<Form>>, Problem> {
        match self.exercises.iter().find(|exercise| exercise.id == record.exercise_id) {
            Some(exercise) => app.forms.newest(&app.store, exercise).await,
            None => Ok(None),
        }
    }

    /// A record as a list shows it.
    fn line(&self, record: &StoredRecord) -> Json_ {
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
            "operation": self.operation_code,
            "key": record.record.key,
            "state": record.state,
            "exercise": exercise.map(|exercise| exercise.code.as_str()),
            "round": round.map(|round| round.number),
            "places": places,
            "title": record.title,
            "received_at": record.received_at,
            "source": record.record.source,
            "flags": record.flags,
            "encrypted": record.encrypted,
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

#[cfg(test)]
mod tests {
    use super::*;
    use forms::{CompileOptions, compile};

    #[test]
    fn what_tells_of_people_inside_a_repeat_is_withheld_and_the_rest_of_the_entry_stays() {
        let table = "
| survey |
| | type | name | label | inzira::sensitivity |
| | begin_repeat | member | Member | |
| | text | first_name | Name | personal |
| | integer | age | Age | |
| | end_repeat | | | |
";
        let form = compile("f.md", table.as_bytes(), &CompileOptions::default()).unwrap().form;
        let schema = form.schema();
        let column = schema.column("member").unwrap();
        assert!(tells_of_people(column));
        let entry = IndexMap::from([
            ("first_name".to_owned(), Value::Text("Ira".to_owned()).into()),
            ("age".to_owned(), Value::Integer(4).into()),
        ]);
        let seen = without_people(column, Value::Repeat(vec![entry]).into());
        let Some(Value::Repeat(entries)) = seen.value() else { panic!("{seen:?}") };
        assert_eq!(entries[0]["first_name"], Answer::absent(vocab::Missing::Withheld));
        assert_eq!(entries[0]["age"], Value::Integer(4).into());
    }
}
