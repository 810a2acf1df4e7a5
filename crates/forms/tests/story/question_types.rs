//! Question types. Source: xlsform.org/en/#question-types

use crate::scenario::{bind, control, errors, flat, good};

fn one(kind: &str) -> forms::Compiled {
    good(&format!("| survey |\n| | type | name | label |\n| | {kind} | q | Question |\n"))
}

/// The bind's type, and the element that asks.
fn asked(kind: &str) -> (Option<String>, Option<String>) {
    let compiled = one(kind);
    (bind(&compiled, "/data/q", "type"), control(&compiled, "/data/q", "tag"))
}

fn as_text((bound, tag): &(Option<String>, Option<String>)) -> (&str, &str) {
    (bound.as_deref().unwrap_or_default(), tag.as_deref().unwrap_or_default())
}

/// Feature: Question types — text, integer, decimal
#[test]
fn texts_and_numbers_are_typed_in() {
    assert_eq!(as_text(&asked("text")), ("string", "input"));
    assert_eq!(as_text(&asked("integer")), ("int", "input"));
    assert_eq!(as_text(&asked("decimal")), ("decimal", "input"));
    let rows = "| survey |\n| | type | name | label | parameters |\n| | text | q | Q | rows=5 |\n";
    assert_eq!(control(&good(rows), "/data/q", "rows").as_deref(), Some("5"));
}

/// Feature: Question types — date, time, dateTime
#[test]
fn moments_are_picked() {
    assert_eq!(as_text(&asked("date")), ("date", "input"));
    assert_eq!(as_text(&asked("time")), ("time", "input"));
    assert_eq!(as_text(&asked("dateTime")), ("dateTime", "input"));
    assert_eq!(as_text(&asked("datetime")), ("dateTime", "input"));
}

/// Feature: Question types — note — shown, never answered; its name may be left out
#[test]
fn a_note_is_shown_and_not_answered() {
    let compiled = good("| survey |\n| | type | name | label |\n| | text | a | A |\n| | note | | Thank you |\n");
    assert_eq!(bind(&compiled, "/data/generated_note_name_3", "readonly").as_deref(), Some("true()"));
    assert!(flat(&compiled).contains("<label>Thank you</label>"));
}

/// Feature: Question types — acknowledge, trigger
#[test]
fn what_is_acknowledged_is_a_trigger() {
    assert_eq!(as_text(&asked("acknowledge")), ("string", "trigger"));
    assert_eq!(control(&one("trigger"), "/data/q", "tag").as_deref(), Some("trigger"));
}

/// Feature: Question types — barcode
#[test]
fn a_barcode_is_scanned() {
    assert_eq!(as_text(&asked("barcode")), ("barcode", "input"));
}

/// Feature: Question types — file
#[test]
fn a_file_is_attached() {
    let compiled = one("file");
    assert_eq!(bind(&compiled, "/data/q", "type").as_deref(), Some("binary"));
    assert_eq!(control(&compiled, "/data/q", "mediatype").as_deref(), Some("application/*"));
}

/// Feature: Question types — hidden
#[test]
fn what_is_hidden_has_a_value_and_no_control() {
    let compiled = good("| survey |\n| | type | name | default |\n| | hidden | h | 7 |\n");
    assert!(flat(&compiled).contains("<h>7</h>"));
    assert!(flat(&compiled).contains("<h:body/>"));
}

/// Feature: Question types — names of types in old forms — such as gps, photo, q string, phone number, percentage
#[test]
fn types_of_old_forms_keep_their_meaning() {
    assert_eq!(as_text(&asked("gps")), ("geopoint", "input"));
    assert_eq!(as_text(&asked("q string")), ("string", "input"));
    assert_eq!(as_text(&asked("add integer prompt")), ("int", "input"));
    let percentage = one("percentage");
    assert_eq!(bind(&percentage, "/data/q", "constraint").as_deref(), Some("0 <= . and . <= 100"));
    let phone = one("phone number");
    assert_eq!(bind(&phone, "/data/q", "constraint").as_deref(), Some(r"regex(., '^\d*$')"));
    assert!(flat(&phone).contains("<hint>Enter numbers only.</hint>"));
}

/// Feature: Question types — a type that does not exist is refused — with the nearest one
#[test]
fn an_unknown_type_is_refused() {
    assert_eq!(
        errors("| survey |\n| | type | name | label |\n| | integr | q | Q |\n| | telepathy | r | R |\n"),
        ["survey.type_unknown@2", "survey.type_unknown@3"]
    );
}
