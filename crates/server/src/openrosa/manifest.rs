//! The files a form needs on the phone.

use super::{
    device::Phone,
    entity_lists,
    files::{current_form, path_segment},
    reply::{Refusal, document},
    xml::Writer,
};
use crate::state::App;
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
    let files = app.store.form_files(form.id).await.map_err(|error| Refusal::failed(phone.language, &error))?;
    let lists = entity_lists::lists(&app, &phone, &form, &files).await?;
    let mut xml = Writer::new();
    xml.open("manifest", &[("xmlns", "http://openrosa.org/xforms/xformsManifest")]);
    for file in files {
        let form_part = path_segment(&form.xml_form_id);
        let address = format!("{}/forms/{form_part}/attachments/{}", phone.base, path_segment(&file.name));
        xml.open("mediaFile", &[]);
        xml.text_element("filename", &[], &file.name);
        xml.text_element("hash", &[], &format!("md5:{}", file.md5));
        xml.text_element("downloadUrl", &[], &address);
        xml.close("mediaFile");
    }
    for list in lists {
        let form_part = path_segment(&form.xml_form_id);
        let address = format!("{}/forms/{form_part}/attachments/{}", phone.base, path_segment(&list.name));
        let integrity = format!("{}/datasets/{}/integrity", phone.base, path_segment(&list.register.name));
        xml.open("mediaFile", &[("type", list.kind())]);
        xml.text_element("filename", &[], &list.name);
        xml.text_element("hash", &[], &format!("md5:{}", list.hash()));
        xml.text_element("downloadUrl", &[], &address);
        xml.text_element("integrityUrl", &[], &integrity);
        xml.close("mediaFile");
    }
    xml.close("manifest");
    Ok(document(phone.language, StatusCode::OK, xml.finish()))
}
