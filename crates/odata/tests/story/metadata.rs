//! `$metadata` and the service document.

use crate::scenario::{HOUSEHOLDS, Scenario, address, form};
use forms::{CompileOptions, compile};
use odata::{Shape, metadata, service_document};
use roxmltree::{Document, Node};
use serde_json::json;
use std::collections::HashSet;

fn elements<'doc>(document: &'doc Document<'_>, name: &'static str) -> impl Iterator<Item = Node<'doc, 'doc>> {
    document.descendants().filter(move |node| node.has_tag_name(name))
}

#[test]
fn types_are_those_of_the_questions() {
    let xml = metadata(&Scenario::households().shape);
    let document = Document::parse(&xml).unwrap();
    let property = |owner: &str, name: &str| {
        let types = elements(&document, "EntityType").chain(elements(&document, "ComplexType"));
        let owner = types.into_iter().find(|node| node.attribute("Name") == Some(owner)).unwrap();
        let node = owner.children().find(|node| node.attribute("Name") == Some(name)).unwrap();
        node.attribute("Type").unwrap().to_owned()
    };
    for (name, expected) in [
        ("__id", "Edm.String"),
        ("__system", "org.opendatakit.submission.metadata"),
        ("head", "Edm.String"),
        ("rooms", "Edm.Int64"),
        ("area", "Edm.Decimal"),
        ("arrived", "Edm.Date"),
        ("visited", "Edm.DateTimeOffset"),
        ("place", "Edm.GeographyPoint"),
        ("water", "org.opendatakit.user.houses.water"),
    ] {
        assert_eq!(property("Submissions", name), expected, "{name}");
    }
    assert_eq!(property("people", "person"), "Collection(org.opendatakit.user.houses.Submissions.people.person)");
    assert_eq!(property("Submissions.people.person", "__Submissions-id"), "Edm.String");
    assert_eq!(property("Submissions.people.person.animal", "__Submissions-people-person-id"), "Edm.String");
}

#[test]
fn every_type_that_is_named_is_there() {
    let xml = metadata(&Scenario::households().shape);
    let document = Document::parse(&xml).unwrap();
    let mut defined = HashSet::new();
    for kind in ["EntityType", "ComplexType", "EnumType"] {
        for node in elements(&document, kind) {
            let namespace = node.parent().unwrap().attribute("Namespace").unwrap();
            assert!(defined.insert(format!("{namespace}.{}", node.attribute("Name").unwrap())));
        }
    }
    let mut named = 0;
    for node in document.descendants() {
        for name in ["Type", "EntityType"].into_iter().filter_map(|name| node.attribute(name)) {
            let name = name.trim_start_matches("Collection(").trim_end_matches(')');
            assert!(name.starts_with("Edm.") || defined.contains(name), "{name}");
            named += 1;
        }
    }
    assert!(named > 30);
}

#[test]
fn strict_readers_find_what_they_need() {
    let xml = metadata(&Scenario::households().shape);
    let document = Document::parse(&xml).unwrap();
    assert!(elements(&document, "Member").all(|member| member.attribute("Value").is_some()));
    let keys = elements(&document, "Property").filter(|node| node.attribute("Name") == Some("__id"));
    let nullable: Vec<_> = keys.map(|key| key.attribute("Nullable")).collect();
    assert_eq!(nullable, [Some("false"); 3]);
    let decimal = elements(&document, "Property").find(|node| node.attribute("Type") == Some("Edm.Decimal")).unwrap();
    assert_eq!(decimal.attribute("Scale"), Some("variable"));
}

#[test]
fn names_that_are_no_identifiers_become_such() {
    let table = "
    | survey   |         |         |       |
    |          | type    | name    | label |
    |          | integer | a.b     | One   |
    |          | integer | a-b     | Two   |
    | settings |         |         |       |
    |          | form_id |         |       |
    |          | 2026-h  |         |       |
    ";
    let shape = Shape::of(&form("x", table));
    let xml = metadata(&shape);
    let document = Document::parse(&xml).unwrap();
    assert!(xml.contains("Namespace=\"org.opendatakit.user._2026_h\""), "{xml}");
    assert_eq!(elements(&document, "EntityContainer").next().unwrap().attribute("Name"), Some("_2026_h"));
    let names: Vec<&str> = elements(&document, "Property").filter_map(|node| node.attribute("Name")).collect();
    assert!(names.contains(&"a_b") && names.contains(&"a_b_2"), "{names:?}");
}

#[test]
fn the_service_document_names_the_tables() {
    let document = service_document(&Scenario::households().shape, &address("/"));
    assert_eq!(document["@odata.context"], "https://example.org/v1/projects/1/forms/houses.svc/$metadata");
    let names: Vec<_> = document["value"].as_array().unwrap().iter().map(|set| set["name"].clone()).collect();
    assert_eq!(names, ["Submissions", "Submissions.people.person", "Submissions.people.person.animal"]);
    assert_eq!(document["value"][0], json!({"name": "Submissions", "kind": "EntitySet", "url": "Submissions"}));
}

#[test]
fn questions_of_older_versions_stand_where_they_stood() {
    let older = form("houses", HOUSEHOLDS);
    let newer = HOUSEHOLDS.replace("|         | integer                | rooms       | Rooms            |\n", "");
    let newer = form("houses", &newer.replace("| integer                | age ", "| decimal                | age "));
    let shape = Shape::of_versions(&newer, [&older]);
    let names: Vec<&str> = shape.tables()[0].nodes.iter().map(odata::shape::Node::odata).collect();
    assert_eq!(names, ["head", "rooms", "area", "arrived", "visited", "place", "water", "people", "meta"]);
    assert!(metadata(&shape).contains("Name=\"age\" Type=\"Edm.Decimal\""));
}

#[test]
fn a_form_that_makes_entities_has_their_label_where_central_has_it() {
    let table = "
| survey   |              |        |           |         |
|          | type         | name   | label     | save_to |
|          | text         | head   | Who?      | head    |
|          | begin_repeat | room   | A room    |         |
|          | text         | colour | Colour    |         |
|          | end_repeat   |        |           |         |
| entities |           |         |
|          | list_name | label   |
|          | houses    | ${head} |
";
    let form = compile("houses.md", table.as_bytes(), &CompileOptions::default()).unwrap().form;
    let xml = metadata(&Shape::of(&form));
    assert!(xml.contains("<Property Name=\"entity\""), "{xml}");
    assert_eq!(xml.matches("<Property Name=\"label\"").count(), 1, "the submission has one, a room none: {xml}");
}
