//! App users: phones that read forms and send submissions with a token of their own.

use crate::{
    audit::{Deed, append},
    blobs::sha256_hex,
    connect::Store,
    error::Result,
    tables::{device, device_login},
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use std::collections::HashMap;

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
    /// The name it logs in with, if it does not come by an address that is a key.
    pub user_name: Option<String>,
}

/// A phone to be added.
#[derive(Debug, Clone)]
pub struct NewDevice {
    /// What people call it.
    pub name: String,
    /// Its token; only the hash is kept.
    pub token: String,
    /// The user name and password it comes with instead, if any.
    pub login: Option<DeviceLogin>,
}

/// A phone's user name, and what is kept of its password for HTTP Digest.
///
/// Whoever reads the hashes can log in as the phone on this server (that is how Digest works): the password is random and
/// is no person's, so that they open nothing else, and they go when the phone is shut out.
#[derive(Clone, PartialEq, Eq)]
pub struct DeviceLogin {
    /// The user name; no other phone of this server has it.
    pub user_name: String,
    /// MD5 of `user:realm:password`, in hex.
    pub ha1_md5: String,
    /// SHA-256 of the same, in hex.
    pub ha1_sha256: String,
}

impl std::fmt::Debug for DeviceLogin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DeviceLogin").field("user_name", &self.user_name).finish_non_exhaustive()
    }
}

impl Device {
    /// How the phone is named in the audit log.
    pub fn actor(&self) -> String {
        format!("device:{} {}", self.id, self.name)
    }
}

fn plain(row: device::Model) -> Device {
    let device::Model { id, operation_id, name, created_at, revoked_at, last_seen_at, .. } = row;
    Device { id, operation_id, name, created_at, revoked_at, last_seen_at, user_name: None }
}

/// Adds a phone inside a transaction, with its entry in the log.
async fn add(
    transaction: &DatabaseTransaction,
    operation_id: i32,
    new: &NewDevice,
    at: DateTime<Utc>,
    actor: &str,
) -> Result<Device> {
    let row = device::ActiveModel {
        operation_id: Set(operation_id),
        name: Set(new.name.clone()),
        token_sha256: Set(sha256_hex(new.token.as_bytes())),
        created_at: Set(at),
        created_by: Set(actor.to_owned()),
        ..Default::default()
    };
    let mut device = plain(row.insert(transaction).await?);
    if let Some(login) = &new.login {
        let row = device_login::ActiveModel {
            device_id: Set(device.id),
            user_name: Set(login.user_name.clone()),
            ha1_md5: Set(login.ha1_md5.clone()),
            ha1_sha256: Set(login.ha1_sha256.clone()),
            ..Default::default()
        };
        row.insert(transaction).await?;
        device.user_name = Some(login.user_name.clone());
    }
    append(transaction, at, &[Deed::new(actor, "device.created", device.actor())]).await?;
    Ok(device)
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
        let names: HashMap<i32, String> = device_login::Entity::find()
            .select_only()
            .columns([device_login::Column::DeviceId, device_login::Column::UserName])
            .into_tuple::<(i32, String)>()
            .all(&self.reader)
            .await?
            .into_iter()
            .collect();
        let with_name = |row: device::Model| Device { user_name: names.get(&row.id).cloned(), ..plain(row) };
        Ok(rows.into_iter().map(with_name).collect())
    }

    /// Adds a phone. Only the hash of `token` is kept: it cannot be shown again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn create_device(&self, operation_id: i32, name: &str, token: &str, actor: &str) -> Result<Device> {
        let transaction = self.begin().await?;
        let new = NewDevice { name: name.to_owned(), token: token.to_owned(), login: None };
        let device = add(&transaction, operation_id, &new, self.clock.now(), actor).await?;
        transaction.commit().await?;
        Ok(device)
    }

    /// Adds phones, all or none, in the order given. Of tokens and passwords only hashes are kept.
    ///
    /// # Errors
    /// When the database fails, a user name that another phone has included.
    pub async fn create_devices(&self, operation_id: i32, new: &[NewDevice], actor: &str) -> Result<Vec<Device>> {
        let transaction = self.begin().await?;
        let mut made = Vec::with_capacity(new.len());
        for new in new {
            made.push(add(&transaction, operation_id, new, self.clock.now(), actor).await?);
        }
        transaction.commit().await?;
        Ok(made)
    }

    /// The phone with this user name in an operation and what is kept of its password, unless revoked.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn device_by_user_name(
        &self,
        operation_id: i32,
        user_name: &str,
    ) -> Result<Option<(Device, DeviceLogin)>> {
        if user_name.contains('\0') {
            return Ok(None); // PostgreSQL keeps no such text and would call the question an error
        }
        let login =
            device_login::Entity::find().filter(device_login::Column::UserName.eq(user_name)).one(&self.reader).await?;
        let Some(login) = login else { return Ok(None) };
        let row = device::Entity::find_by_id(login.device_id)
            .filter(device::Column::OperationId.eq(operation_id))
            .filter(device::Column::RevokedAt.is_null())
            .one(&self.reader)
            .await?;
        let device_login::Model { user_name, ha1_md5, ha1_sha256, .. } = login;
        let device = row.map(|row| Device { user_name: Some(user_name.clone()), ..plain(row) });
        Ok(device.map(|device| (device, DeviceLogin { user_name, ha1_md5, ha1_sha256 })))
    }

    /// Whether `token` belonged to a phone of an operation that is shut out: for saying so.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_revoked_token(&self, operation_id: i32, token: &str) -> Result<bool> {
        let row = device::Entity::find()
            .filter(device::Column::TokenSha256.eq(sha256_hex(token.as_bytes())))
            .filter(device::Column::OperationId.eq(operation_id))
            .filter(device::Column::RevokedAt.is_not_null())
            .one(&self.reader)
            .await?;
        Ok(row.is_some())
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
        let login = device_login::Entity::delete_many().filter(device_login::Column::DeviceId.eq(device_id));
        login.exec(&transaction).await?;
        append(&transaction, self.clock.now(), &[Deed::new(actor, "device.revoked", subject)]).await?;
        transaction.commit().await?;
        Ok(true)
    }
}
