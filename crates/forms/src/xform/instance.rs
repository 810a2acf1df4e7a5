//! The primary instance: an empty submission.

use super::{Writer, defaults::is_dynamic, element::Element};
use crate::form::{Item, Question, Section, SectionKind};
use indexmap::IndexMap;

impl Writer<'_> {
    pub(super) fn primary_instance(&self) -> Element {
        let form = self.form;
        let mut root = Element::new(form.root.as_str());
        for (name, value) in &form.settings.attributes {
            root.set(name.as_str(), value.as_str());
        }
        root.set("id", form.id.as_str());
        if let Some(namespace) = &form.settings.instance_xmlns {
            root.set("xmlns", namespace.as_str());
        }
        if !form.version.is_empty() {
            root.set("version", form.version.as_str());
        }
        if let Some(prefix) = &form.settings.prefix {
            root.set("odk:prefix", prefix.as_str());
        }
        if let Some(delimiter) = &form.settings.delimiter {
            root.set("odk:delimiter", delimiter.as_str());
        }
        self.fill(&mut root, &form.items, &format!("/{}", form.root), Templates::BesideEntries);
        root.extend(self.meta_instance());
        root
    }

    fn meta_instance(&self) -> Option<Element> {
        let form = self.form;
        let mut meta = Element::new("meta");
        let mut any = false;
        if let Some(entity) = self.entity_in(&format!("/{}", form.root)) {
            meta.push(entity);
            any = true;
        }
        for question in &form.meta {
            meta.push(Element::new(question.name.as_str()));
            any = true;
        }
        if !form.settings.omit_instance_id {
            meta.push(Element::new("instanceID"));
            any = true;
        }
        if form.settings.instance_name.is_some() {
            meta.push(Element::new("instanceName"));
            any = true;
        }
        any.then_some(meta)
    }

    fn fill(&self, element: &mut Element, items: &[Item], above: &str, templates: Templates) {
        for item in items {
            let path = item.path(above);
            match item {
                Item::Question(question) if question.kind.is_external_instance() => {}
                Item::Question(question) => element.push(self.question_node(question, &path)),
                Item::Section(section) => self.section_node(element, section, &path, templates),
            }
        }
    }

    /// A repeat has a template beside its first entry; within a template there are templates only, within an entry
    /// entries only.
    fn section_node(&self, element: &mut Element, section: &Section, path: &str, templates: Templates) {
        if section.flat {
            self.fill(element, &section.items, path, templates);
            return;
        }
        let repeat = section.kind == SectionKind::Repeat;
        if repeat && templates != Templates::EntriesOnly {
            let mut template = Element::new(section.name.as_str()).attribute("jr:template", "");
            self.fill(&mut template, &section.items, path, Templates::Only);
            template.extend(self.entity_meta(path));
            element.push(template);
        }
        if repeat && templates == Templates::Only {
            return;
        }
        let mut node = Element::new(section.name.as_str());
        self.set_attributes(&mut node, &section.instance, path);
        let inner = match (repeat, templates) {
            (true, _) | (_, Templates::EntriesOnly) => Templates::EntriesOnly,
            (false, _) => Templates::BesideEntries,
        };
        self.fill(&mut node, &section.items, path, inner);
        node.extend(self.entity_meta(path));
        element.push(node);
    }

    fn question_node(&self, question: &Question, path: &str) -> Element {
        let mut node = Element::new(question.name.as_str());
        self.set_attributes(&mut node, &question.instance, path);
        match &question.default {
            Some(default) if !is_dynamic(default, &question.kind) => node.text(default),
            _ => node,
        }
    }

    fn set_attributes(&self, node: &mut Element, attributes: &IndexMap<String, String>, path: &str) {
        for (name, value) in attributes {
            node.set(name.as_str(), self.paths.attribute(value, self.paths.at(path)));
        }
    }
}

/// Which nodes a repeat gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Templates {
    /// A template, and an entry beside it.
    BesideEntries,
    /// A template alone.
    Only,
    /// An entry alone.
    EntriesOnly,
}
