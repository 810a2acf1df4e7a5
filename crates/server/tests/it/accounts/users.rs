//! Accounts, kept by administrators.

use crate::site::Site;
use axum::http::StatusCode;
use serde_json::{Value, json};
use store::Role;

#[tokio::test]
async fn a_new_person_comes_in_with_a_one_time_password_and_the_roles_given() {
    let site = Site::open().await;
    site.administrator("root@example.org").await;
    let root = site.logged_in("root@example.org").await;
    let roles = json!([{"operation": "burundi", "role": "viewer"}]);
    let new = json!({"email": "Ida@Example.org", "name": " Ida Ndayizeye ", "language": "rn", "roles": roles});
    let made = root.post("/api/v1/users", new.clone()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let user = &made.json()["user"];
    assert_eq!(
        (&user["email"], &user["name"], &user["language"]),
        (&json!("ida@example.org"), &json!("Ida Ndayizeye"), &json!("rn"))
    );
    assert_eq!(
        (&user["must_change_password"], &user["administrator"], &user["roles"]),
        (&json!(true), &json!(false), &roles)
    );
    let password = made.json()["one_time_password"].as_str().unwrap().to_owned();
    assert_eq!(site.browser().log_in("ida@example.org", &password).await.status, StatusCode::OK);

    let taken = root.post("/api/v1/users", new).await;
    assert_eq!((taken.status, taken.code().as_str()), (StatusCode::CONFLICT, "account.email_taken"));
    let listed = root.get("/api/v1/users").await;
    let emails: Vec<_> = listed.json()["users"].as_array().unwrap().iter().map(|user| user["email"].clone()).collect();
    assert_eq!(emails, ["ida@example.org", "root@example.org"]);
    assert!(!listed.text.contains("argon2"), "the hashes stay inside");
}

#[tokio::test]
async fn mistakes_are_told_and_nothing_is_made() {
    let site = Site::open().await;
    site.administrator("root@example.org").await;
    let root = site.logged_in("root@example.org").await;
    let ida = |change: Value| {
        let mut new = json!({"email": "ida@example.org", "name": "Ida"});
        new.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        new
    };
    for (new, code) in [
        (ida(json!({"email": "ida"})), "account.email_invalid"),
        (ida(json!({"name": "  "})), "request.invalid_input"),
        (ida(json!({"name": "Ida\u{7}"})), "request.invalid_input"),
        (ida(json!({"name": "x".repeat(201)})), "request.invalid_input"),
        (ida(json!({"language": "de"})), "request.unreadable"),
        (ida(json!({"roles": [{"operation": "burundi", "role": "king"}]})), "account.role_unknown"),
        (ida(json!({"roles": [{"operation": "mali", "role": "viewer"}]})), "operation.unknown"),
        (
            ida(json!({"roles": [{"operation": "chad", "role": "viewer"}, {"operation": "chad", "role": "manager"}]})),
            "request.invalid_input",
        ),
    ] {
        let answer = root.post("/api/v1/users", new).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::UNPROCESSABLE_ENTITY, code));
    }
    assert_eq!(root.get("/api/v1/users").await.json()["users"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn roles_are_exactly_those_set_and_count_at_once() {
    let site = Site::open().await;
    site.administrator("root@example.org").await;
    let ida = site.person("ida@example.org", &[(&site.burundi, Role::Manager)]).await;
    let root = site.logged_in("root@example.org").await;
    let browser = site.logged_in("ida@example.org").await;
    assert_eq!(browser.get("/api/v1/operations/burundi/devices").await.status, StatusCode::OK);
    let path = format!("/api/v1/users/{}/roles", ida.id);
    let set = root.put(&path, json!({"roles": [{"operation": "chad", "role": "manager"}]})).await;
    assert_eq!(set.status, StatusCode::OK);
    assert_eq!(set.json()["user"]["roles"], json!([{"operation": "chad", "role": "manager"}]));
    assert_eq!(browser.get("/api/v1/operations/burundi/devices").await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get("/api/v1/operations/chad/devices").await.status, StatusCode::OK);

    let bad = root
        .put(
            &path,
            json!({"roles": [{"operation": "chad", "role": "viewer"}, {"operation": "mali", "role": "viewer"}]}),
        )
        .await;
    assert_eq!((bad.status, bad.code().as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "operation.unknown"));
    assert_eq!(browser.get("/api/v1/operations/chad/devices").await.status, StatusCode::OK, "all or nothing");
    for path in ["/api/v1/users/999/roles", "/api/v1/users/x/roles"] {
        assert_eq!(root.put(path, json!({"roles": []})).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_disabled_account_is_shut_out_at_once_and_stays_listed() {
    let site = Site::open().await;
    site.administrator("root@example.org").await;
    let ida = site.person("ida@example.org", &[(&site.burundi, Role::Manager)]).await;
    let root = site.logged_in("root@example.org").await;
    let browser = site.logged_in("ida@example.org").await;
    assert_eq!(root.delete(&format!("/api/v1/users/{}", ida.id)).await.status, StatusCode::NO_CONTENT);
    assert_eq!(browser.get("/api/v1/session").await.status, StatusCode::UNAUTHORIZED);
    let right = site.browser().log_in("ida@example.org", crate::site::PASSWORD).await;
    assert_eq!((right.status, right.code().as_str()), (StatusCode::FORBIDDEN, "account.disabled"));
    let wrong = site.browser().log_in("ida@example.org", "a guess").await;
    assert_eq!(wrong.code(), "account.wrong_password", "who does not know the password learns nothing");
    let users = root.get("/api/v1/users").await.json();
    assert_eq!(
        (&users["users"][0]["email"], &users["users"][0]["disabled"]),
        (&json!("ida@example.org"), &json!(true))
    );
    let renew = root.post(&format!("/api/v1/users/{}/password", ida.id), json!({})).await;
    assert_eq!((renew.status, renew.code().as_str()), (StatusCode::CONFLICT, "account.disabled"));
    assert_eq!(root.delete("/api/v1/users/999").await.code(), "account.unknown");
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_a_new_one_time_password() {
    let site = Site::open().await;
    site.administrator("root@example.org").await;
    let ida = site.person("ida@example.org", &[]).await;
    let root = site.logged_in("root@example.org").await;
    let browser = site.logged_in("ida@example.org").await;
    let renewed = root.post(&format!("/api/v1/users/{}/password", ida.id), json!({})).await;
    assert_eq!(renewed.status, StatusCode::OK);
    assert_eq!(browser.get("/api/v1/session").await.status, StatusCode::UNAUTHORIZED);
    let password = renewed.json()["one_time_password"].as_str().unwrap().to_owned();
    let mut browser = site.browser();
    assert_eq!(browser.log_in("ida@example.org", &password).await.json()["user"]["must_change_password"], true);
    assert_eq!(browser.get("/api/v1/operations").await.code(), "account.password_change_needed");
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let site = Site::open().await;
    let root = site.administrator("root@example.org").await;
    let ida = site.person("ida@example.org", &[]).await;
    let browser = site.logged_in("root@example.org").await;
    let alone = browser.delete(&format!("/api/v1/users/{}", root.id)).await;
    assert_eq!((alone.status, alone.code().as_str()), (StatusCode::CONFLICT, "account.last_administrator"));
    let path = format!("/api/v1/users/{}/roles", root.id);
    let alone = browser.put(&path, json!({"roles": [], "administrator": false})).await;
    assert_eq!((alone.status, alone.code().as_str()), (StatusCode::CONFLICT, "account.last_administrator"));

    let path = format!("/api/v1/users/{}/roles", ida.id);
    let made = browser.put(&path, json!({"roles": [], "administrator": true})).await;
    assert_eq!(made.json()["user"]["administrator"], true);
    assert_eq!(browser.delete(&format!("/api/v1/users/{}", root.id)).await.status, StatusCode::NO_CONTENT);
    assert_eq!(browser.get("/api/v1/users").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(site.logged_in("ida@example.org").await.get("/api/v1/users").await.status, StatusCode::OK);
}
