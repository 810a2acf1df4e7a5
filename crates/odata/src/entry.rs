//! A submission's XML, laid out by the form's tables.
//!
//! One pass over the text, no tree: what the form does not know is passed over. The XML was checked when it was
//! received; here it only has to be well-formed.

use crate::shape::{Node, Shape, Table};
use quick_xml::{
    XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesRef, BytesStart, Event},
    reader::Reader,
};

/// The answers of a submission, or of one entry of a repeat: the texts as they were sent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    pub(crate) values: Vec<Option<String>>,
    pub(crate) repeats: Vec<Vec<Entry>>,
}

/// The stored XML of a submission cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the XML of the submission is broken at byte {at}: {detail}")]
pub struct Broken {
    /// Where, counted from 0.
    pub at: u64,
    /// Why.
    pub detail: String,
}

impl Entry {
    fn of(table: &Table) -> Self {
        Self { values: vec![None; table.slots], repeats: vec![Vec::new(); table.repeats.len()] }
    }

    pub(crate) fn value(&self, slot: usize) -> Option<&str> {
        self.values.get(slot)?.as_deref()
    }

    /// Lays out a submission's XML.
    ///
    /// A question has the first answer that is not empty. An entry that is marked as a template is not one.
    ///
    /// # Errors
    /// The XML is not well-formed.
    pub fn read(shape: &Shape, xml: &str) -> Result<Self, Broken> {
        let Some(submissions) = shape.tables().first() else { return Ok(Self::default()) };
        let mut layout =
            Layout { shape, entries: vec![Self::of(submissions)], open: Vec::new(), strange: 0, text: None };
        let mut reader = Reader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        loop {
            let event = reader.read_event();
            match event {
                Ok(Event::Eof) => break,
                Ok(event) => layout.take(&event).map_err(|detail| broken(&reader, &detail))?,
                Err(error) => return Err(broken(&reader, &error.to_string())),
            }
        }
        if layout.strange > 0 || !layout.open.is_empty() {
            return Err(broken(&reader, "it ends too early"));
        }
        Ok(layout.entries.pop().unwrap_or_default())
    }
}

fn broken(reader: &Reader<&[u8]>, detail: &str) -> Broken {
    Broken { at: reader.buffer_position(), detail: detail.to_owned() }
}

struct Layout<'shape> {
    shape: &'shape Shape,
    /// The entries that are open: the submission, then the repeats' within it.
    entries: Vec<Entry>,
    /// The elements that are open and known, outermost first.
    open: Vec<Open<'shape>>,
    /// How many elements are open that the form does not know.
    strange: usize,
    /// The text of the question that is open.
    text: Option<String>,
}

/// An element that is open.
#[derive(Clone, Copy)]
enum Open<'shape> {
    /// The root, a group, or an entry of the repeat in that place. `next` is where the next child is looked for first:
    /// submissions follow the form's order.
    Nodes { nodes: &'shape [Node], next: usize, place: Option<usize> },
    /// The question in that slot.
    Question { slot: usize },
}

impl<'shape> Layout<'shape> {
    fn take(&mut self, event: &Event<'_>) -> Result<(), String> {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::CData(text) => self.text(&text.xml_content(XmlVersion::Implicit1_0)),
            Event::GeneralRef(reference) => self.text(&character(reference)?),
            Event::DocType(_) => return Err("document types are not read".to_owned()),
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        if self.strange > 0 {
            self.strange += 1;
            return;
        }
        let opened = match self.open.last_mut() {
            None => self.shape.tables().first().map(|table| Open::Nodes { nodes: &table.nodes, next: 0, place: None }),
            Some(Open::Question { .. }) => None,
            Some(Open::Nodes { nodes, next, .. }) => {
                child(nodes, next, tag.local_name().as_ref()).and_then(|node| self.enter(node, tag))
            }
        };
        match opened {
            Some(opened) => self.open.push(opened),
            None => self.strange = 1,
        }
    }

    fn enter(&mut self, node: &'shape Node, tag: &BytesStart<'_>) -> Option<Open<'shape>> {
        match node {
            Node::Field(field) => {
                self.text = Some(String::new());
                Some(Open::Question { slot: field.slot })
            }
            Node::Group(group) => Some(Open::Nodes { nodes: &group.nodes, next: 0, place: None }),
            Node::Repeat(_) if is_template(tag) => None,
            Node::Repeat(repeat) => {
                let table = self.shape.tables().get(repeat.table)?;
                self.entries.push(Entry::of(table));
                Some(Open::Nodes { nodes: &table.nodes, next: 0, place: Some(repeat.place) })
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let (0, Some(value)) = (self.strange, &mut self.text) {
            value.push_str(text);
        }
    }

    fn end(&mut self) {
        if self.strange > 0 {
            self.strange -= 1;
            return;
        }
        match self.open.pop() {
            Some(Open::Question { slot }) => {
                let given = self.text.take().filter(|text| !text.is_empty());
                let value = self.entries.last_mut().and_then(|entry| entry.values.get_mut(slot));
                if let (Some(value @ None), Some(given)) = (value, given) {
                    *value = Some(given);
                }
            }
            Some(Open::Nodes { place: Some(place), .. }) => {
                let Some(entry) = self.entries.pop() else { return };
                if let Some(outer) = self.entries.last_mut().and_then(|outer| outer.repeats.get_mut(place)) {
                    outer.push(entry);
                }
            }
            Some(Open::Nodes { place: None, .. }) | None => {}
        }
    }
}

fn child<'shape>(nodes: &'shape [Node], next: &mut usize, name: &str) -> Option<&'shape Node> {
    let (before, after) = nodes.split_at_checked(*next)?;
    let position = after.iter().position(|node| node.name() == name).map(|at| at + before.len());
    let position = position.or_else(|| before.iter().position(|node| node.name() == name))?;
    // A repeat's next entry, or else what follows.
    *next = position;
    nodes.get(position)
}

fn is_template(tag: &BytesStart<'_>) -> bool {
    tag.attributes().flatten().any(|attribute| attribute.key.local_name().as_ref() == "template")
}

fn character(reference: &BytesRef<'_>) -> Result<String, String> {
    match reference.resolve_char_ref().map_err(|error| error.to_string())? {
        Some(character) => Ok(character.to_string()),
        None => resolve_predefined_entity(reference).map(str::to_owned).ok_or_else(|| "an unknown entity".to_owned()),
    }
}
