//! The data folder a command works on.

use anyhow::Context;
use clap::Args;
use server::{App, Settings, programme::Programme};
use std::{path::PathBuf, sync::Arc};
use store::{Operation, Store, Trouble};
use vocab::{Clock, Randomness, SystemClock, SystemRandomness};

/// How the log names what is done on the command line.
pub const ACTOR: &str = "command line";

/// Where everything is kept.
#[derive(Debug, Args)]
pub struct DataFolder {
    /// Folder of the database, attachments and snapshots.
    #[arg(long, global = true, env = "INZIRA_DATA", default_value = "data")]
    pub data: PathBuf,
    /// Address of PostgreSQL (postgres://…), when SQLite in the data folder is outgrown.
    #[arg(long, global = true, env = "INZIRA_DATABASE", hide_env_values = true)]
    pub database: Option<String>,
}

impl DataFolder {
    /// Opens the store, made if absent.
    pub async fn store(&self, clock: Arc<dyn Clock>) -> anyhow::Result<Store> {
        let opened = Store::open(&self.data, self.database.as_deref(), clock).await;
        opened.map_err(|error| {
            let folder = self.data.display();
            let said = match error.trouble() {
                Some(Trouble::NotWritable) => format!(
                    "The data folder {folder} cannot be written: its disk is read-only or fails. Repair the disk, or \
                     restore a backup on another one ('inzira restore')."
                ),
                Some(Trouble::NoRoom) => format!("The disk of the data folder {folder} is full. Make room."),
                Some(Trouble::Unreachable) => {
                    "The database does not answer. Is it running, and is its address right?".to_owned()
                }
                None => format!("The data folder {folder} could not be opened."),
            };
            anyhow::Error::new(error).context(said)
        })
    }

    /// Everything the server has, without listening.
    pub async fn app(&self, settings: Settings) -> anyhow::Result<App> {
        self.app_with(Arc::new(SystemClock), Arc::new(SystemRandomness), settings).await
    }

    /// The same with a clock and chance of the caller's.
    pub async fn app_with(
        &self,
        clock: Arc<dyn Clock>,
        randomness: Arc<dyn Randomness>,
        settings: Settings,
    ) -> anyhow::Result<App> {
        let store = self.store(Arc::clone(&clock)).await?;
        let programme = Programme::builtin().context("The packs built into this program cannot be read.")?;
        Ok(server::start(store, clock, randomness, programme, settings))
    }
}

/// The operation of that code, or an error that lists those there are.
pub async fn operation(store: &Store, code: &str) -> anyhow::Result<Operation> {
    match store.operation(code).await? {
        Some(operation) => Ok(operation),
        None => {
            let known: Vec<String> = store.operations().await?.into_iter().map(|operation| operation.code).collect();
            let known = if known.is_empty() {
                "none yet; make one with 'inzira operation create'".into()
            } else {
                known.join(", ")
            };
            anyhow::bail!("There is no operation '{code}' here. Operations: {known}.")
        }
    }
}

/// A problem of the server as an error of the command line, in English.
pub fn said(problem: &server::problem::Problem) -> anyhow::Error {
    anyhow::anyhow!("{}", problem.sentences(vocab::Language::English))
}
