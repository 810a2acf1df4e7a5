//! What a phone gets before it goes out: the list of forms, the form, its manifest and the lists of places.

use super::country::{BASELINE, Country, LARGEST_SUBMISSION};
use axum::http::{Method, StatusCode, header::CONTENT_TYPE};
use md5::{Digest, Md5};

on_both_stores! {
    a_phone_gets_the_form_and_its_places
    only_the_tokens_own_operation_answers_and_only_clients_that_say_openrosa
}

/// The text between two words, once.
fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let rest = text.split(before).nth(1).unwrap_or_else(|| panic!("{before} in {text}"));
    rest.split(after).next().unwrap()
}

/// The element `entry` that holds `needle`.
fn entry<'t>(text: &'t str, entry: &str, needle: &str) -> &'t str {
    let (open, close) = (format!("<{entry}>"), format!("</{entry}>"));
    let found = text.split(open.as_str()).skip(1).map(|rest| rest.split(close.as_str()).next().unwrap());
    found.into_iter().find(|entry| entry.contains(needle)).unwrap_or_else(|| panic!("{needle} in {text}"))
}

fn md5(bytes: &[u8]) -> String {
    let sum: Vec<String> = Md5::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    sum.concat()
}

async fn a_phone_gets_the_form_and_its_places(country: Country) {
    let list = country.get("/formList").await;
    assert_eq!(list.status, StatusCode::OK);
    assert_eq!(list.headers["x-openrosa-version"], "1.0");
    assert_eq!(list.headers[CONTENT_TYPE], "text/xml; charset=utf-8");
    let form = entry(&list.text, "xform", &format!("<formID>{BASELINE}</formID>"));
    assert_eq!(between(form, "<version>", "<"), country.form.version);
    let below =
        |address: &str| address.strip_prefix(&format!("http://dtm.example.org{}", country.phone)).map(str::to_owned);

    let xform = country.get(&below(between(form, "<downloadUrl>", "<")).unwrap()).await;
    assert_eq!(xform.status, StatusCode::OK);
    assert_eq!(format!("md5:{}", md5(&xform.bytes)), between(form, "<hash>", "<"));
    assert!(xform.text.contains(&format!("id=\"{BASELINE}\"")), "{}", &xform.text[..500]);

    let manifest = country.get(&below(between(form, "<manifestUrl>", "<")).unwrap()).await;
    assert_eq!(manifest.status, StatusCode::OK);
    for (file, header, line, lines) in [
        ("admin1.csv", "name,label", "BDI012,Muyinga", 18),
        ("admin2.csv", "name,label,admin1", "BDI012004,Gasorwe,BDI012", 119),
    ] {
        let wanted = entry(&manifest.text, "mediaFile", &format!("<filename>{file}</filename>"));
        let csv = country.get(&below(between(wanted, "<downloadUrl>", "<")).unwrap()).await;
        assert_eq!(
            (csv.status, csv.headers[CONTENT_TYPE].to_str().unwrap()),
            (StatusCode::OK, "text/csv; charset=utf-8")
        );
        assert_eq!(format!("md5:{}", md5(&csv.bytes)), between(wanted, "<hash>", "<"));
        let read: Vec<&str> = csv.text.lines().collect();
        assert_eq!((read[0], read.len()), (header, lines + 1));
        assert!(read.contains(&line), "{line} in {file}");
    }

    let ready = country.collect().send(Method::HEAD, &format!("{}/submission", country.phone), None).await;
    assert_eq!(ready.status, StatusCode::NO_CONTENT);
    assert_eq!(ready.headers["x-openrosa-accept-content-length"], LARGEST_SUBMISSION.to_string());
    for unknown in
        ["/forms/nothing.xml", "/forms/nothing/manifest", "/nothing", "/forms/baseline_subarea/attachments/x.csv"]
    {
        let answer = country.get(unknown).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{unknown}");
        assert!(answer.text.contains("<OpenRosaResponse"), "{unknown}: {}", answer.text);
    }
}

async fn only_the_tokens_own_operation_answers_and_only_clients_that_say_openrosa(country: Country) {
    let (token, project) = country.phone.rsplit_once("/projects/").unwrap();
    let other = format!("{token}/projects/{}", country.site.chad.id);
    let invented = format!("/v1/key/{}/projects/{project}", "a".repeat(64));
    let paths = ["/formList", "/forms/baseline_subarea.xml", "/forms/baseline_subarea/manifest", "/submission"];
    for path in paths {
        for base in [&other, &invented, &format!("{token}/projects/x")] {
            let method = if path == "/submission" { Method::HEAD } else { Method::GET };
            let answer = country.collect().send(method, &format!("{base}{path}"), None).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{base}{path}");
        }
    }
    let plain = country.site.browser().get(&format!("{}/formList", country.phone)).await;
    assert_eq!(plain.status, StatusCode::BAD_REQUEST);
    assert!(plain.text.contains("X-OpenRosa-Version"), "{}", plain.text);
    let french = {
        let mut client = country.collect();
        client.headers.push(("accept-language", "fr-BI".to_owned()));
        client.get(&format!("{invented}/formList")).await
    };
    assert_eq!(french.headers["content-language"], "fr");
    assert!(french.text.contains("téléphone"), "{}", french.text);
}
