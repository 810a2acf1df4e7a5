//! Questions with choices. Source: xlsform.org/en/#multiple-choice-questions

use crate::scenario::{control, errors, flat, good, warnings};

const CHOICES: &str = "
| choices |
| | list_name | name | label | up |
| | yn        | yes  | Yes   |    |
| | yn        | no   | No    | x  |
";

fn form(rows: &str) -> String {
    format!("| survey |\n| | type | name | label | choice_filter | parameters | appearance |\n{rows}{CHOICES}")
}

/// Feature: Multiple choice — select_one, select_multiple
#[test]
fn choices_live_in_an_instance_of_their_own() {
    let compiled = good(&form("| | select_one yn | a | A |\n| | select_multiple yn | b | B | up = ${a} |\n"));
    let flat = flat(&compiled);
    assert!(flat.contains(
        r#"<instance id="yn"><root><item><name>yes</name><label>Yes</label></item><item><name>no</name><label>No</label><up>x</up></item></root></instance>"#
    ));
    assert!(
        flat.contains(
            r#"<itemset nodeset="instance('yn')/root/item"><value ref="name"/><label ref="label"/></itemset>"#
        )
    );
    assert!(flat.contains(r#"nodeset="instance('yn')/root/item[up = /data/a]""#));
    assert_eq!(control(&compiled, "/data/b", "tag").as_deref(), Some("select"));
}

/// Feature: Multiple choice — choices of a file: csv, xml, geojson, with value and label
#[test]
fn choices_of_a_file_come_beside_the_form() {
    let compiled = good(&form(
        "| | select_one_from_file admin1.csv | a | A | | | |
| | select_one_from_file admin2.csv | b | B | admin1 = ${a} | value=pcode label=title | |
| | select_multiple_from_file sites.geojson | c | C | | | |\n",
    ));
    let flat = flat(&compiled);
    assert!(flat.contains(r#"<instance id="admin1" src="jr://file-csv/admin1.csv"/>"#));
    assert!(flat.contains(r#"<instance id="sites" src="jr://file/sites.geojson"/>"#));
    assert!(flat.contains(
        r#"<itemset nodeset="instance('admin2')/root/item[admin1 = /data/a]"><value ref="pcode"/><label ref="title"/>"#
    ));
    assert!(flat.contains(r#"<itemset nodeset="instance('sites')/root/item"><value ref="id"/><label ref="title"/>"#));
    assert_eq!(compiled.form.attachments(), ["admin1.csv", "admin2.csv", "sites.geojson"]);
}

/// Feature: Cascading and external selects — a filter within a repeat looks at its own entry
#[test]
fn a_filter_in_a_repeat_looks_from_the_question() {
    let compiled = good(&form(
        "| | begin_repeat | r | R |\n| | text | k | K |\n| | select_one yn | a | A | up = ${k} |\n| | end_repeat |\n",
    ));
    assert!(flat(&compiled).contains("instance('yn')/root/item[up = current()/../k]"));
}

/// Feature: Randomize choices — randomize, with a seed
#[test]
fn order_can_be_random_with_a_seed() {
    let compiled = good(&form("| | integer | s | S |\n| | select_one yn | a | A | | randomize=true seed=${s} |\n"));
    assert!(flat(&compiled).contains(r#"nodeset="randomize(instance('yn')/root/item, /data/s)""#));
    assert_eq!(errors(&form("| | select_one yn | a | A | | seed=3 |\n")), ["parameters.incomplete@2"]);
}

/// Feature: Multiple choice — or_other
#[test]
fn or_other_adds_a_choice_and_a_question() {
    let compiled = good(&form("| | select_one yn or_other | a | A |\n"));
    let flat = flat(&compiled);
    assert!(flat.contains("<name>other</name><label>Other</label>"));
    assert!(flat.contains(r#"<bind nodeset="/data/a_other" type="string" relevant="selected(../a, 'other')"/>"#));
    assert_eq!(compiled.form.question("a_other").unwrap().row, 2);
}

/// Feature: Multiple choice — answers of a repeat as choices: select_one ${name}
#[test]
fn earlier_answers_can_be_choices() {
    let compiled = good(&form(
        "| | begin_repeat | r | R |\n| | text | who | Who |\n| | end_repeat |\n| | select_one ${who} | head | Head |\n",
    ));
    assert!(
        flat(&compiled).contains(r#"<itemset nodeset="/data/r[./who != '']"><value ref="who"/><label ref="who"/>"#)
    );
}

/// Feature: Multiple choice — a list must exist, its names be unique — unless allow_choice_duplicates says so
#[test]
fn a_list_must_exist_and_its_names_be_fit() {
    assert_eq!(errors(&form("| | select_one yes | a | A |\n")), ["select.list_unknown@2"]);
    assert_eq!(errors(&form("| | select_one | a | A |\n")), ["select.list_not_named@2"]);
    assert_eq!(errors(&form("| | select_one_from_file a.pdf | a | A |\n")), ["select.file_unknown@2"]);
    let spaced = "| survey |\n| | type | name | label |\n| | select_multiple l | a | A |\n| choices |\n| | list_name | name | label |\n| | l | a b | A B |\n";
    assert_eq!(errors(spaced), ["choices.name_with_space@2"]);
    assert_eq!(warnings(&spaced.replace("select_multiple", "select_one")), ["choices.name_spaced@2"]);
    let twice = "| survey |\n| | type | name | label |\n| | select_one l | a | A |\n| choices |\n| | list_name | name | label |\n| | l | a | A |\n| | l | a | B |\n";
    assert_eq!(errors(twice), ["choices.name_repeated@3"]);
    good(&format!("{twice}| settings |\n| | allow_choice_duplicates |\n| | yes |\n"));
}
