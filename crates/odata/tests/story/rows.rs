//! Rows as Central gives them.

use crate::scenario::{Scenario, submission};
use odata::{Content, FeedError};
use serde_json::{Value, json};

#[test]
fn a_submission_has_every_question_nested_as_its_groups_are() {
    let page = Scenario::households().get("/Submissions", &[]).unwrap();
    assert_eq!(page["@odata.context"], "https://example.org/v1/projects/1/forms/houses.svc/$metadata#Submissions");
    assert_eq!(
        page["value"][1],
        json!({
            "__id": "uuid:two",
            "__system": {
                "submissionDate": "2026-03-13T10:01:00.000Z",
                "updatedAt": null,
                "submitterId": null,
                "submitterName": null,
                "attachmentsPresent": 0,
                "attachmentsExpected": 0,
                "status": null,
                "reviewState": null,
                "deviceId": null,
                "edits": 0,
                "formVersion": "1",
                "deletedAt": null
            },
            "head": "Jean & Marie",
            "rooms": 3,
            "area": 31.5,
            "arrived": "2026-02-01",
            "visited": "2026-03-01T09:30:00.000+02:00",
            "place": {"type": "Point", "coordinates": [29.36, -3.38, 790], "properties": {"accuracy": 4.5}},
            "water": {"sources": "well river", "litres": 20},
            "people": {"person@odata.navigationLink": "Submissions('uuid%3Atwo')/people/person"},
            "meta": {"instanceID": "uuid:two"}
        })
    );
}

#[test]
fn what_was_not_answered_or_is_not_of_its_type_is_null() {
    let page = Scenario::households().get("/Submissions", &[]).unwrap();
    let (three, one) = (&page["value"][0], &page["value"][2]);
    assert_eq!((&three["head"], &three["rooms"]), (&Value::Null, &Value::Null));
    assert_eq!(one["water"], json!({"sources": null, "litres": 40}));
    // As in Central: no link where there is no entry.
    assert_eq!(one["people"], json!({}));
}

#[test]
fn repeats_are_tables_that_can_be_joined() {
    let page = Scenario::households().get("/Submissions.people.person", &[]).unwrap();
    let names: Vec<&Value> = page["value"].as_array().unwrap().iter().map(|row| &row["name"]).collect();
    assert_eq!(names, ["Candace", "Billy", "Blaine"]);
    let billy = &page["value"][1];
    assert_eq!(billy["__Submissions-id"], "uuid:two");
    let id = billy["__id"].as_str().unwrap();
    // sha1 of `Submissions#uuid:two%%people#%%person#0`
    assert_eq!(id, "25a92b0207aeaeeeacf45a5dec18a859fe0023e9");
    assert_eq!(billy["animal@odata.navigationLink"], format!("Submissions('uuid%3Atwo')/people/person('{id}')/animal"));
    let page = Scenario::households().get("/Submissions.people.person.animal", &[]).unwrap();
    assert_eq!(page["value"][1]["kind"], "hen");
    assert_eq!(page["value"][1]["__Submissions-people-person-id"], id);
}

#[test]
fn expanded_repeats_stand_in_the_row_with_the_same_ids() {
    let scenario = Scenario::households();
    let page = scenario.get("/Submissions", &[("$expand", "*")]).unwrap();
    let people = &page["value"][1]["people"]["person"];
    let table = scenario.get("/Submissions.people.person", &[]).unwrap();
    assert_eq!(people[0]["__id"], table["value"][1]["__id"]);
    assert_eq!(people[0]["animal"][1]["kind"], "hen");
    assert_eq!(people[1]["name"], "Blaine");
    assert_eq!(people[1].get("__Submissions-id"), None);
}

#[test]
fn one_submission_and_what_lies_in_it() {
    let scenario = Scenario::households();
    let page = scenario.get("/Submissions('uuid%3Atwo')", &[]).unwrap();
    assert_eq!(page["value"].as_array().unwrap().len(), 1);
    assert_eq!(page["value"][0]["head"], "Jean & Marie");
    let people = scenario.get("/Submissions('uuid%3Atwo')/people/person", &[]);
    // As the links have it: groups are steps of the path.
    let people = people.unwrap();
    assert_eq!(people["value"].as_array().unwrap().len(), 2);
    let link = people["value"][0]["animal@odata.navigationLink"].as_str().unwrap();
    let animals = scenario.get(&format!("/{link}"), &[("$top", "1")]).unwrap();
    assert_eq!(animals["value"][0]["kind"], "goat");
    let blaine = people["value"][1]["__id"].as_str().unwrap();
    let none = scenario.get(&format!("/Submissions('uuid%3Atwo')/people/person('{blaine}')/animal"), &[]).unwrap();
    assert_eq!(none["value"], json!([]));
    let row = scenario.get(&format!("/Submissions('uuid%3Atwo')/people/person('{blaine}')"), &[]).unwrap();
    assert_eq!(row["value"][0]["age"], 16);
}

#[test]
fn paths_that_lead_nowhere_are_not_found() {
    let scenario = Scenario::households();
    for path in [
        "/Entities",
        "/Submissions.people",
        "/Submissions.people.person('x')",
        "/Submissions/people/person",
        "/Submissions('a'",
        "/Submissions('')",
        "/$metadata/x",
        "/%ff",
        "/",
    ] {
        assert_eq!(scenario.get(path, &[]), Err("404.1"), "{path}");
    }
}

#[test]
fn well_known_text_instead_of_geo_json() {
    let page = Scenario::households().get("/Submissions", &[("$wkt", "True")]).unwrap();
    assert_eq!(page["value"][1]["place"], "POINT (29.36 -3.38 790)");
}

#[test]
fn an_encrypted_submission_shows_that_it_is() {
    let mut scenario = Scenario::households();
    scenario.submissions[0].content = Content::Encrypted { has_data: true };
    let page = scenario.get("/Submissions", &[]).unwrap();
    let row = page["value"][2].as_object().unwrap();
    assert_eq!(row.keys().collect::<Vec<_>>(), ["__id", "__system"]);
    assert_eq!(row["__system"]["status"], "notDecrypted");
    assert_eq!(scenario.values("Submissions", "__system/status eq 'notDecrypted'", "__id"), ["uuid:one"]);
    assert_eq!(scenario.values("Submissions", "rooms eq null", "__id"), ["uuid:three", "uuid:one"]);
}

#[test]
fn a_submission_that_cannot_be_read_is_named_and_nothing_of_it_written() {
    let mut scenario = Scenario::households();
    for xml in ["<data><head>Am", "<data><head>&unknown;</head></data>", "<data><head></data>"] {
        scenario.submissions = vec![submission(0, "uuid:bad", xml)];
        let error = scenario.try_get("/Submissions", &[]).unwrap_err();
        assert!(matches!(&error, FeedError::Broken { instance_id, .. } if instance_id == "uuid:bad"), "{xml}: {error}");
    }
}

#[test]
fn what_the_form_does_not_know_and_second_answers_are_passed_over() {
    let mut scenario = Scenario::households();
    let xml = "<data><stranger><rooms>9</rooms></stranger><rooms/><rooms>1</rooms><rooms>2</rooms>\
               <head>a<![CDATA[<b>]]>&#233;</head><people><person jr:template=''><name>T</name></person></people></data>";
    scenario.submissions = vec![submission(0, "uuid:odd", xml)];
    let page = scenario.get("/Submissions", &[("$expand", "*")]).unwrap();
    assert_eq!((&page["value"][0]["rooms"], &page["value"][0]["head"]), (&json!(1), &json!("a<b>é")));
    assert_eq!(page["value"][0]["people"], json!({}));
}
