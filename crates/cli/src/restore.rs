//! `inzira restore`.

use crate::{
    data::{ACTOR, DataFolder},
    doctor::Doctor,
};
use anyhow::Context;
use clap::Args;
use std::{path::PathBuf, sync::Arc};
use store::{Deed, backup};
use vocab::SystemClock;

/// What to restore; where to is said by --data and --database.
#[derive(Debug, Args)]
pub struct Restore {
    /// A backup (a dated folder), or a folder of backups, of which the newest is taken.
    backup: PathBuf,
}

impl Restore {
    /// Runs the command.
    pub async fn run(self, data: &DataFolder) -> anyhow::Result<()> {
        let restored = backup::restore(&self.backup, &data.data, data.database.as_deref()).await?;
        let rows: u64 = restored.manifest.tables.iter().map(|table| table.rows).sum();
        println!(
            "{} of {} is restored: {rows} rows, {} files.",
            restored.set.display(),
            restored.manifest.made_at.format("%Y-%m-%d %H:%M UTC"),
            restored.manifest.blobs.len()
        );
        let store = data.store(Arc::new(SystemClock)).await;
        let store = store.context("All of the backup is restored, but what is sealed in it needs its keys.")?;
        let made_at = restored.manifest.made_at.to_rfc3339();
        store.audit(&[Deed::new(ACTOR, "backup.restored", format!("backup:{made_at}"))]).await?;
        drop(store);
        Doctor::default().run(data).await
    }
}
