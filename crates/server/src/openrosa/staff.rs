//! People who log in on a phone with their own account.

use crate::{
    accounts::{LogIn, NotRecognised, log_in_name, recognise},
    state::App,
};
use chrono::{DateTime, Duration, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};
use store::User;
use vocab::Randomness;

/// How long a password that was right is not looked at again: a phone shows it with each of the hundred requests of a
/// download, and looking at it is made to be slow.
const GOOD_FOR: Duration = Duration::minutes(5);
/// People remembered.
const REMEMBERED: usize = 1_000;

/// Passwords that were right a moment ago, as marks that nobody can read them from. Cheap to clone.
#[derive(Clone)]
pub struct Known {
    secret: Arc<[u8; 32]>,
    seen: Arc<Mutex<HashMap<[u8; 32], DateTime<Utc>>>>,
}

impl std::fmt::Debug for Known {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Known").finish_non_exhaustive()
    }
}

impl Known {
    /// Nobody yet.
    pub fn new(randomness: &dyn Randomness) -> Self {
        let mut secret = [0; 32];
        randomness.fill(&mut secret);
        Self { secret: Arc::new(secret), seen: Arc::default() }
    }

    /// What is remembered of a password: it changes with the account's, and with this process.
    fn mark(&self, user: &User, password: &str) -> Option<[u8; 32]> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.secret.as_slice()).ok()?;
        for part in [user.email.as_str(), user.password_hash.as_str(), password] {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        Some(mac.finalize().into_bytes().into())
    }

    fn is_known(&self, mark: [u8; 32], now: DateTime<Utc>) -> bool {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.get(&mark).is_some_and(|at| *at <= now && now - *at < GOOD_FOR)
    }

    fn remember(&self, mark: [u8; 32], now: DateTime<Utc>) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.retain(|_, at| now - *at < GOOD_FOR);
        if seen.len() < REMEMBERED {
            seen.insert(mark, now);
        }
    }
}

/// The person with this name and password; held up like a log-in when it is wrong.
///
/// # Errors
/// [`NotRecognised`].
pub async fn find(app: &App, log_in: &LogIn, address: Option<IpAddr>) -> Result<User, NotRecognised> {
    let now = app.clock.now();
    let user = app.store.user_by_email(&log_in_name(&log_in.email)).await?.filter(|user| user.disabled_at.is_none());
    let mark = user.as_ref().and_then(|user| app.doors.known.mark(user, &log_in.password));
    if let (Some(user), Some(mark)) = (user, mark)
        && app.doors.known.is_known(mark, now)
    {
        return Ok(user);
    }
    let user = recognise(app, log_in, address).await?;
    if let Some(mark) = app.doors.known.mark(&user, &log_in.password) {
        app.doors.known.remember(mark, now);
    }
    Ok(user)
}
