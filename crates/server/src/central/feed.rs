//! The OData feed of a form's submissions: `…/forms/{form}.svc`.
//!
//! What is known of each submission is held in memory for a page, what they say only for those on it.

use super::{
    caller::InProject,
    refusal::Refusal,
    submissions::{Actors, Held, all, review_state},
};
use crate::{encrypted_forms::Arrival, openrosa::path_segment, problem::Problem, state::App};
use axum::{
    http::{
        HeaderMap, HeaderName,
        header::{ACCEPT, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use odata::{
    Address, Content, Document, Feed, FeedError, Options, Resource, Shape, Step, Submission, System, metadata,
    negotiate, service_document,
};
use serde_json::json;
use std::collections::HashMap;
use store::{Deed, Role};

/// Submissions whose XML is read at once.
const BATCH: usize = 200;

/// What was asked: the path below `.svc` as it stands in the address, the query, and the headers.
pub struct Asked<'a> {
    /// `/Submissions`, still percent-encoded.
    pub below: &'a str,
    /// The query, still percent-encoded.
    pub query: &'a str,
    /// The headers.
    pub headers: &'a HeaderMap,
}

/// Answers for the form of that id. What people answered may tell of them: it takes a reviewer, and is in the log.
///
/// # Errors
/// 403.1, 404.1, and whatever is wrong with the options.
pub async fn answer(app: &App, place: &InProject, form_id: &str, asked: Asked<'_>) -> Result<Response, Refusal> {
    place.require(Role::Reviewer)?;
    let held = all(app, place, form_id).await?;
    let versions = app.store.form_version_names(place.operation.id).await?; // newest first
    let versions: HashMap<i32, String> = versions
        .into_iter()
        .filter(|version| version.xml_form_id == form_id)
        .map(|version| (version.id, version.version))
        .collect();
    let newest = versions.keys().max().copied().ok_or_else(Refusal::not_found)?;
    let form = app.forms.of_version(&app.store, newest).await?;
    let shape = Shape::of(&form);

    let pairs =
        form_urlencoded::parse(asked.query.as_bytes()).map(|(name, value)| (name.into_owned(), value.into_owned()));
    let options = Options::read(pairs.filter(|(name, _)| name != "st"))?;
    let resource = Resource::read(&shape, asked.below)?;
    let document = if resource == Resource::Metadata { Document::Xml } else { Document::Json };
    let header = |name: HeaderName| asked.headers.get(name).and_then(|value| value.to_str().ok());
    let max_version = header(HeaderName::from_static("odata-maxversion"));
    negotiate(document, options.format.as_deref(), header(ACCEPT), max_version)?;
    let service = format!("/v1/projects/{}/forms/{}.svc", place.operation.id, path_segment(form_id));
    let address = Address { origin: app.address(asked.headers), request: format!("{service}{}", asked.below), service };
    match resource {
        Resource::Service => Ok(dressed("application/json", service_document(&shape, &address).to_string().into())),
        Resource::Metadata => Ok(dressed("application/xml", metadata(&shape).into())),
        _ => {
            let deed = Deed::new(&place.actor(), "submissions.read", format!("form:{form_id}"))
                .detail(json!({"options": asked.query}));
            app.store.audit(&[deed]).await?;
            let feed = Feed::new(&shape, &resource, options, address, app.clock.now())?;
            Ok(dressed("application/json", page(app, place, feed, &held, &versions).await?))
        }
    }
}

fn dressed(media_type: &'static str, body: Vec<u8>) -> Response {
    let headers = [(CONTENT_TYPE, media_type), (HeaderName::from_static("odata-version"), odata::VERSION)];
    (headers, body).into_response()
}

async fn page(
    app: &App,
    place: &InProject,
    mut feed: Feed<'_>,
    held: &[Held],
    versions: &HashMap<i32, String>,
) -> Result<Vec<u8>, Refusal> {
    let actors = Actors::of(app, place).await?;
    let numbers: Vec<String> = held.iter().map(|held| number(held, &actors)).collect();
    let heads: Vec<Submission<'_>> =
        held.iter().zip(&numbers).filter_map(|(held, number)| head(held, number, &actors, versions)).collect();
    let chosen = feed.plan().choose(&heads)?;
    if feed.plan().count {
        feed.set_total(chosen.total);
    }
    let mut page = Vec::new();
    'batches: for positions in chosen.positions.chunks(BATCH) {
        let ids: Vec<i64> = positions.iter().map(|at| held[*at].record.submission_id).collect();
        let mut read: HashMap<i64, Vec<u8>> = app.store.submission_xml(&ids).await?.into_iter().collect();
        for at in positions {
            let id = held[*at].record.submission_id;
            let bytes = read.remove(&id).unwrap_or_default();
            let mut submission = heads[*at].clone();
            let complete = files(app, &held[*at], &bytes, &mut submission.system).await?;
            let xml = String::from_utf8_lossy(&bytes);
            submission.content = match held[*at].record.encrypted {
                true => Content::Encrypted { has_data: complete },
                false => Content::Xml(&xml),
            };
            if feed.push(&submission, &mut page).map_err(failed)? == Step::Enough {
                break 'batches;
            }
        }
    }
    feed.finish(&mut page).map_err(failed)?;
    Ok(page)
}

fn number(held: &Held, actors: &Actors) -> String {
    actors.number(held.first().and_then(|first| first.sender.as_deref())).to_string()
}

/// What is known of a submission without looking at what it says.
fn head<'a>(
    held: &'a Held,
    number: &'a str,
    actors: &'a Actors,
    versions: &'a HashMap<i32, String>,
) -> Option<Submission<'a>> {
    let first = held.first()?;
    let version = versions.get(&first.form_version_id).map_or("", String::as_str);
    let system = System {
        updated_at: held.record.updated_at,
        submitter_id: Some(number),
        submitter_name: actors.name(first.sender.as_deref()),
        review_state: review_state(held.record.state),
        device_id: first.device_label.as_deref(),
        edits: u32::try_from(held.corrections()).unwrap_or(u32::MAX),
        ..System::arrived(first.received_at, version)
    };
    Some(Submission { instance_id: &first.instance_id, content: Content::Xml(""), system })
}

/// How many files it names, and how many of them are here; whether these are all.
async fn files(app: &App, held: &Held, xml: &[u8], system: &mut System<'_>) -> Result<bool, Refusal> {
    let Some(current) = held.current() else { return Ok(true) };
    let form = app.forms.of_version(&app.store, current.form_version_id).await?;
    if !held.record.encrypted && !form.questions().any(|question| question.kind.is_file()) {
        return Ok(true);
    }
    let document = collect::parse_submission(xml, &collect::Limits::default()).map_err(crate::intake::unreadable)?;
    let expected = Arrival::of(&document).expected_files(&form, &document);
    let present = app.store.attachments(current.id).await?;
    let here = expected.iter().filter(|name| present.iter().any(|file| file.name == **name)).count();
    system.attachments_expected = u32::try_from(expected.len()).unwrap_or(u32::MAX);
    system.attachments_present = u32::try_from(here).unwrap_or(u32::MAX);
    Ok(here == expected.len())
}

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
