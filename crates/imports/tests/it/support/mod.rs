//! What the tests of this crate share: the forms' shapes, boundaries from the global p-code list, the packs' mappings.

pub mod made;
pub mod places;
pub mod schema;

use imports::{Import, ImportError, Mapping, Options, SourceFile, Visibility, read_file};
use std::path::PathBuf;
use vocab::{Answer, Record, RoundNumber, Schema};

/// The workspace's root.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A file of ../shared/data; `None`, with a message, in a clone without it.
pub fn shared(path: &str) -> Option<Vec<u8>> {
    let found = std::fs::read(root().join("../shared/data").join(path)).ok();
    if found.is_none() {
        println!("skipped: needs ../shared (data/{path})");
    }
    found
}

/// A mapping of the mobility-tracking pack.
pub fn mapping(code: &str) -> Mapping {
    let file = format!("{code}.toml");
    let path = root().join("packs/mobility-tracking/mappings").join(&file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mapping = Mapping::from_toml(&file, &text).unwrap();
    assert_eq!(mapping.code, code, "a mapping is called like its file");
    mapping
}

/// The form a mapping fills.
pub fn schema_of(mapping: &Mapping) -> Schema {
    match mapping.form.as_str() {
        "baseline_subarea" => schema::baseline_subarea(),
        "published_displacement" => schema::published_displacement(),
        other => panic!("no such form: {other}"),
    }
}

/// Imports, and checks what must hold of every import: each row is accounted for, and each refused row says why.
pub fn import(mapping: &Mapping, name: &str, bytes: &[u8], round: Option<u32>) -> Result<Import, ImportError> {
    let options = Options { round: round.map(RoundNumber), ..Options::default() };
    let places = places::global();
    let file = SourceFile { name, bytes };
    let import = read_file(mapping, file, &options, &schema_of(mapping), &places, &mut |_| {})?;
    check_accounts(&import);
    Ok(import)
}

/// `read = accepted + refused + skipped` for every sheet, and each refused row has at least one reason.
pub fn check_accounts(import: &Import) {
    let report = &import.report;
    for sheet in &report.sheets {
        assert_eq!(sheet.read, sheet.accepted + sheet.refused + sheet.skipped_rows(), "{sheet}");
        let mut refused: Vec<_> = report
            .of_severity(imports::Severity::RowRefused)
            .filter(|problem| problem.sheet == sheet.sheet)
            .map(|problem| problem.row.unwrap())
            .collect();
        refused.sort_unstable();
        refused.dedup();
        assert_eq!(refused.len() as u64, sheet.refused, "{sheet}");
    }
    assert_eq!(report.records(), import.records.len() as u64);
    assert_eq!(report.sheets.first().unwrap().accepted, import.records.len() as u64);
    assert!(
        report
            .unread
            .iter()
            .all(|sheet| matches!(sheet.visibility, Visibility::Visible | Visibility::Hidden | Visibility::VeryHidden))
    );
}

/// A whole number of a record.
pub fn number(record: &Record, question: &str) -> Option<i64> {
    record.answers.get(question).and_then(Answer::integer)
}

/// A text or choice of a record.
pub fn text<'r>(record: &'r Record, question: &str) -> Option<&'r str> {
    record.answers.get(question).and_then(Answer::text)
}

/// The sum of a question over all records that answer it.
pub fn sum(import: &Import, question: &str) -> i64 {
    import.records.iter().filter_map(|(_, record)| number(record, question)).sum()
}

/// A sheet as texts, read without this crate: what the workbook itself says, to compare with.
pub fn cells(workbook: &[u8], sheet: &str) -> Vec<Vec<String>> {
    use calamine::Reader;
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(workbook)).unwrap();
    let range = workbook.worksheet_range(sheet).unwrap();
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}
