//! Taking in what was filled in a browser.

use super::door::Door;
use crate::{
    intake::{self, Arrived, Delivery},
    parts::{self, Parts},
    problem::Problem,
    state::App,
};
use axum::{
    Json,
    extract::{Multipart, State, multipart::MultipartRejection},
    http::{HeaderName, StatusCode},
    response::{IntoResponse, Response},
};
use messages::codes;
use serde_json::json;

/// What the sender calls itself; the version of the engine is no secret, the browser's is its own.
const BROWSER: &str = "browser";

/// How large a submission may be.
pub async fn announce<D: Door>(State(app): State<App>, _door: D) -> Response {
    let limit = app.settings.largest_submission.to_string();
    (StatusCode::NO_CONTENT, [(HeaderName::from_static("x-openrosa-accept-content-length"), limit)]).into_response()
}

/// 201 once the submission would survive a power cut, 202 if it was held already; never before.
pub async fn receive<D: Door>(
    State(app): State<App>,
    door: D,
    body: Result<Multipart, MultipartRejection>,
) -> Result<Response, Problem> {
    let filler = door.filler();
    let Parts { xml, files, more_follows } = parts::read(&app, body).await?;
    let document = collect::parse_submission(&xml, &collect::Limits::default()).map_err(intake::unreadable)?;
    if document.form_id != filler.xml_form_id {
        let problem = Problem::new(StatusCode::BAD_REQUEST, codes::FILL_OTHER_FORM);
        return Err(problem.arg("form", document.form_id));
    }
    if document.deprecated_id.is_some() && !filler.may_correct() {
        return Err(Problem::new(StatusCode::FORBIDDEN, codes::FILL_NO_CORRECTION));
    }
    // The writer asks again; here it spares the log what can be known before.
    let held = async || app.store.submission(filler.operation.id, &document.instance_id).await;
    if let Some(why) = filler.closed(&app)
        && held().await?.is_none()
    {
        return Err(intake::closed_link(why));
    }
    let delivery = Delivery {
        xml,
        files,
        more_follows,
        device_id: None,
        device_label: Some(BROWSER.to_owned()),
        link_id: filler.link.as_ref().map(|link| link.id),
        actor: filler.actor.clone(),
    };
    let Arrived { instance_id, new, files_outstanding } = intake::take(&app, &filler.operation, delivery).await?;
    let status = if new { StatusCode::CREATED } else { StatusCode::ACCEPTED };
    Ok((status, Json(json!({"instance_id": instance_id, "files_outstanding": files_outstanding}))).into_response())
}
