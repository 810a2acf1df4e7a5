//! Reading what a submission says of entities.

use crate::{change::Change, entity::Values};
use collect::{Element, SubmissionDocument};
use forms::form::{EntityDeclaration, Form, Item, SectionKind};
use std::collections::HashMap;

/// What a submission asks for, in the order of the form's declarations and of the repeats' entries. The form is that of the
/// submission's version: only what it declares is looked at, where it declares it.
pub fn read_changes(form: &Form, document: &SubmissionDocument) -> Vec<Change> {
    form.entities.iter().flat_map(|declaration| of_declaration(form, declaration, &document.root)).collect()
}

/// An element that an entity may lie in, and the entry of a repeat (or the submission) whose answers are its own.
#[derive(Clone, Copy)]
struct Spot<'d> {
    entry: &'d Element,
    section: &'d Element,
}

fn of_declaration(form: &Form, declaration: &EntityDeclaration, root: &Element) -> Vec<Change> {
    let mut spots = vec![Spot { entry: root, section: root }];
    let (mut items, mut own) = (form.items.as_slice(), form.items.as_slice());
    for name in &declaration.place {
        let section = items.iter().find_map(|item| match item {
            Item::Section(section) if section.name == *name => Some(section),
            _ => None,
        });
        let Some(section) = section else { return Vec::new() };
        items = &section.items;
        let repeat = section.kind == SectionKind::Repeat;
        if repeat {
            own = items;
        }
        // `jr:template` marks the pattern for new entries, which some clients send along.
        let named = |child: &&Element| child.name == *name && child.attribute("template").is_none();
        let below = spots.iter().flat_map(|spot| {
            let elements = spot.section.children.iter().filter(named);
            elements.map(|element| Spot { entry: if repeat { element } else { spot.entry }, section: element })
        });
        spots = below.collect();
    }
    let mut paths = HashMap::new();
    collect_paths(own, &mut Vec::new(), &mut paths);
    spots.into_iter().filter_map(|spot| change(declaration, &paths, spot)).collect()
}

fn change(declaration: &EntityDeclaration, paths: &HashMap<&str, Vec<&str>>, spot: Spot<'_>) -> Option<Change> {
    let metas = spot.section.children.iter().filter(|child| child.name == "meta");
    let node = metas.filter_map(|meta| meta.child("entity")).next()?;
    let values: Values = declaration
        .properties
        .iter()
        .filter_map(|property| {
            let path = paths.get(property.question.as_str())?;
            Some((property.name.clone(), spot.entry.at(path.iter().copied())?.text.clone()))
        })
        .collect();
    let said = |name: &str| node.attribute(name).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let yes = |name: &str| said(name).is_some_and(|text| matches!(text.as_str(), "1" | "true"));
    Some(Change {
        list: said("dataset").unwrap_or_else(|| declaration.list.clone()),
        id: said("id").unwrap_or_default(),
        create: yes("create"),
        update: yes("update"),
        may_create: declaration.creates(),
        may_update: declaration.updates(),
        label: node.child("label").and_then(Element::trimmed).map(str::to_owned),
        values,
        base_version: said("baseVersion"),
        trunk_version: said("trunkVersion"),
        branch_id: said("branchId"),
    })
}

/// The elements from an entry down to each of its questions, by the question's answer name; not into repeats.
fn collect_paths<'f>(items: &'f [Item], above: &mut Vec<&'f str>, paths: &mut HashMap<&'f str, Vec<&'f str>>) {
    for item in items {
        match item {
            Item::Question(question) => {
                let mut path = above.clone();
                path.push(&question.name);
                paths.insert(&question.answer, path);
            }
            Item::Section(section) if section.kind == SectionKind::Repeat => {}
            Item::Section(section) if section.flat => collect_paths(&section.items, above, paths),
            Item::Section(section) => {
                above.push(&section.name);
                collect_paths(&section.items, above, paths);
                above.pop();
            }
        }
    }
}

#[cfg(test)]
mod tests;
