//! What works but hurts is said beside what is wrong, and never hidden by it.

use crate::scenario::{compile, errors, good, refused, warnings};
use forms::{Code, Problem};

fn found(form: &str, code: Code) -> Vec<Problem> {
    let problems = match compile(form) {
        Ok(compiled) => compiled.warnings,
        Err(problems) => problems.0,
    };
    problems.into_iter().filter(|problem| problem.code == code).collect()
}

/// Feature: Problems for authors — warnings stand beside errors — neither crowds out the other
#[test]
fn errors_never_hide_warnings() {
    let form = "| survey |
| | type         | name  | label::English (en) | label::French (fr) | hint::French (fr) | disabled |
| | text         | 1     | First               |                    |                   |          |
| | image        | photo | Photo               | Photo              |                   |          |
| | begin_repeat | r     |                     |                    |                   |          |
| | text         | R2    | A                   | A                  |                   |          |
| | text         | r2    | A                   | A                  |                   | no       |
| | end_repeat   |       |                     |                    |                   |          |
| |              |       |                     |                    | a note            |          |
| choices |
| | list_name | name   | label::English (en) | my column |
| | unused    | a b    | A B                 |           |
| | unused    | c      |                     |           |
| | unused    | d      | D                   |           |
|settngs |
| | form_id |
| | f       |
";
    let all: Vec<String> = refused(form).0.iter().map(|problem| problem.code.to_string()).collect();
    for code in [
        "sheet.misspelt",
        "header.not_a_name",
        "choices.label_missing",
        "survey.name_invalid",
        "survey.image_unbounded",
        "survey.repeat_without_label",
        "survey.column_disabled",
        "survey.name_repeated_in_other_case",
        "survey.row_skipped",
        "choices.list_unused",
        "choices.name_spaced",
        "translation.column_missing",
        "translation.missing",
    ] {
        assert!(all.iter().any(|found| found == code), "{code} is not among {all:?}");
    }
}

#[test]
fn hundreds_of_warnings_leave_room_for_errors() {
    let rows: String = (0..700).map(|n| format!("| | image | p{n} | P |\n")).collect();
    let form = format!("| survey |\n| | type | name | label |\n{rows}| | txt | b | B |\n| | text | 1 | C |\n");
    assert_eq!(errors(&form), ["survey.type_unknown@702", "survey.name_invalid@703"]);
    let problems = refused(&form);
    assert_eq!(problems.0.last().unwrap().code, Code::MoreProblems);
    assert_eq!(problems.0.last().unwrap().message, "200 further problems are not listed.");
}

/// Feature: Multiple languages — a text missing in one language is warned of — at its cell
#[test]
fn a_text_that_one_language_lacks_is_told_at_its_cell() {
    let form = "| survey |
| | type         | name | label::English (en) | label::French (fr) | hint::English (en) | hint::French (fr) |
| | text         | a    | First               | Premier            |                    |                   |
| | text         | b    | Second              |                    | Help               |                   |
| | select_one l | c    | Third               | Troisième          |                    | Conseil           |
| choices |
| | list_name | name | label::English (en) | label::French (fr) |
| | l         | x    |                     | Le X               |
";
    let places: Vec<(String, u32, String)> = found(form, Code::TranslationMissing)
        .into_iter()
        .map(|problem| (problem.cell.sheet, problem.cell.row.unwrap(), problem.cell.column.unwrap()))
        .collect();
    let expected = [
        ("survey", 3, "label::French (fr)"),
        ("survey", 3, "hint::French (fr)"),
        ("survey", 4, "hint::English (en)"),
        ("choices", 2, "label::English (en)"),
    ];
    assert_eq!(places, expected.map(|(sheet, row, column)| (sheet.to_owned(), row, column.to_owned())));
}

#[test]
fn a_text_without_language_counts_for_the_default_language() {
    let form = "| survey |
| | type | name | label | label::French (fr) |
| | text | a    | First | Premier            |
| settings |
| | default_language |
| | English (en)     |
";
    assert_eq!(warnings(form), Vec::<String>::new());
    let without = form.replace("English (en)", "French (fr)");
    assert_eq!(warnings(&without), Vec::<String>::new(), "the two columns are one language then");
}

#[test]
fn a_language_only_begun_is_not_told_row_by_row_without_end() {
    let rows: String = (0..50).map(|n| format!("| | text | q{n} | Q | |\n")).collect();
    let form = format!(
        "| survey |\n| | type | name | label::English (en) | label::French (fr) |\n{rows}| | text | z | Z | Z |\n"
    );
    assert_eq!(found(&form, Code::TranslationMissing).len(), 20);
    let more = found(&form, Code::TranslationsMissing);
    assert_eq!(more.len(), 1);
    assert_eq!(more[0].message, "30 further rows have no text in 'label::French (fr)'.");
}

#[test]
fn a_row_that_is_left_out_needs_no_translation() {
    let form = "| survey |
| | type | name | label::English (en) | label::French (fr) | disabled |
| | text | a    | First               | Premier            |          |
| | text | b    | Second              |                    | yes      |
";
    assert_eq!(warnings(form), ["survey.column_disabled@3"]);
}

/// Feature: Multiple languages — languages are named with a code that exists — warned of otherwise
#[test]
fn the_code_of_a_language_must_stand_for_one() {
    let form = |language: &str| format!("| survey |\n| | type | name | label::{language} |\n| | text | a | A |\n");
    assert_eq!(warnings(&form("French (fr)")), Vec::<String>::new());
    assert_eq!(warnings(&form("Kirundi (rn)")), Vec::<String>::new());
    assert_eq!(warnings(&form("Français")), ["translation.language_without_code@1"]);
    assert_eq!(warnings(&form("French (xx)")), ["translation.language_code_unknown@1"]);
    let warning = &good(&form("French (xx)")).warnings[0];
    assert_eq!(warning.message, "The code 'xx' of the language 'French (xx)' stands for no language.");
    assert_eq!(warning.cell.column.as_deref(), Some("label::French (xx)"));
}

/// Feature: Question types — a visible question without label is warned of — refused without label, hint and picture
#[test]
fn a_hint_does_not_stand_for_a_label() {
    let form = "| survey |\n| | type | name | label | hint | image |\n| | text | a | A | | |\n| | text | b | | How old? | |\n| | text | c | | | c.png |\n";
    assert_eq!(warnings(form), ["survey.label_absent@3", "survey.label_absent@4"]);
    assert_eq!(errors("| survey |\n| | type | name |\n| | text | a |\n"), ["survey.label_missing@2"]);
}

/// Feature: Multiple choice — a list no question uses is warned of — where it begins
#[test]
fn an_unused_list_is_told_where_it_begins() {
    let form = "| survey |
| | type         | name | label | relevant                                      |
| | select_one a | q    | Q     | count(instance('read')/root/item[name = 1]) > 0 |
| choices |
| | list_name | name | label |
| | a         | x    | X     |
| | left      | y    | Y     |
| | left      | z    | Z     |
| | read      | z    | Z     |
";
    let unused = found(form, Code::ListUnused);
    assert_eq!(unused.len(), 1);
    assert_eq!((unused[0].cell.row, unused[0].cell.value.as_deref()), (Some(3), Some("left")));
}

/// Feature: Worksheets and columns — names longer than databases keep are warned of
#[test]
fn a_long_name_is_told_with_the_reason() {
    let form =
        |length: usize| format!("| survey |\n| | type | name | label |\n| | text | {} | A |\n", "n".repeat(length));
    assert_eq!(warnings(&form(63)), Vec::<String>::new());
    assert_eq!(warnings(&form(64)), ["survey.name_long@2"]);
    let warning = &good(&form(64)).warnings[0];
    assert_eq!(warning.remedy, "Use at most 63: PostgreSQL keeps 63 of a column's name, SPSS 64 and Stata 32.");
}

/// Feature: Multiple choice — choice names with spaces are warned of — refused where several can be chosen
#[test]
fn a_choice_name_with_a_space_is_told_at_the_choice() {
    let form = |kind: &str| {
        format!(
            "| survey |\n| | type | name | label |\n| | {kind} l | a | A |\n| choices |\n| | list_name | name | label |\n| | l | x | X |\n| | l | a b | A B |\n"
        )
    };
    assert_eq!(warnings(&form("select_one")), ["choices.name_spaced@3"]);
    assert_eq!(errors(&form("select_multiple")), ["choices.name_with_space@3"]);
}

/// Feature: Settings — form_id beside the older id_string — form_id counts, with a warning
#[test]
fn the_newer_name_of_the_forms_id_counts() {
    for settings in ["| | form_id | id_string |\n| | new | old |\n", "| | id_string | form_id |\n| | old | new |\n"] {
        let form = format!("| survey |\n| | type | name | label |\n| | text | a | A |\n| settings |\n{settings}");
        assert_eq!(warnings(&form), ["settings.form_id_twice@1"]);
        assert_eq!(good(&form).form.id, "new");
    }
}

#[test]
fn what_pyxform_warns_of_is_warned_of() {
    let form = "| survey |
| | type                  | name   | label | choice_filter | parameters     |
| | simserial             | sim    |       |               |                |
| | select_one_external x | place  | Place |               |                |
| | select_one l or_other | cause  | Cause |               |                |
| | text                  | Cause  | C     |               |                |
| choices |
| | list_name | name | label::English (en) | label::French (fr) |
| | l         | a    | A                   | A                  |
| |           | b    | B                   | B                  |
| external_choices |
| | list_name | name | label |
| | x         | p    | P     |
";
    let found = warnings(form);
    for expected in [
        "survey.metadata_obsolete@2",
        "select.external_unfiltered@3",
        "select.or_other_untranslated@4",
        "survey.name_repeated_in_other_case@5",
        "choices.list_missing@3",
    ] {
        assert!(found.iter().any(|one| one == expected), "{expected} is not among {found:?}");
    }
}
