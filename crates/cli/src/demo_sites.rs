//! The demonstration's list of sites: made of its rounds, and worked on a little, so that there is a history to read.

use crate::data::said;
use anyhow::Context;
use chrono::NaiveDate;
use demonstration::{Commune, Filled, list_sites};
use places::sites::{Effect, Merge, Part, REGISTER, Share, Site, SiteList, Split, merge, split};
use serde_json::json;
use server::{App, sites::Wanted, sites::decide};
use store::{BulkChange, BulkEntity, Operation, SiteDecisionKind};
use vocab::{Randomness, SeededRandomness};

/// Who keeps the list.
const ACTOR: &str = "demonstration";
/// Dice for the ids: the same everywhere.
const SEED: u64 = 29;
/// Sites that are merged and split, so that there is a history to read.
const WORKED_ON: usize = 2;

/// Fills the list of sites. Returns how many there are.
pub async fn keep(app: &App, operation: &Operation, filled: &[Filled], communes: &[Commune]) -> anyhow::Result<usize> {
    let territory = app.territories.of(&app.store, operation).await.map_err(|problem| said(&problem))?;
    let version = territory.context("The operation has boundaries.")?.boundaries.version().code.clone();
    let register = app.store.register(operation.id, REGISTER).await?.context("The pack brings the list of sites.")?;
    let dice = SeededRandomness::new(SEED);
    let day = NaiveDate::from_ymd_opt(2025, 11, 21).context("a day of the calendar")?;
    let sites = list_sites(filled, communes, &version, day, &dice);
    let create =
        sites.iter().map(|site| BulkEntity { uuid: site.id.clone(), label: site.name.clone(), values: site.values() });
    let change = BulkChange {
        create: create.collect(),
        detail: json!({"name": "demonstration"}),
        source: "bulk",
        ..BulkChange::default()
    };
    app.store.change_entities(&register, &change, ACTOR).await?;
    work_on(app, operation, &sites, day, &dice).await?;
    Ok(sites.len())
}

/// Merges some that were told twice, and splits some.
async fn work_on(
    app: &App,
    operation: &Operation,
    sites: &[Site],
    day: NaiveDate,
    dice: &SeededRandomness,
) -> anyhow::Result<()> {
    let twins = sites.windows(2).filter(|pair| pair[0].name.contains("coline") && pair[1].is_offered());
    for pair in twins.take(WORKED_ON) {
        let reason = "The same place, told by two teams (demonstration)";
        let wish =
            Merge { into: pair[1].id.clone(), from: vec![pair[0].id.clone()], on: day, reason: reason.to_owned() };
        let detail = json!({"into": wish.into, "from": wish.from, "on": wish.on});
        let effect = |list: &SiteList| merge(list, &wish);
        carry_out(app, operation, (SiteDecisionKind::Merge, reason), &detail, effect).await?;
    }
    let plain = sites.iter().filter(|site| site.is_offered() && site.position.is_some() && site.name.contains(" 2 "));
    for site in plain.take(WORKED_ON) {
        let reason = "Two hills that were counted as one (demonstration)";
        let part = |direction: &str, share: f64| -> anyhow::Result<Part> {
            Ok(Part {
                id: dice.uuid().to_string(),
                name: format!("{} {direction}", site.name),
                share: Share::try_from(share)?,
                position: site.position,
                kind: None,
                area: None,
            })
        };
        let parts = vec![part("north", 0.6)?, part("south", 0.4)?];
        let told: Vec<_> = parts.iter().map(|part| json!({"id": part.id, "share": part.share})).collect();
        let detail = json!({"site": site.id, "parts": told, "on": day});
        let wish = Split { site: site.id.clone(), parts, on: day, reason: reason.to_owned() };
        carry_out(app, operation, (SiteDecisionKind::Split, reason), &detail, |list| split(list, &wish)).await?;
    }
    Ok(())
}

async fn carry_out(
    app: &App,
    operation: &Operation,
    (kind, reason): (SiteDecisionKind, &str),
    detail: &serde_json::Value,
    effect: impl Fn(&SiteList) -> Result<Effect, Vec<places::sites::SiteProblem>>,
) -> anyhow::Result<()> {
    let wanted = |sites: &server::sites::Sites| {
        let effect = effect(&sites.list).map_err(|problems| server::sites::refusal(sites, &problems))?;
        Ok(Wanted { effect, detail: detail.clone() })
    };
    decide(app, operation.id, (kind, reason, ACTOR), wanted).await.map_err(|problem| said(&problem))?;
    Ok(())
}
