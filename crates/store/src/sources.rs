//! Sources: other systems whose submissions are brought again and again.

use crate::{
    audit::{Deed, append},
    connect::Store,
    error::Result,
    json::{JsonText, from_json},
    seals::Sealer,
    tables::source,
};
use chrono::{DateTime, Duration, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use serde_json::{Value as Json, json};

const SECRET: &str = "source.secret";

/// A source.
#[derive(Clone, PartialEq, serde::Serialize)]
pub struct Source {
    /// Row.
    pub id: i32,
    /// Its operation.
    #[serde(skip)]
    pub operation_id: i32,
    /// What people call it.
    pub name: String,
    /// `kobo` or `central`.
    pub kind: String,
    /// Its address.
    pub url: String,
    /// Project of ODK Central; empty for Kobo.
    pub project: String,
    /// Form of ODK Central, or asset of Kobo.
    pub form: String,
    /// E-mail address to log in with; without it the secret is a token.
    pub login: Option<String>,
    /// Token or password. Never leaves this program but to the source.
    #[serde(skip)]
    pub secret: String,
    /// Whether what was decided there is decided here too.
    pub review_states: bool,
    /// Minutes between runs; 0 for only when asked.
    pub every_minutes: i32,
    /// Whether it rests.
    pub paused: bool,
    /// How far it was read, as the reader keeps it.
    #[serde(skip)]
    pub cursor: Json,
    /// When it is read next, unless it rests.
    pub next_run_at: DateTime<Utc>,
    /// Until when somebody is reading it.
    pub running_until: Option<DateTime<Utc>>,
    /// When it was read last.
    pub last_run_at: Option<DateTime<Utc>>,
    /// What came of it.
    pub last_result: Json,
    /// Since when it is kept.
    pub created_at: DateTime<Utc>,
    /// By whom.
    pub created_by: String,
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Source").field("id", &self.id).field("url", &self.url).finish_non_exhaustive()
    }
}

impl Source {
    /// How the source is named in the audit log.
    pub fn actor(&self) -> String {
        format!("source:{} {}", self.id, self.name)
    }
}

/// A source to keep.
#[derive(Clone)]
pub struct NewSource {
    /// What people call it.
    pub name: String,
    /// `kobo` or `central`.
    pub kind: String,
    /// Its address.
    pub url: String,
    /// Project of ODK Central.
    pub project: String,
    /// Form, or asset.
    pub form: String,
    /// E-mail address to log in with.
    pub login: Option<String>,
    /// Token or password.
    pub secret: String,
    /// Whether what was decided there is decided here too.
    pub review_states: bool,
    /// Minutes between runs; 0 for only when asked.
    pub every_minutes: i32,
}

/// What may be changed of a source. Its address stays: another address is another source.
#[derive(Clone, Default)]
pub struct SourceChange {
    /// What people call it.
    pub name: Option<String>,
    /// A new token or password.
    pub secret: Option<String>,
    /// Minutes between runs.
    pub every_minutes: Option<i32>,
    /// Whether it rests.
    pub paused: Option<bool>,
    /// Whether what was decided there is decided here too.
    pub review_states: Option<bool>,
}

/// A secret is bound to the address it is sent to, which never changes: nobody who can write to the database has it sent
/// elsewhere.
fn owner(operation_id: i32, url: &str) -> String {
    format!("operation:{operation_id}/{url}")
}

/// A source sealed with the newest key; none if it is.
pub(crate) fn reseal_source(sealer: &Sealer, row: source::Model) -> Result<Option<source::ActiveModel>> {
    let sealed = sealer.reseal_text(SECRET, &owner(row.operation_id, &row.url), &row.secret)?;
    Ok(sealed.map(|sealed| {
        let mut row = row.into_active_model();
        row.secret = Set(sealed);
        row
    }))
}

fn plain(sealer: &Sealer, row: source::Model) -> Result<Source> {
    let secret = sealer.open_text(SECRET, &owner(row.operation_id, &row.url), &row.secret)?;
    Ok(Source {
        id: row.id,
        operation_id: row.operation_id,
        name: row.name,
        kind: row.kind,
        url: row.url,
        project: row.project,
        form: row.form,
        login: row.login,
        secret,
        review_states: row.review_states,
        every_minutes: row.every_minutes,
        paused: row.paused,
        cursor: from_json("source.cursor", &row.cursor)?,
        next_run_at: row.next_run_at,
        running_until: row.running_until,
        last_run_at: row.last_run_at,
        last_result: from_json("source.last_result", &row.last_result)?,
        created_at: row.created_at,
        created_by: row.created_by,
    })
}

impl Store {
    /// Sources of an operation, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sources(&self, operation_id: i32) -> Result<Vec<Source>> {
        let rows =
            source::Entity::find().filter(source::Column::OperationId.eq(operation_id)).all(&self.reader).await?;
        let mut sources = rows.into_iter().map(|row| plain(&self.sealer, row)).collect::<Result<Vec<_>>>()?;
        sources.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        Ok(sources)
    }

    /// A source of an operation.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn source(&self, operation_id: i32, id: i32) -> Result<Option<Source>> {
        let row = source::Entity::find_by_id(id).filter(source::Column::OperationId.eq(operation_id));
        row.one(&self.reader).await?.map(|row| plain(&self.sealer, row)).transpose()
    }

    /// Keeps a source; it is due at once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_source(&self, operation_id: i32, new: &NewSource, actor: &str) -> Result<Source> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let row = source::ActiveModel {
            operation_id: Set(operation_id),
            name: Set(new.name.clone()),
            kind: Set(new.kind.clone()),
            url: Set(new.url.clone()),
            project: Set(new.project.clone()),
            form: Set(new.form.clone()),
            login: Set(new.login.clone()),
            secret: Set(self.sealer.text(SECRET, &owner(operation_id, &new.url), &new.secret)?),
            review_states: Set(new.review_states),
            every_minutes: Set(new.every_minutes),
            paused: Set(false),
            cursor: Set(JsonText::from(&json!({}))),
            next_run_at: Set(now),
            running_until: Set(None),
            last_run_at: Set(None),
            last_result: Set(JsonText::from(&Json::Null)),
            created_at: Set(now),
            created_by: Set(actor.to_owned()),
            ..Default::default()
        };
        let source = plain(&self.sealer, row.insert(&transaction).await?)?;
        let detail = json!({"kind": source.kind, "url": source.url, "project": source.project, "form": source.form});
        append(&transaction, now, &[Deed::new(actor, "source.added", source.actor()).detail(detail)]).await?;
        transaction.commit().await?;
        Ok(source)
    }

    /// Changes a source; none if there is none with that number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn change_source(
        &self,
        operation_id: i32,
        id: i32,
        change: &SourceChange,
        actor: &str,
    ) -> Result<Option<Source>> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let row = source::Entity::find_by_id(id).filter(source::Column::OperationId.eq(operation_id));
        let Some(row) = row.one(&transaction).await? else { return Ok(None) };
        let resumed = row.paused && change.paused == Some(false);
        let of = owner(operation_id, &row.url);
        let mut row = row.into_active_model();
        if let Some(name) = &change.name {
            row.name = Set(name.clone());
        }
        if let Some(secret) = &change.secret {
            row.secret = Set(self.sealer.text(SECRET, &of, secret)?);
        }
        if let Some(minutes) = change.every_minutes {
            row.every_minutes = Set(minutes);
            row.next_run_at = Set(next_run(now, minutes));
        }
        if let Some(paused) = change.paused {
            row.paused = Set(paused);
        }
        if let Some(review_states) = change.review_states {
            row.review_states = Set(review_states);
        }
        if resumed {
            row.next_run_at = Set(now);
        }
        row.created_at = sea_orm::ActiveValue::NotSet;
        let source = plain(&self.sealer, row.update(&transaction).await?)?;
        let detail = json!({
            "every_minutes": change.every_minutes, "paused": change.paused, "review_states": change.review_states,
            "secret_changed": change.secret.is_some(),
        });
        append(&transaction, now, &[Deed::new(actor, "source.changed", source.actor()).detail(detail)]).await?;
        transaction.commit().await?;
        Ok(Some(source))
    }

    /// Forgets a source with its secret; what came from it stays. False if there is none with that number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remove_source(&self, operation_id: i32, id: i32, actor: &str) -> Result<bool> {
        let transaction = self.begin().await?;
        let row = source::Entity::find_by_id(id).filter(source::Column::OperationId.eq(operation_id));
        let Some(row) = row.one(&transaction).await? else { return Ok(false) };
        let source = plain(&self.sealer, row)?;
        source::Entity::delete_by_id(id).exec(&transaction).await?;
        append(&transaction, self.clock.now(), &[Deed::new(actor, "source.removed", source.actor())]).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Makes a source due, even one that rests until asked. False if there is none with that number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn run_source_now(&self, operation_id: i32, id: i32, actor: &str) -> Result<bool> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let row = source::Entity::find_by_id(id).filter(source::Column::OperationId.eq(operation_id));
        let Some(row) = row.one(&transaction).await? else { return Ok(false) };
        let subject = plain(&self.sealer, row.clone())?.actor();
        let mut row = row.into_active_model();
        row.next_run_at = Set(now);
        row.paused = Set(false);
        row.update(&transaction).await?;
        append(&transaction, now, &[Deed::new(actor, "source.run_asked", subject)]).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Takes a source that is due for `lease`; nobody else gets it meanwhile, in this process or another.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_due_source(&self, lease: Duration) -> Result<Option<Source>> {
        let now = self.clock.now();
        let free =
            || Condition::any().add(source::Column::RunningUntil.is_null()).add(source::Column::RunningUntil.lt(now));
        let due = source::Entity::find()
            .filter(source::Column::Paused.eq(false))
            .filter(source::Column::NextRunAt.lte(now))
            .filter(free())
            .order_by_asc(source::Column::NextRunAt)
            .one(&self.reader)
            .await?;
        let Some(due) = due else { return Ok(None) };
        let taken = source::Entity::update_many()
            .col_expr(source::Column::RunningUntil, Expr::value(now + lease))
            .filter(source::Column::Id.eq(due.id))
            .filter(free())
            .exec(&self.writer)
            .await?;
        if taken.rows_affected == 0 { Ok(None) } else { plain(&self.sealer, due).map(Some) }
    }

    /// Keeps a source for another `lease` while it is being read, with how far it was read.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_source(&self, id: i32, lease: Duration) -> Result<()> {
        source::Entity::update_many()
            .col_expr(source::Column::RunningUntil, Expr::value(self.clock.now() + lease))
            .filter(source::Column::Id.eq(id))
            .exec(&self.writer)
            .await?;
        Ok(())
    }

    /// Lets a source go, with what came of reading it; it is due again after its minutes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_source_run(&self, id: i32, cursor: Option<&Json>, result: &Json) -> Result<()> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        let Some(row) = source::Entity::find_by_id(id).one(&transaction).await? else { return Ok(()) };
        let minutes = row.every_minutes;
        let mut row = row.into_active_model();
        row.running_until = Set(None);
        row.last_run_at = Set(Some(now));
        row.last_result = Set(JsonText::from(result));
        row.next_run_at = Set(next_run(now, minutes));
        if let Some(cursor) = cursor {
            row.cursor = Set(JsonText::from(cursor));
        }
        row.update(&transaction).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// A source that is read only when asked is due in a thousand years.
fn next_run(now: DateTime<Utc>, minutes: i32) -> DateTime<Utc> {
    if minutes > 0 { now + Duration::minutes(minutes.into()) } else { now + Duration::days(365_000) }
}
