//! Forms of exercises, read back from the store once and kept in memory.

use crate::problem::Problem;
use forms::Form;
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};
use store::{Exercise, Store};
use vocab::Schema;

/// Typed forms by the row of their version. What such a row holds never changes, so nothing is ever read twice.
#[derive(Debug, Clone, Default)]
pub struct Forms {
    read: Arc<RwLock<HashMap<i32, Arc<Form>>>>,
    schemas: Arc<RwLock<HashMap<i32, Arc<Schema>>>>,
}

impl Forms {
    /// The typed form of a version.
    ///
    /// # Errors
    /// When there is no such version, or what is kept cannot be read as a form.
    pub async fn of_version(&self, store: &Store, form_version_id: i32) -> Result<Arc<Form>, Problem> {
        if let Some(form) = self.read.read().unwrap_or_else(PoisonError::into_inner).get(&form_version_id) {
            return Ok(Arc::clone(form));
        }
        let gone = || Problem::failed(&format!("there is no form version {form_version_id}"));
        let model = store.form_model(form_version_id).await?.ok_or_else(gone)?;
        let form: Form = serde_json::from_value(model).map_err(|error| Problem::failed(&error))?;
        let form = Arc::new(form);
        self.read.write().unwrap_or_else(PoisonError::into_inner).insert(form_version_id, Arc::clone(&form));
        Ok(form)
    }

    /// The columns of a version's data.
    pub fn schema_of_version(&self, form_version_id: i32, form: &Form) -> Arc<Schema> {
        if let Some(schema) = self.schemas.read().unwrap_or_else(PoisonError::into_inner).get(&form_version_id) {
            return Arc::clone(schema);
        }
        let schema = Arc::new(form.schema());
        self.schemas.write().unwrap_or_else(PoisonError::into_inner).insert(form_version_id, Arc::clone(&schema));
        schema
    }

    /// The newest version of an exercise's form.
    ///
    /// # Errors
    /// When the store fails or the form cannot be read.
    pub async fn newest(&self, store: &Store, exercise: &Exercise) -> Result<Option<Arc<Form>>, Problem> {
        let versions = store.form_version_names(exercise.operation_id).await?; // newest first
        match versions.into_iter().find(|version| version.xml_form_id == exercise.xml_form_id) {
            Some(version) => Ok(Some(self.of_version(store, version.id).await?)),
            None => Ok(None),
        }
    }

    /// The columns of an exercise's data, by the newest version of its form.
    ///
    /// # Errors
    /// As [`Forms::newest`].
    pub async fn schema(&self, store: &Store, exercise: &Exercise) -> Result<Option<Schema>, Problem> {
        Ok(self.newest(store, exercise).await?.map(|form| form.schema()))
    }
}
