//! What declarations of entities depend on: the questions saved to them, and those their expressions name.

use super::save_to::{ATTRIBUTE, Target, Targets};
use crate::{
    form::{EntityDeclaration, Item, Question, SectionKind},
    problems::{Code, Report},
    xpath,
};
use std::collections::{HashMap, HashSet};

/// The names a declaration refers to.
pub(super) fn names(entity: &EntityDeclaration) -> HashSet<String> {
    let references = entity.expressions().flat_map(|text| xpath::in_text(text).unwrap_or_default());
    references.map(|reference| reference.name).collect()
}

pub(super) fn variables<'a>(names: &'a HashSet<String>, homes: &HashMap<&str, Home>) -> Vec<Use<'a>> {
    let found = names.iter().filter_map(|name| Some((name, homes.get(name.as_str())?)));
    found.map(|(name, home)| Use { home: *home, of: Of::Expression(name) }).collect()
}

/// The form itself, a group or a repeat.
pub(super) struct Place {
    pub(super) name: String,
    /// What answers of it are found by, if it is a repeat.
    pub(super) repeat: Option<String>,
    pub(super) parent: usize,
    /// How many sections lie around it.
    pub(super) depth: usize,
    /// The repeat it lies in or is, or the form: what happens once for each entry happens once for each of these.
    pub(super) scope: usize,
    /// How many repeats lie around it, itself included.
    pub(super) repeats: usize,
}

/// Where a question or section stands in the survey.
#[derive(Clone, Copy)]
pub(super) struct Home {
    /// The section it lies in.
    pub(super) section: usize,
    pub(super) order: usize,
}

/// Something a declaration depends on.
pub(super) struct Use<'a> {
    pub(super) home: Home,
    pub(super) of: Of<'a>,
}

pub(super) enum Of<'a> {
    /// A question saved to it.
    SaveTo(&'a Target),
    /// A name in its expressions.
    Expression(&'a str),
}

impl Use<'_> {
    pub(super) const fn is_saved(&self) -> bool {
        matches!(self.of, Of::SaveTo(_))
    }
}

/// What is gathered on one way through the survey.
pub(super) struct Places<'a> {
    pub(super) sections: Vec<Place>,
    /// The names that declarations refer to.
    wanted: HashSet<&'a str>,
    pub(super) homes: HashMap<&'a str, Home>,
    /// Questions that are saved, by where they stand and what their answers are found by.
    pub(super) saved: Vec<(Home, String, &'a Target)>,
    /// The rows of those.
    rows: HashSet<u32>,
    order: usize,
}

impl<'a> Places<'a> {
    pub(super) fn new(root: &str, wanted: HashSet<&'a str>) -> Self {
        let form = Place { name: root.to_owned(), repeat: None, parent: 0, depth: 0, scope: 0, repeats: 0 };
        Self { sections: vec![form], wanted, homes: HashMap::new(), saved: Vec::new(), rows: HashSet::new(), order: 0 }
    }

    pub(super) fn gather(&mut self, items: &mut [Item], section: usize, targets: &'a Targets, report: &mut Report) {
        for item in items {
            self.order += 1;
            let home = Home { section, order: self.order };
            // A name that several have is refused elsewhere.
            if let Some(name) = self.wanted.get(item.name()) {
                self.homes.entry(name).or_insert(home);
            }
            match item {
                Item::Question(question) => self.question(question, home, targets, report),
                Item::Section(inner) => {
                    let repeat = (inner.kind == SectionKind::Repeat).then(|| inner.answer.clone());
                    let id = self.add(&inner.name, repeat, section);
                    self.gather(&mut inner.items, id, targets, report);
                }
            }
        }
    }

    fn question(&mut self, question: &mut Question, home: Home, targets: &'a Targets, report: &mut Report) {
        let Some(attribute) = question.bind.attributes.get_mut(ATTRIBUTE) else { return };
        let Some(target) = targets.by_row.get(&question.row) else { return };
        attribute.clone_from(&target.property);
        // Only a loop makes several questions of one row.
        if self.rows.insert(question.row) {
            self.saved.push((home, question.answer.clone(), target));
        } else {
            report.say(Code::SaveToInLoop, target.cell.clone(), &[("name", &target.property)]);
        }
    }

    fn add(&mut self, name: &str, repeat: Option<String>, parent: usize) -> usize {
        let id = self.sections.len();
        let around = &self.sections[parent];
        let repeats = around.repeats + usize::from(repeat.is_some());
        let scope = if repeat.is_some() { id } else { around.scope };
        let depth = around.depth + 1;
        self.sections.push(Place { name: name.to_owned(), repeat, parent, depth, scope, repeats });
        id
    }
}
