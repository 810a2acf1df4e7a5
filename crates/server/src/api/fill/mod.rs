//! Filling a form in a browser: what it needs, and where what was filled goes. By link the token in the address is the key;
//! for people who review it is their log-in. Submissions are taken in as from a phone.

mod door;
mod edit;
mod submission;

use crate::{
    offered::{self, Offered},
    problem::Problem,
    state::App,
};
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, State},
    http::{
        StatusCode,
        header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
    routing::{get, head},
};
use door::{ByLink, ByLogIn, Door, Filler};
use messages::codes;
use serde_json::{Value, json};
use store::FormVersion;

/// Routes of filling.
pub fn routes(largest_submission: usize) -> Router<App> {
    let limit = DefaultBodyLimit::max(largest_submission);
    Router::new()
        .route("/fill/{token}", get(describe::<ByLink>))
        .route("/fill/{token}/form.xml", get(read_form::<ByLink>))
        .route("/fill/{token}/files/{file}", get(read_file::<ByLink>))
        .route(
            "/fill/{token}/submission",
            head(submission::announce::<ByLink>).post(submission::receive::<ByLink>).layer(limit),
        )
        .route("/operations/{operation}/fill/{form}", get(describe::<ByLogIn>))
        .route("/operations/{operation}/fill/{form}/form.xml", get(read_form::<ByLogIn>))
        .route("/operations/{operation}/fill/{form}/files/{file}", get(read_file::<ByLogIn>))
        .route(
            "/operations/{operation}/fill/{form}/submission",
            head(submission::announce::<ByLogIn>).post(submission::receive::<ByLogIn>).layer(limit),
        )
        .route("/records/{id}/editing", get(edit::read_submission))
}

/// The form, the files beside it with their hashes, and how long the way in stays open.
async fn describe<D: Door>(State(app): State<App>, door: D) -> Result<Json<Value>, Problem> {
    let filler = door.filler();
    let form = filler.form(&app).await?;
    let files = offered::files(&app, &form).await?;
    refuse_people(filler, &form, &files)?;
    let files = files.into_iter().map(
        |file| json!({"name": file.name(), "media_type": file.media_type(), "hash": file.hash(), "size": file.size()}),
    );
    let link = filler.link.as_ref().map(|link| json!({"kind": link.kind, "expires_at": link.expires_at}));
    Ok(Json(json!({
        "form": {"id": form.xml_form_id, "title": form.title, "version": form.version, "hash": form.hash},
        "files": files.collect::<Vec<_>>(),
        "link": link,
        "largest_submission": app.settings.largest_submission,
    })))
}

async fn read_form<D: Door>(State(app): State<App>, door: D) -> Result<Response, Problem> {
    let form = door.filler().form(&app).await?;
    Ok(([(CONTENT_TYPE, "text/xml; charset=utf-8")], form.xform).into_response())
}

/// A list that tells of people is not handed to whoever has a link: there is nobody whom the log could name.
fn refuse_people(filler: &Filler, form: &FormVersion, files: &[Offered]) -> Result<(), Problem> {
    if filler.link.is_some() && files.iter().any(Offered::is_personal) {
        return Err(Problem::new(StatusCode::CONFLICT, codes::FILL_PERSONAL_LIST).arg("form", form.title.as_str()));
    }
    Ok(())
}

async fn read_file<D: Door>(State(app): State<App>, door: D) -> Result<Response, Problem> {
    let filler = door.filler();
    let form = filler.form(&app).await?;
    let file = offered::file(&app, &form, &filler.file).await?;
    refuse_people(filler, &form, std::slice::from_ref(&file))?;
    // Whatever a form brings along, it is no page of ours.
    let headers = [
        (CONTENT_TYPE, file.media_type().to_owned()),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    Ok((headers, file.bytes(&app, &filler.actor).await?).into_response())
}
