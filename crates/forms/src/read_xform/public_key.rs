//! An encryption key for an XForm, everything else to the byte.

use super::xml::{Xml, child, name};
use roxmltree::{Document, ParsingOptions};

/// The same XForm, whose submissions phones encrypt for this key (base64 of a SubjectPublicKeyInfo, on one line); none where
/// it cannot be read.
///
/// ```
/// let xml = r#"<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><model>
///   <instance><data id="sites"><a/></data></instance></model></h:head><h:body/></h:html>"#;
/// let sealed = forms::with_public_key(xml, "MIIB").unwrap();
/// assert_eq!(sealed, xml.replace("</model>", r#"<submission base64RsaPublicKey="MIIB"/></model>"#));
/// let other = forms::with_public_key(&sealed, "MIIC").unwrap();
/// assert_eq!(other, sealed.replace("MIIB", "MIIC"));
/// let posted = sealed.replace("base64RsaPublicKey", "action");
/// assert!(forms::with_public_key(&posted, "MIID").unwrap().contains(r#"<submission base64RsaPublicKey="MIID" action="#));
/// ```
///
/// Source: <https://getodk.github.io/xforms-spec/encryption#form-definition>.
pub fn with_public_key(xform: &str, public_key: &str) -> Option<String> {
    let document = Document::parse_with_options(xform, ParsingOptions::default()).ok()?;
    let model = child(child(document.root_element(), "head")?, "model")?;
    let written = quick_xml::escape::escape(public_key);
    let (range, text) = match child(model, "submission") {
        Some(submission) => in_submission(submission, &written),
        None => {
            let prefix = name(model).strip_suffix("model").unwrap_or_default();
            let end = xform[..model.range().end].rfind("</")?;
            (end..end, format!("<{prefix}submission base64RsaPublicKey=\"{written}\"/>"))
        }
    };
    let mut keyed = String::with_capacity(xform.len() + text.len());
    keyed.push_str(&xform[..range.start]);
    keyed.push_str(&text);
    keyed.push_str(&xform[range.end..]);
    Some(keyed)
}

fn in_submission(submission: Xml<'_>, written: &str) -> (std::ops::Range<usize>, String) {
    match submission.attribute_node("base64RsaPublicKey") {
        Some(attribute) => (attribute.range_value(), written.to_owned()),
        None => {
            let behind = submission.range().start + 1 + name(submission).len();
            (behind..behind, format!(" base64RsaPublicKey=\"{written}\""))
        }
    }
}
