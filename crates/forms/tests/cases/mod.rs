//! The hostile workbooks, each made from nothing.

use std::io::{Cursor, Write};
use zip::{ZipWriter, write::SimpleFileOptions};

/// One workbook, and what is said of it.
pub struct Case {
    pub group: &'static str,
    pub name: &'static str,
    pub file: &'static str,
    pub bytes: fn() -> Vec<u8>,
    /// What the message holds.
    pub expected: &'static str,
}

const fn case(
    group: &'static str,
    name: &'static str,
    file: &'static str,
    expected: &'static str,
    bytes: fn() -> Vec<u8>,
) -> Case {
    Case { group, name, file, bytes, expected }
}

pub const CASES: &[Case] = &[
    case("archive", "zip bomb in one part", "f.xlsx", "unpacks to more than", || {
        zipped(&[("xl/workbook.xml", vec![b' '; 210_000_000])])
    }),
    case("archive", "zip bomb in many parts", "f.xlsx", "unpacks to more than", || {
        let names: Vec<String> = (0..210).map(|part| format!("xl/media/{part}.xml")).collect();
        zipped(&names.iter().map(|name| (name.as_str(), vec![b' '; 1_000_000])).collect::<Vec<_>>())
    }),
    case("archive", "an archive in an archive in an archive", "f.xlsx", "not a workbook", || {
        let inner = (0..5).fold(vec![0; 20_000_000], |bytes, _| zipped(&[("a.zip", bytes)]));
        zipped(&[("xl/workbook.xml", inner)])
    }),
    case("archive", "parts that lie about their size", "f.xlsx", "broken", || {
        let mut bytes = zipped(&[("xl/workbook.xml", vec![b' '; 10_000_000])]);
        // The uncompressed size, in the local header and in the directory.
        let directory = find(&bytes, b"PK\x01\x02");
        bytes[22..26].copy_from_slice(&5_u32.to_le_bytes());
        bytes[directory + 24..directory + 28].copy_from_slice(&5_u32.to_le_bytes());
        bytes
    }),
    case("archive", "20,000 parts", "f.xlsx", "too many parts", || {
        let names: Vec<String> = (0..20_000).map(|part| format!("{part}")).collect();
        zipped(&names.iter().map(|name| (name.as_str(), Vec::new())).collect::<Vec<_>>())
    }),
    case("archive", "5,000 parts that overlap", "f.xlsx", "unpacks to more than", overlapping),
    case("spreadsheet", "a text announced a billion times", "f.xlsx", "announces more shared texts", || {
        xlsx(
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>",
            "<sst uniqueCount=\"999999999999\"><si><t>a</t></si></sst>",
        )
    }),
    case("spreadsheet", "6.5 million empty shared texts", "f.xlsx", "lists of texts and styles are too long", || {
        xlsx("", &format!("<sst>{}</sst>", "<si/>".repeat(6_500_000)))
    }),
    case("spreadsheet", "one long text in a million cells", "f.xlsx", "bytes of text", || {
        let rows: String = (1..=100_000)
            .map(|row| {
                format!(
                    "<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c><c r=\"B{row}\" t=\"s\"><v>0</v></c></row>"
                )
            })
            .collect();
        xlsx(&rows, &format!("<sst><si><t>{}</t></si></sst>", "x".repeat(30_000)))
    }),
    case("spreadsheet", "1,000,000 rows", "f.xlsx", "more than 200000 rows", || {
        let rows: String =
            (1..=1_000_000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>")).collect();
        xlsx(&rows, "<sst/>")
    }),
    case("spreadsheet", "10,000 columns", "f.xlsx", "more than 1000 columns", || {
        let cells: String = (0..10_000).map(|column| format!("<c r=\"{}1\"><v>1</v></c>", letters(column))).collect();
        xlsx(&format!("<row r=\"1\">{cells}</row>"), "<sst/>")
    }),
    case("spreadsheet", "a cell at the end of every row", "f.xlsx", "cells", || {
        let rows: String =
            (1..=190_000).map(|row| format!("<row r=\"{row}\"><c r=\"ALK{row}\"><v>1</v></c></row>")).collect();
        xlsx(&rows, "<sst/>")
    }),
    case("spreadsheet", "a cell of a million characters", "f.xlsx", "characters", || {
        xlsx(
            &format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{}</t></is></c></row>", "x".repeat(1_000_000)),
            "<sst/>",
        )
    }),
    case("spreadsheet", "a billion laughs in the sheet", "f.xlsx", "", || {
        let entities: String = (1..=12)
            .map(|level| format!("<!ENTITY l{level} \"{}\">", format!("&l{};", level - 1).repeat(10)))
            .collect();
        let sheet = format!(
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY l0 \"lol\">{entities}]><worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&l12;</t></is></c></row></sheetData></worksheet>"
        );
        workbook_of(&sheet, "<sst/>", "<styleSheet/>")
    }),
    case("spreadsheet", "a wrong dimension", "f.xlsx", "compiled", || {
        workbook_of(
            &format!("<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{PLAIN_ROWS}</sheetData></worksheet>"),
            "<sst/>",
            "<styleSheet/>",
        )
    }),
    case("spreadsheet", "a dimension that is none", "f.xlsx", "", || {
        workbook_of(
            &format!("<worksheet><dimension ref=\"?\"/><sheetData>{PLAIN_ROWS}</sheetData></worksheet>"),
            "<sst/>",
            "<styleSheet/>",
        )
    }),
    case("spreadsheet", "broken styles", "f.xlsx", "", || {
        workbook_of(
            &format!("<worksheet><sheetData>{PLAIN_ROWS}</sheetData></worksheet>"),
            "<sst/>",
            "<styleSheet><numFmts count=\"-1\"><numFmt numFmtId=\"x\"/></numFmts><cellXfs><xf numFmtId=\"99999999999\"/>",
        )
    }),
    case("spreadsheet", "shared texts that are missing", "f.xlsx", "", || {
        xlsx("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c><c r=\"B1\" t=\"s\"><v>x</v></c></row>", "<sst><si>")
    }),
    case("spreadsheet", "cell references that overflow", "f.xlsx", "", || {
        xlsx("<row r=\"99999999999\"><c r=\"ZZZZZZZZZZ99999999999\"><v>1</v></c></row>", "<sst/>")
    }),
    case("spreadsheet", "elements nested 100,000 deep", "f.xlsx", "", || {
        xlsx(&format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\">{}", "<is>".repeat(100_000)), "<sst/>")
    }),
    case("legacy", "a lone cell in the last corner", "f.xls", "cells", || {
        xls(&[number(0, 0), number(65_535, 255)].concat())
    }),
    case("legacy", "announced dimensions", "f.xls", "", || {
        let mut dimensions = vec![0; 14];
        dimensions[4..8].copy_from_slice(&u32::MAX.to_le_bytes());
        dimensions[10..12].copy_from_slice(&u16::MAX.to_le_bytes());
        xls(&[record(0x0200, &dimensions), plain_sheet()].concat())
    }),
    case("legacy", "one long shared text in every cell", "f.xls", "bytes of text", || {
        let cells: Vec<u8> = (0..60_000).flat_map(|row| record(0x00FD, &[cell(row, 0), vec![0; 4]].concat())).collect();
        xls_with(&[shared(&["x".repeat(8_000)]), cells].concat())
    }),
    case("legacy", "texts that announce more than they hold", "f.xls", "bytes of text", || {
        let cells: Vec<u8> =
            (0..60_000).flat_map(|row| record(0x0204, &[cell(row, 0), vec![0xFF, 0xFF, 0, b'x']].concat())).collect();
        xls(&cells)
    }),
    case("legacy", "2,000,000 continued records", "f.xls", "damaged", || {
        xls_with(&[record(0x00FC, &[0; 8]), record(0x003C, &[]).repeat(2_000_000)].concat())
    }),
    case("legacy", "5,000 sheets in one place", "f.xls", "too many sheets", || {
        xls_of(&vec!["s"; 5_000], &[], &plain_sheet())
    }),
    case("legacy", "a password on the whole", "f.xlsx", "protected by a password", || {
        let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        container.create_stream("/EncryptionInfo").unwrap().write_all(b"x").unwrap();
        container.create_stream("/EncryptedPackage").unwrap().write_all(&[7; 5_000]).unwrap();
        container.into_inner().into_inner()
    }),
    case("legacy", "a password on the records", "f.xls", "protected by a password", || {
        xls_with(&record(0x002F, &[1, 0, 1, 0]))
    }),
    case("legacy", "an Office file that is no workbook", "f.xls", "not a workbook", || {
        let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        container.create_stream("/WordDocument").unwrap().write_all(&[7; 5_000]).unwrap();
        container.into_inner().into_inner()
    }),
    case("text", "50 MB named .xlsx", "f.xlsx", "at most 20000000", || {
        [b"PK\x03\x04".to_vec(), vec![b'x'; 50_000_000]].concat()
    }),
    case("text", "50 MB of CSV", "f.csv", "at most 20000000", || b"survey,,\n,text,a\n".repeat(3_000_000)),
    case("text", "50 MB of Markdown", "f.md", "at most 20000000", || b"| survey | a | b |\n".repeat(2_700_000)),
    case("text", "50 MB of a single line", "f", "at most 20000000", || vec![b'a'; 50_000_000]),
    case("text", "19 MB of a single cell", "f.csv", "", || vec![b'a'; 19_000_000]),
    case("text", "19 MB of quotes", "f.csv", "", || vec![b'"'; 19_000_000]),
    case("text", "19 MB of bars", "f.md", "", || vec![b'|'; 19_000_000]),
    case("text", "19 MB of commas", "f.csv", "", || [b"survey".to_vec(), vec![b','; 19_000_000]].concat()),
    case("text", "19 MB of line breaks", "f.csv", "", || vec![b'\n'; 19_000_000]),
    case("text", "rows that end far out", "f.csv", "cells", || {
        let row = format!("{}x\n", ",".repeat(990));
        format!("survey,,\n{}", row.repeat(18_000)).into_bytes()
    }),
    case("text", "100 sheets that each would be allowed", "f.csv", "", || {
        let sheet = |n: usize| format!("s{n},,\n{}", format!("{}x\n", ",".repeat(990)).repeat(180));
        (0..100).map(sheet).collect::<String>().into_bytes()
    }),
    case("form", "long names nested and many questions below", "f.md", "larger than", || {
        let mut form = HEADERS.to_owned();
        for level in 0..40 {
            form.push_str(&format!("| | begin_group | g{level}{} | G |  |\n", "x".repeat(30_000)));
        }
        (0..20_000).for_each(|question| form.push_str(&format!("| | text | q{question} | Q |  |\n")));
        form.push_str(&"| | end_group | | |  |\n".repeat(40));
        form.into_bytes()
    }),
    case("form", "a short name of a long path in every cell", "f.md", "larger than", || {
        let mut form = HEADERS.to_owned();
        form.push_str(&format!(
            "| | begin_group | {} | G |  |\n| | text | a | A |  |\n| | end_group | | |  |\n",
            "x".repeat(30_000)
        ));
        let references = "${a}+".repeat(1_900);
        (0..500).for_each(|question| form.push_str(&format!("| | text | q{question} | Q | {references}1 > 0 |\n")));
        form.into_bytes()
    }),
    case("form", "900 languages, one text each", "f.csv", "larger than", || {
        let languages: String = (0..900).map(|n| format!(",label::L{n} (x{n})")).collect();
        let mut form = format!("survey,,,\n,type,name{languages}\n");
        (0..3_000).for_each(|n| form.push_str(&format!(",text,q{n}{}A\n", ",".repeat(1 + n % 900))));
        form.into_bytes()
    }),
    case("form", "a loop that repeats its choices' labels", "f.md", "rows", || {
        let label = "%(label)s".repeat(3_000);
        let mut form = format!(
            "| survey |\n| | type | name | label |\n| | begin loop over l | lo | L |\n| | text | a | {label} |\n| | end loop | | |\n| choices |\n| | list_name | name | label |\n"
        );
        (0..500).for_each(|n| form.push_str(&format!("| | l | c{n} | {} |\n", "y".repeat(20_000))));
        form.into_bytes()
    }),
    case("form", "a trigger named again and again", "f.md", "larger than", || {
        let triggers = vec!["${a}"; 5_000].join(", ");
        let mut form =
            "| survey |\n| | type | name | label | calculation | trigger |\n| | text | a | A | | |\n".to_owned();
        let calculation = format!("concat('{}')", "x".repeat(30_000));
        (0..20).for_each(|n| form.push_str(&format!("| | calculate | c{n} | | {calculation} | {triggers} |\n")));
        form.into_bytes()
    }),
    case("form", "30,000 questions that need each other in a ring", "f.md", "need each other", || {
        let mut form = "| survey |\n| | type | name | label | calculation |\n".to_owned();
        (0..30_000).for_each(|n| form.push_str(&format!("| | calculate | q{n} | | ${{q{}}} |\n", (n + 1) % 30_000)));
        form.into_bytes()
    }),
    case("form", "10,000 brackets", "f.md", "nests too deep", || {
        relevant(&format!("{}1{}", "(".repeat(10_000), ")".repeat(10_000)))
    }),
    case("form", "10,000 conditions in each other", "f.md", "nests too deep", || {
        relevant(&format!("{}1{}", "a[".repeat(10_000), "]".repeat(10_000)))
    }),
    case("form", "a path of 16,000 steps", "f.md", "compiled", || relevant(&format!("{}a", "a/".repeat(16_000)))),
    case("form", "16,000 minus signs", "f.md", "compiled", || relevant(&format!("{}1", "-".repeat(16_000)))),
    case("form", "5,000 groups in each other", "f.md", "nest", || {
        let rows: String = (0..5_000).map(|n| format!("| | begin_group | g{n} | G |  |\n")).collect();
        format!("{HEADERS}{rows}").into_bytes()
    }),
    case("stranger", "a PDF", "f.xlsx", "it is a PDF", || b"%PDF-1.7\n\xE2\xE3".to_vec()),
    case("stranger", "a PNG", "f.xlsx", "it is a picture", || b"\x89PNG\r\n\x1A\n".to_vec()),
    case("stranger", "a web page", "f.xls", "it is a web page", || {
        b"\n<html><table><tr><td>type</td></tr></table></html>".to_vec()
    }),
    case("stranger", "JSON", "f.xlsx", "it is JSON", || b"{\"survey\": []}".to_vec()),
    case("stranger", "CSV in UTF-16", "f.csv", "UTF-16", || {
        "\u{FEFF}survey,,\n,type,name\n".encode_utf16().flat_map(u16::to_le_bytes).collect()
    }),
    case("stranger", "a workbook of OpenDocument", "f.xlsx", "not a workbook", || {
        zipped(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
            ("content.xml", b"<x/>".to_vec()),
        ])
    }),
];

const HEADERS: &str = "| survey |\n| | type | name | label | relevant |\n";

const PLAIN_ROWS: &str = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>type</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>name</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>label</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>text</t></is></c><c r=\"B2\" t=\"inlineStr\"><is><t>a</t></is></c><c r=\"C2\" t=\"inlineStr\"><is><t>A</t></is></c></row>";

fn relevant(expression: &str) -> Vec<u8> {
    format!("{HEADERS}| | text | a | A | {expression} |\n").into_bytes()
}

fn zipped(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// One part that all entries of the directory point to.
fn overlapping() -> Vec<u8> {
    let whole = zipped(&[("xl/workbook.xml", vec![b' '; 1_000_000])]);
    let (directory, end) = (find(&whole, b"PK\x01\x02"), find(&whole, b"PK\x05\x06"));
    let entries: Vec<u8> = (0..5_000)
        .flat_map(|number| {
            let mut entry = whole[directory..end].to_vec();
            // The name stands behind 46 bytes.
            entry[49..53].copy_from_slice(format!("{number:04}").as_bytes());
            entry
        })
        .collect();
    let mut bytes = [&whole[..directory], &entries, &whole[end..]].concat();
    let end = directory + entries.len();
    bytes[end + 8..end + 10].copy_from_slice(&5_000_u16.to_le_bytes());
    bytes[end + 10..end + 12].copy_from_slice(&5_000_u16.to_le_bytes());
    bytes[end + 12..end + 16].copy_from_slice(&u32::try_from(entries.len()).unwrap().to_le_bytes());
    bytes
}

fn find(bytes: &[u8], mark: &[u8]) -> usize {
    bytes.windows(mark.len()).position(|window| window == mark).unwrap()
}

pub fn plain_xlsx() -> Vec<u8> {
    xlsx(PLAIN_ROWS, "<sst/>")
}

fn xlsx(rows: &str, shared: &str) -> Vec<u8> {
    workbook_of(&format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"), shared, "<styleSheet/>")
}

fn workbook_of(sheet: &str, shared: &str, styles: &str) -> Vec<u8> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let text = |text: &str| text.as_bytes().to_vec();
    zipped(&[
        (
            "_rels/.rels",
            text(&format!(
                "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"r\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            )),
        ),
        (
            "xl/workbook.xml",
            text(&format!(
                "<workbook xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"survey\" sheetId=\"1\" r:id=\"s\"/></sheets></workbook>"
            )),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            text(&format!(
                "<Relationships xmlns=\"{PACKAGE}\"><Relationship Id=\"s\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            )),
        ),
        ("xl/sharedStrings.xml", text(shared)),
        ("xl/styles.xml", text(styles)),
        ("xl/worksheets/sheet1.xml", text(sheet)),
    ])
}

fn letters(column: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(column % 26).unwrap());
    if column < 26 { letter.to_string() } else { format!("{}{letter}", letters(column / 26 - 1)) }
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), data].concat()
}

/// Row, column and format.
fn cell(row: u16, column: u16) -> Vec<u8> {
    [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat()
}

fn number(row: u16, column: u16) -> Vec<u8> {
    record(0x0203, &[cell(row, column), 1.0_f64.to_le_bytes().to_vec()].concat())
}

fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len()).unwrap().to_le_bytes();
    record(0x0204, &[cell(row, column), length.to_vec(), vec![0], text.as_bytes().to_vec()].concat())
}

/// The shared texts, all in one record.
fn shared(texts: &[String]) -> Vec<u8> {
    let mut data = vec![0; 8];
    for text in texts {
        data.extend(u16::try_from(text.len()).unwrap().to_le_bytes());
        data.push(0);
        data.extend(text.bytes());
    }
    record(0x00FC, &data)
}

pub fn plain_sheet() -> Vec<u8> {
    let rows = [["type", "name", "label"], ["text", "a", "A"]];
    let cells = rows.iter().enumerate().flat_map(|(row, cells)| {
        cells
            .iter()
            .enumerate()
            .flat_map(move |(column, text)| label(u16::try_from(row).unwrap(), u16::try_from(column).unwrap(), text))
    });
    cells.collect()
}

/// A workbook with a sheet `survey` that has these records.
pub fn xls(sheet: &[u8]) -> Vec<u8> {
    xls_of(&["survey"], &[], sheet)
}

/// The same, its records standing before the sheet too, where shared texts belong.
fn xls_with(records: &[u8]) -> Vec<u8> {
    xls_of(&["survey"], records, records)
}

/// Sheets of these names that all begin at the same place.
fn xls_of(names: &[&str], globals: &[u8], sheet: &[u8]) -> Vec<u8> {
    let begin = record(0x0809, &[0, 6, 5, 0]);
    let announced: usize = names.iter().map(|name| 12 + name.len()).sum();
    let end = record(0x000A, &[]);
    let start = u32::try_from(begin.len() + announced + globals.len() + end.len()).unwrap();
    let mut stream = begin.clone();
    for name in names {
        let length = u8::try_from(name.len()).unwrap();
        stream.extend(record(0x0085, &[&start.to_le_bytes()[..], &[0, 0, length, 0], name.as_bytes()].concat()));
    }
    stream.extend([globals, &end, &begin, sheet, &end].concat());
    let mut container = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    container.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
    container.into_inner().into_inner()
}
