//! `$metadata`: the tables and their types, as EDMX 4.0.
//!
//! Names, types and namespaces are Central's, so that what was made for one reads the other; tables and types have dots in
//! their names there. What Central's lacks and strict readers need is added: values of enumerations, the scale of decimals
//! and the precision of moments (without which they have no fractions), keys that are not null, and an identifier for the
//! container.
//!
//! Source: OData 4.0, Part 3: Common Schema Definition Language.

use crate::{
    names::identifier,
    shape::{Node, SUBMISSIONS, Shape, Table},
};
use std::fmt::Write;

/// The document for a form.
pub fn metadata(shape: &Shape) -> String {
    let namespace = namespace(shape.form_id());
    let mut xml = String::from(HEAD);
    xml.push_str(SUBMISSION_TYPES);
    let _ = writeln!(xml, "    <Schema xmlns=\"{EDM}\" Namespace=\"{namespace}\">");
    for table in shape.tables() {
        entity_type(shape, table, &namespace, &mut xml);
    }
    for table in shape.tables() {
        complex_types(shape, &table.nodes, &table.path, &namespace, &mut xml);
    }
    let _ = writeln!(xml, "      <EntityContainer Name=\"{}\">", identifier(shape.form_id()));
    for table in shape.tables() {
        entity_set(table, &namespace, &mut xml);
    }
    xml.push_str("      </EntityContainer>\n    </Schema>\n");
    xml.push_str(TAIL);
    xml
}

/// The namespace of a form's or entity list's own types.
pub(crate) fn namespace(name: &str) -> String {
    format!("org.opendatakit.user.{}", identifier(name))
}

pub(crate) const EDM: &str = "http://docs.oasis-open.org/odata/ns/edm";

pub(crate) const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<edmx:Edmx xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\" Version=\"4.0\">
  <edmx:DataServices>
";

pub(crate) const TAIL: &str = "  </edmx:DataServices>\n</edmx:Edmx>\n";

/// Moments have as many decimals of a second as were sent.
const MOMENT: &str = "Type=\"Edm.DateTimeOffset\" Precision=\"12\"";

const SUBMISSION_TYPES: &str =
    "    <Schema xmlns=\"http://docs.oasis-open.org/odata/ns/edm\" Namespace=\"org.opendatakit.submission\">
      <ComplexType Name=\"metadata\">
        <Property Name=\"submissionDate\" Type=\"Edm.DateTimeOffset\" Precision=\"3\"/>
        <Property Name=\"updatedAt\" Type=\"Edm.DateTimeOffset\" Precision=\"3\"/>
        <Property Name=\"deletedAt\" Type=\"Edm.DateTimeOffset\" Precision=\"3\"/>
        <Property Name=\"submitterId\" Type=\"Edm.String\"/>
        <Property Name=\"submitterName\" Type=\"Edm.String\"/>
        <Property Name=\"attachmentsPresent\" Type=\"Edm.Int64\"/>
        <Property Name=\"attachmentsExpected\" Type=\"Edm.Int64\"/>
        <Property Name=\"status\" Type=\"org.opendatakit.submission.Status\"/>
        <Property Name=\"reviewState\" Type=\"org.opendatakit.submission.ReviewState\"/>
        <Property Name=\"deviceId\" Type=\"Edm.String\"/>
        <Property Name=\"edits\" Type=\"Edm.Int64\"/>
        <Property Name=\"formVersion\" Type=\"Edm.String\"/>
      </ComplexType>
      <EnumType Name=\"Status\">
        <Member Name=\"notDecrypted\" Value=\"0\"/>
        <Member Name=\"missingEncryptedFormData\" Value=\"1\"/>
      </EnumType>
      <EnumType Name=\"ReviewState\">
        <Member Name=\"hasIssues\" Value=\"0\"/>
        <Member Name=\"edited\" Value=\"1\"/>
        <Member Name=\"rejected\" Value=\"2\"/>
        <Member Name=\"approved\" Value=\"3\"/>
      </EnumType>
    </Schema>
";

fn entity_type(shape: &Shape, table: &Table, namespace: &str, xml: &mut String) {
    let _ = writeln!(xml, "      <EntityType Name=\"{}\">", table.name);
    xml.push_str("        <Key><PropertyRef Name=\"__id\"/></Key>\n");
    xml.push_str("        <Property Name=\"__id\" Type=\"Edm.String\" Nullable=\"false\"/>\n");
    match table.parent_key(shape) {
        None => xml.push_str("        <Property Name=\"__system\" Type=\"org.opendatakit.submission.metadata\"/>\n"),
        Some(name) => {
            let _ = writeln!(xml, "        <Property Name=\"{name}\" Type=\"Edm.String\"/>");
        }
    }
    properties(shape, &table.nodes, &table.path, namespace, xml);
    xml.push_str("      </EntityType>\n");
}

/// The types of the groups among `nodes`. As in Central they are named by their path from the form's root, repeats included.
fn complex_types(shape: &Shape, nodes: &[Node], path: &[String], namespace: &str, xml: &mut String) {
    for node in nodes {
        let Node::Group(group) = node else { continue };
        let path = [path, std::slice::from_ref(&group.name)].concat();
        let _ = writeln!(xml, "      <ComplexType Name=\"{}\">", dotted(&path));
        properties(shape, &group.nodes, &path, namespace, xml);
        xml.push_str("      </ComplexType>\n");
        complex_types(shape, &group.nodes, &path, namespace, xml);
    }
}

fn dotted(path: &[String]) -> String {
    let parts: Vec<String> = path.iter().map(|step| identifier(step)).collect();
    parts.join(".")
}

fn properties(shape: &Shape, nodes: &[Node], path: &[String], namespace: &str, xml: &mut String) {
    for node in nodes {
        let name = node.odata();
        let _ = match node {
            Node::Field(field) => writeln!(xml, "        <Property Name=\"{name}\" {}/>", type_of(field.kind.edm())),
            Node::Group(group) => {
                let kind = dotted(&[path, std::slice::from_ref(&group.name)].concat());
                writeln!(xml, "        <Property Name=\"{name}\" Type=\"{namespace}.{kind}\"/>")
            }
            Node::Repeat(repeat) => {
                let table = shape.tables().get(repeat.table).map(|table| table.name.as_str()).unwrap_or_default();
                let kind = format!("Collection({namespace}.{table})");
                writeln!(xml, "        <NavigationProperty Name=\"{name}\" Type=\"{kind}\"/>")
            }
        };
    }
}

fn type_of(edm: &str) -> String {
    match edm {
        "Edm.Decimal" => "Type=\"Edm.Decimal\" Scale=\"variable\"".to_owned(),
        "Edm.DateTimeOffset" => MOMENT.to_owned(),
        _ => format!("Type=\"{edm}\""),
    }
}

fn entity_set(table: &Table, namespace: &str, xml: &mut String) {
    let (name, kind) = (&table.name, format!("{namespace}.{}", table.name));
    if name != SUBMISSIONS {
        let _ = writeln!(xml, "        <EntitySet Name=\"{name}\" EntityType=\"{kind}\"/>");
        return;
    }
    let _ = writeln!(xml, "        <EntitySet Name=\"{name}\" EntityType=\"{kind}\">");
    xml.push_str(CAPABILITIES);
    let _ = writeln!(xml, "          <Annotation Term=\"Org.OData.Capabilities.V1.SortRestrictions\">");
    xml.push_str("            <Record>\n              <PropertyValue Property=\"Sortable\" Bool=\"true\"/>\n");
    xml.push_str("              <PropertyValue Property=\"NonSortableProperties\">\n                <Collection>\n");
    sorted_by_nothing(table, xml);
    xml.push_str("                </Collection>\n              </PropertyValue>\n            </Record>\n");
    xml.push_str("          </Annotation>\n        </EntitySet>\n");
}

/// What the service can do, for tools that ask. Unlike Central's it can filter by all that is no position.
pub(crate) const CAPABILITIES: &str = "          <Annotation Term=\"Org.OData.Capabilities.V1.ConformanceLevel\" EnumMember=\"Org.OData.Capabilities.V1.ConformanceLevelType/Minimal\"/>
          <Annotation Term=\"Org.OData.Capabilities.V1.BatchSupported\" Bool=\"false\"/>
          <Annotation Term=\"Org.OData.Capabilities.V1.CountRestrictions\">
            <Record><PropertyValue Property=\"Countable\" Bool=\"true\"/></Record>
          </Annotation>
          <Annotation Term=\"Org.OData.Capabilities.V1.FilterRestrictions\">
            <Record>
              <PropertyValue Property=\"Filterable\" Bool=\"true\"/>
              <PropertyValue Property=\"RequiresFilter\" Bool=\"false\"/>
            </Record>
          </Annotation>
";

/// Answers cannot be sorted by.
fn sorted_by_nothing(table: &Table, xml: &mut String) {
    for node in table.nodes.iter().filter(|node| matches!(node, Node::Field(_))) {
        let _ = writeln!(xml, "                  <PropertyPath>{}</PropertyPath>", node.odata());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::SystemColumn;

    #[test]
    fn the_system_type_has_every_column() {
        for column in SystemColumn::ALL {
            assert!(SUBMISSION_TYPES.contains(&format!("Name=\"{}\"", column.name())), "{}", column.name());
        }
    }
}
