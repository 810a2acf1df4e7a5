//! Range questions. Source: xlsform.org/en/#range

use crate::scenario::{bind, control, errors, flat, good};

fn form(parameters: &str) -> String {
    format!(
        "| survey |
| | type  | name | label | parameters   |
| | range | q    | Q     | {parameters} |
| choices |
| | list_name | name | label |
| | ticks     | 0    | None  |
| | ticks     | 10   | All   |
"
    )
}

/// Feature: Range — start, end and step — from 1 to 10 by 1 without them
#[test]
fn a_range_has_bounds_and_steps() {
    let read = |parameters: &str| {
        let compiled = good(&form(parameters));
        ["start", "end", "step"].map(|name| control(&compiled, "/data/q", name).unwrap())
    };
    assert_eq!(read(""), ["1", "10", "1"]);
    assert_eq!(read("start=0 end=20 step=5"), ["0", "20", "5"]);
    assert_eq!(read("start=0; end=20; step=5"), ["0", "20", "5"]);
}

/// Feature: Range — steps with decimals give decimals
#[test]
fn the_type_follows_the_step() {
    assert_eq!(bind(&good(&form("start=0 end=10")), "/data/q", "type").as_deref(), Some("int"));
    assert_eq!(bind(&good(&form("start=0 end=1 step=0.1")), "/data/q", "type").as_deref(), Some("decimal"));
}

/// Feature: Range — ticks, placeholder and labels of ticks
#[test]
fn ticks_can_be_spaced_and_labelled() {
    let compiled = good(&form("start=0 end=10 step=1 tick_interval=2 placeholder=6 tick_labelset=ticks"));
    assert_eq!(control(&compiled, "/data/q", "odk:tick-interval").as_deref(), Some("2"));
    assert_eq!(control(&compiled, "/data/q", "odk:placeholder").as_deref(), Some("6"));
    assert!(flat(&compiled).contains(r#"<itemset nodeset="instance('ticks')/root/item">"#));
}

/// Feature: Range — values that do not fit the range are refused
#[test]
fn what_does_not_fit_the_range_is_refused() {
    for parameters in [
        "start=zero",
        "start=0 end=10 step=0",
        "start=0 end=10 step=11",
        "start=0 end=10 tick_interval=20",
        "start=0 end=10 step=2 placeholder=5",
        "start=0 end=10 placeholder=11",
        "start=0 end=10 tick_labelset=nobody",
    ] {
        assert_eq!(errors(&form(parameters)), ["parameters.invalid@2"], "{parameters}");
    }
}
