//! People with a log-in, what they may do, and their sessions.

use crate::{
    audit::{Deed, append},
    blobs::sha256_hex,
    connect::Store,
    error::{Result, StoreError},
    tables::{role_grant, session, user_account},
};
use chrono::{DateTime, Duration, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use vocab::Language;

/// A session that was begun later than this from now was begun by a clock that has been put back since: it would last
/// until that clock's evening. Several servers' clocks may differ by as much.
const CLOCKS_DIFFER: Duration = Duration::minutes(5);

/// What a person may do in an operation; each may do what the one before may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reads records and products.
    Viewer,
    /// Approves and rejects records.
    Reviewer,
    /// Publishes forms, imports data, keeps devices and rounds.
    Manager,
}

impl Role {
    /// As it is stored and shown in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Reviewer => "reviewer",
            Self::Manager => "manager",
        }
    }

    /// Reads a stored role.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Viewer, Self::Reviewer, Self::Manager].into_iter().find(|role| role.code() == code)
    }
}

/// A role in one operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    /// The operation.
    pub operation_id: i32,
    /// The role.
    pub role: Role,
}

/// A person with a log-in.
#[derive(Debug, Clone, PartialEq)]
pub struct User {
    /// Row.
    pub id: i32,
    /// Log-in name.
    pub email: String,
    /// What others see.
    pub name: String,
    /// Language of the interface.
    pub language: Language,
    /// Argon2id, in PHC notation.
    pub password_hash: String,
    /// Whether the password is a one-time password still.
    pub must_change_password: bool,
    /// Whether the person administers the server: every operation, and accounts.
    pub administrator: bool,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When the log-in was switched off.
    pub disabled_at: Option<DateTime<Utc>>,
    /// Roles per operation.
    pub grants: Vec<Grant>,
}

impl User {
    /// Whether the person has at least `role` in the operation. The administrator has all roles everywhere.
    pub fn has(&self, role: Role, operation_id: i32) -> bool {
        self.administrator || self.grants.iter().any(|grant| grant.operation_id == operation_id && grant.role >= role)
    }

    /// How the person is named in the audit log.
    pub fn actor(&self) -> String {
        format!("user:{}", self.email)
    }
}

/// What a new account is made of.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// Log-in name; kept in lower case.
    pub email: String,
    /// What others see.
    pub name: String,
    /// Language of the interface.
    pub language: Language,
    /// Argon2id, in PHC notation.
    pub password_hash: String,
    /// Whether it must be changed at the first log-in.
    pub must_change_password: bool,
    /// Whether the person administers the server.
    pub administrator: bool,
}

fn plain(row: user_account::Model, grants: Vec<Grant>) -> User {
    User {
        id: row.id,
        email: row.email,
        name: row.name,
        language: row.language.parse().unwrap_or_default(),
        password_hash: row.password_hash,
        must_change_password: row.must_change_password,
        administrator: row.administrator,
        created_at: row.created_at,
        disabled_at: row.disabled_at,
        grants,
    }
}

async fn grants_of(connection: &impl ConnectionTrait, user_id: i32) -> Result<Vec<Grant>> {
    let rows = role_grant::Entity::find()
        .filter(role_grant::Column::UserId.eq(user_id))
        .order_by_asc(role_grant::Column::OperationId)
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some(Grant { operation_id: row.operation_id, role: Role::from_code(&row.role)? }))
        .collect())
}

/// Refuses to lose the person if nobody else could administer the server.
async fn keep_an_administrator(transaction: &DatabaseTransaction, user_id: i32) -> Result<()> {
    let administrators = user_account::Entity::find()
        .filter(user_account::Column::Administrator.eq(true))
        .filter(user_account::Column::DisabledAt.is_null())
        .lock_exclusive() // PostgreSQL: two who remove each other must not both succeed
        .all(transaction)
        .await?;
    match administrators.as_slice() {
        [only] if only.id == user_id => Err(StoreError::LastAdministrator),
        _ => Ok(()),
    }
}

impl Store {
    /// How many accounts there are; none means a first start.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_users(&self) -> Result<u64> {
        Ok(user_account::Entity::find().count(&self.reader).await?)
    }

    /// All accounts, by log-in name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn users(&self) -> Result<Vec<User>> {
        let mut rows = user_account::Entity::find().all(&self.reader).await?;
        rows.sort_by(|a, b| a.email.cmp(&b.email));
        let mut users = Vec::with_capacity(rows.len());
        for row in rows {
            let grants = grants_of(&self.reader, row.id).await?;
            users.push(plain(row, grants));
        }
        Ok(users)
    }

    /// The account of that log-in name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn user_by_email(&self, email: &str) -> Result<Option<User>> {
        let email = email.trim().to_lowercase();
        if email.contains('\0') {
            return Ok(None); // PostgreSQL keeps no such text and would call the question an error
        }
        let row = user_account::Entity::find().filter(user_account::Column::Email.eq(email)).one(&self.reader).await?;
        self.with_grants(row).await
    }

    /// The account by its row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn user(&self, id: i32) -> Result<Option<User>> {
        let row = user_account::Entity::find_by_id(id).one(&self.reader).await?;
        self.with_grants(row).await
    }

    async fn with_grants(&self, row: Option<user_account::Model>) -> Result<Option<User>> {
        match row {
            None => Ok(None),
            Some(row) => {
                let grants = grants_of(&self.reader, row.id).await?;
                Ok(Some(plain(row, grants)))
            }
        }
    }

    /// Makes an account.
    ///
    /// # Errors
    /// `Taken` when the log-in name exists.
    pub async fn create_user(&self, new: &NewUser, actor: &str) -> Result<User> {
        let email = new.email.trim().to_lowercase();
        let transaction = self.begin().await?;
        let existing =
            user_account::Entity::find().filter(user_account::Column::Email.eq(&email)).one(&transaction).await?;
        if existing.is_some() {
            return Err(StoreError::Taken { what: "the log-in name", value: email });
        }
        let row = user_account::ActiveModel {
            email: Set(email.clone()),
            name: Set(new.name.clone()),
            language: Set(new.language.code().to_owned()),
            password_hash: Set(new.password_hash.clone()),
            must_change_password: Set(new.must_change_password),
            administrator: Set(new.administrator),
            created_at: Set(self.clock.now()),
            disabled_at: Set(None),
            ..Default::default()
        };
        let row = row.insert(&transaction).await?;
        let deed = Deed::new(actor, "user.created", format!("user:{email}"))
            .detail(json!({"administrator": new.administrator}));
        append(&transaction, self.clock.now(), &[deed]).await?;
        transaction.commit().await?;
        Ok(plain(row, Vec::new()))
    }

    /// Sets a new password and ends all sessions of the person but the one given.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_password(
        &self,
        user_id: i32,
        password_hash: &str,
        must_change: bool,
        keep_session: Option<&str>,
        actor: &str,
    ) -> Result<()> {
        let transaction = self.begin().await?;
        if let Some(row) = user_account::Entity::find_by_id(user_id).one(&transaction).await? {
            let subject = format!("user:{}", row.email);
            let mut row = row.into_active_model();
            row.password_hash = Set(password_hash.to_owned());
            row.must_change_password = Set(must_change);
            row.update(&transaction).await?;
            let mut others = session::Entity::delete_many().filter(session::Column::UserId.eq(user_id));
            if let Some(token) = keep_session {
                others = others.filter(session::Column::TokenSha256.ne(sha256_hex(token.as_bytes())));
            }
            others.exec(&transaction).await?;
            append(&transaction, self.clock.now(), &[Deed::new(actor, "user.password_changed", subject)]).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Gives the person exactly these roles.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_grants(&self, user_id: i32, grants: &[Grant], actor: &str) -> Result<()> {
        let transaction = self.begin().await?;
        role_grant::Entity::delete_many().filter(role_grant::Column::UserId.eq(user_id)).exec(&transaction).await?;
        for grant in grants {
            let row = role_grant::ActiveModel {
                user_id: Set(user_id),
                operation_id: Set(grant.operation_id),
                role: Set(grant.role.code().to_owned()),
                ..Default::default()
            };
            row.insert(&transaction).await?;
        }
        let detail: Vec<_> =
            grants.iter().map(|grant| json!({"operation": grant.operation_id, "role": grant.role.code()})).collect();
        let deed = Deed::new(actor, "user.roles_set", format!("user:{user_id}")).detail(json!(detail));
        append(&transaction, self.clock.now(), &[deed]).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Makes the person an administrator of the server, or no longer one.
    ///
    /// # Errors
    /// `LastAdministrator` when nobody else would be left.
    pub async fn set_administrator(&self, user_id: i32, administrator: bool, actor: &str) -> Result<()> {
        let transaction = self.begin().await?;
        if !administrator {
            keep_an_administrator(&transaction, user_id).await?;
        }
        let row = user_account::Entity::find_by_id(user_id).one(&transaction).await?;
        if let Some(row) = row.filter(|row| row.administrator != administrator) {
            let subject = format!("user:{}", row.email);
            let action = if administrator { "user.administrator_made" } else { "user.administrator_unmade" };
            let mut row = row.into_active_model();
            row.administrator = Set(administrator);
            row.update(&transaction).await?;
            append(&transaction, self.clock.now(), &[Deed::new(actor, action, subject)]).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Switches the log-in off and ends its sessions. The account stays, since the log names it.
    ///
    /// # Errors
    /// `LastAdministrator` when nobody would be left to administer the server.
    pub async fn disable_user(&self, user_id: i32, actor: &str) -> Result<()> {
        let transaction = self.begin().await?;
        keep_an_administrator(&transaction, user_id).await?;
        let row = user_account::Entity::find_by_id(user_id).one(&transaction).await?;
        if let Some(row) = row.filter(|row| row.disabled_at.is_none()) {
            let subject = format!("user:{}", row.email);
            let mut row = row.into_active_model();
            row.disabled_at = Set(Some(self.clock.now()));
            row.update(&transaction).await?;
            session::Entity::delete_many().filter(session::Column::UserId.eq(user_id)).exec(&transaction).await?;
            append(&transaction, self.clock.now(), &[Deed::new(actor, "user.disabled", subject)]).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    /// Begins a session for `token`; only its hash is kept. Sessions that have ended are swept away.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_session(&self, user: &User, token: &str, lasts: Duration) -> Result<()> {
        let now = self.clock.now();
        let transaction = self.begin().await?;
        session::Entity::delete_many().filter(session::Column::ExpiresAt.lt(now)).exec(&transaction).await?;
        let row = session::ActiveModel {
            token_sha256: Set(sha256_hex(token.as_bytes())),
            user_id: Set(user.id),
            created_at: Set(now),
            expires_at: Set(now + lasts),
            ..Default::default()
        };
        row.insert(&transaction).await?;
        append(&transaction, now, &[Deed::new(&user.actor(), "session.begun", user.actor())]).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The person whose session `token` is, if it has not ended and the log-in is on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn session_user(&self, token: &str) -> Result<Option<User>> {
        let now = self.clock.now();
        let row = session::Entity::find()
            .filter(session::Column::TokenSha256.eq(sha256_hex(token.as_bytes())))
            .filter(session::Column::ExpiresAt.gt(now))
            .filter(session::Column::CreatedAt.lte(now + CLOCKS_DIFFER))
            .one(&self.reader)
            .await?;
        let Some(session) = row else { return Ok(None) };
        let row = user_account::Entity::find_by_id(session.user_id)
            .filter(user_account::Column::DisabledAt.is_null())
            .one(&self.reader)
            .await?;
        self.with_grants(row).await
    }

    /// Ends a session.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_session(&self, user: &User, token: &str) -> Result<()> {
        let transaction = self.begin().await?;
        session::Entity::delete_many()
            .filter(session::Column::TokenSha256.eq(sha256_hex(token.as_bytes())))
            .exec(&transaction)
            .await?;
        append(&transaction, self.clock.now(), &[Deed::new(&user.actor(), "session.ended", user.actor())]).await?;
        transaction.commit().await?;
        Ok(())
    }
}
