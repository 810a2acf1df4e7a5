//! What expressions do with the answers they name. Rules:
//! 1. What can never be evaluated is refused at its cell.
//! 2. What is evaluated but hardly meant is warned of, with what was probably meant.
//! 3. What may be right is left alone.

use crate::scenario::{good, refused};
use forms::Problem;

/// A form with a question of each kind that matters, and one more with the expression.
fn form(relevant: &str) -> String {
    format!(
        "| survey |
         | | type                  | name  | label | relevant  |
         | | integer               | age   | Age   |           |
         | | text                  | job   | Job   |           |
         | | date                  | day   | Day   |           |
         | | geopoint              | spot  | Spot  |           |
         | | select_one yes_no     | idp   | IDP   |           |
         | | select_multiple needs | needs | Needs |           |
         | | begin_repeat          | child | Child |           |
         | | integer               | years | Years |           |
         | | end_repeat            |       |       |           |
         | | text                  | last  | Last  | {} |
         | choices |
         | | list_name | name  | label |
         | | yes_no    | yes   | Yes   |
         | | yes_no    | no    | No    |
         | | needs     | food  | Food  |
         | | needs     | water | Water |
         | | needs     | 3     | Three |
        ",
        relevant.replace('|', "\\|")
    )
}

fn warnings(relevant: &str) -> Vec<Problem> {
    let mut warnings = good(&form(relevant)).warnings;
    warnings.retain(|warning| warning.cell.row == Some(11));
    warnings
}

fn codes(relevant: &str) -> Vec<&'static str> {
    warnings(relevant).iter().map(|warning| warning.code.as_str()).collect()
}

#[test]
fn a_value_where_nodes_are_needed_is_refused() {
    for (relevant, code) in [
        ("count('x') > 1", "expression.nodes_needed"),
        ("sum(3) > 1", "expression.nodes_needed"),
        ("position(1) = 1", "expression.nodes_needed"),
        ("indexed-repeat('years', ${child}, 1) = 1", "expression.nodes_needed"),
        ("count-non-empty(today()) = 1", "expression.nodes_needed"),
        ("count(${age} | 'x') = 1", "expression.nodes_needed"),
        ("'x'/name = 1", "expression.path_on_value"),
        ("concat('a', 'b')[1] = 'a'", "expression.path_on_value"),
        ("indexed-repeat(${years}, ${child}) = 1", "expression.function_arguments"),
        ("indexed-repeat(${years}, ${child}, 1, ${child}) = 1", "expression.function_arguments"),
        ("weighted-checklist(1, 2, 3) = 1", "expression.function_arguments"),
    ] {
        let problems = refused(&form(relevant));
        let found: Vec<_> = problems.errors().map(|problem| (problem.code.as_str(), problem.cell.row)).collect();
        assert_eq!(found, [(code, Some(11))], "{relevant}");
    }
}

#[test]
fn the_message_says_what_is_wrong_and_what_to_write() {
    let problems = refused(&form("count('x') > 1"));
    assert_eq!(
        problems.errors().next().unwrap().to_string(),
        "Row 11 of 'survey', column 'relevant': 'count' takes questions or a path, not 'x'. Name a question, a group or a \
         repeat as ${its_name}, or write a path."
    );
    assert_eq!(
        warnings("${needs} = 'food'")[0].to_string(),
        "Row 11 of 'survey', column 'relevant': 'needs' may have several answers, and is equal to 'food' only where these \
         are all of them. To ask whether a choice is among the answers, write selected(${needs}, 'choice')."
    );
    assert_eq!(
        warnings("${idp} = 'yess'")[0].to_string(),
        "Row 11 of 'survey', column 'relevant': The list 'yes_no' of 'idp' has no choice 'yess'. Did you mean 'yes'?"
    );
}

#[test]
fn a_doubtful_comparison_is_warned_of() {
    for (relevant, expected) in [
        ("${age} = 'abc'", ["expression.compared_with_text"]),
        ("'abc' < ${age}", ["expression.compared_with_text"]),
        ("count(${child}) = 'none'", ["expression.compared_with_text"]),
        ("${age} + ' years' = ''", ["expression.number_needed"]),
        ("round('abc') = 1", ["expression.number_needed"]),
        ("${day} > 'today'", ["expression.compared_with_no_date"]),
        ("${day} = '31/12/2026'", ["expression.compared_with_no_date"]),
        ("${needs} = 'food'", ["expression.compared_with_several"]),
        ("${needs} != 'food' and ${needs} != 'water'", ["expression.compared_with_several"]),
        ("${idp} = 'oui'", ["expression.compared_with_no_choice"]),
        ("${idp} = 1", ["expression.compared_with_no_choice"]),
        ("selected(${needs}, 'fod')", ["expression.compared_with_no_choice"]),
        ("selected(${age}, 'food')", ["expression.selected_of_no_select"]),
        ("count-selected(${day}) > 1", ["expression.selected_of_no_select"]),
        ("selected(${spot}, 'food')", ["expression.selected_of_no_select"]),
        ("${idp} = yes", ["expression.path_to_nothing"]),
        ("${age} > 3 and TRUE", ["expression.path_to_nothing"]),
        ("${last-saved#idp} = 'oui'", ["expression.compared_with_no_choice"]),
    ] {
        assert_eq!(codes(relevant), expected, "{relevant}");
    }
}

#[test]
fn what_may_be_right_is_left_alone() {
    for relevant in [
        "${age} = '5' or ${age} = '' or ${age} > 3",
        "${day} > date('2026-01-01') or ${day} = '2026-01-01' or ${day} != ''",
        "${idp} = 'yes' or ${idp} = ''",
        "selected(${needs}, 'food') or ${needs} = '' or selected(${needs}, 3) or selected(${job}, 'food')",
        "count(${child}) > 1 and sum(${years}) = 3 and position(..) = 1",
        "count(${child}[years = 'x']) = 0",
        "indexed-repeat(${years}, ${child}, 1) = 1",
        "if(${age} > 3, 'a', 'b') = 'c' or coalesce(${job}, 'x') = 'y' or ${job} = 3",
        "string(number(${job})) = 'NaN'",
        "selected-at(${spot}, 3) < 20 or selected-at(${job}, 0) = 'a'",
    ] {
        assert_eq!(codes(relevant), [""; 0], "{relevant}");
    }
}

#[test]
fn a_dot_is_the_question_itself_but_not_within_a_condition_or_a_filter() {
    let form = "| survey |
         | | type         | name | label | constraint                         | choice_filter |
         | | integer      | a    | A     | . = 'x'                            |               |
         | | integer      | b    | B     | count(/data/a[. = 'x']) = 0        |               |
         | | select_one l | c    | C     | . = 'z'                            | . != 'q'      |
         | choices |
         | | list_name | name | label |
         | | l         | x    | X     |
        ";
    let found: Vec<_> = good(form).warnings.iter().map(|w| (w.code.as_str(), w.cell.row)).collect();
    assert_eq!(found, [("expression.compared_with_text", Some(2)), ("expression.compared_with_no_choice", Some(4))]);
}

#[test]
fn choices_that_are_not_in_the_form_are_not_judged() {
    let form = "| survey |
         | | type                       | name | label | appearance  | relevant    |
         | | select_one_from_file f.csv | a    | A     |             |             |
         | | select_one l               | b    | B     | search('f') | ${a} = 'x'  |
         | | text                       | c    | C     |             | ${b} = 'y'  |
         | choices |
         | | list_name | name     | label    |
         | | l         | name_key | name_key |
        ";
    assert!(good(form).warnings.iter().all(|warning| !warning.code.as_str().starts_with("expression.")));
}

#[test]
fn a_name_is_no_slip_where_something_lies_below() {
    let form = "| survey |
         | | type         | name | label | relevant         | choice_filter | constraint           |
         | | begin_group  | g    | G     | years = '' or .. |               |                      |
         | | integer      | a    | A     |                  |               | count(../b[c]) = 0   |
         | | select_one l | b    | B     |                  | name != 'x'   | current()/../a = 'x' |
         | | end_group    |      |       |                  |               |                      |
         | choices |
         | | list_name | name | label |
         | | l         | x    | X     |
        ";
    assert!(good(form).warnings.iter().all(|warning| warning.code.as_str() != "expression.path_to_nothing"));
}

/// Feature: Problems for authors — functions and steps that ODK Collect does not evaluate are warned of
#[test]
fn what_opens_in_browsers_only_is_warned_of() {
    for relevant in [
        "floor(${age}) = 1",
        "substring(${job}, 1, 2) = 'a'",
        "time('12:00') != ''",
        "count(/data/child[position() = last()]) = 1",
        "count(//years) = 1",
        "count(/data/age | /data/job) = 1",
        "../preceding-sibling::job = 'a'",
        "count(../child/text()) = 0",
    ] {
        assert_eq!(codes(relevant), ["expression.not_in_collect"], "{relevant}");
    }
    for relevant in ["int(${age}) = 1", "../child::age = 1", "count(../child/*) = 1", "substr(${job}, 0, 2) = 'a'"] {
        assert_eq!(codes(relevant), [""; 0], "{relevant}");
    }
    assert!(warnings("floor(${age}) = 1")[0].to_string().ends_with("not on phones. Did you mean 'int'?"));
    assert!(refused(&form("coalesce(${age}, ${job}, 0) = 1")).refuse(), "no client takes three");
}
