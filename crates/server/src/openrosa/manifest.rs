//! The files a form needs on the phone.

use super::{
    device::Phone,
    files::{current_form, path_segment},
    reply::{Refusal, document},
    xml::Writer,
};
use crate::{
    offered::{self, Offered},
    state::App,
};
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
    let form = current_form(&app, &phone, path.get("form").map_or("", String::as_str)).await?;
    let files = offered::files(&app, &form).await;
    let files = files.map_err(|problem| Refusal::from_problem(phone.language, &problem))?;
    let form_part = path_segment(&form.xml_form_id);
    let mut xml = Writer::new();
    xml.open("manifest", &[("xmlns", "http://openrosa.org/xforms/xformsManifest")]);
    for file in files {
        let list = if let Offered::List(list) = &file { Some(list) } else { None };
        xml.open("mediaFile", list.map(|list| [("type", list.kind())]).as_ref().map_or(&[], <[_; 1]>::as_slice));
        xml.text_element("filename", &[], file.name());
        xml.text_element("hash", &[], &format!("md5:{}", file.hash()));
        let address = format!("{}/forms/{form_part}/attachments/{}", phone.base, path_segment(file.name()));
        xml.text_element("downloadUrl", &[], &address);
        if let Some(list) = list {
            let integrity = format!("{}/datasets/{}/integrity", phone.base, path_segment(&list.register.name));
            xml.text_element("integrityUrl", &[], &integrity);
        }
        xml.close("mediaFile");
    }
    xml.close("manifest");
    Ok(document(phone.language, StatusCode::OK, xml.finish()))
}
