//! `inzira keys`.

use anyhow::Context;
use clap::Subcommand;
use encrypted::PrivateKey;
use std::{
    fs::OpenOptions,
    io::Write,
    path::{Path, PathBuf},
};
use vocab::{SecretRandomness, SystemRandomness};

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
}

impl Keys {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<()> {
        let Self::Make { file } = self;
        let key = PrivateKey::generate(&mut SecretRandomness::new(&SystemRandomness))?;
        write_secret(&file, key.to_pem()?.as_bytes())?;
        eprintln!("The private key is in {}. Keep it safe, with a copy elsewhere:", file.display());
        eprintln!("whoever has it can read the answers, and if it is lost nobody can.");
        eprintln!("The public key, for the form:");
        println!("{}", key.public_key().to_base64());
        Ok(())
    }
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
