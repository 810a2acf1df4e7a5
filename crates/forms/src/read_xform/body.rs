//! The body: which elements of the instance are asked for, and how.

use super::{
    actions::Actions,
    binds::Binds,
    notes::Notes,
    tree::{NodeId, Target, Tree},
    xml::{Xml, elements, local, value},
};
use crate::problems::Code;
use std::collections::HashMap;

/// Elements that ask for one answer.
const CONTROLS: [&str; 9] = ["input", "secret", "textarea", "select", "select1", "rank", "range", "trigger", "upload"];

/// How a repeat is asked for.
#[derive(Clone, Copy)]
pub(super) struct RepeatControl<'a> {
    pub(super) element: Xml<'a>,
    /// The group around it that says its label.
    pub(super) around: Option<Xml<'a>>,
}

#[derive(Default)]
pub(super) struct Body<'a> {
    pub(super) controls: HashMap<NodeId, Xml<'a>>,
    pub(super) groups: HashMap<NodeId, Xml<'a>>,
    pub(super) repeats: HashMap<NodeId, RepeatControl<'a>>,
}

/// What the body is read with.
pub(super) struct BodyReader<'r, 'a> {
    pub(super) tree: &'r Tree<'a>,
    pub(super) binds: &'r Binds<'a>,
    pub(super) actions: &'r mut Actions<'a>,
    pub(super) notes: &'r mut Notes,
    pub(super) body: Body<'a>,
}

impl<'a> BodyReader<'_, 'a> {
    /// Reads what lies in an element whose own place is `context`.
    pub(super) fn within(&mut self, element: Xml<'a>, context: Option<NodeId>) {
        for child in elements(element) {
            match local(child) {
                "group" => {
                    let place = self.place(child, context);
                    if let Some(id) = place {
                        self.body.groups.entry(id).or_insert(child);
                    }
                    self.within(child, place.or(context));
                }
                "repeat" => self.repeat(child, element, context),
                name if CONTROLS.contains(&name) => self.control(child, context),
                _ => self.actions.read(child, context, None, self.tree),
            }
        }
    }

    fn repeat(&mut self, element: Xml<'a>, around: Xml<'a>, context: Option<NodeId>) {
        let place = self.place(element, context);
        if let Some(id) = place {
            // The group of the repeat has its path, or none.
            let own = value(around, "ref").is_none() || self.body.groups.get(&id) == Some(&around);
            let around = (local(around) == "group" && own).then_some(around);
            self.body.repeats.entry(id).or_insert(RepeatControl { element, around });
        }
        self.within(element, place.or(context));
    }

    fn control(&mut self, element: Xml<'a>, context: Option<NodeId>) {
        let Some(id) = self.place(element, context) else { return };
        self.body.controls.entry(id).or_insert(element);
        for child in elements(element) {
            self.actions.read(child, Some(id), Some(id), self.tree);
        }
    }

    /// The node an element of the body is about.
    fn place(&mut self, element: Xml<'a>, context: Option<NodeId>) -> Option<NodeId> {
        if let Some(id) = value(element, "bind").and_then(|name| self.binds.named(name)) {
            return Some(id);
        }
        let path = value(element, "ref").or_else(|| value(element, "nodeset"))?;
        match self.tree.follow(path, context) {
            Target::Node(id) => Some(id),
            Target::Nowhere => {
                self.notes.say(element, Code::XFormControlWithoutNode, &[("path", path)]);
                None
            }
            _ => None,
        }
    }
}
