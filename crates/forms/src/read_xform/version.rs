//! Another version for an XForm, everything else to the byte.

use super::xml::{Xml, child, elements, name};
use roxmltree::{Document, ParsingOptions};

/// The same XForm under another version; none where it cannot be read.
///
/// ```
/// let xml = r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><model>
///   <instance><data id="sites"><a/></data></instance></model></h:head><h:body/></h:html>"#;
/// let newer = forms::with_version(xml, "2 & 3").unwrap();
/// assert_eq!(newer, xml.replace(r#"<data id"#, r#"<data version="2 &amp; 3" id"#));
/// let newest = forms::with_version(&newer, "4").unwrap();
/// assert_eq!(newest, xml.replace(r#"<data id"#, r#"<data version="4" id"#));
/// ```
pub fn with_version(xform: &str, version: &str) -> Option<String> {
    let document = Document::parse_with_options(xform, ParsingOptions::default()).ok()?;
    let root = primary_root(document.root_element())?;
    let written = quick_xml::escape::escape(version);
    let (range, text) = match root.attribute_node("version") {
        Some(attribute) => (attribute.range_value(), written.into_owned()),
        None => {
            let behind = root.range().start + 1 + name(root).len();
            (behind..behind, format!(" version=\"{written}\""))
        }
    };
    let mut newer = String::with_capacity(xform.len() + text.len());
    newer.push_str(&xform[..range.start]);
    newer.push_str(&text);
    newer.push_str(&xform[range.end..]);
    Some(newer)
}

/// The root of the answers: the element in the first instance.
fn primary_root(html: Xml<'_>) -> Option<Xml<'_>> {
    let model = child(child(html, "head")?, "model")?;
    elements(child(model, "instance")?).next()
}
