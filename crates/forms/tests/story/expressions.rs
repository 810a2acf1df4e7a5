//! Expressions: parsed, their references and functions looked up.

use crate::scenario::{bind, errors, good, refused};

fn form(relevant: &str) -> String {
    format!(
        "| survey |\n| | type | name | label | relevant |\n| | integer | age | Age | |\n| | text | job | Job | {} |\n",
        relevant.replace('|', "\\|")
    )
}

#[test]
fn mistakes_are_told_at_the_cell() {
    for (relevant, code) in [
        ("${agee} > 3", "reference.unknown"),
        ("${age > 3", "expression.unreadable"),
        ("${a ge} > 3", "reference.unreadable"),
        ("${age} > ", "expression.unreadable"),
        ("${age} == 3", "expression.unreadable"),
        ("(${age} > 3", "expression.unreadable"),
        ("selectd(${age}, 'a')", "expression.function_unknown"),
        ("selected(${age})", "expression.function_arguments"),
        ("if(${age} > 3, 1)", "expression.function_arguments"),
    ] {
        assert_eq!(errors(&form(relevant)), [format!("{code}@3")], "{relevant}");
    }
}

#[test]
fn what_was_probably_meant_is_said() {
    let problems = refused(&form("selectd(${agee}, 'a')"));
    let remedies: Vec<&str> = problems.errors().map(|problem| problem.remedy.as_str()).collect();
    assert_eq!(remedies, ["Did you mean 'age'?", "Did you mean 'selected'?"]);
    let problem = problems.errors().next().unwrap();
    assert_eq!(problem.cell.column.as_deref(), Some("relevant"));
    assert_eq!(problem.cell.value.as_deref(), Some("selectd(${agee}, 'a')"));
    assert_eq!(
        problem.to_string(),
        "Row 3 of 'survey', column 'relevant': There is no question named 'agee'. Did you mean 'age'?"
    );
}

#[test]
fn words_stay_apart_when_paths_take_the_place_of_references() {
    assert_eq!(
        bind(&good(&form("${age}-1 > 2 or ${age}and 1")), "/data/job", "relevant").as_deref(),
        Some("/data/age -1 > 2 or /data/age and 1")
    );
}

#[test]
fn a_reference_within_quotes_is_a_path_too() {
    assert_eq!(
        bind(&good(&form("jr:choice-name(${age}, '${age}')")), "/data/job", "relevant").as_deref(),
        Some("jr:choice-name(/data/age, '/data/age')")
    );
}

#[test]
fn several_questions_of_one_name_cannot_be_referred_to() {
    let form = "| survey |\n| | type | name | label |\n| | begin_group | g | G |\n| | text | a | A |\n| | end_group | | |\n| | text | a | A |\n| | note | n | Hello ${a} |\n";
    assert_eq!(errors(form), ["reference.ambiguous@6"]);
}
