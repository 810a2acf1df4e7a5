//! `$metadata` and the service document of an entity list.

use super::{EntityList, EntitySystem};
use crate::{
    feed::Address,
    filter::Type,
    metadata::{CAPABILITIES, EDM, HEAD, TAIL, namespace},
    names::identifier,
    service::document,
};
use serde_json::Value;
use std::fmt::Write;

/// The service document.
pub fn entity_service_document(address: &Address) -> Value {
    document(std::iter::once("Entities"), address)
}

/// `$metadata`; see [`crate::metadata()`].
pub fn entity_metadata(list: &EntityList) -> String {
    let namespace = namespace(&list.name);
    let mut xml = String::from(HEAD);
    let _ = writeln!(xml, "    <Schema xmlns=\"{EDM}\" Namespace=\"org.opendatakit.entity\">");
    xml.push_str("      <ComplexType Name=\"metadata\">\n");
    for column in EntitySystem::ALL {
        let kind = match column.type_of() {
            Type::Moment => "Type=\"Edm.DateTimeOffset\" Precision=\"3\"",
            Type::Integer => "Type=\"Edm.Int64\"",
            _ => "Type=\"Edm.String\"",
        };
        let _ = writeln!(xml, "        <Property Name=\"{}\" {kind}/>", column.name());
    }
    xml.push_str("      </ComplexType>\n    </Schema>\n");
    let _ = writeln!(xml, "    <Schema xmlns=\"{EDM}\" Namespace=\"{namespace}\">");
    xml.push_str("      <EntityType Name=\"Entities\">\n        <Key><PropertyRef Name=\"__id\"/></Key>\n");
    xml.push_str("        <Property Name=\"__id\" Type=\"Edm.String\" Nullable=\"false\"/>\n");
    xml.push_str("        <Property Name=\"__system\" Type=\"org.opendatakit.entity.metadata\"/>\n");
    for name in std::iter::once("label").chain(list.properties.iter().map(String::as_str)) {
        let _ = writeln!(xml, "        <Property Name=\"{}\" Type=\"Edm.String\"/>", identifier(name));
    }
    let _ = writeln!(xml, "      </EntityType>\n      <EntityContainer Name=\"{}\">", identifier(&list.name));
    let _ = writeln!(xml, "        <EntitySet Name=\"Entities\" EntityType=\"{namespace}.Entities\">");
    xml.push_str(CAPABILITIES);
    xml.push_str("        </EntitySet>\n      </EntityContainer>\n    </Schema>\n");
    xml.push_str(TAIL);
    xml
}
