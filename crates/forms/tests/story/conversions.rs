//! Workbooks written as Markdown and as .xlsx are the same forms.

use crate::real_forms::{read_workbook, root};
use forms::{CompileOptions, Limits, Sheet, Workbook, compile_workbook};
use proptest::prelude::*;
use std::{fs, path::PathBuf};

fn from_markdown(text: &str) -> Workbook {
    Workbook::read("form.md", text.as_bytes(), &Limits::default()).unwrap()
}

fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
    let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
    Sheet { name: name.to_owned(), rows }
}

#[test]
fn a_workbook_is_one_table_a_sheet() {
    let workbook = Workbook {
        sheets: vec![
            sheet("survey", &[&["type", "name", "label"], &["text", "a", "One\ntwo (x|y)"], &["note"]]),
            sheet("settings", &[&["form_id"], &["f"]]),
        ],
    };
    let text = workbook.to_markdown();
    assert_eq!(
        text,
        "## survey\n\n\
         | survey | type | name | label |\n\
         | --- | --- | --- | --- |\n\
         |  | text | a | One<br>two (x\\|y) |\n\
         |  | note |  |  |\n\
         \n## settings\n\n\
         | settings | form_id |\n\
         | --- | --- |\n\
         |  | f |\n"
    );
    assert_eq!(from_markdown(&text), workbook);
}

#[test]
fn empty_rows_and_what_lies_below_many_of_them_are_left_out() {
    let mut rows: Vec<&[&str]> = vec![&["type", "name"], &[], &["text", "a"]];
    rows.extend(std::iter::repeat_n(&[][..], 61));
    rows.push(&["text", "never_read"]);
    let text = Workbook { sheets: vec![sheet("survey", &rows)] }.to_markdown();
    assert_eq!(from_markdown(&text).sheets[0].rows, [["type", "name"], ["text", "a"]]);
}

#[test]
fn sheets_that_are_not_of_a_form_are_left_out() {
    let workbook =
        Workbook { sheets: vec![sheet("notes", &[&["x"]]), sheet("Survey", &[&["type"]]), sheet("osm", &[])] };
    let names: Vec<String> =
        from_markdown(&workbook.to_markdown()).sheets.into_iter().map(|sheet| sheet.name).collect();
    assert_eq!(names, ["Survey", "osm"]);
}

/// A cell as the readers give it: trimmed, with whatever may stand within.
fn cell() -> impl Strategy<Value = String> {
    let tricky = r"(<br>|&#13;|\\|\||\n|\r|-|:|`|#|<b>|<br/>|[a-c]| |\$\{a\}|é|😀){0,12}";
    prop_oneof![3 => tricky, 1 => Just(String::new())].prop_map(|text| text.trim().to_owned())
}

fn rows() -> impl Strategy<Value = Vec<Vec<String>>> {
    let row = prop::collection::vec(cell(), 0..6).prop_map(|mut row| {
        while row.last().is_some_and(String::is_empty) {
            row.pop();
        }
        row
    });
    prop::collection::vec(row, 0..8).prop_map(|rows| rows.into_iter().filter(|row| !row.is_empty()).collect())
}

fn any_workbook() -> impl Strategy<Value = Workbook> {
    (rows(), rows()).prop_map(|(survey, choices)| Workbook {
        sheets: vec![
            Sheet { name: "survey".to_owned(), rows: survey },
            Sheet { name: "Choices".to_owned(), rows: choices },
        ],
    })
}

proptest! {
    #[test]
    fn what_is_written_as_markdown_is_read_as_it_was(workbook in any_workbook()) {
        prop_assert_eq!(from_markdown(&workbook.to_markdown()), workbook);
    }

}

#[cfg(feature = "write-xlsx")]
proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_is_written_as_xlsx_is_read_as_it_was(workbook in any_workbook()) {
        let bytes = workbook.to_xlsx().unwrap();
        prop_assert_eq!(Workbook::read("form.xlsx", &bytes, &Limits::default()).unwrap(), workbook);
    }
}

fn real_forms() -> Vec<PathBuf> {
    let mut folders = vec![root().join("packs/mobility-tracking/forms")];
    let shared = root().join("../shared/data/xlsforms");
    if shared.exists() {
        folders.push(shared);
    } else {
        println!("skipped: needs ../shared/data/xlsforms (real XLSForms)");
    }
    let mut paths: Vec<PathBuf> =
        folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap()).map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|kind| ["md", "xls", "xlsx"].iter().any(|known| kind == *known)));
    paths.sort();
    paths
}

/// Its XForm, or the codes it is refused with.
fn outcome(workbook: Workbook) -> Result<String, Vec<String>> {
    let compiled = compile_workbook(workbook, &CompileOptions::default());
    compiled
        .map(|compiled| compiled.xform)
        .map_err(|problems| problems.errors().map(|problem| problem.code.to_string()).collect())
}

#[test]
fn real_forms_written_as_markdown_compile_to_the_same_bytes() {
    for path in real_forms() {
        let workbook = read_workbook(&path);
        let again = from_markdown(&workbook.to_markdown());
        assert!(outcome(workbook) == outcome(again), "{}", path.display());
    }
}

#[cfg(feature = "write-xlsx")]
#[test]
fn real_forms_written_as_xlsx_are_the_same_workbooks() {
    for path in real_forms() {
        let workbook = read_workbook(&path);
        let again = Workbook::read("form.xlsx", &workbook.to_xlsx().unwrap(), &Limits::default()).unwrap();
        let of_a_form = |workbook: &Workbook| -> Vec<Sheet> {
            workbook.sheets.iter().filter(|sheet| sheet.is_of_a_form()).cloned().collect()
        };
        // The same sheets compile to the same bytes.
        assert!(of_a_form(&workbook) == of_a_form(&again), "{}", path.display());
    }
}
