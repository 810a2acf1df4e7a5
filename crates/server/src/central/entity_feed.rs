//! The OData feed of an entity list: `…/datasets/{dataset}.svc`.

use super::{caller::InProject, logged_options::logged_options, refusal::Refusal, submissions::Actors};
use crate::{openrosa::path_segment, problem::Problem, state::App};
use axum::{
    http::{
        HeaderMap, HeaderName,
        header::{ACCEPT, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use odata::{
    Address, Document, FeedError, Options, Step,
    entities::{Entity, EntityFeed, EntityList, entity_metadata, entity_service_document},
    negotiate,
};
use store::{Deed, Role};

/// What was asked: the path below `.svc` as it stands in the address, the query, and the headers.
pub struct Asked<'a> {
    /// `/Entities`, still percent-encoded.
    pub below: &'a str,
    /// The query, still percent-encoded.
    pub query: &'a str,
    /// The headers.
    pub headers: &'a HeaderMap,
}

/// Answers for the list of that name. What is kept of entities may tell of people: it takes a reviewer, and is in the log.
///
/// # Errors
/// 403.1, 404.1, and whatever is wrong with the options.
pub async fn answer(app: &App, place: &InProject, name: &str, asked: Asked<'_>) -> Result<Response, Refusal> {
    place.require(Role::Reviewer)?;
    let register = app.store.register(place.operation.id, name).await?.ok_or_else(Refusal::not_found)?;
    let list = EntityList { name: register.name.clone(), properties: register.property_names() };
    let pairs =
        form_urlencoded::parse(asked.query.as_bytes()).map(|(name, value)| (name.into_owned(), value.into_owned()));
    let options = Options::read(pairs.filter(|(name, _)| name != "st"))?;
    let below = asked.below.trim_end_matches('/');
    let document = if below.eq_ignore_ascii_case("/$metadata") || below == "/%24metadata" {
        Document::Xml
    } else {
        Document::Json
    };
    let header = |name: HeaderName| asked.headers.get(name).and_then(|value| value.to_str().ok());
    let max_version = header(HeaderName::from_static("odata-maxversion"));
    negotiate(document, options.format.as_deref(), header(ACCEPT), max_version)?;
    let service = format!("/v1/projects/{}/datasets/{}.svc", place.operation.id, path_segment(name));
    let address = Address { origin: app.address(asked.headers), request: format!("{service}{}", asked.below), service };
    match (document, below) {
        (Document::Xml, _) => Ok(dressed("application/xml", entity_metadata(&list).into())),
        (_, "") => Ok(dressed("application/json", entity_service_document(&address).to_string().into())),
        (_, "/Entities") => {
            let deed = Deed::new(&place.actor(), "register.read", format!("register:{name}"))
                .detail(logged_options(asked.query));
            app.store.audit(&[deed]).await?;
            let feed = EntityFeed::new(&list, options, address, app.clock.now())?;
            Ok(dressed("application/json", page(app, place, &register, &list, feed).await?))
        }
        _ => Err(Refusal::not_found()),
    }
}

fn dressed(media_type: &'static str, body: Vec<u8>) -> Response {
    let headers = [(CONTENT_TYPE, media_type), (HeaderName::from_static("odata-version"), odata::VERSION)];
    (headers, body).into_response()
}

async fn page(
    app: &App,
    place: &InProject,
    register: &store::Register,
    list: &EntityList,
    mut feed: EntityFeed<'_>,
) -> Result<Vec<u8>, Refusal> {
    let actors = Actors::of(app, place).await?;
    let mut entities = app.store.all_entities(register, true).await?;
    entities.reverse(); // latest first
    let numbers: Vec<String> =
        entities.iter().map(|entity| actors.number(Some(&entity.created_by)).to_string()).collect();
    let rows: Vec<Entity<'_>> = entities
        .iter()
        .zip(&numbers)
        .map(|(entity, number)| Entity {
            uuid: &entity.uuid,
            label: &entity.label,
            properties: list.properties.iter().map(|name| entity.values.get(name).map_or("", String::as_str)).collect(),
            created_at: entity.created_at,
            creator_id: number,
            creator_name: actors.name(Some(&entity.created_by)).unwrap_or_default(),
            updates: entity.version.saturating_sub(1),
            updated_at: entity.updated_at,
            deleted_at: entity.deleted_at,
            version: entity.version,
            conflict: entity.conflict.map(registers::Conflict::code),
        })
        .collect();
    let chosen = feed.choose(&rows)?;
    if feed.plan().count {
        feed.set_total(chosen.total);
    }
    let mut page = Vec::new();
    for entity in chosen.positions.iter().filter_map(|at| rows.get(*at)) {
        if feed.push(entity, &mut page).map_err(failed)? == Step::Enough {
            break;
        }
    }
    feed.finish(&mut page).map_err(failed)?;
    Ok(page)
}

fn failed(error: FeedError) -> Refusal {
    match error {
        FeedError::Refused(problem) => problem.into(),
        other => Problem::failed(&other).into(),
    }
}
