//! The private keys to decrypt with: from PEM files, or from the download's `keys.json` with a passphrase.

use super::source::Source;
use anyhow::Context;
use encrypted::{ManagedKey, ManagedKeyProblem, PrivateKey};
use serde::Deserialize;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Keys under a passphrase, as the server adds them to a download.
const IN_DOWNLOAD: &str = "keys.json";

/// Private keys.
pub struct Keys(Vec<PrivateKey>);

#[derive(Deserialize)]
struct Kept {
    protected: ManagedKey,
    hint: Option<String>,
}

impl Keys {
    /// Reads all that were given.
    ///
    /// # Errors
    /// When there is none, or one cannot be read.
    pub fn read(files: &[PathBuf], passphrase: Option<&Path>, source: &mut Source) -> anyhow::Result<Self> {
        let mut keys = Vec::new();
        for path in files {
            let text = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
            keys.push(PrivateKey::read(&text).with_context(|| path.display().to_string())?);
        }
        let passphrase = match passphrase {
            Some(path) => {
                let text = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
                Some(text.trim_end_matches(['\r', '\n']).to_owned())
            }
            None => std::env::var("INZIRA_PASSPHRASE").ok(),
        };
        if let Some(passphrase) = passphrase {
            keys.extend(under_passphrase(&passphrase, source)?);
        }
        anyhow::ensure!(
            !keys.is_empty(),
            "Give the private key with --key FILE.pem, or the passphrase of a key that is kept on the server with \
             --passphrase-file FILE."
        );
        Ok(Self(keys))
    }

    /// All keys.
    pub fn all(&self) -> &[PrivateKey] {
        &self.0
    }
}

fn under_passphrase(passphrase: &str, source: &mut Source) -> anyhow::Result<Vec<PrivateKey>> {
    let text = source.file(IN_DOWNLOAD)?;
    let text = text.context("There is no 'keys.json' beside the submissions, so a passphrase opens nothing here.")?;
    let kept: Vec<Kept> = serde_json::from_slice(&text).context("'keys.json' cannot be read")?;
    let (mut keys, mut hints) = (Vec::new(), Vec::new());
    for Kept { protected, hint } in kept {
        match protected.open(passphrase) {
            Ok(key) => keys.push(key),
            Err(ManagedKeyProblem::WrongPassphrase) => hints.extend(hint),
            Err(problem) => return Err(problem).context("'keys.json'"),
        }
    }
    let hints = if hints.is_empty() { String::new() } else { format!(" Hint: {}.", hints.join("; ")) };
    anyhow::ensure!(!keys.is_empty(), "The passphrase opens none of the keys in 'keys.json'.{hints}");
    Ok(keys)
}
