//! Editing values of one record.

use super::{Asked, Computed, RecordOf, check_edited, consequences, meanwhile, questions::knows_choice};
use crate::{problem::Problem, state::App};
use axum::http::StatusCode;
use messages::codes;
use review::{
    REASON_CHARACTERS,
    edit::{EditRules, QuestionPath, ValueEdit, answer_at, apply},
};
use std::collections::BTreeSet;
use store::{NewEdit, RecordChange, Reviewed, StoredRecord};
use vocab::{Answer, Missing};

/// Most values of one record that are edited at once: more than a form of a site assessment asks.
pub const MOST_EDITS: usize = 500;

/// Edits values of a record that somebody looked at in `version`.
///
/// # Errors
/// With all edits that cannot be made; or, if the record has changed since, with what changed. Nothing was changed then.
pub async fn edit(
    app: &App,
    record: StoredRecord,
    version: i64,
    edits: &[ValueEdit],
    reason: &str,
    actor: &str,
) -> Result<(), Problem> {
    let reason = checked_reason(reason)?;
    if edits.is_empty() || edits.len() > MOST_EDITS {
        return Err(Problem::invalid("edits", format!("1 – {MOST_EDITS}")));
    }
    if record.encrypted {
        return Err(Problem::new(StatusCode::CONFLICT, codes::EDIT_ENCRYPTED));
    }
    if record.version != version {
        return Err(meanwhile::problem(app, record.id, version).await?);
    }
    let id = record.id;
    let change = change(app, record, edits, reason, actor).await?;
    match app.store.edit_records(&[change], actor).await? {
        Reviewed::Done(changed) => check_edited(app, &changed).await,
        Reviewed::Moved(_) => Err(meanwhile::problem(app, id, version).await?),
    }
}

/// What edits would make of a record, if they can be made.
///
/// # Errors
/// With all edits that cannot be made.
pub async fn change(
    app: &App,
    record: StoredRecord,
    edits: &[ValueEdit],
    reason: &str,
    actor: &str,
) -> Result<RecordChange, Problem> {
    let unknown = || Problem::not_found(codes::RECORD_UNKNOWN);
    // Whole, because it is sealed anew.
    let opened = app.store.open_record(record.id, actor).await?.ok_or_else(unknown)?;
    if opened.version != record.version {
        return Err(meanwhile::problem(app, record.id, record.version).await?);
    }
    let of = RecordOf::find(app, opened).await?;
    let asked = Asked::of(app, &of.exercise, &of.record).await?.ok_or_else(unknown)?;
    let territory = app.territories.of(&app.store, &of.operation).await?;
    let rules = EditRules {
        schema: &asked.schema,
        computed: &Computed::of(&asked.form).paths(),
        knows_choice: &|column, choice| knows_choice(&asked.form, territory.as_deref(), column, choice),
    };
    let answers = apply(&of.record.record.answers, edits, &rules).map_err(|problems| {
        let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::EDIT_REFUSED);
        problem.arg("count", problems.len()).of_edits(problems)
    })?;
    let mut edited: BTreeSet<String> = edits.iter().map(|edit| edit.question.question()).collect();
    for before in app.store.edits(&[of.record.id]).await?.iter().filter(|edit| edit.lapsed_at.is_none()) {
        edited.insert(super::carrying::read(before)?.question.question());
    }
    let new_edit = |edit: &ValueEdit| NewEdit {
        question: edit.question.to_string(),
        from: edit.from.clone(),
        to: edit.to.clone(),
        personal: rules.is_personal(&edit.question),
    };
    let new_edits = edits.iter().map(new_edit).collect();
    let new = consequences::of_answers(app, &of, &asked, answers, &edited).await?;
    Ok(RecordChange {
        record_id: of.record.id,
        looked_at: record.version,
        new,
        edits: new_edits,
        reason: reason.to_owned(),
    })
}

/// Why one value of a record cannot be set, as a code; none if it can. What tells of people is no matter for many records at
/// once.
///
/// # Errors
/// When the store fails.
pub async fn obstacle(
    app: &App,
    record: &StoredRecord,
    question: &QuestionPath,
    to: &Answer,
) -> Result<Option<String>, Problem> {
    let of = RecordOf::find(app, record.clone()).await?;
    // Without the submission, which need not be opened for a look.
    let form = match record.submission_id {
        Some(_) => app.store.form_version_of_record(record.id).await?,
        None => None,
    };
    let form = match form {
        Some(version) => Some(app.forms.of_version(&app.store, version).await?),
        None => app.forms.newest(&app.store, &of.exercise).await?,
    };
    let Some(form) = form else { return Ok(Some(codes::EDIT_QUESTION_UNKNOWN.to_owned())) };
    let (schema, territory) = (form.schema(), app.territories.of(&app.store, &of.operation).await?);
    let rules = EditRules {
        schema: &schema,
        computed: &Computed::of(&form).paths(),
        knows_choice: &|column, choice| knows_choice(&form, territory.as_deref(), column, choice),
    };
    if rules.is_personal(question) {
        let known = rules.column(question).is_some();
        return Ok(Some(if known { codes::EDIT_WITHHELD } else { codes::EDIT_QUESTION_UNKNOWN }.to_owned()));
    }
    let answers = &record.record.answers;
    let from = answer_at(answers, question).cloned().unwrap_or(Answer::absent(Missing::Missing));
    let edit = ValueEdit { question: question.clone(), from, to: to.clone() };
    let problems = apply(answers, &[edit], &rules).err();
    Ok(problems.and_then(|problems| problems.first().map(|problem| problem.code().to_owned())))
}

/// A reason that can be kept; an edit always needs one.
///
/// # Errors
/// When it is missing or too long.
pub fn checked_reason(reason: &str) -> Result<&str, Problem> {
    let reason = reason.trim();
    let invalid = |code| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code);
    if reason.is_empty() {
        return Err(invalid(codes::REVIEW_REASON_NEEDED));
    }
    if reason.chars().count() > REASON_CHARACTERS {
        return Err(invalid(codes::REVIEW_REASON_TOO_LONG).arg("limit", REASON_CHARACTERS));
    }
    match reason.chars().find(|c| c.is_control() && !c.is_whitespace()) {
        Some(c) => Err(Problem::invalid("reason", format!("{c:?}"))),
        None => Ok(reason),
    }
}
