//! The file of keys: what is personal is sealed with them before it is stored, so it must outlive the data and lie apart
//! from it.

use anyhow::Context;
use sealing::KeyRing;
use std::{
    fs::{self, File, OpenOptions},
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};
use vocab::{Clock, SecretRandomness, SystemClock, SystemRandomness};

/// Where a demonstration has its keys.
const DEMONSTRATION: &str = "demonstration.keys";

/// A file of keys, in a place where it may be.
#[derive(Debug, Clone)]
pub struct KeyFile(PathBuf);

impl KeyFile {
    /// The file that was asked for, or one beside the data folder and named after it.
    ///
    /// # Errors
    /// When it would lie inside the data folder, where whoever takes the data takes the keys as well.
    pub fn of(data: &Path, asked: Option<&Path>, with_data: bool) -> anyhow::Result<Self> {
        let path = match asked {
            Some(path) => path.to_owned(),
            None => {
                let whole = std::path::absolute(data)?;
                let name =
                    whole.file_name().context("The data folder has no name: say with --keys where the keys are.")?;
                let mut name = name.to_owned();
                name.push(".keys");
                let beside = whole.with_file_name(name);
                // Invented data needs no secrecy, and is copied about whole.
                let demonstration = data.join(DEMONSTRATION);
                if !beside.exists() && demonstration.exists() {
                    return Ok(Self(demonstration));
                }
                beside
            }
        };
        let inside = whole_path(&path)?.starts_with(whole_path(data)?);
        anyhow::ensure!(
            with_data || !inside,
            "The file of keys {} lies inside the data folder: whoever takes the data would take the keys as well. Choose \
             another place with --keys or INZIRA_KEYS. (For a trial, INZIRA_KEYS_WITH_DATA=yes allows it.)",
            path.display()
        );
        Ok(Self(path))
    }

    /// The file of a demonstration, in its data folder.
    pub fn of_demonstration(data: &Path) -> Self {
        Self(data.join(DEMONSTRATION))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The ring in it; none if there is no such file.
    ///
    /// # Errors
    /// When others may read it, or it is no ring.
    pub fn read(&self) -> anyhow::Result<Option<KeyRing>> {
        let text = match fs::read_to_string(&self.0) {
            Ok(text) => zeroize::Zeroizing::new(text),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).with_context(|| format!("{} cannot be read", self.0.display())),
        };
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(&self.0)?.permissions().mode();
            anyhow::ensure!(
                mode & 0o077 == 0,
                "Others may read the file of keys {0}. Take that away first: chmod 600 {0}",
                self.0.display()
            );
        }
        KeyRing::read(&text).map(Some).with_context(|| self.0.display().to_string())
    }

    /// The ring in the file, made if there is none. When this returns, it is on the disk.
    pub fn read_or_make(&self) -> anyhow::Result<KeyRing> {
        if let Some(ring) = self.read()? {
            return Ok(ring);
        }
        let ring = KeyRing::new(&mut SecretRandomness::new(&SystemRandomness), SystemClock.now());
        let made = self.write(&ring, false).with_context(|| format!("{} cannot be written", self.0.display()))?;
        if !made {
            // Another process was faster.
            return self.read()?.context("the file of keys is there and is not");
        }
        Ok(ring)
    }

    /// Puts a ring in the place of the one before.
    pub fn replace(&self, ring: &KeyRing) -> anyhow::Result<()> {
        self.write(ring, true).with_context(|| format!("{} cannot be written", self.0.display()))?;
        Ok(())
    }

    /// Whole or not at all, and on the disk. False if it was there and may not be replaced.
    fn write(&self, ring: &KeyRing, replace: bool) -> std::io::Result<bool> {
        let folder = match self.0.parent() {
            Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
            Some(folder) => folder,
            None => Path::new("."),
        };
        let mut made = fs::DirBuilder::new();
        made.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut made, 0o700);
        made.create(folder)?;
        let mut scratch = self.0.clone().into_os_string();
        scratch.push(format!(".{}.part", std::process::id()));
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&scratch)?;
        file.write_all(ring.to_text().as_bytes())?;
        file.sync_all()?;
        let placed = if replace {
            fs::rename(&scratch, &self.0).map(|()| true)
        } else {
            // Unlike a rename, a link never takes the place of what is there.
            let linked = match fs::hard_link(&scratch, &self.0) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
                linked => linked.map(|()| true),
            };
            fs::remove_file(&scratch)?;
            linked
        }?;
        File::open(folder)?.sync_all()?;
        Ok(placed)
    }
}

/// The path without links and dots, as far as it is there.
fn whole_path(path: &Path) -> anyhow::Result<PathBuf> {
    let whole = std::path::absolute(path)?;
    let mut rest = Vec::new();
    let mut at = whole.as_path();
    loop {
        if let Ok(found) = fs::canonicalize(at) {
            return Ok(rest.iter().rev().fold(found, |path, part| path.join(part)));
        }
        match (at.parent(), at.file_name()) {
            (Some(above), Some(name)) => {
                rest.push(name.to_owned());
                at = above;
            }
            _ => return Ok(whole),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::KeyFile;

    #[test]
    fn the_keys_lie_beside_the_data_and_never_in_it_by_mistake() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let file = KeyFile::of(&data, None, false).unwrap();
        assert_eq!(file.path(), folder.path().join("data.keys"));
        for inside in ["data/keys", "data/../data/deep/keys"] {
            let inside = folder.path().join(inside);
            assert!(KeyFile::of(&data, Some(&inside), false).is_err());
            assert!(KeyFile::of(&data, Some(&inside), true).is_ok());
        }
        assert!(file.read().unwrap().is_none());
        let ring = file.read_or_make().unwrap();
        assert_eq!(file.read_or_make().unwrap(), ring, "made once");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(file.path()).unwrap().permissions().mode() & 0o777, 0o600);
            std::fs::set_permissions(file.path(), std::fs::Permissions::from_mode(0o640)).unwrap();
            assert!(file.read().is_err(), "others may read it");
        }
    }
}
