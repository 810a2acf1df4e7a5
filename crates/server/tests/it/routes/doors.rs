//! What stays closed: without log-in, to other methods, and to pages of somebody else's.

use super::{
    Door::{Bearer, Link, Named, Phone, Public, Session},
    ROUTES, address, changing,
};
use crate::site::{Browser, Site};
use axum::http::{Method, StatusCode, header};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

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
