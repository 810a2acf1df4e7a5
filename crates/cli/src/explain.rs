//! `inzira explain`.

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
        let publication::Explained { figure, indicator, expression, snapshot, explanation, .. } = &found;
        let value = figure.value.map_or_else(|| format!("no number ({:?})", figure.missing), |value| value.to_string());
        println!("{}\n  value        {value} {:?}", self.figure, indicator.unit);
        println!("  indicator    {} {}: {expression}", indicator.code, indicator.version);
        println!("  method       {}", figure.method);
        println!("  snapshot     {} ({} records, made {})", figure.snapshot, snapshot.rows, snapshot.created_at);
        let coverage = &figure.coverage;
        println!("  coverage     {} of {} places at {}", coverage.assessed, coverage.expected, coverage.level);
        println!("  computed again from the snapshot: {}", if found.agrees { "the same" } else { "DIFFERENT" });
        println!("  contributing {} records, {} left out without an answer", figure.records, figure.omitted);
        for contribution in &explanation.contributing {
            println!("    {:>10}  {}  ({})", contribution.value, contribution.key, contribution.source);
        }
        Ok(())
    }
}
