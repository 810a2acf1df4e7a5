//! `inzira round`.

use crate::data::{self, ACTOR, DataFolder};
use chrono::NaiveDate;
use clap::Subcommand;
use server::Settings;
use store::NewRound;
use vocab::{Period, RoundNumber, Text};

/// What to do with rounds.
#[derive(Debug, Subcommand)]
pub enum RoundCommand {
    /// Open a round, so that submissions join it; or change its days.
    Open {
        /// Code of the operation.
        operation: String,
        /// Code of the exercise.
        exercise: String,
        /// Its number.
        number: u32,
        /// First day, as YYYY-MM-DD.
        #[arg(long)]
        from: NaiveDate,
        /// Last day, as YYYY-MM-DD.
        #[arg(long)]
        to: NaiveDate,
        /// Source and licence of the data, for readers.
        #[arg(long, default_value = "")]
        note: String,
    },
}

impl RoundCommand {
    /// Runs the command.
    pub async fn run(self, folder: &DataFolder) -> anyhow::Result<()> {
        let Self::Open { operation, exercise, number, from, to, note } = self;
        let app = folder.app(Settings::default()).await?;
        let operation = data::operation(&app.store, &operation).await?;
        let found = app.store.exercise(operation.id, &exercise).await?;
        let exercise = found.ok_or_else(|| {
            anyhow::anyhow!(
                "'{}' has no exercise '{exercise}'; install a pack with 'inzira operation install'.",
                operation.code
            )
        })?;
        let note = if note.is_empty() { Text::default() } else { Text::new(note) };
        let period = Period::new(from, to)?;
        let new =
            NewRound { number: RoundNumber(number), period, demonstration: operation.demonstration, note, open: true };
        app.store.save_round(&exercise, &new, ACTOR).await?;
        println!("Round {number} of '{}' is open from {from} to {to}.", exercise.code);
        Ok(())
    }
}
