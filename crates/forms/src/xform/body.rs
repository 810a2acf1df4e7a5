//! The body: what is asked, in which order and shape.

use super::{
    Writer,
    element::Element,
    paths::{NodeId, Style},
    xml::Xml,
};
use crate::form::{Choice, ChoiceSource, Item, Kind, Question, Section, SectionKind};

impl Writer<'_> {
    pub(super) fn body(&self, xml: &mut Xml) {
        let mut body = Element::new("h:body");
        if let Some(style) = &self.form.settings.style {
            body.set("class", style.as_str());
        }
        xml.begin(&body);
        self.controls(xml, &self.form.items, &format!("/{}", self.form.root));
        xml.end();
    }

    fn controls(&self, xml: &mut Xml, items: &[Item], above: &str) {
        for item in items {
            let path = item.path(above);
            let from = self.paths.at(&path);
            match item {
                Item::Question(question) => xml.extend(self.control(question, &path, from)),
                Item::Section(section) if section.kind == SectionKind::Repeat => {
                    self.repeat(xml, section, &path, from);
                }
                Item::Section(section) => self.group(xml, section, &path, from),
            }
        }
    }

    fn group(&self, xml: &mut Xml, section: &Section, path: &str, from: Option<NodeId>) {
        let mut group = Element::new("group");
        if !section.flat {
            group.set("ref", path);
        }
        self.set_control(&mut group, &section.control, from);
        if section.label.is_some() {
            group.push(self.label(path, from, section.label.as_ref(), &section.media));
        }
        xml.begin(&group);
        self.controls(xml, &section.items, path);
        xml.end();
    }

    fn repeat(&self, xml: &mut Xml, section: &Section, path: &str, from: Option<NodeId>) {
        let mut repeat = Element::new("repeat").attribute("nodeset", path);
        self.set_control(&mut repeat, &section.control, from);
        let label = self.label(path, from, section.label.as_ref(), &section.media);
        xml.begin(&Element::new("group").attribute("ref", path).child(label));
        xml.begin(&repeat);
        self.controls(xml, &section.items, path);
        xml.extend(self.new_entry_actions(section, path));
        xml.end();
        xml.end();
    }

    fn control(&self, question: &Question, path: &str, from: Option<NodeId>) -> Option<Element> {
        if !question.is_visible() {
            return None;
        }
        let (tag, media_type) = question.kind.control()?;
        let mut control = Element::new(tag).attribute("ref", path);
        if let Some(media_type) = media_type {
            control.set("mediatype", media_type);
        }
        self.set_control(&mut control, &question.control, from);
        if let Some(query) = self.query(question, from) {
            control.set("query", query);
        }
        control.extend(self.label_and_hint(question, path, from));
        control.extend(question.tags.iter().map(|tag| self.tag(tag)));
        self.choices(&mut control, question, from);
        control.extend(self.triggered(question, from));
        Some(control)
    }

    /// What a question for OpenStreetMap offers to tell. Such labels have no place among the translations.
    fn tag(&self, tag: &Choice) -> Element {
        let text = tag.label.as_ref().map_or("", |label| label.in_language(&self.form.default_language));
        let label = Element::new("label").nodes(self.text(text, None));
        Element::new("tag").attribute("key", tag.name.as_str()).child(label)
    }

    fn set_control(&self, element: &mut Element, control: &indexmap::IndexMap<String, String>, from: Option<NodeId>) {
        for (name, value) in control {
            let written = if name == "jr:count" {
                self.paths.expression(value, from, Style::default())
            } else {
                self.paths.attribute(value, from)
            };
            element.set(name.as_str(), written);
        }
    }

    /// Choices in `itemsets.csv` are asked for by a query.
    fn query(&self, question: &Question, from: Option<NodeId>) -> Option<String> {
        let Kind::SelectOne(ChoiceSource::External(list)) = &question.kind else { return None };
        let style = Style { from_current: true, ..Style::default() };
        Some(match &question.choice_filter {
            Some(filter) => format!("instance('{list}')/root/item[{}]", self.paths.expression(filter, from, style)),
            None => format!("instance('{list}')/root/item"),
        })
    }
}
