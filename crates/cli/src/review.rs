//! `inzira review`.

use crate::{
    data::{self, DataFolder, said},
    round::Which,
};
use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use server::{
    App, Settings,
    reviewing::{clean, log, raw},
};
use std::path::{Path, PathBuf};
use vocab::Record;

/// What reviewers did, for scripts.
#[derive(Debug, Subcommand)]
pub enum ReviewCommand {
    /// Write the cleaning log of a round: every value edited and every decision, what tells of people withheld.
    ExportLog {
        #[command(flatten)]
        which: Which,
        /// The file to write: .xlsx or .csv.
        #[arg(long)]
        out: PathBuf,
    },
    /// Write the records of a round as they came, a line of JSON each, what tells of people withheld.
    ExportRaw {
        #[command(flatten)]
        which: Which,
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Make clean data of raw data and a cleaning log.
    ApplyLog(ApplyLog),
}

/// What to apply to what.
#[derive(Debug, Args)]
pub struct ApplyLog {
    /// Code of the operation.
    operation: String,
    /// Code of the exercise.
    exercise: String,
    /// The log, as 'export-log' or the page wrote it.
    #[arg(long)]
    log: PathBuf,
    /// The raw data, as 'export-raw' wrote them.
    #[arg(long)]
    raw: PathBuf,
    /// The file to write: .parquet for the snapshot of what was approved, anything else for a line of JSON each record.
    #[arg(long)]
    out: PathBuf,
}

impl ReviewCommand {
    /// Runs the command.
    pub async fn run(self, folder: &DataFolder) -> anyhow::Result<()> {
        let app = folder.app(Settings::default()).await?;
        match self {
            Self::ExportLog { which, out } => export_log(&app, &which, &out).await,
            Self::ExportRaw { which, out } => export_raw(&app, &which, &out).await,
            Self::ApplyLog(command) => command.run(&app).await,
        }
    }
}

async fn export_log(app: &App, which: &Which, out: &Path) -> anyhow::Result<()> {
    let of = which.find(app).await?;
    let rows = log::of_round(app, &of, None).await.map_err(|problem| said(&problem))?;
    let bytes = match ending(out) {
        "xlsx" => log::workbook(&rows),
        "csv" => log::csv(&rows),
        _ => bail!("'{}' ends neither in .xlsx nor in .csv; name the file so.", out.display()),
    };
    write(out, &bytes.map_err(|problem| said(&problem))?)?;
    println!("{} lines in {}.", rows.len(), out.display());
    Ok(())
}

async fn export_raw(app: &App, which: &Which, out: &Path) -> anyhow::Result<()> {
    let of = which.find(app).await?;
    let data = raw::of_round(app, &of).await.map_err(|problem| said(&problem))?;
    let lines = data.records.iter().map(serde_json::to_string).collect::<Result<Vec<_>, _>>()?;
    write(out, (lines.join("\n") + "\n").as_bytes())?;
    for key in &data.read_otherwise {
        eprintln!("'{key}' is read otherwise today than when it came; the file holds what was read then.");
    }
    println!("{} records in {}.", lines.len(), out.display());
    Ok(())
}

impl ApplyLog {
    async fn run(&self, app: &App) -> anyhow::Result<()> {
        let operation = data::operation(&app.store, &self.operation).await?;
        let exercise = crate::round::exercise(app, &operation, &self.exercise).await?;
        let log = std::fs::read(&self.log).with_context(|| format!("{} cannot be read", self.log.display()))?;
        let raw =
            std::fs::read_to_string(&self.raw).with_context(|| format!("{} cannot be read", self.raw.display()))?;
        let line = |(at, line): (usize, &str)| {
            serde_json::from_str::<Record>(line).with_context(|| format!("{}, line {}", self.raw.display(), at + 1))
        };
        let raw = raw.lines().enumerate().filter(|(_, line)| !line.is_empty()).map(line);
        let raw = raw.collect::<anyhow::Result<Vec<Record>>>()?;
        let clean = clean::clean(app, &operation, raw, &log).await?;
        if ending(&self.out) == "parquet" {
            let snapshot = clean::snapshot(app, &exercise, &clean).await?;
            write(&self.out, &snapshot.bytes)?;
            println!("{} approved records in {}; snapshot {}.", snapshot.rows, self.out.display(), snapshot.sha256);
            return Ok(());
        }
        let mut text = String::new();
        for one in &clean {
            let mut line = serde_json::to_value(&one.record)?;
            line["state"] = one.state.code().into();
            text.push_str(&line.to_string());
            text.push('\n');
        }
        write(&self.out, text.as_bytes())?;
        println!("{} records in {}.", clean.len(), self.out.display());
        Ok(())
    }
}

fn ending(path: &Path) -> &str {
    path.extension().and_then(|ending| ending.to_str()).unwrap_or_default()
}

fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    std::fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))
}
