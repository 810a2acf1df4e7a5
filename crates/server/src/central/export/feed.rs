//! The OData feed of a form's submissions: `…/forms/{form}.svc`.

use super::{
    Exported, Outgoing, failed,
    outgoing::{self, Output, Pages},
    scan::Read,
};
use crate::{
    central::{caller::InProject, logged_options::logged_options, refusal::Refusal},
    openrosa::path_segment,
    state::App,
};
use axum::{
    body::Body,
    http::{
        HeaderMap, HeaderName,
        header::{ACCEPT, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use odata::{Address, Document, Feed, Options, Resource, Shape, Step, metadata, negotiate, service_document};
use std::sync::Arc;
use store::{Deed, Role};

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
    let exported = Exported::of(app, place, form_id).await?;
    let shape = Shape::of(&*exported.newest()?);
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
            let page = Page { shape, resource, options, address, now: app.clock.now() };
            let plan = page.feed()?.plan().clone();
            let deed = Deed::new(&place.actor(), "submissions.read", format!("form:{form_id}"))
                .detail(logged_options(asked.query));
            app.store.audit(&[deed]).await?;
            let exported = Arc::new(exported);
            let known = Arc::clone(&exported);
            let write = move |pages: Pages, out: &mut Output| page.write(&known, pages, out);
            Ok(dressed("application/json", outgoing::body(app, exported, plan, write).await?))
        }
    }
}

fn dressed(media_type: &'static str, body: Body) -> Response {
    let headers = [(CONTENT_TYPE, media_type), (HeaderName::from_static("odata-version"), odata::VERSION)];
    (headers, body).into_response()
}

/// A page of rows that was asked for.
struct Page {
    shape: Shape,
    resource: Resource,
    options: Options,
    address: Address,
    now: DateTime<Utc>,
}

impl Page {
    fn feed(&self) -> Result<Feed<'_>, odata::Problem> {
        Feed::new(&self.shape, &self.resource, self.options.clone(), self.address.clone(), self.now)
    }

    fn write(&self, exported: &Exported, pages: Pages, out: &mut Output) -> Result<(), Refusal> {
        let mut feed = self.feed()?;
        let has_files = exported.has_files();
        'pages: for read in pages {
            match read? {
                Read::Total(total) => feed.set_total(total),
                Read::Page(page) => {
                    for mut one in page {
                        if has_files {
                            one.count_files(exported);
                        }
                        if push(&mut feed, &one, out)? == Step::Enough {
                            break 'pages;
                        }
                    }
                }
            }
        }
        feed.finish(out).map_err(failed)
    }
}

fn push(feed: &mut Feed<'_>, one: &Outgoing, out: &mut Output) -> Result<Step, Refusal> {
    let xml = String::from_utf8_lossy(&one.xml);
    feed.push(&one.shown(&xml), out).map_err(failed)
}
