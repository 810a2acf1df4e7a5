//! From a tree of elements to tables.

use super::{Field, FieldKind, Group, Node, Repeat, SUBMISSIONS, Shape, Table};
use crate::names::identifier;

/// An element that submissions may have, before it has its place in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) name: String,
    pub(crate) content: Content,
}

/// What is in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    Field { kind: FieldKind, choices: Option<Vec<String>> },
    Group(Vec<Draft>),
    Repeat(Vec<Draft>),
}

impl Draft {
    pub(crate) fn text(name: &str) -> Self {
        Self { name: name.to_owned(), content: Content::Field { kind: FieldKind::Text, choices: None } }
    }
}

/// Adds to `drafts` what only `older` has, after what stood before it there. What both have stays as it is now.
pub(crate) fn merge(drafts: &mut Vec<Draft>, older: Vec<Draft>) {
    let mut next = 0;
    for old in older {
        if let Some(at) = drafts.iter().position(|draft| draft.name == old.name) {
            next = at + 1;
            let now = drafts.get_mut(at).map(|draft| &mut draft.content);
            if let (
                Some(Content::Group(now) | Content::Repeat(now)),
                Content::Group(before) | Content::Repeat(before),
            ) = (now, old.content)
            {
                merge(now, before);
            }
        } else {
            drafts.insert(next, old);
            next += 1;
        }
    }
}

pub(crate) fn build(form_id: &str, drafts: &[Draft]) -> Shape {
    let mut builder = Builder { tables: Vec::new() };
    builder.table(SUBMISSIONS.to_owned(), None, Vec::new(), 0, Vec::new(), drafts);
    Shape { form_id: form_id.to_owned(), tables: builder.tables }
}

struct Builder {
    tables: Vec<Table>,
}

impl Builder {
    fn table(
        &mut self,
        name: String,
        parent: Option<usize>,
        steps: Vec<String>,
        place: usize,
        path: Vec<String>,
        drafts: &[Draft],
    ) -> usize {
        let index = self.tables.len();
        let (nodes, repeats) = (Vec::new(), Vec::new());
        self.tables.push(Table { name, parent, steps, place, path, nodes, slots: 0, repeats });
        let mut open = Open { table: index, steps: Vec::new(), slots: 0, repeats: Vec::new() };
        let nodes = self.nodes(drafts, &mut open);
        if let Some(table) = self.tables.get_mut(index) {
            (table.nodes, table.slots, table.repeats) = (nodes, open.slots, open.repeats);
        }
        index
    }

    fn nodes(&mut self, drafts: &[Draft], open: &mut Open) -> Vec<Node> {
        let mut nodes: Vec<Node> = Vec::new();
        for draft in drafts {
            let (name, odata) = (draft.name.clone(), unused(&draft.name, &nodes));
            nodes.push(match &draft.content {
                Content::Field { kind, choices } => {
                    open.slots += 1;
                    Node::Field(Field { name, odata, kind: *kind, choices: choices.clone(), slot: open.slots - 1 })
                }
                Content::Group(drafts) => {
                    open.steps.push(name.clone());
                    let nodes = self.nodes(drafts, open);
                    open.steps.pop();
                    Node::Group(Group { name, odata, nodes })
                }
                Content::Repeat(drafts) => self.repeat(name, odata, drafts, open),
            });
        }
        nodes
    }

    fn repeat(&mut self, name: String, odata: String, drafts: &[Draft], open: &mut Open) -> Node {
        let mut steps = open.steps.clone();
        steps.push(name.clone());
        let outer = self.tables.get(open.table);
        let mut path = outer.map(|table| table.path.clone()).unwrap_or_default();
        path.extend(steps.iter().cloned());
        let full: Vec<String> = path.iter().map(|step| identifier(step)).collect();
        let place = open.repeats.len();
        // Its place first: what lies in it must not take the same.
        open.repeats.push(usize::MAX);
        let table_name = format!("{SUBMISSIONS}.{}", full.join("."));
        let table = self.table(table_name, Some(open.table), steps, place, path, drafts);
        if let Some(entry) = open.repeats.get_mut(place) {
            *entry = table;
        }
        Node::Repeat(Repeat { name, odata, table, place })
    }
}

/// The table being built.
struct Open {
    table: usize,
    /// Groups that are open in it.
    steps: Vec<String>,
    slots: usize,
    repeats: Vec<usize>,
}

/// The name's identifier, with a number if a sibling has it already: `a.b` and `a-b` are both `a_b`.
fn unused(name: &str, siblings: &[Node]) -> String {
    let plain = identifier(name);
    let taken = |candidate: &str| siblings.iter().any(|node| node.odata() == candidate);
    if !taken(&plain) {
        return plain;
    }
    (2..).map(|number| format!("{plain}_{number}")).find(|candidate| !taken(candidate)).unwrap_or(plain)
}
