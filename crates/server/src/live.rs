//! Who listens for changes of figures: server-sent events to open dashboards.

use axum::response::sse::{Event, KeepAlive, Sse};
use futures::{Stream, StreamExt};
use serde::Serialize;
use std::{convert::Infallible, time::Duration};
use tokio::sync::{broadcast, watch};
use tokio_stream::wrappers::BroadcastStream;
use vocab::RoundNumber;

/// Figures of a round changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FiguresChanged {
    /// Code of the operation.
    pub operation: String,
    /// Code of the exercise.
    pub exercise: String,
    /// The round.
    pub round: RoundNumber,
    /// The snapshot they stand on now.
    pub snapshot: String,
}

/// Something of a round changed: a submission came, a record was decided about, a place was marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoundChanged {
    /// Code of the operation.
    pub operation: String,
    /// Code of the exercise.
    pub exercise: String,
    /// The round.
    pub round: RoundNumber,
}

impl RoundChanged {
    /// Of a round by what it is called.
    pub fn new(operation: &str, exercise: &str, round: RoundNumber) -> Self {
        Self { operation: operation.to_owned(), exercise: exercise.to_owned(), round }
    }
}

/// The announcer. A listener that lags behind misses some announcements, never the last: each says only "reload".
#[derive(Debug, Clone)]
pub struct Live {
    announcements: broadcast::Sender<FiguresChanged>,
    rounds: broadcast::Sender<RoundChanged>,
    ended: watch::Sender<bool>,
}

/// Announcements kept for slow listeners.
const BACKLOG: usize = 64;
/// A comment this often keeps proxies from closing a quiet connection.
const HEARTBEAT: Duration = Duration::from_secs(15);

impl Default for Live {
    fn default() -> Self {
        Self {
            announcements: broadcast::channel(BACKLOG).0,
            rounds: broadcast::channel(BACKLOG).0,
            ended: watch::channel(false).0,
        }
    }
}

impl Live {
    /// Tells everybody. Nobody listening is fine.
    pub fn announce(&self, change: FiguresChanged) {
        drop(self.announcements.send(change));
    }

    /// Tells those who work in the operation.
    pub fn announce_round(&self, change: RoundChanged) {
        drop(self.rounds.send(change));
    }

    /// The stream of somebody who works in an operation: changes of its rounds. Not for the public, who would learn when
    /// teams are on their way.
    pub fn listen_to_rounds(&self, operation: String) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
        let mut ended = self.ended.subscribe();
        let end = async move { drop(ended.wait_for(|ended| *ended).await) };
        let changes = BroadcastStream::new(self.rounds.subscribe()).filter_map(move |change| {
            let event = Event::default().event("round");
            let said = match change {
                Ok(change) if change.operation == operation => event.json_data(change).ok(),
                Ok(_) => None,
                Err(_) => event.json_data(serde_json::json!({"operation": null})).ok(),
            };
            futures::future::ready(said.map(Ok))
        });
        Sse::new(changes.take_until(end)).keep_alive(KeepAlive::new().interval(HEARTBEAT))
    }

    /// Ends all streams: a server that stops waits for the answers under way, and these have no end of their own.
    pub fn end(&self) {
        self.ended.send_replace(true);
    }

    /// The stream of a listener.
    pub fn listen(&self) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
        let mut ended = self.ended.subscribe();
        let end = async move { drop(ended.wait_for(|ended| *ended).await) };
        let changes = BroadcastStream::new(self.announcements.subscribe()).filter_map(async |change| {
            let event = Event::default().event("figures");
            match change {
                Ok(change) => event.json_data(change).ok().map(Ok),
                // Lagged: what was missed is not known, so everything may have changed.
                Err(_) => event.json_data(serde_json::json!({"operation": null})).ok().map(Ok),
            }
        });
        Sse::new(changes.take_until(end)).keep_alive(KeepAlive::new().interval(HEARTBEAT))
    }
}
