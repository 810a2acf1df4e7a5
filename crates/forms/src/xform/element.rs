//! Elements, and how they are written.

/// An XML element under construction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Node>,
}

/// What an element may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    pub(super) fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), attributes: Vec::new(), children: Vec::new() }
    }

    /// Sets an attribute; a later value replaces an earlier one.
    pub(super) fn attribute(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.set(name, value);
        self
    }

    pub(super) fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        let (name, value) = (name.into(), value.into());
        match self.attributes.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = value,
            None => self.attributes.push((name, value)),
        }
    }

    pub(super) fn child(mut self, child: Self) -> Self {
        self.push(child);
        self
    }

    pub(super) fn push(&mut self, child: Self) {
        self.children.push(Node::Element(child));
    }

    pub(super) fn extend(&mut self, children: impl IntoIterator<Item = Self>) {
        self.children.extend(children.into_iter().map(Node::Element));
    }

    pub(super) fn text(mut self, text: &str) -> Self {
        self.children.push(Node::Text(text.to_owned()));
        self
    }

    pub(super) fn nodes(mut self, nodes: Vec<Node>) -> Self {
        self.children.extend(nodes);
        self
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The elements in it.
    pub(super) fn children(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Writes it on lines of its own.
    pub(super) fn write(&self, xml: &mut String, depth: usize) {
        indent(xml, depth);
        self.write_inline(xml, depth);
        xml.push('\n');
    }

    /// Writes how it starts on a new line, up to its last attribute.
    pub(super) fn write_start(&self, xml: &mut String, depth: usize) {
        indent(xml, depth);
        self.write_name_and_attributes(xml);
    }

    fn write_name_and_attributes(&self, xml: &mut String) {
        xml.push('<');
        xml.push_str(&self.name);
        for (name, value) in &self.attributes {
            xml.push(' ');
            xml.push_str(name);
            xml.push_str("=\"");
            escape(value, true, xml);
            xml.push('"');
        }
    }

    fn write_inline(&self, xml: &mut String, depth: usize) {
        self.write_name_and_attributes(xml);
        write_content(&self.name, &self.children, xml, depth);
    }
}

/// Writes what follows an element's attributes. Where text is among the children there are no line breaks, since those
/// would be text too.
pub(super) fn write_content(name: &str, children: &[Node], xml: &mut String, depth: usize) {
    if children.is_empty() {
        xml.push_str("/>");
        return;
    }
    xml.push('>');
    if children.iter().any(|child| matches!(child, Node::Text(_))) {
        for child in children {
            match child {
                Node::Text(text) => escape(text, false, xml),
                Node::Element(element) => element.write_inline(xml, depth + 1),
            }
        }
    } else {
        xml.push('\n');
        for child in children {
            if let Node::Element(element) = child {
                element.write(xml, depth + 1);
            }
        }
        indent(xml, depth);
    }
    xml.push_str("</");
    xml.push_str(name);
    xml.push('>');
}

pub(super) fn indent(xml: &mut String, depth: usize) {
    xml.extend(std::iter::repeat_n("  ", depth));
}

/// Line breaks in attributes are written so that a reader keeps them.
pub(super) fn escape(text: &str, in_attribute: bool, xml: &mut String) {
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' if in_attribute => "&quot;",
            b'\n' if in_attribute => "&#10;",
            b'\t' if in_attribute => "&#9;",
            b'\r' => "&#13;",
            _ => continue,
        };
        xml.push_str(&text[written..at]);
        xml.push_str(escaped);
        written = at + 1;
    }
    xml.push_str(&text[written..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_special_to_xml_is_escaped() {
        let element = Element::new("a").attribute("b", "\"<&\n").text("x < y & \"z\"");
        let mut xml = String::new();
        element.write(&mut xml, 0);
        assert_eq!(xml, "<a b=\"&quot;&lt;&amp;&#10;\">x &lt; y &amp; \"z\"</a>\n");
    }
}
