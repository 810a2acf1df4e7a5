//! The first start.

use crate::site::Site;
use axum::http::StatusCode;
use serde_json::json;
use server::accounts::first_administrator;
use vocab::SystemRandomness;

#[tokio::test]
async fn the_first_start_makes_an_administrator_whose_one_time_password_must_be_changed() {
    let site = Site::open().await;
    let first = first_administrator(&site.app.store, &SystemRandomness).await.unwrap();
    let (email, password) = first.expect("nobody has an account yet");
    assert_eq!(first_administrator(&site.app.store, &SystemRandomness).await.unwrap(), None, "only once");
    let deeds = site.deeds().await;
    assert!(deeds.contains(&("first start".into(), "user.created".into(), format!("user:{email}"))), "{deeds:?}");
    assert!(!format!("{deeds:?}").contains(&password));

    let mut browser = site.browser();
    let answer = browser.log_in(&email, &password).await;
    assert_eq!((answer.status, &answer.json()["user"]["must_change_password"]), (StatusCode::OK, &json!(true)));
    // It opens one door only.
    for path in ["/api/v1/users", "/api/v1/operations", "/api/v1/audit", "/api/v1/operations/burundi/records"] {
        let shut = browser.get(path).await;
        assert_eq!(
            (shut.status, shut.code().as_str()),
            (StatusCode::FORBIDDEN, "account.password_change_needed"),
            "{path}"
        );
    }
    assert_eq!(browser.get("/api/v1/session").await.status, StatusCode::OK);
    let body = json!({"old": password, "new": "quatre collines vertes"});
    assert_eq!(browser.post("/api/v1/session/password", body).await.status, StatusCode::NO_CONTENT);
    assert_eq!(browser.get("/api/v1/users").await.status, StatusCode::OK);
    assert_eq!(browser.get("/api/v1/session").await.json()["user"]["must_change_password"], false);
    assert_eq!(site.browser().log_in(&email, &password).await.status, StatusCode::UNAUTHORIZED, "for one use");
}

#[tokio::test]
async fn where_somebody_has_an_account_no_administrator_is_made() {
    let site = Site::open().await;
    site.person("ida@example.org", &[]).await;
    assert_eq!(first_administrator(&site.app.store, &SystemRandomness).await.unwrap(), None);
}
