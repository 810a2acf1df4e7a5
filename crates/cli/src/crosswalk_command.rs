//! `inzira places crosswalk`.

use crate::data::{ACTOR, said};
use crate::places_command::{name_of, said_of_crosswalk};
use anyhow::Context;
use clap::Subcommand;
use places::CrosswalkEdition;
use server::{App, crosswalks};
use std::path::PathBuf;

/// What to do with crosswalks.
#[derive(Debug, Subcommand)]
pub enum CrosswalkCommand {
    /// Load an edition beside those there are. An official one supersedes ours, a later one an earlier; all stay readable.
    Load {
        /// A CSV table with the columns from_pcode, to_pcode and perhaps share and basis.
        file: PathBuf,
        /// Code of the boundary version it leads from.
        #[arg(long)]
        from: String,
        /// Code of the boundary version it leads to.
        #[arg(long)]
        to: String,
        /// Short name of the edition.
        #[arg(long)]
        code: String,
        /// What people read.
        #[arg(long)]
        label: String,
        /// Where it comes from.
        #[arg(long)]
        source: String,
        /// The authority that drew the boundaries published it.
        #[arg(long)]
        official: bool,
    },
    /// List all editions.
    List,
}

impl CrosswalkCommand {
    /// Runs the command.
    pub async fn run(self, app: &App) -> anyhow::Result<()> {
        match self {
            Self::Load { file, from, to, code, label, source, official } => {
                let bytes = std::fs::read(&file).with_context(|| format!("{} cannot be read.", file.display()))?;
                let edition = CrosswalkEdition { code, from_version: from, to_version: to, label, source, official };
                let looked_at = crosswalks::look(app, &edition, &name_of(&file), bytes).await;
                let looked_at = looked_at.map_err(|problem| said(&problem))?;
                if !looked_at.table.problems.0.is_empty() {
                    return Err(looked_at.table.problems.into());
                }
                crosswalks::keep(app, &looked_at, ACTOR).await.map_err(|problem| said(&problem))?;
                said_of_crosswalk(&looked_at.edition);
                Ok(())
            }
            Self::List => {
                for stored in app.store.crosswalks().await? {
                    let standing = if stored.official { "official" } else { "approximate" };
                    let (from, to) = (&stored.from_version, &stored.to_version);
                    println!("{}\t{from} → {to}\t{standing}\t{}\t{}", stored.code, stored.label, stored.source);
                }
                Ok(())
            }
        }
    }
}
