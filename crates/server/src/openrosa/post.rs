//! Sending a submission.

use super::{
    device::Phone,
    reply::{Refusal, message},
};
use crate::{
    intake::{self, Arrived, Delivery, File},
    problem::catalogue,
    state::App,
};
use axum::{
    extract::{
        Multipart, Query, State,
        multipart::{Field, MultipartError, MultipartRejection},
    },
    http::StatusCode,
    response::{IntoResponse, Response},
};
use messages::{Arg, codes};
use serde::Deserialize;

/// The part that holds the answers.
const ANSWERS: &str = "xml_submission_file";
/// The part that says more files follow in another request.
const INCOMPLETE: &str = "*isIncomplete*";
/// Collect sends at most 100 files a request; more is no phone.
const MOST_FILES: usize = 200;

/// Characters kept of what a phone calls itself; Collect's `collect:` and 16 characters need 24.
const LONGEST_LABEL: usize = 200;

/// What the phone says of itself.
#[derive(Debug, Deserialize)]
pub struct Sender {
    #[serde(rename = "deviceID")]
    device_id: Option<String>,
}

/// `HEAD …/submission`: how large a submission may be. 204, or Collect gives up.
pub async fn announce(_phone: Phone) -> Response {
    StatusCode::NO_CONTENT.into_response()
}

/// `POST …/submission`: 201 once the submission would survive a power cut, never before.
pub async fn receive(
    State(app): State<App>,
    phone: Phone,
    Query(sender): Query<Sender>,
    body: Result<Multipart, MultipartRejection>,
) -> Result<Response, Refusal> {
    let language = phone.language;
    let refuse = |status, code, args: &[(&str, Arg)]| Refusal::with(language, status, code, args);
    let parts = body.map_err(|_| refuse(StatusCode::BAD_REQUEST, codes::SUBMISSION_PART_MISSING, &[]))?;
    // What a phone calls itself is for people; nothing may be refused because of it.
    let device_label =
        sender.device_id.map(|label| label.chars().filter(|c| !c.is_control()).take(LONGEST_LABEL).collect());
    let delivery = read_parts(parts, &app, &phone, device_label).await?;
    match intake::take(&app, &phone.operation, delivery).await {
        Ok(arrived) => Ok(acknowledge(&arrived, &phone)),
        Err(problem) => Err(Refusal::from_problem(language, &problem)),
    }
}

async fn read_parts(
    mut parts: Multipart,
    app: &App,
    phone: &Phone,
    device_label: Option<String>,
) -> Result<Delivery, Refusal> {
    let refuse = |status, code, args: &[(&str, Arg)]| Refusal::with(phone.language, status, code, args);
    let broken = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            let args = [("limit", Arg::from(app.settings.largest_submission))];
            refuse(StatusCode::PAYLOAD_TOO_LARGE, codes::REQUEST_TOO_LARGE, &args)
        }
        _ => refuse(StatusCode::BAD_REQUEST, codes::SUBMISSION_MULTIPART_BROKEN, &[]),
    };
    let (mut xml, mut files, mut more_follows) = (None, Vec::new(), false);
    while let Some(field) = parts.next_field().await.map_err(broken)? {
        match field.name() {
            Some(ANSWERS) => xml = Some(field.bytes().await.map_err(broken)?),
            Some(INCOMPLETE) => more_follows = field.text().await.map_err(broken)?.trim() == "yes",
            _ if files.len() == MOST_FILES => {
                return Err(refuse(
                    StatusCode::BAD_REQUEST,
                    codes::SUBMISSION_TOO_MANY_FILES,
                    &[("limit", MOST_FILES.into())],
                ));
            }
            _ => files.extend(read_file(field).await.map_err(broken)?),
        }
    }
    let xml = xml.ok_or_else(|| refuse(StatusCode::BAD_REQUEST, codes::SUBMISSION_PART_MISSING, &[]))?;
    let actor = phone.device.actor();
    Ok(Delivery { xml, files, more_follows, device_id: Some(phone.device.id), device_label, actor })
}

/// A file part; parts without a name of their own carry nothing that could be asked for later.
async fn read_file(field: Field<'_>) -> Result<Option<File>, MultipartError> {
    let Some(name) = field.file_name().or(field.name()).map(str::to_owned) else { return Ok(None) };
    let media_type = field.content_type().unwrap_or("application/octet-stream").to_owned();
    Ok(Some(File { name, media_type, bytes: field.bytes().await? }))
}

fn acknowledge(arrived: &Arrived, phone: &Phone) -> Response {
    let instance = ("instance", Arg::from(arrived.instance_id.as_str()));
    let (status, code, args) = match arrived {
        Arrived { new: false, .. } => (StatusCode::ACCEPTED, codes::SUBMISSION_ALREADY_HELD, vec![instance]),
        Arrived { files_outstanding: 0, .. } => (StatusCode::CREATED, codes::SUBMISSION_RECEIVED, vec![instance]),
        Arrived { files_outstanding: count, .. } => {
            (StatusCode::CREATED, codes::SUBMISSION_FILES_OUTSTANDING, vec![instance, ("count", Arg::from(*count))])
        }
    };
    message(phone.language, status, &catalogue().sentences(phone.language, code, &args))
}
