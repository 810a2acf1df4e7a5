//! `inzira round`.

use crate::data::{self, ACTOR, DataFolder, said};
use anyhow::Context;
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use server::{App, Settings, checking, round_figures::RoundOf, round_moves};
use store::NewRound;
use vocab::{Period, RoundNumber, RoundStage, Text};

mod sample;

/// What to do with rounds.
#[derive(Debug, Subcommand)]
pub enum RoundCommand {
    /// Open a round, so that submissions join it; or change the days of one that is open.
    Open {
        #[command(flatten)]
        which: Which,
        /// First day, as YYYY-MM-DD.
        #[arg(long)]
        from: NaiveDate,
        /// Last day, as YYYY-MM-DD.
        #[arg(long)]
        to: NaiveDate,
        /// Source and licence of the data, for readers.
        #[arg(long, default_value = "")]
        note: String,
        /// Only plan it: nothing joins it until it is moved to 'collecting'.
        #[arg(long)]
        planned: bool,
    },
    /// Say how far the rounds of an exercise have come.
    List {
        /// Code of the operation.
        operation: String,
        /// Code of the exercise.
        exercise: String,
    },
    /// Move a round on: planned, collecting, review, closed, published.
    Move {
        #[command(flatten)]
        which: Which,
        /// The stage it moves to.
        stage: String,
        /// Why records that wait for review stay out, when it is closed.
        #[arg(long)]
        reason: Option<String>,
    },
    /// Run the checks of a round's records again, and say how many flags came and went.
    Check {
        #[command(flatten)]
        which: Which,
    },
    /// Say which places a rule would choose for a round; with --take, choose them.
    Sample {
        #[command(flatten)]
        which: Which,
        /// Code of the rule; without it, the rules there are and what was chosen.
        #[arg(long)]
        rule: Option<String>,
        /// Number of the round whose lists it is applied to; the newest closed one without it.
        #[arg(long)]
        from_round: Option<u32>,
        /// Keep the list with the round.
        #[arg(long, requires = "rule")]
        take: bool,
    },
    /// Begin a correction of a closed round. What it said so far stays readable.
    Revise {
        #[command(flatten)]
        which: Which,
        /// Why it is corrected.
        #[arg(long)]
        reason: String,
    },
}

/// Which round.
#[derive(Debug, Args)]
pub struct Which {
    /// Code of the operation.
    operation: String,
    /// Code of the exercise.
    exercise: String,
    /// Its number.
    number: u32,
}

impl Which {
    /// The round, with what it belongs to.
    pub async fn find(&self, app: &App) -> anyhow::Result<RoundOf> {
        let operation = data::operation(&app.store, &self.operation).await?;
        let exercise = exercise(app, &operation, &self.exercise).await?;
        let rounds = app.store.rounds(exercise.id).await?;
        let round = rounds.into_iter().find(|round| round.number.0 == self.number).with_context(|| {
            format!("'{}' has no round {}; make it with 'inzira round open'.", exercise.code, self.number)
        })?;
        Ok(RoundOf { operation, exercise, round })
    }
}

/// The exercise of that code.
pub async fn exercise(app: &App, operation: &store::Operation, code: &str) -> anyhow::Result<store::Exercise> {
    let found = app.store.exercise(operation.id, code).await?;
    found.with_context(|| {
        format!("'{}' has no exercise '{code}'; install a pack with 'inzira operation install'.", operation.code)
    })
}

impl RoundCommand {
    /// Runs the command.
    pub async fn run(self, folder: &DataFolder) -> anyhow::Result<()> {
        let app = folder.app(Settings::default()).await?;
        match self {
            Self::Open { which, from, to, note, planned } => {
                open(&app, which, Period::new(from, to)?, note, planned).await
            }
            Self::List { operation, exercise } => list(&app, &operation, &exercise).await,
            Self::Move { which, stage, reason } => {
                let to = RoundStage::from_code(&stage).with_context(|| {
                    let known: Vec<&str> = RoundStage::ALL.into_iter().map(RoundStage::code).collect();
                    format!("'{stage}' is no stage of a round; it is one of {}.", known.join(", "))
                })?;
                let of = which.find(&app).await?;
                let moved = round_moves::move_on(&app, &of, to, reason.as_deref(), ACTOR).await;
                let round = moved.map_err(|problem| said(&problem))?;
                println!("Round {} of '{}' is {}.", round.number, of.exercise.code, round.stage.code());
                Ok(())
            }
            Self::Check { which } => {
                let of = which.find(&app).await?;
                let checked = checking::check_round(&app, &of, Some(ACTOR)).await;
                let found = checked.map_err(|problem| said(&problem))?;
                println!(
                    "Round {} of '{}': {} records looked at, {} flags raised, {} flags gone.",
                    of.round.number, of.exercise.code, found.records, found.flags.raised, found.flags.gone
                );
                Ok(())
            }
            Self::Sample { which, rule, from_round, take } => {
                let of = which.find(&app).await?;
                match rule {
                    None => sample::list(&app, &of).await,
                    Some(rule) => sample::draw(&app, &of, &rule, from_round, take).await,
                }
            }
            Self::Revise { which, reason } => {
                let of = which.find(&app).await?;
                let revised = round_moves::revise(&app, &of, &reason, ACTOR).await;
                let (round, joined) = revised.map_err(|problem| said(&problem))?;
                app.figures.settle().await;
                println!(
                    "Revision {} of round {} of '{}' is in review; {joined} records that came too late joined it.",
                    round.revision, round.number, of.exercise.code
                );
                Ok(())
            }
        }
    }
}

async fn open(app: &App, which: Which, period: Period, note: String, planned: bool) -> anyhow::Result<()> {
    let operation = data::operation(&app.store, &which.operation).await?;
    let exercise = exercise(app, &operation, &which.exercise).await?;
    let note = if note.is_empty() { Text::default() } else { Text::new(note) };
    let stage = if planned { RoundStage::Planned } else { RoundStage::Collecting };
    let known = app.store.rounds(exercise.id).await?.into_iter().find(|round| round.number.0 == which.number);
    let new = NewRound {
        number: RoundNumber(which.number),
        period,
        demonstration: operation.demonstration,
        note,
        stage,
        form_version_id: known.and_then(|round| round.form_version_id),
    };
    let mut of = RoundOf { round: app.store.save_round(&exercise, &new, ACTOR).await?, operation, exercise };
    if !planned && of.round.stage != RoundStage::Collecting {
        let moved = round_moves::move_on(app, &of, RoundStage::Collecting, None, ACTOR).await;
        of.round = moved.map_err(|problem| said(&problem))?;
    }
    let (number, stage) = (of.round.number, if of.round.open() { "open" } else { of.round.stage.code() });
    println!("Round {number} of '{}' is {stage} from {} to {}.", of.exercise.code, period.from, period.to);
    Ok(())
}

async fn list(app: &App, operation: &str, code: &str) -> anyhow::Result<()> {
    let operation = data::operation(&app.store, operation).await?;
    let exercise = exercise(app, &operation, code).await?;
    for round in app.store.rounds(exercise.id).await? {
        let (number, stage, period) = (round.number, round.stage.code(), round.period);
        println!("{number}\t{stage}\trevision {}\t{} to {}", round.revision, period.from, period.to);
    }
    Ok(())
}
