//! The log, as administrators read it.

use crate::site::Site;
use axum::http::StatusCode;
use serde_json::json;
use store::Role;

#[tokio::test]
async fn the_log_is_read_backwards_page_by_page() {
    let site = Site::open().await;
    site.administrator("root@example.org").await;
    site.person("ida@example.org", &[(&site.burundi, Role::Viewer)]).await;
    let root = site.logged_in("root@example.org").await;
    let newest = root.get("/api/v1/audit?limit=2").await.json();
    let entry = &newest["entries"][0];
    assert_eq!((&entry["actor"], &entry["action"]), (&json!("user:root@example.org"), &json!("session.begun")));
    assert_eq!((&entry["at"], newest["entries"].as_array().unwrap().len()), (&json!("2026-03-02T08:00:00Z"), 2));
    let (mut next, mut seen) = (newest["next"].clone(), 2);
    assert_eq!(next, newest["entries"][1]["seq"]);
    while let Some(before) = next.as_i64() {
        let page = root.get(&format!("/api/v1/audit?before={before}&limit=2")).await.json();
        let entries = page["entries"].as_array().unwrap();
        assert!(entries.iter().all(|entry| entry["seq"].as_i64().unwrap() < before));
        seen += entries.len();
        next = page["next"].clone();
    }
    assert_eq!(seen, site.deeds().await.len());
    let after = root.get("/api/v1/audit?after=3&limit=1").await.json();
    assert_eq!(after["entries"][0]["seq"], 2, "the contract's name for the cursor");
    let bad = root.get("/api/v1/audit?limit=many").await;
    assert_eq!((bad.status, bad.code().as_str()), (StatusCode::BAD_REQUEST, "request.unreadable"));
}

#[tokio::test]
async fn what_is_done_to_accounts_and_phones_is_in_the_log_with_who_did_it() {
    let site = Site::open().await;
    site.administrator("root@example.org").await;
    let ida = site.person("ida@example.org", &[(&site.burundi, Role::Manager)]).await;
    let root = site.logged_in("root@example.org").await;
    let browser = site.logged_in("ida@example.org").await;
    browser.post("/api/v1/operations/burundi/devices", json!({"name": "Tablet 7"})).await;
    browser.delete("/api/v1/operations/burundi/devices/1").await;
    root.put(&format!("/api/v1/users/{}/roles", ida.id), json!({"roles": []})).await;
    root.post(&format!("/api/v1/users/{}/password", ida.id), json!({})).await;
    root.delete(&format!("/api/v1/users/{}", ida.id)).await;
    let deeds = site.deeds().await;
    let after: Vec<_> = deeds
        .iter()
        .skip_while(|deed| deed.1 != "device.created")
        .map(|(actor, action, _)| (actor.as_str(), action.as_str()))
        .collect();
    let (by_ida, by_root) = ("user:ida@example.org", "user:root@example.org");
    assert_eq!(
        after,
        [
            (by_ida, "device.created"),
            (by_ida, "device.revoked"),
            (by_root, "user.roles_set"),
            (by_root, "user.password_changed"),
            (by_root, "user.disabled"),
        ]
    );
    assert_eq!(site.app.store.first_broken_audit_entry().await.unwrap(), None);
}
