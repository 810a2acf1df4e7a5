//! Which door opens for whom, for every role. That no other door is there, and none open to everybody: `routes`.

use crate::site::{Browser, Site};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use store::Role;

/// What a door asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Needs {
    LogIn,
    Viewer,
    Reviewer,
    Manager,
    Administrator,
}
use Needs::{Administrator, LogIn, Manager, Reviewer, Viewer};

/// `{op}` is the operation, `{device}` and `{user}` numbers of a phone and a person in it.
const DOORS: &[(&str, &str, Needs)] = &[
    ("GET", "/api/v1/session", LogIn),
    ("GET", "/api/v1/operations", LogIn),
    ("GET", "/api/v1/operations/{op}/records", Viewer),
    ("POST", "/api/v1/operations/{op}/records/bulk", Reviewer),
    ("POST", "/api/v1/operations/{op}/records/bulk/preview", Reviewer),
    ("GET", "/api/v1/operations/{op}/records/counts", Viewer),
    ("GET", "/api/v1/operations/{op}/records/returned", Viewer),
    ("GET", "/api/v1/operations/{op}/records/returned.csv", Viewer),
    ("GET", "/api/v1/returned", LogIn),
    ("GET", "/api/v1/operations/{op}/forms", Viewer),
    ("GET", "/api/v1/operations/{op}/imports", Viewer),
    ("GET", "/api/v1/operations/{op}/places", Viewer),
    ("GET", "/api/v1/operations/{op}/crosswalks", Viewer),
    ("POST", "/api/v1/operations/{op}/crosswalks", Administrator),
    ("POST", "/api/v1/operations/{op}/crosswalks/preview", Administrator),
    ("GET", "/api/v1/operations/{op}/rounds", Viewer),
    ("GET", "/api/v1/operations/{op}/teams", Viewer),
    ("GET", "/api/v1/operations/{op}/devices", Manager),
    ("POST", "/api/v1/operations/{op}/devices", Manager),
    ("DELETE", "/api/v1/operations/{op}/devices/{device}", Manager),
    ("GET", "/api/v1/operations/{op}/forms/visit/links", Manager),
    ("DELETE", "/api/v1/operations/{op}/forms/visit/links/1", Manager),
    ("GET", "/api/v1/operations/{op}/fill/visit", Reviewer),
    ("GET", "/api/v1/operations/{op}/fill/visit/form.xml", Reviewer),
    ("GET", "/api/v1/operations/{op}/sources", Manager),
    ("POST", "/api/v1/operations/{op}/sources", Manager),
    ("PUT", "/api/v1/operations/{op}/sources/1", Manager),
    ("POST", "/api/v1/operations/{op}/sources/1/run", Manager),
    ("DELETE", "/api/v1/operations/{op}/sources/1", Manager),
    ("GET", "/api/v1/operations/{op}/webhooks", Manager),
    ("POST", "/api/v1/operations/{op}/webhooks", Manager),
    ("PUT", "/api/v1/operations/{op}/webhooks/1", Manager),
    ("DELETE", "/api/v1/operations/{op}/webhooks/1", Manager),
    ("GET", "/api/v1/operations/{op}/webhooks/1/deliveries", Manager),
    ("POST", "/api/v1/operations/{op}/webhooks/1/secret", Manager),
    ("POST", "/api/v1/operations/{op}/deliveries/1/resend", Manager),
    ("POST", "/api/v1/operations/{op}/deliveries/1/set-aside", Manager),
    ("GET", "/api/v1/users", Administrator),
    ("POST", "/api/v1/users", Administrator),
    ("PUT", "/api/v1/users/{user}/roles", Administrator),
    ("POST", "/api/v1/users/{user}/password", Administrator),
    ("DELETE", "/api/v1/users/{user}", Administrator),
    ("GET", "/api/v1/audit", Administrator),
];

/// A body that each changing door takes.
fn body(method: &str, path: &str) -> Option<Value> {
    let hook =
        || Some(json!({"name": "Register", "url": "https://register.example.org/", "events": ["record.decided"]}));
    match path.rsplit('/').next()? {
        _ if method == "GET" || method == "DELETE" => None,
        "bulk" | "preview" => Some(json!({"ids": [1], "action": {"do": "approve"}})),
        "devices" => Some(json!({"name": "Tablet"})),
        "sources" => Some(
            json!({"name": "K", "kind": "kobo", "url": "https://k.example.org", "project": "a", "form": "f", "secret": "t"}),
        ),
        "webhooks" => hook(),
        _ if path.contains("/webhooks/") => hook(),
        "users" => Some(json!({"email": "new@example.org", "name": "New"})),
        "roles" => Some(json!({"roles": []})),
        _ => Some(json!({})),
    }
}

async fn knock(browser: &Browser<'_>, method: &str, path: &str, at: &[(&str, String)]) -> (StatusCode, String) {
    let body = body(method, path);
    let path = at.iter().fold(path.to_owned(), |path, (name, value)| path.replace(name, value));
    let answer = browser.send(Method::from_bytes(method.as_bytes()).unwrap(), &path, body).await;
    let code = if answer.status.is_success() { String::new() } else { answer.code() };
    (answer.status, code)
}

#[tokio::test]
async fn every_door_opens_for_its_role_and_those_above() {
    let site = Site::open().await;
    let ranks = [(Viewer, Role::Viewer), (Reviewer, Role::Reviewer), (Manager, Role::Manager)];
    let mut people = Vec::new();
    for (rank, role) in ranks {
        site.person(&format!("{rank:?}@example.org"), &[(&site.burundi, role)]).await;
        people.push((rank, site.logged_in(&format!("{rank:?}@example.org")).await));
    }
    site.administrator("root@example.org").await;
    people.push((Administrator, site.logged_in("root@example.org").await));
    let victim = site.person("victim@example.org", &[]).await;
    let phone = site.app.store.create_device(site.burundi.id, "Tablet", "a token", "test").await.unwrap();
    let at = [("{op}", "burundi".to_owned()), ("{device}", phone.id.to_string()), ("{user}", victim.id.to_string())];

    for (method, path, needs) in DOORS {
        for (rank, browser) in &people {
            let (status, code) = knock(browser, method, path, &at).await;
            let refused = (status, code.as_str()) == (StatusCode::FORBIDDEN, "request.not_allowed");
            assert_eq!(refused, rank < needs, "{method} {path} for {rank:?}: {status} {code}");
        }
    }
}

#[tokio::test]
async fn an_operation_without_a_role_in_it_is_as_if_it_were_not_there() {
    let site = Site::open().await;
    site.person("ida@example.org", &[(&site.chad, Role::Manager)]).await;
    let ida = site.logged_in("ida@example.org").await;
    for (method, path, _) in DOORS.iter().filter(|(_, path, _)| path.contains("{op}")) {
        for operation in ["burundi", "there-is-none"] {
            let at = [("{op}", operation.to_owned()), ("{device}", "1".to_owned())];
            let (status, code) = knock(&ida, method, path, &at).await;
            assert_eq!((status, code.as_str()), (StatusCode::NOT_FOUND, "operation.unknown"), "{method} {path}");
        }
    }
}

#[tokio::test]
async fn a_change_that_another_sites_page_could_send_is_refused() {
    let site = Site::open().await;
    site.administrator("root@example.org").await;
    let victim = site.person("victim@example.org", &[]).await;
    let phone = site.app.store.create_device(site.burundi.id, "Tablet", "a token", "test").await.unwrap();
    let at = [("{op}", "burundi".to_owned()), ("{device}", phone.id.to_string()), ("{user}", victim.id.to_string())];
    let mut root = site.logged_in("root@example.org").await;
    root.headers.clear();
    for (method, path, _) in DOORS.iter().filter(|(method, _, _)| *method != "GET") {
        let (status, code) = knock(&root, method, path, &at).await;
        assert_eq!((status, code.as_str()), (StatusCode::FORBIDDEN, "request.header_missing"), "{method} {path}");
    }
    assert!(site.app.store.device_by_token(site.burundi.id, "a token").await.unwrap().is_some());
    assert_eq!(site.app.store.count_users().await.unwrap(), 2);
}
