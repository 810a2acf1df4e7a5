//! Files beside the form that no question tells of: those that expressions alone look into.

use super::choices::Choices;
use crate::form::{Form, Item, Kind, Question};
use std::collections::HashSet;

/// Adds what the form needs beyond what its questions and choices name.
pub(super) fn add(form: &mut Form, choices: &Choices<'_>) {
    let known: HashSet<String> = crate::xform::sources(form).into_values().collect();
    let mut names: HashSet<String> = form.walk().map(|item| item.name().to_owned()).collect();
    for (_, address) in choices.addresses().filter(|(_, address)| !known.contains(*address)) {
        let Some(path) = address.strip_prefix("jr://").filter(|path| !path.starts_with("instance/")) else { continue };
        let (folder, file) = path.split_once('/').unwrap_or(("file", path));
        let external = match (folder, file.rsplit_once('.')) {
            ("file-csv", Some((stem, "csv"))) => Some((stem, Kind::CsvExternal)),
            ("file", Some((stem, "xml"))) => Some((stem, Kind::XmlExternal)),
            _ => None,
        };
        match external.filter(|(stem, _)| crate::names::is_name(stem) && names.insert((*stem).to_owned())) {
            Some((stem, kind)) => form.items.push(Item::Question(Box::new(Question::new(stem, kind)))),
            None if !form.files.iter().any(|known| known == file) => form.files.push(file.to_owned()),
            None => {}
        }
    }
}
