//! What every handler shares.

pub use vocab::Language;

use crate::{
    exercises::Forms, known::Known, live::Live, publication::Publications, round_figures::RoundFigures,
    territory::Territories,
};
use std::sync::Arc;
use store::Store;
use vocab::{Clock, Randomness};

/// The running server. Every request and every layer it passes takes a clone of it, which is one count.
#[derive(Clone)]
pub struct App(Arc<Running>);

/// The store, the clock and chance it was handed, and what it keeps in memory.
pub struct Running {
    /// What is kept.
    pub store: Store,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Chance, for tokens and one-time passwords.
    pub randomness: Arc<dyn Randomness>,
    /// Boundaries, read once.
    pub territories: Territories,
    /// Lists of sites, read when they have changed.
    pub sites: crate::sites::SiteLists,
    /// Forms, read once.
    pub forms: Forms,
    /// What submissions ask for every time.
    pub known: Known,
    /// Figures of rounds, computed when their records change.
    pub figures: RoundFigures,
    /// Rounds that wait to be looked over.
    pub checking: crate::checking::Waiting,
    /// Events and their updates, worked out when something changes.
    pub events: crate::events::KeptEvents,
    /// What has passed the gate.
    pub publications: Publications,
    /// Places of rounds, read from their snapshots.
    pub places_read: crate::change::ReadPlaces,
    /// What was found in closed rounds whose lists hold sites.
    pub closed_rounds: crate::site_coverage::ClosedRounds,
    /// Who listens for changes.
    pub live: Live,
    /// Limits and addresses.
    pub settings: Arc<Settings>,
    /// Failed log-ins, remembered for a while.
    pub throttle: crate::accounts::Throttle,
    /// What keeps the doors of phones.
    pub doors: crate::openrosa::Doors,
}

/// Settings of a server.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Address that clients use, without a slash at the end; without it the `Host` header of the request is believed.
    pub public_address: Option<String>,
    /// Whether cookies are sent over https only.
    pub secure_cookies: bool,
    /// Most bytes of one submission with its files.
    pub largest_submission: usize,
    /// Most bytes of an uploaded workbook.
    pub largest_workbook: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            public_address: None,
            secure_cookies: false,
            // Collect's own default when a server does not say: 10,000,000 bytes a request; larger sets of files are
            // split by the client. Ten times that leaves room for clients that do not split.
            largest_submission: 100_000_000,
            // The largest real form in the field is below 1 MB; xlsx with media descriptions below 10 MB.
            largest_workbook: 20_000_000,
        }
    }
}

impl std::ops::Deref for App {
    type Target = Running;

    fn deref(&self) -> &Running {
        &self.0
    }
}

impl From<Running> for App {
    fn from(running: Running) -> Self {
        Self(Arc::new(running))
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl App {
    /// The address a client reached us at: the configured one, or what the request says.
    pub fn address(&self, headers: &axum::http::HeaderMap) -> String {
        if let Some(address) = &self.settings.public_address {
            return address.trim_end_matches('/').to_owned();
        }
        let host = headers.get(axum::http::header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
        format!("http://{host}")
    }
}
