//! Registers: filled by phones, carried along by them, kept right by people.

use super::{country::Country, delivery::Delivery};
use crate::site::{Answer, Browser};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use serde_json::{Value, json};

on_both_stores! {
    a_register_is_filled_by_one_form_and_read_by_another
    a_conflict_is_shown_with_both_sides_and_resolved
    a_file_shows_what_it_would_change_and_then_changes_it
    what_tells_of_people_is_for_reviewers_only
}

/// Changes of registers that these stories make, looking into the log.
pub const REGISTER_CHANGES: [(&str, &str); 4] = [
    ("POST", "/api/v1/operations/{operation}/registers/{register}/entities/{uuid}/resolution"),
    ("POST", "/api/v1/operations/{operation}/registers/{register}/file"),
    ("POST", "/api/v1/operations/{operation}/registers/{register}/file/preview"),
    ("POST", "/api/v1/operations/{operation}/registers/{register}/waiting/{waiting}/carry-out"),
];

const REGISTERS: &str = "/api/v1/operations/burundi/registers";
const A: &str = "2f6f4c0a-2f4c-4f3e-9a55-1b8c3d0f6a10";
const BRANCH: &str = "9d1f1b2e-7e0b-4a4a-8a58-0f2f54f0c001";

const WELL: &str = "
| survey |
| | type    | name  | label | save_to | inzira::sensitivity |
| | text    | title | Name  |         | |
| | integer | depth | Depth | depth   | |
| | text    | guard | Guard | guard   | personal |
| entities |
| | list_name | label |
| | wells     | ${title} |
| settings |
| | form_id | version |
| | new_well | 1 |
";

const VISIT: &str = "
| survey |
| | type                           | name  | label  | save_to |
| | select_one_from_file wells.csv | well  | Well   | |
| | integer                        | depth | Depth  | depth |
| | text                           | state | State  | state |
| entities |
| | list_name | entity_id |
| | wells     | ${well}   |
| settings |
| | form_id | version |
| | visit_well | 1 |
";

/// Sends a file in a part of a form, as our pages do.
async fn upload(browser: &Browser<'_>, country: &Country, path: &str, part: &str, name: &str, bytes: &[u8]) -> Answer {
    let parts = Delivery::empty().part(part, name, "text/csv", bytes);
    let (head, body) = parts.request(path).into_parts();
    let mut request = Request::from_parts(head, Body::new(body));
    request.headers_mut().insert(header::COOKIE, browser.cookie.as_deref().unwrap().parse().unwrap());
    request.headers_mut().insert("x-inzira", "1".parse().unwrap());
    country.site.answer(request).await
}

async fn publish(country: &Country) {
    let manager = country.manager().await;
    for (name, form) in [("new_well.md", WELL), ("visit_well.md", VISIT)] {
        let path = "/api/v1/operations/burundi/forms";
        let answer = upload(&manager, country, path, "workbook", name, form.as_bytes()).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    }
}

async fn send(country: &Country, xml: &str) {
    let sent = country.send(&Delivery::of(xml)).await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text);
}

async fn create(country: &Country, instance: &str) {
    send(
        country,
        &format!(
            "<data id=\"new_well\" version=\"1\"><title>North</title><depth>12</depth><guard>Béatrice</guard>\
             <meta><instanceID>uuid:{instance}</instanceID><entity dataset=\"wells\" id=\"{A}\" create=\"1\">\
             <label>North</label></entity></meta></data>"
        ),
    )
    .await;
}

/// A visit of the well that started from version `base`; `more` are further attributes of the entity.
async fn visit(country: &Country, instance: &str, base: u32, answers: &str, more: &str) {
    send(
        country,
        &format!(
            "<data id=\"visit_well\" version=\"1\"><well>{A}</well>{answers}<meta><instanceID>uuid:{instance}</instanceID>\
             <entity dataset=\"wells\" id=\"{A}\" update=\"1\" baseVersion=\"{base}\" {more}/></meta></data>"
        ),
    )
    .await;
}

async fn actions(country: &Country, newest: usize) -> Vec<String> {
    let deeds = country.site.deeds().await;
    deeds.into_iter().rev().filter(|(actor, ..)| actor != "server").take(newest).map(|(_, action, _)| action).collect()
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let rest = text.split(before).nth(1).unwrap_or_else(|| panic!("{before} in {text}"));
    rest.split(after).next().unwrap()
}

async fn a_register_is_filled_by_one_form_and_read_by_another(country: Country) {
    publish(&country).await;
    let list = country.get("/formList").await;
    let entry = list.text.split("<xform>").find(|entry| entry.contains("visit_well")).unwrap();
    assert!(entry.contains("<manifestUrl>"), "{entry}");
    let manifest = async || country.get("/forms/visit_well/manifest").await.text;
    let before = manifest().await;
    assert!(before.contains("<mediaFile type=\"entityList\"><filename>wells.csv</filename>"), "{before}");
    assert!(before.contains(&format!("{}/datasets/wells/integrity</integrityUrl>", country.phone)), "{before}");
    let csv = country.get("/forms/visit_well/attachments/wells.csv").await;
    assert_eq!(csv.text, "name,label,__version,depth,guard,state\r\n");
    let same = country.get("/forms/visit_well/manifest").await.text;
    assert_eq!(same, before);

    create(&country, "0001").await;
    let after = manifest().await;
    assert_ne!(between(&after, "<hash>", "<"), between(&before, "<hash>", "<"), "at once");
    let csv = country.get("/forms/visit_well/attachments/wells.csv").await;
    assert_eq!(csv.text.lines().nth(1), Some(&*format!("{A},North,1,12,Béatrice,")));
    assert_eq!(actions(&country, 1).await, ["register.sent_to_phone"], "what tells of people, to whom");
    let tag = csv.headers["etag"].to_str().unwrap().to_owned();
    let mut client = country.collect();
    client.headers.push(("if-none-match", tag));
    let again = client.get(&format!("{}/forms/visit_well/attachments/wells.csv", country.phone)).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);

    visit(&country, "0002", 1, "<state>dry</state>", "").await;
    let csv = country.get("/forms/visit_well/attachments/wells.csv").await;
    assert_eq!(csv.text.lines().nth(1), Some(&*format!("{A},North,2,12,Béatrice,dry")), "what was not asked stays");

    let manager = country.manager().await;
    let approval = manager.put(&format!("{REGISTERS}/wells/approval"), json!({"required": true})).await;
    assert_eq!(approval.status, StatusCode::OK, "{}", approval.text);
    assert!(manifest().await.contains("type=\"approvalEntityList\""));
    let ids = format!("/datasets/wells/integrity?id={A},9d1f1b2e-7e0b-4a4a-8a58-0f2f54f0c001");
    let integrity = country.get(&ids).await;
    let state =
        |deleted| format!("<data><entities><entity id=\"{A}\"><deleted>{deleted}</deleted></entity></entities></data>");
    assert!(integrity.text.ends_with(&state(false)), "{}", integrity.text);
    let register = country.site.app.store.register(country.operation.id, "wells").await.unwrap().unwrap();
    country.site.app.store.delete_entity(&register, A, "test").await.unwrap();
    assert!(country.get(&ids).await.text.ends_with(&state(true)));
    assert_eq!(country.get("/datasets/others/integrity").await.status, StatusCode::NOT_FOUND);
}

async fn a_conflict_is_shown_with_both_sides_and_resolved(country: Country) {
    publish(&country).await;
    create(&country, "0001").await;
    visit(&country, "0002", 1, "<depth>13</depth>", "").await;
    visit(&country, "0003", 1, "<depth>15</depth><state>dry</state>", "").await;
    let reviewer = country.reviewer().await;
    let found = reviewer.get(&format!("{REGISTERS}/wells/entities?conflicts=true&search=BEATRICE")).await.json();
    assert_eq!((&found["total"], &found["entities"][0]["conflict"]), (&json!(1), &json!("hard")), "{found}");
    let one = format!("{REGISTERS}/wells/entities/{A}");
    let whole = reviewer.get(&one).await.json();
    let newest = &whole["versions"][0];
    assert_eq!((&newest["conflicting"], &newest["base_version"]), (&json!(["depth"]), &json!(1)));
    assert_eq!(newest["received"], json!({"depth": "15", "state": "dry"}));
    assert!(newest["record"].is_number(), "it leads to its record: {newest}");
    let resolve = async |browser: &Browser<'_>, body: Value| browser.post(&format!("{one}/resolution"), body).await;
    let body = json!({"version": 3, "take": {"depth": "13"}, "reason": "measured again"});
    let refused = resolve(&country.viewer().await, body.clone()).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let unreasoned = resolve(&reviewer, json!({"version": 3, "reason": " "})).await;
    assert_eq!(unreasoned.code(), "review.reason_needed");
    assert_eq!(resolve(&reviewer, json!({"version": 2, "reason": "x"})).await.code(), "entity.changed_meanwhile");
    let resolved = resolve(&reviewer, body).await.json();
    assert_eq!((&resolved["conflict"], &resolved["version"]), (&Value::Null, &json!(4)));
    assert_eq!(resolved["values"], json!({"depth": "13", "guard": "Béatrice", "state": "dry"}));
    assert_eq!(resolved["versions"][1]["resolved"]["reason"], "measured again");
    assert_eq!(actions(&country, 2).await, ["register.personal_data_read", "entity.conflict_resolved"]);
    assert_eq!(resolve(&reviewer, json!({"version": 4, "reason": "x"})).await.code(), "entity.no_conflict");

    let branch = format!("trunkVersion=\"4\" branchId=\"{BRANCH}\"");
    visit(&country, "0004", 6, "<state>full</state>", &branch).await;
    let waiting = reviewer.get(&format!("{REGISTERS}/wells/waiting")).await.json();
    assert_eq!(waiting["waiting"][0]["for"], "branch", "{waiting}");
    let carry_out = format!("{REGISTERS}/wells/waiting/{}/carry-out", waiting["waiting"][0]["id"]);
    assert_eq!(reviewer.post(&carry_out, json!({})).await.status, StatusCode::OK);
    assert_eq!(actions(&country, 2).await, ["entity.updated", "entity.forced"]);
    assert_eq!(reviewer.post(&carry_out, json!({})).await.code(), "entity.not_waiting");
    visit(&country, "0005", 9, "<state>x</state>", "").await;
    let problems = reviewer.get("/api/v1/operations/burundi/register-problems").await.json();
    assert_eq!(problems["problems"][0]["trouble"]["code"], "version_unknown", "{problems}");
}

async fn a_file_shows_what_it_would_change_and_then_changes_it(country: Country) {
    publish(&country).await;
    create(&country, "0001").await;
    let manager = country.manager().await;
    let downloaded = manager.get(&format!("{REGISTERS}/wells/file")).await;
    assert_eq!(actions(&country, 1).await, ["register.read"]);
    let mut file = downloaded.text.replace(",12,", ",14,");
    file.push_str(",South,,7,,\r\n,,,8,,\r\n");
    let file = file.as_bytes();
    let preview =
        upload(&manager, &country, &format!("{REGISTERS}/wells/file/preview"), "file", "wells.csv", file).await;
    let plan = preview.json();
    let counts = ["create", "update", "refused"].map(|kind| plan[kind]["count"].clone());
    assert_eq!(counts, [json!(1), json!(1), json!(1)], "{plan}");
    let change = json!({"property": "depth", "from": "12", "to": "14"});
    assert_eq!(plan["update"]["rows"][0]["changes"], json!([change]));
    assert_eq!(plan["refused"]["rows"][0]["reason"], "label_missing");
    let apply = format!("{REGISTERS}/wells/file?revision={}", plan["revision"]);
    let reviewer = country.reviewer().await;
    assert_eq!(upload(&reviewer, &country, &apply, "file", "w.csv", file).await.status, StatusCode::FORBIDDEN);
    let done = upload(&manager, &country, &apply, "file", "wells.csv", file).await;
    assert_eq!(done.json(), json!({"created": 1, "updated": 1, "unchanged": 0, "refused": 1}));
    assert_eq!(actions(&country, 1).await, ["register.changed_in_bulk"]);
    let again = upload(&manager, &country, &apply, "file", "wells.csv", file).await;
    assert_eq!((again.status, again.code().as_str()), (StatusCode::CONFLICT, "register.changed_meanwhile"));
    let history = manager.get(&format!("{REGISTERS}/wells/entities/{A}")).await.json();
    assert_eq!(
        (&history["versions"][0]["source"], &history["versions"][0]["detail"]["name"]),
        (&json!("bulk"), &json!("wells.csv"))
    );
    let latin =
        upload(&manager, &country, &format!("{REGISTERS}/wells/file/preview"), "file", "w.csv", b"label\nB\xe9ne\n")
            .await;
    assert_eq!(latin.code(), "register.file_encoding");
}

async fn what_tells_of_people_is_for_reviewers_only(country: Country) {
    publish(&country).await;
    create(&country, "0001").await;
    let viewer = country.viewer().await;
    let register = viewer.get(&format!("{REGISTERS}/wells")).await.json();
    assert_eq!(register["properties"][1], json!({"name": "guard", "personal": true}));
    assert_eq!(
        (&register["written_by"][0]["form_id"], &register["read_by"][0]["form_id"]),
        (&json!("new_well"), &json!("visit_well"))
    );
    let one = viewer.get(&format!("{REGISTERS}/wells/entities/{A}")).await;
    assert!(!one.text.contains("atrice"), "{}", one.text);
    assert_eq!(one.json()["values"], json!({"depth": "12", "guard": null}));
    let found = viewer.get(&format!("{REGISTERS}/wells/entities?search=beatrice")).await.json();
    assert_eq!(found["total"], 0);
    assert_eq!(actions(&country, 2).await, ["register.read", "register.read"], "nothing that tells of people");
    assert_eq!(viewer.get(&format!("{REGISTERS}/wells/file")).await.status, StatusCode::FORBIDDEN);
    let reviewer = country.reviewer().await;
    assert!(reviewer.get(&format!("{REGISTERS}/wells/entities/{A}")).await.text.contains("Béatrice"));
    assert_eq!(actions(&country, 1).await, ["register.personal_data_read"]);
    assert_eq!(reviewer.get(&format!("{REGISTERS}/nothing")).await.code(), "register.unknown");
    let bad = country.manager().await.post(REGISTERS, json!({"name": "my wells"})).await;
    assert_eq!(bad.code(), "register.name_invalid");
}
