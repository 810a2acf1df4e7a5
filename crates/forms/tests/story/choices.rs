//! Questions with choices: ranking, tables, external lists, search(). Source: xlsform.org/en/#multiple-choice-questions

use crate::scenario::{bind, control, errors, flat, good};

const LISTS: &str = "
| choices |
| | list_name | name | label |
| | l         | a    | A     |
| | l         | b    | B     |
| | m         | c    | C     |
";

fn form(rows: &str) -> String {
    format!("| survey |\n| | type | name | label | appearance | choice_filter |\n{rows}{LISTS}")
}

/// Feature: Multiple choice — rank
#[test]
fn choices_are_put_in_order() {
    let compiled = good(&form("| | rank l | q | Q |\n"));
    assert_eq!(bind(&compiled, "/data/q", "type").as_deref(), Some("odk:rank"));
    assert!(flat(&compiled).contains(r#"<odk:rank ref="/data/q">"#));
}

/// Feature: Multiple choice — table-list — selects of one list as a table; another list or a filter is refused
#[test]
fn selects_of_one_list_make_a_table() {
    let table = |rows: &str| form(&format!("| | begin_group | g | Table | table-list |\n{rows}| | end_group |\n"));
    let compiled = good(&table("| | select_one l | p | P |\n| | select_one l | q | Q |\n"));
    assert_eq!(control(&compiled, "/data/g/p", "appearance").as_deref(), Some("list-nolabel"));
    let flat = flat(&compiled);
    assert!(flat.contains(r#"<group ref="/data/g" appearance="field-list">"#));
    assert!(flat.contains(r#"appearance="label""#), "the first row of the table shows the choices' labels");
    assert_eq!(
        errors(&table("| | select_one l | p | P |\n| | select_one m | q | Q |\n")),
        ["select.table_list_mixed@4"]
    );
    assert_eq!(
        errors(&table("| | text | k | K |\n| | select_one l | p | P | | name = ${k} |\n")),
        ["select.table_list_filtered@4"]
    );
}

/// Feature: Cascading and external selects — choices that depend on an earlier answer: choice_filter
#[test]
fn choices_depend_on_an_earlier_answer() {
    let compiled = good(
        "| survey |
| | type           | name    | label   | choice_filter          |
| | select_one adm | region  | Region  | level = 1              |
| | select_one adm | commune | Commune | above = ${region}      |
| choices |
| | list_name | name | label | level | above |
| | adm       | n    | North | 1     |       |
| | adm       | n1   | N one | 2     | n     |
",
    );
    assert!(flat(&compiled).contains(r#"nodeset="instance('adm')/root/item[above = /data/region]""#));
    assert!(flat(&compiled).contains("<above>n</above>"));
}

/// Feature: Cascading and external selects — select_one_external — with itemsets.csv beside the form
#[test]
fn long_lists_stand_in_a_sheet_of_their_own() {
    let form = |list: &str| {
        format!(
            "| survey |
| | type                       | name | label | choice_filter |
| | text                       | a    | A     |               |
| | select_one_external {list} | q    | Q     | above = ${{a}} |
| external_choices |
| | list_name | name | label | above |
| | places    | x    | X     | n     |
"
        )
    };
    let compiled = good(&form("places"));
    assert!(flat(&compiled).contains(r#"query="instance('places')/root/item[above = /data/a]""#));
    assert_eq!(compiled.form.attachments(), ["itemsets.csv"]);
    assert_eq!(errors(&form("plaecs")), ["select.list_unknown@3"]);
}

/// Feature: Pre-loaded data — search() in the appearance — choices from a CSV file, by the names of its columns
#[test]
fn search_reads_its_choices_from_a_file() {
    let compiled = good(&form("| | select_one l | q | Q | search('places') |\n"));
    assert!(flat(&compiled).contains("<item><label>A</label><value>a</value></item>"));
    assert_eq!(compiled.form.attachments(), ["places.csv"]);
}

/// Refused: Pre-loaded data — search() beside other uses of its list, or for a file — clients could not tell them apart
#[test]
fn search_has_its_list_for_itself() {
    assert_eq!(
        errors(&form("| | select_one l | q | Q | search('places') |\n| | select_one l | r | R |\n")),
        ["select.search_shares_list@2"]
    );
    assert_eq!(
        errors(&form("| | select_one_from_file places.csv | q | Q | search('places') |\n")),
        ["select.search_in_file@2"]
    );
}

/// Refused: Multiple choice — or_other with a choice filter or choices of a file — the choice could not be added
#[test]
fn or_other_needs_a_list_it_can_add_to() {
    assert_eq!(
        errors(&form("| | text | k | K |\n| | select_one l or_other | q | Q | | name = ${k} |\n")),
        ["select.or_other_filtered@3"]
    );
    assert_eq!(
        errors(&form("| | select_one_from_file p.csv or_other | q | Q |\n")),
        ["select.or_other_without_list@2"]
    );
}

/// Feature: Multiple choice — a choice needs a name — and a label, or it is warned of
#[test]
fn a_choice_needs_a_name() {
    let form = "| survey |\n| | type | name | label |\n| | select_one l | q | Q |\n| choices |\n| | list_name | name | label |\n| | l | a | A |\n| | l | | B |\n";
    assert_eq!(errors(form), ["choices.name_missing@3"]);
}

/// Feature: Multiple choice — pictures and sounds of choices
#[test]
fn choices_have_pictures() {
    let compiled = good(
        "| survey |
| | type         | name | label |
| | select_one l | q    | Q     |
| choices |
| | list_name | name | label | image  | audio  |
| | l         | net  | Net   | n.png  | n.mp3  |
",
    );
    let flat = flat(&compiled);
    assert!(flat.contains(r#"<value form="image">jr://images/n.png</value>"#));
    assert!(flat.contains(r#"<value form="audio">jr://audio/n.mp3</value>"#));
    assert_eq!(compiled.form.attachments(), ["n.png", "n.mp3"]);
}

/// Feature: Multiple choice — columns of choices for filters and look-ups
#[test]
fn choices_carry_columns() {
    let form = "| survey |
| | type         | name | label |
| | select_one l | q    | Q     |
| choices |
| | list_name | name | label | Admin1 | my column |
| | l         | a    | A     | BI001  | x         |
";
    assert!(flat(&good(form)).contains("<item><name>a</name><label>A</label><Admin1>BI001</Admin1></item>"));
    assert_eq!(crate::scenario::warnings(form), ["header.not_a_name@1"], "a column with a space can be no element");
}
