//! Forms of exercises, read back from the store.

use crate::problem::Problem;
use forms::Form;
use store::{Exercise, FormVersion, Store};
use vocab::Schema;

/// Reads typed forms out of the store.
#[derive(Debug)]
pub struct Forms;

impl Forms {
    /// The typed form of a version.
    ///
    /// # Errors
    /// When what is kept cannot be read as a form.
    pub fn model(version: &FormVersion) -> Result<Form, Problem> {
        serde_json::from_value(version.model.clone()).map_err(|error| Problem::failed(&error))
    }

    /// The newest version of an exercise's form.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn newest(store: &Store, exercise: &Exercise) -> Result<Option<FormVersion>, Problem> {
        let versions = store.form_versions(exercise.operation_id).await?; // newest first
        Ok(versions.into_iter().find(|version| version.xml_form_id == exercise.xml_form_id))
    }

    /// The columns of an exercise's data, by the newest version of its form.
    ///
    /// # Errors
    /// When the store fails or the form cannot be read.
    pub async fn schema(store: &Store, exercise: &Exercise) -> Result<Option<Schema>, Problem> {
        match Self::newest(store, exercise).await? {
            Some(version) => Ok(Some(Self::model(&version)?.schema())),
            None => Ok(None),
        }
    }
}
