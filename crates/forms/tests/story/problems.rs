//! All problems at once, each where it is.

use crate::scenario::{errors, refused, warnings};
use forms::Code;

/// Feature: Problems for authors — all problems at once, each with sheet, row, column and remedy
#[test]
fn every_problem_of_a_form_is_reported_together() {
    let form = "| survey |
| | type          | name  | label | relevant  | parameters  | inzira::sharing | inzira::sensitivity |
| | selct_one yn  | a     | A     |           |             |                 |                     |
| | text          | 1b    | B     |           |             |                 |                     |
| | text          |       | C     |           |             |                 |                     |
| | integer       | d     |       | ${nobody} |             |                 |                     |
| | geopoint      | e     | E     |           | acuracy=5   |                 |                     |
| | text          | f     | F     |           |             | public          | personal            |
| | text          | g     | G     |           |             | publik          | persnal             |
| | calculate     | h     |       |           |             |                 |                     |
| |               | i     | I     |           |             |                 |                     |
| | text          | f     | F     |           |             |                 |                     |
| | begin_repeat  | data  | R     |           |             |                 |                     |
";
    assert_eq!(
        errors(form),
        [
            "survey.type_unknown@2",
            "survey.name_invalid@3",
            "survey.name_missing@4",
            "survey.label_missing@5",
            "parameters.unknown@6",
            "survey.personal_but_public@7",
            "survey.sensitivity_unknown@8",
            "survey.sharing_unknown@8",
            "survey.calculation_missing@9",
            "survey.type_missing@10",
            "survey.name_repeated@11",
            "survey.repeat_name_repeated@12",
            "survey.begin_unmatched@12",
            "reference.unknown@5",
        ]
    );
    let first = &refused(form).0[0];
    assert_eq!(first.remedy, "Did you mean 'select_one'?");
}

/// Feature: Worksheets and columns — headers that repeat, clash or are missing are told
#[test]
fn headers_are_checked() {
    assert_eq!(
        errors("| survey |\n| | type | name | label | label |\n| | text | a | A | B |\n"),
        ["header.repeated@1"]
    );
    assert_eq!(
        errors("| survey |\n| | type | name | relevant | relevance | label |\n| | text | a | | | A |\n"),
        ["header.same_column@1"]
    );
    assert_eq!(errors("| survey |\n| | name | label |\n| | a | A |\n"), ["header.missing@1"]);
    assert!(
        warnings("| survey |\n| | type | name | label | relevent | my notes |\n| | text | a | A | | |\n")
            .contains(&"header.misspelt@1".to_owned())
    );
}

/// Refused: Advanced use — attributes that XML does not take, or whose prefix is not declared — no phone could read the form
#[test]
fn attributes_that_would_break_the_form_are_refused() {
    let form = "| survey |\n| | type | name | label | bind::a b | bind::y:z | instance::x:y | bind::orx:fine |\n| | text | a | A | 1 | prop | 2 | 3 |\n";
    assert_eq!(errors(form), ["header.attribute_invalid@2"; 3]);
    let declared = form.replace("bind::a b", "bind::ab").replace("bind::y:z", "hint").to_owned();
    let settings = "| settings |\n| | namespaces |\n| | x=\"http://example.org/x\" |\n";
    assert!(crate::scenario::good(&format!("{declared}{settings}")).xform.contains("xmlns:x=\"http://example.org/x\""));
}

/// Feature: Worksheets and columns — a sheet that is nearly named as it should is suspected
#[test]
fn a_misspelt_sheet_is_suspected() {
    let problems = refused(
        "| survey |\n| | type | name | label |\n| | select_one l | a | A |\n| choces |\n| | list_name | name | label |\n| | l | a | A |\n",
    );
    let codes: Vec<Code> = problems.0.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [Code::SheetMisspelt, Code::SheetMissing]);
}

#[test]
fn every_code_has_a_text_of_its_own() {
    let mut texts: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    texts.sort_unstable();
    texts.dedup();
    assert_eq!(texts.len(), Code::ALL.len());
}

#[test]
fn problems_are_plain_data() {
    let problems = refused("| survey |\n| | type | name | label |\n| | txt | a | A |\n");
    let json = serde_json::to_value(&problems).unwrap();
    assert_eq!(json[0]["code"], "survey.type_unknown");
    assert_eq!(json[0]["sheet"], "survey");
    assert_eq!(json[0]["row"], 2);
    assert_eq!(json[0]["column"], "type");
    assert_eq!(json[0]["value"], "txt");
    assert_eq!(json[0]["severity"], "error");
    assert_eq!(serde_json::from_value::<forms::Problems>(json).unwrap(), problems);
}
