//! The document, written as it comes: large forms have millions of elements, and none is held longer than it takes to
//! write it.

use super::element::{Element, Node, escape, indent, write_content};
use std::borrow::Cow;

/// A document with the elements that are begun and not ended.
pub(super) struct Xml {
    text: String,
    open: Vec<Cow<'static, str>>,
    /// Whether the innermost open element holds nothing yet.
    is_empty: bool,
}

impl Xml {
    pub(super) fn new() -> Self {
        Self { text: String::from("<?xml version=\"1.0\"?>\n"), open: Vec::new(), is_empty: false }
    }

    /// Begins an element: its start tag and what it holds so far. Whatever is pushed lies in it, until its end.
    pub(super) fn begin(&mut self, element: &Element) {
        self.open_innermost();
        element.write_start(&mut self.text, self.open.len());
        self.open.push(element.name().to_owned().into());
        self.is_empty = true;
        element.children().for_each(|child| self.push(child));
    }

    /// Begins an element, without making one first.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.open.push(name.into());
        self.is_empty = true;
    }

    /// Writes a whole element with a text in it.
    pub(super) fn leaf(&mut self, name: &str, text: &str) {
        self.start(name, &[]);
        self.text.push('>');
        escape(text, false, &mut self.text);
        self.text.extend(["</", name, ">\n"]);
    }

    /// Writes a whole element with texts and elements side by side in it.
    pub(super) fn mixed(&mut self, name: &str, attributes: &[(&str, &str)], nodes: &[Node]) {
        self.start(name, attributes);
        write_content(name, nodes, &mut self.text, self.open.len());
        self.text.push('\n');
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.open_innermost();
        indent(&mut self.text, self.open.len());
        self.text.extend(["<", name]);
        for (attribute, value) in attributes {
            self.text.extend([" ", attribute, "=\""]);
            escape(value, true, &mut self.text);
            self.text.push('"');
        }
    }

    /// Ends the element begun last.
    pub(super) fn end(&mut self) {
        let Some(name) = self.open.pop() else { return };
        if self.is_empty {
            self.text.push_str("/>\n");
        } else {
            indent(&mut self.text, self.open.len());
            self.text.extend(["</", &name, ">\n"]);
        }
        self.is_empty = false;
    }

    /// Writes a whole element.
    pub(super) fn push(&mut self, element: &Element) {
        self.open_innermost();
        element.write(&mut self.text, self.open.len());
    }

    pub(super) fn extend(&mut self, elements: impl IntoIterator<Item = Element>) {
        elements.into_iter().for_each(|element| self.push(&element));
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    fn open_innermost(&mut self) {
        if std::mem::take(&mut self.is_empty) {
            self.text.push_str(">\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_at_once_looks_like_an_element() {
        let nodes = vec![Node::Text("a & ".to_owned()), Node::Element(Element::new("output").attribute("value", "b"))];
        let (mut one, mut other) = (Xml::new(), Xml::new());
        one.begin(&Element::new("x").attribute("y", "\""));
        one.push(&Element::new("z").text("<"));
        one.push(&Element::new("v").attribute("form", "long").nodes(nodes.clone()));
        one.push(&Element::new("v").nodes(nodes[1..].to_vec()));
        one.push(&Element::new("v").nodes(Vec::new()));
        one.end();
        other.open("x", &[("y", "\"")]);
        other.leaf("z", "<");
        other.mixed("v", &[("form", "long")], &nodes);
        other.mixed("v", &[], &nodes[1..]);
        other.mixed("v", &[], &[]);
        other.end();
        assert_eq!(one.finish(), other.finish());
    }

    #[test]
    fn elements_lie_in_those_that_are_begun() {
        let mut xml = Xml::new();
        xml.begin(&Element::new("a").attribute("x", "1").child(Element::new("first")));
        xml.push(&Element::new("b").text("<"));
        xml.begin(&Element::new("c"));
        xml.begin(&Element::new("d").attribute("y", "2"));
        xml.end();
        xml.end();
        xml.end();
        assert_eq!(
            xml.finish(),
            "<?xml version=\"1.0\"?>\n<a x=\"1\">\n  <first/>\n  <b>&lt;</b>\n  <c>\n    <d y=\"2\"/>\n  </c>\n</a>\n"
        );
    }
}
