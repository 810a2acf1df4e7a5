//! What the form says of itself.

use super::{
    binds::Binds,
    tree::Tree,
    xml::{Xml, any_value, child, value},
};
use crate::form::Settings;

/// Namespaces that every form may use without saying so in its settings.
const USUAL: [&str; 9] = [
    "http://www.w3.org/2002/xforms",
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/2001/xml-events",
    "http://www.w3.org/2001/XMLSchema",
    "http://openrosa.org/javarosa",
    "http://openrosa.org/xforms",
    "http://www.opendatakit.org/xforms",
    "http://www.opendatakit.org/xforms/entities",
    "http://www.w3.org/XML/1998/namespace",
];

/// Attributes of the instance's root that have their own place in the form.
const OWN: [&str; 5] = ["id", "version", "orx:version", "odk:prefix", "odk:delimiter"];

/// `html`, `model` and the instance's root.
pub(super) fn read<'a>(
    html: Xml<'a>,
    model: Xml<'a>,
    body: Option<Xml<'a>>,
    tree: &Tree<'a>,
    binds: &Binds<'a>,
) -> Settings {
    let root = tree.element(0);
    let meta = tree.child(0, "meta");
    let bound = |name: &str, attribute: &str| {
        let node = meta.and_then(|meta| tree.child(meta, name))?;
        binds.of(node)?.get(attribute).map(str::to_owned)
    };
    let submission = child(model, "submission");
    let of_submission = |name: &str| submission.and_then(|element| any_value(element, name)).map(str::to_owned);
    let namespace = root.tag_name().namespace().filter(|uri| !uri.is_empty() && !USUAL.contains(uri));
    let mut attributes = tree.attributes(0);
    attributes.retain(|name, _| !OWN.contains(&name.as_str()));
    Settings {
        instance_name: bound("instanceName", "calculate"),
        instance_id: bound("instanceID", "jr:preload").filter(|preload| preload != "uid"),
        omit_instance_id: meta.and_then(|meta| tree.child(meta, "instanceID")).is_none(),
        style: body.and_then(|body| value(body, "class")).map(str::to_owned),
        submission_url: of_submission("action"),
        public_key: of_submission("base64RsaPublicKey"),
        auto_send: of_submission("auto-send"),
        auto_delete: of_submission("auto-delete"),
        client_editable: of_submission("client-editable").is_some_and(|value| value.trim() == "true"),
        instance_xmlns: namespace.map(str::to_owned),
        namespaces: namespaces(html),
        prefix: any_value(root, "prefix").map(str::to_owned),
        delimiter: any_value(root, "delimiter").map(str::to_owned),
        attributes,
    }
}

fn namespaces(html: Xml<'_>) -> Option<String> {
    let others = html.namespaces().filter(|namespace| !USUAL.contains(&namespace.uri()));
    let declared: Vec<String> =
        others.filter_map(|namespace| Some(format!("{}=\"{}\"", namespace.name()?, namespace.uri()))).collect();
    (!declared.is_empty()).then(|| declared.join(" "))
}
