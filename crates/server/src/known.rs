//! What the taking of a submission asks the store every time, though it seldom changes.

use crate::remembered::Remembered;
use std::sync::Arc;
use store::{Device, Exercise, FormVersionName, Operation, Result, Round, Store, sha256_hex};

/// Operations, phones, form versions, exercises and rounds, remembered until one of them changes.
#[derive(Debug, Clone, Default)]
pub struct Known {
    operations: Remembered<(), Arc<[Operation]>>,
    devices: Remembered<(i32, String), Option<Device>>,
    versions: Remembered<i32, Arc<[FormVersionName]>>,
    exercises: Remembered<(i32, String), Option<Arc<Exercise>>>,
    rounds: Remembered<i32, Arc<[Round]>>,
}

impl Known {
    /// The operation with this row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn operation(&self, store: &Store, id: i32) -> Result<Option<Operation>> {
        let operations = self.operations.get(store, (), async { store.operations().await.map(Arc::from) }).await?;
        Ok(operations.iter().find(|operation| operation.id == id).cloned())
    }

    /// The phone that `token` belongs to in an operation, unless revoked. When it last sent may be out of date.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn device(&self, store: &Store, operation_id: i32, token: &str) -> Result<Option<Device>> {
        let key = (operation_id, sha256_hex(token.as_bytes())); // the token itself is not to lie about in memory
        self.devices.get(store, key, store.device_by_token(operation_id, token)).await
    }

    /// Names of all versions of all forms of an operation, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn form_versions(&self, store: &Store, operation_id: i32) -> Result<Arc<[FormVersionName]>> {
        let read = async { store.form_version_names(operation_id).await.map(Arc::from) };
        self.versions.get(store, operation_id, read).await
    }

    /// The exercise that a form collects for.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn exercise_of_form(
        &self,
        store: &Store,
        operation_id: i32,
        xml_form_id: &str,
    ) -> Result<Option<Arc<Exercise>>> {
        let read = async { Ok(store.exercise_of_form(operation_id, xml_form_id).await?.map(Arc::new)) };
        self.exercises.get(store, (operation_id, xml_form_id.to_owned()), read).await
    }

    /// An exercise's rounds, by number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rounds(&self, store: &Store, exercise_id: i32) -> Result<Arc<[Round]>> {
        self.rounds.get(store, exercise_id, async { store.rounds(exercise_id).await.map(Arc::from) }).await
    }
}
