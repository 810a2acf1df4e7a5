//! Small workbooks, and a mapping for them.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet};

/// What a cell holds: a number if it reads as one, `=` begins a text that must not become a number, empty is empty.
pub fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    // The hour of writing would be in the file otherwise, and another checksum in each run.
    let written = ExcelDateTime::from_ymd(2026, 1, 1).unwrap();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&written));
    for (name, rows) in sheets {
        fill(workbook.add_worksheet().set_name(*name).unwrap(), rows);
    }
    workbook.save_to_buffer().unwrap()
}

fn fill(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            match (cell.strip_prefix('='), cell.parse::<f64>()) {
                (Some(text), _) => sheet.write_string(row, column, text),
                (None, Ok(number)) if number.is_finite() => sheet.write_number(row, column, number),
                (None, _) if cell.is_empty() => continue,
                (None, _) => sheet.write_string(row, column, *cell),
            }
            .unwrap();
        }
    }
}

/// A mapping for the sheet 'Places', and for 'Arrivals' as its repeat.
pub const MAPPING: &str = r##"
code = "made"
version = "1"
title = { en = "Made for the test" }
exercise = "baseline_subarea"
form = "baseline_subarea"
format = "xlsx"

[round]
fixed = 7

[sheet]
name = "Places"

[identity]
columns = ["id"]

[places]
levels = [
  { level = 1, code = "province", name = "province name" },
  { level = 2, code = "commune", name = "commune name" },
]

[nulls]
"N/A" = "not_applicable"

[questions]
location_name = "place"
idp_households = { column = "households", required = true }
idp_individuals = { column = "people" }
idp_individuals_conflict = { sum = ["conflict 1", "conflict 2"] }
access = { column = "open", values = { "Open" = "accessible", "Closed" = "not_accessible" }, on_problem = "refuse_row" }
reporting_date = { column = "day", date_format = "%d/%m/%Y" }
location_point = { point = { latitude = "lat", longitude = "lon" } }
ki_phone = "phone"

[repeats.new_displacement]
sheet = { name = "Arrivals" }
parent = "_parent_index"
index = "_index"
questions = { new_households = { column = "households", required = true }, cause = { column = "cause", on_problem = "refuse_row" } }
"##;

/// The header of 'Places'.
pub const HEADER: &[&str] = &[
    "id",
    "province",
    "province name",
    "commune",
    "commune name",
    "place",
    "households",
    "people",
    "conflict 1",
    "conflict 2",
    "open",
    "day",
    "lat",
    "lon",
    "phone",
    "_index",
];

/// A row in which nothing is wrong, with the number of its index.
pub const SOUND: &[&str] = &[
    "a1",
    "BDI012",
    "Muyinga",
    "BDI012004",
    "GASORWE",
    "Kiremba",
    "3",
    "13",
    "1",
    "",
    "Open",
    "10/04/2022",
    "-2.9",
    "30.2",
    "=079 111 222",
    "1",
];

/// The sound row with some cells changed, by header.
pub fn row<'a>(changes: &[(&str, &'a str)]) -> Vec<&'a str> {
    let mut row = SOUND.to_vec();
    for (header, value) in changes {
        let at = HEADER.iter().position(|found| found == header).unwrap();
        row[at] = value;
    }
    row
}
