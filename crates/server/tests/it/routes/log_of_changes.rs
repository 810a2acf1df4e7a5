//! Every change leaves an entry in the log of who did what.

use super::{
    calls::{Program, calls},
    changes::changes,
    changing,
};
use crate::story::{Assessment, BASELINE, Country, Delivery};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::json;
use std::collections::BTreeSet;
use store::{LinkKind, NewLink};

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
    let bulk = "/api/v1/operations/burundi/records/bulk";
    let mut body = json!({"ids": [record], "action": {"do": "return", "reason": "Which colline?"}});
    let preview = root.post(&format!("{bulk}/preview"), body.clone()).await.json();
    body["fingerprint"] = preview["fingerprint"].clone();
    assert_eq!(root.post(bulk, body).await.json(), json!({"changed": 1}), "{preview}");
    log(actor, &["records.listed", "record.has_issues"], "a preview applied").await;
    done.insert(("POST", "/api/v1/operations/{operation}/records/bulk"));
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
    // These need files, conflicts, sites or lists of places; `story::registers`, `story::sites`, `story::samples` and
    // `story::crosswalks` make them and read the log.
    done.extend(crate::story::REGISTER_CHANGES);
    done.extend(crate::story::SITE_CHANGES);
    done.extend(crate::story::SAMPLE_CHANGES);
    done.extend(crate::story::CROSSWALK_CHANGES);
    let all: BTreeSet<_> = changing().map(|(method, path, _)| (method, path)).collect();
    assert_eq!(done, all, "a change this test does not make");
    assert_eq!(site.app.store.first_broken_audit_entry().await.unwrap(), None);
}
