//! A form's XML and the files beside it.

use super::{
    door::Phone,
    entity_lists,
    reply::{Refusal, document, tagged},
};
use crate::{
    offered::{self, Offered},
    problem::Problem,
    publishing::md5_hex,
    registers::{lists_of, lists_of_version},
    state::App,
};
use axum::{
    extract::{Path, State},
    http::{
        HeaderMap, StatusCode,
        header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use messages::codes;
use std::collections::HashMap;
use store::{FormDraft, FormVersion};

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

/// A form that a phone is offered: the newest version of an open one, or the draft it tries.
#[derive(Debug)]
pub struct OfferedForm {
    /// The form's id.
    pub xml_form_id: String,
    /// Its version; may be empty.
    pub version: String,
    /// Title.
    pub title: String,
    /// MD5 of the XForm, in hex.
    pub hash: String,
    /// The XForm.
    pub xform: String,
    /// Where it is kept.
    pub kept: Kept,
}

/// The row of a form that is offered.
#[derive(Debug, Clone, Copy)]
pub enum Kept {
    /// Of a published version.
    Version(i32),
    /// Of a draft.
    Draft(i32),
}

impl From<FormVersion> for OfferedForm {
    fn from(form: FormVersion) -> Self {
        let FormVersion { id, xml_form_id, version, title, hash, xform, .. } = form;
        Self { xml_form_id, version, title, hash, xform, kept: Kept::Version(id) }
    }
}

impl From<FormDraft> for OfferedForm {
    fn from(form: FormDraft) -> Self {
        let FormDraft { id, xml_form_id, version, title, hash, xform, .. } = form;
        Self { xml_form_id, version, title, hash, xform, kept: Kept::Draft(id) }
    }
}

impl OfferedForm {
    /// The files it needs on the phone: those brought with it, then the registers it reads.
    pub async fn files(&self, app: &App, phone: &Phone) -> Result<Vec<Offered>, Problem> {
        let id = match self.kept {
            Kept::Version(id) => return offered::files_of(app, phone.operation.id, id).await,
            Kept::Draft(id) => id,
        };
        let files = app.store.draft_files(id).await?;
        let lists = match phone.drafted()? {
            Some(form) => lists_of(&form, &files, &app.store.registers(phone.operation.id).await?),
            None => Vec::new(),
        };
        Ok(files.into_iter().map(Offered::File).chain(lists.into_iter().map(Offered::List)).collect())
    }

    /// Whether it needs any.
    pub async fn has_files(&self, app: &App, phone: &Phone) -> Result<bool, Problem> {
        match self.kept {
            Kept::Version(id) => Ok(app.store.has_form_files(id).await?
                || !lists_of_version(app, phone.operation.id, id, &[]).await?.is_empty()),
            Kept::Draft(_) => Ok(!self.files(app, phone).await?.is_empty()),
        }
    }

    /// Where the phone asks which entities of a register were deleted.
    pub fn integrity_address(&self, phone: &Phone, register: &str) -> String {
        let draft = if matches!(self.kept, Kept::Draft(_)) { "/draft" } else { "" };
        format!("{}{draft}/datasets/{}/integrity", phone.base, path_segment(register))
    }

    /// Where the phone gets the XForm.
    pub fn address(&self, phone: &Phone) -> String {
        match self.kept {
            Kept::Version(_) => format!("{}/forms/{}.xml", phone.base, path_segment(&self.xml_form_id)),
            Kept::Draft(_) => format!("{}/draft.xml", phone.base),
        }
    }

    /// Where the phone gets what lies beside it: `manifest`, `attachments/…`.
    pub fn address_of(&self, phone: &Phone, what: &str) -> String {
        match self.kept {
            Kept::Version(_) => format!("{}/forms/{}/{what}", phone.base, path_segment(&self.xml_form_id)),
            Kept::Draft(_) => format!("{}/draft/{what}", phone.base),
        }
    }
}

/// All forms a phone is offered, by id.
pub async fn offered_forms(app: &App, phone: &Phone) -> Result<Vec<OfferedForm>, Refusal> {
    if let Some(draft) = &phone.draft {
        return Ok(vec![OfferedForm::from(draft.as_ref().clone())]);
    }
    let forms = app.store.current_forms(phone.operation.id).await;
    let forms = forms.map_err(|error| Refusal::failed(phone.language, &error))?;
    Ok(forms.into_iter().map(OfferedForm::from).collect())
}

/// The form of this id that a phone is offered.
pub async fn offered_form(app: &App, phone: &Phone, xml_form_id: &str) -> Result<OfferedForm, Refusal> {
    let forms = offered_forms(app, phone).await?;
    forms.into_iter().find(|form| form.xml_form_id == xml_form_id).ok_or_else(|| {
        let args = [("form", xml_form_id.into())];
        Refusal::with(phone.language, StatusCode::NOT_FOUND, codes::FORM_UNKNOWN, &args)
    })
}

/// `GET …/forms/{form}.xml`, and `…/draft.xml`.
pub async fn read_form(
    State(app): State<App>,
    phone: Phone,
    Path(path): Path<HashMap<String, String>>,
) -> Result<Response, Refusal> {
    let file = path.get("form_file").or(path.get("form")).map_or("", String::as_str);
    let form = offered_form(&app, &phone, file.strip_suffix(".xml").unwrap_or(file)).await?;
    Ok(tagged(document(phone.language, StatusCode::OK, form.xform), &form.hash))
}

/// `GET …/forms/{form}/attachments/{file}`.
pub async fn read_form_file(
    State(app): State<App>,
    phone: Phone,
    Path(path): Path<HashMap<String, String>>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let form = offered_form(&app, &phone, path.get("form").map_or("", String::as_str)).await?;
    let name = path.get("file").map_or("", String::as_str);
    let problem = |problem| Refusal::from_problem(phone.language, &problem);
    let files = form.files(&app, &phone).await.map_err(problem)?;
    match files.into_iter().find(|file| file.name() == name) {
        Some(Offered::File(file)) => {
            let tag = md5_hex(&file.bytes);
            Ok(tagged((as_download(name), file.bytes).into_response(), &tag))
        }
        Some(Offered::List(list)) => entity_lists::file(&app, &phone, &list, &headers).await,
        None => {
            let args = [("form", form.xml_form_id.as_str().into()), ("file", name.into())];
            Err(Refusal::with(phone.language, StatusCode::NOT_FOUND, codes::FORM_FILE_UNKNOWN, &args))
        }
    }
}

/// Headers of a file that a program saves: its type by its name, whatever whoever brought it called it, and nothing of
/// it runs in a browser that is led to its address.
pub fn as_download(name: &str) -> [(axum::http::HeaderName, String); 3] {
    [
        (CONTENT_TYPE, media_type_of(name)),
        (CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{}", path_segment(name))),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ]
}

/// The media type that goes with a file's name.
fn media_type_of(name: &str) -> String {
    match mime_guess::from_path(name).first_or_octet_stream() {
        csv if csv.essence_str() == "text/csv" => "text/csv; charset=utf-8".to_owned(),
        other => other.essence_str().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{media_type_of, path_segment};

    #[test]
    fn a_name_is_one_segment_whatever_it_holds() {
        assert_eq!(path_segment("admin 1/é.csv"), "admin%201%2F%C3%A9.csv");
    }

    #[test]
    fn the_type_of_a_file_goes_with_its_name() {
        for (name, media_type) in [
            ("admin2.csv", "text/csv; charset=utf-8"),
            ("sites.geojson", "application/geo+json"),
            ("list.XML", "text/xml"),
            ("logo.png", "image/png"),
            ("photo.JPG", "image/jpeg"),
            ("voice.m4a", "audio/m4a"),
            ("film.mp4", "video/mp4"),
            ("strange", "application/octet-stream"),
        ] {
            assert_eq!(media_type_of(name), media_type, "{name}");
        }
    }
}
