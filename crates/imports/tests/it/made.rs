//! What is wrong in a file is said, where it is, all of it, and nothing wrong becomes an empty answer or a zero.

use crate::support::{
    self,
    made::{HEADER, MAPPING, SOUND, row, workbook},
    number, text,
};
use imports::{Import, ImportError, Mapping, Problem, Severity, SkipReason, Visibility};
use vocab::{Answer, Missing, Value};

const ARRIVALS: &[&[&str]] = &[&["_parent_index", "households", "cause"]];

fn mapping() -> Mapping {
    Mapping::from_toml("made.toml", MAPPING).unwrap()
}

fn import(rows: &[&[&str]], arrivals: &[&[&str]]) -> Import {
    let rows = [&[HEADER], rows].concat();
    let arrivals = [ARRIVALS, arrivals].concat();
    let bytes = workbook(&[("Places", &rows), ("Arrivals", &arrivals)]);
    support::import(&mapping(), "made.xlsx", &bytes, None).unwrap()
}

/// Severity, row, column's letter, value and code of each problem.
fn told(import: &Import) -> Vec<(Severity, u64, &str, &str, &str)> {
    let letter = |problem: &'_ Problem| problem.column.as_ref().and_then(|column| column.letter.clone());
    import
        .report
        .problems
        .iter()
        .map(|problem| {
            let letter = letter(problem).map_or("", |letter| letter.leak());
            (problem.severity, problem.row.unwrap_or(0), letter, problem.value.as_str(), problem.code.as_str())
        })
        .collect()
}

use Severity::{Note, RowRefused, ValueSetAside};

#[test]
fn a_sound_row_becomes_a_record() {
    let import = import(&[SOUND], &[&["1", "2", "conflict"]]);
    assert_eq!(told(&import), []);
    let (round, record) = &import.records[0];
    assert_eq!((round.0, record.key.as_str()), (7, "import/a1"));
    assert_eq!(record.places.iter().map(|p| p.as_str()).collect::<Vec<_>>(), ["BDI", "BDI012", "BDI012004"]);
    assert_eq!(number(record, "idp_individuals_conflict"), Some(1), "the sum of what is given");
    assert_eq!(text(record, "access"), Some("accessible"));
    assert_eq!(serde_json::to_value(&record.answers["reporting_date"]).unwrap()["value"], "2022-04-10");
    let Some(Answer::Given(Value::Repeat(entries))) = record.answers.get("new_displacement") else { panic!() };
    assert_eq!(entries[0]["new_households"].integer(), Some(2));
    let names: Vec<_> = record.answers.keys().map(String::as_str).collect();
    let form = support::schema::baseline_subarea();
    let order: Vec<_> = names.iter().map(|name| form.columns.iter().position(|c| c.name == *name).unwrap()).collect();
    assert!(order.is_sorted(), "answers stand in the form's order: {names:?}");
}

#[test]
fn everything_wrong_with_a_row_is_said_at_once() {
    let bad = row(&[
        ("province", "BDI007"),
        ("households", "many"),
        ("people", "-4"),
        ("conflict 2", "1.5"),
        ("open", "Perhaps"),
        ("day", "2022-04-10"),
        ("lat", "95"),
    ]);
    let import = import(&[&bad], &[]);
    assert_eq!(
        told(&import),
        [
            (RowRefused, 2, "B", "BDI007", "place.not_within"),
            (RowRefused, 2, "K", "Perhaps", "value.unknown_word"),
            (RowRefused, 2, "G", "many", "value.not_whole"),
            (ValueSetAside, 2, "L", "2022-04-10", "value.not_date"),
            (ValueSetAside, 2, "M", "95", "point.off_earth"),
            (ValueSetAside, 2, "H", "-4", "value.negative"),
            (ValueSetAside, 2, "J", "1.5", "value.not_whole"),
            (Note, 2, "C", "Muyinga", "place.other_name"),
        ]
    );
    assert!(import.records.is_empty());
}

#[test]
fn a_value_set_aside_leaves_the_row_and_becomes_absent_not_zero() {
    let import = import(&[&row(&[("people", "a dozen"), ("conflict 1", "x")])], &[]);
    let (_, record) = &import.records[0];
    assert_eq!(record.answers["idp_individuals"], Answer::absent(Missing::Missing));
    assert_eq!(record.answers["idp_individuals_conflict"], Answer::absent(Missing::Missing), "no sum of a part");
    assert_eq!(number(record, "idp_households"), Some(3));
    assert_eq!(import.report.of_severity(ValueSetAside).count(), 2);
}

#[test]
fn empty_and_not_available_cells_are_absent_for_their_own_reason() {
    let import = import(&[&row(&[("people", "N/A"), ("conflict 1", "\t "), ("place", "")])], &[]);
    let (_, record) = &import.records[0];
    assert_eq!(record.answers["idp_individuals"], Answer::absent(Missing::NotApplicable));
    assert_eq!(record.answers["idp_individuals_conflict"], Answer::absent(Missing::Missing), "unknown, not zero");
    assert_eq!(record.answers["location_name"], Answer::absent(Missing::Missing));
    assert_eq!(told(&import), []);
}

#[test]
fn a_required_number_that_is_missing_refuses_its_row() {
    let import = import(&[&row(&[("households", "")]), &row(&[("id", "a2"), ("households", "N/A")])], &[]);
    let codes = told(&import).iter().map(|problem| (problem.0, problem.1, problem.4)).collect::<Vec<_>>();
    assert_eq!(codes, [(RowRefused, 2, "value.required"), (RowRefused, 3, "value.required")]);
}

#[test]
fn an_unknown_pcode_refuses_its_row_and_names_the_places_it_could_be() {
    let rows: [&[&str]; 6] = [
        &row(&[("id", "1"), ("commune", "BDI012999"), ("commune name", "Gasorwe")]),
        &row(&[("id", "2"), ("commune", ""), ("commune name", "Gasorwe")]),
        &row(&[("id", "3"), ("commune", "Gasorwe"), ("commune name", "")]),
        &row(&[("id", "4"), ("commune", "BDI012"), ("commune name", "")]),
        &row(&[("id", "5"), ("commune", "Gasorwe (12)"), ("commune name", "")]),
        &row(&[("id", "6"), ("commune name", "Gashoho")]),
    ];
    let import = import(&rows, &[]);
    let codes: Vec<_> = told(&import).iter().map(|problem| (problem.0, problem.1, problem.2, problem.4)).collect();
    assert_eq!(
        codes,
        [
            (RowRefused, 2, "D", "place.unknown_pcode"),
            (RowRefused, 3, "D", "place.no_pcode"),
            (RowRefused, 4, "D", "place.unknown_pcode"),
            (RowRefused, 5, "D", "place.wrong_level"),
            (RowRefused, 6, "D", "place.not_pcode"),
            (Note, 7, "E", "place.other_name"),
        ]
    );
    for problem in &import.report.problems[..3] {
        assert!(problem.message.contains("did you mean BDI012004 (Gasorwe)"), "{}", problem.message);
    }
    assert_eq!(import.records.len(), 1, "a name that differs is noted, the code is believed");
}

#[test]
fn a_second_row_with_the_same_identity_is_refused_and_names_the_first() {
    let import = import(&[SOUND, &row(&[("id", "a2")]), SOUND, &row(&[("id", "")])], &[]);
    assert_eq!(
        told(&import),
        [(RowRefused, 4, "A", "a1", "row.same_identity"), (RowRefused, 5, "A", "", "row.no_identity")]
    );
    assert!(import.report.problems[0].message.contains("row 2"));
}

#[test]
fn repeat_rows_without_their_row_are_refused() {
    let rows: [&[&str]; 3] = [
        &row(&[("id", "1"), ("_index", "10")]),
        &row(&[("id", "2"), ("_index", "11"), ("households", "?")]),
        &row(&[("id", "3"), ("_index", "12")]),
    ];
    let arrivals: [&[&str]; 6] = [
        &["10", "1", "conflict"],
        &["99", "1", "conflict"],
        &["11", "1", "conflict"],
        &["", "1", "conflict"],
        &["12", "1", "a quarrel"],
        &["10", "", ""],
    ];
    let import = import(&rows, &arrivals);
    let told: Vec<_> = told(&import).into_iter().map(|problem| (problem.0, problem.1, problem.4)).collect();
    assert_eq!(
        told,
        [
            (RowRefused, 3, "value.not_whole"),
            (RowRefused, 3, "repeat.no_parent"),
            (RowRefused, 4, "repeat.parent_refused"),
            (RowRefused, 5, "repeat.no_parent"),
            (RowRefused, 6, "value.unknown_choice"),
            (RowRefused, 7, "value.required"),
        ]
    );
    let arrivals = &import.report.sheets[1];
    assert_eq!((arrivals.read, arrivals.accepted, arrivals.refused), (7, 1, 5));
    let Answer::Given(Value::Repeat(none)) = &import.records[1].1.answers["new_displacement"] else { panic!() };
    assert!(none.is_empty(), "a row without entries has an empty repeat");
}

#[test]
fn an_index_that_two_rows_share_joins_nothing() {
    let import = import(&[SOUND, &row(&[("id", "a2")])], &[&["1", "2", "conflict"]]);
    assert_eq!(told(&import), [(RowRefused, 2, "A", "1", "repeat.many_parents")]);
    assert!(import.report.problems[0].message.contains("rows 2-3 of 'Places'"));
}

#[test]
fn personal_values_are_not_repeated_in_the_report() {
    let text =
        MAPPING.replace(r#"ki_phone = "phone""#, r#"ki_phone = { column = "phone", values = { "none" = "none" } }"#);
    let mapping = Mapping::from_toml("made.toml", &text).unwrap();
    let bytes = workbook(&[("Places", &[HEADER, SOUND]), ("Arrivals", ARRIVALS)]);
    let import = support::import(&mapping, "made.xlsx", &bytes, None).unwrap();
    assert_eq!(import.report.problems.len(), 1);
    // The checksum of the file is no telephone number, whatever digits are in it.
    let without = |said: &str| said.replace(&import.report.sha256, "");
    assert!(!without(&import.report.to_string()).contains("079"));
    assert!(!without(&serde_json::to_string(&import.report).unwrap()).contains("079"));
}

#[test]
fn missing_sheets_and_columns_are_all_reported_and_nothing_is_read() {
    let header: Vec<_> =
        HEADER.iter().map(|header| if *header == "households" { "Households " } else { header }).collect();
    let header: Vec<_> = header.into_iter().filter(|header| !["lon", "_index"].contains(header)).collect();
    let header = [header, vec!["people"]].concat();
    let bytes = workbook(&[("Places", &[&header, SOUND]), ("Note", &[])]);
    let error = support::import(&mapping(), "made.xlsx", &bytes, None).unwrap_err();
    let ImportError::Columns { problems, .. } = &error else { panic!("{error}") };
    let said: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "there is no sheet 'Arrivals'; there are 'Places', 'Note'",
            "sheet 'Places' has no column 'lon'",
            "sheet 'Places' has no column 'households'; the nearest is 'Households'",
            "sheet 'Places' has 2 columns 'people' (H 'people', O 'people'); say which with 'occurrence'",
            "sheet 'Places' has no column '_index'",
        ]
    );
}

#[test]
fn a_column_is_checked_by_every_mark_the_mapping_gives() {
    let text = r##"
code = "marks"
version = "1"
title = { en = "Marks" }
exercise = "baseline_subarea"
form = "baseline_subarea"
format = "xlsx"
round = { fixed = 1 }
sheet = { name = "S", hxl_row = 2 }
places = { levels = [{ level = 1, code = { hxl = "#adm1 +code" } }] }
[questions]
idp_households = { column = { at = "B", header = "hh" } }
idp_individuals = { column = { header = "n", occurrence = 2, of = 2 } }
returnee_abroad_households = { column = { header = "hh", hxl = "#returnees" } }
"##;
    let mapping = Mapping::from_toml("marks.toml", text).unwrap();
    let good: &[&[&str]] =
        &[&["p", "hh", "n", "n"], &["#adm1+code", "#Returnees", "", "#affected"], &["BDI012", "1", "2", "5"]];
    let import = support::import(&mapping, "m.xlsx", &workbook(&[("S", good)]), None).unwrap();
    let (_, record) = &import.records[0];
    assert_eq!((number(record, "idp_households"), number(record, "idp_individuals")), (Some(1), Some(5)));
    assert_eq!(record.key.as_str(), format!("import/{}/S/3", &import.report.sha256[..16]));
    assert_eq!(import.report.sheets[0].skipped[1].why, SkipReason::Hxl);

    let moved: &[&[&str]] = &[&["p", "n", "hh", "n", "n"], &["#adm1+code", "#x", "#idps"], &["BDI012", "1", "2", "5"]];
    let error = support::import(&mapping, "m.xlsx", &workbook(&[("S", moved)]), None).unwrap_err();
    let ImportError::Columns { problems, .. } = &error else { panic!("{error}") };
    let said: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "sheet 'S', column B 'n': the mapping expects 'hh', and it is 'n'",
            "sheet 'S' has 3 columns 'n', occurrence 2, and the mapping counts on 2",
            "sheet 'S', column C 'hh': the mapping expects '#returnees', and it is '#idps'",
        ]
    );

    let untagged: &[&[&str]] = &[&["p", "hh", "n", "n"], &["BDI012", "1", "2", "5"]];
    let error = support::import(&mapping, "m.xlsx", &workbook(&[("S", untagged)]), None).unwrap_err();
    assert!(error.to_string().contains("row 2: the mapping expects HXL hashtags, and there are none"), "{error}");
}

#[test]
fn blank_rows_are_counted_and_hidden_sheets_are_named() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Places").unwrap();
    for (row, cells) in [(0, HEADER), (4, SOUND)] {
        sheet.write_row(row, 0, cells.iter().copied()).unwrap();
    }
    sheet.write_string(2, 0, " \t").unwrap();
    book.add_worksheet().set_name("Arrivals").unwrap().write_row(0, 0, ARRIVALS[0].iter().copied()).unwrap();
    book.add_worksheet().set_name("Enumerators").unwrap().set_hidden(true);
    book.add_worksheet().set_name("Pivot").unwrap().set_very_hidden(true);
    let import = support::import(&mapping(), "made.xlsx", &book.save_to_buffer().unwrap(), None).unwrap();
    let places = &import.report.sheets[0];
    assert_eq!((places.read, places.accepted, places.skipped_rows()), (5, 1, 4));
    assert_eq!(places.skipped[1].why, SkipReason::Blank);
    let hidden: Vec<_> = import.report.unread.iter().map(|sheet| (sheet.sheet.as_str(), sheet.visibility)).collect();
    assert_eq!(hidden, [("Enumerators", Visibility::Hidden), ("Pivot", Visibility::VeryHidden)]);
    assert!(import.report.to_string().contains("HIDDEN sheets, not read: 'Enumerators', 'Pivot'."));
    assert_eq!(import.records[0].1.source.to_string(), "made.xlsx, sheet 'Places', row 5");
}

#[test]
fn the_round_is_fixed_read_or_given_but_never_guessed() {
    let bytes = workbook(&[("Places", &[HEADER, SOUND]), ("Arrivals", ARRIVALS)]);
    let with = |round: &str| Mapping::from_toml("made.toml", &MAPPING.replace("fixed = 7", round)).unwrap();
    let run = |mapping: &Mapping, round| support::import(mapping, "made.xlsx", &bytes, round);
    assert!(matches!(run(&with("fixed = 7"), Some(8)), Err(ImportError::RoundDiffers { fixed: 7, given: 8, .. })));
    assert!(matches!(run(&with(""), None), Err(ImportError::RoundMissing { .. })));
    assert_eq!(run(&with(""), Some(8)).unwrap().records[0].0.0, 8);
    let column = with(
        r#"column = "id"
prefix = "a""#,
    );
    assert_eq!(run(&column, None).unwrap().records[0].0.0, 1);
    assert!(matches!(run(&column, Some(8)), Err(ImportError::RoundInColumn)));
    let wrong = with(r#"column = "place""#);
    assert_eq!(told(&run(&wrong, None).unwrap()), [(RowRefused, 2, "F", "Kiremba", "row.not_round")]);
}

#[test]
fn excel_errors_and_impossible_dates_are_not_values() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Places").unwrap();
    for (row, cells) in [(0, HEADER), (1, SOUND)] {
        sheet.write_row(row, 0, cells.iter().copied()).unwrap();
    }
    let formula = rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!");
    sheet.write_formula(1, 7, formula).unwrap();
    sheet.write_boolean(1, 8, true).unwrap();
    sheet.write_number(1, 6, 3).unwrap();
    let date = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd hh:mm");
    sheet.write_number_with_format(1, 11, 44661.5, &date).unwrap();
    book.add_worksheet().set_name("Arrivals").unwrap().write_row(0, 0, ARRIVALS[0].iter().copied()).unwrap();
    let import = support::import(&mapping(), "made.xlsx", &book.save_to_buffer().unwrap(), None).unwrap();
    assert_eq!(
        told(&import),
        [
            (ValueSetAside, 2, "L", "2022-04-10 12:00:00", "value.not_day"),
            (ValueSetAside, 2, "H", "#DIV/0!", "value.broken"),
            (ValueSetAside, 2, "I", "true", "value.not_whole"),
        ]
    );
}

#[test]
fn progress_is_told_to_the_last_row() {
    let rows: Vec<Vec<String>> =
        (0..250).map(|n| row(&[]).iter().map(|cell| cell.replace("a1", &format!("a{n}"))).collect()).collect();
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let mut sheet: Vec<&[&str]> = vec![HEADER];
    sheet.extend(rows.iter().map(Vec::as_slice));
    let bytes = workbook(&[("Places", &sheet), ("Arrivals", ARRIVALS)]);
    let file = imports::SourceFile { name: "made.xlsx", bytes: &bytes };
    let (schema, places) = (support::schema::baseline_subarea(), support::places::global());
    let mut told = Vec::new();
    imports::read_file(&mapping(), file, &Default::default(), &schema, &places, &mut |step| told.push(step)).unwrap();
    let converting: Vec<_> = told
        .iter()
        .filter(|step| step.stage == imports::Stage::Converting)
        .map(|step| (step.done, step.total))
        .collect();
    assert_eq!(converting, [(100, Some(250)), (200, Some(250)), (250, Some(250))]);
    assert!(told.iter().any(|step| step.stage == imports::Stage::Reading && step.done == 200));
}

#[test]
fn csv_rows_are_counted_as_a_spreadsheet_shows_them() {
    let text = r#"
code = "table"
version = "1"
title = { en = "Table" }
exercise = "baseline_subarea"
form = "baseline_subarea"
format = "csv"
round = { fixed = 1 }
places = { levels = [{ level = 1, code = "p" }] }
questions = { idp_households = "hh", remarks = "note" }
"#;
    let mapping = Mapping::from_toml("table.toml", text).unwrap();
    let csv = "\u{feff}p,hh,note\r\nBDI012,1,\"two\nlines\"\r\n\r\nBDI012,x,\r\nBDI007,3\r\n";
    let import = support::import(&mapping, "t.csv", csv.as_bytes(), None).unwrap();
    let rows: Vec<_> = import.records.iter().map(|(_, record)| record.source.to_string()).collect();
    assert_eq!(rows, ["t.csv, sheet 'csv', row 2", "t.csv, sheet 'csv', row 4", "t.csv, sheet 'csv', row 5"]);
    assert_eq!(told(&import), [(ValueSetAside, 4, "B", "x", "value.not_whole")]);
    let latin1 = support::import(&mapping, "t.csv", b"p,hh,note\nBDI012,1,d\xe9plac\xe9", None).unwrap_err();
    assert!(latin1.to_string().contains("byte 21 is not UTF-8"), "{latin1}");
}

#[test]
fn the_same_file_gives_the_same_report_word_for_word() {
    let bad = row(&[("id", "b"), ("people", "x"), ("commune", "BDI0120")]);
    let once = import(&[SOUND, &bad], &[&["5", "1", "conflict"]]);
    let again = import(&[SOUND, &bad], &[&["5", "1", "conflict"]]);
    assert_eq!(once.report.problems, again.report.problems);
    assert_eq!(
        once.records.iter().map(|r| &r.1.answers).collect::<Vec<_>>(),
        again.records.iter().map(|r| &r.1.answers).collect::<Vec<_>>()
    );
}

/// A file that begins with its data: province by name, commune, place, households of two kinds.
const NO_HEADERS: &str = r#"
code = "no_headers"
version = "1"
title = { en = "Made for the test" }
exercise = "baseline_subarea"
form = "baseline_subarea"
format = "csv"

[round]
fixed = 7

[sheet]
header_row = "none"

[places]
levels = [
  { level = 1, code = { at = "A" }, codes = { "Muyinga (north)" = "BDI012" } },
  { level = 2, code = { at = "B" } },
]

[questions]
location_name = { column = { at = "C" } }
idp_households = { sum = [{ at = "4" }, { at = "E" }] }
"#;

#[test]
fn a_file_without_headers_is_read_from_its_first_row_by_letters_and_numbers() {
    let mapping = Mapping::from_toml("none.toml", NO_HEADERS).unwrap();
    assert_eq!(mapping.check(&support::schema::baseline_subarea()), []);
    let text =
        b"Muyinga (north),BDI012004,Kiremba,3,4\n\nMuyinga (south),BDI012004,Mugano,1,2\nBDI012,BDI012006,Rugari,x\n";
    let import = support::import(&mapping, "file.csv", text, None).unwrap();
    let found: Vec<_> =
        import.records.iter().map(|(_, record)| (text_of(record), number(record, "idp_households"))).collect();
    assert_eq!(found, [(Some("Kiremba"), Some(7)), (Some("Rugari"), None)]);
    let skipped = &import.report.sheets[0].skipped;
    assert_eq!(skipped.iter().map(|one| one.why).collect::<Vec<_>>(), [SkipReason::Blank], "no row is a header");
    let problems: Vec<_> =
        told(&import).into_iter().map(|(what, row, letter, value, _)| (what, row, letter, value)).collect();
    assert!(problems.contains(&(RowRefused, 3, "A", "Muyinga (south)")), "{problems:?}");
    assert!(problems.contains(&(ValueSetAside, 4, "D", "x")), "{problems:?}");
    let told = import.report.to_string();
    assert!(told.contains("row 3, column A, value 'Muyinga (south)'"), "{told}");
}

fn text_of(record: &vocab::Record) -> Option<&str> {
    text(record, "location_name")
}

#[test]
fn a_mapping_without_headers_names_no_header_and_is_proposed_for_nothing() {
    let named = NO_HEADERS.replace(r#"{ column = { at = "C" } }"#, r#""Place""#);
    let problems = Mapping::from_toml("none.toml", &named).unwrap().check(&support::schema::baseline_subarea());
    let said: Vec<_> = problems.iter().map(|problem| format!("{}: {}", problem.at, problem.message)).collect();
    let alone = "questions.location_name: ''Place'': the file has no headers; say the column's letter alone, with 'at'";
    assert_eq!(said, [alone]);
    let word = Mapping::from_toml("none.toml", &NO_HEADERS.replace("\"none\"", "\"no\"")).unwrap_err();
    assert!(word.reason.contains("the number of a row, or \"none\""), "{}", word.reason);
    let mappings = [Mapping::from_toml("none.toml", NO_HEADERS).unwrap()];
    let file = imports::SourceFile { name: "file.csv", bytes: b"BDI012,BDI012004,Kiremba,3,4\n" };
    assert!(imports::recognise(&mappings, file, &imports::Limits::default()).unwrap().is_empty());
}
