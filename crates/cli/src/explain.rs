//! `inzira explain`.

mod basis;

use crate::data::{self, DataFolder};
use clap::Args;
use server::{Settings, publication};

/// Which figure to explain.
#[derive(Debug, Args)]
pub struct Explain {
    /// The figure: OPERATION/EXERCISE/ROUND/INDICATOR/PLACE, then /DIMENSION=VALUE for a part of it.
    figure: String,
    /// As JSON, for programs.
    #[arg(long)]
    json: bool,
}

impl Explain {
    /// Prints what the figure stands on.
    pub async fn run(self, folder: &DataFolder) -> anyhow::Result<()> {
        let app = folder.app(Settings::default()).await?;
        let found = publication::explain_for_staff(&app, &self.figure).await.map_err(|problem| data::said(&problem))?;
        if self.json {
            println!("{}", serde_json::to_string_pretty(&found)?);
            return Ok(());
        }
        let publication::Explained { figure, explanation, .. } = &found;
        let value = figure.value.map_or_else(|| format!("no number ({:?})", figure.missing), |value| value.to_string());
        println!("{}\n  value        {value} {:?}", self.figure, found.unit);
        println!("  indicator    {} {}: {}", found.indicator, figure.indicator_version, explanation.expression);
        if let Some(per) = &explanation.per {
            println!("  per          {per}");
        }
        if let Some(ratio) = figure.ratio {
            println!("  share        {} of {}", ratio.part, ratio.whole);
        }
        println!("  method       {}", figure.method);
        if let Some(note) = &explanation.recipe_note {
            println!("  our recipe   {}", note.in_language(vocab::Language::English));
        }
        basis::standing(figure).iter().for_each(|line| println!("  {line}"));
        if let Some(latest) = &explanation.latest {
            println!("  only the last of the same {}, by {}", latest.of.join(" and "), latest.by);
        }
        for recipe in &explanation.recipes {
            println!("  worked out   {} {}", recipe.version, serde_json::to_string(&recipe.parameters)?);
        }
        println!("  snapshot     {} ({} records, made {})", figure.snapshot, found.snapshot_rows, found.snapshot_made);
        let coverage = &figure.coverage;
        println!("  coverage     {} of {} places at {}", coverage.assessed, coverage.expected, coverage.level);
        println!("  again        computed from the snapshot: {}", if found.agrees { "the same" } else { "DIFFERENT" });
        println!("  stands on    {} records; {} more have no answer and are left out", figure.records, figure.omitted);
        if !found.edited.is_empty() {
            let values: u64 = found.edited.values().sum();
            println!("  edited       {values} values of {} of them, by reviewers", found.edited.len());
        }
        for contribution in &explanation.contributing {
            let edits = found.edited.get(contribution.key.as_str()).map(|edits| format!("; {edits} values edited"));
            let (value, edits) = (contribution.value, edits.unwrap_or_default());
            println!("    {value:>10}  {}  ({}{edits})", contribution.key, contribution.source);
            for recipe in &explanation.recipes {
                basis::lines(recipe, contribution).iter().for_each(|line| println!("                  {line}"));
            }
        }
        for omission in &explanation.omitted {
            let why = if omission.undecided {
                "nobody can say whether it is the last: its number is missing, or another has it too".to_owned()
            } else {
                format!("{:?}", omission.reason)
            };
            println!("    {:>10}  {}  ({}; {why})", "-", omission.key, omission.source);
        }
        for superseded in &explanation.superseded {
            println!("    {:>10}  {}  ({}; a later one counts instead)", "-", superseded.key, superseded.source);
        }
        Ok(())
    }
}
