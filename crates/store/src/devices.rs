//! App users: phones that read forms and send submissions with a token of their own.

use crate::{
    audit::{Deed, append},
    blobs::sha256_hex,
    connect::Store,
    error::Result,
    tables::device,
};
use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};

/// A phone.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Device {
    /// Row.
    pub id: i32,
    /// The operation it may send to.
    #[serde(skip)]
    pub operation_id: i32,
    /// What people call it.
    pub name: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Since when it may no longer.
    pub revoked_at: Option<DateTime<Utc>>,
    /// When it last sent.
    pub last_seen_at: Option<DateTime<Utc>>,
}

impl Device {
    /// How the phone is named in the audit log.
    pub fn actor(&self) -> String {
        format!("device:{} {}", self.id, self.name)
    }
}

fn plain(row: device::Model) -> Device {
    let device::Model { id, operation_id, name, created_at, revoked_at, last_seen_at, .. } = row;
    Device { id, operation_id, name, created_at, revoked_at, last_seen_at }
}

impl Store {
    /// Phones of an operation, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn devices(&self, operation_id: i32) -> Result<Vec<Device>> {
        let rows = device::Entity::find()
            .filter(device::Column::OperationId.eq(operation_id))
            .order_by_desc(device::Column::Id)
            .all(&self.reader)
            .await?;
        Ok(rows.into_iter().map(plain).collect())
    }

    /// Adds a phone. Only the hash of `token` is kept: it cannot be shown again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn create_device(&self, operation_id: i32, name: &str, token: &str, actor: &str) -> Result<Device> {
        let transaction = self.begin().await?;
        let row = device::ActiveModel {
            operation_id: Set(operation_id),
            name: Set(name.to_owned()),
            token_sha256: Set(sha256_hex(token.as_bytes())),
            created_at: Set(self.clock.now()),
            created_by: Set(actor.to_owned()),
            ..Default::default()
        };
        let device = plain(row.insert(&transaction).await?);
        append(&transaction, self.clock.now(), &[Deed::new(actor, "device.created", device.actor())]).await?;
        transaction.commit().await?;
        Ok(device)
    }

    /// The phone that `token` belongs to in an operation, unless revoked.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn device_by_token(&self, operation_id: i32, token: &str) -> Result<Option<Device>> {
        let row = device::Entity::find()
            .filter(device::Column::TokenSha256.eq(sha256_hex(token.as_bytes())))
            .filter(device::Column::OperationId.eq(operation_id))
            .filter(device::Column::RevokedAt.is_null())
            .one(&self.reader)
            .await?;
        Ok(row.map(plain))
    }

    /// Revokes a phone of the operation; false if there is none with that number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revoke_device(&self, operation_id: i32, device_id: i32, actor: &str) -> Result<bool> {
        let transaction = self.begin().await?;
        let row = device::Entity::find_by_id(device_id)
            .filter(device::Column::OperationId.eq(operation_id))
            .one(&transaction)
            .await?;
        let Some(row) = row else { return Ok(false) };
        if row.revoked_at.is_some() {
            return Ok(true); // since the first time
        }
        let subject = plain(row.clone()).actor();
        let mut row = row.into_active_model();
        row.revoked_at = Set(Some(self.clock.now()));
        row.update(&transaction).await?;
        append(&transaction, self.clock.now(), &[Deed::new(actor, "device.revoked", subject)]).await?;
        transaction.commit().await?;
        Ok(true)
    }
}
