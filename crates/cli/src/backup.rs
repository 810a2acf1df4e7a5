//! `inzira backup`.

use crate::data::{ACTOR, DataFolder};
use clap::Args;
use std::{path::PathBuf, sync::Arc};
use vocab::SystemClock;

/// Where to copy to.
#[derive(Debug, Args)]
pub struct Backup {
    /// Folder of backups, on another disk. Each backup is a dated folder in it; files that an earlier one brought are not
    /// copied again.
    folder: PathBuf,
}

impl Backup {
    /// Runs the command.
    pub async fn run(self, data: &DataFolder) -> anyhow::Result<()> {
        let store = data.store(Arc::new(SystemClock)).await?;
        let made = store.back_up(&self.folder, env!("CARGO_PKG_VERSION"), ACTOR).await?;
        println!(
            "{}: {} rows, {} files of which {} are new.",
            made.set.display(),
            made.rows,
            made.files,
            made.new_files
        );
        println!("It holds what people said, as the data folder does: keep it as safe.");
        println!("The keys are not in it. Without a copy of {} nobody can", data.key_file()?.path().display());
        println!("read what is personal in it: keep one, apart from the backups.");
        if made.damaged.is_empty() {
            return Ok(());
        }
        anyhow::bail!(
            "The backup was made, but {} files of the data folder are gone or damaged and are not in it: {}. \
             'inzira doctor' says what they belong to; look for them in earlier backups.",
            made.damaged.len(),
            made.damaged.join(", ")
        )
    }
}
