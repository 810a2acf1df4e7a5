//! Links: whoever has one may fill a form in a browser, once or as often as wanted, until it expires or is revoked.

use crate::{
    audit::{Deed, append},
    blobs::sha256_hex,
    connect::Store,
    error::Result,
    tables::{
        form_link::{ActiveModel, Column, Entity, Model},
        submission,
    },
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, sea_query::Expr,
};
use serde_json::json;

/// How often a link may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// For one submission.
    Single,
    /// For any number of submissions.
    Many,
}

impl LinkKind {
    fn word(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Many => "many",
        }
    }

    fn of(word: &str) -> Self {
        if word == "single" { Self::Single } else { Self::Many }
    }
}

/// A link to fill a form.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct FormLink {
    /// Row.
    pub id: i32,
    /// The operation whose form it is.
    #[serde(skip)]
    pub operation_id: i32,
    /// The form.
    #[serde(rename = "form_id")]
    pub xml_form_id: String,
    /// What people call it.
    pub name: String,
    /// How often it may be used.
    pub kind: LinkKind,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// By whom it was made.
    pub created_by: String,
    /// Until when; none is for ever.
    pub expires_at: Option<DateTime<Utc>>,
    /// Since when it may no longer.
    pub revoked_at: Option<DateTime<Utc>>,
    /// When a link for one submission was used.
    pub used_at: Option<DateTime<Utc>>,
}

/// Why a link opens nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkClosed {
    /// Its time is over.
    Expired,
    /// Somebody took it back.
    Revoked,
    /// It was for one submission, which has arrived.
    Used,
}

impl FormLink {
    /// How the link is named in the audit log, and as the sender of what came by it.
    pub fn actor(&self) -> String {
        format!("link:{} {}", self.id, self.name)
    }

    /// Why it opens nothing at a moment; none if it is open.
    pub fn closed(&self, at: DateTime<Utc>) -> Option<LinkClosed> {
        if self.revoked_at.is_some() {
            Some(LinkClosed::Revoked)
        } else if self.used_at.is_some() {
            Some(LinkClosed::Used)
        } else {
            self.expires_at.filter(|until| *until <= at).map(|_| LinkClosed::Expired)
        }
    }
}

/// What a link is made from.
#[derive(Debug, Clone)]
pub struct NewLink {
    /// The form.
    pub xml_form_id: String,
    /// What people call it.
    pub name: String,
    /// How often it may be used.
    pub kind: LinkKind,
    /// Until when; none is for ever.
    pub expires_at: Option<DateTime<Utc>>,
}

fn plain(row: Model) -> FormLink {
    let Model { id, operation_id, xml_form_id, name, kind, created_at, created_by, .. } = row;
    let Model { expires_at, revoked_at, used_at, .. } = row;
    let kind = LinkKind::of(&kind);
    FormLink { id, operation_id, xml_form_id, name, kind, created_at, created_by, expires_at, revoked_at, used_at }
}

impl Store {
    /// Links to a form, newest first, each with how many submissions came by it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn links(&self, operation_id: i32, xml_form_id: &str) -> Result<Vec<(FormLink, u64)>> {
        let rows = Entity::find()
            .filter(Column::OperationId.eq(operation_id))
            .filter(Column::XmlFormId.eq(xml_form_id))
            .order_by_desc(Column::Id)
            .all(&self.reader)
            .await?;
        let mut links = Vec::with_capacity(rows.len());
        for link in rows.into_iter().map(plain) {
            let came = submission::Entity::find()
                .filter(submission::Column::OperationId.eq(operation_id))
                .filter(submission::Column::Sender.eq(link.actor()))
                .count(&self.reader)
                .await?;
            links.push((link, came));
        }
        Ok(links)
    }

    /// Makes a link. Only the hash of `token` is kept: it cannot be shown again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn create_link(&self, operation_id: i32, new: &NewLink, token: &str, actor: &str) -> Result<FormLink> {
        let transaction = self.begin().await?;
        let row = ActiveModel {
            operation_id: Set(operation_id),
            xml_form_id: Set(new.xml_form_id.clone()),
            name: Set(new.name.clone()),
            token_sha256: Set(sha256_hex(token.as_bytes())),
            kind: Set(new.kind.word().to_owned()),
            created_at: Set(self.clock.now()),
            created_by: Set(actor.to_owned()),
            expires_at: Set(new.expires_at),
            ..Default::default()
        };
        let link = plain(row.insert(&transaction).await?);
        let detail = json!({"form": new.xml_form_id, "kind": new.kind, "expires_at": new.expires_at});
        let deed = Deed::new(actor, "link.created", link.actor()).detail(detail);
        append(&transaction, self.clock.now(), &[deed]).await?;
        transaction.commit().await?;
        Ok(link)
    }

    /// The link with this token, whether it still opens anything or not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn link_by_token(&self, token: &str) -> Result<Option<FormLink>> {
        let row = Entity::find().filter(Column::TokenSha256.eq(sha256_hex(token.as_bytes()))).one(&self.reader).await?;
        Ok(row.map(plain))
    }

    /// Takes a link back for good; false if the form has none with that number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn revoke_link(&self, operation_id: i32, xml_form_id: &str, id: i32, actor: &str) -> Result<bool> {
        let transaction = self.begin().await?;
        let Some(row) = of_form(&transaction, operation_id, xml_form_id, id).await? else { return Ok(false) };
        if row.revoked_at.is_some() {
            return Ok(true); // since the first time
        }
        let subject = plain(row.clone()).actor();
        let mut row = row.into_active_model();
        row.revoked_at = Set(Some(self.clock.now()));
        row.update(&transaction).await?;
        append(&transaction, self.clock.now(), &[Deed::new(actor, "link.revoked", subject)]).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Lets a link live longer or shorter, so that what was filled in without a network can still be sent; none if the
    /// form has no link with that number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_link_expiry(
        &self,
        operation_id: i32,
        xml_form_id: &str,
        id: i32,
        expires_at: Option<DateTime<Utc>>,
        actor: &str,
    ) -> Result<Option<FormLink>> {
        let transaction = self.begin().await?;
        let Some(row) = of_form(&transaction, operation_id, xml_form_id, id).await? else { return Ok(None) };
        let mut row = row.into_active_model();
        row.expires_at = Set(expires_at);
        let link = plain(row.update(&transaction).await?);
        let deed = Deed::new(actor, "link.expiry_set", link.actor()).detail(json!({"expires_at": expires_at}));
        append(&transaction, self.clock.now(), &[deed]).await?;
        transaction.commit().await?;
        Ok(Some(link))
    }
}

async fn of_form(
    transaction: &DatabaseTransaction,
    operation_id: i32,
    xml_form_id: &str,
    id: i32,
) -> Result<Option<Model>> {
    let row = Entity::find_by_id(id)
        .filter(Column::OperationId.eq(operation_id))
        .filter(Column::XmlFormId.eq(xml_form_id))
        .one(transaction)
        .await?;
    Ok(row)
}

/// Whether a link lets a submission in.
pub(crate) enum Admission {
    /// It does not.
    Closed(LinkClosed),
    /// It does; `taken` if the submission has just used it up.
    Open { taken: bool },
}

/// Asks a link, inside the transaction that stores the submission. What is `held` already came in once and is only being
/// told so again, or bringing the rest of its files: for that a link is not too old, and not used.
pub(crate) async fn admit(
    transaction: &DatabaseTransaction,
    link_id: i32,
    instance_id: &str,
    held: bool,
    at: DateTime<Utc>,
) -> Result<Admission> {
    let link = Entity::find_by_id(link_id).one(transaction).await?.map(plain);
    let Some(link) = link else { return Ok(Admission::Closed(LinkClosed::Revoked)) };
    match link.closed(at) {
        Some(LinkClosed::Revoked) => return Ok(Admission::Closed(LinkClosed::Revoked)),
        _ if held => return Ok(Admission::Open { taken: false }),
        Some(closed) => return Ok(Admission::Closed(closed)),
        None => {}
    }
    if link.kind == LinkKind::Many {
        return Ok(Admission::Open { taken: false });
    }
    // On PostgreSQL another server may be using it: this waits for that one and then finds it used.
    let used = Entity::update_many()
        .col_expr(Column::UsedBy, Expr::value(instance_id))
        .col_expr(Column::UsedAt, Expr::value(at))
        .filter(Column::Id.eq(link_id))
        .filter(Column::UsedAt.is_null())
        .exec(transaction)
        .await?;
    Ok(if used.rows_affected == 1 { Admission::Open { taken: true } } else { Admission::Closed(LinkClosed::Used) })
}

/// Gives a link back that a submission has used and then was not stored, in the same transaction.
pub(crate) async fn release(transaction: &DatabaseTransaction, link_id: i32) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::UsedBy, Expr::null())
        .col_expr(Column::UsedAt, Expr::null())
        .filter(Column::Id.eq(link_id))
        .exec(transaction)
        .await?;
    Ok(())
}
