//! Actions: what is set when a submission begins, an entry is added or an answer changes.

use super::{
    tree::{NodeId, Target, Tree},
    xml::{Xml, any_value, local, text, value},
};
use std::collections::HashMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Value,
    Position,
    Sound,
}

/// One action on an element.
pub(super) struct Action<'a> {
    pub(super) what: What,
    /// The expression that gives the value.
    pub(super) expression: Option<String>,
    /// The question whose change sets it off.
    pub(super) trigger: Option<NodeId>,
    /// Whether it begins a submission or an entry with a value.
    pub(super) at_first: bool,
    pub(super) element: Xml<'a>,
}

#[derive(Default)]
pub(super) struct Actions<'a> {
    of_nodes: HashMap<NodeId, Vec<Action<'a>>>,
    of_attributes: HashMap<(NodeId, &'a str), String>,
}

impl<'a> Actions<'a> {
    /// Takes note of an element, if it is an action. `control` is the question it stands in.
    pub(super) fn read(&mut self, element: Xml<'a>, from: Option<NodeId>, control: Option<NodeId>, tree: &Tree<'a>) {
        let what = match local(element) {
            "setvalue" => What::Value,
            "setgeopoint" => What::Position,
            "recordaudio" => What::Sound,
            _ => return,
        };
        let Some(path) = value(element, "ref").or_else(|| value(element, "bind")) else { return };
        let events = any_value(element, "event").unwrap_or_default();
        let has = |name: &str| events.split_whitespace().any(|event| event == name);
        let expression = value(element, "value").map(str::to_owned).or_else(|| literal(&text(element)));
        match tree.follow(path, from) {
            Target::Node(id) => {
                let at_first = ["odk-instance-first-load", "odk-new-repeat", "xforms-ready", "odk-instance-load"];
                let at_first = at_first.into_iter().any(has);
                let trigger = control.filter(|_| has("xforms-value-changed"));
                let action = Action { what, expression, trigger, at_first, element };
                self.of_nodes.entry(id).or_default().push(action);
            }
            Target::Attribute(id, name) => {
                if let Some(expression) = expression {
                    self.of_attributes.entry((id, name)).or_insert(expression);
                }
            }
            _ => {}
        }
    }

    pub(super) fn of(&self, id: NodeId) -> &[Action<'a>] {
        self.of_nodes.get(&id).map_or(&[], Vec::as_slice)
    }

    /// What an element's attribute is set to.
    pub(super) fn of_attribute<'s>(&'s self, id: NodeId, name: &'s str) -> Option<&'s str> {
        self.of_attributes.get(&(id, name)).map(String::as_str)
    }
}

/// A text as an expression.
fn literal(text: &str) -> Option<String> {
    let text = text.trim();
    let quote = if text.contains('\'') { '"' } else { '\'' };
    (!text.is_empty() && !text.contains(quote)).then(|| format!("{quote}{text}{quote}"))
}
