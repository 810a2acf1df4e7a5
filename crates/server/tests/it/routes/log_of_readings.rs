//! Every reading of what was collected leaves an entry in the log.

use super::{
    Door::{Bearer, Session},
    ROUTES,
};
use crate::story::{Assessment, BASELINE, Country, Delivery};
use axum::http::StatusCode;
use serde_json::json;
use std::collections::BTreeSet;

/// An entity of the register that is read.
const TREE: &str = "0f5c9f54-9f4b-4b59-9f0e-6f3c4b7a1d20";

/// Routes that hand out what was collected, an address of each, and what the log must say of it.
fn reads(record: i64, site: &str) -> Vec<(&'static str, String, &'static str)> {
    let instance = Assessment::new(1).instance_id().replace(':', "%3A");
    let central = |rest: &str| format!("/v1/projects/1/forms/baseline_subarea{rest}");
    let register = |rest: &str| format!("/api/v1/operations/burundi/registers/trees{rest}");
    let dataset = |rest: &str| format!("/v1/projects/1/datasets/trees{rest}");
    let sites = |rest: &str| format!("/api/v1/operations/burundi/site{rest}");
    vec![
        ("/api/v1/operations/{operation}/sites", sites("s"), "register.read"),
        ("/api/v1/operations/{operation}/sites/{site}", sites(&format!("s/{site}")), "register.read"),
        ("/api/v1/operations/{operation}/site-areas", sites("-areas"), "register.read"),
        ("/api/v1/operations/{operation}/site-changes", sites("-changes"), "register.read"),
        ("/api/v1/operations/{operation}/site-duplicates", sites("-duplicates"), "register.read"),
        ("/api/v1/operations/{operation}/site-export", sites("-export?format=csv"), "register.read"),
        ("/api/v1/operations/{operation}/site-points", sites("-points"), "register.read"),
        ("/api/v1/operations/{operation}/records", "/api/v1/operations/burundi/records".to_owned(), "records.listed"),
        (
            "/api/v1/operations/{operation}/records/counts",
            "/api/v1/operations/burundi/records/counts".to_owned(),
            "records.listed",
        ),
        (
            "/api/v1/operations/{operation}/records/returned",
            "/api/v1/operations/burundi/records/returned".to_owned(),
            "records.listed",
        ),
        (
            "/api/v1/operations/{operation}/records/returned.csv",
            "/api/v1/operations/burundi/records/returned.csv".to_owned(),
            "records.listed",
        ),
        ("/api/v1/returned", "/api/v1/returned".to_owned(), "records.listed"),
        (
            "/api/v1/operations/{operation}/exercises/{exercise}/rounds/{round}/cleaning-log.csv",
            "/api/v1/operations/burundi/exercises/baseline_subarea/rounds/1/cleaning-log.csv".to_owned(),
            "cleaning_log.read",
        ),
        (
            "/api/v1/operations/{operation}/exercises/{exercise}/rounds/{round}/cleaning-log.xlsx",
            "/api/v1/operations/burundi/exercises/baseline_subarea/rounds/1/cleaning-log.xlsx".to_owned(),
            "cleaning_log.read",
        ),
        ("/api/v1/records/{id}", format!("/api/v1/records/{record}"), "record.personal_data_read"),
        ("/api/v1/operations/{operation}/events", "/api/v1/operations/burundi/events".to_owned(), "records.listed"),
        (
            "/api/v1/operations/{operation}/exercises/{exercise}/rounds/{round}/gone",
            format!("/api/v1/operations/burundi/exercises/{BASELINE}/rounds/1/gone"),
            "records.listed",
        ),
        ("/api/v1/attachments/{id}", "/api/v1/attachments/1".to_owned(), "attachment.read"),
        ("/v1/projects/{project}/forms/{form}/submissions", central("/submissions"), "submissions.listed"),
        (
            "/v1/projects/{project}/forms/{form}/submissions/{instance}",
            central(&format!("/submissions/{instance}.xml")),
            "submission.read",
        ),
        (
            "/v1/projects/{project}/forms/{form}/submissions/{instance}/attachments/{file}",
            central(&format!("/submissions/{instance}/attachments/1.jpg")),
            "attachment.read",
        ),
        (
            "/v1/projects/{project}/forms/{form}/submissions/{instance}/comments",
            central(&format!("/submissions/{instance}/comments")),
            "record.comments_read",
        ),
        ("/v1/projects/{project}/forms/{form}/{*below}", central(".svc/Submissions"), "submissions.read"),
        ("/v1/projects/{project}/forms/{form}/submissions.csv", central("/submissions.csv"), "submissions.exported"),
        (
            "/v1/projects/{project}/forms/{form}/submissions.csv.zip",
            central("/submissions.csv.zip"),
            "submissions.exported",
        ),
        (
            "/api/v1/operations/{operation}/forms/{form}/submissions.zip",
            "/api/v1/operations/burundi/forms/baseline_subarea/submissions.zip".to_owned(),
            "submissions.exported",
        ),
        ("/api/v1/records/{id}/submission", format!("/api/v1/records/{record}/submission"), "submission.read"),
        ("/api/v1/records/{id}/editing", format!("/api/v1/records/{record}/editing"), "submission.read"),
        ("/api/v1/operations/{operation}/registers/{register}/entities", register("/entities"), "register.read"),
        (
            "/api/v1/operations/{operation}/registers/{register}/entities/{uuid}",
            register(&format!("/entities/{TREE}")),
            "register.read",
        ),
        ("/api/v1/operations/{operation}/registers/{register}/file", register("/file"), "register.read"),
        ("/api/v1/operations/{operation}/registers/{register}/waiting", register("/waiting"), "register.read"),
        ("/v1/projects/{project}/datasets/{dataset}/entities", dataset("/entities"), "register.read"),
        ("/v1/projects/{project}/datasets/{dataset}/entities.csv", dataset("/entities.csv"), "register.read"),
        (
            "/v1/projects/{project}/datasets/{dataset}/entities/{uuid}",
            dataset(&format!("/entities/{TREE}")),
            "register.read",
        ),
        (
            "/v1/projects/{project}/datasets/{dataset}/entities/{uuid}/diffs",
            dataset(&format!("/entities/{TREE}/diffs")),
            "register.read",
        ),
        (
            "/v1/projects/{project}/datasets/{dataset}/entities/{uuid}/versions",
            dataset(&format!("/entities/{TREE}/versions")),
            "register.read",
        ),
        ("/v1/projects/{project}/datasets/{dataset}/{*below}", dataset(".svc/Entities"), "register.read"),
    ]
}

/// Routes behind a log-in that read nothing of what was collected: what the operation is made of, and who sent when.
const TELL_NOTHING: &[&str] = &[
    "/api/v1/operations/{operation}/exercises/{exercise}/rounds/{round}/sample", // names and sizes of places, nobody's answers
    "/api/v1/session",
    "/api/v1/audit",
    "/api/v1/operations/{operation}/exercises/{exercise}/rounds/{round}",
    "/api/v1/operations/{operation}/exercises/{exercise}/rounds/{round}/coverage",
    "/api/v1/operations/{operation}/exercises/{exercise}/rounds/{round}/revisions/{revision}",
    "/api/v1/operations/{operation}/live",
    "/api/v1/operations/{operation}/rounds",
    "/api/v1/operations/{operation}/teams",
    "/api/v1/operations",
    "/api/v1/operations/{operation}/crosswalks",
    "/api/v1/operations/{operation}/devices",
    "/api/v1/operations/{operation}/forms",
    "/api/v1/operations/{operation}/forms/{form}/keys",
    "/api/v1/operations/{operation}/forms/{form}/links",
    "/api/v1/operations/{operation}/fill/{form}",
    "/api/v1/operations/{operation}/fill/{form}/files/{file}", // `story::registers` reads the log of lists of people
    "/api/v1/operations/{operation}/fill/{form}/form.xml",
    "/api/v1/operations/{operation}/register-problems",
    "/api/v1/operations/{operation}/registers",
    "/api/v1/operations/{operation}/registers/{register}",
    "/api/v1/operations/{operation}/sources",
    "/api/v1/operations/{operation}/webhooks",
    "/api/v1/operations/{operation}/webhooks/{id}/deliveries",
    "/v1/projects/{project}/datasets",
    "/v1/projects/{project}/datasets/{dataset}",
    "/api/v1/operations/{operation}/imports",
    "/api/v1/operations/{operation}/places",
    "/api/v1/operations/{operation}/places/locate",
    "/api/v1/operations/{operation}/places/match",
    "/api/v1/users",
    "/v1/projects",
    "/v1/projects/{project}",
    "/v1/projects/{project}/app-users",
    "/v1/projects/{project}/forms",
    "/v1/projects/{project}/forms/{form}",
    "/v1/projects/{project}/forms/{form}/attachments",
    "/v1/projects/{project}/forms/{form}/attachments/{file}",
    "/v1/projects/{project}/forms/{form}/draft",
    "/v1/projects/{project}/forms/{form}/draft.xml",
    "/v1/projects/{project}/forms/{form}/draft/attachments",
    "/v1/projects/{project}/forms/{form}/draft/attachments/{file}",
    "/v1/projects/{project}/forms/{form}/submissions/{instance}/attachments",
    "/v1/projects/{project}/forms/{form}/submissions/keys",
    "/v1/projects/{project}/forms/{form}/submissions/{instance}/versions",
    "/v1/projects/{project}/forms/{form}/versions",
    "/v1/users/current",
];

#[tokio::test]
async fn every_reading_of_what_was_collected_is_in_the_log() {
    let country = Country::begin(None).await;
    let site = &country.site;
    site.administrator("root@example.org").await;
    let assessment = Assessment { photo: Some("1.jpg"), ..Assessment::new(1) };
    let record = country.receive(&assessment).await;
    country.send(&Delivery::of(&assessment.xml(&country.form)).photo("1.jpg", b"a photo")).await;
    let root = site.logged_in("root@example.org").await;
    let log_in = json!({"email": "root@example.org", "password": crate::site::PASSWORD});
    let token = root.post("/v1/sessions", log_in).await.json()["token"].as_str().unwrap().to_owned();
    let mut program = site.browser();
    program.headers = vec![("authorization", format!("Bearer {token}"))];
    let made = program.post("/v1/projects/1/datasets", json!({"name": "trees"})).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text);
    let tree = json!({"uuid": TREE, "label": "An oak", "data": {}});
    let made = program.post("/v1/projects/1/datasets/trees/entities", tree).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text);
    let site_made = root.post("/api/v1/operations/burundi/sites", json!({"name": "Kibimba"})).await.json();
    // Trials are read in `every_change_leaves_an_entry_in_the_log_with_who_did_it`, where there is one.
    let mut seen = BTreeSet::from(["/api/v1/operations/{operation}/drafts/{form}/trials"]);
    seen.extend(TELL_NOTHING);
    for (route, at, deed) in reads(record, site_made["id"].as_str().unwrap()) {
        let before = site.deeds().await.len();
        let answer = if at.starts_with("/v1/") { program.get(&at).await } else { root.get(&at).await };
        assert_eq!(answer.status, StatusCode::OK, "{at}: {}", answer.text);
        let new: Vec<_> = site.deeds().await.into_iter().skip(before).filter(|(actor, ..)| actor != "server").collect();
        let new: Vec<_> = new.iter().map(|(actor, action, _)| (actor.as_str(), action.as_str())).collect();
        assert_eq!(new, [("user:root@example.org", deed)], "{at}");
        assert!(seen.insert(route), "{route} twice");
    }
    let behind_a_log_in: BTreeSet<&str> = ROUTES
        .iter()
        .filter(|(method, _, door)| *method == "GET" && matches!(door, Session | Bearer))
        .map(|(_, path, _)| *path)
        .collect();
    assert_eq!(seen, behind_a_log_in, "a reading route that does not say what the log says of it");
}
