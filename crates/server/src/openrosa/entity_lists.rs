//! Registers on phones: their file, and which of their entities were deleted.

use super::{
    door::Phone,
    reply::{Refusal, document},
    xml::Writer,
};
use crate::{
    registers::{ListFile, lists_of},
    sites::keeps_sites,
    state::App,
};
use axum::{
    extract::{Path, Query, State},
    http::{
        HeaderMap, StatusCode,
        header::{CONTENT_TYPE, ETAG, IF_NONE_MATCH},
    },
    response::{IntoResponse, Response},
};
use forms::Form;
use messages::codes;
use serde::Deserialize;
use std::collections::HashMap;
use store::Register;

/// Ids that one question may name: a phone asks about what it made offline, some hundreds at most.
const MOST_IDS: usize = 10_000;

/// The register as the file that a form reads, unless the phone has it already.
pub async fn file(app: &App, phone: &Phone, list: &ListFile, headers: &HeaderMap) -> Result<Response, Refusal> {
    let tag = format!("\"{}\"", list.hash());
    let known = headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if known.is_some_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag)) {
        return Ok((StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response());
    }
    let bytes = list.bytes(app, &phone.actor).await;
    let bytes = bytes.map_err(|problem| Refusal::from_problem(phone.language, &problem))?;
    Ok(([(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (ETAG, tag)], bytes).into_response())
}

/// The ids a phone asks about, divided by commas; all, if it names none.
#[derive(Debug, Deserialize)]
pub struct Asked {
    id: Option<String>,
}

/// `GET …/datasets/{dataset}/integrity`: which entities are deleted, so that a phone forgets those that it made itself.
///
/// Source: docs.getodk.org/openrosa-form-list, "integrityUrl".
pub async fn integrity(
    State(app): State<App>,
    phone: Phone,
    Path(path): Path<HashMap<String, String>>,
    Query(asked): Query<Asked>,
) -> Result<Response, Refusal> {
    let failed = |error: store::StoreError| Refusal::failed(phone.language, &error);
    let register = readable(&app, &phone, path.get("dataset").map_or("", String::as_str)).await?;
    let ids = asked.id.unwrap_or_default();
    let ids: Vec<String> = ids.split(',').filter_map(registers::uuid_of).take(MOST_IDS).collect();
    let mut states = app.store.entity_states(&register, &ids).await.map_err(failed)?;
    let problem = |problem| Refusal::from_problem(phone.language, &problem);
    if keeps_sites(&register)
        && let Some(sites) = app.sites.of(&app, phone.operation.id).await.map_err(problem)?
    {
        // What does not stand any more is gone for phones. One that waits to be accepted stays with the phone that made it.
        let gone = |uuid: &str| sites.list.get(uuid).is_some_and(|site| !site.stands());
        states.iter_mut().for_each(|(uuid, deleted)| *deleted = *deleted || gone(uuid));
    }
    let mut xml = Writer::new();
    xml.open("data", &[]);
    xml.open("entities", &[]);
    for (uuid, deleted) in states {
        xml.open("entity", &[("id", &uuid)]);
        xml.text_element("deleted", &[], if deleted { "true" } else { "false" });
        xml.close("entity");
    }
    xml.close("entities");
    xml.close("data");
    Ok(document(phone.language, StatusCode::OK, xml.finish()))
}

/// A register that some open form of the phone's operation reads; no other is for phones.
async fn readable(app: &App, phone: &Phone, name: &str) -> Result<Register, Refusal> {
    let failed = |error: store::StoreError| Refusal::failed(phone.language, &error);
    let unknown = || Refusal::new(phone.language, StatusCode::NOT_FOUND, codes::REQUEST_NOT_FOUND);
    let register = app.store.register(phone.operation.id, name).await.map_err(failed)?.ok_or_else(unknown)?;
    let problem = |problem| Refusal::from_problem(phone.language, &problem);
    let reads = |form: &Form| !lists_of(form, &[], std::slice::from_ref(&register)).is_empty();
    let read = match phone.drafted().map_err(problem)? {
        Some(form) => reads(&form),
        None => {
            crate::registers::uses(app, phone.operation.id).await.map_err(problem)?.iter().any(|one| reads(&one.form))
        }
    };
    read.then_some(register).ok_or_else(unknown)
}
