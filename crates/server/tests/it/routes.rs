//! All routes there are, and what each asks for. The list is held against the sources: a route that is not in it fails
//! `the_list_is_that_of_the_sources`, and one that is in it cannot stay open or unaudited by mistake.

use crate::story::BASELINE;
use crate::{
    site::{Browser, Site},
    story::{Assessment, Country, Delivery},
};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};
use store::{LinkKind, NewLink};

/// Who is let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Door {
    /// Anybody: the public dashboard and API, the DTM API, and the log-in itself.
    Public,
    /// People with a session. Which role each needs is in `accounts::doors`.
    Session,
    /// Phones with a token.
    Phone,
    /// Whoever has the link to a form.
    Link,
    /// Phones and people with user name and password.
    Named,
    /// Programs that show a session's token.
    Bearer,
}
use Door::{Bearer, Link, Named, Phone, Public, Session};

const ROUTES: &[(&str, &str, Door)] = &[
    ("GET", "/api/v1/public/explain", Public),
    ("GET", "/api/v1/public/live", Public),
    ("GET", "/api/v1/public/operations", Public),
    ("GET", "/api/v1/public/operations/{operation}/boundaries/{file}", Public),
    ("GET", "/api/v1/public/operations/{operation}/exercises/{exercise}/figures", Public),
    ("GET", "/api/v1/public/operations/{operation}/exercises/{exercise}/rounds/{round}/{file}", Public),
    ("GET", "/v2/CountryList", Public),
    ("GET", "/v2/IdpAdmin0Data", Public),
    ("GET", "/v2/IdpAdmin1Data", Public),
    ("GET", "/v2/IdpAdmin2Data", Public),
    ("GET", "/v2/OperationList", Public),
    ("GET", "/v3/displacement/admin0", Public),
    ("GET", "/v3/displacement/admin1", Public),
    ("GET", "/v3/displacement/admin2", Public),
    ("GET", "/v3/displacement/country-list", Public),
    ("GET", "/v3/displacement/operation-list", Public),
    ("POST", "/api/v1/session", Public),
    ("GET", "/api/v1/session", Session),
    ("DELETE", "/api/v1/session", Session),
    ("POST", "/api/v1/session/password", Session),
    ("GET", "/api/v1/attachments/{id}", Session),
    ("GET", "/api/v1/audit", Session),
    ("GET", "/api/v1/operations", Session),
    ("GET", "/api/v1/operations/{operation}/devices", Session),
    ("POST", "/api/v1/operations/{operation}/devices", Session),
    ("POST", "/api/v1/operations/{operation}/devices/several", Session),
    ("DELETE", "/api/v1/operations/{operation}/devices/{id}", Session),
    ("DELETE", "/api/v1/operations/{operation}/drafts/{form}", Session),
    ("POST", "/api/v1/operations/{operation}/drafts/{form}/code", Session),
    ("POST", "/api/v1/operations/{operation}/drafts/{form}/publish", Session),
    ("GET", "/api/v1/operations/{operation}/drafts/{form}/trials", Session),
    ("DELETE", "/api/v1/operations/{operation}/drafts/{form}/trials", Session),
    ("GET", "/api/v1/operations/{operation}/forms", Session),
    ("POST", "/api/v1/operations/{operation}/forms", Session),
    ("GET", "/api/v1/operations/{operation}/fill/{form}", Session),
    ("GET", "/api/v1/operations/{operation}/fill/{form}/files/{file}", Session),
    ("GET", "/api/v1/operations/{operation}/fill/{form}/form.xml", Session),
    ("HEAD", "/api/v1/operations/{operation}/fill/{form}/submission", Session),
    ("POST", "/api/v1/operations/{operation}/fill/{form}/submission", Session),
    ("GET", "/api/v1/operations/{operation}/forms/{form}/links", Session),
    ("POST", "/api/v1/operations/{operation}/forms/{form}/links", Session),
    ("PUT", "/api/v1/operations/{operation}/forms/{form}/links/{id}", Session),
    ("DELETE", "/api/v1/operations/{operation}/forms/{form}/links/{id}", Session),
    ("PUT", "/api/v1/operations/{operation}/forms/{form}/state", Session),
    ("POST", "/api/v1/operations/{operation}/forms/{form}/encryption", Session),
    ("GET", "/api/v1/operations/{operation}/forms/{form}/keys", Session),
    ("GET", "/api/v1/operations/{operation}/forms/{form}/submissions.zip", Session),
    ("GET", "/api/v1/operations/{operation}/imports", Session),
    ("GET", "/api/v1/operations/{operation}/places", Session),
    ("GET", "/api/v1/operations/{operation}/places/locate", Session),
    ("GET", "/api/v1/operations/{operation}/places/match", Session),
    ("GET", "/api/v1/operations/{operation}/records", Session),
    ("POST", "/api/v1/operations/{operation}/records/decisions", Session),
    ("GET", "/api/v1/operations/{operation}/registers", Session),
    ("POST", "/api/v1/operations/{operation}/registers", Session),
    ("GET", "/api/v1/operations/{operation}/registers/{register}", Session),
    ("PUT", "/api/v1/operations/{operation}/registers/{register}/approval", Session),
    ("GET", "/api/v1/operations/{operation}/registers/{register}/entities", Session),
    ("GET", "/api/v1/operations/{operation}/registers/{register}/entities/{uuid}", Session),
    ("POST", "/api/v1/operations/{operation}/registers/{register}/entities/{uuid}/resolution", Session),
    ("GET", "/api/v1/operations/{operation}/registers/{register}/file", Session),
    ("POST", "/api/v1/operations/{operation}/registers/{register}/file", Session),
    ("POST", "/api/v1/operations/{operation}/registers/{register}/file/preview", Session),
    ("POST", "/api/v1/operations/{operation}/registers/{register}/properties", Session),
    ("GET", "/api/v1/operations/{operation}/registers/{register}/waiting", Session),
    ("POST", "/api/v1/operations/{operation}/registers/{register}/waiting/{waiting}/carry-out", Session),
    ("GET", "/api/v1/operations/{operation}/register-problems", Session),
    ("POST", "/api/v1/operations/{operation}/deliveries/{id}/resend", Session),
    ("POST", "/api/v1/operations/{operation}/deliveries/{id}/set-aside", Session),
    ("GET", "/api/v1/operations/{operation}/sources", Session),
    ("POST", "/api/v1/operations/{operation}/sources", Session),
    ("PUT", "/api/v1/operations/{operation}/sources/{id}", Session),
    ("DELETE", "/api/v1/operations/{operation}/sources/{id}", Session),
    ("POST", "/api/v1/operations/{operation}/sources/{id}/run", Session),
    ("GET", "/api/v1/operations/{operation}/webhooks", Session),
    ("POST", "/api/v1/operations/{operation}/webhooks", Session),
    ("PUT", "/api/v1/operations/{operation}/webhooks/{id}", Session),
    ("DELETE", "/api/v1/operations/{operation}/webhooks/{id}", Session),
    ("GET", "/api/v1/operations/{operation}/webhooks/{id}/deliveries", Session),
    ("POST", "/api/v1/operations/{operation}/webhooks/{id}/secret", Session),
    ("GET", "/api/v1/records/{id}", Session),
    ("POST", "/api/v1/records/{id}/decision", Session),
    ("GET", "/api/v1/records/{id}/editing", Session),
    ("GET", "/api/v1/records/{id}/submission", Session),
    ("GET", "/api/v1/fill/{token}", Link),
    ("GET", "/api/v1/fill/{token}/files/{file}", Link),
    ("GET", "/api/v1/fill/{token}/form.xml", Link),
    ("HEAD", "/api/v1/fill/{token}/submission", Link),
    ("POST", "/api/v1/fill/{token}/submission", Link),
    ("GET", "/api/v1/users", Session),
    ("POST", "/api/v1/users", Session),
    ("DELETE", "/api/v1/users/{id}", Session),
    ("POST", "/api/v1/users/{id}/password", Session),
    ("PUT", "/api/v1/users/{id}/roles", Session),
    ("GET", "/v1/key/{token}/projects/{project}/datasets/{dataset}/integrity", Phone),
    ("GET", "/v1/test/{token}/projects/{project}/forms/{form}/draft/datasets/{dataset}/integrity", Phone),
    ("GET", "/v1/projects/{project}/openrosa/datasets/{dataset}/integrity", Named),
    ("GET", "/v1/key/{token}/projects/{project}/formList", Phone),
    ("GET", "/v1/key/{token}/projects/{project}/forms/{form_file}", Phone),
    ("GET", "/v1/key/{token}/projects/{project}/forms/{form}/attachments/{file}", Phone),
    ("GET", "/v1/key/{token}/projects/{project}/forms/{form}/manifest", Phone),
    ("HEAD", "/v1/key/{token}/projects/{project}/submission", Phone),
    ("POST", "/v1/key/{token}/projects/{project}/submission", Phone),
    ("GET", "/v1/test/{token}/projects/{project}/forms/{form}/draft/formList", Phone),
    ("GET", "/v1/test/{token}/projects/{project}/forms/{form}/draft.xml", Phone),
    ("GET", "/v1/test/{token}/projects/{project}/forms/{form}/draft/attachments/{file}", Phone),
    ("GET", "/v1/test/{token}/projects/{project}/forms/{form}/draft/manifest", Phone),
    ("HEAD", "/v1/test/{token}/projects/{project}/forms/{form}/draft/submission", Phone),
    ("POST", "/v1/test/{token}/projects/{project}/forms/{form}/draft/submission", Phone),
    ("GET", "/v1/projects/{project}/formList", Named),
    ("GET", "/v1/projects/{project}/openrosa/forms/{form_file}", Named),
    ("GET", "/v1/projects/{project}/openrosa/forms/{form}/attachments/{file}", Named),
    ("GET", "/v1/projects/{project}/openrosa/forms/{form}/manifest", Named),
    ("HEAD", "/v1/projects/{project}/submission", Named),
    ("POST", "/v1/projects/{project}/submission", Named),
    ("POST", "/v1/sessions", Public),
    ("GET", "/v1/projects", Bearer),
    ("GET", "/v1/projects/{project}", Bearer),
    ("GET", "/v1/projects/{project}/app-users", Bearer),
    ("POST", "/v1/projects/{project}/app-users", Bearer),
    ("DELETE", "/v1/projects/{project}/app-users/{actor}", Bearer),
    ("GET", "/v1/projects/{project}/datasets", Bearer),
    ("POST", "/v1/projects/{project}/datasets", Bearer),
    ("GET", "/v1/projects/{project}/datasets/{dataset}", Bearer),
    ("PATCH", "/v1/projects/{project}/datasets/{dataset}", Bearer),
    ("GET", "/v1/projects/{project}/datasets/{dataset}/entities", Bearer),
    ("POST", "/v1/projects/{project}/datasets/{dataset}/entities", Bearer),
    ("GET", "/v1/projects/{project}/datasets/{dataset}/entities.csv", Bearer),
    ("GET", "/v1/projects/{project}/datasets/{dataset}/entities/{uuid}", Bearer),
    ("PATCH", "/v1/projects/{project}/datasets/{dataset}/entities/{uuid}", Bearer),
    ("DELETE", "/v1/projects/{project}/datasets/{dataset}/entities/{uuid}", Bearer),
    ("GET", "/v1/projects/{project}/datasets/{dataset}/entities/{uuid}/diffs", Bearer),
    ("POST", "/v1/projects/{project}/datasets/{dataset}/entities/{uuid}/restore", Bearer),
    ("GET", "/v1/projects/{project}/datasets/{dataset}/entities/{uuid}/versions", Bearer),
    ("POST", "/v1/projects/{project}/datasets/{dataset}/properties", Bearer),
    ("GET", "/v1/projects/{project}/datasets/{dataset}/{*below}", Bearer),
    ("GET", "/v1/projects/{project}/forms", Bearer),
    ("POST", "/v1/projects/{project}/forms", Bearer),
    ("GET", "/v1/projects/{project}/forms/{form}", Bearer),
    ("PATCH", "/v1/projects/{project}/forms/{form}", Bearer),
    ("POST", "/v1/projects/{project}/forms/{form}/assignments/{role}/{actor}", Bearer),
    ("GET", "/v1/projects/{project}/forms/{form}/attachments", Bearer),
    ("GET", "/v1/projects/{project}/forms/{form}/attachments/{file}", Bearer),
    ("GET", "/v1/projects/{project}/forms/{form}/draft", Bearer),
    ("POST", "/v1/projects/{project}/forms/{form}/draft", Bearer),
    ("DELETE", "/v1/projects/{project}/forms/{form}/draft", Bearer),
    ("GET", "/v1/projects/{project}/forms/{form}/draft.xml", Bearer),
    ("GET", "/v1/projects/{project}/forms/{form}/draft/attachments", Bearer),
    ("GET", "/v1/projects/{project}/forms/{form}/draft/attachments/{file}", Bearer),
    ("POST", "/v1/projects/{project}/forms/{form}/draft/attachments/{file}", Bearer),
    ("POST", "/v1/projects/{project}/forms/{form}/draft/publish", Bearer),
    ("GET", "/v1/projects/{project}/forms/{form}/submissions", Bearer),
    ("POST", "/v1/projects/{project}/forms/{form}/submissions", Bearer),
    ("GET", "/v1/projects/{project}/forms/{form}/submissions.csv", Bearer),
    ("GET", "/v1/projects/{project}/forms/{form}/submissions.csv.zip", Bearer),
    ("GET", "/v1/projects/{project}/forms/{form}/submissions/{instance}", Bearer),
    ("PUT", "/v1/projects/{project}/forms/{form}/submissions/{instance}", Bearer),
    ("PATCH", "/v1/projects/{project}/forms/{form}/submissions/{instance}", Bearer),
    ("GET", "/v1/projects/{project}/forms/{form}/submissions/{instance}/attachments", Bearer),
    ("GET", "/v1/projects/{project}/forms/{form}/submissions/{instance}/attachments/{file}", Bearer),
    ("POST", "/v1/projects/{project}/forms/{form}/submissions/{instance}/attachments/{file}", Bearer),
    ("GET", "/v1/projects/{project}/forms/{form}/submissions/{instance}/comments", Bearer),
    ("POST", "/v1/projects/{project}/forms/{form}/submissions/{instance}/comments", Bearer),
    ("GET", "/v1/projects/{project}/forms/{form}/submissions/{instance}/versions", Bearer),
    ("GET", "/v1/projects/{project}/forms/{form}/submissions/keys", Bearer),
    ("GET", "/v1/projects/{project}/forms/{form}/versions", Bearer),
    ("GET", "/v1/projects/{project}/forms/{form}/{*below}", Bearer),
    ("DELETE", "/v1/sessions/{token}", Bearer),
    ("GET", "/v1/users/current", Bearer),
];

/// Routes that change something.
fn changing() -> impl Iterator<Item = (&'static str, &'static str, Door)> {
    ROUTES.iter().copied().filter(|(method, ..)| !["GET", "HEAD"].contains(method))
}

/// An address of the route: an operation that is there, anything else as it may come.
fn address(path: &str) -> String {
    let parts = path.split('/').map(|part| match part {
        "{operation}" => "burundi",
        "{id}" | "{round}" | "{project}" | "{actor}" => "1",
        part if part.starts_with('{') => "x",
        part => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Calls to `.route(…)` in a source, as method and path.
fn routes_in(source: &str, below: &str, found: &mut BTreeSet<(String, String)>) {
    for call in source.split(".route(").skip(1) {
        let mut depth = 1_usize;
        let end = call.char_indices().find(|(_, c)| {
            depth = match c {
                '(' => depth + 1,
                ')' => depth - 1,
                _ => depth,
            };
            depth == 0
        });
        let call = &call[..end.unwrap().0];
        let path = call.split('"').nth(1).unwrap_or_else(|| panic!("a path, written out: {call}"));
        let words: Vec<&str> = call.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '(').collect();
        let methods = ["get", "head", "post", "put", "patch", "delete", "any", "on", "options", "trace", "connect"];
        let before = found.len();
        for method in methods.iter().filter(|method| words.iter().any(|word| word.starts_with(&format!("{method}(")))) {
            found.insert((method.to_uppercase(), format!("{below}{path}")));
        }
        assert!(found.len() > before, "a method, written out: {call}");
    }
}

fn read_sources(folder: &Path, below: &str, found: &mut BTreeSet<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let (path, name) = (entry.path(), entry.file_name().into_string().unwrap());
        if path.is_dir() {
            let below = match name.as_str() {
                "api" | "accounts" => "/api/v1",
                "central" => "/v1",
                _ => below,
            };
            read_sources(&path, below, found);
        } else {
            let below = match name.as_str() {
                "by_key.rs" => "/v1/key/{token}/projects/{project}",
                "by_draft.rs" => "/v1/test/{token}/projects/{project}/forms/{form}",
                "by_name.rs" => "/v1/projects/{project}",
                _ => below,
            };
            let source = std::fs::read_to_string(&path).unwrap();
            for other_way in ["route_service(", "nest_service(", "fallback_service(", "method_not_allowed_fallback("] {
                assert!(
                    !source.contains(other_way),
                    "{name} adds routes by {other_way}…), which this test does not see"
                );
            }
            let nested = source.matches(".nest(").count();
            let known = match path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_str().unwrap() {
                "src/router.rs" => 2,
                "src/openrosa/mod.rs" => 3,
                _ => 0,
            };
            assert_eq!(nested, known, "{name} nests routes this test does not see");
            routes_in(&source, below, found);
        }
    }
}

#[test]
fn the_list_is_that_of_the_sources() {
    let mut found = BTreeSet::new();
    read_sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "", &mut found);
    let listed: BTreeSet<_> =
        ROUTES.iter().map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned())).collect();
    assert_eq!(listed.len(), ROUTES.len(), "no route twice");
    let unlisted: Vec<_> = found.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&found).collect();
    assert!(unlisted.is_empty() && gone.is_empty(), "not in the list: {unlisted:?}; not in the sources: {gone:?}");
}

fn phone(site: &Site) -> Browser<'_> {
    let mut phone = site.browser();
    phone.headers = vec![("x-openrosa-version", "1.0".to_owned())];
    phone
}

#[tokio::test]
async fn nothing_answers_without_log_in() {
    let site = Site::open().await;
    for (method, path, door) in ROUTES {
        let (method, path) = (Method::from_bytes(method.as_bytes()).unwrap(), address(path));
        // Where GET is answered, HEAD is too.
        let head = (method == Method::GET).then_some(Method::HEAD);
        for method in [Some(method), head].into_iter().flatten() {
            match door {
                Public if path.ends_with("/live") => {} // it goes on for ever; `story::figures` listens to it
                Public => {
                    let answer = site.browser().send(method.clone(), &path, None).await;
                    assert!(![401, 403].contains(&answer.status.as_u16()), "{method} {path}: {}", answer.status);
                }
                Session => {
                    let answer = site.browser().send(method.clone(), &path, None).await;
                    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{method} {path}");
                    let mut guessed = site.browser();
                    guessed.cookie = Some(format!("inzira_session={}", "a".repeat(64)));
                    assert_eq!(guessed.send(method.clone(), &path, None).await.status, StatusCode::UNAUTHORIZED);
                }
                Bearer => {
                    let mut guessed = site.browser();
                    guessed.cookie = Some(format!("inzira_session={}", "a".repeat(64)));
                    guessed.headers = vec![("authorization", format!("Bearer {}", "a".repeat(64)))];
                    for caller in [site.browser(), guessed] {
                        let answer = caller.send(method.clone(), &path, None).await;
                        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{method} {path}");
                    }
                }
                Link => {
                    let guessed = path.replace("/x", &format!("/{}", "a".repeat(64)));
                    for path in [path.clone(), guessed] {
                        let answer = site.browser().send(method.clone(), &path, None).await;
                        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method} {path}");
                    }
                }
                Named => {
                    let answer = phone(&site).send(method.clone(), &path, None).await;
                    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{method} {path}");
                    let asked: Vec<_> = answer.headers.get_all(header::WWW_AUTHENTICATE).iter().collect();
                    assert_eq!(asked.len(), 2, "Digest with MD5 and with SHA-256, and over plain http no Basic");
                    assert!(asked.iter().all(|asked| asked.to_str().unwrap().starts_with("Digest ")), "{asked:?}");
                    let answer = site.browser().send(method.clone(), &path, None).await;
                    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{method} {path}, not OpenRosa");
                }
                Phone => {
                    let answer = phone(&site).send(method.clone(), &path, None).await;
                    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method} {path}");
                    let answer = site.browser().send(method.clone(), &path, None).await;
                    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{method} {path}, not OpenRosa");
                }
            }
        }
    }
}

#[tokio::test]
async fn no_route_answers_other_methods_than_its_own() {
    let site = Site::open().await;
    let mut methods: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (method, path, _) in ROUTES {
        let known = methods.entry(path).or_default();
        known.insert(method);
        if *method == "GET" {
            known.insert("HEAD");
        }
    }
    for (path, known) in &methods {
        for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"] {
            if !known.contains(method) {
                let answer =
                    phone(&site).send(Method::from_bytes(method.as_bytes()).unwrap(), &address(path), None).await;
                assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            }
        }
    }
}

#[tokio::test]
async fn every_change_wants_the_header_that_only_our_own_pages_send() {
    let site = Site::open().await;
    site.administrator("root@example.org").await;
    let mut root = site.logged_in("root@example.org").await;
    root.headers.clear();
    let deeds = site.deeds().await;
    // Programs show a token in a header, which no page of somebody else's can.
    for (method, path, _) in changing().filter(|(_, path, _)| !path.starts_with("/v1/")) {
        let body = Some(json!({"email": "root@example.org", "password": crate::site::PASSWORD}));
        let answer = root.send(Method::from_bytes(method.as_bytes()).unwrap(), &address(path), body).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::FORBIDDEN, "request.header_missing"),
            "{method} {path}"
        );
    }
    assert_eq!(site.deeds().await, deeds, "and nothing happened");
}

/// What a change is asked with, and what the log must say of it.
struct Change {
    route: (&'static str, &'static str),
    at: String,
    body: Value,
    deeds: &'static [&'static str],
}

fn change(method: &'static str, path: &'static str, at: &str, body: Value, deeds: &'static [&'static str]) -> Change {
    Change { route: (method, path), at: at.to_owned(), body, deeds }
}

/// All but forms and submissions, whose bodies are no JSON; in an order in which each finds what it changes.
fn changes(record: i64, user: i32) -> Vec<Change> {
    let log_in = json!({"email": "root@example.org", "password": crate::site::PASSWORD});
    let new_password = json!({"old": crate::site::PASSWORD, "new": "quatre collines vertes"});
    let hook = json!({"name": "Register", "url": "https://register.example.org/", "events": ["record.decided"], "paused": true});
    let user = format!("/api/v1/users/{user}");
    let record_at = format!("/api/v1/records/{record}/decision");
    vec![
        change("POST", "/api/v1/session", "/api/v1/session", log_in, &["session.begun"]),
        change(
            "POST",
            "/api/v1/users",
            "/api/v1/users",
            json!({"email": "new@example.org", "name": "New", "roles": [{"operation": "burundi", "role": "viewer"}]}),
            &["user.created", "user.roles_set"],
        ),
        change("PUT", "/api/v1/users/{id}/roles", &format!("{user}/roles"), json!({"roles": []}), &["user.roles_set"]),
        change(
            "POST",
            "/api/v1/users/{id}/password",
            &format!("{user}/password"),
            json!({}),
            &["user.password_changed"],
        ),
        change("DELETE", "/api/v1/users/{id}", &user, Value::Null, &["user.disabled"]),
        change(
            "POST",
            "/api/v1/operations/{operation}/devices",
            "/api/v1/operations/burundi/devices",
            json!({"name": "Tablet 8"}),
            &["device.created"],
        ),
        change(
            "POST",
            "/api/v1/operations/{operation}/devices/several",
            "/api/v1/operations/burundi/devices/several",
            json!({"names": ["Tablet 10", "Tablet 11"], "sign_in": "password"}),
            &["device.created", "device.created"],
        ),
        change(
            "PUT",
            "/api/v1/operations/{operation}/forms/{form}/state",
            "/api/v1/operations/burundi/forms/camps/state",
            json!({"state": "open"}),
            &["form.opened"],
        ),
        change(
            "DELETE",
            "/api/v1/operations/{operation}/devices/{id}",
            "/api/v1/operations/burundi/devices/3",
            Value::Null,
            &["device.revoked"],
        ),
        change(
            "POST",
            "/api/v1/operations/{operation}/forms/{form}/links",
            "/api/v1/operations/burundi/forms/baseline_subarea/links",
            json!({"name": "Partner A", "kind": "many", "expires_at": null}),
            &["link.created"],
        ),
        change(
            "PUT",
            "/api/v1/operations/{operation}/forms/{form}/links/{id}",
            "/api/v1/operations/burundi/forms/baseline_subarea/links/1",
            json!({"expires_at": "2026-04-01T00:00:00Z"}),
            &["link.expiry_set"],
        ),
        change(
            "DELETE",
            "/api/v1/operations/{operation}/forms/{form}/links/{id}",
            "/api/v1/operations/burundi/forms/baseline_subarea/links/1",
            Value::Null,
            &["link.revoked"],
        ),
        change(
            "POST",
            "/api/v1/operations/{operation}/sources",
            "/api/v1/operations/burundi/sources",
            json!({"name": "Kobo", "kind": "kobo", "url": "https://kobo.example.org", "project": "aXb", "secret": "t",
                   "form": "new_form"}),
            &["source.added"],
        ),
        change(
            "PUT",
            "/api/v1/operations/{operation}/sources/{id}",
            "/api/v1/operations/burundi/sources/1",
            json!({"every_minutes": 60, "paused": true}),
            &["source.changed"],
        ),
        change(
            "POST",
            "/api/v1/operations/{operation}/sources/{id}/run",
            "/api/v1/operations/burundi/sources/1/run",
            json!({}),
            &["source.run_asked"],
        ),
        change(
            "DELETE",
            "/api/v1/operations/{operation}/sources/{id}",
            "/api/v1/operations/burundi/sources/1",
            Value::Null,
            &["source.removed"],
        ),
        change(
            "POST",
            "/api/v1/operations/{operation}/webhooks",
            "/api/v1/operations/burundi/webhooks",
            hook.clone(),
            &["webhook.added"],
        ),
        change(
            "PUT",
            "/api/v1/operations/{operation}/webhooks/{id}",
            "/api/v1/operations/burundi/webhooks/1",
            hook,
            &["webhook.changed"],
        ),
        change(
            "POST",
            "/api/v1/operations/{operation}/webhooks/{id}/secret",
            "/api/v1/operations/burundi/webhooks/1/secret",
            json!({}),
            &["webhook.secret_rotated"],
        ),
        change(
            "POST",
            "/api/v1/records/{id}/decision",
            &record_at,
            json!({"decision": "approve"}),
            &["record.approved", "record.personal_data_read"],
        ),
        change(
            "POST",
            "/api/v1/operations/{operation}/records/decisions",
            "/api/v1/operations/burundi/records/decisions",
            json!({"ids": [record], "decision": "reject", "reason": "Counted twice"}),
            &["record.rejected"],
        ),
        // Of the decisions before, this one was told.
        change(
            "POST",
            "/api/v1/operations/{operation}/deliveries/{id}/resend",
            "/api/v1/operations/burundi/deliveries/1/resend",
            json!({}),
            &["webhook.resend_asked"],
        ),
        change(
            "POST",
            "/api/v1/operations/{operation}/deliveries/{id}/set-aside",
            "/api/v1/operations/burundi/deliveries/1/set-aside",
            json!({}),
            &["webhook.delivery_set_aside"],
        ),
        change(
            "DELETE",
            "/api/v1/operations/{operation}/webhooks/{id}",
            "/api/v1/operations/burundi/webhooks/1",
            Value::Null,
            &["webhook.removed"],
        ),
        change(
            "POST",
            "/api/v1/operations/{operation}/registers",
            "/api/v1/operations/burundi/registers",
            json!({"name": "trees"}),
            &["register.created"],
        ),
        change(
            "PUT",
            "/api/v1/operations/{operation}/registers/{register}/approval",
            "/api/v1/operations/burundi/registers/trees/approval",
            json!({"required": true}),
            &["register.approval_set"],
        ),
        change(
            "POST",
            "/api/v1/operations/{operation}/registers/{register}/properties",
            "/api/v1/operations/burundi/registers/trees/properties",
            json!({"name": "height"}),
            &["register.property_added"],
        ),
        change(
            "POST",
            "/api/v1/operations/{operation}/forms/{form}/encryption",
            "/api/v1/operations/burundi/forms/new_form/encryption",
            json!({"public_key": include_str!("../../../encrypted/tests/elsewhere/vectors/public.txt")}),
            &["form_key.kept", "form.published"],
        ),
        change(
            "POST",
            "/api/v1/session/password",
            "/api/v1/session/password",
            new_password,
            &["user.password_changed"],
        ),
        change("DELETE", "/api/v1/session", "/api/v1/session", Value::Null, &["session.ended"]),
    ]
}

/// A program that speaks ODK Central's API.
struct Program<'a> {
    site: &'a Site,
    token: String,
}

/// What it asks, and what the log must say of it.
struct Call {
    route: (&'static str, &'static str),
    at: &'static str,
    media_type: &'static str,
    body: &'static str,
    deeds: &'static [&'static str],
}

impl Program<'_> {
    async fn call(&mut self, call: &Call) -> crate::site::Answer {
        let request = Request::builder()
            .method(call.route.0)
            .uri(call.at)
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
            .header(header::CONTENT_TYPE, call.media_type);
        let body = call.body.replace("PASSWORD", crate::site::PASSWORD);
        let answer = self.site.answer(request.body(Body::from(body)).unwrap()).await;
        if let ("POST", "/v1/sessions") = call.route {
            self.token = answer.json()["token"].as_str().unwrap().to_owned();
        }
        answer
    }
}

const CAMPS: &str = "| survey |\n| | type | name | label |\n| | select_one_from_file camps.csv | camp | Camp |\n| | image | photo | Photo |\n| settings |\n| | form_id | version |\n| | camps | 1 |\n";
const FIRST: &str = "<data id=\"camps\" version=\"1\"><camp>a</camp><photo>1.jpg</photo><meta><instanceID>uuid:first</instanceID></meta></data>";
const SECOND: &str = "<data id=\"camps\" version=\"1\"><camp>b</camp><photo>1.jpg</photo><meta><instanceID>uuid:second</instanceID><deprecatedID>uuid:first</deprecatedID></meta></data>";

/// All changes of ODK Central's API, in an order in which each finds what it changes.
fn calls() -> Vec<Call> {
    let json = |route, at, body, deeds| Call { route, at, media_type: "application/json", body, deeds };
    let other = |media_type, route, at, body, deeds| Call { route, at, media_type, body, deeds };
    let (xml, csv, markdown, photo) = ("application/xml", "text/csv", "text/markdown", "image/jpeg");
    let form = "/v1/projects/{project}/forms/{form}";
    let draft = |method, rest: &'static str| (method, [form, rest].concat().leak() as &'static str);
    vec![
        json(
            ("POST", "/v1/sessions"),
            "/v1/sessions",
            r#"{"email": "root@example.org", "password": "PASSWORD"}"#,
            &["session.begun"],
        ),
        json(
            ("POST", "/v1/projects/{project}/app-users"),
            "/v1/projects/1/app-users",
            r#"{"displayName": "Tablet 9"}"#,
            &["device.created"],
        ),
        other(
            markdown,
            ("POST", "/v1/projects/{project}/forms"),
            "/v1/projects/1/forms?ignoreWarnings=True",
            CAMPS,
            &["form.draft_saved"],
        ),
        other(
            csv,
            draft("POST", "/draft/attachments/{file}"),
            "/v1/projects/1/forms/camps/draft/attachments/camps.csv",
            "name,label\na,A\nb,B\n",
            &["form.draft_file_saved"],
        ),
        json(
            draft("POST", "/draft/publish"),
            "/v1/projects/1/forms/camps/draft/publish",
            "",
            &["exercise.saved", "form.published"],
        ),
        // Every phone of an operation may use its forms: there is nothing to change.
        json(draft("POST", "/assignments/{role}/{actor}"), "/v1/projects/1/forms/camps/assignments/2/5", "", &[]),
        json(draft("POST", "/draft"), "/v1/projects/1/forms/camps/draft", "", &["form.draft_saved"]),
        json(draft("DELETE", "/draft"), "/v1/projects/1/forms/camps/draft", "", &["form.draft_dropped"]),
        json(draft("PATCH", ""), "/v1/projects/1/forms/camps", r#"{"state": "closing"}"#, &["form.closing"]),
        other(
            xml,
            draft("POST", "/submissions"),
            "/v1/projects/1/forms/camps/submissions",
            FIRST,
            &["submission.received"],
        ),
        other(
            photo,
            draft("POST", "/submissions/{instance}/attachments/{file}"),
            "/v1/projects/1/forms/camps/submissions/uuid%3Afirst/attachments/1.jpg",
            "a photo",
            &["submission.files_added"],
        ),
        other(
            xml,
            draft("PUT", "/submissions/{instance}"),
            "/v1/projects/1/forms/camps/submissions/uuid%3Afirst",
            SECOND,
            &["submission.corrected"],
        ),
        json(
            draft("PATCH", "/submissions/{instance}"),
            "/v1/projects/1/forms/camps/submissions/uuid%3Afirst",
            r#"{"reviewState": "approved"}"#,
            &["record.approved"],
        ),
        json(
            draft("POST", "/submissions/{instance}/comments"),
            "/v1/projects/1/forms/camps/submissions/uuid%3Afirst/comments",
            r#"{"body": "Called the site."}"#,
            &["record.commented"],
        ),
        json(
            ("POST", "/v1/projects/{project}/datasets"),
            "/v1/projects/1/datasets",
            r#"{"name": "wells", "approvalRequired": true}"#,
            &["register.created"],
        ),
        json(
            ("PATCH", "/v1/projects/{project}/datasets/{dataset}"),
            "/v1/projects/1/datasets/wells",
            r#"{"approvalRequired": false}"#,
            &["register.approval_set"],
        ),
        json(
            ("POST", "/v1/projects/{project}/datasets/{dataset}/properties"),
            "/v1/projects/1/datasets/wells/properties",
            r#"{"name": "depth"}"#,
            &["register.property_added"],
        ),
        json(
            ("POST", "/v1/projects/{project}/datasets/{dataset}/entities"),
            "/v1/projects/1/datasets/wells/entities",
            r#"{"uuid": "2f6f4c0a-2f4c-4f3e-9a55-1b8c3d0f6a10", "label": "North", "data": {"depth": "12"}}"#,
            &["register.changed_in_bulk"],
        ),
        json(
            ("PATCH", "/v1/projects/{project}/datasets/{dataset}/entities/{uuid}"),
            "/v1/projects/1/datasets/wells/entities/2f6f4c0a-2f4c-4f3e-9a55-1b8c3d0f6a10?baseVersion=1",
            r#"{"data": {"depth": "13"}}"#,
            &["entity.updated"],
        ),
        json(
            ("DELETE", "/v1/projects/{project}/datasets/{dataset}/entities/{uuid}"),
            "/v1/projects/1/datasets/wells/entities/2f6f4c0a-2f4c-4f3e-9a55-1b8c3d0f6a10",
            "",
            &["entity.deleted"],
        ),
        json(
            ("POST", "/v1/projects/{project}/datasets/{dataset}/entities/{uuid}/restore"),
            "/v1/projects/1/datasets/wells/entities/2f6f4c0a-2f4c-4f3e-9a55-1b8c3d0f6a10/restore",
            "",
            &["entity.restored"],
        ),
        json(
            ("DELETE", "/v1/projects/{project}/app-users/{actor}"),
            "/v1/projects/1/app-users/5",
            "",
            &["device.revoked"],
        ),
        json(("DELETE", "/v1/sessions/{token}"), "/v1/sessions/current", "", &["session.ended"]),
    ]
}

#[tokio::test]
async fn every_change_leaves_an_entry_in_the_log_with_who_did_it() {
    let country = Country::begin(None).await;
    let site = &country.site;
    site.administrator("root@example.org").await;
    let victim = site.person("victim@example.org", &[]).await;
    let root = site.logged_in("root@example.org").await;
    let (mut done, mut seen) = (BTreeSet::new(), site.deeds().await.len());
    let mut log = async |actor: &str, deeds: &[&str], what: &str| {
        let all = site.deeds().await;
        // Figures are computed on their own time.
        let new = all[seen..].iter().filter(|(actor, ..)| actor != "server");
        let new: Vec<_> = new.map(|(actor, action, _)| (actor.as_str(), action.as_str())).collect();
        let wanted: Vec<_> = deeds.iter().map(|action| (actor, *action)).collect();
        assert_eq!(new, wanted, "{what}");
        seen = all.len();
    };
    let record = country.receive(&Assessment::new(1)).await;
    log("device:1 Tablet 7", &["submission.received"], "a submission").await;
    done.insert(("POST", "/v1/key/{token}/projects/{project}/submission"));

    // In a browser, by log-in and by link.
    let token = "a-key-of-this-test";
    let new = NewLink {
        xml_form_id: BASELINE.to_owned(),
        name: "Partner B".to_owned(),
        kind: LinkKind::Many,
        expires_at: None,
    };
    let link = site.app.store.create_link(country.operation.id, &new, token, "test").await.unwrap();
    log("test", &["link.created"], "a link").await;
    for (number, actor, path, route) in [
        (
            2,
            "user:root@example.org".to_owned(),
            format!("/api/v1/operations/burundi/fill/{BASELINE}/submission"),
            "/api/v1/operations/{operation}/fill/{form}/submission",
        ),
        (3, link.actor(), format!("/api/v1/fill/{token}/submission"), "/api/v1/fill/{token}/submission"),
    ] {
        let parts = Delivery::of(&Assessment::new(number).xml(&country.form)).unversioned();
        let (mut head, body) = parts.request(&path).into_parts();
        head.headers.insert(header::COOKIE, root.cookie.as_deref().unwrap().parse().unwrap());
        head.headers.insert("x-inzira", "1".parse().unwrap());
        let sent = site.answer(Request::from_parts(head, Body::new(body))).await;
        assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.text);
        log(&actor, &["submission.received"], &path).await;
        done.insert(("POST", route));
    }

    let form = "| survey |\n| | type | name | label |\n| | integer | people | People |\n| settings |\n| | form_id | version |\n| | new_form | 1 |\n";
    let parts = Delivery::empty().part("workbook", "new_form.md", "text/markdown", form.as_bytes());
    let (head, body) = parts.request("/api/v1/operations/burundi/forms").into_parts();
    let mut request = Request::from_parts(head, Body::new(body));
    request.headers_mut().insert(header::COOKIE, root.cookie.as_deref().unwrap().parse().unwrap());
    request.headers_mut().insert("x-inzira", "1".parse().unwrap());
    let published = site.answer(request).await;
    assert_eq!(published.status, StatusCode::CREATED, "{}", published.text);
    let actor = "user:root@example.org";
    log(actor, &["exercise.saved", "form.published"], "a form").await;
    done.insert(("POST", "/api/v1/operations/{operation}/forms"));

    // A draft is brought like a form; what is sent to try it is the draft's own.
    let draft = async || {
        let form = form.replace("| 1 |", "| 2 |");
        let parts = Delivery::empty().part("draft", "", "text/plain", b"yes").part(
            "workbook",
            "new_form.md",
            "text/markdown",
            form.as_bytes(),
        );
        let (head, body) = parts.request("/api/v1/operations/burundi/forms").into_parts();
        let mut request = Request::from_parts(head, Body::new(body));
        request.headers_mut().insert(header::COOKIE, root.cookie.as_deref().unwrap().parse().unwrap());
        request.headers_mut().insert("x-inzira", "1".parse().unwrap());
        site.answer(request).await
    };
    let drafts = "/api/v1/operations/burundi/drafts/new_form";
    assert_eq!(draft().await.status, StatusCode::CREATED);
    log(actor, &["form.draft_saved"], "a draft").await;
    let code = root.post(&format!("{drafts}/code"), json!({})).await;
    log(actor, &["form.draft_token_made"], "a code").await;
    done.insert(("POST", "/api/v1/operations/{operation}/drafts/{form}/code"));
    let url = code.json()["server_url"].as_str().unwrap().strip_prefix("http://dtm.example.org").unwrap().to_owned();
    let trial =
        "<data id=\"new_form\" version=\"2\"><people>3</people><meta><instanceID>uuid:t</instanceID></meta></data>";
    let tried = site.answer(Delivery::of(trial).request(&format!("{url}/submission"))).await;
    assert_eq!(tried.status, StatusCode::CREATED, "{}", tried.text);
    log(actor, &[], "a trial changes nothing that is kept").await;
    done.insert(("POST", "/v1/test/{token}/projects/{project}/forms/{form}/draft/submission"));
    let trials = root.get(&format!("{drafts}/trials")).await.json();
    assert_eq!(trials["trials"][0]["answers"], json!([{"name": "people", "value": "3"}]));
    log(actor, &["form.trials_read"], "reading trials").await;
    root.delete(&format!("{drafts}/trials")).await;
    log(actor, &["form.trials_cleared"], "clearing trials").await;
    done.insert(("DELETE", "/api/v1/operations/{operation}/drafts/{form}/trials"));
    let answer = root.post(&format!("{drafts}/publish"), json!({})).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    log(actor, &["form.published"], "publishing a draft").await;
    done.insert(("POST", "/api/v1/operations/{operation}/drafts/{form}/publish"));
    draft().await;
    root.delete(drafts).await;
    log(actor, &["form.draft_saved", "form.draft_dropped"], "dropping a draft").await;
    done.insert(("DELETE", "/api/v1/operations/{operation}/drafts/{form}"));
    // The same way in as with a token, and `tests/clients` log in with real Digest.
    done.insert(("POST", "/v1/projects/{project}/submission"));

    let mut program = Program { site, token: String::new() };
    for call in calls() {
        let answer = program.call(&call).await;
        assert!(answer.status.is_success(), "{:?}: {} {}", call.route, answer.status, answer.text);
        log(actor, call.deeds, call.at).await;
        done.insert(call.route);
    }

    for change in changes(record, victim.id) {
        let (method, body) = (Method::from_bytes(change.route.0.as_bytes()).unwrap(), change.body);
        let answer = root.send(method, &change.at, (!body.is_null()).then_some(body)).await;
        assert!(answer.status.is_success(), "{:?}: {} {}", change.route, answer.status, answer.text);
        log(actor, change.deeds, change.at.as_str()).await;
        done.insert(change.route);
    }
    // These need files or conflicts; `story::registers` makes them and reads the log.
    let elsewhere = crate::story::REGISTER_CHANGES;
    done.extend(elsewhere);
    let all: BTreeSet<_> = changing().map(|(method, path, _)| (method, path)).collect();
    assert_eq!(done, all, "a change this test does not make");
    assert_eq!(site.app.store.first_broken_audit_entry().await.unwrap(), None);
}

/// An entity of the register that is read.
const TREE: &str = "0f5c9f54-9f4b-4b59-9f0e-6f3c4b7a1d20";

/// Routes that hand out what was collected, an address of each, and what the log must say of it.
fn reads(record: i64) -> Vec<(&'static str, String, &'static str)> {
    let instance = Assessment::new(1).instance_id().replace(':', "%3A");
    let central = |rest: &str| format!("/v1/projects/1/forms/baseline_subarea{rest}");
    let register = |rest: &str| format!("/api/v1/operations/burundi/registers/trees{rest}");
    let dataset = |rest: &str| format!("/v1/projects/1/datasets/trees{rest}");
    vec![
        ("/api/v1/operations/{operation}/records", "/api/v1/operations/burundi/records".to_owned(), "records.listed"),
        ("/api/v1/records/{id}", format!("/api/v1/records/{record}"), "record.personal_data_read"),
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
    "/api/v1/session",
    "/api/v1/audit",
    "/api/v1/operations",
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
    // Trials are read in `every_change_leaves_an_entry_in_the_log_with_who_did_it`, where there is one.
    let mut seen = BTreeSet::from(["/api/v1/operations/{operation}/drafts/{form}/trials"]);
    seen.extend(TELL_NOTHING);
    for (route, at, deed) in reads(record) {
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
