//! A form as a flat list of nodes that know their section.

use crate::{
    Form,
    form::{Bind, Item, Kind, Question, Section, SectionKind},
};

/// The questions and sections of a form, outer before inner.
pub(super) struct Tree<'a> {
    pub(super) form: &'a Form,
    pub(super) nodes: Vec<Node<'a>>,
    /// What lies directly in each node, by its position.
    inside: Vec<Vec<usize>>,
    /// What lies outside of all sections.
    top: Vec<usize>,
}

/// A question or section.
pub(super) struct Node<'a> {
    pub(super) thing: Thing<'a>,
    /// The section it lies in.
    pub(super) parent: Option<usize>,
    /// What stands before it in there.
    pub(super) before: Option<usize>,
    /// Names from the outermost section on.
    pub(super) path: String,
    /// How a repeat's number of entries is computed.
    pub(super) count: Option<&'a str>,
}

/// Which of both.
#[derive(Clone, Copy)]
pub(super) enum Thing<'a> {
    Question(&'a Question),
    Section(&'a Section),
}

impl<'a> Tree<'a> {
    pub(super) fn of(form: &'a Form) -> Self {
        let mut tree = Self { form, nodes: Vec::new(), inside: Vec::new(), top: Vec::new() };
        tree.add(&form.items, None, "");
        for question in &form.meta {
            tree.push(Node::new(Thing::Question(question), None, format!("meta/{}", question.name)));
        }
        tree
    }

    fn push(&mut self, mut node: Node<'a>) -> usize {
        let position = self.nodes.len();
        let siblings = match node.parent {
            Some(parent) => &mut self.inside[parent],
            None => &mut self.top,
        };
        node.before = siblings.last().copied();
        siblings.push(position);
        self.nodes.push(node);
        self.inside.push(Vec::new());
        position
    }

    /// Sections nest no deeper than the limits allow, so that recursion is bounded.
    fn add(&mut self, items: &'a [Item], parent: Option<usize>, path: &str) {
        for (position, item) in items.iter().enumerate() {
            let path = if path.is_empty() { item.name().to_owned() } else { format!("{path}/{}", item.name()) };
            match item {
                Item::Question(question) if counted_repeat(question, items.get(position + 1)) => {}
                Item::Question(question) => {
                    self.push(Node::new(Thing::Question(question), parent, path));
                }
                Item::Section(section) => {
                    let mut node = Node::new(Thing::Section(section), parent, path.clone());
                    node.count = count(section, position.checked_sub(1).and_then(|before| items.get(before)));
                    let here = self.push(node);
                    self.add(&section.items, Some(here), &path);
                }
            }
        }
    }

    /// The sections around a node, inner before outer.
    pub(super) fn ancestors(&self, node: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.nodes[node].parent, |&above| self.nodes[above].parent)
    }

    /// The innermost repeat around a node.
    pub(super) fn repeat(&self, node: usize) -> Option<usize> {
        self.ancestors(node).find(|&above| self.nodes[above].is_repeat())
    }

    /// What lies directly in a section, or outside of all.
    pub(super) fn children(&self, parent: Option<usize>) -> &[usize] {
        parent.map_or(&self.top, |parent| &self.inside[parent])
    }

    /// What every question in a section is found by, however deep it lies.
    pub(super) fn questions_in(&self, section: usize) -> Vec<String> {
        let mut found = Vec::new();
        for &child in &self.inside[section] {
            if self.nodes[child].answers() {
                found.push(self.nodes[child].answer().to_owned());
            }
            found.extend(self.questions_in(child));
        }
        found
    }
}

/// A count that is more than a reference was made a question of its own, before its repeat.
fn counted_repeat(question: &Question, next: Option<&Item>) -> bool {
    matches!(next, Some(Item::Section(section)) if is_made_count(question, section))
}

fn is_made_count(question: &Question, section: &Section) -> bool {
    question.kind == Kind::Calculate
        && section.kind == SectionKind::Repeat
        && question.row == section.row
        && question.name.strip_suffix("_count") == Some(&section.name)
}

fn count<'a>(section: &'a Section, before: Option<&'a Item>) -> Option<&'a str> {
    match before {
        Some(Item::Question(question)) if is_made_count(question, section) => question.bind.calculate(),
        _ => section.control.get("jr:count").map(String::as_str),
    }
}

impl<'a> Node<'a> {
    fn new(thing: Thing<'a>, parent: Option<usize>, path: String) -> Self {
        Self { thing, parent, before: None, path, count: None }
    }

    pub(super) fn name(&self) -> &'a str {
        match self.thing {
            Thing::Question(question) => &question.name,
            Thing::Section(section) => &section.name,
        }
    }

    /// What its answers are found by.
    pub(super) fn answer(&self) -> &'a str {
        match self.thing {
            Thing::Question(question) => &question.answer,
            Thing::Section(section) => &section.answer,
        }
    }

    pub(super) fn row(&self) -> Option<u32> {
        let row = match self.thing {
            Thing::Question(question) => question.row,
            Thing::Section(section) => section.row,
        };
        (row > 0).then_some(row)
    }

    pub(super) fn bind(&self) -> &'a Bind {
        match self.thing {
            Thing::Question(question) => &question.bind,
            Thing::Section(section) => &section.bind,
        }
    }

    pub(super) fn is_repeat(&self) -> bool {
        matches!(self.thing, Thing::Section(section) if section.kind == SectionKind::Repeat)
    }

    pub(super) fn is_question(&self) -> bool {
        matches!(self.thing, Thing::Question(_))
    }

    /// Whether it holds something that can be compared between rounds.
    pub(super) fn answers(&self) -> bool {
        matches!(self.thing, Thing::Question(question) if !matches!(
            question.kind,
            Kind::Note | Kind::CsvExternal | Kind::XmlExternal | Kind::Audit
        ))
    }

    /// Whether people see it, or something in it.
    pub(super) fn is_seen(&self) -> bool {
        match self.thing {
            Thing::Question(question) => question.is_visible(),
            Thing::Section(_) => true,
        }
    }
}
