//! Constraints, relevance, calculation, required and read-only questions, defaults, triggers.
//! Source: xlsform.org/en/#constraints and the sections behind it

use crate::scenario::{bind, errors, flat, good};

/// Feature: Constraints — constraint and constraint_message
#[test]
fn an_answer_is_held_within_bounds() {
    let compiled = good(
        "| survey |
| | type    | name | label | constraint          | constraint_message |
| | integer | age  | Age   | . >= 0 and . <= 120 | 0 to 120           |
",
    );
    assert_eq!(bind(&compiled, "/data/age", "constraint").as_deref(), Some(". >= 0 and . <= 120"));
    assert_eq!(bind(&compiled, "/data/age", "jr:constraintMsg").as_deref(), Some("0 to 120"));
}

/// Feature: Relevant — questions, groups and repeats that are asked only where they apply
#[test]
fn what_does_not_apply_is_not_asked() {
    let compiled = good(
        "| survey |
| | type         | name | label | relevant     |
| | text         | a    | A     |              |
| | text         | b    | B     | ${a} != ''   |
| | begin_group  | g    | G     | ${a} = 'x'   |
| | text         | c    | C     |              |
| | end_group    |      |       |              |
| | begin_repeat | r    | R     | ${a} = 'y'   |
| | text         | d    | D     | ${c} = ${a}  |
| | end_repeat   |      |       |              |
",
    );
    assert_eq!(bind(&compiled, "/data/b", "relevant").as_deref(), Some("/data/a != ''"));
    assert_eq!(bind(&compiled, "/data/g", "relevant").as_deref(), Some("/data/a = 'x'"));
    assert_eq!(bind(&compiled, "/data/r", "relevant").as_deref(), Some("/data/a = 'y'"));
    assert_eq!(bind(&compiled, "/data/r/d", "relevant").as_deref(), Some("/data/g/c = /data/a"));
}

/// Feature: Calculation — calculate, and calculation of any question
#[test]
fn values_are_computed() {
    let compiled = good(
        "| survey |
| | type      | name  | label | calculation   |
| | integer   | a     | A     |               |
| | calculate | twice |       | ${a} * 2      |
| | integer   | b     | B     | ${twice} + 1  |
",
    );
    assert_eq!(bind(&compiled, "/data/twice", "calculate").as_deref(), Some("/data/a * 2"));
    assert_eq!(bind(&compiled, "/data/b", "calculate").as_deref(), Some("/data/twice + 1"));
    assert_eq!(
        errors("| survey |\n| | type | name |\n| | calculate | c |\n"),
        ["survey.calculation_missing@2"],
        "a calculate computes something"
    );
}

/// Feature: Required — always, or under a condition, with required_message
#[test]
fn an_answer_may_be_required() {
    let compiled = good(
        "| survey |
| | type | name | label | required   | required_message |
| | text | a    | A     | yes        | Please           |
| | text | b    | B     | ${a} = 'x' |                  |
| | text | c    | C     | no         |                  |
",
    );
    assert_eq!(bind(&compiled, "/data/a", "required").as_deref(), Some("true()"));
    assert_eq!(bind(&compiled, "/data/a", "jr:requiredMsg").as_deref(), Some("Please"));
    assert_eq!(bind(&compiled, "/data/b", "required").as_deref(), Some("/data/a = 'x'"));
    assert_eq!(bind(&compiled, "/data/c", "required").as_deref(), Some("false()"));
}

/// Feature: Read only — read_only
#[test]
fn an_answer_may_be_shown_only() {
    let compiled =
        good("| survey |\n| | type | name | label | read_only | default |\n| | text | a | A | yes | Fixed |\n");
    assert_eq!(bind(&compiled, "/data/a", "readonly").as_deref(), Some("true()"));
}

/// Feature: Default — the answer of the last submission: ${last-saved#name}
#[test]
fn the_last_answer_can_be_offered_again() {
    let compiled =
        good("| survey |\n| | type | name | label | default |\n| | text | team | Team | ${last-saved#team} |\n");
    let flat = flat(&compiled);
    assert!(flat.contains(r#"<instance id="__last-saved" src="jr://instance/last-saved"/>"#));
    assert!(flat.contains(r#"value="instance('__last-saved')/data/team""#), "{flat}");
    assert!(compiled.form.attachments().is_empty(), "it is no file to upload");
}

/// Feature: Trigger — several questions set one value
#[test]
fn several_questions_can_set_a_value() {
    let compiled = good(
        "| survey |
| | type      | name | label | trigger    | calculation |
| | text      | a    | A     |            |             |
| | text      | b    | B     |            |             |
| | calculate | when |       | ${a}, ${b} | now()       |
",
    );
    let set = r#"<setvalue ref="/data/when" event="xforms-value-changed" value="now()"/>"#;
    assert_eq!(flat(&compiled).matches(set).count(), 2);
}

/// Feature: Trigger — what cannot trigger is refused — unknown and invisible questions, expressions
#[test]
fn a_trigger_is_a_question_people_answer() {
    let form = |trigger: &str| {
        format!(
            "| survey |
| | type      | name | label | trigger   | calculation |
| | text      | a    | A     |           |             |
| | calculate | c    |       |           | 1           |
| | calculate | when |       | {trigger} | now()       |
"
        )
    };
    good(&form("${a}"));
    assert_eq!(errors(&form("a")), ["reference.trigger_unreadable@4"]);
    assert_eq!(errors(&form("${nobody}")), ["reference.unknown@4"]);
    assert_eq!(errors(&form("${c}")), ["reference.trigger_invisible@4"]);
}
