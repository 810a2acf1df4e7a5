//! Workbooks made to exhaust or to confuse. Rules:
//! 1. Each ends in an error or a form, never in a panic.
//! 2. None takes more memory than [`MOST_MB`], measured in a process of its own.
//! 3. What it is instead of a workbook is said, where it is one of the usual strangers.
//!
//! The memory of a process only grows, so that every case is compiled in a child: this program again, asked through the
//! environment for one case.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers of tests stand outside of test functions

mod cases;

use cases::{CASES, Case};
use forms::{CompileOptions, compile};
use std::{env, fs, process::Command};

/// Far below what a server has, and twice what the largest of the cases took when this was written.
const MOST_MB: u64 = 1_500;

const ASKED: &str = "INZIRA_HOSTILE_CASE";

/// Not a test of its own: what the child does.
#[test]
fn one_case() {
    let Ok(name) = env::var(ASKED) else { return };
    let case = CASES.iter().find(|case| case.name == name).unwrap();
    let bytes = (case.bytes)();
    let before = peak_mb();
    let outcome = match compile(case.file, &bytes, &CompileOptions::default()) {
        Ok(_) => "compiled".to_owned(),
        Err(problems) => problems.errors().next().unwrap().to_string(),
    };
    println!("\n{ASKED}|{before}|{}|{outcome}", peak_mb());
}

/// `VmHWM`: the most memory this process ever had in use.
fn peak_mb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0");
    line.split_whitespace().next().and_then(|kb| kb.parse::<u64>().ok()).unwrap_or_default() / 1024
}

fn ends_well(case: &Case) {
    let output = Command::new(env::current_exe().unwrap())
        .args(["--exact", "one_case", "--nocapture", "--test-threads=1"])
        .env(ASKED, case.name)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let line = said.lines().find_map(|line| line.strip_prefix(ASKED));
    let line = line.unwrap_or_else(|| panic!("{} died: {said}{}", case.name, String::from_utf8_lossy(&output.stderr)));
    let parts: Vec<&str> = line.splitn(4, '|').collect();
    let (before, peak): (u64, u64) = (parts[1].parse().unwrap(), parts[2].parse().unwrap());
    println!("{}: {before} MB before, {peak} MB at most, {}", case.name, parts[3]);
    assert!(parts[3].contains(case.expected), "{}: {}", case.name, parts[3]);
    assert!(peak < MOST_MB, "{} took {peak} MB", case.name);
}

#[test]
fn archives_that_lie_end_in_an_error() {
    CASES.iter().filter(|case| case.group == "archive").for_each(ends_well);
}

#[test]
fn spreadsheets_made_to_exhaust_end_in_an_error() {
    CASES.iter().filter(|case| case.group == "spreadsheet").for_each(ends_well);
}

#[test]
fn legacy_workbooks_made_to_exhaust_end_in_an_error() {
    CASES.iter().filter(|case| case.group == "legacy").for_each(ends_well);
}

#[test]
fn large_texts_end_in_an_error() {
    CASES.iter().filter(|case| case.group == "text").for_each(ends_well);
}

#[test]
fn forms_that_grow_when_compiled_end_in_an_error() {
    CASES.iter().filter(|case| case.group == "form").for_each(ends_well);
}

#[test]
fn strangers_are_called_by_their_name() {
    CASES.iter().filter(|case| case.group == "stranger").for_each(ends_well);
}

#[test]
fn a_workbook_cut_off_anywhere_is_refused_or_read() {
    for (name, bytes) in [("form.xlsx", cases::plain_xlsx()), ("form.xls", cases::xls(&cases::plain_sheet()))] {
        assert!(compile(name, &bytes, &CompileOptions::default()).is_ok(), "{name} is good when whole");
        for part in 0..50 {
            let cut = &bytes[..bytes.len() * part / 50];
            let _ = compile(name, cut, &CompileOptions::default());
        }
    }
}

#[test]
fn what_is_special_to_xml_or_to_nobody_is_refused_or_written_well() {
    let special = [
        "<&>\"'",
        "]]>",
        "<!--",
        "&#0;",
        "\u{1}\u{8}\u{B}",
        "\u{FFFE}",
        "\u{202E}",
        "a\0b",
        "<?x ?>",
        "${",
        "%(name)s",
    ];
    let places = [
        "| survey |\n| | type | name | label |\n| | text | @ | A |\n",
        "| survey |\n| | type | name | label |\n| | text | a | @ |\n",
        "| survey |\n| | type | name | label | hint | constraint_message | media::image |\n| | text | a | A | @ | @ | @ |\n",
        "| survey |\n| | type | name | label::@ (en) |\n| | text | a | A |\n",
        "| survey |\n| | type | name | label | bind::@ |\n| | text | a | A | b |\n",
        "| survey |\n| | type | name | label | appearance | parameters | default |\n| | text | a | A | @ | @ | @ |\n",
        "| survey |\n| | type | name | label |\n| | select_one @ | a | A |\n| choices |\n| | list_name | name | label |\n| | @ | x | X |\n",
        "| survey |\n| | type | name | label |\n| | select_one l | a | A |\n| choices |\n| | list_name | name | label | @ |\n| | l | @ | @ | @ |\n",
        "| survey |\n| | type | name | label |\n| | text | a | A |\n| settings |\n| | form_title | form_id | version | style | instance_name | name |\n| | @ | @ | @ | @ | '@' | data |\n",
        "| survey |\n| | type | name | label |\n| | text | a | A |\n| settings |\n| | form_id | name | namespaces | submission_url |\n| | f | @ | @ | @ |\n",
    ];
    for place in places {
        for text in special {
            let form = place.replace('@', &text.replace('|', "\\|"));
            if let Ok(compiled) = compile("form.md", form.as_bytes(), &CompileOptions::default()) {
                roxmltree::Document::parse(&compiled.xform)
                    .unwrap_or_else(|error| panic!("{error}: {text:?} in {place}\n{}", compiled.xform));
            }
        }
    }
}

#[test]
fn a_csv_with_nul_or_in_latin_1_is_read_or_refused() {
    let options = CompileOptions::default();
    let with_nul = compile("f.csv", b"survey,,,\n,type,name,label\n,text,a,A\0B\n", &options).unwrap();
    assert!(with_nul.xform.contains("AB"));
    let latin = compile("f.csv", b"survey,,,\n,type,name,label\n,text,a,\xE9t\xE9\n", &options).unwrap_err();
    assert!(latin.to_string().contains("UTF-8"), "{latin}");
}

#[test]
fn inputs_that_once_broke_something_stay_good() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/once_broken");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let _ = compile(&name, &fs::read(&path).unwrap(), &CompileOptions::default());
    }
}
