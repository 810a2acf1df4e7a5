//! `inzira change`.

use crate::data::{DataFolder, said};
use clap::Args;
use serde_json::Value;
use server::{Settings, api::change::change_for_command};

/// Which change to tell.
#[derive(Debug, Args)]
pub struct Change {
    /// Code of the operation.
    operation: String,
    /// Code of the exercise.
    exercise: String,
    /// The earlier round.
    #[arg(long)]
    from: u32,
    /// The later round.
    #[arg(long)]
    to: u32,
    /// The indicator; without it the exercise's first public one.
    #[arg(long)]
    indicator: Option<String>,
    /// Only areas of this level: 0 the country, 1 provinces, 2 communes.
    #[arg(long)]
    level: Option<u64>,
    /// As JSON, for programs.
    #[arg(long)]
    json: bool,
}

impl Change {
    /// Prints how the total of each area changed: the same places, newly assessed, no longer assessed. What publication
    /// withholds is withheld here too.
    pub async fn run(self, folder: &DataFolder) -> anyhow::Result<()> {
        let app = folder.app(Settings::default()).await?;
        let names = (self.operation.as_str(), self.exercise.as_str());
        let found = change_for_command(&app, names, self.indicator.as_deref(), (self.from, self.to)).await;
        let mut told = found.map_err(|problem| said(&problem))?;
        if let (Some(level), Some(areas)) = (self.level, told["areas"].as_array_mut()) {
            areas.retain(|area| area["level"] == level);
        }
        if self.json {
            println!("{}", serde_json::to_string_pretty(&told)?);
            return Ok(());
        }
        if let Some(message) = told["refused"]["message"].as_str() {
            println!("{message}");
            let differences = told["refused"]["differences"].as_array().into_iter().flatten();
            differences.filter_map(|one| one["message"].as_str()).for_each(|one| println!("  {one}"));
            return Ok(());
        }
        println!("place\tbefore\tafter\tchange\tsame places\tin the same places\tnewly assessed\tno longer assessed");
        for area in told["areas"].as_array().into_iter().flatten() {
            print(area);
        }
        Ok(())
    }
}

fn print(area: &Value) {
    let shown = |value: &Value| if value.is_null() { "-".to_owned() } else { value.to_string() };
    let sum = |groups: &Value| match groups.as_object() {
        Some(groups) => groups.values().filter_map(|group| group["count"].as_u64()).sum::<u64>().to_string(),
        None => "-".to_owned(),
    };
    let (total, parts) = (&area["total"], &area["parts"]);
    let place = area["place"].as_str().unwrap_or_default();
    println!(
        "{place}\t{}\t{}\t{}\t{}\t{}\t{}\t{}{}",
        shown(&total["before"]),
        shown(&total["after"]),
        shown(&total["net"]),
        shown(&parts["same_places"]),
        shown(&parts["like_for_like"]["net"]),
        sum(&parts["newly_assessed"]),
        sum(&parts["no_longer_assessed"]),
        area["hidden"].as_str().map(|why| format!("\t({why})")).unwrap_or_default(),
    );
    let account = &area["account"];
    for (side, sign) in [("increases", '+'), ("decreases", '-')] {
        for movement in account[side].as_array().into_iter().flatten() {
            println!("  {sign}{}\t{}", shown(&movement["count"]), movement["reason"].as_str().unwrap_or_default());
        }
    }
    if account.is_object() {
        println!("  {}\tnot explained", shown(&account["residual"]));
    }
}
