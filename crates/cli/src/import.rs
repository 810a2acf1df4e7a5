//! `inzira import`.

use crate::data::{self, ACTOR, DataFolder, said};
use anyhow::Context;
use clap::Args;
use imports::Stage;
use indicatif::{ProgressBar, ProgressStyle};
use server::{
    App, Settings,
    importing::{self, Imported, Request, Step},
};
use std::{path::PathBuf, time::Duration};
use vocab::{RoundNumber, Text};

/// What to import.
#[derive(Debug, Args)]
pub struct Import {
    /// The workbook, CSV or JSON file.
    file: PathBuf,
    /// Code of the operation.
    #[arg(long)]
    operation: String,
    /// Code of the mapping; without it the program says which mappings fit the file.
    #[arg(long)]
    mapping: Option<String>,
    /// The round, for a mapping that does not say it.
    #[arg(long)]
    round: Option<u32>,
    /// Source and licence, for readers of the figures.
    #[arg(long, default_value = "")]
    note: String,
    /// Print the whole report as JSON.
    #[arg(long)]
    json: bool,
}

impl Import {
    /// Imports, computes the figures anew and prints the accounting of every row.
    pub async fn run(self, folder: &DataFolder) -> anyhow::Result<()> {
        let app = folder.app(Settings::default()).await?;
        let bytes = std::fs::read(&self.file).with_context(|| format!("{} cannot be read.", self.file.display()))?;
        let file_name = self.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(mapping) = self.mapping.clone() else { return propose(&app, &file_name, &bytes) };
        let operation = data::operation(&app.store, &self.operation).await?;
        let note = if self.note.is_empty() { Text::default() } else { Text::new(self.note.clone()) };
        let round = self.round.map(RoundNumber);
        let request = Request { file_name, bytes, mapping, round, note, actor: ACTOR.to_owned() };
        let imported = run(&app, &operation, request).await?;
        if self.json {
            println!("{}", serde_json::to_string_pretty(&imported.report)?);
        } else {
            print!("{}", imported.report);
        }
        let outcome = &imported.outcome;
        println!(
            "Stored: {} records. Held already, unchanged: {}. Held already with other values, refused: {}.",
            outcome.stored,
            outcome.unchanged,
            outcome.conflicts.len()
        );
        for conflict in &outcome.conflicts {
            println!("  {} ({})", conflict.key, conflict.source);
        }
        Ok(())
    }
}

fn propose(app: &App, file_name: &str, bytes: &[u8]) -> anyhow::Result<()> {
    let mappings = app.figures.programme().mappings();
    let file = imports::SourceFile { name: file_name, bytes };
    let all: Vec<imports::Mapping> = mappings.values().cloned().collect();
    let fitting = imports::recognise(&all, file, &imports::Limits::default())?;
    let fitting: Vec<&str> = fitting.iter().map(|mapping| mapping.code.as_str()).collect();
    let known: Vec<&str> = mappings.keys().map(String::as_str).collect();
    match fitting.as_slice() {
        [] => anyhow::bail!(
            "No mapping fits {file_name}. Mappings: {}. docs/how-to-add-an-import.md says how to write one.",
            known.join(", ")
        ),
        fitting => {
            anyhow::bail!("{file_name} fits --mapping {}. Say it, so that nothing is guessed.", fitting.join(" or "))
        }
    }
}

/// Imports with a bar, then computes the figures of the rounds that changed.
pub async fn run(app: &App, operation: &store::Operation, request: Request) -> anyhow::Result<Imported> {
    let bar = ProgressBar::new_spinner();
    bar.enable_steady_tick(Duration::from_millis(200));
    let style = ProgressStyle::with_template("{spinner} {msg} {wide_bar} {pos} of {len}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let shown = bar.clone();
    let progress = move |step| {
        let (message, done, total) = match step {
            Step::File(progress) => {
                let message = match progress.stage {
                    Stage::Reading => "reading rows",
                    Stage::Converting => "making records",
                };
                (message, progress.done, progress.total)
            }
            Step::Store(done, total) => ("storing records", done as u64, Some(total as u64)),
        };
        shown.set_message(message);
        shown.set_length(total.unwrap_or(done));
        shown.set_position(done);
    };
    let imported = importing::import(app, operation, request, progress).await.map_err(|problem| said(&problem))?;
    bar.finish_and_clear();
    app.figures.settle().await;
    app.checking.settle().await;
    Ok(imported)
}
