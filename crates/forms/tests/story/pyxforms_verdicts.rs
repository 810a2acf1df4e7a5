//! The forms in use are refused for the reasons pyxform gives, and for no other; what it converts is compiled.

use crate::wording;
use forms::{Code, CompileOptions, Problem, compile};
use std::{fs, path::Path};

/// Why pyxform refuses a form, in our words.
#[derive(Debug, PartialEq, Eq)]
struct Reason {
    code: Code,
    row: Option<u32>,
    column: Option<String>,
}

impl Reason {
    /// Reads a message such as `PyXFormError: [row : 34] Missing calculation.`
    fn read(message: &str) -> Self {
        const SAID: [(&str, Code); 3] = [
            ("Choice names must be unique for each choice list", Code::ChoiceRepeated),
            ("Missing calculation", Code::CalculationMissing),
            ("Duplicate column header: ", Code::HeaderRepeated),
        ];
        let (said, code) = SAID
            .into_iter()
            .find(|(said, _)| message.contains(said))
            .unwrap_or_else(|| panic!("a reason that is new to this test: {message}"));
        let row = message.split_once("[row : ").and_then(|(_, rest)| rest.split_once(']'));
        let column = message.split_once(said).map(|(_, rest)| rest.trim().to_owned());
        Self {
            code,
            row: row.map(|(row, _)| row.parse().unwrap()),
            column: column.filter(|_| code == Code::HeaderRepeated),
        }
    }

    fn fits(&self, problem: &Problem) -> bool {
        self.code == problem.code
            && self.row.is_none_or(|row| problem.cell.row == Some(row))
            && self.column.as_ref().is_none_or(|column| problem.cell.column.as_ref() == Some(column))
    }
}

/// Feature: Problems for authors — forms in use are refused for the reasons pyxform gives
#[test]
fn forms_are_refused_for_the_same_reasons() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/xlsforms");
    let verdicts = folder.join("pyxform_4.5.0_verdicts.csv");
    if !verdicts.exists() {
        println!("skipped: needs ../shared (real XLSForms and pyxform's verdicts)");
        return;
    }
    let mut reader = csv::Reader::from_path(verdicts).unwrap();
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let (file, verdict, error) = (column("file"), column("pyxform_verdict"), column("error"));
    let (mut converted, mut refused) = (0, 0);
    for record in reader.records().map(Result::unwrap) {
        let name = &record[file];
        let result = compile(name, &fs::read(folder.join(name)).unwrap(), &CompileOptions::default());
        match (&record[verdict], result) {
            ("converts", Ok(compiled)) => {
                wording::check(&compiled.warnings);
                converted += 1;
            }
            ("refused", Err(problems)) => {
                wording::check(&problems.0);
                let reason = Reason::read(&record[error]);
                let first = problems.errors().next().unwrap();
                assert!(reason.fits(first), "{name}: pyxform says {reason:?}, we say {first}");
                let other = problems.errors().find(|problem| problem.code != reason.code);
                assert!(other.is_none(), "{name}: pyxform says {reason:?} only, we say {other:?} too");
                refused += 1;
            }
            (said, ours) => panic!("{name}: pyxform {said} it, we say {ours:?}"),
        }
    }
    assert_eq!((converted, refused), (18, 4));
}
