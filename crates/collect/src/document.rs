//! A submission as it was sent: elements, attributes and text, before any form is asked what they mean.

/// One element. Names are without their namespace prefix: clients write `orx:meta`, `meta` or `n0:meta` for the same thing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Element {
    /// Local name.
    pub name: String,
    /// Attributes by their full name, without namespace declarations.
    pub attributes: Vec<(String, String)>,
    /// Text directly inside, joined; line ends as `\n`.
    pub text: String,
    /// Elements directly inside, in order.
    pub children: Vec<Element>,
}

impl Element {
    /// The value of an attribute, looked up without a prefix first, then with any prefix.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let local = |full: &str| full.rsplit_once(':').map_or(full.len(), |(prefix, _)| prefix.len() + 1);
        let plain = self.attributes.iter().find(|(full, _)| full == name);
        let any = || self.attributes.iter().find(|(full, _)| full.get(local(full)..) == Some(name));
        plain.or_else(any).map(|(_, value)| value.as_str())
    }

    /// The first child of that name.
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The element at a path of child names.
    pub fn at<'path>(&self, path: impl IntoIterator<Item = &'path str>) -> Option<&Element> {
        path.into_iter().try_fold(self, |element, name| element.child(name))
    }

    /// The text without blanks around it, if there is any.
    pub fn trimmed(&self) -> Option<&str> {
        Some(self.text.trim()).filter(|text| !text.is_empty())
    }
}

/// A submission, read but not yet understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmissionDocument {
    /// The root's `id`.
    pub form_id: String,
    /// The root's `version`, if it says one.
    pub form_version: Option<String>,
    /// The instanceID as sent, or one derived from the content.
    pub instance_id: String,
    /// Whether the client sent no instanceID, so that it was derived.
    pub instance_id_derived: bool,
    /// For a correction: the instanceID it replaces.
    pub deprecated_id: Option<String>,
    /// The root element.
    pub root: Element,
}

impl SubmissionDocument {
    /// What the client says of the submission itself (`meta/instanceName`, `meta/audit`, …).
    pub fn meta(&self, name: &str) -> Option<&str> {
        meta_of(&self.root, name)
    }
}

/// Looks `name` up in the `meta` of `root`.
pub(crate) fn meta_of<'root>(root: &'root Element, name: &str) -> Option<&'root str> {
    let metas = root.children.iter().filter(|child| child.name == "meta");
    metas.filter_map(|meta| meta.child(name)).find_map(Element::trimmed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, children: Vec<Element>) -> Element {
        Element { name: name.into(), children, ..Element::default() }
    }

    #[test]
    fn an_element_is_found_by_its_path() {
        let tree = named("a", vec![named("b", vec![named("c", vec![])]), named("d", vec![])]);
        assert_eq!(tree.at(["b", "c"]).map(|e| e.name.as_str()), Some("c"));
        assert_eq!(tree.at(["c"]), None);
    }

    #[test]
    fn an_attribute_is_found_with_or_without_its_prefix() {
        let attributes = vec![("orx:version".into(), "1".into()), ("version".into(), "2".into())];
        let mut element = Element { attributes, ..Element::default() };
        assert_eq!(element.attribute("version"), Some("2"));
        element.attributes.pop();
        assert_eq!(element.attribute("version"), Some("1"));
        assert_eq!(element.attribute("id"), None);
    }
}
