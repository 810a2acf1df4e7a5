//! What is offered to be filled: a form and the files it needs, the same to phones and to browsers.

use crate::{
    problem::Problem,
    registers::{ListFile, lists_of_version},
    state::App,
};
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

/// A file beside a form.
#[derive(Debug)]
pub enum Offered {
    /// One that was published with it.
    File(FormFile),
    /// A register, as it is now.
    List(ListFile),
}

impl Offered {
    /// What the form calls it.
    pub fn name(&self) -> &str {
        match self {
            Self::File(file) => &file.name,
            Self::List(list) => &list.name,
        }
    }

    /// What it is.
    pub fn media_type(&self) -> &str {
        match self {
            Self::File(file) => &file.media_type,
            Self::List(_) => LIST_TYPE,
        }
    }

    /// What is compared to know whether it is still the same.
    pub fn hash(&self) -> String {
        match self {
            Self::File(file) => file.md5.clone(),
            Self::List(list) => list.hash(),
        }
    }

    /// Whether it is a list that tells of people.
    pub fn is_personal(&self) -> bool {
        matches!(self, Self::List(list) if list.register.is_personal())
    }

    /// Bytes, where that is known without reading a register.
    pub fn size(&self) -> Option<usize> {
        match self {
            Self::File(file) => Some(file.bytes.len()),
            Self::List(_) => None,
        }
    }

    /// Its bytes, for `actor`. What is in a register may tell of people: who gets such a one is in the log.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn bytes(self, app: &App, actor: &str) -> Result<Vec<u8>, Problem> {
        match self {
            Self::File(file) => Ok(file.bytes),
            Self::List(list) => list.bytes(app, actor).await,
        }
    }
}

/// The media type of a register's file.
const LIST_TYPE: &str = "text/csv; charset=utf-8";

/// The files beside a form: those that were published with it, then the registers it reads.
///
/// # Errors
/// When the store fails.
pub async fn files(app: &App, form: &FormVersion) -> Result<Vec<Offered>, Problem> {
    files_of(app, form.operation_id, form.id).await
}

/// The same by the row of the version.
///
/// # Errors
/// When the store fails.
pub async fn files_of(app: &App, operation_id: i32, form_version_id: i32) -> Result<Vec<Offered>, Problem> {
    let files = app.store.form_files(form_version_id).await?;
    let lists = lists_of_version(app, operation_id, form_version_id, &files).await?;
    Ok(files.into_iter().map(Offered::File).chain(lists.into_iter().map(Offered::List)).collect())
}

/// One file beside a form.
///
/// # Errors
/// 404 when the form has none of that name.
pub async fn file(app: &App, form: &FormVersion, name: &str) -> Result<Offered, Problem> {
    let found = files(app, form).await?.into_iter().find(|file| file.name() == name);
    let unknown = || Problem::not_found(codes::FORM_FILE_UNKNOWN).arg("form", form.xml_form_id.as_str());
    found.ok_or_else(|| unknown().arg("file", name))
}
