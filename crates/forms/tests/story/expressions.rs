//! Expressions: parsed, their references and functions looked up.

use crate::scenario::{bind, errors, good, refused};

fn form(relevant: &str) -> String {
    format!(
        "| survey |\n| | type | name | label | relevant |\n| | integer | age | Age | |\n| | text | job | Job | {} |\n",
        relevant.replace('|', "\\|")
    )
}

/// Feature: Formulas — expressions are parsed; slips, unknown names and functions are told at the cell
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
fn habits_of_other_languages_are_named() {
    for (relevant, said) in [
        ("${age} == 3", "The expression cannot be read: '=' is written once. Correct it at '= 3'."),
        (
            "(${age} > 3 AND ${age} < 9)",
            "The expression cannot be read: 'and', 'or', 'div' and 'mod' are written in small letters. \
             Correct it at 'AND ${age} < 9)'.",
        ),
        ("${age} > 3 and", "The expression cannot be read: it ends too early. Correct it at 'and'."),
    ] {
        let problem = &refused(&form(relevant)).0[0];
        assert_eq!(format!("{} {}", problem.message, problem.remedy), said);
    }
}

#[test]
fn words_stay_apart_when_paths_take_the_place_of_references() {
    assert_eq!(
        bind(&good(&form("${age}-1 > 2 or ${age}and 1")), "/data/job", "relevant").as_deref(),
        Some("/data/age -1 > 2 or /data/age and 1")
    );
}

/// Feature: Formulas — jr:choice-name() with a reference within quotes
#[test]
fn a_reference_within_quotes_is_a_path_too() {
    assert_eq!(
        bind(&good(&form("jr:choice-name(${age}, '${age}')")), "/data/job", "relevant").as_deref(),
        Some("jr:choice-name(/data/age, '/data/age')")
    );
}

/// Refused: Formulas — references to a name that several questions have — any of them could be meant
#[test]
fn several_questions_of_one_name_cannot_be_referred_to() {
    let form = "| survey |\n| | type | name | label |\n| | begin_group | g | G |\n| | text | a | A |\n| | end_group | | |\n| | text | a | A |\n| | note | n | Hello ${a} |\n";
    assert_eq!(errors(form), ["reference.ambiguous@6"]);
}

/// Feature: Formulas — functions of the ODK XForms specification, with how many arguments they take
#[test]
fn the_functions_phones_know_are_known() {
    for expression in [
        "selected(${age}, 'a') and count-selected(${age}) > 1",
        "if(${age} > 17, 'adult', 'child') = 'adult'",
        "coalesce(${age}, 0) + round(${age} div 3, 2) > int(7.5)",
        "regex(${age}, '[0-9]+') or starts-with(${age}, 'x')",
        "concat(substr(${age}, 0, 2), '-', string-length(${age})) != ''",
        "format-date(today(), '%Y-%m') = '2026-11' or decimal-date-time(now()) > 0",
        "distance(${age}) > 5 and area(${age}) < 10",
        "digest(${age}, 'SHA-256') != '' and uuid() != ''",
        "not(true()) or boolean-from-string('1') or once(random()) > 0.5",
        "sum(${age}) + max(${age}, 2) + min(1, 2) + pow(2, 3) > 0",
    ] {
        good(&form(expression));
    }
}

/// Feature: Formulas — paths, and conditions between square brackets
#[test]
fn paths_are_read_as_xpath_says() {
    let compiled = good(
        "| survey |
| | type         | name | label | calculation                                              |
| | select_one l | a    | A     |                                                          |
| | calculate    | c    |       | instance('l')/root/item[name = current()/../a]/price     |
| | calculate    | d    |       | count(instance('l')/root/item[price > 1 and name != 'x']) |
| | calculate    | e    |       | ../a                                                     |
| choices |
| | list_name | name | label | price |
| | l         | x    | X     | 2     |
",
    );
    assert_eq!(
        bind(&compiled, "/data/c", "calculate").as_deref(),
        Some("instance('l')/root/item[name = current()/../a]/price")
    );
    assert_eq!(bind(&compiled, "/data/e", "calculate").as_deref(), Some("../a"));
}
