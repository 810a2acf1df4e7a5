//! How numbers came about, in lines of text.

use derived::{Derived, InformantsBasis, PartsBasis, PeopleBasis, Recipe};
use estimate::{Count, Lack, MeanFrom};
use figures::Contribution;
use serde::de::DeserializeOwned;
use vocab::{Figure, Grade};

/// How far a figure may be relied upon, and what of it is borrowed.
pub(super) fn standing(figure: &Figure) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(confidence) = &figure.confidence {
        let parts = confidence.parts.iter().map(|part| format!("{} {}", letter(part.grade), part.value));
        let parts: Vec<String> = parts.collect();
        lines.push(format!("grade        {} ({})", letter(confidence.grade), parts.join(", ")));
    }
    if let Some(borrowed) = figure.borrowed {
        lines.push(format!(
            "borrowed     {} of {} records, on a mean of other places",
            borrowed.value, borrowed.records
        ));
    }
    lines
}

/// How one recipe came to a record's number; nothing where it had no part in it.
pub(super) fn lines(recipe: &Recipe, contribution: &Contribution) -> Vec<String> {
    let name = recipe.parameters.name();
    let Some(basis) = contribution.basis.get(name) else { return Vec::new() };
    let lines = match recipe.parameters {
        Derived::Triangulate(_) => read(basis).map(|basis| informants(&basis)),
        Derived::People(_) => read(basis).map(|basis| vec![people(&basis)]),
        Derived::Apportion(_) => read(basis).map(|basis| vec![parts(&basis)]),
    };
    let lines = lines.unwrap_or_else(|| vec![basis.to_string()]);
    lines.into_iter().enumerate().map(|(at, line)| if at == 0 { format!("{name}: {line}") } else { line }).collect()
}

fn read<T: DeserializeOwned>(basis: &serde_json::Value) -> Option<T> {
    serde_json::from_value(basis.clone()).ok()
}

fn letter(grade: Option<Grade>) -> &'static str {
    grade.map_or("not graded", Grade::code)
}

fn told(count: Count) -> String {
    match count {
        Count::Given(number) => number.to_string(),
        Count::Absent { missing } => format!("{missing:?}"),
    }
}

fn informants(basis: &InformantsBasis) -> Vec<String> {
    let mut first = format!("grade {}", letter(basis.grade));
    if let Some(spread) = &basis.spread {
        let mad = spread.relative_mad.map_or("none".to_owned(), |mad| format!("{mad:.3}"));
        let mean = format!("{:.2}", spread.weighted_mean);
        first.push_str(&format!("; median {}, weighted mean {mean}, relative MAD {mad}", spread.median));
    }
    if let Some(stated) = basis.stated {
        let asked = basis.asked.map_or("unknown".to_owned(), |asked| asked.to_string());
        first.push_str(&format!("; {stated} as written down once, informants asked: {asked}"));
    }
    if !basis.lacks.is_empty() {
        let lacks: Vec<&str> = basis.lacks.iter().copied().map(lacking).collect();
        first.push_str(&format!("; better with {}", lacks.join(", ")));
    }
    let said = basis.answers.iter().map(|said| {
        let remote = if said.remote { ", from afar" } else { "" };
        format!(
            "  {} said {} (knows it by: {}; weight {}{remote})",
            said.kind,
            told(said.count),
            said.known_by,
            said.weight
        )
    });
    std::iter::once(first).chain(said).collect()
}

fn lacking(lack: Lack) -> &'static str {
    match lack {
        Lack::Informants => "more informants",
        Lack::Kinds => "informants of more kinds",
        Lack::Visit => "a visit to the place",
        Lack::Agreement => "answers that lie closer together",
        Lack::Presence => "an informant who is there",
    }
}

fn people(basis: &PeopleBasis) -> String {
    let from = match &basis.from {
        None => "no mean".to_owned(),
        Some(MeanFrom::OwnSample) => "mean of its own sample".to_owned(),
        Some(MeanFrom::Stratum { stratum } | MeanFrom::ParentStratum { stratum }) => format!("mean of {stratum}"),
        Some(MeanFrom::Stated { source }) => format!("mean stated by {source}"),
    };
    let mean = basis.mean.map_or("?".to_owned(), |mean| format!("{mean:.3}"));
    let sample =
        basis.sample.as_ref().map(|sample| format!("; {} households asked", sample.sampled)).unwrap_or_default();
    let odd = if basis.implausible { "; an unusual size" } else { "" };
    format!("{} households x {mean} people, {from}{sample}{odd}", told(basis.households))
}

fn parts(basis: &PartsBasis) -> String {
    let from = basis.stratum.as_ref().map(|stratum| format!(" of {stratum}")).unwrap_or_default();
    match &basis.by {
        Some(by) => format!("{} divided by the counts{from} {by:?}", told(basis.people)),
        None => format!("{}: parts stay as they were told", told(basis.people)),
    }
}
