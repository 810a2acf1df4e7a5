//! Actions: what is set when a submission begins, an entry is added or an answer changes.

use super::{
    Writer,
    defaults::is_dynamic,
    element::Element,
    paths::{NodeId, Style},
};
use crate::form::{Item, Kind, Question, Section, SectionKind};

impl Writer<'_> {
    /// Actions of a question that stand in the model.
    pub(super) fn model_actions(&self, question: &Question, path: &str, from: Option<NodeId>) -> Vec<Element> {
        let mut actions = Vec::new();
        if let Some(value) = self.dynamic_default(question, from) {
            actions.push(action("setvalue", path, "odk-instance-first-load").attribute("value", value));
        }
        match question.kind {
            Kind::StartGeopoint => actions.push(action("odk:setgeopoint", path, "odk-instance-first-load")),
            Kind::BackgroundAudio => {
                let mut record = action("odk:recordaudio", path, "odk-instance-load");
                if let Some(quality) = question.parameters.get("quality") {
                    record.set("odk:quality", quality.as_str());
                }
                actions.push(record);
            }
            _ => {}
        }
        actions
    }

    /// Defaults of the questions of a repeat, set when an entry is added. Repeats within it see to their own.
    pub(super) fn new_entry_actions(&self, repeat: &Section, path: &str) -> Vec<Element> {
        let mut actions = Vec::new();
        self.gather(&repeat.items, path, &mut actions);
        actions.extend(self.new_entity_action(path));
        actions
    }

    fn gather(&self, items: &[Item], above: &str, actions: &mut Vec<Element>) {
        for item in items {
            let path = item.path(above);
            match item {
                Item::Question(question) => {
                    let value = self.dynamic_default(question, self.paths.at(&path));
                    actions.extend(
                        value.map(|value| action("setvalue", &path, "odk-new-repeat").attribute("value", value)),
                    );
                }
                Item::Section(section) if section.kind == SectionKind::Group => {
                    self.gather(&section.items, &path, actions);
                    actions.extend(self.new_entity_action(&path));
                }
                Item::Section(_) => {}
            }
        }
    }

    /// What the change of a question sets in others.
    pub(super) fn triggered(&self, question: &Question, from: Option<NodeId>) -> Vec<Element> {
        let mut actions = Vec::new();
        for target in self.triggered_by.get(question.name.as_str()).into_iter().flatten() {
            let Some(super::paths::Found::One(id)) = self.paths.find(&target.name) else { continue };
            let name = if target.kind == Kind::BackgroundGeopoint { "odk:setgeopoint" } else { "setvalue" };
            let mut set = action(name, self.paths.path(id), "xforms-value-changed");
            if let Some(value) = target.bind.calculate().filter(|_| name == "setvalue") {
                set.set("value", self.paths.expression(value, from, Style::default()));
            }
            actions.push(set);
        }
        actions
    }

    fn dynamic_default(&self, question: &Question, from: Option<NodeId>) -> Option<String> {
        let default = question.default.as_deref().filter(|default| is_dynamic(default, &question.kind))?;
        Some(self.paths.expression(default, from, Style::default()))
    }
}

pub(super) fn action(name: &str, path: &str, event: &str) -> Element {
    Element::new(name).attribute("ref", path).attribute("event", event)
}
