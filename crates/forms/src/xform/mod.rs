//! From the typed form to the XForm's XML.

mod actions;
mod apart;
mod bind;
mod body;
mod defaults;
mod element;
mod entities;
mod instance;
mod itemset;
mod itext;
mod model;
mod paths;
mod secondary;
mod texts;
mod xml;

pub(crate) use defaults::is_dynamic;
pub(crate) use itext::languages;
pub(crate) use paths::{Found, NodeId, Paths};
pub(crate) use secondary::{all_sources, files, is_search, sources, sources_by_row};

use crate::form::{EntityDeclaration, Form, Question};
use element::Element;
use std::collections::{HashMap, HashSet};
use xml::Xml;

/// Everything the parts of the writer share.
pub(crate) struct Writer<'a> {
    form: &'a Form,
    paths: Paths<'a>,
    /// Questions set when another changes, by the name of that other.
    triggered_by: HashMap<&'a str, Vec<&'a Question>>,
    /// Entities by the path of the section they lie in: one each at most.
    entities: HashMap<String, &'a EntityDeclaration>,
    /// The lists whose choices have texts apart, found once: many selects may share a long list.
    lists_with_itext: HashSet<&'a str>,
}

impl<'a> Writer<'a> {
    fn new(form: &'a Form) -> Self {
        let mut triggered_by: HashMap<&'a str, Vec<&'a Question>> = HashMap::new();
        for question in form.questions() {
            for name in &question.trigger {
                triggered_by.entry(name).or_default().push(question);
            }
        }
        let entities =
            form.entities.iter().map(|entity| (entities::section_path(&form.root, entity), entity)).collect();
        let apart = form.lists.iter().filter(|(_, list)| itext::list_needs_itext(list));
        let lists_with_itext = apart.map(|(name, _)| name.as_str()).collect();
        Self { form, paths: Paths::of(form), triggered_by, entities, lists_with_itext }
    }
}

/// Writes the XForm.
pub(crate) fn write(form: &Form) -> String {
    let writer = Writer::new(form);
    let mut html = Element::new("h:html");
    for (prefix, uri) in namespaces(form) {
        html = html.attribute(prefix, uri);
    }
    let mut xml = Xml::new();
    xml.begin(&html);
    xml.begin(&Element::new("h:head").child(Element::new("h:title").text(&form.title)));
    writer.model(&mut xml);
    xml.end();
    writer.body(&mut xml);
    xml.end();
    xml.finish()
}

/// The prefixes that names of the form may have.
pub(crate) fn prefixes(form: &Form) -> Vec<String> {
    let declared = namespaces(form).into_iter();
    declared.filter_map(|(name, _)| name.strip_prefix("xmlns:").map(str::to_owned)).chain(["xml".to_owned()]).collect()
}

fn namespaces(form: &Form) -> Vec<(String, String)> {
    const ALWAYS: [(&str, &str); 7] = [
        ("xmlns", "http://www.w3.org/2002/xforms"),
        ("xmlns:h", "http://www.w3.org/1999/xhtml"),
        ("xmlns:ev", "http://www.w3.org/2001/xml-events"),
        ("xmlns:xsd", "http://www.w3.org/2001/XMLSchema"),
        ("xmlns:jr", "http://openrosa.org/javarosa"),
        ("xmlns:orx", "http://openrosa.org/xforms"),
        ("xmlns:odk", "http://www.opendatakit.org/xforms"),
    ];
    let mut all: Vec<(String, String)> =
        ALWAYS.iter().map(|(prefix, uri)| ((*prefix).to_owned(), (*uri).to_owned())).collect();
    if !form.entities.is_empty() {
        all.push(("xmlns:entities".to_owned(), entities::NAMESPACE.to_owned()));
    }
    for declaration in form.settings.namespaces.iter().flat_map(|text| text.split_whitespace()) {
        if let Some((prefix, uri)) = declaration.split_once('=')
            && crate::names::is_plain_name(prefix)
        {
            let prefix = format!("xmlns:{prefix}");
            if all.iter().all(|(known, _)| *known != prefix) {
                all.push((prefix, uri.replace(['"', '\''], "")));
            }
        }
    }
    all
}
