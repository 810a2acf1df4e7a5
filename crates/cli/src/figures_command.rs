//! `inzira figures`.

use crate::data::{self, DataFolder, said};
use clap::Args;
use server::{Settings, round_figures::RoundOf};
use vocab::{AdminLevel, Figure, Missing};

/// Which figures to list.
#[derive(Debug, Args)]
pub struct Figures {
    /// Code of the operation.
    operation: String,
    /// Only this exercise.
    #[arg(long)]
    exercise: Option<String>,
    /// Only this round; without it the last one of each exercise.
    #[arg(long)]
    round: Option<u32>,
    /// Only this indicator.
    #[arg(long)]
    indicator: Option<String>,
    /// Only places of this level: 0 the country, 1 provinces, 2 communes.
    #[arg(long)]
    level: Option<u8>,
    /// Only this disaggregation: total, reason, sex_age.
    #[arg(long)]
    disaggregation: Option<String>,
}

impl Figures {
    /// Lists figures, each with the path that `inzira explain` takes. What publication would withhold is shown: whoever
    /// can read the data folder can read its records.
    pub async fn run(self, folder: &DataFolder) -> anyhow::Result<()> {
        let app = folder.app(Settings::default()).await?;
        let operation = data::operation(&app.store, &self.operation).await?;
        for exercise in app.store.exercises(operation.id).await? {
            if self.exercise.as_ref().is_some_and(|wanted| *wanted != exercise.code) {
                continue;
            }
            let rounds = app.store.rounds(exercise.id).await?;
            let chosen = match self.round {
                Some(number) => rounds.into_iter().find(|round| round.number.0 == number),
                None => rounds.into_iter().last(),
            };
            let Some(round) = chosen else { continue };
            let of = RoundOf { operation: operation.clone(), exercise, round };
            let set = app.figures.of(&app, &of).await.map_err(|error| said(&error.into()))?;
            set.figures.iter().filter(|figure| self.wants(figure)).for_each(print);
        }
        Ok(())
    }

    fn wants(&self, figure: &Figure) -> bool {
        let key = &figure.key;
        self.indicator.as_ref().is_none_or(|indicator| *indicator == key.indicator)
            && self.level.is_none_or(|level| AdminLevel(level) == key.level)
            && self.disaggregation.as_ref().is_none_or(|name| *name == key.disaggregation)
    }
}

fn print(figure: &Figure) {
    let value = match (figure.value, figure.missing) {
        (Some(value), _) => value.to_string(),
        (None, missing) => format!("({})", missing.map_or("missing", word)),
    };
    println!("{value}\t{}", figure.key.path());
}

fn word(missing: Missing) -> &'static str {
    match missing {
        Missing::Missing => "missing",
        Missing::NotAssessed => "not assessed",
        Missing::NotAccessible => "not accessible",
        Missing::NotApplicable => "not applicable",
        Missing::Withheld => "withheld",
    }
}
