//! Secondary instances: choice lists, files beside the form, and the last saved submission.

use super::{Writer, element::Element, xml::Xml};
use crate::{
    form::{ChoiceList, ChoiceSource, Form, Item, Kind, Question, Words},
    xpath::{self, Expr},
};
use indexmap::{IndexMap, IndexSet};
use std::collections::HashSet;

impl Writer<'_> {
    pub(super) fn secondary_instances(&self, xml: &mut Xml) {
        let sources = sources(self.form);
        for (name, address) in &sources {
            xml.push(&Element::new("instance").attribute("id", name.as_str()).attribute("src", address.as_str()));
        }
        let searched: HashSet<&str> = self
            .form
            .questions()
            .filter(|question| is_search(question))
            .filter_map(|question| question.kind.choices().map(ChoiceSource::name))
            .collect();
        for (name, list) in &self.form.lists {
            if !searched.contains(name.as_str()) && !sources.contains_key(name) {
                list_instance(name, list, self.lists_with_itext.contains(name.as_str()), xml);
            }
        }
    }
}

fn list_instance(name: &str, list: &ChoiceList, apart: bool, xml: &mut Xml) {
    xml.begin(&Element::new("instance").attribute("id", name));
    xml.open("root", &[]);
    for (position, choice) in list.choices.iter().enumerate() {
        xml.open("item", &[]);
        if apart {
            xml.leaf("itextId", &format!("{name}-{position}"));
        }
        xml.leaf("name", &choice.name);
        if let (Some(Words::Plain(label)), false) = (&choice.label, apart) {
            xml.leaf("label", label);
        }
        for (column, value) in &choice.columns {
            xml.leaf(column, value);
        }
        xml.end();
    }
    xml.end();
    xml.end();
}

/// Whether a select takes its choices from a file through the function `search()` of its appearance.
pub(crate) fn is_search(question: &Question) -> bool {
    let appearance = question.appearance();
    let Some(start) = appearance.find("search(") else { return false };
    let itself = !matches!(question.kind.choices(), None | Some(ChoiceSource::External(_)));
    appearance[start..].contains(')') && itself
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
    sources_by_row(form).into_iter().map(|(name, address, _)| (name, address)).collect()
}

/// As [`all_sources`], each with the row of the survey that names it.
pub(crate) fn sources_by_row(form: &Form) -> Vec<(String, String, u32)> {
    let mut found = Vec::new();
    let mut last_saved = false;
    for item in form.walk() {
        let mut expressions: Vec<&str> = Vec::new();
        let row = match item {
            Item::Question(question) => question.row,
            Item::Section(section) => section.row,
        };
        match item {
            Item::Question(question) => {
                found.extend(of_question(question).map(|(name, address)| (name, address, row)));
                expressions.extend(question.bind.attributes.values().map(String::as_str));
                expressions.extend(question.default.as_deref());
                expressions.extend(question.choice_filter.as_deref());
            }
            Item::Section(section) => expressions.extend(section.bind.attributes.values().map(String::as_str)),
        }
        expressions.iter().for_each(|text| last_saved |= of_expression(text, row, &mut found));
    }
    for entity in &form.entities {
        entity.expressions().for_each(|text| last_saved |= of_expression(text, 0, &mut found));
    }
    let instance_name = form.settings.instance_name.iter();
    instance_name.for_each(|text| last_saved |= of_expression(text, 0, &mut found));
    if last_saved {
        found.push(("__last-saved".to_owned(), "jr://instance/last-saved".to_owned(), 0));
    }
    found
}

/// Finds the files that an expression looks up; whether it refers to the last saved submission.
fn of_expression(text: &str, row: u32, found: &mut Vec<(String, String, u32)>) -> bool {
    if !text.contains("pulldata") && !text.contains("last-saved") {
        return false;
    }
    let mut last_saved = false;
    let Ok(tree) = xpath::parse(text) else { return false };
    tree.visit(&mut |expression| match expression {
        Expr::Call { name, arguments, .. } if name == "pulldata" => {
            if let Some(Expr::Literal(file, _)) = arguments.first() {
                let file = file.trim();
                found.push((file.to_owned(), format!("jr://file-csv/{file}.csv"), row));
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
    let mut names: IndexSet<String> = IndexSet::new();
    let mut add = |name: &str| {
        if !name.is_empty() && name != "-" && !names.contains(name) {
            names.insert(name.to_owned());
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
    names.into_iter().collect()
}

/// `search('places')` reads `places.csv`.
fn searched_file(appearance: &str) -> String {
    let inner = appearance.split("search(").nth(1).unwrap_or_default();
    let name = inner.split([',', ')']).next().unwrap_or_default().trim().trim_matches(['\'', '"']);
    if name.is_empty() { String::new() } else { format!("{}.csv", name.trim_end_matches(".csv")) }
}
