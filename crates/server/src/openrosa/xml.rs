//! Small XML documents, written with quick-xml's escaping.

use quick_xml::escape::escape;

/// A document in the making; the caller keeps elements balanced.
pub struct Writer {
    text: String,
}

impl Writer {
    /// A document with its declaration.
    pub fn new() -> Self {
        Self { text: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") }
    }

    /// `<name attribute="…">`.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.text.push('<');
        self.text.push_str(name);
        for (attribute, value) in attributes {
            self.text.push_str(&format!(" {attribute}=\"{}\"", escape(*value)));
        }
        self.text.push('>');
    }

    /// `</name>`.
    pub fn close(&mut self, name: &str) {
        self.text.push_str(&format!("</{name}>"));
    }

    /// `<name attribute="…">text</name>`.
    pub fn text_element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.text.push_str(&escape(text));
        self.close(name);
    }

    /// The whole document.
    pub fn finish(self) -> String {
        self.text
    }
}
