//! Workbooks as files: spreadsheets with everything people put into them, and files that are none.

use forms::{Code, CompileOptions, Limits, Problems, Workbook, compile};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook as Writer};
use std::io::Write as _;

fn spreadsheet(fill: impl FnOnce(&mut Writer)) -> Vec<u8> {
    let mut writer = Writer::new();
    fill(&mut writer);
    writer.save_to_buffer().unwrap()
}

fn survey(writer: &mut Writer, rows: &[&[&str]]) {
    let sheet = writer.add_worksheet().set_name("survey").unwrap();
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            sheet.write(u32::try_from(row).unwrap(), u16::try_from(column).unwrap(), *cell).unwrap();
        }
    }
}

fn codes(problems: &Problems) -> Vec<Code> {
    problems.0.iter().map(|problem| problem.code).collect()
}

/// Feature: Workbooks — .xlsx: numbers, dates, truths and formulas as people see them
#[test]
fn numbers_dates_truths_and_formulas_read_as_people_see_them() {
    let bytes = spreadsheet(|writer| {
        let sheet = writer.add_worksheet().set_name("Survey ").unwrap();
        for (column, header) in ["type", "name", " label ", "default", "required"].iter().enumerate() {
            sheet.write(0, u16::try_from(column).unwrap(), *header).unwrap();
        }
        let day = Format::new().set_num_format("yyyy-mm-dd");
        sheet.write(1, 0, "date").unwrap().write(1, 1, "a").unwrap().write(1, 2, "A\u{A0}b").unwrap();
        sheet.write_with_format(1, 3, ExcelDateTime::from_ymd(2026, 11, 1).unwrap(), &day).unwrap();
        sheet.write(1, 4, true).unwrap();
        sheet.write(2, 0, "integer").unwrap().write(2, 1, "b").unwrap().write(2, 3, 7.0).unwrap();
        sheet.write_formula(2, 2, Formula::new("=\"How\"&\" many\"").set_result("How many")).unwrap();
    });
    let book = Workbook::read("form.xlsx", &bytes, &Limits::default()).unwrap();
    let rows = &book.sheet("survey").unwrap().rows;
    assert_eq!(rows[0][2], "label");
    assert_eq!(rows[1], ["date", "a", "A b", "2026-11-01 00:00:00", "TRUE"]);
    assert_eq!(rows[2], ["integer", "b", "How many", "7"]);
    let compiled = compile("form.xlsx", &bytes, &CompileOptions::default()).unwrap();
    assert!(compiled.xform.contains(r#"required="true()""#));
}

/// A workbook with some of its parts written anew.
fn rewritten(bytes: &[u8], rewrite: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut source = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut copy = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for position in 0..source.len() {
        let mut part = source.by_index(position).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        std::io::copy(&mut part, &mut content).unwrap();
        copy.start_file(&name, zip::write::SimpleFileOptions::default()).unwrap();
        copy.write_all(&rewrite(&name, content)).unwrap();
    }
    copy.finish().unwrap().into_inner()
}

/// Feature: Workbooks — sheets with a wrong dimension tag or broken styles
#[test]
fn what_says_nothing_about_the_form_may_be_broken() {
    let good = spreadsheet(|writer| survey(writer, &[&["type", "name", "label"], &["text", "a", "A"]]));
    let as_it_was = Workbook::read("f.xlsx", &good, &Limits::default()).unwrap();
    for claim in ["A1", "A1:XFD1048576", "", "A:D", "1:20", "C9:A1", "junk", "A1:B2:C3"] {
        let bytes = rewritten(&good, |name, content| {
            let text = String::from_utf8(content).unwrap();
            let claimed = text.replace("<dimension ref=\"A1:C2\"", &format!("<dimension ref=\"{claim}\""));
            assert!(!name.ends_with("sheet1.xml") || claimed.contains(&format!("ref=\"{claim}\"")));
            claimed.into_bytes()
        });
        assert_eq!(Workbook::read("f.xlsx", &bytes, &Limits::default()).unwrap(), as_it_was, "{claim}");
    }
    for styles in ["", "<html><body>no", "<styleSheet><fonts></font>", "no XML & none", "<styleSheet/>"] {
        let bytes = rewritten(&good, |name, content| match name {
            "xl/styles.xml" => styles.as_bytes().to_vec(),
            _ => content,
        });
        assert_eq!(Workbook::read("f.xlsx", &bytes, &Limits::default()).unwrap(), as_it_was, "{styles}");
    }
}

/// Feature: Workbooks — a lone sheet is the survey, whatever its name
#[test]
fn a_lone_sheet_is_the_survey_whatever_its_name() {
    let bytes = spreadsheet(|writer| {
        let sheet = writer.add_worksheet().set_name("Sheet1").unwrap();
        sheet.write(0, 0, "type").unwrap().write(0, 1, "name").unwrap().write(0, 2, "label").unwrap();
        sheet.write(1, 0, "text").unwrap().write(1, 1, "a").unwrap().write(1, 2, "A").unwrap();
    });
    compile("form.xlsx", &bytes, &CompileOptions::default()).unwrap();
}

/// Refused: Workbooks — sheets far larger than any form — they would exhaust the server
#[test]
fn a_cell_in_the_last_corner_is_refused_without_cost() {
    let bytes = spreadsheet(|writer| {
        survey(writer, &[&["type", "name", "label"], &["text", "a", "A"]]);
        writer.worksheet_from_name("survey").unwrap().write(1_048_575, 16_383, "far").unwrap();
    });
    assert_eq!(codes(&compile("form.xlsx", &bytes, &CompileOptions::default()).unwrap_err()), [Code::TooManyRows]);
    let bytes = spreadsheet(|writer| {
        survey(writer, &[&["type", "name", "label"], &["text", "a", "A"]]);
        writer.worksheet_from_name("survey").unwrap().write(1, 16_383, "far").unwrap();
    });
    assert_eq!(codes(&compile("form.xlsx", &bytes, &CompileOptions::default()).unwrap_err()), [Code::TooManyColumns]);
}

/// Refused: Workbooks — archives that unpack to far more than any form — zip bombs
#[test]
fn an_archive_that_unpacks_beyond_the_limit_is_refused() {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(&vec![b' '; 3_000_000]).unwrap();
    let bytes = archive.finish().unwrap().into_inner();
    assert!(bytes.len() < 10_000, "it is small as a file");
    let options = CompileOptions {
        limits: Limits { unpacked_bytes: 1_000_000, ..Limits::default() },
        ..CompileOptions::default()
    };
    assert_eq!(codes(&compile("bomb.xlsx", &bytes, &options).unwrap_err()), [Code::FileUnpacksTooLarge]);
}

/// Refused: Workbooks — files that are no workbooks — with the reason
#[test]
fn files_that_are_no_forms_are_refused_with_a_reason() {
    for bytes in
        [&b""[..], b"PK\x03\x04broken", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1broken", b"\xFF\xFE\x00", b"%PDF-1.7", b"{}"]
    {
        let problems = compile("form.xlsx", bytes, &CompileOptions::default()).unwrap_err();
        assert!(problems.refuse(), "{bytes:?}");
    }
    let large = vec![b'x'; 20_000_001];
    assert_eq!(codes(&compile("form.csv", &large, &CompileOptions::default()).unwrap_err()), [Code::FileTooLarge]);
}

#[test]
fn groups_nested_without_end_are_refused() {
    let rows: String = (0..5_000).map(|n| format!("| | begin_group | g{n} | G |\n")).collect();
    let form = format!("| survey |\n| | type | name | label |\n{rows}");
    let problems = compile("deep.md", form.as_bytes(), &CompileOptions::default()).unwrap_err();
    assert!(codes(&problems).contains(&Code::NestedTooDeep));
    assert!(codes(&problems).contains(&Code::MoreProblems), "a page nobody reads to its end is not written");
}

/// Feature: Workbooks — .csv and Markdown tables
#[test]
fn csv_and_markdown_say_the_same() {
    let csv = "survey,,,\n,type,name,label\n,text,a,\"A, b\"\nsettings,,,\n,form_id,,\n,f,,\n";
    let markdown =
        "| survey |\n| | type | name | label |\n| | text | a | A, b |\n| settings |\n| | form_id |\n| | f |\n";
    let options = CompileOptions::default();
    let from_csv = compile("f.csv", csv.as_bytes(), &options).unwrap();
    assert_eq!(from_csv, compile("f.md", markdown.as_bytes(), &options).unwrap());
}

proptest! {
    #[test]
    fn nothing_panics_on_any_text(text in "(\\| ?(survey|choices|settings|type|name|label|text|begin_group|end_group|select_one a|\\$\\{a\\}|[a-z(){}$'\"=<+*,./-]{0,6}|)? ?|\\n){0,60}") {
        let _ = compile("form.md", text.as_bytes(), &CompileOptions::default());
    }

    #[test]
    fn nothing_panics_on_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300), kind in 0..3_usize) {
        let start: &[u8] = [&b""[..], b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"][kind];
        let _ = compile("form.xlsx", &[start, &bytes].concat(), &CompileOptions::default());
    }

    #[test]
    fn nothing_panics_on_a_damaged_spreadsheet(at in 0_usize..6_000, byte in any::<u8>()) {
        let mut bytes = spreadsheet(|writer| survey(writer, &[&["type", "name", "label"], &["text", "a", "A"]]));
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = compile("form.xlsx", &bytes, &CompileOptions::default());
    }

    #[test]
    fn nothing_panics_on_any_expression(text in "[a-c0-9 .()\\[\\]{}$'\"=<>!|+*/,:@#é-]{0,60}") {
        let _ = forms::xpath::parse(&text);
        let _ = forms::xpath::in_text(&text);
        let form = format!("survey,,,,\n,type,name,label,relevant,default\n,text,a,\"{0}\",\"{0}\",\"{0}\"\n", text.replace('"', "'"));
        let _ = compile("form.csv", form.as_bytes(), &CompileOptions::default());
    }
}
