//! `$filter`: on answers, on the system's columns, and what of it the store can do.

use crate::scenario::{Scenario, now};
use odata::{
    Column, Problem, SystemColumn,
    filter::{Comparison, Condition, Value},
};
use serde_json::json;

/// The ids of the submissions that a filter accepts, latest first, without their `uuid:`.
fn ids(filter: &str) -> Vec<String> {
    let values = Scenario::households().values("Submissions", filter, "__id");
    values.iter().map(|id| id.as_str().unwrap().trim_start_matches("uuid:").to_owned()).collect()
}

fn refusal(filter: &str) -> Problem {
    Scenario::households().feed("/Submissions", &[("$filter", filter)]).map(|_| ()).unwrap_err()
}

#[test]
fn by_answers() {
    assert_eq!(ids("rooms eq 3"), ["two"]);
    assert_eq!(ids("rooms gt 1 and rooms lt 3"), ["one"]);
    assert_eq!(ids("(rooms gt 1) or (head eq 'x')"), ["two", "one"]);
    assert_eq!(ids("head eq 'Jean & Marie'"), ["two"]);
    assert_eq!(ids("area ge 31.5 and area lt 32"), ["two"]);
    assert_eq!(ids("water/litres in (20, 30, null)"), ["three", "two"]);
    assert_eq!(ids("arrived ge 2026-02-01 and arrived lt '2026-03-01'"), ["two"]);
    assert_eq!(ids("visited lt 2026-03-01T07:30:01Z"), ["two"]);
    assert_eq!(ids("place ne null"), ["two"]);
    assert_eq!(ids("meta/instanceID eq 'uuid:two'"), ["two"]);
}

#[test]
fn a_whole_number_may_stand_for_a_text_of_digits() {
    let mut scenario = Scenario::households();
    scenario.submissions[0].system.submitter_id = Some("5");
    // As scripts for Central write it; there it is a number in the database, and a text in the rows.
    for filter in ["__system/submitterId eq 5 and rooms gt 0", "length(__system/submitterId) eq 1"] {
        let feed = scenario.feed("/Submissions", &[("$filter", filter)]).unwrap();
        assert_eq!(feed.plan().conditions.len(), usize::from(filter.contains("and")), "{filter}");
    }
    let filter = "rooms gt 0 and ($root/Submissions/__system/submitterId eq 5 or rooms gt 100)";
    assert_eq!(scenario.values("Submissions", filter, "__id"), ["uuid:one"]);
    assert_eq!(ids("head in (1, 'Amina')"), ["one"]);
    assert_eq!(ids("concat('1', '2') eq 12 and head ne 7"), ["three", "two", "one"]);
}

#[test]
fn null_is_a_value_for_eq_and_ne_only() {
    assert_eq!(ids("rooms eq null"), ["three"]);
    assert_eq!(ids("rooms ne 3"), ["three", "one"]);
    assert_eq!(ids("rooms gt 0"), ["two", "one"]);
    assert_eq!(ids("not (rooms gt 2)"), ["one"]);
    assert_eq!(ids("rooms gt 2 or head eq null"), ["three", "two"]);
    assert_eq!(ids("null eq null"), ["three", "two", "one"]);
    assert_eq!(ids("rooms lt null"), [""; 0]);
}

#[test]
fn functions() {
    for filter in [
        "contains(head, 'Mar')",
        "startswith(head,'Jean') and endswith(head,'ie')",
        "tolower(head) eq 'jean & marie'",
        "toupper(head) eq 'JEAN & MARIE'",
        "length(head) eq 12",
        "indexof(head, '&') eq 5 and indexof(head, 'z') eq -1",
        "substring(head, 7) eq 'Marie' and substring(head, 0, 4) eq 'Jean'",
        "concat(concat(head, '/'), trim(' x ')) eq 'Jean & Marie/x'",
        "round(area) eq 32 and floor(area) eq 31 and ceiling(area) eq 32",
        "year(arrived) eq 2026 and month(arrived) eq 2 and day(arrived) eq 1",
        "hour(visited) eq 9 and minute(visited) eq 30 and second(visited) eq 0 and date(visited) eq 2026-03-01",
        "visited lt now() and arrived lt date(now())",
        "contains(water/sources, 'river')",
    ] {
        assert_eq!(ids(filter), ["two"], "{filter}");
    }
}

#[test]
fn arithmetic() {
    assert_eq!(ids("water/litres div rooms eq 6"), ["two"]);
    assert_eq!(ids("rooms mul 2 add 1 eq 7"), ["two"]);
    assert_eq!(ids("rooms sub 5 eq -2 and -rooms eq -3 and rooms mod 2 eq 1"), ["two"]);
    // What has no result is null.
    assert_eq!(ids("rooms div 0 eq null"), ["three", "two", "one"]);
    assert_eq!(ids("9223372036854775807 add rooms gt 0"), [""; 0]);
}

#[test]
fn by_the_rows_of_repeats_and_the_submission_around_them() {
    let scenario = Scenario::households();
    assert_eq!(scenario.values("Submissions.people.person", "age lt 10", "name"), ["Candace", "Billy"]);
    let filter = "$root/Submissions/__id eq 'uuid:two' and age gt 5";
    assert_eq!(scenario.values("Submissions.people.person", filter, "name"), ["Blaine"]);
    assert_eq!(scenario.values("Submissions.people.person", "$root/Submissions/rooms eq 3", "name").len(), 2);
    assert_eq!(scenario.values("Submissions.people.person", "__Submissions-id eq 'uuid:three'", "name"), ["Candace"]);
    let filter = "$root/Submissions/__system/submissionDate gt 2026-03-13T10:01:00Z";
    assert_eq!(scenario.values("Submissions.people.person", filter, "name"), ["Candace"]);
    // As in Central, the submission's columns are not the row's.
    assert_eq!(scenario.get("/Submissions.people.person", &[("$filter", "__system/edits eq 0")]), Err("501.5"));
}

#[test]
fn what_the_store_has_is_left_to_it() {
    let scenario = Scenario::households();
    let plan = |filter: &str| scenario.feed("/Submissions", &[("$filter", filter)]).unwrap().plan().conditions.clone();
    let date = Column::System(SystemColumn::SubmissionDate);
    let review = Column::System(SystemColumn::ReviewState);
    assert_eq!(
        plan("__system/submissionDate ge 2026-03-01 and rooms gt 1 and now() gt __system/submissionDate"),
        [
            Condition::Compare {
                column: date,
                operator: Comparison::GreaterOrEqual,
                value: Value::Date("2026-03-01".parse().unwrap())
            },
            Condition::Compare { column: date, operator: Comparison::Less, value: Value::Moment(now().fixed_offset()) },
        ]
    );
    let approved = || Value::from("approved");
    assert_eq!(
        plan("__system/reviewState eq null or not (__system/reviewState in ('approved', null))"),
        [Condition::Any(vec![
            Condition::Null { column: review, is: true },
            Condition::Not(Box::new(Condition::In { column: review, values: vec![approved()], null: true })),
        ])]
    );
    assert_eq!(
        plan("org.opendatakit.submission.ReviewState'approved' ne __system/reviewState"),
        [Condition::Compare { column: review, operator: Comparison::NotEqual, value: approved() }]
    );
    assert_eq!(plan("__system/reviewState eq null or rooms gt 1"), []);
    assert_eq!(plan("year(__system/submissionDate) eq 2026"), []);
    assert_eq!(plan("true"), []);
}

#[test]
fn filters_of_central_on_the_system_give_the_same_with_or_without_the_store() {
    for filter in [
        "__system/submissionDate gt 2026-03-13T10:00:30.000Z",
        "__system/submissionDate gt '2026-03-13T10:00:30.000Z'",
        "year(__system/submissionDate) lt year(now()) or minute(__system/submissionDate) gt 0",
        "not __system/submissionDate le 2026-03-13T10:00:30Z",
        "$root/Submissions/__system/submissionDate gt 2026-03-13T10:00:30.000Z",
    ] {
        assert_eq!(ids(filter), ["three", "two"], "{filter}");
    }
}

#[test]
fn mistakes_are_placed() {
    let at = |filter: &str| match refusal(filter) {
        Problem::Unparsable { at, reason } => (at, reason),
        other => panic!("{filter}: {other}"),
    };
    assert_eq!(at("rooms eq").0, 8);
    assert_eq!(at("rooms gt 1 x").0, 11);
    assert_eq!(at("(rooms gt 1").0, 11);
    assert_eq!(at("head eq 'é' and 'x").0, 16);
    assert_eq!(at("rooms gt 12people"), (9, "'12people' is neither number nor date".into()));
    assert_eq!(at("rooms ! 1").0, 6);
    assert_eq!(at("substring(head) eq 'x'"), (0, "substring takes 2 or 3 arguments, not 1".into()));
    assert_eq!(at("length(rooms) eq 1"), (7, "length does not take a whole number here".into()));
    assert_eq!(at("rooms"), (0, "it is a whole number, not a condition".into()));
    assert_eq!(at("rooms and true").0, 0);
    assert_eq!(at("rooms in ()").0, 10);
    assert_eq!(
        at("head gt 5"),
        (8, "a text cannot be compared with a whole number by gt; write '5' for a text".into())
    );
    assert_eq!(at("place gt place").0, 9);
    assert_eq!(at("arrived gt 'spring'").0, 11);
}

#[test]
fn what_is_not_there_is_said_in_the_numbers_of_central() {
    let code = |filter: &str| refusal(filter).code();
    assert_eq!(refusal("rooms gt 1 and roms gt 1"), Problem::UnsupportedField { at: Some(15), text: "roms".into() });
    assert_eq!(code("water eq null"), "501.5");
    assert_eq!(code("people/person eq null"), "501.5");
    assert_eq!(code("people/person/any(p:p/age gt 3)"), "501.4");
    assert_eq!(code("matches(head, 'x')"), "501.4");
    assert_eq!(code("water/sources has 'well'"), "501.4");
    assert_eq!(code("$it/rooms eq 1"), "501.4");
    assert_eq!(code("rooms eq @p"), "501.4");
    assert_eq!(code("duration'P1D' eq null"), "501.4");
}

#[test]
fn the_page_says_why_in_the_form_that_clients_know() {
    let problem = refusal("rooms gt");
    assert_eq!((problem.status(), problem.code()), (400, "400.18"));
    assert_eq!(problem.details(), json!({"at": 8, "reason": "it ends where a value is expected"}));
}
