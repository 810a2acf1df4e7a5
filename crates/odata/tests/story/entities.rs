//! The feed of an entity list.

use crate::scenario::{address, now};
use odata::{
    FeedError, Options, SkipToken, Step,
    entities::{Entity, EntityFeed, EntityList, entity_metadata, entity_service_document},
};
use serde_json::{Value, json};

fn list() -> EntityList {
    EntityList { name: "sites".into(), properties: vec!["pcode".into(), "site-type".into()] }
}

fn entity(uuid: &'static str, label: &'static str, pcode: &'static str) -> Entity<'static> {
    Entity {
        uuid,
        label,
        properties: vec![pcode],
        created_at: now(),
        creator_id: "5",
        creator_name: "Alice",
        updates: 0,
        updated_at: None,
        deleted_at: None,
        version: 1,
        conflict: None,
    }
}

/// A page of three sites; the stand-in for a store only knows to read all.
fn get(query: &[(&str, &str)]) -> Result<Value, &'static str> {
    let list = list();
    let options = Options::read(query.iter().copied()).map_err(|problem| problem.code())?;
    let mut feed = EntityFeed::new(&list, options, address("/Entities"), now()).map_err(|problem| problem.code())?;
    let mut page = Vec::new();
    for site in [entity("c", "Camp", "BDI012"), entity("b", "Bank", "BDI001"), entity("a", "Axis", "BDI012")] {
        if feed.push(&site, &mut page).unwrap() == Step::Enough {
            break;
        }
    }
    feed.finish(&mut page).map_err(|error| match error {
        FeedError::Refused(problem) => problem.code(),
        other => panic!("{other}"),
    })?;
    Ok(serde_json::from_slice(&page).unwrap())
}

#[test]
fn rows_have_what_pyodk_needs_and_texts_for_all_properties() {
    let page = get(&[]).unwrap();
    assert!(page["@odata.context"].as_str().unwrap().ends_with("/$metadata#Entities"));
    assert_eq!(
        page["value"][0],
        json!({
            "__id": "c",
            "label": "Camp",
            "__system": {
                "createdAt": "2026-03-14T10:00:00.000Z", "creatorId": "5", "creatorName": "Alice", "updates": 0,
                "updatedAt": null, "deletedAt": null, "version": 1, "conflict": null
            },
            "pcode": "BDI012",
            "site_type": ""
        })
    );
}

#[test]
fn filtered_selected_and_paged() {
    let page =
        get(&[("$filter", "pcode eq 'BDI012' and contains(label, 'amp')"), ("$select", "label,__system/version")])
            .unwrap();
    assert_eq!(page["value"], json!([{"label": "Camp", "__system": {"version": 1}}]));
    let page = get(&[("$filter", "pcode eq 'BDI012'"), ("$top", "1"), ("$count", "true")]).unwrap();
    assert_eq!((&page["value"][0]["__id"], &page["@odata.count"]), (&json!("c"), &json!(2)));
    let token = SkipToken { uuid: Some("c".into()), ..SkipToken::default() }.write();
    assert!(
        page["@odata.nextLink"].as_str().unwrap().ends_with(&format!("%24skiptoken={}", token.replace('=', "%3D")))
    );
    assert_eq!(get(&[("$select", "colour")]), Err("400.23"));
    assert_eq!(get(&[("$filter", "colour eq 'red'")]), Err("501.5"));
    assert_eq!(get(&[("$orderby", "pcode")]), Err("501.5"));
}

#[test]
fn the_store_searches_by_what_it_has() {
    let list = list();
    let options = Options::read([("$filter", "__system/conflict ne null and label eq 'x'"), ("$top", "5")]).unwrap();
    let feed = EntityFeed::new(&list, options, address("/Entities"), now()).unwrap();
    assert_eq!((feed.plan().conditions.len(), feed.plan().limit), (2, Some(6)));
}

#[test]
fn documents() {
    let xml = entity_metadata(&list());
    let document = roxmltree::Document::parse(&xml).unwrap();
    let names: Vec<&str> = document.descendants().filter_map(|node| node.attribute("Name")).collect();
    for name in ["Entities", "__system", "label", "pcode", "site_type", "sites", "conflict"] {
        assert!(names.contains(&name), "{name}");
    }
    assert_eq!(entity_service_document(&address("/"))["value"][0]["url"], "Entities");
}
