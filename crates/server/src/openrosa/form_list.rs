//! The list of forms a phone may get.

use super::{
    device::Phone,
    reply::{Refusal, document},
    xml::Writer,
};
use crate::{registers::lists_of, state::App};
use axum::{extract::State, http::StatusCode, response::Response};

/// `GET …/formList`: the newest version of each open form.
pub async fn list_forms(State(app): State<App>, phone: Phone) -> Result<Response, Refusal> {
    let failed = |error: store::StoreError| Refusal::failed(phone.language, &error);
    let forms = app.store.current_forms(phone.operation.id).await.map_err(failed)?;
    let registers = app.store.registers(phone.operation.id).await.map_err(failed)?;
    let mut xml = Writer::new();
    xml.open("xforms", &[("xmlns", "http://openrosa.org/xforms/xformsList")]);
    for form in forms {
        let address = format!("{}/forms/{}", phone.base, super::files::path_segment(&form.xml_form_id));
        xml.open("xform", &[]);
        xml.text_element("formID", &[], &form.xml_form_id);
        xml.text_element("name", &[], &form.title);
        xml.text_element("version", &[], &form.version);
        xml.text_element("hash", &[], &format!("md5:{}", form.hash));
        xml.text_element("downloadUrl", &[], &format!("{address}.xml"));
        let files = app.store.form_files(form.id).await.map_err(failed)?;
        let typed = app.forms.of_version(&app.store, form.id).await;
        let typed = typed.map_err(|problem| Refusal::from_problem(phone.language, &problem))?;
        if !files.is_empty() || !lists_of(&typed, &files, &registers).is_empty() {
            xml.text_element("manifestUrl", &[], &format!("{address}/manifest"));
        }
        xml.close("xform");
    }
    xml.close("xforms");
    Ok(document(phone.language, StatusCode::OK, xml.finish()))
}
