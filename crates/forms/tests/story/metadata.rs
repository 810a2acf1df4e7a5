//! Metadata. Source: xlsform.org/en/#metadata

use crate::scenario::{bind, errors, flat, good, warnings};

fn preloaded(kind: &str) -> (String, String) {
    let compiled = good(&format!("| survey |\n| | type | name |\n| | {kind} | m |\n"));
    let read = |attribute: &str| bind(&compiled, "/data/m", attribute).unwrap();
    (read("jr:preload"), read("jr:preloadParams"))
}

/// Feature: Metadata — start, end, today
#[test]
fn the_device_notes_when() {
    assert_eq!(preloaded("start"), ("timestamp".into(), "start".into()));
    assert_eq!(preloaded("end"), ("timestamp".into(), "end".into()));
    assert_eq!(preloaded("today"), ("date".into(), "today".into()));
}

/// Feature: Metadata — deviceid, phonenumber, username, email, with their uri: forms
#[test]
fn the_device_notes_who() {
    for kind in ["deviceid", "phonenumber", "username", "email", "uri:deviceid", "uri:username"] {
        assert_eq!(preloaded(kind), ("property".into(), kind.into()));
    }
}

/// Feature: Metadata — subscriberid, simserial — compiled, with a warning: phones no longer give them
#[test]
fn what_phones_no_longer_tell_is_warned_of() {
    let form = "| survey |\n| | type | name |\n| | subscriberid | a |\n| | simserial | b |\n";
    assert_eq!(warnings(form), ["survey.metadata_obsolete@2", "survey.metadata_obsolete@3"]);
}

/// Feature: Metadata — audit, with the places and changes it notes
#[test]
fn an_audit_notes_what_it_is_told_to() {
    let form = |parameters: &str| {
        format!(
            "| survey |\n| | type | name | label | parameters |\n| | audit | audit | | {parameters} |\n| | text | a | A | |\n"
        )
    };
    let compiled = good(&form("track-changes=true identify-user=true track-changes-reasons=on-form-edit"));
    for (attribute, value) in
        [("track-changes", "true"), ("identify-user", "true"), ("track-changes-reasons", "on-form-edit")]
    {
        assert_eq!(bind(&compiled, "/data/meta/audit", &format!("odk:{attribute}")).as_deref(), Some(value));
    }
    for parameters in [
        "track-changes=yes",
        "location-priority=fast location-min-interval=1 location-max-age=2",
        "location-priority=balanced location-min-interval=soon location-max-age=2",
        "location-priority=balanced location-min-interval=60 location-max-age=30",
        "track-changes-reasons=always",
    ] {
        assert_eq!(errors(&form(parameters)), ["parameters.invalid@2"], "{parameters}");
    }
    let named = "| survey |\n| | type | name |\n| | audit | log |\n| | start | s |\n";
    assert_eq!(errors(named), ["survey.audit_named@2"]);
}

/// Feature: Metadata — every submission has an id of its own
#[test]
fn every_submission_has_an_id() {
    let compiled = good("| survey |\n| | type | name | label |\n| | text | a | A |\n");
    assert!(flat(&compiled).contains("<meta><instanceID/></meta>"));
    assert_eq!(bind(&compiled, "/data/meta/instanceID", "jr:preload").as_deref(), Some("uid"));
}
