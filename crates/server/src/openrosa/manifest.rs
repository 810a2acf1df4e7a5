//! The files a form needs on the phone.

use super::{
    door::Phone,
    files::{offered_form, path_segment},
    reply::{Refusal, document, tagged},
    xml::Writer,
};
use crate::{offered::Offered, publishing::md5_hex, state::App};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use std::collections::HashMap;

/// `GET …/forms/{form}/manifest`.
pub async fn read_manifest(
    State(app): State<App>,
    phone: Phone,
    Path(path): Path<HashMap<String, String>>,
) -> Result<Response, Refusal> {
    let form = offered_form(&app, &phone, path.get("form").map_or("", String::as_str)).await?;
    let files = form.files(&app, &phone).await;
    let files = files.map_err(|problem| Refusal::from_problem(phone.language, &problem))?;
    let mut xml = Writer::new();
    xml.open("manifest", &[("xmlns", "http://openrosa.org/xforms/xformsManifest")]);
    for file in files {
        let list = if let Offered::List(list) = &file { Some(list) } else { None };
        let address = form.address_of(&phone, &format!("attachments/{}", path_segment(file.name())));
        xml.open("mediaFile", list.map(|list| [("type", list.kind())]).as_ref().map_or(&[], <[_; 1]>::as_slice));
        xml.text_element("filename", &[], file.name());
        xml.text_element("hash", &[], &format!("md5:{}", file.hash()));
        xml.text_element("downloadUrl", &[], &address);
        if let Some(list) = list {
            let integrity = form.integrity_address(&phone, &list.register.name);
            xml.text_element("integrityUrl", &[], &integrity);
        }
        xml.close("mediaFile");
    }
    xml.close("manifest");
    let manifest = xml.finish();
    let tag = md5_hex(manifest.as_bytes());
    Ok(tagged(document(phone.language, StatusCode::OK, manifest), &tag))
}
