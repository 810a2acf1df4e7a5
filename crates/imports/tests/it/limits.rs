//! Files beyond the limits are refused before they cost anything.

use crate::support::{
    self,
    made::{HEADER, MAPPING, SOUND, workbook},
};
use imports::{ImportError, Limits, Mapping, Options, SourceFile, TooLarge, read_file};
use std::io::{Cursor, Read, Write};

fn run(bytes: &[u8], limits: Limits) -> Result<imports::Import, ImportError> {
    let mapping = Mapping::from_toml("made.toml", MAPPING).unwrap();
    let (schema, places) = (support::schema::baseline_subarea(), support::places::global());
    let file = SourceFile { name: "made.xlsx", bytes };
    read_file(&mapping, file, &Options { round: None, limits }, &schema, &places, &mut |_| {})
}

fn made() -> Vec<u8> {
    workbook(&[("Places", &[HEADER, SOUND]), ("Arrivals", &[&["_parent_index", "households", "cause"]])])
}

/// The workbook with one of its parts replaced.
pub fn with_part(workbook: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut changed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut text = Vec::new();
        part.read_to_end(&mut text).unwrap();
        let found = part.name().unwrap().into_owned();
        changed.start_file(found.clone(), zip::write::SimpleFileOptions::default()).unwrap();
        if found == name {
            text = change(String::from_utf8(text).unwrap()).into_bytes();
        }
        changed.write_all(&text).unwrap();
    }
    changed.finish().unwrap().into_inner()
}

#[test]
fn each_limit_is_kept_and_named() {
    let (bytes, limits) = (made(), Limits::default());
    assert_eq!(run(&bytes, limits).unwrap().records.len(), 1);
    let size = bytes.len() as u64;
    let refused = |limits| match run(&bytes, limits) {
        Err(ImportError::TooLarge(too_large)) => too_large,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(Limits { bytes: size - 1, ..limits }), TooLarge::Bytes { bytes: size, limit: size - 1 });
    assert_eq!(refused(Limits { unpacked_bytes: size, ..limits }), TooLarge::Unpacked { limit: size });
    assert_eq!(refused(Limits { rows: 1, ..limits }), TooLarge::Rows { sheet: "Places".into(), limit: 1 });
    assert_eq!(refused(Limits { columns: 15, ..limits }), TooLarge::Columns { sheet: "Places".into(), limit: 15 });
    assert_eq!(refused(Limits { cells: 30, ..limits }), TooLarge::Cells { limit: 30 });
}

/// One cell in the far corner: a reader that lays out the whole sheet would ask for hundreds of gigabytes.
#[test]
fn a_cell_at_the_far_corner_is_beyond_the_rows_and_costs_nothing() {
    let far = with_part(&made(), "xl/worksheets/sheet1.xml", |xml| {
        xml.replace("</sheetData>", r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>"#)
    });
    assert!(matches!(run(&far, Limits::default()), Err(ImportError::TooLarge(TooLarge::Rows { .. }))));
}

/// The library that reads workbooks panics on it.
#[test]
fn a_cell_reference_that_no_sheet_has_is_an_error() {
    for reference in ["ZZZZZZ99999999999", "A0", "A99999999999999999999", "AAAAAAAAAAAAAAAAAAAA1", "7", ""] {
        let bad = with_part(&made(), "xl/worksheets/sheet1.xml", |xml| {
            xml.replace("<c r=\"A2\"", &format!("<c r=\"{reference}\""))
        });
        assert!(matches!(run(&bad, Limits::default()), Err(ImportError::Unreadable { .. })), "{reference}");
    }
}

#[test]
fn a_sheet_that_lies_about_its_size_is_read_to_its_end() {
    let lying = with_part(&made(), "xl/worksheets/sheet1.xml", |xml| {
        assert!(xml.contains(r#"<dimension ref="A1:P2"/>"#));
        xml.replace(r#"<dimension ref="A1:P2"/>"#, r#"<dimension ref="A1"/>"#)
    });
    assert_eq!(run(&lying, Limits::default()).unwrap().records.len(), 1);
    let boasting = with_part(&made(), "xl/worksheets/sheet1.xml", |xml| {
        xml.replace(r#"<dimension ref="A1:P2"/>"#, r#"<dimension ref="A1:XFD1048576"/>"#)
    });
    assert_eq!(run(&boasting, Limits::default()).unwrap().records.len(), 1);
}

#[test]
fn a_zip_bomb_is_refused_while_it_unpacks() {
    let bomb = with_part(&made(), "docProps/app.xml", |xml| xml + &" ".repeat(40_000_000));
    assert!(bomb.len() < 1_000_000);
    let limits = Limits { unpacked_bytes: 20_000_000, ..Limits::default() };
    assert!(matches!(run(&bomb, limits), Err(ImportError::TooLarge(TooLarge::Unpacked { .. }))));
}
