//! What is delivered, tried again or set aside.

use super::{DELIVERED, SET_ASIDE, WAITING, Webhook, plain};
use crate::{
    audit::{Deed, append},
    connect::Store,
    error::Result,
    json::from_json,
    tables::{webhook, webhook_delivery},
};
use chrono::{DateTime, Duration, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use serde_json::{Value as Json, json};

/// Something to tell.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct WebhookDelivery {
    /// Row; grows in the order in which things happened.
    pub id: i64,
    /// Whom it is told.
    pub webhook_id: i32,
    /// What happened: `submission.received`, …
    pub event: String,
    /// Rows of what it happened to.
    #[serde(skip)]
    pub facts: Json,
    /// What is sent, once it was made.
    #[serde(skip)]
    pub body: Option<String>,
    /// `waiting`, `delivered` or `set_aside`.
    pub state: String,
    /// How often it was tried.
    pub attempts: i32,
    /// When it happened.
    pub created_at: DateTime<Utc>,
    /// When it is tried next.
    pub next_attempt_at: DateTime<Utc>,
    /// When it was tried last.
    pub last_attempt_at: Option<DateTime<Utc>>,
    /// The status of the last answer; none if there was no answer.
    pub last_status: Option<i32>,
    /// How the last answer began, or why there was none.
    pub last_answer: Option<String>,
}

/// How an attempt ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// The status answered; none if there was no answer.
    pub status: Option<i32>,
    /// How the answer began, or why there was none.
    pub answer: String,
    /// When to try again; none if it was delivered.
    pub again_at: Option<DateTime<Utc>>,
    /// Whether the webhook shall rest, after failing too long.
    pub give_up: bool,
}

fn plain_delivery(row: webhook_delivery::Model) -> Result<WebhookDelivery> {
    Ok(WebhookDelivery {
        id: row.id,
        webhook_id: row.webhook_id,
        event: row.event,
        facts: from_json("webhook_delivery.facts", &row.facts)?,
        body: row.body,
        state: row.state,
        attempts: row.attempts,
        created_at: row.created_at,
        next_attempt_at: row.next_attempt_at,
        last_attempt_at: row.last_attempt_at,
        last_status: row.last_status,
        last_answer: row.last_answer,
    })
}

impl Store {
    /// What a webhook was told and is to be told, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn webhook_log(&self, webhook_id: i32, before: Option<i64>, limit: u64) -> Result<Vec<WebhookDelivery>> {
        let mut query = webhook_delivery::Entity::find()
            .filter(webhook_delivery::Column::WebhookId.eq(webhook_id))
            .order_by_desc(webhook_delivery::Column::Id)
            .limit(limit);
        if let Some(before) = before {
            query = query.filter(webhook_delivery::Column::Id.lt(before));
        }
        query.all(&self.reader).await?.into_iter().map(plain_delivery).collect()
    }

    /// Lets something be told again now, or sets it aside so that what comes after it is told. False if the operation has
    /// no such delivery.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn steer_delivery(&self, operation_id: i32, id: i64, again: bool, actor: &str) -> Result<bool> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let Some(row) = webhook_delivery::Entity::find_by_id(id).one(&transaction).await? else { return Ok(false) };
        let hook = webhook::Entity::find_by_id(row.webhook_id)
            .filter(webhook::Column::OperationId.eq(operation_id))
            .filter(webhook::Column::Gone.eq(false))
            .one(&transaction)
            .await?;
        let Some(hook) = hook.map(|row| plain(&self.sealer, row)).transpose()? else { return Ok(false) };
        let mut row = row.into_active_model();
        let action = if again {
            row.state = Set(WAITING.to_owned());
            row.attempts = Set(0);
            row.next_attempt_at = Set(now);
            "webhook.resend_asked"
        } else {
            row.state = Set(SET_ASIDE.to_owned());
            "webhook.delivery_set_aside"
        };
        row.update(&transaction).await?;
        let deed = Deed::new(actor, action, hook.subject()).detail(json!({"delivery": id}));
        append(&transaction, now, &[deed]).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Takes a webhook whose oldest waiting delivery is due; nobody else gets it for `lease`, in this process or another.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_due_webhook(&self, lease: Duration) -> Result<Option<Webhook>> {
        let now = self.clock.now();
        let free =
            || Condition::any().add(webhook::Column::LeasedUntil.is_null()).add(webhook::Column::LeasedUntil.lt(now));
        let hooks = webhook::Entity::find()
            .filter(webhook::Column::Gone.eq(false))
            .filter(webhook::Column::Paused.eq(false))
            .filter(free())
            .order_by_asc(webhook::Column::Id)
            .all(&self.reader)
            .await?;
        for hook in hooks {
            if self.next_delivery(hook.id).await?.is_none_or(|next| next.next_attempt_at > now) {
                continue;
            }
            let taken = webhook::Entity::update_many()
                .col_expr(webhook::Column::LeasedUntil, Expr::value(now + lease))
                .filter(webhook::Column::Id.eq(hook.id))
                .filter(free())
                .exec(&self.writer)
                .await?;
            if taken.rows_affected > 0 {
                return plain(&self.sealer, hook).map(Some);
            }
        }
        Ok(None)
    }

    /// Lets a webhook go.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn release_webhook(&self, id: i32) -> Result<()> {
        webhook::Entity::update_many()
            .col_expr(webhook::Column::LeasedUntil, Expr::value(None::<DateTime<Utc>>))
            .filter(webhook::Column::Id.eq(id))
            .exec(&self.writer)
            .await?;
        Ok(())
    }

    /// The oldest thing that a webhook is still to be told.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next_delivery(&self, webhook_id: i32) -> Result<Option<WebhookDelivery>> {
        let row = webhook_delivery::Entity::find()
            .filter(webhook_delivery::Column::WebhookId.eq(webhook_id))
            .filter(webhook_delivery::Column::State.eq(WAITING))
            .order_by_asc(webhook_delivery::Column::Id)
            .one(&self.reader)
            .await?;
        row.map(plain_delivery).transpose()
    }

    /// Keeps what is sent, so that every attempt sends the same.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_delivery_body(&self, id: i64, body: &str) -> Result<()> {
        webhook_delivery::Entity::update_many()
            .col_expr(webhook_delivery::Column::Body, Expr::value(body))
            .filter(webhook_delivery::Column::Id.eq(id))
            .exec(&self.writer)
            .await?;
        Ok(())
    }

    /// Notes how an attempt ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_attempt(&self, delivery: &WebhookDelivery, attempt: &Attempt) -> Result<()> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let state = if attempt.again_at.is_none() { DELIVERED } else { WAITING };
        webhook_delivery::Entity::update_many()
            .col_expr(webhook_delivery::Column::State, Expr::value(state))
            .col_expr(webhook_delivery::Column::Attempts, Expr::value(delivery.attempts.saturating_add(1)))
            .col_expr(webhook_delivery::Column::LastAttemptAt, Expr::value(now))
            .col_expr(webhook_delivery::Column::LastStatus, Expr::value(attempt.status))
            .col_expr(webhook_delivery::Column::LastAnswer, Expr::value(attempt.answer.replace('\0', "")))
            .col_expr(webhook_delivery::Column::NextAttemptAt, Expr::value(attempt.again_at.unwrap_or(now)))
            .filter(webhook_delivery::Column::Id.eq(delivery.id))
            // Somebody may have set it aside meanwhile; what is delivered is delivered all the same.
            .filter(
                Condition::any().add(webhook_delivery::Column::State.eq(WAITING)).add(Expr::value(state == DELIVERED)),
            )
            .exec(&transaction)
            .await?;
        if attempt.give_up {
            let row = webhook::Entity::find_by_id(delivery.webhook_id).one(&transaction).await?;
            if let Some(row) = row {
                let hook = plain(&self.sealer, row.clone())?;
                let mut row = row.into_active_model();
                row.paused = Set(true);
                row.paused_because = Set(Some("unreachable".to_owned()));
                row.update(&transaction).await?;
                append(&transaction, now, &[Deed::new("server", "webhook.paused", hook.subject())]).await?;
            }
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Forgets what was delivered before a moment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_deliveries(&self, before: DateTime<Utc>) -> Result<u64> {
        let done = webhook_delivery::Entity::delete_many()
            .filter(webhook_delivery::Column::State.eq(DELIVERED))
            .filter(webhook_delivery::Column::LastAttemptAt.lt(before))
            .exec(&self.writer)
            .await?;
        Ok(done.rows_affected)
    }
}
