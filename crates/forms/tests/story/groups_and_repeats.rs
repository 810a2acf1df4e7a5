//! Groups and repeats. Source: xlsform.org/en/#grouping-questions, xlsform.org/en/#repeats

use crate::scenario::{bind, control, errors, flat, good};

/// Feature: Repeats — repeats, and repeats within repeats
#[test]
fn a_repeat_has_a_template_beside_its_first_entry() {
    let compiled = good(
        "| survey |
         | | type         | name  | label |
         | | begin_repeat | child | Child |
         | | text         | name  | Name  |
         | | begin_repeat | toy   | Toy   |
         | | text         | what  | What  |
         | | end_repeat   |       |       |
         | | end_repeat   |       |       |
         ",
    );
    assert!(flat(&compiled).contains(
        "<child jr:template=\"\"><name/><toy jr:template=\"\"><what/></toy></child><child><name/><toy><what/></toy></child>"
    ));
}

/// Feature: Repeats — references within an entry, indexed-repeat(), position(..), sums and counts over entries
#[test]
fn references_within_a_repeat_mean_the_entry_at_hand() {
    let compiled = good(
        "| survey |
         | | type         | name  | label             | relevant      | calculation |
         | | integer      | size  | Size              |               |             |
         | | begin_repeat | child | Child             | ${size} > 0   |             |
         | | integer      | age   | Age               |               |             |
         | | begin_group  | more  | More              |               |             |
         | | text         | job   | Job at ${age}     | ${age} > 15   |             |
         | | calculate    | prior |                   |               | indexed-repeat(${age}, ${child}, position(../..) - 1) |
         | | end_group    |       |                   |               |             |
         | | end_repeat   |       |                   |               |             |
         | | calculate    | total |                   |               | sum(${age}) + count(${child}) |
         ",
    );
    assert_eq!(bind(&compiled, "/data/child", "relevant").as_deref(), Some("/data/size > 0"));
    assert_eq!(bind(&compiled, "/data/child/more/job", "relevant").as_deref(), Some("../../age > 15"));
    assert_eq!(
        bind(&compiled, "/data/child/more/prior", "calculate").as_deref(),
        Some("indexed-repeat(/data/child/age, /data/child, position(../..) - 1)")
    );
    assert_eq!(
        bind(&compiled, "/data/total", "calculate").as_deref(),
        Some("sum(/data/child/age) + count(/data/child)")
    );
    assert!(compiled.xform.contains(r#"<label>Job at <output value="../../age"/></label>"#));
}

/// Feature: Repeats — a set number of entries: repeat_count
#[test]
fn a_count_that_is_computed_has_a_node_of_its_own() {
    let compiled = good(
        "| survey |
         | | type         | name | label | repeat_count |
         | | integer      | n    | N     |              |
         | | begin_repeat | a    | A     | ${n}         |
         | | text         | x    | X     |              |
         | | end_repeat   |      |       |              |
         | | begin_repeat | b    | B     | ${n} + 1     |
         | | text         | y    | Y     |              |
         | | end_repeat   |      |       |              |
         ",
    );
    assert_eq!(control(&compiled, "/data/a", "jr:count").as_deref(), Some("/data/n"));
    assert_eq!(control(&compiled, "/data/b", "jr:count").as_deref(), Some("/data/b_count"));
    assert_eq!(bind(&compiled, "/data/b_count", "calculate").as_deref(), Some("/data/n + 1"));
}

/// Feature: Repeats — defaults of each new entry
#[test]
fn a_default_in_a_repeat_is_set_for_each_new_entry() {
    let compiled = good(
        "| survey |
         | | type         | name | label | default |
         | | begin_repeat | r    | R     |         |
         | | date         | d    | D     | today() |
         | | end_repeat   |      |       |         |
         ",
    );
    let flat = flat(&compiled);
    assert!(flat.contains(r#"<setvalue ref="/data/r/d" event="odk-instance-first-load" value="today()"/>"#));
    assert!(flat.contains(r#"<setvalue ref="/data/r/d" event="odk-new-repeat" value="today()"/></repeat>"#));
}

/// Feature: Grouping questions — begins and ends must match — refused otherwise
#[test]
fn begins_and_ends_must_match() {
    let head = "| survey |\n| | type | name | label |\n";
    assert_eq!(errors(&format!("{head}| | begin_group | g | G |\n| | text | a | A |\n")), ["survey.begin_unmatched@2"]);
    assert_eq!(errors(&format!("{head}| | text | a | A |\n| | end_group | | |\n")), ["survey.end_unmatched@3"]);
    assert_eq!(
        errors(&format!(
            "{head}| | begin_group | g | G |\n| | text | a | A |\n| | end_repeat | | |\n| | text | b | B |\n"
        )),
        ["survey.end_unmatched@4"]
    );
}

/// Feature: Advanced use — begin loop over a list — the same questions for each choice
#[test]
fn a_loop_asks_the_same_of_each_choice() {
    let compiled = good(
        "| survey |
         | | type                | name    | label                 |
         | | begin loop over kit | kits    |                       |
         | | integer             | number  | How many %(label)s?   |
         | | end loop            |         |                       |
         | choices |
         | | list_name | name | label    |
         | | kit       | net  | Nets     |
         | | kit       | pot  | Pots     |
         ",
    );
    let flat = flat(&compiled);
    assert!(flat.contains("<kits><net><number/></net><pot><number/></pot></kits>"));
    assert!(flat.contains("<label>How many Pots?</label>"));
    let names: Vec<String> = compiled.form.schema().columns.into_iter().map(|column| column.name).collect();
    assert_eq!(names, ["kits/net/number", "kits/pot/number"]);
}

/// Feature: Grouping questions — groups, and groups within groups — without label too
#[test]
fn groups_nest() {
    let compiled = good(
        "| survey |
         | | type        | name  | label |
         | | begin group | outer | Outer |
         | | begin_group | inner |       |
         | | text        | a     | A     |
         | | end_group   |       |       |
         | | end group   |       |       |
         ",
    );
    let flat = flat(&compiled);
    assert!(flat.contains("<outer><inner><a/></inner></outer>"));
    assert!(flat.contains(r#"<group ref="/data/outer"><label>Outer</label><group ref="/data/outer/inner">"#), "{flat}");
    assert_eq!(compiled.warnings, []);
}

/// Refused: Repeats — the same name for two repeats, or for a repeat and the form — references could mean either
#[test]
fn a_repeat_has_a_name_of_its_own() {
    let repeat = |name: &str| format!("| | begin_repeat | {name} | R |\n| | text | a_{name} | A |\n| | end_repeat |\n");
    let head = "| survey |\n| | type | name | label |\n";
    assert_eq!(errors(&format!("{head}{}", repeat("data"))), ["survey.repeat_name_repeated@2"]);
    let twice = format!("{head}{}| | begin_group | g | G |\n{}| | end_group |\n", repeat("r"), repeat("r"));
    assert!(errors(&twice).contains(&"survey.repeat_name_repeated@6".to_owned()));
}
