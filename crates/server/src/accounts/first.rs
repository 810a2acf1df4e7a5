//! The first account of a new server.

use super::{one_time_password, password};
use crate::problem::Problem;
use store::{NewUser, Store};
use vocab::{Language, Randomness};

/// Log-in name of the first administrator. `.local` is nobody's domain: no mail goes astray.
const EMAIL: &str = "administrator@inzira.local";

/// Makes the first administrator where there is no account at all. Returns log-in name and one-time password, which is
/// nowhere else: whoever starts the server reads it once.
///
/// # Errors
/// When the store fails.
pub async fn first_administrator(
    store: &Store,
    randomness: &dyn Randomness,
) -> Result<Option<(String, String)>, Problem> {
    if store.count_users().await? > 0 {
        return Ok(None);
    }
    let password = one_time_password(randomness);
    let new = NewUser {
        email: EMAIL.to_owned(),
        name: "Administrator".to_owned(),
        language: Language::English,
        password_hash: password::hash(&password).await?,
        must_change_password: true,
        administrator: true,
    };
    match store.create_user(&new, "first start").await {
        Ok(user) => Ok(Some((user.email, password))),
        // Two started at once on the same data; the other one prints its password.
        Err(store::StoreError::Taken { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
