//! `inzira keys`.

use crate::{
    data::{ACTOR, DataFolder, said},
    serve::NEW_KEYS,
};
use anyhow::Context;
use clap::Subcommand;
use encrypted::PrivateKey;
use server::{App, Settings};
use std::{
    fs::OpenOptions,
    io::Write,
    path::{Path, PathBuf},
    sync::Arc,
};
use store::{Resealed, Schemas};
use vocab::{Clock, SecretRandomness, SystemClock, SystemRandomness};

/// What to do with keys.
#[derive(Debug, Subcommand)]
pub enum Keys {
    /// Make a key pair for encrypted forms; prints the public key.
    ///
    /// Put the public key into the form's settings sheet, column `public_key`. Keep the file apart from the server, with a
    /// copy elsewhere: without it, nobody can ever read what was submitted.
    Make {
        /// File for the private key (PEM); it must not be there yet.
        file: PathBuf,
    },
    /// List the keys that personal data is sealed with.
    List,
    /// Make a new key for personal data, and seal everything with it.
    ///
    /// The former keys stay in the file: backups need them. A server that runs meanwhile takes the new key up by itself.
    Rotate,
    /// Seal what lies plain, or was sealed with a former key, with the newest one. May be stopped and begun again.
    Reseal,
}

impl Keys {
    /// Runs the command.
    pub async fn run(self, folder: &DataFolder) -> anyhow::Result<()> {
        match self {
            Self::Make { file } => make(&file),
            Self::List => list(folder),
            Self::Rotate => rotate(folder).await,
            Self::Reseal => reseal(folder).await,
        }
    }
}

fn list(folder: &DataFolder) -> anyhow::Result<()> {
    let file = folder.key_file()?;
    let ring = file.read()?.with_context(|| format!("There is no file of keys {} yet.", file.path().display()))?;
    println!("{}", file.path().display());
    for key in ring.keys() {
        let until =
            key.retired_at.map_or_else(|| "in use".to_owned(), |at| format!("until {}", at.format("%Y-%m-%d %H:%M")));
        println!("{}  from {}  {until}", key.id, key.created_at.format("%Y-%m-%d %H:%M"));
    }
    Ok(())
}

async fn rotate(folder: &DataFolder) -> anyhow::Result<()> {
    drop(folder.store(Arc::new(SystemClock)).await?); // the keys must fit the data before they are changed
    let file = folder.key_file()?;
    let mut ring = file.read_or_make()?;
    let id = ring.rotate(&mut SecretRandomness::new(&SystemRandomness), SystemClock.now());
    file.replace(&ring)?;
    println!("The new key is {id}. Copy {} to where its copies are.", file.path().display());
    reseal(folder).await?;
    println!("A server that runs meanwhile seals with the new key within {} seconds.", NEW_KEYS.as_secs());
    println!("'inzira doctor' then says whether anything is left for 'inzira keys reseal'.");
    Ok(())
}

async fn reseal(folder: &DataFolder) -> anyhow::Result<()> {
    let app = folder.app(Settings::default()).await?;
    let done = app.store.reseal(&schemas(&app).await?, ACTOR).await?;
    println!("sealed           {}", counted(&done));
    Ok(())
}

/// How much of each kind, in words.
pub fn counted(counts: &Resealed) -> String {
    let kinds: Vec<String> = counts.kinds().into_iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    if kinds.is_empty() { "nothing: all is sealed with the newest key".to_owned() } else { kinds.join(", ") }
}

/// The questions of everything that was collected or imported.
pub async fn schemas(app: &App) -> anyhow::Result<Schemas> {
    let mut schemas = Schemas::default();
    for operation in app.store.operations().await? {
        for version in app.store.form_version_names(operation.id).await? {
            let form = app.forms.of_version(&app.store, version.id).await.map_err(|problem| said(&problem))?;
            schemas.of_versions.insert(version.id, Arc::new(form.schema()));
        }
        for exercise in app.store.exercises(operation.id).await? {
            let schema = app.forms.schema(&app.store, &exercise).await.map_err(|problem| said(&problem))?;
            schemas.of_exercises.insert(exercise.id, Arc::new(schema.unwrap_or_default()));
        }
    }
    Ok(schemas)
}

fn make(file: &Path) -> anyhow::Result<()> {
    let key = PrivateKey::generate(&mut SecretRandomness::new(&SystemRandomness))?;
    write_secret(file, key.to_pem()?.as_bytes())?;
    eprintln!("The private key is in {}. Keep it safe, with a copy elsewhere:", file.display());
    eprintln!("whoever has it can read the answers, and if it is lost nobody can.");
    eprintln!("The public key, for the form:");
    println!("{}", key.public_key().to_base64());
    Ok(())
}

/// Writes a file that only its owner reads, and never over another.
fn write_secret(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let write = || -> std::io::Result<()> {
        let mut file = options.open(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().with_context(|| format!("{} cannot be written", path.display()))
}
