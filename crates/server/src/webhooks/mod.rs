//! Telling other systems what happens: at least once, in order, signed.
//!
//! The store writes what is to be told in the transaction in which it happened. This task tells it: the oldest first, for
//! each webhook by itself; what fails is tried again, later and later, and holds back what comes after it. A webhook that
//! has not answered for three days rests until a manager lets it go on; nothing is thrown away. `docs/webhooks.md` says
//! what a receiver has to know.

mod body;
mod signature;

pub use body::{EVENTS, compose};
pub use signature::{SECRET, signature};

use crate::{
    outward::{self, Outward, OutwardError},
    problem::Problem,
    state::App,
};
use chrono::{DateTime, Duration, Utc};
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use store::{Attempt, Webhook, WebhookDelivery};

/// How often somebody looks for something to tell.
const LOOK: std::time::Duration = std::time::Duration::from_secs(1);
/// A receiver has to answer in this time; it should take what it is told and work on it afterwards.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(15);
/// For how long nobody else tells the same webhook: longer than one attempt takes. After a power cut, whoever starts waits
/// this long at most.
const LEASE: Duration = Duration::seconds(20);
/// Deliveries a lease.
const AT_ONCE: usize = 50;
/// The first wait after a failure; each is twice the one before.
const FIRST_WAIT: Duration = Duration::seconds(1);
/// The longest wait.
const LONGEST_WAIT: Duration = Duration::hours(1);
/// After failing for this long, a webhook rests.
const GIVE_UP: Duration = Duration::days(3);
/// For how long what was delivered stays in the log.
const LOG: Duration = Duration::days(30);

/// Tells webhooks what waits for them, for as long as the server runs.
pub async fn keep_telling(app: App) {
    let outward = match Outward::new() {
        Ok(outward) => outward,
        Err(error) => {
            tracing::error!(%error, "webhooks cannot be told anything");
            return;
        }
    };
    let mut forgotten: Option<DateTime<Utc>> = None;
    loop {
        let now = app.clock.now();
        if forgotten.is_none_or(|at| now - at > Duration::hours(6)) {
            if let Err(error) = app.store.forget_deliveries(now - LOG).await {
                tracing::warn!(%error, "old deliveries could not be forgotten");
            }
            forgotten = Some(now);
        }
        match app.store.take_due_webhook(LEASE).await {
            Ok(Some(hook)) => {
                if let Err(problem) = tell(&app, &outward, &hook).await {
                    tracing::error!(?problem, webhook = hook.id, "a webhook could not be told");
                    tokio::time::sleep(LOOK * 10).await;
                }
                if let Err(error) = app.store.release_webhook(hook.id).await {
                    tracing::warn!(%error, webhook = hook.id, "a webhook could not be released");
                }
            }
            Ok(None) => tokio::time::sleep(LOOK).await,
            Err(error) => {
                tracing::error!(%error, "webhooks cannot be looked up");
                tokio::time::sleep(LOOK * 10).await;
            }
        }
    }
}

/// Tells a webhook what waits for it, until something fails, the lease is over or nothing is left.
async fn tell(app: &App, outward: &Outward, hook: &Webhook) -> Result<(), Problem> {
    let until = app.clock.now() + LEASE - Duration::seconds(16); // an attempt fits into what is left
    for _ in 0..AT_ONCE {
        let now = app.clock.now();
        let next = app.store.next_delivery(hook.id).await?;
        let Some(delivery) = next.filter(|next| next.next_attempt_at <= now) else { return Ok(()) };
        let body = match &delivery.body {
            Some(body) => body.clone(),
            None => {
                let body = compose(app, hook, &delivery).await?;
                app.store.keep_delivery_body(delivery.id, &body).await?;
                body
            }
        };
        let attempt = attempt(app, outward, hook, &delivery, body).await;
        let failed = attempt.again_at.is_some();
        app.store.note_attempt(&delivery, &attempt).await?;
        if failed || app.clock.now() > until {
            return Ok(());
        }
    }
    Ok(())
}

async fn attempt(app: &App, outward: &Outward, hook: &Webhook, delivery: &WebhookDelivery, body: String) -> Attempt {
    let at = app.clock.now();
    let (status, answer) = match send(outward, hook, delivery, body, at).await {
        Ok((status, answer)) if (200..300).contains(&status) => {
            return Attempt { status: Some(status), answer, again_at: None, give_up: false };
        }
        Ok((status, answer)) => (Some(status), answer),
        Err(error) => (None, error.to_string()),
    };
    let now = app.clock.now();
    let give_up = now - delivery.created_at > GIVE_UP && delivery.attempts > 10;
    Attempt { status, answer, again_at: Some(now + wait_after(delivery.attempts)), give_up }
}

/// How long to wait after the attempt that follows so many.
fn wait_after(attempts: i32) -> Duration {
    let doublings = u32::try_from(attempts).unwrap_or_default().min(12);
    (FIRST_WAIT * 2_i32.pow(doublings)).min(LONGEST_WAIT)
}

async fn send(
    outward: &Outward,
    hook: &Webhook,
    delivery: &WebhookDelivery,
    body: String,
    at: DateTime<Utc>,
) -> Result<(i32, String), OutwardError> {
    let address = outward::address(&hook.url)?;
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let given = [
        ("inzira-event", delivery.event.clone()),
        ("inzira-delivery", delivery.id.to_string()),
        ("inzira-signature", signature(&hook.secret, at.timestamp(), &body)),
    ];
    for (name, value) in given {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    let told = async {
        let answer = outward.post(&address, headers, body).await?;
        let status = i32::from(answer.status().as_u16());
        Ok((status, outward::beginning(answer).await))
    };
    let late = |_| OutwardError::Silent(format!("no answer in {} s", PATIENCE.as_secs()));
    tokio::time::timeout(PATIENCE, told).await.map_err(late)?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_an_hour() {
        let seconds: Vec<i64> = [0, 1, 2, 3, 11, 12, 100, i32::MAX].map(|n| wait_after(n).num_seconds()).to_vec();
        assert_eq!(seconds, [1, 2, 4, 8, 2048, 3600, 3600, 3600]);
    }
}
