//! What the columns of a table mean.

use super::ABOUT;
use forms::form::{Form, Item, Kind, SectionKind};
use std::collections::HashMap;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The answer to the question at this path, from the submission or from the entry.
    Answer(Vec<String>),
    /// A part of a position: latitude, longitude, altitude, accuracy.
    Point(Vec<String>, usize),
    /// Nothing to bring: what Central says about the submission, or an answer that stands in another column too.
    About,
    /// A column that no version of the form has a question for.
    Unknown,
}

const POINT: [&str; 4] = ["Latitude", "Longitude", "Altitude", "Accuracy"];

/// The meaning of each column, for the table of the repeat at `path`; the submissions' for an empty path.
pub(super) fn meanings(forms: &[&Form], path: &[String], header: &[String]) -> Vec<Meaning> {
    let mut by_name: HashMap<String, Meaning> = HashMap::new();
    let mut several: Vec<String> = Vec::new();
    for form in forms {
        let Some(items) = inside(&form.items, path) else { continue };
        let mut found = Vec::new();
        questions(items, &mut Vec::new(), &mut found);
        // Exports without the names of groups have the bare name, which counts where it is one question's only.
        let bare_count = |name: &str| found.iter().filter(|(path, _)| path.last().is_some_and(|n| n == name)).count();
        for (path, kind) in &found {
            let bare = path.last().cloned().unwrap_or_default();
            let alone = bare_count(&bare) == 1;
            for name in [Some(path.join("-")), alone.then_some(bare)].into_iter().flatten() {
                if matches!(kind, Kind::Geopoint | Kind::StartGeopoint | Kind::BackgroundGeopoint) {
                    for (part, word) in POINT.iter().enumerate() {
                        by_name.entry(format!("{name}-{word}")).or_insert_with(|| Meaning::Point(path.clone(), part));
                    }
                }
                if matches!(kind, Kind::SelectMultiple(_)) {
                    several.push(format!("{name}/"));
                }
                by_name.entry(name).or_insert_with(|| Meaning::Answer(path.clone()));
            }
        }
    }
    if path.is_empty() {
        for name in ["instanceID", "instanceName", "audit"] {
            let path = vec!["meta".to_owned(), name.to_owned()];
            by_name.entry(format!("meta-{name}")).or_insert_with(|| Meaning::Answer(path.clone()));
            by_name.entry(name.to_owned()).or_insert(Meaning::Answer(path));
        }
    }
    let about = |name: &str| match path.is_empty() {
        true => ABOUT.contains(&name) || name.starts_with("SET-OF-"),
        false => name == "KEY" || name == "PARENT_KEY" || name.starts_with("SET-OF-"),
    };
    let meaning = |name: &String| match by_name.get(name) {
        Some(meaning) if !about(name) => meaning.clone(),
        _ if about(name) || several.iter().any(|before| name.starts_with(before)) => Meaning::About,
        _ if name == "meta-entity-label" || name.starts_with("meta-entity") => Meaning::About,
        _ => Meaning::Unknown,
    };
    header.iter().map(meaning).collect()
}

/// What lies in the repeat at a path of element names.
fn inside<'form>(items: &'form [Item], path: &[String]) -> Option<&'form [Item]> {
    let Some((first, rest)) = path.split_first() else { return Some(items) };
    items.iter().find_map(|item| match item {
        Item::Section(section) if section.flat => inside(&section.items, path),
        Item::Section(section) if section.name == *first => inside(&section.items, rest),
        _ => None,
    })
}

/// The questions of one table with their paths: groups are gone through, repeats are tables of their own.
fn questions<'form>(items: &'form [Item], above: &mut Vec<String>, found: &mut Vec<(Vec<String>, &'form Kind)>) {
    for item in items {
        match item {
            Item::Question(question) => {
                let path = above.iter().cloned().chain([question.name.clone()]).collect();
                found.push((path, &question.kind));
            }
            Item::Section(section) if section.flat => questions(&section.items, above, found),
            Item::Section(section) if section.kind == SectionKind::Group => {
                above.push(section.name.clone());
                questions(&section.items, above, found);
                above.pop();
            }
            Item::Section(_) => {}
        }
    }
}
