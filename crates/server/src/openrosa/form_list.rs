//! The list of forms a phone may get.

use super::{
    door::Phone,
    files::offered_forms,
    reply::{Refusal, document, tagged},
    xml::Writer,
};
use crate::{problem::Problem, publishing::md5_hex, state::App};
use axum::{extract::State, http::StatusCode, response::Response};

/// `GET …/formList`: the newest version of each open form, or the draft that is tried.
pub async fn list_forms(State(app): State<App>, phone: Phone) -> Result<Response, Refusal> {
    let failed = |problem: Problem| Refusal::from_problem(phone.language, &problem);
    let mut xml = Writer::new();
    xml.open("xforms", &[("xmlns", "http://openrosa.org/xforms/xformsList")]);
    for form in offered_forms(&app, &phone).await? {
        xml.open("xform", &[]);
        xml.text_element("formID", &[], &form.xml_form_id);
        xml.text_element("name", &[], &form.title);
        xml.text_element("version", &[], &form.version);
        xml.text_element("hash", &[], &format!("md5:{}", form.hash));
        xml.text_element("downloadUrl", &[], &form.address(&phone));
        if form.has_files(&app, &phone).await.map_err(failed)? {
            xml.text_element("manifestUrl", &[], &form.address_of(&phone, "manifest"));
        }
        xml.close("xform");
    }
    xml.close("xforms");
    let list = xml.finish();
    let tag = md5_hex(list.as_bytes());
    Ok(tagged(document(phone.language, StatusCode::OK, list), &tag))
}
