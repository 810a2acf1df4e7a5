//! Where things are: the clone, what is built, what is kept between runs.

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::json::Json;
use crate::run::Run;

/// One clone of the project.
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// The clone that this program was built from.
    pub fn find() -> Outcome<Project> {
        let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        match Path::new(&here).parent() {
            Some(root) if root.join("Cargo.lock").is_file() => Ok(Project { root: root.to_owned() }),
            _ => Err(Failure::new("The folder of the project is not found. Run `cargo xtask` inside a clone of it.")),
        }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A file or folder of the clone.
    pub fn path(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    /// Real data that may be laid beside the clone and is never part of it.
    pub fn has_shared_data(&self) -> bool {
        self.root.parent().is_some_and(|above| above.join("shared/data").is_dir())
    }

    /// Kept between runs and between clones: `$XDG_CACHE_HOME/inzira`, else `~/.cache/inzira`.
    pub fn cache(&self) -> Outcome<PathBuf> {
        let folder = std::env::var_os("XDG_CACHE_HOME")
            .map(PathBuf::from)
            .or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".cache")));
        match folder {
            Some(folder) => Ok(folder.join("inzira")),
            None => Err(Failure::new("Neither XDG_CACHE_HOME nor HOME is set: say where downloads may be kept.")),
        }
    }

    /// Where cargo puts what it builds; cargo itself is asked, so that every way of setting it counts.
    pub fn target(&self) -> Outcome<PathBuf> {
        let answer = Run::new("cargo")
            .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
            .within(&self.root)
            .read()?;
        match Json::read(&answer)?.get("target_directory").and_then(Json::text) {
            Some(folder) => Ok(PathBuf::from(folder)),
            None => Err(Failure::new("`cargo metadata` did not name its target folder.")),
        }
    }
}
