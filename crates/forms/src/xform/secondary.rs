//! Secondary instances: choice lists, files beside the form, and the last saved submission.

use super::{Writer, element::Element, itext::list_needs_itext};
use crate::{
    form::{ChoiceList, ChoiceSource, EntityDeclaration, Form, Item, Kind, Question, Words},
    xpath::{self, Expr},
};
use indexmap::IndexMap;
use std::collections::HashSet;

impl Writer<'_> {
    pub(super) fn secondary_instances(&self) -> Vec<Element> {
        let mut instances: Vec<Element> = Vec::new();
        let sources = sources(self.form);
        for (name, address) in &sources {
            instances.push(Element::new("instance").attribute("id", name.as_str()).attribute("src", address.as_str()));
        }
        let searched: HashSet<&str> = self
            .form
            .questions()
            .filter(|question| is_search(question))
            .filter_map(|question| question.kind.choices().map(ChoiceSource::name))
            .collect();
        for (name, list) in &self.form.lists {
            if !searched.contains(name.as_str()) && !sources.contains_key(name) {
                instances.push(list_instance(name, list));
            }
        }
        instances
    }
}

fn list_instance(name: &str, list: &ChoiceList) -> Element {
    let apart = list_needs_itext(list);
    let mut root = Element::new("root");
    for (position, choice) in list.choices.iter().enumerate() {
        let mut item = Element::new("item");
        if apart {
            item.push(Element::new("itextId").text(&format!("{name}-{position}")));
        }
        item.push(Element::new("name").text(&choice.name));
        if let (Some(Words::Plain(label)), false) = (&choice.label, apart) {
            item.push(Element::new("label").text(label));
        }
        for (column, value) in &choice.columns {
            item.push(Element::new(column.as_str()).text(value));
        }
        root.push(item);
    }
    Element::new("instance").attribute("id", name).child(root)
}

/// Whether a select takes its choices from a file through the function `search()` of its appearance.
pub(crate) fn is_search(question: &Question) -> bool {
    let appearance = question.appearance();
    let Some(start) = appearance.find("search(") else { return false };
    appearance[start..].contains(')') && question.kind.choices().is_some()
}

/// Instances with an address, by name. Where one name has two addresses the first counts; [`crate::check`] reports it.
pub(crate) fn sources(form: &Form) -> IndexMap<String, String> {
    let mut sources = IndexMap::new();
    for (name, address) in all_sources(form) {
        sources.entry(name).or_insert(address);
    }
    sources
}

/// Every name with an address, as often as the form gives one.
pub(crate) fn all_sources(form: &Form) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut last_saved = false;
    for item in form.walk() {
        let mut expressions: Vec<&str> = Vec::new();
        match item {
            Item::Question(question) => {
                found.extend(of_question(question));
                expressions.extend(question.bind.attributes.values().map(String::as_str));
                expressions.extend(question.default.as_deref());
                expressions.extend(question.choice_filter.as_deref());
            }
            Item::Section(section) => expressions.extend(section.bind.attributes.values().map(String::as_str)),
        }
        expressions.iter().for_each(|text| last_saved |= of_expression(text, &mut found));
    }
    for text in form.entities.iter().flat_map(EntityDeclaration::expressions) {
        last_saved |= of_expression(text, &mut found);
    }
    if last_saved {
        found.push(("__last-saved".to_owned(), "jr://instance/last-saved".to_owned()));
    }
    found
}

/// Finds the files that an expression looks up; whether it refers to the last saved submission.
fn of_expression(text: &str, found: &mut Vec<(String, String)>) -> bool {
    if !text.contains("pulldata") && !text.contains("last-saved") {
        return false;
    }
    let mut last_saved = false;
    let Ok(tree) = xpath::parse(text) else { return false };
    tree.visit(&mut |expression| match expression {
        Expr::Call { name, arguments, .. } if name == "pulldata" => {
            if let Some(Expr::Literal(file, _)) = arguments.first() {
                let file = file.trim();
                found.push((file.to_owned(), format!("jr://file-csv/{file}.csv")));
            }
        }
        Expr::Reference(reference) => last_saved |= reference.last_saved,
        _ => {}
    });
    last_saved
}

fn of_question(question: &Question) -> Option<(String, String)> {
    let name = &question.name;
    match &question.kind {
        Kind::CsvExternal => return Some((name.clone(), format!("jr://file-csv/{name}.csv"))),
        Kind::XmlExternal => return Some((name.clone(), format!("jr://file/{name}.xml"))),
        _ => {}
    }
    let Some(ChoiceSource::File(file)) = question.kind.choices() else { return None };
    let (stem, extension) = file.rsplit_once('.')?;
    let kind = if extension == "csv" { "file-csv" } else { "file" };
    Some((stem.to_owned(), format!("jr://{kind}/{file}")))
}

/// The names of the files a form needs beside it, each once: data and media.
pub(crate) fn files(form: &Form) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut add = |name: &str| {
        if !name.is_empty() && name != "-" && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    };
    for address in sources(form).values().filter(|address| !address.starts_with("jr://instance/")) {
        add(address.rsplit('/').next().unwrap_or_default());
    }
    form.files.iter().for_each(|file| add(file));
    for item in form.walk() {
        let media = match item {
            Item::Question(question) => {
                if matches!(question.kind.choices(), Some(ChoiceSource::External(_))) {
                    add("itemsets.csv");
                }
                if is_search(question) {
                    add(&searched_file(question.appearance()));
                }
                if let Some(picture) = question.default.as_deref().and_then(|text| text.strip_prefix("jr://images/")) {
                    add(picture);
                }
                &question.media
            }
            Item::Section(section) => &section.media,
        };
        media.values().flat_map(Words::texts).for_each(|(_, file)| add(file));
    }
    for choice in form.lists.values().flat_map(|list| &list.choices) {
        choice.media.values().flat_map(Words::texts).for_each(|(_, file)| add(file));
    }
    names
}

/// `search('places')` reads `places.csv`.
fn searched_file(appearance: &str) -> String {
    let inner = appearance.split("search(").nth(1).unwrap_or_default();
    let name = inner.split([',', ')']).next().unwrap_or_default().trim().trim_matches(['\'', '"']);
    if name.is_empty() { String::new() } else { format!("{}.csv", name.trim_end_matches(".csv")) }
}
