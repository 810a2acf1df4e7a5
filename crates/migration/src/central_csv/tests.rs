use super::*;
use crate::write_xml;
use forms::{CompileOptions, compile};
use odata::csv::{CsvExport, CsvOptions};
use std::{
    cell::RefCell,
    io::{self, Write},
    rc::Rc,
};

const FORM: &str = "
| survey |
| | type | name | label |
| | text | village | Village |
| | select_multiple needs | needs | Needs |
| | begin_group | site | Site |
| | geopoint | where | Where |
| | image | photo | Photo |
| | begin_repeat | person | Person |
| | text | first-name | Name |
| | begin_repeat | paper | Paper |
| | text | number | Number |
| | end_repeat | | |
| | end_repeat | | |
| | end_group | | |
| choices |
| | list_name | name | label |
| | needs | water | Water |
| | needs | food | Food |
| settings |
| | form_id | version |
| | camp | 3 |
";

fn form() -> Form {
    compile("camp.md", FORM.as_bytes(), &CompileOptions::default()).unwrap().form
}

#[derive(Clone, Default)]
struct Kept(Rc<RefCell<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The archive that Central's own export would be, written by crate `odata`.
fn exported(form: &Form, submissions: &[(&str, &str)], options: &CsvOptions) -> BTreeMap<String, Vec<u8>> {
    let shape = odata::Shape::of(form);
    let files: RefCell<BTreeMap<String, Kept>> = RefCell::default();
    let mut export = CsvExport::new(&shape, options, |name| {
        let kept = Kept::default();
        files.borrow_mut().insert(name.to_owned(), kept.clone());
        Ok(kept)
    })
    .unwrap();
    for (instance_id, xml) in submissions {
        let system = odata::System {
            submitter_name: Some("Tablet 7"),
            review_state: Some("approved"),
            ..odata::System::arrived("2026-02-03T07:15:00Z".parse().unwrap(), "3")
        };
        export.push(&odata::Submission { instance_id, content: odata::Content::Xml(xml), system }).unwrap();
    }
    export.finish().unwrap();
    files.into_inner().into_iter().map(|(name, kept)| (name, kept.0.borrow().clone())).collect()
}

const ONE: &str = "<?xml version='1.0' ?><data id=\"camp\" version=\"3\" xmlns:orx=\"http://openrosa.org/xforms\">\
    <village>Rutana, \"haut\"</village><needs>water food</needs><site><where>-3.4 29.3 812.5 4</where>\
    <photo>1.jpg</photo><person><first-name>Ira</first-name><paper><number>1</number></paper>\
    <paper><number>2</number></paper></person><person><first-name>Kabura</first-name></person></site>\
    <orx:meta><orx:instanceID>uuid:one</orx:instanceID></orx:meta></data>";
const TWO: &str = "<?xml version='1.0' ?><data id=\"camp\" version=\"3\" xmlns:orx=\"http://openrosa.org/xforms\">\
    <village/><needs/><site><where/><photo/></site>\
    <orx:meta><orx:instanceID>uuid:two</orx:instanceID></orx:meta></data>";

#[test]
fn what_was_exported_comes_back_to_the_byte() {
    let form = form();
    for split_select_multiples in [false, true] {
        let options = CsvOptions { split_select_multiples, ..CsvOptions::default() };
        let mut files = exported(&form, &[("uuid:one", ONE), ("uuid:two", TWO)], &options);
        files.insert("media/1.jpg".to_owned(), b"picture".to_vec());
        let archive = read(&mut files, &[&form]).unwrap();
        assert_eq!(archive.troubles, [], "split: {split_select_multiples}");
        let xml: Vec<String> = archive.told.iter().map(|told| write_xml(&form, told).xml).collect();
        assert_eq!(xml, [ONE, TWO]);
        let told = &archive.told[0];
        assert_eq!(told.files.iter().map(|file| file.at.as_str()).collect::<Vec<_>>(), ["media/1.jpg"]);
        assert_eq!(told.provenance.submitted_at, Some("2026-02-03T07:15:00Z".parse().unwrap()));
        assert_eq!(told.provenance.submitter.as_deref(), Some("Tablet 7"));
        assert_eq!(told.provenance.review, Some(vocab::RecordState::Approved));
    }
}

#[test]
fn columns_without_their_groups_are_found_by_their_names() {
    let form = form();
    let options = CsvOptions { group_paths: false, ..CsvOptions::default() };
    let mut files = exported(&form, &[("uuid:one", ONE)], &options);
    let archive = read(&mut files, &[&form]).unwrap();
    assert_eq!(archive.troubles, []);
    assert_eq!(write_xml(&form, &archive.told[0]).xml, ONE);
}

#[test]
fn a_name_that_two_files_have_belongs_to_nobody() {
    let form = form();
    let mut files = exported(&form, &[("uuid:one", ONE)], &CsvOptions::default());
    files.insert("a/media/1.jpg".to_owned(), b"one".to_vec());
    files.insert("b/media/1.jpg".to_owned(), b"another".to_vec());
    assert!(read(&mut files, &[&form]).unwrap().told[0].files.is_empty());
}

fn table(files: &mut BTreeMap<String, Vec<u8>>, name: &str, text: &str) {
    files.insert(name.to_owned(), text.as_bytes().to_vec());
}

#[test]
fn columns_and_rows_that_cannot_be_used_are_all_named() {
    let form = form();
    let mut files = BTreeMap::new();
    table(&mut files, "camp.csv", "SubmissionDate,village,shoes,hats,KEY\n,a,2,,uuid:one\n,b,,,\n");
    table(&mut files, "camp-person.csv", "first-name,PARENT_KEY,KEY\nIra,uuid:gone,uuid:gone/site/person[1]\nX,,\n");
    let archive = read(&mut files, &[&form]).unwrap();
    let named: Vec<(&str, &str)> =
        archive.troubles.iter().map(|trouble| (trouble.code.as_str(), trouble.row.as_str())).collect();
    assert_eq!(
        named,
        [
            (codes::BRING_ENTRY_WITHOUT_SUBMISSION, "camp-person.csv: 3"),
            (codes::BRING_COLUMN_UNKNOWN, ""), // shoes; nobody filled hats in
            (codes::BRING_ROW_WITHOUT_ID, "camp.csv: 3"),
            (codes::BRING_ENTRY_WITHOUT_SUBMISSION, "uuid:gone"),
        ]
    );
    assert_eq!(archive.told.len(), 1);
}

#[test]
fn a_correction_has_its_own_id_and_that_of_its_beginning() {
    let form = form();
    let mut files = BTreeMap::new();
    table(&mut files, "camp.csv", "village,meta-instanceID,KEY,Edits\na,uuid:later,uuid:one,1\n");
    let archive = read(&mut files, &[&form]).unwrap();
    let [told] = archive.told.as_slice() else { panic!("one") };
    assert_eq!((told.instance_id.as_str(), told.root_id.as_deref()), ("uuid:later", Some("uuid:one")));
}

#[test]
fn an_archive_without_submissions_is_no_archive() {
    let mut files = BTreeMap::new();
    table(&mut files, "x.csv", "a,b\n1,2\n");
    assert_eq!(read(&mut files, &[&form()]).unwrap_err().code, codes::BRING_NO_TABLE);
}
