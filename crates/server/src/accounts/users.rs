//! Accounts: who there is and what each may do. For administrators.

use super::{guard::SignedIn, one_time_password, password, recognise::log_in_name, shown};
use crate::{
    input::{Body, Id, is_invisible, readable_name},
    problem::Problem,
    state::App,
};
use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{delete, get, post, put},
};
use messages::codes;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use store::{Grant, NewUser, Role, StoreError, User};
use vocab::Language;

/// Characters of a person's name.
const LONGEST_NAME: usize = 200;
/// Bytes of an e-mail address: 254 is the most that mail can be sent to (RFC 5321, 4.5.3.1.3, less the brackets).
const LONGEST_EMAIL: usize = 254;

/// Routes of accounts.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/users", get(list_users).post(create_user))
        .route("/users/{id}", delete(disable_user))
        .route("/users/{id}/roles", put(set_roles))
        .route("/users/{id}/password", post(renew_password))
}

async fn list_users(State(app): State<App>, signed_in: SignedIn) -> Result<Json<Value>, Problem> {
    signed_in.require_administrator()?;
    let operations = app.store.operations().await?;
    let users = app.store.users().await?;
    let users: Vec<Value> = users.iter().map(|user| shown::with_roles(user, &operations)).collect();
    Ok(Json(json!({"users": users})))
}

#[derive(Deserialize)]
struct GivenRole {
    operation: String,
    role: String,
}

#[derive(Deserialize)]
struct NewAccount {
    email: String,
    name: String,
    #[serde(default)]
    language: Language,
    #[serde(default)]
    administrator: bool,
    #[serde(default)]
    roles: Vec<GivenRole>,
}

async fn create_user(
    State(app): State<App>,
    signed_in: SignedIn,
    Body(account): Body<NewAccount>,
) -> Result<(StatusCode, Json<Value>), Problem> {
    signed_in.require_administrator()?;
    let email = email_address(&account.email)?;
    let name = readable_name("name", &account.name, LONGEST_NAME)?;
    let grants = grants(&app, &account.roles).await?;
    let password = one_time_password(app.randomness.as_ref());
    let new = NewUser {
        email: email.clone(),
        name,
        language: account.language,
        password_hash: password::hash(&password).await?,
        must_change_password: true,
        administrator: account.administrator,
    };
    let actor = signed_in.user.actor();
    let user = app.store.create_user(&new, &actor).await.map_err(|error| match error {
        StoreError::Taken { .. } => Problem::new(StatusCode::CONFLICT, codes::ACCOUNT_EMAIL_TAKEN).arg("email", email),
        other => other.into(),
    })?;
    if !grants.is_empty() {
        app.store.set_grants(user.id, &grants, &actor).await?;
    }
    let user = find(&app, user.id).await?;
    let body = json!({"user": shown::user(&app, &user).await?, "one_time_password": password});
    Ok((StatusCode::CREATED, Json(body)))
}

#[derive(Deserialize)]
struct Roles {
    roles: Vec<GivenRole>,
    /// Left as it is when absent.
    administrator: Option<bool>,
}

async fn set_roles(
    State(app): State<App>,
    signed_in: SignedIn,
    Id(id): Id,
    Body(wanted): Body<Roles>,
) -> Result<Json<Value>, Problem> {
    signed_in.require_administrator()?;
    let user = find(&app, id).await?;
    let grants = grants(&app, &wanted.roles).await?;
    let actor = signed_in.user.actor();
    if let Some(administrator) = wanted.administrator {
        app.store.set_administrator(user.id, administrator, &actor).await?;
    }
    app.store.set_grants(user.id, &grants, &actor).await?;
    let user = find(&app, id).await?;
    Ok(Json(json!({"user": shown::user(&app, &user).await?})))
}

/// A new one-time password, for somebody who forgot the old one; it ends the person's sessions.
async fn renew_password(State(app): State<App>, signed_in: SignedIn, Id(id): Id) -> Result<Json<Value>, Problem> {
    signed_in.require_administrator()?;
    let user = find(&app, id).await?;
    if user.disabled_at.is_some() {
        return Err(Problem::new(StatusCode::CONFLICT, codes::ACCOUNT_DISABLED));
    }
    let password = one_time_password(app.randomness.as_ref());
    let hash = password::hash(&password).await?;
    app.store.set_password(user.id, &hash, true, None, &signed_in.user.actor()).await?;
    let user = find(&app, id).await?;
    Ok(Json(json!({"user": shown::user(&app, &user).await?, "one_time_password": password})))
}

async fn disable_user(State(app): State<App>, signed_in: SignedIn, Id(id): Id) -> Result<StatusCode, Problem> {
    signed_in.require_administrator()?;
    let user = find(&app, id).await?;
    app.store.disable_user(user.id, &signed_in.user.actor()).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn find(app: &App, id: i32) -> Result<User, Problem> {
    app.store.user(id).await?.ok_or_else(|| Problem::not_found(codes::ACCOUNT_UNKNOWN))
}

/// The roles as given, all of them known, each operation once.
async fn grants(app: &App, roles: &[GivenRole]) -> Result<Vec<Grant>, Problem> {
    let operations = app.store.operations().await?;
    let (mut grants, mut seen) = (Vec::with_capacity(roles.len()), BTreeSet::new());
    for given in roles {
        let refused = |code| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code);
        let operation = operations.iter().find(|operation| operation.code == given.operation);
        let operation_id =
            operation.ok_or_else(|| refused(codes::OPERATION_UNKNOWN).arg("operation", given.operation.as_str()))?.id;
        let role = Role::from_code(&given.role);
        let role = role.ok_or_else(|| refused(codes::ACCOUNT_ROLE_UNKNOWN).arg("role", given.role.as_str()))?;
        if !seen.insert(operation_id) {
            return Err(Problem::invalid("roles", format!("{} × 2", given.operation)));
        }
        grants.push(Grant { operation_id, role });
    }
    Ok(grants)
}

/// Whether mail could be sent there, as far as that can be told without sending any. In lower case.
fn email_address(given: &str) -> Result<String, Problem> {
    let email = log_in_name(given);
    let unseen =
        |c: char| c.is_whitespace() || c.is_control() || is_invisible(c) || matches!(c, '\u{200c}' | '\u{200d}');
    let clean = email.len() <= LONGEST_EMAIL && !email.chars().any(unseen);
    let parts = email.split_once('@').filter(|(local, domain)| !local.is_empty() && !domain.contains('@'));
    let domain =
        parts.is_some_and(|(_, domain)| domain.contains('.') && domain.split('.').all(|label| !label.is_empty()));
    if clean && domain {
        Ok(email)
    } else {
        Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, codes::ACCOUNT_EMAIL_INVALID).arg("email", given))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_what_mail_could_be_sent_to() {
        for good in ["Ida@Example.org", " ida.n+dtm@sub.example.org ", "émile@exemple.bi", "administrator@inzira.local"]
        {
            assert_eq!(email_address(good).unwrap(), good.trim().to_lowercase());
        }
        assert_eq!(
            email_address("E\u{301}mile@exemple.bi").unwrap(),
            "\u{e9}mile@exemple.bi",
            "however it is composed"
        );
        assert_eq!(email_address("\u{ff49}da@example.org").unwrap(), "ida@example.org", "and however wide");
        let long = format!("{}@example.org", "x".repeat(250));
        for bad in [
            "",
            "ida",
            "@example.org",
            "ida@",
            "ida@example",
            "ida@ex..org",
            "ida@a@b.org",
            "i da@example.org",
            "i\0@e.org",
            "id\u{200b}a@example.org",
            "ida@exam\u{202e}ple.org",
            &long,
        ] {
            assert!(email_address(bad).is_err(), "{bad}");
        }
    }
}
