//! The data folder a command works on.

use crate::key_ring::KeyFile;
use anyhow::Context;
use clap::Args;
use server::{App, Settings, programme::Programme};
use std::{path::PathBuf, sync::Arc};
use store::{Operation, Seals, Store, StoreError, Trouble};
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
        let file = self.key_file()?;
        if file.read()?.is_none() {
            // New keys would not open what former ones sealed: they are made for data that has none.
            let opened = Store::open(&self.data, self.database.as_deref(), Arc::clone(&clock)).await;
            let needed = opened.map_err(|error| self.not_opened(error))?.sealing_keys().await?;
            anyhow::ensure!(
                needed.is_empty(),
                "The file of keys {} is not there, but this data was sealed with it (keys {}). Put it back, or say with \
                 --keys where it is. Without it, what is personal cannot be read any more.",
                file.path().display(),
                needed.join(", ")
            );
            tell_of_new_keys(&file);
        }
        let seals = Seals::new(file.read_or_make()?, Arc::new(SystemRandomness));
        let path = file.path().to_owned();
        let seals = seals.reread_with(move || file.read().ok().flatten());
        let opened = Store::open_sealed(&self.data, self.database.as_deref(), clock, Arc::new(seals)).await;
        opened.map_err(|error| match error {
            StoreError::KeysMissing { .. } => anyhow::Error::new(error)
                .context(format!("The file of keys {} is not the one this data was sealed with.", path.display())),
            error => self.not_opened(error),
        })
    }

    /// The file of keys.
    pub fn key_file(&self) -> anyhow::Result<KeyFile> {
        KeyFile::of(&self.data, self.keys.as_deref(), self.keys_with_data)
    }

    /// Why the store could not be opened, and what to do.
    fn not_opened(&self, error: StoreError) -> anyhow::Error {
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
