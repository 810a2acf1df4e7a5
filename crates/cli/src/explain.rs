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
        let publication::Explained { figure, explanation, .. } = &found;
        let value = figure.value.map_or_else(|| format!("no number ({:?})", figure.missing), |value| value.to_string());
        println!("{}\n  value        {value} {:?}", self.figure, found.unit);
        println!("  indicator    {} {}: {}", found.indicator, figure.indicator_version, explanation.expression);
        println!("  method       {}", figure.method);
        println!("  snapshot     {} ({} records, made {})", figure.snapshot, found.snapshot_rows, found.snapshot_made);
        let coverage = &figure.coverage;
        println!("  coverage     {} of {} places at {}", coverage.assessed, coverage.expected, coverage.level);
        println!("  again        computed from the snapshot: {}", if found.agrees { "the same" } else { "DIFFERENT" });
        println!("  stands on    {} records; {} more have no answer and are left out", figure.records, figure.omitted);
        for contribution in &explanation.contributing {
            println!("    {:>10}  {}  ({})", contribution.value, contribution.key, contribution.source);
        }
        for omission in &explanation.omitted {
            println!("    {:>10}  {}  ({}; {:?})", "-", omission.key, omission.source, omission.reason);
        }
        Ok(())
    }
}
