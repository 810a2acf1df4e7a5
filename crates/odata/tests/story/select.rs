//! `$select`, as Central has it.

use crate::scenario::Scenario;
use serde_json::json;

fn select(table: &str, properties: &str) -> Result<serde_json::Value, &'static str> {
    let page = Scenario::households().get(&format!("/{table}"), &[("$select", properties)])?;
    Ok(page["value"][1].clone())
}

#[test]
fn only_what_is_named() {
    assert_eq!(select("Submissions", "rooms"), Ok(json!({"rooms": 3})));
    assert_eq!(select("Submissions", "__id, head"), Ok(json!({"__id": "uuid:two", "head": "Jean & Marie"})));
    assert_eq!(select("Submissions", "__system/edits,__id"), Ok(json!({"__id": "uuid:two", "__system": {"edits": 0}})));
    assert_eq!(select("Submissions", "water/litres"), Ok(json!({"water": {"litres": 20}})));
}

#[test]
fn a_group_brings_all_that_is_in_it() {
    let water = json!({"water": {"sources": "well river", "litres": 20}});
    assert_eq!(select("Submissions", "water"), Ok(water.clone()));
    assert_eq!(select("Submissions", "water/litres,water"), Ok(water));
    let people = json!({"people": {"person@odata.navigationLink": "Submissions('uuid%3Atwo')/people/person"}});
    assert_eq!(select("Submissions", "people"), Ok(people.clone()));
    assert_eq!(select("Submissions", "people/person"), Ok(people));
}

#[test]
fn of_a_repeat() {
    let row = json!({"__Submissions-id": "uuid:two", "age": 4});
    assert_eq!(select("Submissions.people.person", "age,__Submissions-id"), Ok(row));
    assert_eq!(select("Submissions.people.person", "__system"), Err("400.23"));
}

#[test]
fn refusals() {
    assert_eq!(select("Submissions", "roms"), Err("400.23"));
    assert_eq!(select("Submissions", "water/rooms"), Err("400.23"));
    assert_eq!(select("Submissions", "__system/colour"), Err("400.23"));
    assert_eq!(select("Submissions", "rooms/x"), Err("400.23"));
    assert_eq!(select("Submissions", "people/person/age"), Err("400.24"));
    assert_eq!(select("Submissions", "rooms,"), Err("400.23"));
}
