//! Entities: the nodes that tell a client and a server what a submission does to a list.
//!
//! Source: getodk.github.io/xforms-spec/entities

use super::{Writer, actions::action, element::Element, paths::Style};
use crate::form::EntityDeclaration;

/// What the prefix `entities` stands for.
pub(super) const NAMESPACE: &str = "http://www.opendatakit.org/xforms/entities";

/// The nodes of an entity that are computed. Expressions start from them.
pub(super) const COMPUTED: [&str; 7] =
    ["@create", "@update", "@baseVersion", "@trunkVersion", "@branchId", "@id", "label"];

/// Which version is changed: attributes, and the columns of the list they are looked up in.
const VERSIONS: [(&str, &str); 3] =
    [("baseVersion", "__version"), ("trunkVersion", "__trunkVersion"), ("branchId", "__branchId")];

/// The path of the form, group or repeat an entity lies in.
pub(super) fn section_path(root: &str, entity: &EntityDeclaration) -> String {
    std::iter::once(root)
        .chain(entity.place.iter().map(String::as_str))
        .fold(String::new(), |path, name| path + "/" + name)
}

impl Writer<'_> {
    /// The `meta` block of a section that an entity lies in; that of the form holds more.
    pub(super) fn entity_meta(&self, section: &str) -> Option<Element> {
        Some(Element::new("meta").child(self.entity_in(section)?))
    }

    /// The entity of a section.
    pub(super) fn entity_in(&self, section: &str) -> Option<Element> {
        let entity = self.entities.get(section)?;
        let mut node = Element::new("entity").attribute("dataset", entity.list.as_str());
        if entity.creates() {
            node.set("create", "1");
        }
        if entity.updates() {
            node.set("update", "1");
            VERSIONS.iter().for_each(|(name, _)| node.set(*name, ""));
        }
        node.set("id", "");
        node.extend(entity.label.as_ref().map(|_| Element::new("label")));
        Some(node)
    }

    /// The binds of a section's entity, and the action that gives a new one its id.
    pub(super) fn entity_binds(&self, section: &str) -> Vec<Element> {
        let Some(entity) = self.entities.get(section) else { return Vec::new() };
        let above = format!("{section}/meta/entity");
        let mut written = Vec::new();
        let mut computed = |name: &str, expression: Option<&str>| {
            let path = format!("{above}/{name}");
            let mut bind = Element::new("bind").attribute("nodeset", path.as_str());
            if let Some(text) = expression {
                bind.set("calculate", self.paths.expression(text, self.paths.at(&path), Style::default()));
            }
            written.push(bind.attribute("readonly", "true()").attribute("type", "string"));
        };
        if let Some(condition) = &entity.create_if {
            computed("@create", Some(condition));
        }
        if let Some(condition) = &entity.update_if {
            computed("@update", Some(condition));
        }
        if let Some(id) = &entity.entity_id {
            for (name, column) in VERSIONS {
                let version = format!("instance('{}')/root/item[name={id}]/{column}", entity.list);
                computed(&format!("@{name}"), Some(&version));
            }
        }
        computed("@id", entity.entity_id.as_deref());
        if let Some(label) = &entity.label {
            computed("label", Some(label));
        }
        written.extend(self.new_id(section, "odk-instance-first-load"));
        written
    }

    /// What gives the entity of a section its id when an entry is added to the repeat around it.
    pub(super) fn new_entity_action(&self, section: &str) -> Option<Element> {
        self.new_id(section, "odk-new-repeat")
    }

    fn new_id(&self, section: &str, event: &str) -> Option<Element> {
        self.entities.get(section).filter(|entity| !entity.updates())?;
        Some(action("setvalue", &format!("{section}/meta/entity/@id"), event).attribute("value", "uuid()"))
    }
}
