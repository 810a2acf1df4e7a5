//! Webhooks: other systems that are told what happens. What is to be told is written in the transaction in which it
//! happened, and stays until it is delivered.

mod deliveries;
mod outbox;

pub use deliveries::{Attempt, WebhookDelivery};
pub(crate) use outbox::{announce_decisions, announce_submissions};

use crate::{
    audit::{Deed, append},
    connect::Store,
    error::Result,
    json::{from_json, to_json},
    seals::Sealer,
    tables::{webhook, webhook_delivery},
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};
use serde_json::json;

const SECRET: &str = "webhook.secret";

/// A webhook.
#[derive(Clone, PartialEq, serde::Serialize)]
pub struct Webhook {
    /// Row.
    pub id: i32,
    /// Its operation.
    #[serde(skip)]
    pub operation_id: i32,
    /// What people call it.
    pub name: String,
    /// Where it is told.
    pub url: String,
    /// What its bodies are signed with.
    #[serde(skip)]
    pub secret: String,
    /// What it is told of.
    pub events: Vec<String>,
    /// Whether it is told answers that are not personal.
    pub with_answers: bool,
    /// Whether it rests; what happens meanwhile waits for it.
    pub paused: bool,
    /// Why, if nobody asked for it: `unreachable`.
    pub paused_because: Option<String>,
    /// Since when it is kept.
    pub created_at: DateTime<Utc>,
    /// By whom.
    pub created_by: String,
}

impl std::fmt::Debug for Webhook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Webhook").field("id", &self.id).field("url", &self.url).finish_non_exhaustive()
    }
}

impl Webhook {
    fn subject(&self) -> String {
        format!("webhook:{} {}", self.id, self.name)
    }
}

/// What a manager says of a webhook.
#[derive(Debug, Clone, PartialEq)]
pub struct WebhookSettings {
    /// What people call it.
    pub name: String,
    /// Where it is told.
    pub url: String,
    /// What it is told of.
    pub events: Vec<String>,
    /// Whether it is told answers that are not personal.
    pub with_answers: bool,
    /// Whether it rests.
    pub paused: bool,
}

/// States of what is to be told.
const WAITING: &str = "waiting";
const DELIVERED: &str = "delivered";
const SET_ASIDE: &str = "set_aside";

/// The secret of a webhook as it is stored.
fn sealed_secret(sealer: &Sealer, id: i32, secret: &str) -> Result<String> {
    sealer.text(SECRET, &owner(id), secret)
}

fn owner(id: i32) -> String {
    format!("webhook:{id}")
}

/// A webhook sealed with the newest key; none if it is.
pub(crate) fn reseal_webhook(sealer: &Sealer, row: webhook::Model) -> Result<Option<webhook::ActiveModel>> {
    let sealed = sealer.reseal_text(SECRET, &owner(row.id), &row.secret)?;
    Ok(sealed.map(|sealed| {
        let mut row = row.into_active_model();
        row.secret = Set(sealed);
        row
    }))
}

fn plain(sealer: &Sealer, row: webhook::Model) -> Result<Webhook> {
    let secret = sealer.open_text(SECRET, &owner(row.id), &row.secret)?;
    Ok(Webhook {
        id: row.id,
        operation_id: row.operation_id,
        name: row.name,
        url: row.url,
        secret,
        events: from_json("webhook.events", &row.events)?,
        with_answers: row.with_answers,
        paused: row.paused,
        paused_because: row.paused_because,
        created_at: row.created_at,
        created_by: row.created_by,
    })
}

impl Store {
    /// Webhooks of an operation, by name, each with how much waits for it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn webhooks(&self, operation_id: i32) -> Result<Vec<(Webhook, u64)>> {
        let rows = webhook::Entity::find()
            .filter(webhook::Column::OperationId.eq(operation_id))
            .filter(webhook::Column::Gone.eq(false))
            .all(&self.reader)
            .await?;
        let mut hooks = Vec::with_capacity(rows.len());
        for row in rows {
            let waiting = webhook_delivery::Entity::find()
                .filter(webhook_delivery::Column::WebhookId.eq(row.id))
                .filter(webhook_delivery::Column::State.eq(WAITING))
                .count(&self.reader)
                .await?;
            hooks.push((plain(&self.sealer, row)?, waiting));
        }
        hooks.sort_by(|(a, _), (b, _)| (&a.name, a.id).cmp(&(&b.name, b.id)));
        Ok(hooks)
    }

    /// Keeps a webhook.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_webhook(
        &self,
        operation_id: i32,
        new: &WebhookSettings,
        secret: &str,
        actor: &str,
    ) -> Result<Webhook> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let row = webhook::ActiveModel {
            operation_id: Set(operation_id),
            name: Set(new.name.clone()),
            url: Set(new.url.clone()),
            secret: Set(String::new()),
            events: Set(to_json("webhook.events", &new.events)?),
            with_answers: Set(new.with_answers),
            paused: Set(new.paused),
            paused_because: Set(None),
            gone: Set(false),
            leased_until: Set(None),
            created_at: Set(now),
            created_by: Set(actor.to_owned()),
            ..Default::default()
        };
        let row = row.insert(&transaction).await?;
        let sealed = sealed_secret(&self.sealer, row.id, secret)?; // it is bound to the row, which has its number now only
        let mut row = row.into_active_model();
        row.secret = Set(sealed);
        let hook = plain(&self.sealer, row.update(&transaction).await?)?;
        let detail = json!({"url": hook.url, "events": hook.events, "with_answers": hook.with_answers});
        append(&transaction, now, &[Deed::new(actor, "webhook.added", hook.subject()).detail(detail)]).await?;
        transaction.commit().await?;
        Ok(hook)
    }

    /// Changes a webhook; none if there is none with that number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn change_webhook(
        &self,
        operation_id: i32,
        id: i32,
        to: &WebhookSettings,
        actor: &str,
    ) -> Result<Option<Webhook>> {
        let events = to_json("webhook.events", &to.events)?;
        let detail = json!({"url": to.url, "events": to.events, "with_answers": to.with_answers, "paused": to.paused});
        self.alter_webhook(operation_id, id, Deed::new(actor, "webhook.changed", "").detail(detail), |row| {
            row.name = Set(to.name.clone());
            row.url = Set(to.url.clone());
            row.events = Set(events);
            row.with_answers = Set(to.with_answers);
            row.paused = Set(to.paused);
            row.paused_because = Set(None);
        })
        .await
    }

    /// Gives a webhook another secret; none if there is none with that number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rotate_webhook_secret(
        &self,
        operation_id: i32,
        id: i32,
        secret: &str,
        actor: &str,
    ) -> Result<Option<Webhook>> {
        let deed = Deed::new(actor, "webhook.secret_rotated", "");
        let sealed = sealed_secret(&self.sealer, id, secret)?;
        self.alter_webhook(operation_id, id, deed, |row| row.secret = Set(sealed)).await
    }

    /// Forgets a webhook, its secret and what waited for it. False if there is none with that number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_webhook(&self, operation_id: i32, id: i32, actor: &str) -> Result<bool> {
        let deed = Deed::new(actor, "webhook.removed", "");
        let gone = self.alter_webhook(operation_id, id, deed, |row| {
            row.gone = Set(true);
            row.secret = Set(String::new());
        });
        let gone = gone.await?.is_some();
        if gone {
            let rows = webhook_delivery::Entity::delete_many().filter(webhook_delivery::Column::WebhookId.eq(id));
            rows.exec(&self.writer).await?;
        }
        Ok(gone)
    }

    async fn alter_webhook(
        &self,
        operation_id: i32,
        id: i32,
        mut deed: Deed,
        alter: impl FnOnce(&mut webhook::ActiveModel),
    ) -> Result<Option<Webhook>> {
        let transaction = self.begin().await?;
        let row = webhook::Entity::find_by_id(id)
            .filter(webhook::Column::OperationId.eq(operation_id))
            .filter(webhook::Column::Gone.eq(false))
            .one(&transaction)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let mut row = row.into_active_model();
        alter(&mut row);
        let hook = plain(&self.sealer, row.update(&transaction).await?)?;
        deed.subject = hook.subject();
        append(&transaction, self.clock.now(), &[deed]).await?;
        transaction.commit().await?;
        Ok(Some(hook))
    }
}
