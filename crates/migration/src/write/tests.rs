use super::*;
use crate::told::Provenance;
use forms::{CompileOptions, compile};

const FORM: &str = "
| survey |
| | type | name | label |
| | text | village | Village |
| | begin_group | people | People |
| | integer | women | Women |
| | note | thanks | Thank you |
| | end_group | | |
| | begin_repeat | house | House |
| | text | owner | Owner |
| | end_repeat | | |
| settings |
| | form_id | version |
| | camp | 3 |
";

fn form() -> Form {
    compile("camp.md", FORM.as_bytes(), &CompileOptions::default()).unwrap().form
}

fn told(answers: Branch) -> Told {
    Told {
        instance_id: "uuid:a&b".to_owned(),
        root_id: None,
        deprecated_id: Some("uuid:before".to_owned()),
        form_version: None,
        name: None,
        content: Content::Answers(answers),
        files: Vec::new(),
        provenance: Provenance::default(),
    }
}

fn answer(text: &str) -> Twig {
    Twig::Answer(text.to_owned())
}

#[test]
fn elements_stand_in_the_forms_order_and_what_is_not_told_is_an_empty_one() {
    let people = Twig::Group(Branch::from([("women".to_owned(), answer("4"))]));
    let owners = ["Ira", "A < B"].map(|owner| Branch::from([("owner".to_owned(), answer(owner))]));
    let answers = Branch::from([("house".to_owned(), Twig::Entries(owners.to_vec())), ("people".to_owned(), people)]);
    let written = write_xml(&form(), &told(answers));
    assert_eq!(
        written.xml,
        "<?xml version='1.0' ?><data id=\"camp\" version=\"3\" xmlns:orx=\"http://openrosa.org/xforms\"><village/>\
         <people><women>4</women></people><house><owner>Ira</owner></house><house><owner>A &lt; B</owner></house>\
         <orx:meta><orx:instanceID>uuid:a&amp;b</orx:instanceID></orx:meta></data>"
    );
    assert!(written.unknown.is_empty());
}

#[test]
fn what_the_form_does_not_ask_is_named_and_not_written() {
    let inside = Branch::from([("men".to_owned(), answer("3"))]);
    let answers = Branch::from([
        ("people".to_owned(), Twig::Group(inside)),
        ("village".to_owned(), Twig::Group(Branch::from([("hill".to_owned(), answer("Rutana"))]))),
    ]);
    let written = write_xml(&form(), &told(answers));
    assert_eq!(written.unknown, ["village/hill", "people/men"]);
    assert!(written.xml.contains("<village/>") && !written.xml.contains("<men>"));
}

#[test]
fn what_xml_cannot_carry_does_not_break_it() {
    let answers = Branch::from([("village".to_owned(), answer("a\u{1}b\r\nc\u{0}"))]);
    let written = write_xml(&form(), &told(answers));
    let document = collect::parse_submission(written.xml.as_bytes(), &collect::Limits::default()).unwrap();
    assert_eq!(document.root.child("village").unwrap().text, "a\u{fffd}b\nc\u{fffd}");
    assert_eq!(document.deprecated_id, None);
}
