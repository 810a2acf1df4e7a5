//! Keys that forms are encrypted with.

use crate::{
    audit::{Deed, append},
    connect::Store,
    error::Result,
    json::{JsonText, from_json},
    tables::form_key::{ActiveModel, Column, Entity, Model},
};
use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder};
use serde_json::Value as Json;

/// A key that forms of an operation are encrypted with.
#[derive(Debug, Clone, PartialEq)]
pub struct FormKey {
    /// Row.
    pub id: i32,
    /// The public key: base64 of its SubjectPublicKeyInfo, on one line.
    pub public_key: String,
    /// The private key under its passphrase, as crate `encrypted` writes it, if it was left here.
    pub protected: Option<Json>,
    /// What reminds people of the passphrase.
    pub hint: Option<String>,
    /// Whether later versions of a form stay encrypted with it, although their workbooks do not say so.
    pub kept: bool,
    /// Since when it is known.
    pub created_at: DateTime<Utc>,
}

/// A key to be made known.
#[derive(Debug, Clone, PartialEq)]
pub struct NewFormKey {
    /// As [`FormKey::public_key`].
    pub public_key: String,
    /// As [`FormKey::protected`].
    pub protected: Option<Json>,
    /// As [`FormKey::hint`].
    pub hint: Option<String>,
    /// As [`FormKey::kept`].
    pub kept: bool,
}

fn plain(row: Model) -> Result<FormKey> {
    let Model { id, public_key, protected, hint, kept, created_at, .. } = row;
    let protected = protected.map(|text| from_json("form_key.protected", &text)).transpose()?;
    Ok(FormKey { id, public_key, protected, hint, kept, created_at })
}

impl Store {
    /// Makes a key known. One that is known stays; what was not known of it is added.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_form_key(&self, operation_id: i32, new: &NewFormKey, actor: &str) -> Result<FormKey> {
        let transaction = self.begin().await?;
        let known = Entity::find()
            .filter(Column::OperationId.eq(operation_id))
            .filter(Column::PublicKey.eq(&new.public_key))
            .one(&transaction)
            .await?;
        let now = self.clock.now();
        let row = match known {
            Some(row) => {
                let adds = (new.kept && !row.kept) || (new.protected.is_some() && row.protected.is_none());
                if !adds {
                    return plain(row);
                }
                let (kept, unprotected) = (row.kept || new.kept, row.protected.is_none());
                let mut row = row.into_active_model();
                row.kept = Set(kept);
                if unprotected {
                    row.protected = Set(new.protected.as_ref().map(JsonText::from));
                    row.hint = Set(new.hint.clone());
                }
                row.update(&transaction).await?
            }
            None => {
                let row = ActiveModel {
                    operation_id: Set(operation_id),
                    public_key: Set(new.public_key.clone()),
                    protected: Set(new.protected.as_ref().map(JsonText::from)),
                    hint: Set(new.hint.clone()),
                    kept: Set(new.kept),
                    created_at: Set(now),
                    created_by: Set(actor.to_owned()),
                    ..Default::default()
                };
                row.insert(&transaction).await?
            }
        };
        append(&transaction, now, &[Deed::new(actor, "form_key.kept", format!("form_key:{}", row.id))]).await?;
        transaction.commit().await?;
        plain(row)
    }

    /// The keys of an operation, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn form_keys(&self, operation_id: i32) -> Result<Vec<FormKey>> {
        let rows = Entity::find().filter(Column::OperationId.eq(operation_id)).order_by_asc(Column::Id);
        rows.all(&self.reader).await?.into_iter().map(plain).collect()
    }
}
