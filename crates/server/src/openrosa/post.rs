//! Sending a submission.

use super::{
    door::Phone,
    reply::{Refusal, message},
};
use crate::{
    intake::{self, Arrived, Delivery},
    parts::{self, Parts},
    problem::catalogue,
    state::App,
};
use axum::{
    extract::{Multipart, Query, State, multipart::MultipartRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use messages::{Arg, codes};
use serde::Deserialize;

/// Characters kept of what a phone calls itself; Collect's `collect:` and 16 characters need 24.
const LONGEST_LABEL: usize = 200;

/// What the phone says of itself.
#[derive(Debug, Deserialize)]
pub struct Sender {
    #[serde(rename = "deviceID")]
    device_id: Option<String>,
}

impl Sender {
    /// What the phone calls itself. It is for people; nothing may be refused because of it.
    pub fn label(self) -> Option<String> {
        self.device_id.map(|label| label.chars().filter(|c| !c.is_control()).take(LONGEST_LABEL).collect())
    }
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
    let refused = |problem| Refusal::from_problem(phone.language, &problem);
    let Parts { xml, files, more_follows } = parts::read(&app, body).await.map_err(refused)?;
    let (device_id, device_label, actor) = (phone.device_id, sender.label(), phone.actor.clone());
    let delivery = Delivery { xml, files, more_follows, device_id, device_label, link_id: None, actor };
    match intake::take(&app, &phone.operation, delivery).await {
        Ok(arrived) => Ok(acknowledge(&arrived, &phone)),
        Err(problem) => Err(refused(problem)),
    }
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
