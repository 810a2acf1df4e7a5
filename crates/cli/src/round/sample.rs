//! `inzira round sample`: which places a rule chooses.

use crate::data::{ACTOR, said};
use estimate::{SampleVerdict, SampledPlace};
use server::{App, round_figures::RoundOf, sampling};
use vocab::Language;

/// Says which rules there are, and what was chosen.
pub async fn list(app: &App, of: &RoundOf) -> anyhow::Result<()> {
    let settings = sampling::settings_needed(app, &of.exercise).await.map_err(|problem| said(&problem))?;
    for rule in &settings.rules {
        println!("{}\t{}", rule.code, rule.name.in_language(Language::English));
    }
    match app.store.round_sample(of.round.id).await? {
        None => println!("No places were chosen for round {} yet.", of.round.number),
        Some(taken) => println!(
            "Round {} was chosen by '{}' from round {}, revision {} of '{}'.",
            of.round.number, taken.rule_code, taken.from_round.1, taken.from_revision, settings.from
        ),
    }
    Ok(())
}

/// Says what a rule chooses, and keeps it if asked.
pub async fn draw(app: &App, of: &RoundOf, rule: &str, from: Option<u32>, take: bool) -> anyhow::Result<()> {
    let draw = sampling::draw(app, of, rule, from).await.map_err(|problem| said(&problem))?;
    for place in &draw.drawn.places {
        println!("{}", line(place));
    }
    for area in &draw.drawn.areas_without {
        let reason = serde_json::to_value(area.reason)?;
        println!("{}\t{}\tno list: {}", area.area, area.name.as_deref().unwrap_or("-"), reason.as_str().unwrap_or("-"));
    }
    let count = |verdict| draw.drawn.of(verdict).count();
    println!(
        "{} chosen, {} not known, {} not chosen; {} areas without a list. From round {}, revision {}.",
        count(SampleVerdict::Chosen),
        count(SampleVerdict::NotKnown),
        count(SampleVerdict::NotChosen),
        draw.drawn.areas_without.len(),
        draw.from.number,
        draw.from.revision
    );
    if take {
        sampling::take(app, of, &draw, None, ACTOR).await.map_err(|problem| said(&problem))?;
        println!("They are the places of round {} of '{}'.", of.round.number, of.exercise.code);
    }
    Ok(())
}

fn line(place: &SampledPlace) -> String {
    let number = |number: Option<u64>| number.map_or_else(|| "-".to_owned(), |number| number.to_string());
    let verdict = match place.verdict {
        SampleVerdict::Chosen => "chosen",
        SampleVerdict::NotKnown => "not known",
        SampleVerdict::NotChosen => "not chosen",
    };
    let tied = if place.tied { "\tequal" } else { "" };
    let (of, households) = (&place.candidate, number(place.candidate.households));
    format!("{}\t{}\t{households}\t{}\t{verdict}{tied}", of.area, of.name, number(of.individuals))
}
