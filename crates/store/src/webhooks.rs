//! Webhooks: other systems that are told what happens. What is to be told is written in the transaction in which it
//! happened, and stays until it is delivered.

use crate::{
    audit::{Deed, append},
    connect::Store,
    error::Result,
    json::{JsonText, from_json, to_json},
    tables::{exercise, webhook, webhook_delivery},
    writer::{NewSubmission, Stored},
};
use chrono::{DateTime, Duration, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait,
    IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use serde_json::{Value as Json, json};
use std::collections::HashMap;
use vocab::RecordState;

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

const WAITING: &str = "waiting";
const DELIVERED: &str = "delivered";
const SET_ASIDE: &str = "set_aside";
/// Deliveries an insert; each has eight values, and SQLite takes 32,766.
const ROWS_A_STATEMENT: usize = 1_000;

fn plain(row: webhook::Model) -> Result<Webhook> {
    Ok(Webhook {
        id: row.id,
        operation_id: row.operation_id,
        name: row.name,
        url: row.url,
        secret: row.secret,
        events: from_json("webhook.events", &row.events)?,
        with_answers: row.with_answers,
        paused: row.paused,
        paused_because: row.paused_because,
        created_at: row.created_at,
        created_by: row.created_by,
    })
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

/// Something that happened in an operation.
struct Happening {
    operation_id: i32,
    event: &'static str,
    facts: Json,
}

/// Writes what became of submissions for the webhooks that want to know, in the transaction in which it happened. Costs one
/// question where there are none.
pub(crate) async fn announce_submissions<'new>(
    transaction: &impl ConnectionTrait,
    at: DateTime<Utc>,
    stored: impl Iterator<Item = (&'new NewSubmission, &'new Stored)>,
) -> Result<()> {
    let happening = |(new, outcome): (&NewSubmission, &Stored)| {
        let (event, submission_id, record_id, state) = match outcome {
            Stored::New { submission_id, record_id } => {
                ("submission.received", submission_id, record_id, new.record.state)
            }
            Stored::Corrected { submission_id, record_id, .. } => {
                ("submission.corrected", submission_id, record_id, RecordState::Edited)
            }
            _ => return None,
        };
        let facts = json!({"submission": submission_id, "record": record_id, "state": state.code()});
        Some(Happening { operation_id: new.operation_id, event, facts })
    };
    let happenings: Vec<Happening> = stored.filter_map(happening).collect();
    announce(transaction, at, &happenings).await
}

/// The same for decisions about records: row, exercise, submission, state.
pub(crate) async fn announce_decisions(
    transaction: &DatabaseTransaction,
    at: DateTime<Utc>,
    decided: &[(i64, i32, Option<i64>, RecordState)],
) -> Result<()> {
    let any = webhook::Entity::find().filter(webhook::Column::Gone.eq(false)).one(transaction).await?;
    if decided.is_empty() || any.is_none() {
        return Ok(());
    }
    let operations: HashMap<i32, i32> = exercise::Entity::find()
        .select_only()
        .columns([exercise::Column::Id, exercise::Column::OperationId])
        .into_tuple::<(i32, i32)>()
        .all(transaction)
        .await?
        .into_iter()
        .collect();
    let happenings: Vec<Happening> = decided
        .iter()
        .filter_map(|(record, exercise, submission, state)| {
            let facts = json!({"submission": submission, "record": record, "state": state.code()});
            Some(Happening { operation_id: *operations.get(exercise)?, event: "record.decided", facts })
        })
        .collect();
    announce(transaction, at, &happenings).await
}

async fn announce(transaction: &impl ConnectionTrait, at: DateTime<Utc>, happenings: &[Happening]) -> Result<()> {
    if happenings.is_empty() {
        return Ok(());
    }
    let hooks = webhook::Entity::find()
        .filter(webhook::Column::Gone.eq(false))
        .order_by_asc(webhook::Column::Id)
        .all(transaction)
        .await?;
    let mut rows = Vec::new();
    for hook in hooks.into_iter().map(plain).collect::<Result<Vec<_>>>()? {
        let wanted = |happening: &&Happening| {
            happening.operation_id == hook.operation_id && hook.events.iter().any(|event| event == happening.event)
        };
        rows.extend(happenings.iter().filter(wanted).map(|happening| webhook_delivery::ActiveModel {
            webhook_id: Set(hook.id),
            event: Set(happening.event.to_owned()),
            facts: Set(JsonText::from(&happening.facts)),
            body: Set(None),
            state: Set(WAITING.to_owned()),
            attempts: Set(0),
            created_at: Set(at),
            next_attempt_at: Set(at),
            ..Default::default()
        }));
    }
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(ROWS_A_STATEMENT));
        webhook_delivery::Entity::insert_many(rows).exec_without_returning(transaction).await?;
        rows = rest;
    }
    Ok(())
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
            hooks.push((plain(row)?, waiting));
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
            secret: Set(secret.to_owned()),
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
        let hook = plain(row.insert(&transaction).await?)?;
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
        self.alter_webhook(operation_id, id, deed, |row| row.secret = Set(secret.to_owned())).await
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
        let hook = plain(row.update(&transaction).await?)?;
        deed.subject = hook.subject();
        append(&transaction, self.clock.now(), &[deed]).await?;
        transaction.commit().await?;
        Ok(Some(hook))
    }

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
        let Some(hook) = hook.map(plain).transpose()? else { return Ok(false) };
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
            if !self.next_delivery(hook.id).await?.is_some_and(|next| next.next_attempt_at <= now) {
                continue;
            }
            let taken = webhook::Entity::update_many()
                .col_expr(webhook::Column::LeasedUntil, Expr::value(now + lease))
                .filter(webhook::Column::Id.eq(hook.id))
                .filter(free())
                .exec(&self.writer)
                .await?;
            if taken.rows_affected > 0 {
                return plain(hook).map(Some);
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
                let hook = plain(row.clone())?;
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
