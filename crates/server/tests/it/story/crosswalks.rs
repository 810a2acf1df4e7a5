//! Tables of what became of places, loaded through the API: looked at first, refused whole, kept in editions that all stay readable.

use super::{
    Country, Delivery,
    reform::{everybody, figures, four_provinces, of, reform, table},
};
use crate::site::{Answer, Browser};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use serde_json::{Value, json};

on_both_stores! {
    shares_of_people_and_of_area_are_two_editions_and_an_official_one_supersedes_both
    a_table_is_looked_at_before_it_is_kept_and_refused_whole_with_all_that_is_wrong
}

/// Changes of crosswalks that these stories make, looking into the log.
pub const CROSSWALK_CHANGES: [(&str, &str); 2] = [
    ("POST", "/api/v1/operations/{operation}/crosswalks"),
    ("POST", "/api/v1/operations/{operation}/crosswalks/preview"),
];

const CROSSWALKS: &str = "/api/v1/operations/burundi/crosswalks";
const ROUND: &str = "round=1&disaggregation=total&boundaries=bdi-2025";

/// Shares nobody has published: of the people of the two divided provinces, and of their area.
const BY_PEOPLE: [&str; 4] = [
    "BDI011,Muramvya,BI-PR-02,Bujumbura,0.1,people",
    "BDI011,Muramvya,BI-PR-05,Gitega,0.9,people",
    "BDI018,Rumonge,BI-PR-02,Bujumbura,0.293,people",
    "BDI018,Rumonge,BI-PR-03,Burunga,0.707,people",
];
const BY_AREA: [&str; 4] = [
    "BDI011,Muramvya,BI-PR-02,Bujumbura,0.333,area",
    "BDI011,Muramvya,BI-PR-05,Gitega,0.667,area",
    "BDI018,Rumonge,BI-PR-02,Bujumbura,0.4,area",
    "BDI018,Rumonge,BI-PR-03,Burunga,0.6,area",
];

fn about(code: &str, official: bool) -> String {
    format!("code={code}&from=bdi-2017&to=bdi-2025&label=Shares%20{code}&source=Made%20up&official={official}")
}

async fn send(browser: &Browser<'_>, country: &Country, path: &str, table: &str) -> Answer {
    let parts = Delivery::empty().part("file", "shares.csv", "text/csv", table.as_bytes());
    let (head, body) = parts.request(path).into_parts();
    let mut request = Request::from_parts(head, Body::new(body));
    request.headers_mut().insert(header::COOKIE, browser.cookie.as_deref().unwrap().parse().unwrap());
    request.headers_mut().insert("x-inzira", "1".parse().unwrap());
    request.headers_mut().insert(header::ACCEPT_LANGUAGE, "fr".parse().unwrap());
    country.site.answer(request).await
}

async fn load(browser: &Browser<'_>, country: &Country, code: &str, official: bool, table: &str) {
    let kept = send(browser, country, &format!("{CROSSWALKS}?{}", about(code, official)), table).await;
    assert_eq!((kept.status, kept.json()), (StatusCode::CREATED, json!({"code": code})), "{}", kept.text);
}

/// The provinces of 2025 that somebody was counted in, and what is left.
fn provinces(told: &Value) -> (Vec<Value>, usize) {
    let places = ["BI-PR-01", "BI-PR-02", "BI-PR-03", "BI-PR-05"];
    let values = places.iter().map(|place| of(told, 1, place)["value"].clone()).collect();
    (values, told["remainder"].as_array().unwrap().len())
}

async fn root(country: &Country) -> Browser<'_> {
    country.site.administrator("root@example.org").await;
    country.site.logged_in("root@example.org").await
}

async fn shares_of_people_and_of_area_are_two_editions_and_an_official_one_supersedes_both(country: Country) {
    reform(&country).await;
    four_provinces(&country).await;
    let root = root(&country).await;
    load(&root, &country, "by-people", false, &table(&BY_PEOPLE)).await;
    load(&root, &country, "by-area", false, &table(&BY_AREA)).await;
    let by = async |code: &str| figures(&country, &format!("{ROUND}&crosswalk={code}")).await;
    let (people, area) = (by("by-people").await, by("by-area").await);
    assert_eq!(provinces(&people), (vec![json!(500), json!(108), json!(612), json!(180)], 0));
    assert_eq!(provinces(&area), (vec![json!(500), json!(187), json!(580), json!(133)], 0));
    assert_eq!((everybody(&people, 1), everybody(&area, 1)), (1_400, 1_400), "sums are conserved exactly");
    for told in [&people, &area] {
        let burunga = &of(told, 1, "BI-PR-03")["carried"];
        assert_eq!((&burunga["least"], &burunga["most"]), (&json!(400), &Value::Null), "whatever the shares are of");
        assert_eq!(burunga["not_counted"], json!(["BDI010", "BDI015"]));
    }
    assert_eq!(
        figures(&country, ROUND).await["crosswalk"]["code"],
        "by-area",
        "the later of two that are not official"
    );

    load(&root, &country, "law", true, &table(&BY_PEOPLE)).await;
    let used = figures(&country, ROUND).await;
    assert_eq!((&used["crosswalk"]["code"], provinces(&used)), (&json!("law"), provinces(&people)));
    assert_eq!(by("by-area").await["figures"], area["figures"], "what was read before stays readable");
    load(&root, &country, "later", false, &table(&BY_AREA)).await;
    assert_eq!(figures(&country, ROUND).await["crosswalk"]["code"], "law", "ours does not supersede an official one");

    let listed = country.viewer().await.get(CROSSWALKS).await.json();
    let editions: Vec<_> = listed["editions"].as_array().unwrap().iter().map(told_edition).collect();
    assert_eq!(
        editions,
        [
            ("bdi-2017-2025-provinces", false, false, "test"),
            ("by-people", false, false, "user:root@example.org"),
            ("by-area", false, false, "user:root@example.org"),
            ("law", true, true, "user:root@example.org"),
            ("later", false, false, "user:root@example.org"),
        ]
    );
    let logged = country.site.deeds().await;
    let loaded =
        logged.iter().filter(|(actor, action, _)| actor == "user:root@example.org" && action == "crosswalk.imported");
    assert_eq!(
        loaded.map(|(.., subject)| subject.as_str()).collect::<Vec<_>>(),
        ["crosswalk:by-people", "crosswalk:by-area", "crosswalk:law", "crosswalk:later"]
    );
}

fn told_edition(edition: &Value) -> (&str, bool, bool, &str) {
    let text = |name: &str| edition[name].as_str().unwrap();
    let is = |name: &str| edition[name].as_bool().unwrap();
    (text("code"), is("official"), is("preferred"), text("loaded_by"))
}

async fn a_table_is_looked_at_before_it_is_kept_and_refused_whole_with_all_that_is_wrong(country: Country) {
    reform(&country).await;
    four_provinces(&country).await;
    let root = root(&country).await;
    let (preview, keep) =
        (format!("{CROSSWALKS}/preview?{}", about("law", true)), format!("{CROSSWALKS}?{}", about("law", true)));
    let right = table(&BY_PEOPLE);
    for path in [&preview, &keep] {
        let refused = send(&country.manager().await, &country, path, &right).await;
        assert_eq!((refused.status, refused.code().as_str()), (StatusCode::FORBIDDEN, "request.not_allowed"));
    }

    // Row 2 is Bubanza; the divided provinces stand at the end.
    let wrong = right
        .replace("BDI001,Bubanza,BI-PR-02", "BDI001,Bubanza,BI-PR-99")
        .replace(",0.293,", ",0.3,")
        .replace("BDI004,", "BDI044,");
    let seen = send(&root, &country, &preview, &wrong).await;
    assert_eq!(seen.status, StatusCode::OK, "{}", seen.text);
    let seen = seen.json();
    let told: Vec<_> = seen["problems"]["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["code"].as_str().unwrap(), row["value"].as_str().unwrap(), row["row"].is_u64()))
        .collect();
    assert_eq!(
        told,
        [
            ("places.not_in_version", "BI-PR-99", true),
            ("places.not_in_version", "BDI044", true),
            ("places.shares_do_not_add_up", "BDI018", true),
            ("places.unlinked", "BDI004", false),
        ]
    );
    assert_eq!((&seen["problems"]["count"], &seen["links"], &seen["people"]), (&json!(4), &Value::Null, &json!([])));
    let said = seen["problems"]["rows"][3]["message"].as_str().unwrap();
    assert!(said.contains("Aucune ligne"), "in the reader's language: {said}");
    assert_eq!(seen["coverage"]["old_missing"], json!([{"pcode": "BDI004", "name": "Cankuzo"}]));
    let refused = send(&root, &country, &keep, &wrong).await;
    assert_eq!(
        (refused.status, refused.code().as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, "crosswalk.file_has_problems")
    );
    assert_eq!(refused.json()["error"]["problems"], seen["problems"]["rows"], "with everything that is wrong");

    let seen = send(&root, &country, &preview, &right).await.json();
    let coverage = &seen["coverage"];
    assert_eq!(
        (&coverage["old_linked"], &coverage["new_linked"], &coverage["whole"], &coverage["divided"]),
        (&json!(18), &json!(5), &json!(16), &json!(2))
    );
    let people = &seen["people"][0];
    let sure =
        ["round", "exact", "estimated", "without_place", "places_not_known"].map(|name| people[name].as_u64().unwrap());
    assert_eq!((people["exercise"].as_str().unwrap(), sure), ("baseline_subarea", [1, 900, 500, 0, 14]));
    assert_eq!(country.site.app.store.crosswalks().await.unwrap().len(), 1, "looking keeps nothing");

    load(&root, &country, "law", true, &right).await;
    let seen = send(&root, &country, &preview, &right).await.json();
    assert_eq!(seen["code_taken"], true);
    let again = send(&root, &country, &keep, &right).await;
    assert_eq!((again.status, again.code().as_str()), (StatusCode::CONFLICT, "request.taken"));
    for (changed, code) in [
        (keep.replace("to=bdi-2025", "to=bdi-2017"), "crosswalk.same_version"),
        (keep.replace("to=bdi-2025", "to=bdi-1962"), "boundaries.unknown"),
        (keep.replace("code=law", "code=a%20law%2F2"), "request.invalid_input"),
        (keep.replace("source=Made%20up", "source=%20"), "request.invalid_input"),
    ] {
        assert_eq!(send(&root, &country, &changed, &right).await.code(), code, "{changed}");
    }
}
