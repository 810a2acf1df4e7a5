//! Worksheets and columns. Source: xlsform.org/en/#setting-up-your-worksheets

use crate::scenario::{bind, errors, flat, good, warnings};

/// Feature: Worksheets and columns — headers in any case, with their older names
#[test]
fn columns_go_by_several_names() {
    let compiled = good(
        "| Survey |
| | Type | Name | Caption | Relevance | Read Only | Constraint Message | Constraint |
| | text | a    | A       |           |           |                    |            |
| | text | b    | B       | ${a} = 1  | yes       | No                 | . != 'x'   |
",
    );
    assert_eq!(bind(&compiled, "/data/b", "relevant").as_deref(), Some("/data/a = 1"));
    assert_eq!(bind(&compiled, "/data/b", "readonly").as_deref(), Some("true()"));
    assert_eq!(bind(&compiled, "/data/b", "jr:constraintMsg").as_deref(), Some("No"));
    assert!(flat(&compiled).contains("<label>B</label>"));
}

/// Feature: Worksheets and columns — languages behind :: or, in old forms, behind :
#[test]
fn old_forms_divide_headers_by_one_colon() {
    let compiled = good("| survey |\n| | type | name | label:French (fr) |\n| | text | a | Nom |\n");
    assert_eq!(compiled.form.languages, ["French (fr)"]);
}

/// Feature: Worksheets and columns — rows that are no questions — empty ones, notes, and those disabled
#[test]
fn rows_that_are_no_questions_are_passed_over() {
    let form = "| survey |
| | type | name | label | disabled | my notes    |
| | text | a    | A     |          |             |
| |      |      |       |          | ask the team |
| | text | b    | B     | yes      |             |
";
    let compiled = good(form);
    assert_eq!(compiled.form.questions().count(), 1);
    assert_eq!(warnings(form), ["survey.row_skipped@3", "survey.column_disabled@4"]);
}

/// Feature: Worksheets and columns — names fit for XML, unique in their group — refused otherwise
#[test]
fn names_are_fit_and_unique() {
    let form = "| survey |
| | type        | name | label |
| | text        | 1st  | A     |
| | text        | a b  | B     |
| | text        | meta | C     |
| | text        | d    | D     |
| | text        | d    | D     |
| | begin_group | g    | G     |
| | text        | d    | D     |
| | end_group   |      |       |
| | text        | été  | É     |
";
    assert_eq!(
        errors(form),
        ["survey.name_invalid@2", "survey.name_invalid@3", "survey.name_reserved@4", "survey.name_repeated@6"]
    );
}

/// Feature: Worksheets and columns — a form without questions is refused
#[test]
fn a_form_asks_something() {
    assert_eq!(errors("| survey |\n| | type | name | label |\n"), ["survey.empty"]);
    assert_eq!(
        errors("| choices |\n| | list_name | name | label |\n| | l | a | A |\n| settings |\n| | form_id |\n| | f |\n"),
        ["sheet.missing"]
    );
}
