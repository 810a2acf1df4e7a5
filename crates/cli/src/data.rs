//! The data folder a command works on.

use crate::key_ring::KeyFile;
use anyhow::Context;
use clap::Args;
use server::{App, Settings, programme::Programme};
use std::{path::PathBuf, sync::Arc};
use store::{Operation, Seals, Store};
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
    /// File of the keys that personal data is sealed with; by default beside the data folder, DATA.keys. Keep a copy
    /// elsewhere: if it is lost, personal data is lost.
    #[arg(long, global = true, env = "INZIRA_KEYS")]
    pub keys: Option<PathBuf>,
    /// Lets the file of keys lie inside the data folder, for a trial.
    #[arg(skip = std::env::var_os("INZIRA_KEYS_WITH_DATA").is_some_and(|value| value == "yes"))]
    pub keys_with_data: bool,
}

impl DataFolder {
    /// Opens the store, made if absent.
    pub async fn store(&self, clock: Arc<dyn Clock>) -> anyhow::Result<Store> {
        let failed = || format!("The data folder {} could not be opened.", self.data.display());
        let file = self.key_file()?;
        if file.read()?.is_none() {
            // New keys would not open what former ones sealed: they are made for data that has none.
            let store =
                Store::open(&self.data, self.database.as_deref(), Arc::clone(&clock)).await.with_context(failed)?;
            let needed = store.sealing_keys().await?;
            anyhow::ensure!(
                needed.is_empty(),
                "The file of keys {} is not there, but this data was sealed with it (keys {}). Put it back, or say with --keys \
                 where it is. Without it, what is personal cannot be read any more.",
                file.path().display(),
                needed.join(", ")
            );
        }
        if file.read()?.is_none() {
            tell_of_new_keys(&file);
        }
        let seals = Seals::new(file.read_or_make()?, Arc::new(SystemRandomness));
        let seals = seals.reread_with(move || file.read().ok().flatten());
        Store::open_sealed(&self.data, self.database.as_deref(), clock, Arc::new(seals)).await.with_context(failed)
    }

    /// The file of keys.
    pub fn key_file(&self) -> anyhow::Result<KeyFile> {
        KeyFile::of(&self.data, self.keys.as_deref(), self.keys_with_data)
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

/// Said where the keys are made, and nowhere is it too loud.
fn tell_of_new_keys(file: &KeyFile) {
    eprintln!("Keys for personal data are made: {}", file.path().display());
    eprintln!(
        "COPY THIS FILE to a safe place, apart from the data and its backups. If it is lost, everything personal in the"
    );
    eprintln!("data (names, telephone numbers, photos, the submissions as they came) is lost with it, for everybody.");
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
