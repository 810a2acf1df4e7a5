//! Places. Source: xlsform.org/en/#location

use crate::scenario::{bind, control, errors, flat, good};

fn form(kind: &str, parameters: &str) -> String {
    format!("| survey |\n| | type | name | label | parameters |\n| | {kind} | q | Q | {parameters} |\n")
}

/// Feature: Location — geopoint, geotrace, geoshape
#[test]
fn points_lines_and_areas_are_asked() {
    for kind in ["geopoint", "geotrace", "geoshape"] {
        let compiled = good(&form(kind, ""));
        assert_eq!(bind(&compiled, "/data/q", "type").as_deref(), Some(kind));
        assert_eq!(control(&compiled, "/data/q", "tag").as_deref(), Some("input"));
    }
}

/// Feature: Location — accuracy: capture-accuracy, warning-accuracy, allow-mock-accuracy
#[test]
fn how_exact_a_point_must_be_is_said() {
    let compiled = good(&form("geopoint", "capture-accuracy=5 warning-accuracy=20.5 allow-mock-accuracy=true"));
    assert_eq!(control(&compiled, "/data/q", "accuracyThreshold").as_deref(), Some("5"));
    assert_eq!(control(&compiled, "/data/q", "unacceptableAccuracyThreshold").as_deref(), Some("20.5"));
    assert_eq!(bind(&compiled, "/data/q", "odk:allow-mock-accuracy").as_deref(), Some("true"));
    assert_eq!(errors(&form("geopoint", "capture-accuracy=good")), ["parameters.invalid@2"]);
    assert_eq!(errors(&form("geopoint", "allow-mock-accuracy=maybe")), ["parameters.invalid@2"]);
}

/// Feature: Location — lines and areas sent point by point: incremental
#[test]
fn a_line_can_be_drawn_point_by_point() {
    assert_eq!(
        control(&good(&form("geotrace", "incremental=true")), "/data/q", "incremental").as_deref(),
        Some("true")
    );
    assert_eq!(errors(&form("geotrace", "incremental=false")), ["parameters.invalid@2"]);
    assert_eq!(errors(&form("geopoint", "incremental=true")), ["parameters.unknown@2"]);
}

/// Feature: Location — what a map shows beside the answer: reference-geometry
#[test]
fn a_map_shows_places_of_a_list_or_of_a_repeat() {
    let with = |source: &str| {
        format!(
            "| survey |
| | type         | name     | label | parameters                  |
| | begin_repeat | plot     | Plot  |                             |
| | geoshape     | geometry | Shape |                             |
| | end_repeat   |          |       |                             |
| | geopoint     | q        | Q     | reference-geometry={source} |
| choices |
| | list_name | name | label | geometry |
| | wells     | w    | Well  | 3 30 0 0 |
"
        )
    };
    assert!(flat(&good(&with("wells"))).contains(r#"<itemset nodeset="instance('wells')/root/item">"#));
    assert!(flat(&good(&with("${plot}"))).contains("/data/plot[./geometry != '']"));
    assert_eq!(errors(&with("nowhere")), ["parameters.invalid@5"]);
}

/// Feature: Location — start-geopoint
#[test]
fn where_the_interview_begins_is_noted() {
    let compiled = good("| survey |\n| | type | name |\n| | start-geopoint | begin |\n");
    assert!(flat(&compiled).contains(r#"<odk:setgeopoint ref="/data/begin" event="odk-instance-first-load"/>"#));
}

/// Feature: Location — background-geopoint
#[test]
fn where_a_question_is_answered_is_noted() {
    let form = |trigger: &str, calculation: &str| {
        format!(
            "| survey |
| | type                | name  | label | trigger   | calculation   |
| | text                | a     | A     |           |               |
| | background-geopoint | where |       | {trigger} | {calculation} |
"
        )
    };
    let compiled = good(&form("${a}", ""));
    assert!(flat(&compiled).contains(r#"<odk:setgeopoint ref="/data/where" event="xforms-value-changed"/></input>"#));
    assert!(errors(&form("", "")).contains(&"reference.trigger_missing@3".to_owned()));
    assert_eq!(errors(&form("${a}", "1 + 1")), ["settings.invalid@3"]);
}

/// Feature: Location — placing a point on a map: appearances maps, placement-map
#[test]
fn a_point_can_be_placed_on_a_map() {
    let form = "| survey |\n| | type | name | label | appearance |\n| | geopoint | q | Q | placement-map |\n";
    assert_eq!(control(&good(form), "/data/q", "appearance").as_deref(), Some("placement-map"));
}
