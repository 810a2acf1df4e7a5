//! What is offered to be filled: a form and the files it needs, the same to phones and to browsers.

use crate::{problem::Problem, state::App};
use messages::codes;
use store::{FormFile, FormVersion};

/// The newest version of an open form of an operation.
///
/// # Errors
/// 404 when there is none of that name, or it takes no submissions.
pub async fn current_form(app: &App, operation_id: i32, xml_form_id: &str) -> Result<FormVersion, Problem> {
    let forms = app.store.current_forms(operation_id).await?;
    let found = forms.into_iter().find(|form| form.xml_form_id == xml_form_id);
    found.ok_or_else(|| Problem::not_found(codes::FORM_UNKNOWN).arg("form", xml_form_id))
}

/// A version of a form by its name, open or not: what was filled with it is edited with it.
///
/// # Errors
/// 404 when there is none.
pub async fn form_version(
    app: &App,
    operation_id: i32,
    xml_form_id: &str,
    version: &str,
) -> Result<FormVersion, Problem> {
    let versions = app.store.form_versions(operation_id).await?;
    let found = versions.into_iter().find(|form| form.xml_form_id == xml_form_id && form.version == version);
    found.ok_or_else(|| Problem::not_found(codes::FORM_UNKNOWN).arg("form", xml_form_id).arg("version", version))
}

/// The files beside a form, by name.
///
/// # Errors
/// When the store fails.
pub async fn files(app: &App, form: &FormVersion) -> Result<Vec<FormFile>, Problem> {
    Ok(app.store.form_files(form.id).await?)
}

/// One file beside a form.
///
/// # Errors
/// 404 when the form has none of that name.
pub async fn file(app: &App, form: &FormVersion, name: &str) -> Result<FormFile, Problem> {
    let found = files(app, form).await?.into_iter().find(|file| file.name == name);
    let unknown = || Problem::not_found(codes::FORM_FILE_UNKNOWN).arg("form", form.xml_form_id.as_str());
    found.ok_or_else(|| unknown().arg("file", name))
}
