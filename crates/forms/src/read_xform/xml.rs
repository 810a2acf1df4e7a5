//! Names of elements and attributes, whichever prefixes a form has for them.

use roxmltree::Attribute;

/// An element of the form.
pub(super) type Xml<'a> = roxmltree::Node<'a, 'a>;

/// Our own prefixes of the namespaces that XForms use.
const PREFIXES: [(&str, &str); 6] = [
    ("http://openrosa.org/javarosa", "jr"),
    ("http://openrosa.org/xforms", "orx"),
    ("http://openrosa.org/xforms/", "orx"),
    ("http://www.opendatakit.org/xforms", "odk"),
    ("http://www.opendatakit.org/xforms/entities", "entities"),
    ("http://www.w3.org/2001/xml-events", "ev"),
];

/// The name without prefix.
pub(super) fn local(element: Xml<'_>) -> &str {
    element.tag_name().name()
}

/// The name as written, with its prefix.
pub(super) fn name(element: Xml<'_>) -> &str {
    let text = element.document().input_text();
    let tag = text.get(element.range().start + 1..).unwrap_or_default();
    let end = tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
    end.map_or_else(|| local(element), |end| &tag[..end])
}

/// The name of an attribute, with our prefix where the namespace is a known one.
pub(super) fn attribute_name(element: Xml<'_>, attribute: Attribute<'_, '_>) -> String {
    let known = attribute.namespace().and_then(|uri| PREFIXES.iter().find(|(known, _)| *known == uri));
    match (known, attribute.namespace()) {
        (Some((_, prefix)), _) => format!("{prefix}:{}", attribute.name()),
        (None, None) => attribute.name().to_owned(),
        (None, Some(_)) => {
            element.document().input_text().get(attribute.range_qname()).unwrap_or(attribute.name()).to_owned()
        }
    }
}

/// All attributes by name, in their order.
pub(super) fn attributes<'a>(element: Xml<'a>) -> impl Iterator<Item = (String, &'a str)> {
    element.attributes().map(move |attribute| (attribute_name(element, attribute), attribute.value()))
}

/// The value of an attribute without prefix, without blanks around it; none if it is empty.
pub(super) fn value<'a>(element: Xml<'a>, name: &str) -> Option<&'a str> {
    element.attribute(name).map(str::trim).filter(|value| !value.is_empty())
}

/// The value of an attribute by its local name, with whichever prefix.
pub(super) fn any_value<'a>(element: Xml<'a>, name: &str) -> Option<&'a str> {
    element.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// The elements directly in it.
pub(super) fn elements<'a>(element: Xml<'a>) -> impl Iterator<Item = Xml<'a>> {
    element.children().filter(|child| child.is_element())
}

/// The first element directly in it of that local name.
pub(super) fn child<'a>(element: Xml<'a>, name: &str) -> Option<Xml<'a>> {
    elements(element).find(|child| local(*child) == name)
}

/// The text directly in it; comments part it.
pub(super) fn text(element: Xml<'_>) -> String {
    element.children().filter(|child| child.is_text()).filter_map(|child| child.text()).collect()
}
