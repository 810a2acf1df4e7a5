//! Pages: counted, linked, and stable while submissions arrive.

use crate::scenario::{Scenario, pairs_of, submission};
use serde_json::Value;

/// Seven submissions with one to three people each, of 1 to 7 rooms.
fn seven() -> Scenario {
    let mut scenario = Scenario::households();
    let xml = [
        "<data><rooms>1</rooms><people><person><name>a</name></person></people></data>",
        "<data><rooms>2</rooms><people><person><name>b</name></person><person><name>c</name></person></people></data>",
        "<data><rooms>3</rooms></data>",
        "<data><rooms>4</rooms><people><person><name>d</name></person></people></data>",
        "<data><rooms>5</rooms><people><person><name>e</name></person><person><name>f</name></person></people></data>",
        "<data><rooms>6</rooms><people><person><name>g</name></person></people></data>",
        "<data><rooms>7</rooms></data>",
    ];
    let ids = ["s1", "s2", "s3", "s4", "s5", "s6", "s7"];
    scenario.submissions = ids.iter().zip(xml).enumerate().map(|(at, (id, xml))| submission(at, id, xml)).collect();
    scenario
}

fn property(pages: &[Value], name: &str) -> Vec<String> {
    let rows = pages.iter().flat_map(|page| page["value"].as_array().unwrap());
    rows.map(|row| row[name].to_string().replace('"', "")).collect()
}

#[test]
fn pages_follow_each_other_to_the_end() {
    let pages = seven().all_pages("/Submissions", &[("$top", "3"), ("$count", "True")]);
    assert_eq!(pages.len(), 3);
    assert_eq!(property(&pages, "rooms"), ["7", "6", "5", "4", "3", "2", "1"]);
    assert!(pages.iter().all(|page| page["@odata.count"] == 7));
    let link = pages[0]["@odata.nextLink"].as_str().unwrap();
    assert!(link.starts_with("https://example.org/v1/projects/1/forms/houses.svc/Submissions?%24top=3"), "{link}");
}

#[test]
fn a_page_that_ends_with_the_last_row_has_no_link() {
    for top in ["7", "8", "0"] {
        assert_eq!(seven().get("/Submissions", &[("$top", top)]).unwrap().get("@odata.nextLink"), None, "{top}");
    }
    assert_eq!(seven().get("/Submissions", &[]).unwrap().get("@odata.count"), None);
}

#[test]
fn with_a_filter_on_answers_the_feed_pages_and_counts_itself() {
    let query = [("$top", "2"), ("$count", "true"), ("$filter", "rooms ge 3")];
    let pages = seven().all_pages("/Submissions", &query);
    assert_eq!(property(&pages, "rooms"), ["7", "6", "5", "4", "3"]);
    assert!(pages.iter().all(|page| page["@odata.count"] == 5));
    let without_count = seven().all_pages("/Submissions", &[("$top", "2"), ("$filter", "rooms ge 3")]);
    assert_eq!(property(&without_count, "rooms"), ["7", "6", "5", "4", "3"]);
}

#[test]
fn the_store_pages_and_counts_where_it_can() {
    let scenario = seven();
    let plan = |query: &[(&str, &str)]| scenario.feed("/Submissions", query).unwrap().plan().clone();
    let whole = plan(&[("$top", "2"), ("$skip", "1"), ("$count", "true"), ("$filter", "__id ne 'x'")]);
    assert_eq!((whole.limit, whole.offset, whole.count), (Some(3), 1, true));
    let rest = plan(&[("$top", "2"), ("$skip", "1"), ("$count", "true"), ("$filter", "rooms gt 1")]);
    assert_eq!((rest.limit, rest.offset, rest.count), (None, 0, false));
}

#[test]
fn repeats_page_by_their_own_rows() {
    for query in [vec![("$top", "2")], vec![("$top", "2"), ("$count", "true")]] {
        let pages = seven().all_pages("/Submissions.people.person", &query);
        assert_eq!(property(&pages, "name"), ["g", "e", "f", "d", "b", "c", "a"]);
        assert_eq!(pages.len(), 4);
        if query.len() == 2 {
            assert!(pages.iter().all(|page| page["@odata.count"] == 7));
        }
    }
}

#[test]
fn submissions_that_arrive_between_two_pages_shift_nothing() {
    for (path, name, expected) in
        [("/Submissions", "rooms", ["4", "3", "2"]), ("/Submissions.people.person", "name", ["d", "b", "c"])]
    {
        let mut scenario = seven();
        let first = scenario.get(path, &[("$top", "3")]).unwrap();
        let link = pairs_of(first["@odata.nextLink"].as_str().unwrap());
        scenario.submissions.push(submission(
            9,
            "new",
            "<data><people><person><name>new</name></person></people></data>",
        ));
        let query: Vec<(&str, &str)> = link.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(property(&[scenario.get(path, &query).unwrap()], name), expected);
    }
}

#[test]
fn rows_can_be_skipped() {
    let page = seven().get("/Submissions", &[("$skip", "2"), ("$top", "2")]).unwrap();
    assert_eq!(property(&[page], "rooms"), ["5", "4"]);
    let page = seven().get("/Submissions", &[("$skip", "1"), ("$filter", "rooms lt 4")]).unwrap();
    assert_eq!(property(&[page], "rooms"), ["2", "1"]);
    let page = seven().get("/Submissions.people.person", &[("$skip", "5")]).unwrap();
    assert_eq!(property(&[page], "name"), ["c", "a"]);
}

#[test]
fn sorted_pages_go_on_by_number() {
    let pages = seven().all_pages("/Submissions", &[("$orderby", "__system/submissionDate asc"), ("$top", "3")]);
    assert_eq!(property(&pages, "rooms"), ["1", "2", "3", "4", "5", "6", "7"]);
    for order in ["rooms", "__system/status", "__id sideways", "__id desc desc", ""] {
        let code = seven().get("/Submissions", &[("$orderby", order)]).map(|_| ());
        assert_eq!(code, if order.is_empty() { Ok(()) } else { Err("501.5") }, "{order}");
    }
}

#[test]
fn a_token_of_another_table_or_for_a_row_that_is_gone() {
    let scenario = seven();
    let token = |json: odata::SkipToken| json.write();
    let submission = token(odata::SkipToken { instance_id: Some("s3".into()), ..Default::default() });
    assert_eq!(scenario.get("/Submissions.people.person", &[("$skiptoken", &submission)]), Err("400.35"));
    let gone = token(odata::SkipToken { repeat_id: Some("gone".into()), ..Default::default() });
    assert_eq!(scenario.get("/Submissions.people.person", &[("$skiptoken", &gone)]), Err("400.34"));
    assert_eq!(scenario.get("/Submissions", &[("$skiptoken", &gone)]), Err("400.35"));
}

#[test]
fn deleted_submissions_come_only_if_the_filter_speaks_of_them() {
    let mut scenario = seven();
    scenario.submissions[4].system.deleted_at = Some(crate::scenario::now());
    assert_eq!(scenario.values("Submissions", "__system/deletedAt ne null", "__id"), ["s5"]);
    assert_eq!(scenario.values("Submissions", "rooms gt 3", "__id"), ["s7", "s6", "s4"]);
}

#[test]
fn searching_is_not_there() {
    assert_eq!(seven().get("/Submissions", &[("$search", "x")]), Err("501.1"));
}
