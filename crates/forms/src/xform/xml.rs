//! The document, written as it comes: large forms have millions of elements, and none is held longer than it takes to
//! write it.

use super::element::{Element, indent};

/// A document with the elements that are begun and not ended.
pub(super) struct Xml {
    text: String,
    open: Vec<String>,
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
        self.open.push(element.name().to_owned());
        self.is_empty = true;
        element.children().for_each(|child| self.push(child));
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
