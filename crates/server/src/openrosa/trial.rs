//! Sending a submission that tries a draft. It becomes no record, is in no feed, and goes when the draft goes.

use super::{
    door::Phone,
    post::Sender,
    reply::{Refusal, message},
};
use crate::{
    intake,
    parts::{self, Parts},
    problem::{Problem, catalogue},
    state::App,
};
use axum::{
    extract::{Multipart, Query, State, multipart::MultipartRejection},
    http::StatusCode,
    response::Response,
};
use messages::{Arg, codes};
use store::{MOST_TRIALS, TrialFile, TrialSubmission, Tried};

/// `POST …/draft/submission`.
pub async fn receive(
    State(app): State<App>,
    phone: Phone,
    Query(sender): Query<Sender>,
    body: Result<Multipart, MultipartRejection>,
) -> Result<Response, Refusal> {
    let refused = |problem| Refusal::from_problem(phone.language, &problem);
    let parts = parts::read(&app, body).await.map_err(refused)?;
    let instance_id = keep(&app, &phone, parts, sender.label()).await.map_err(refused)?;
    let args = [("instance", Arg::from(instance_id))];
    let text = catalogue().sentences(phone.language, codes::DRAFT_TRIED, &args);
    Ok(message(phone.language, StatusCode::CREATED, &text))
}

/// Reads it as a real one would be read, and keeps it beside the draft. Returns its instanceID.
async fn keep(app: &App, phone: &Phone, parts: Parts, device_label: Option<String>) -> Result<String, Problem> {
    let document = collect::parse_submission(&parts.xml, &collect::Limits::default()).map_err(intake::unreadable)?;
    let unknown = || Problem::not_found(codes::FORM_UNKNOWN).arg("form", document.form_id.as_str());
    let draft = phone.draft.as_deref().filter(|draft| draft.xml_form_id == document.form_id).ok_or_else(unknown)?;
    let form: forms::Form = serde_json::from_value(draft.model.clone()).map_err(|error| Problem::failed(&error))?;
    let expected = collect::expected_files(&form, &document);
    if let Some(stranger) = parts.files.iter().find(|file| !expected.contains(&file.name)) {
        let problem = Problem::new(StatusCode::BAD_REQUEST, codes::SUBMISSION_FILE_UNEXPECTED);
        return Err(problem.arg("file", stranger.name.as_str()));
    }
    let files = parts.files.iter().map(|file| TrialFile { name: file.name.clone(), size: file.bytes.len() as u64 });
    let trial = TrialSubmission {
        instance_id: document.instance_id.clone(),
        xml: parts.xml.to_vec(),
        received_at: app.clock.now(),
        device_label,
        files: files.collect(),
    };
    let refuse = |code| Problem::new(StatusCode::CONFLICT, code);
    match app.store.try_draft(draft.id, &trial).await? {
        Tried::New | Tried::Again => Ok(trial.instance_id),
        Tried::Reused => Err(refuse(codes::SUBMISSION_INSTANCE_ID_REUSED).arg("instance", trial.instance_id)),
        Tried::Full => Err(refuse(codes::DRAFT_FULL).arg("limit", i64::try_from(MOST_TRIALS).unwrap_or(i64::MAX))),
    }
}
