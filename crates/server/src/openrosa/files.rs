//! A form's XML and the files beside it.

use super::{
    device::Phone,
    entity_lists,
    reply::{Refusal, document},
};
use crate::state::App;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use messages::codes;
use std::collections::HashMap;
use store::FormVersion;

/// A text as one segment of an address.
pub fn path_segment(text: &str) -> String {
    let mut segment = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            segment.push(char::from(byte));
        } else {
            segment.push_str(&format!("%{byte:02X}"));
        }
    }
    segment
}

/// The newest version of an open form of the phone's operation.
pub async fn current_form(app: &App, phone: &Phone, xml_form_id: &str) -> Result<FormVersion, Refusal> {
    let forms = app.store.current_forms(phone.operation.id).await;
    let forms = forms.map_err(|error| Refusal::failed(phone.language, &error))?;
    forms.into_iter().find(|form| form.xml_form_id == xml_form_id).ok_or_else(|| {
        let args = [("form", xml_form_id.into())];
        Refusal::with(phone.language, StatusCode::NOT_FOUND, codes::FORM_UNKNOWN, &args)
    })
}

/// `GET …/forms/{form}.xml`.
pub async fn read_form(
    State(app): State<App>,
    phone: Phone,
    Path(path): Path<HashMap<String, String>>,
) -> Result<Response, Refusal> {
    let file = path.get("form_file").map_or("", String::as_str);
    let form = current_form(&app, &phone, file.strip_suffix(".xml").unwrap_or(file)).await?;
    Ok(document(phone.language, StatusCode::OK, form.xform))
}

/// `GET …/forms/{form}/attachments/{file}`.
pub async fn read_form_file(
    State(app): State<App>,
    phone: Phone,
    Path(path): Path<HashMap<String, String>>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let form = current_form(&app, &phone, path.get("form").map_or("", String::as_str)).await?;
    let name = path.get("file").map_or("", String::as_str);
    let files = app.store.form_files(form.id).await.map_err(|error| Refusal::failed(phone.language, &error))?;
    if !files.iter().any(|file| file.name == name) {
        let lists = entity_lists::lists(&app, &phone, &form, &files).await?;
        if let Some(list) = lists.iter().find(|list| list.name == name) {
            return entity_lists::file(&app, &phone, list, &headers).await;
        }
    }
    match files.into_iter().find(|file| file.name == name) {
        Some(file) => Ok(([(CONTENT_TYPE, file.media_type)], file.bytes).into_response()),
        None => {
            let args = [("form", form.xml_form_id.as_str().into()), ("file", name.into())];
            Err(Refusal::with(phone.language, StatusCode::NOT_FOUND, codes::FORM_FILE_UNKNOWN, &args))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::path_segment;

    #[test]
    fn a_name_is_one_segment_whatever_it_holds() {
        assert_eq!(path_segment("admin 1/é.csv"), "admin%201%2F%C3%A9.csv");
    }
}
