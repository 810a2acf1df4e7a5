//! Entities: the nodes in `meta` that say what a submission does to a list.
//!
//! Source: getodk.github.io/xforms-spec/entities

use super::{
    actions::{Actions, What},
    binds::Binds,
    notes::Notes,
    tree::{NodeId, Tree},
    xml::{local, text, value},
};
use crate::{
    form::{EntityDeclaration, Form, Item, Property, Question, SectionKind},
    problems::Code,
};

/// Finds the entities of a form whose items are read and named.
pub(super) fn read(form: &mut Form, tree: &Tree<'_>, binds: &Binds<'_>, actions: &Actions<'_>, notes: &mut Notes) {
    let mut finder = Finder { tree, binds, actions, notes, found: Vec::new() };
    let here = Here { node: 0, place: Vec::new(), repeats: Vec::new(), entity: None };
    finder.within(&form.items, here);
    form.entities = finder.found;
}

struct Finder<'r, 'a> {
    tree: &'r Tree<'a>,
    binds: &'r Binds<'a>,
    actions: &'r Actions<'a>,
    notes: &'r mut Notes,
    found: Vec<EntityDeclaration>,
}

/// A section, and the entity that what lies in it is saved to.
struct Here {
    node: NodeId,
    place: Vec<String>,
    repeats: Vec<String>,
    entity: Option<usize>,
}

impl Finder<'_, '_> {
    fn within(&mut self, items: &[Item], mut here: Here) {
        let meta = self.tree.child(here.node, "meta");
        if let Some(node) = meta.and_then(|meta| self.tree.child(meta, "entity"))
            && let Some(declaration) = self.declaration(node, &here)
        {
            here.entity = Some(self.found.len());
            self.found.push(declaration);
        }
        for item in items {
            match item {
                Item::Question(question) => self.property(question, &here),
                Item::Section(section) => {
                    let name = section.name.rsplit_once(':').map_or(section.name.as_str(), |(_, local)| local);
                    let Some(node) = self.tree.child(here.node, name) else { continue };
                    let mut place = here.place.clone();
                    place.push(section.name.clone());
                    let mut repeats = here.repeats.clone();
                    repeats.extend((section.kind == SectionKind::Repeat).then(|| section.answer.clone()));
                    // An entity of a submission does not take answers of a repeat: there are several.
                    self.within(&section.items, Here { node, place, repeats, entity: here.entity });
                }
            }
        }
    }

    /// A client gives an answer to the entity nearest around it.
    fn property(&mut self, question: &Question, here: &Here) {
        let name = question.bind.attributes.get("entities:saveto");
        if let (Some(name), Some(entity)) = (name, here.entity) {
            let property = Property { name: name.clone(), question: question.answer.clone(), row: 0 };
            self.found[entity].properties.push(property);
        }
    }

    fn declaration(&mut self, node: NodeId, here: &Here) -> Option<EntityDeclaration> {
        let element = self.tree.element(node);
        let Some(list) = value(element, "dataset") else {
            self.notes.say(element, Code::XFormEntityWithoutList, &[]);
            return None;
        };
        let computed = |name: &str| {
            let expression = self.binds.calculate_of_attribute(node, name)?;
            // Paths lead from the attribute, which is one step below the entity.
            let path = expression.strip_prefix("../").filter(|path| self.tree.node(path, Some(node)).is_some());
            Some(self.tree.referring(path.unwrap_or(expression), node))
        };
        // An empty one with an expression is there where that holds.
        let has = |name: &str| element.attribute(name).is_some();
        let set_id = self.actions.of_attribute(node, "id").map(str::to_owned);
        let entity_id = computed("id").or_else(|| set_id.filter(|_| has("update")));
        let create_if = computed("create");
        let both = has("create") && has("update");
        Some(EntityDeclaration {
            list: list.to_owned(),
            label: self.label(node),
            create_if: create_if.or_else(|| both.then(|| "true()".to_owned())),
            update_if: computed("update"),
            entity_id: entity_id.filter(|_| has("update")),
            place: here.place.clone(),
            repeats: here.repeats.clone(),
            properties: Vec::new(),
            row: 0,
        })
    }

    fn label(&self, node: NodeId) -> Option<String> {
        let label = self.tree.child(node, "label")?;
        debug_assert_eq!(local(self.tree.element(label)), "label");
        let computed = self.binds.of(label).and_then(|bind| bind.get("calculate"));
        let computed = computed.map(|expression| self.tree.referring(expression, label));
        let set = || {
            let action = self.actions.of(label).iter().find(|action| action.what == What::Value);
            action.and_then(|action| action.expression.clone())
        };
        let written = text(self.tree.element(label)).trim().replace('\'', "’");
        computed.or_else(set).or_else(|| (!written.is_empty()).then(|| format!("'{written}'")))
    }
}
