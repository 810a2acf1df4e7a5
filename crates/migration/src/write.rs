//! The XML of a submission whose source gives only its answers.

use crate::{
    branch::{Branch, Twig, paths},
    told::{Content, Told},
};
use forms::form::{Form, Item, SectionKind};
use quick_xml::escape::{escape, partial_escape};

/// XML, and what had no place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The XML.
    pub xml: String,
    /// Paths of answers that the form has no question for. They are not in the XML.
    pub unknown: Vec<String>,
}

/// Writes the XML of a submission to `form`: elements in the form's order, each answer as the source has it. A question
/// the source says nothing of has an empty element, which is read as missing: whether it was asked cannot be told. The same
/// submission and form give the same bytes.
///
/// The root's version is the one the source names, or else the form's own. What corrects what does not stand in it: that
/// is known only where earlier versions are held, and the same row must always give the same bytes.
pub fn write_xml(form: &Form, told: &Told) -> Written {
    let nothing = Branch::new();
    let answers = match &told.content {
        Content::Xml(xml) => {
            return Written { xml: String::from_utf8_lossy(xml).into_owned(), unknown: Vec::new() };
        }
        Content::Answers(answers) => answers,
    };
    let mut writer = Writer { xml: String::from("<?xml version='1.0' ?>"), unknown: Vec::new() };
    let namespace = form.settings.instance_xmlns.as_deref().map(|uri| format!(" xmlns=\"{}\"", attribute(uri)));
    let version = told.form_version.as_deref().unwrap_or(&form.version);
    let version = Some(version).filter(|version| !version.is_empty());
    let version = version.map(|version| format!(" version=\"{}\"", attribute(version)));
    writer.xml.push_str(&format!(
        "<{root} id=\"{id}\"{version}{namespace} xmlns:orx=\"http://openrosa.org/xforms\">",
        root = form.root,
        id = attribute(&form.id),
        version = version.unwrap_or_default(),
        namespace = namespace.unwrap_or_default(),
    ));
    writer.items(&form.items, answers, "", true);
    let meta = match answers.get("meta") {
        Some(Twig::Group(meta)) => meta,
        _ => &nothing,
    };
    writer.xml.push_str("<orx:meta>");
    writer.leaf("orx:instanceID", &told.instance_id);
    if let Some(name) = &told.name {
        writer.leaf("orx:instanceName", name);
    }
    for question in &form.meta {
        if let Some(Twig::Answer(text)) = meta.get(&question.name) {
            writer.leaf(&question.name, text);
        }
    }
    writer.xml.push_str(&format!("</orx:meta></{}>", form.root));
    Written { xml: writer.xml, unknown: writer.unknown }
}

struct Writer {
    xml: String,
    unknown: Vec<String>,
}

impl Writer {
    fn items(&mut self, items: &[Item], branch: &Branch, above: &str, root: bool) {
        let mut known: Vec<&str> = if root { vec!["meta"] } else { Vec::new() };
        self.known_items(items, branch, above, &mut known);
        for (name, twig) in branch.iter().filter(|(name, _)| !known.contains(&name.as_str())) {
            let lone = Branch::from([(name.clone(), twig.clone())]);
            let mut found = Vec::new();
            paths(&lone, above, &mut found);
            found.retain(|path| !self.unknown.contains(path));
            self.unknown.extend(found);
        }
    }

    fn known_items<'form>(&mut self, items: &'form [Item], branch: &Branch, above: &str, known: &mut Vec<&'form str>) {
        for item in items {
            match item {
                Item::Question(question) if question.kind.is_external_instance() => {}
                Item::Question(question) => {
                    known.push(&question.name);
                    match branch.get(&question.name) {
                        Some(Twig::Answer(text)) => self.leaf(&question.name, text),
                        None if question.column_type().is_some() => self.leaf(&question.name, ""),
                        None => {}
                        Some(twig) => {
                            let lone = Branch::from([(question.name.clone(), twig.clone())]);
                            paths(&lone, above, &mut self.unknown);
                            self.leaf(&question.name, "");
                        }
                    }
                }
                Item::Section(section) if section.flat => self.known_items(&section.items, branch, above, known),
                Item::Section(section) => {
                    known.push(&section.name);
                    let path =
                        if above.is_empty() { section.name.clone() } else { format!("{above}/{}", section.name) };
                    let nothing = Branch::new();
                    let inside: Vec<&Branch> = match (section.kind, branch.get(&section.name)) {
                        (SectionKind::Repeat, Some(Twig::Entries(entries))) => entries.iter().collect(),
                        (SectionKind::Repeat, Some(Twig::Group(one))) => vec![one],
                        (SectionKind::Group, Some(Twig::Group(inside))) => vec![inside],
                        (SectionKind::Group, None) => vec![&nothing],
                        (SectionKind::Repeat, None) => Vec::new(),
                        (_, Some(twig)) => {
                            let lone = Branch::from([(section.name.clone(), twig.clone())]);
                            paths(&lone, above, &mut self.unknown);
                            Vec::new()
                        }
                    };
                    for branch in inside {
                        self.xml.push_str(&format!("<{}>", section.name));
                        self.items(&section.items, branch, &path, false);
                        self.xml.push_str(&format!("</{}>", section.name));
                    }
                }
            }
        }
    }

    fn leaf(&mut self, name: &str, text: &str) {
        if text.is_empty() {
            self.xml.push_str(&format!("<{name}/>"));
        } else {
            self.xml.push_str(&format!("<{name}>{}</{name}>", partial_escape(clean(text))));
        }
    }
}

fn attribute(text: &str) -> String {
    escape(clean(text)).into_owned()
}

/// Characters that XML cannot carry become `U+FFFD`; a carriage return, which reading would change, a line feed.
fn clean(text: &str) -> String {
    let allowed =
        |c: char| matches!(c, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}');
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().map(|c| if allowed(c) { c } else { char::REPLACEMENT_CHARACTER }).collect()
}

#[cfg(test)]
mod tests;
