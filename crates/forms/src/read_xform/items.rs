//! Questions and sections, in the order of the instance.

use super::{
    actions::{Action, Actions, What},
    binds::{BindOf, Binds},
    body::Body,
    choices::{Choices, Offer, media},
    guard::VALUE_BYTES,
    kinds::{Facts, kind},
    nodeset::Nodeset,
    notes::Notes,
    texts::{Forms, Texts},
    tree::{NodeId, Tree},
    xml::{Xml, any_value, attributes, child, local, text, value},
};
use crate::{
    form::{Bind, ChoiceSource, Item, Kind, Question, Section, SectionKind},
    problems::{Code, Phrase},
};
use indexmap::IndexMap;
use vocab::Sensitivity;

/// Attributes of a bind that are messages.
const MESSAGES: [&str; 3] = ["jr:constraintMsg", "jr:requiredMsg", "jr:noAppErrorString"];

/// Attributes of a control that say what it is about.
const PLACE: [&str; 5] = ["ref", "nodeset", "bind", "id", "query"];

/// What items are made of.
pub(super) struct Reader<'r, 'a> {
    pub(super) tree: &'r Tree<'a>,
    pub(super) binds: &'r Binds<'a>,
    pub(super) body: &'r Body<'a>,
    pub(super) actions: &'r Actions<'a>,
    pub(super) texts: &'r Texts<'a>,
    pub(super) choices: Choices<'a>,
    pub(super) notes: &'r mut Notes,
}

impl<'a> Reader<'_, 'a> {
    /// What lies in an element of the instance. The block `meta` of the form, or of an entity, is read elsewhere.
    pub(super) fn items(&mut self, parent: NodeId) -> Vec<Item> {
        let mut items = Vec::new();
        for position in 0..self.tree.nodes[parent].children.len() {
            let id = self.tree.nodes[parent].children[position];
            let meta = local(self.tree.element(id)) == "meta";
            if meta && (parent == 0 || self.tree.child(id, "entity").is_some()) {
                continue;
            }
            items.push(self.item(id));
        }
        items
    }

    fn item(&mut self, id: NodeId) -> Item {
        let node = &self.tree.nodes[id];
        let repeat = node.is_template || self.body.repeats.contains_key(&id);
        if let (Some(second), false) = (node.second, repeat) {
            self.notes.say(second, Code::XFormNodeRepeated, &[]);
        }
        let group = !node.children.is_empty() || self.body.groups.contains_key(&id);
        if repeat || group {
            let kind = if repeat { SectionKind::Repeat } else { SectionKind::Group };
            Item::Section(Box::new(self.section(id, kind)))
        } else {
            Item::Question(Box::new(self.question(id)))
        }
    }

    fn section(&mut self, id: NodeId, kind: SectionKind) -> Section {
        let mut section = Section::new(self.tree.nodes[id].name, kind);
        let repeat = self.body.repeats.get(&id).copied();
        let group = match repeat {
            Some(repeat) => repeat.around,
            None => self.body.groups.get(&id).copied(),
        };
        let mut forms = self.words(id, group, "label");
        section.label = forms.shift_remove("long");
        section.media = media(forms);
        let controls = group.into_iter().chain(repeat.map(|repeat| repeat.element));
        section.control = controls.flat_map(control_attributes).collect();
        section.instance = self.tree.attributes(id);
        section.bind = self.bind(id, self.binds.of(id));
        section.items = self.items(id);
        section
    }

    /// A question, with what asks for it and what fills it in.
    pub(super) fn question(&mut self, id: NodeId) -> Question {
        let name = self.tree.nodes[id].name;
        let (bind, actions) = (self.binds.of(id), self.actions.of(id));
        let control = self.body.controls.get(&id).copied();
        let value =
            self.tree.nodes[id].elements.iter().map(|element| text(*element)).find(|text| !text.trim().is_empty());
        if value.as_ref().is_some_and(|value| value.len() > VALUE_BYTES) {
            let at = self.tree.element(id).range().start;
            self.notes.too_many(at, name, VALUE_BYTES, Phrase::BytesOfAValue);
        }
        let has_intent = self.has_intent(id, control);
        let facts = Facts { bind, control, actions, has_value: value.is_some(), has_intent };
        let mut offer = control
            .and_then(|control| self.choices.of_itemset(control, id, self.texts, self.tree, self.notes))
            .unwrap_or_default();
        let kind = kind(&facts, || self.source(id, name, control, &mut offer));
        let mut question = Question::new(name, kind);
        question.bind = self.bind(id, bind);
        self.settle_type(&mut question, &facts);
        self.fill(&mut question, id, actions, value);
        self.show(&mut question, id, control);
        self.offered(&mut question, offer);
        question.tags = control.map_or_else(Vec::new, |control| self.choices.tags(control, self.texts, self.tree));
        question.instance = self.tree.attributes(id);
        if let Kind::Metadata(metadata) = question.kind
            && metadata.is_personal()
        {
            question.sensitivity = Sensitivity::Personal;
        }
        question
    }

    /// Another application is called by the question, or by a group around it for all that lies in it.
    fn has_intent(&self, id: NodeId, control: Option<Xml<'a>>) -> bool {
        let by_itself = control.is_some_and(|control| {
            control.attribute("appearance").is_some_and(|appearance| appearance.contains("ex:"))
                || control.attribute("intent").is_some()
        });
        let mut around = std::iter::successors(self.tree.nodes[id].parent, |id| self.tree.nodes[*id].parent);
        by_itself || around.any(|id| self.body.groups.get(&id).is_some_and(|group| group.attribute("intent").is_some()))
    }

    fn source(&mut self, id: NodeId, name: &str, control: Option<Xml<'a>>, offer: &mut Offer) -> ChoiceSource {
        if let Some(source) = offer.source.take() {
            return source;
        }
        let Some(control) = control else { return ChoiceSource::List(name.to_owned()) };
        match value(control, "query") {
            Some(query) => {
                let query = Nodeset::read(query);
                offer.filter = query.filter;
                ChoiceSource::External(query.instance.unwrap_or(name).to_owned())
            }
            None => self.choices.inline(control, name, id, self.texts, self.tree),
        }
    }

    /// Where lists are no choices they are labels of ticks, or places to look at.
    fn offered(&self, question: &mut Question, offer: Offer) {
        question.choice_filter = offer.filter;
        question.parameters.extend(offer.parameters);
        let name = match offer.source {
            Some(ChoiceSource::List(name)) => name,
            Some(ChoiceSource::File(file)) => file.rsplit_once('.').map_or(file.as_str(), |(stem, _)| stem).to_owned(),
            Some(ChoiceSource::Answers(_)) => offer.repeat,
            _ => return,
        };
        let parameter = if question.kind == Kind::Range { "tick_labelset" } else { "reference-geometry" };
        question.parameters.insert(parameter.to_owned(), name);
    }

    fn bind(&self, id: NodeId, bind: Option<&BindOf<'a>>) -> Bind {
        let mut result = Bind::default();
        for (name, value) in bind.into_iter().flat_map(|bind| &bind.attributes) {
            if MESSAGES.contains(&name.as_str()) {
                let words = self.texts.of_attribute(value, self.tree, Some(id));
                result.messages.extend(words.map(|words| (name.clone(), words)));
            } else if !value.trim().is_empty() {
                result.attributes.insert(name.clone(), value.trim().to_owned());
            }
        }
        result
    }

    /// What the kind says by itself is no attribute of its own.
    fn settle_type(&mut self, question: &mut Question, facts: &Facts<'_, 'a>) {
        let attributes = &mut question.bind.attributes;
        if let Some(given) = facts.bound("type") {
            let known = facts.known_type();
            if let (None, Some(element)) = (known, facts.bind.and_then(|bind| bind.element)) {
                self.notes.say(element, Code::XFormTypeUnknown, &[("type", given)]);
            }
            let word = known.unwrap_or(given);
            if question.kind.bind_type() == Some(word) {
                attributes.shift_remove("type");
            } else {
                attributes.insert("type".to_owned(), word.to_owned());
            }
        }
        match question.kind {
            Kind::Note => {
                attributes.shift_remove("readonly");
            }
            Kind::Metadata(_) => {
                attributes.shift_remove("jr:preload");
                attributes.shift_remove("jr:preloadParams");
            }
            _ => {}
        }
    }

    /// What it begins with, and what computes it when another answer changes.
    fn fill(&self, question: &mut Question, id: NodeId, actions: &[Action<'a>], value: Option<String>) {
        let first = actions.iter().find(|action| action.what == What::Value && action.at_first);
        let computed = first.and_then(|action| action.expression.as_deref());
        question.default = computed.map(|expression| self.tree.referring(expression, id)).or(value);
        for action in actions {
            let Some(trigger) = action.trigger else { continue };
            if let (Some(expression), true) = (&action.expression, question.bind.calculate().is_none()) {
                question.bind.attributes.insert("calculate".to_owned(), expression.clone());
            }
            let name = self.tree.nodes[trigger].name;
            if !question.trigger.iter().any(|known| known == name) {
                question.trigger.push(name.to_owned());
            }
        }
        if let Some(sound) = actions.iter().find(|action| action.what == What::Sound)
            && let Some(quality) = any_value(sound.element, "quality")
        {
            question.parameters.insert("quality".to_owned(), quality.to_owned());
        }
    }

    /// Label or hint. What is computed, and groups without one in the body, may have a text that nothing shows.
    fn words(&self, id: NodeId, control: Option<Xml<'a>>, name: &str) -> Forms {
        match control.and_then(|control| child(control, name)) {
            Some(element) => self.texts.of_element(Some(element), self.tree, Some(id)),
            None => self.texts.of_id(&format!("{}:{name}", self.tree.path(id)), self.tree, Some(id)),
        }
    }

    /// What people see of it.
    fn show(&self, question: &mut Question, id: NodeId, control: Option<Xml<'a>>) {
        let read = |name: &str| self.words(id, control, name);
        let (mut label, mut hint) = (read("label"), read("hint"));
        question.label = label.shift_remove("long");
        question.media = media(label);
        question.hint = hint.shift_remove("long");
        question.guidance_hint = hint.shift_remove("guidance");
        question.control = control.into_iter().flat_map(control_attributes).collect();
        let usual = question.kind.control().and_then(|(_, media_type)| media_type);
        question.control.retain(|name, value| name != "mediatype" || Some(value.as_str()) != usual);
    }
}

/// Attributes of an element of the body, but for those that say what it is about.
fn control_attributes<'a>(element: Xml<'a>) -> impl Iterator<Item = (String, String)> + use<'a> {
    let own = attributes(element).filter(|(name, _)| !PLACE.contains(&name.as_str()));
    let pairs: IndexMap<String, String> = own.map(|(name, value)| (name, value.trim().to_owned())).collect();
    pairs.into_iter()
}
