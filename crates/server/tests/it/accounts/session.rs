//! Logging in and out, and the password.

use crate::site::{PASSWORD, Site};
use axum::http::{StatusCode, header};
use chrono::Duration;
use serde_json::json;
use server::Settings;
use std::net::SocketAddr;
use store::Role;

#[tokio::test]
async fn the_right_password_begins_a_session_in_a_cookie_scripts_cannot_read() {
    let site = Site::open().await;
    site.person("ida@example.org", &[(&site.burundi, Role::Reviewer)]).await;
    let mut browser = site.browser();
    let answer = browser.log_in("Ida@Example.org", PASSWORD).await;
    assert_eq!(answer.status, StatusCode::OK);
    let user = json!({
        "id": 1, "email": "ida@example.org", "name": "ida", "language": "en", "must_change_password": false,
        "administrator": false, "disabled": false, "roles": [{"operation": "burundi", "role": "reviewer"}],
    });
    assert_eq!(answer.json(), json!({"user": user}));
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    let (value, attributes) = cookie.split_once("; ").unwrap();
    assert_eq!(value.len(), "inzira_session=".len() + 64);
    assert_eq!(attributes, "HttpOnly; SameSite=Strict; Path=/; Max-Age=43200");
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");

    let session = browser.get("/api/v1/session").await;
    assert_eq!((session.status, session.json()), (StatusCode::OK, json!({"user": user})));
    let operations = browser.get("/api/v1/operations").await.json();
    assert_eq!(operations, json!({"operations": [{"code": "burundi", "name": {"en": "Burundi"}, "role": "reviewer"}]}));
}

#[tokio::test]
async fn behind_https_the_cookie_travels_over_https_only() {
    let site = Site::with(Settings { secure_cookies: true, ..Settings::default() }).await;
    site.person("ida@example.org", &[]).await;
    let answer = site.browser().log_in("ida@example.org", PASSWORD).await;
    assert!(answer.headers[header::SET_COOKIE].to_str().unwrap().contains("; Secure"));
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_get_the_same_answer() {
    let site = Site::open().await;
    site.person("ida@example.org", &[]).await;
    let wrong = site.browser().log_in("ida@example.org", "trois collines vert").await;
    let unknown = site.browser().log_in("hunter2-my-secret", PASSWORD).await;
    assert_eq!((wrong.status, &wrong.text), (StatusCode::UNAUTHORIZED, &unknown.text));
    assert_eq!((unknown.status, wrong.code().as_str()), (StatusCode::UNAUTHORIZED, "account.wrong_password"));
    assert!(wrong.headers.get(header::SET_COOKIE).is_none());
    // Both are in the log; a name that is nobody's is not, since it may be a password in the wrong field.
    let deeds = site.deeds().await;
    let refused: Vec<_> = deeds.iter().filter(|(_, action, _)| action == "session.refused").collect();
    assert_eq!(refused.len(), 2);
    assert_eq!((refused[0].2.as_str(), refused[1].2.as_str()), ("user:ida@example.org", "user:unknown"));
    assert!(!format!("{deeds:?}").contains("hunter2"));
}

#[tokio::test]
async fn a_problem_is_told_in_the_readers_language() {
    let site = Site::open().await;
    let mut browser = site.browser();
    browser.headers.push(("accept-language", "fr-BI, en;q=0.5".to_owned()));
    let answer = browser.log_in("ida@example.org", "x").await;
    assert_eq!(answer.json()["error"]["message"], "L’adresse électronique ou le mot de passe est faux.");
    assert!(answer.json()["error"]["remedy"].is_string());
}

#[tokio::test]
async fn another_sites_page_can_neither_log_in_nor_out() {
    let site = Site::open().await;
    site.person("ida@example.org", &[]).await;
    let mut browser = site.logged_in("ida@example.org").await;
    browser.headers.clear();
    assert_eq!(browser.get("/api/v1/session").await.status, StatusCode::OK, "reading needs no header");
    for answer in [
        browser.delete("/api/v1/session").await,
        browser.clone().log_in("ida@example.org", PASSWORD).await,
        browser.post("/api/v1/session/password", json!({"old": PASSWORD, "new": "another password"})).await,
    ] {
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::FORBIDDEN, "request.header_missing"));
    }
    assert_eq!(browser.get("/api/v1/session").await.status, StatusCode::OK, "and nothing happened");
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_or_with_the_log_out() {
    let site = Site::open().await;
    site.person("ida@example.org", &[]).await;
    let browser = site.logged_in("ida@example.org").await;
    site.clock.advance(Duration::hours(12) - Duration::seconds(1));
    assert_eq!(browser.get("/api/v1/session").await.status, StatusCode::OK);
    site.clock.advance(Duration::seconds(1));
    let over = browser.get("/api/v1/session").await;
    assert_eq!((over.status, over.code().as_str()), (StatusCode::UNAUTHORIZED, "request.log_in_needed"));

    let browser = site.logged_in("ida@example.org").await;
    let other = site.logged_in("ida@example.org").await;
    let out = browser.delete("/api/v1/session").await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    let cookie = out.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.starts_with("inzira_session=; ") && cookie.contains("Max-Age=0"), "{cookie}");
    assert_eq!(browser.get("/api/v1/session").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(other.get("/api/v1/session").await.status, StatusCode::OK, "another browser stays");
    let mut guessed = site.browser();
    guessed.cookie = Some(format!("inzira_session={}", "a".repeat(64)));
    assert_eq!(guessed.get("/api/v1/session").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn guessing_is_slowed_down_even_when_the_last_guess_is_right() {
    let site = Site::open().await;
    site.person("ida@example.org", &[]).await;
    for _ in 0..5 {
        assert_eq!(site.browser().log_in("ida@example.org", "a guess").await.status, StatusCode::UNAUTHORIZED);
    }
    let held_up = site.browser().log_in("ida@example.org", PASSWORD).await;
    assert_eq!((held_up.status, held_up.code().as_str()), (StatusCode::TOO_MANY_REQUESTS, "account.too_many_attempts"));
    assert_eq!(held_up.headers[header::RETRY_AFTER], "31");
    assert_eq!(held_up.json()["error"]["remedy"], "Wait 1 minutes and try again.");
    site.clock.advance(Duration::seconds(31));
    assert_eq!(site.browser().log_in("ida@example.org", PASSWORD).await.status, StatusCode::OK);
}

#[tokio::test]
async fn guesses_sent_all_at_once_are_not_all_looked_at() {
    let site = Site::open().await;
    site.person("ida@example.org", &[]).await;
    let guesses = (0..40).map(async |n| site.browser().log_in("ida@example.org", &format!("guess {n}")).await.status);
    let statuses = futures::future::join_all(guesses).await;
    assert_eq!(statuses.iter().filter(|status| **status == StatusCode::UNAUTHORIZED).count(), 5);
    assert_eq!(statuses.iter().filter(|status| **status == StatusCode::TOO_MANY_REQUESTS).count(), 35);
}

#[tokio::test]
async fn one_address_that_guesses_at_many_accounts_is_slowed_down() {
    let site = Site::open().await;
    site.person("ida@example.org", &[]).await;
    let mut here = site.browser();
    here.peer = Some(SocketAddr::from(([192, 0, 2, 7], 40_000)));
    for n in 0..30 {
        assert_eq!(here.log_in(&format!("user{n}@example.org"), "a guess").await.status, StatusCode::UNAUTHORIZED);
    }
    assert_eq!(here.log_in("ida@example.org", PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
    let mut elsewhere = site.browser();
    elsewhere.peer = Some(SocketAddr::from(([192, 0, 2, 8], 40_000)));
    assert_eq!(elsewhere.log_in("ida@example.org", PASSWORD).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_new_password_follows_the_rules_and_ends_the_other_sessions() {
    let site = Site::open().await;
    site.person("ida@example.org", &[]).await;
    let browser = site.logged_in("ida@example.org").await;
    let other = site.logged_in("ida@example.org").await;
    let change =
        async |old: &str, new: &str| browser.post("/api/v1/session/password", json!({"old": old, "new": new})).await;
    for (old, new, code) in [
        (PASSWORD, "eleven char", "account.password_too_short"),
        (PASSWORD, "IDA@example.org", "account.password_is_email"),
        (PASSWORD, PASSWORD, "account.password_unchanged"),
        ("not the old one", "quatre collines vertes", "account.wrong_password"),
    ] {
        let answer = change(old, new).await;
        assert_eq!(answer.code(), code);
        assert!(matches!(answer.status, StatusCode::UNPROCESSABLE_ENTITY | StatusCode::FORBIDDEN), "{}", answer.status);
    }
    assert_eq!(change(PASSWORD, "quatre collines vertes").await.status, StatusCode::NO_CONTENT);
    assert_eq!(browser.get("/api/v1/session").await.status, StatusCode::OK);
    assert_eq!(other.get("/api/v1/session").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(site.browser().log_in("ida@example.org", PASSWORD).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(site.browser().log_in("ida@example.org", "quatre collines vertes").await.status, StatusCode::OK);
    let deeds = format!("{:?}", site.deeds().await);
    assert!(deeds.contains("user.password_changed") && deeds.contains("user.password_refused"));
}

#[tokio::test]
async fn a_stolen_session_cannot_guess_the_password_freely() {
    let site = Site::open().await;
    site.person("ida@example.org", &[]).await;
    let browser = site.logged_in("ida@example.org").await;
    let body = json!({"old": "a guess", "new": "quatre collines vertes"});
    for _ in 0..5 {
        assert_eq!(browser.post("/api/v1/session/password", body.clone()).await.status, StatusCode::FORBIDDEN);
    }
    let held_up = browser.post("/api/v1/session/password", body).await;
    assert_eq!(held_up.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn what_cannot_be_read_is_answered_like_any_other_problem() {
    let site = Site::open().await;
    let browser = site.browser();
    let incomplete = browser.post("/api/v1/session", json!({"email": "ida@example.org"})).await;
    assert_eq!(
        (incomplete.status, incomplete.code().as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, "request.unreadable")
    );
    assert!(incomplete.json()["error"]["message"].as_str().unwrap().contains("password"));
    let nul = browser.post("/api/v1/session", json!({"email": "ida\u{0}@example.org", "password": "x"})).await;
    assert_eq!((nul.status, nul.code().as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "request.unreadable"));
    for address in ["/api/v1/operations/bur%00undi/records", "/api/v1/public/explain?figure=%00"] {
        let nul = browser.get(address).await;
        assert_eq!((nul.status, nul.code().as_str()), (StatusCode::BAD_REQUEST, "request.unreadable"));
    }
    let long = browser.post("/api/v1/session", json!({"email": "x".repeat(1_000_001), "password": "x"})).await;
    assert_eq!((long.status, long.code().as_str()), (StatusCode::PAYLOAD_TOO_LARGE, "request.too_large"));
    let nothing = browser.send(axum::http::Method::POST, "/api/v1/session", None).await;
    assert_eq!((nothing.status, nothing.code().as_str()), (StatusCode::UNSUPPORTED_MEDIA_TYPE, "request.unreadable"));
}
