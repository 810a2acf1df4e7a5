//! Filling a form in a browser, by a link and by log-in, and editing what came in.

use super::{
    assessment::Assessment,
    country::{BASELINE, Country},
    delivery::Delivery,
};
use crate::site::{Answer, Browser};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use chrono::Duration;
use serde_json::{Value, json};

on_both_stores! {
    a_link_gives_the_form_and_takes_a_submission_with_its_photo
    a_link_that_is_closed_says_why_and_nothing_more
    a_link_for_one_submission_takes_one_however_often_it_is_sent
    a_link_takes_only_its_form_and_changes_nothing_that_is_held
    a_reviewer_edits_a_submission_in_the_form_it_was_filled_with
}

const PHOTO: &[u8] = b"\xff\xd8\xff\xe0 not really a photo";

/// Makes a link and gives where its filler asks.
async fn link(country: &Country, kind: &str, days: Option<i64>) -> String {
    let expires_at = days.map(|days| country.site.app.clock.now() + Duration::days(days));
    let body = json!({"name": "Partner A", "kind": kind, "expires_at": expires_at});
    let path = format!("/api/v1/operations/burundi/forms/{BASELINE}/links");
    let made = country.manager().await.post(&path, body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    let made = made.json();
    assert!(made["qr_svg"].as_str().unwrap().contains("<svg"));
    let address = made["address"].as_str().unwrap();
    let token = address.strip_prefix("http://dtm.example.org/f/").unwrap();
    assert_eq!(token.len(), 64);
    assert!(token.chars().all(|c| c.is_ascii_alphanumeric()), "no messenger cuts it: {token}");
    format!("/api/v1/fill/{token}")
}

/// Posts as a page of ours does; logged in if the browser is.
async fn post(country: &Country, browser: &Browser<'_>, path: &str, delivery: &Delivery) -> Answer {
    let (mut head, body) = delivery.clone().unversioned().request(path).into_parts();
    head.headers.insert("x-inzira", "1".parse().unwrap());
    if let Some(cookie) = &browser.cookie {
        head.headers.insert(header::COOKIE, cookie.parse().unwrap());
    }
    country.site.answer(Request::from_parts(head, Body::new(body))).await
}

async fn send(country: &Country, link: &str, delivery: &Delivery) -> Answer {
    post(country, &country.site.browser(), &format!("{link}/submission"), delivery).await
}

async fn count(country: &Country) -> u64 {
    country.site.app.store.count_operation_submissions(country.operation.id).await.unwrap()
}

async fn a_link_gives_the_form_and_takes_a_submission_with_its_photo(country: Country) {
    let link = link(&country, "many", None).await;
    let anybody = country.site.browser();
    let told = anybody.get(&link).await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.text);
    assert_eq!(told.headers[header::CACHE_CONTROL], "no-store");
    let told = told.json();
    assert_eq!((told["form"]["id"].as_str(), told["link"]["kind"].as_str()), (Some(BASELINE), Some("many")));
    let form = anybody.get(&format!("{link}/form.xml")).await;
    assert!(form.text.contains("<h:html"), "{}", form.text);
    let files = told["files"].as_array().unwrap();
    assert!(!files.is_empty(), "the lists of places");
    for file in files {
        let got = anybody.get(&format!("{link}/files/{}", file["name"].as_str().unwrap())).await;
        assert_eq!((got.status, got.bytes.len() as u64), (StatusCode::OK, file["size"].as_u64().unwrap()));
    }
    assert_eq!(anybody.get(&format!("{link}/files/other.csv")).await.code(), "form.file_unknown");

    let assessment = Assessment { photo: Some("1.jpg"), ..Assessment::new(1) };
    let answers = Delivery::of(&assessment.xml(&country.form));
    let begun = send(&country, &link, &answers.clone().part("*isIncomplete*", "", "text/plain", b"yes")).await;
    assert_eq!((begun.status, begun.json()["files_outstanding"].clone()), (StatusCode::CREATED, json!(1)));
    let ended = send(&country, &link, &answers.photo("1.jpg", PHOTO)).await;
    let whole = json!({"instance_id": assessment.instance_id(), "files_outstanding": 0});
    assert_eq!((ended.status, ended.json()), (StatusCode::CREATED, whole));
    let sender = country.site.deeds().await.into_iter().find(|(_, action, _)| action == "submission.received").unwrap();
    assert!(sender.0.ends_with(" Partner A") && sender.0.starts_with("link:"), "{sender:?}");
    let listed =
        country.manager().await.get(&format!("/api/v1/operations/burundi/forms/{BASELINE}/links")).await.json();
    assert_eq!(
        (listed["links"][0]["submissions"].clone(), listed["links"][0]["closed"].clone()),
        (json!(1), Value::Null)
    );
    assert!(!listed.to_string().contains(link.rsplit('/').next().unwrap()), "the key is shown once");
}

async fn a_link_that_is_closed_says_why_and_nothing_more(country: Country) {
    let manager = country.manager().await;
    let (short, taken_back) = (link(&country, "many", Some(1)).await, link(&country, "many", None).await);
    country.site.clock.advance(Duration::days(2));
    let manager = if manager.get("/api/v1/operations").await.status == StatusCode::OK {
        manager
    } else {
        country.manager().await
    };
    let links = manager.get(&format!("/api/v1/operations/burundi/forms/{BASELINE}/links")).await.json();
    let id = |at: usize| links["links"][at]["id"].as_i64().unwrap(); // newest first
    let at = |id: i64| format!("/api/v1/operations/burundi/forms/{BASELINE}/links/{id}");
    assert_eq!(manager.delete(&at(id(0))).await.status, StatusCode::NO_CONTENT);
    let delivery = Delivery::of(&Assessment::new(1).xml(&country.form));
    let anybody = country.site.browser();
    for (link, status, code) in [
        ("/api/v1/fill/nobody", 404, "link.unknown"),
        (short.as_str(), 410, "link.expired"),
        (taken_back.as_str(), 410, "link.revoked"),
    ] {
        for answer in [
            anybody.get(link).await,
            anybody.get(&format!("{link}/form.xml")).await,
            anybody.get(&format!("{link}/files/admin1.csv")).await,
            send(&country, link, &delivery).await,
        ] {
            assert_eq!((answer.status.as_u16(), answer.code().as_str()), (status, code), "{}", answer.text);
            let words = answer.text.to_lowercase();
            assert!(!words.contains("burundi") && !words.contains(BASELINE), "{words}");
        }
    }
    assert_eq!(count(&country).await, 0);
    // Extended, it takes what was filled in while it was over.
    let body = json!({"expires_at": country.site.app.clock.now() + Duration::days(1)});
    assert_eq!(manager.put(&at(id(1)), body).await.status, StatusCode::OK);
    assert_eq!(send(&country, &short, &delivery).await.status, StatusCode::CREATED);
    let past = json!({"expires_at": "2020-01-01T00:00:00Z"});
    assert_eq!(manager.put(&at(id(1)), past).await.code(), "request.invalid_input");
}

async fn a_link_for_one_submission_takes_one_however_often_it_is_sent(country: Country) {
    let link = link(&country, "single", None).await;
    let first = Delivery::of(&Assessment { photo: Some("1.jpg"), ..Assessment::new(1) }.xml(&country.form));
    assert_eq!(send(&country, &link, &first).await.status, StatusCode::CREATED);
    let rest = send(&country, &link, &first.clone().photo("1.jpg", PHOTO)).await;
    assert_eq!((rest.status, rest.json()["files_outstanding"].clone()), (StatusCode::CREATED, json!(0)));
    let again = send(&country, &link, &first.photo("1.jpg", PHOTO)).await;
    assert_eq!(again.status, StatusCode::ACCEPTED, "{}", again.text);
    let before = country.site.deeds().await.len();
    let second = send(&country, &link, &Delivery::of(&Assessment::new(2).xml(&country.form))).await;
    assert_eq!((second.status, second.code().as_str()), (StatusCode::GONE, "link.used"));
    assert_eq!(country.site.browser().get(&link).await.code(), "link.used");
    assert_eq!((count(&country).await, country.site.deeds().await.len()), (1, before));
}

async fn a_link_takes_only_its_form_and_changes_nothing_that_is_held(country: Country) {
    let link = link(&country, "many", None).await;
    let held = Assessment::new(1);
    country.receive(&held).await;
    let xml = Assessment::new(2).xml(&country.form);
    let edit = format!("</orx:instanceID><orx:deprecatedID>{}</orx:deprecatedID>", held.instance_id());
    let other = xml.replace(&format!("id=\"{BASELINE}\""), "id=\"another\"");
    for (what, delivery, status, code) in [
        ("another form", Delivery::of(&other), 400, "fill.other_form"),
        ("a correction", Delivery::of(&xml.replace("</orx:instanceID>", &edit)), 403, "fill.no_correction"),
        ("no answers", Delivery::empty().photo("1.jpg", PHOTO), 400, "submission.part_missing"),
        ("broken XML", Delivery::of("<data><a>"), 400, "submission.xml_truncated"),
    ] {
        let answer = send(&country, &link, &delivery).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (status, code), "{what}");
    }
    let foreign = country.site.answer(Delivery::of(&xml).request(&format!("{link}/submission"))).await;
    assert_eq!(foreign.code(), "request.header_missing", "a page of somebody else's");
    assert_eq!(count(&country).await, 1);
}

async fn a_reviewer_edits_a_submission_in_the_form_it_was_filled_with(country: Country) {
    let first = Assessment { photo: Some("1.jpg"), ..Assessment::new(1) };
    let xml = first.xml(&country.form);
    assert_eq!(country.send(&Delivery::of(&xml).photo("1.jpg", PHOTO)).await.status, StatusCode::CREATED);
    let listed = country.reviewer().await.get("/api/v1/operations/burundi/records").await.json();
    let id = listed["records"][0]["id"].as_i64().unwrap();
    country.approve(id).await;
    let path = format!("/api/v1/records/{id}/editing");
    assert_eq!(country.viewer().await.get(&path).await.status, StatusCode::FORBIDDEN);
    let reviewer = country.reviewer().await;
    let told = reviewer.get(&path).await.json();
    let version = told["form_version"].as_str().unwrap();
    assert_eq!((told["operation"].as_str(), told["form_id"].as_str()), (Some("burundi"), Some(BASELINE)));
    assert_eq!((told["xml"].as_str(), told["attachments"][0]["name"].as_str()), (Some(xml.as_str()), Some("1.jpg")));
    let last = country.site.deeds().await.pop().unwrap();
    assert_eq!((last.0.as_str(), last.1.as_str()), ("user:rita@example.org", "submission.read"));
    let fill = format!("/api/v1/operations/burundi/fill/{BASELINE}");
    let form = reviewer.get(&format!("{fill}/form.xml?version={version}")).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text);
    assert_eq!(reviewer.get(&format!("{fill}/form.xml?version=never")).await.code(), "form.unknown");

    let changed = xml.replace("Kiremba", "Mugano").replace(
        &format!("<orx:instanceID>{}</orx:instanceID>", first.instance_id()),
        &format!(
            "<orx:instanceID>uuid:edited</orx:instanceID><orx:deprecatedID>{}</orx:deprecatedID>",
            first.instance_id()
        ),
    );
    let submission = format!("{fill}/submission");
    let viewer = country.viewer().await;
    assert_eq!(post(&country, &viewer, &submission, &Delivery::of(&changed)).await.status, StatusCode::FORBIDDEN);
    let edited = post(&country, &reviewer, &submission, &Delivery::of(&changed)).await;
    assert_eq!(edited.status, StatusCode::CREATED, "{}", edited.text);
    let record = reviewer.get(&format!("/api/v1/records/{id}")).await.json();
    assert_eq!(record["state"], "edited", "back to review");
    let answer = record["answers"].as_array().unwrap().iter().find(|one| one["name"] == "location_name").unwrap();
    assert_eq!(answer["answer"]["value"], "Mugano");
    assert_eq!(record["attachments"][0]["name"], "1.jpg", "the photo stays");
    let again = post(&country, &reviewer, &submission, &Delivery::of(&changed)).await;
    assert_eq!(again.status, StatusCode::ACCEPTED, "{}", again.text);
    assert_eq!(count(&country).await, 1);
}
