//! The body: what is asked, in which order and shape.

use super::{
    Writer,
    element::Element,
    paths::{NodeId, Style},
};
use crate::form::{Choice, ChoiceSource, Item, Kind, Question, Section, SectionKind};

impl Writer<'_> {
    pub(super) fn body(&self) -> Element {
        let mut body = Element::new("h:body");
        if let Some(style) = &self.form.settings.style {
            body.set("class", style.as_str());
        }
        self.controls(&mut body, &self.form.items, &format!("/{}", self.form.root));
        body
    }

    fn controls(&self, element: &mut Element, items: &[Item], above: &str) {
        for item in items {
            let path = item.path(above);
            let from = self.paths.at(&path);
            match item {
                Item::Question(question) => element.extend(self.control(question, &path, from)),
                Item::Section(section) if section.kind == SectionKind::Repeat => {
                    element.push(self.repeat(section, &path, from));
                }
                Item::Section(section) => element.push(self.group(section, &path, from)),
            }
        }
    }

    fn group(&self, section: &Section, path: &str, from: Option<NodeId>) -> Element {
        let mut group = Element::new("group");
        if !section.flat {
            group.set("ref", path);
        }
        self.set_control(&mut group, &section.control, from);
        if section.label.is_some() {
            group.push(self.label(path, from, section.label.as_ref(), &section.media));
        }
        self.controls(&mut group, &section.items, path);
        group
    }

    fn repeat(&self, section: &Section, path: &str, from: Option<NodeId>) -> Element {
        let mut repeat = Element::new("repeat").attribute("nodeset", path);
        self.set_control(&mut repeat, &section.control, from);
        self.controls(&mut repeat, &section.items, path);
        repeat.extend(self.new_entry_actions(section, path));
        let label = self.label(path, from, section.label.as_ref(), &section.media);
        Element::new("group").attribute("ref", path).child(label).child(repeat)
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
