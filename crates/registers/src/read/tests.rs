//! Rule 1 of the crate.

use super::*;
use collect::{Limits, parse_submission};
use forms::{CompileOptions, compile};

fn read(table: &str, xml: &str) -> Vec<Change> {
    let form = compile("f.md", table.as_bytes(), &CompileOptions::default()).unwrap().form;
    read_changes(&form, &parse_submission(xml.as_bytes(), &Limits::default()).unwrap())
}

const SITES: &str = "
| survey |
| | type        | name   | label  | save_to |
| | text        | called | Called | called |
| | begin_group | size   | Size   | |
| | integer     | people | People | people |
| | integer     | huts   | Huts   | huts |
| | end_group   |        |        | |
| entities |
| | list_name | label |
| | sites     | ${called} |
";

#[test]
fn answers_that_are_saved_are_read_wherever_they_stand() {
    let xml = r#"<data id="f" xmlns:orx="http://openrosa.org/xforms"><called>Gatumba</called><size><people/></size>
        <orx:meta><orx:instanceID>uuid:1</orx:instanceID>
        <entity dataset="sites" id="2F6F4C0A-2f4c-4f3e-9a55-1b8c3d0f6a10" create="1"><label>Gatumba</label></entity></orx:meta></data>"#;
    let changes = read(SITES, xml);
    let [change] = changes.as_slice() else { panic!("{changes:?}") };
    assert_eq!((change.list.as_str(), change.create, change.update), ("sites", true, false));
    assert_eq!((change.may_create, change.may_update), (true, false));
    assert_eq!(change.label.as_deref(), Some("Gatumba"));
    let expected = [("called".to_owned(), "Gatumba".to_owned()), ("people".to_owned(), String::new())];
    assert_eq!(change.values, Values::from(expected), "what is empty is emptied, what is absent is left alone");
}

#[test]
fn an_update_says_what_it_started_from() {
    let xml = r#"<data id="f"><called>G</called><meta><instanceID>uuid:1</instanceID>
        <entity dataset="sites" id="x" update="true" create="" baseVersion="2" trunkVersion="1" branchId="b"/></meta></data>"#;
    let changes = read(SITES, xml);
    let change = &changes[0];
    assert_eq!((change.create, change.update, change.label.as_deref()), (false, true, None));
    let versions = [&change.base_version, &change.trunk_version, &change.branch_id].map(|one| one.as_deref());
    assert_eq!(versions, [Some("2"), Some("1"), Some("b")]);
}

#[test]
fn every_entry_of_a_repeat_gives_one() {
    let table = "
| survey |
| | type         | name   | label  | save_to |
| | begin_repeat | tree   | Tree   | |
| | begin_group  | about  | About  | |
| | text         | tag    | Tag    | tag |
| | end_group    |        |        | |
| | end_repeat   |        |        | |
| entities |
| | list_name | label |
| | trees     | ${tag} |
";
    let entry = |tag: &str| {
        format!(
            "<about><tag>{tag}</tag><meta><entity dataset=\"trees\" id=\"{tag}\" create=\"1\"><label>{tag}</label></entity></meta></about>"
        )
    };
    let xml = format!(
        "<data id=\"f\"><tree jr:template=\"\" xmlns:jr=\"http://openrosa.org/javarosa\">{}</tree><tree>{}</tree><tree>{}</tree>\
         <meta><instanceID>uuid:1</instanceID></meta></data>",
        entry("pattern"),
        entry("one"),
        entry("two")
    );
    let read = read(table, &xml);
    let tags: Vec<_> = read.iter().map(|change| (change.id.as_str(), change.values["tag"].as_str())).collect();
    assert_eq!(tags, [("one", "one"), ("two", "two")]);
}

#[test]
fn a_form_without_entities_reads_none_whatever_it_is_sent() {
    let table = "| survey |\n| | type | name | label |\n| | text | a | A |\n";
    let xml = r#"<data id="f"><a>1</a><meta><entity dataset="sites" id="x" create="1"><label>l</label></entity></meta></data>"#;
    assert_eq!(read(table, xml), []);
}
