//! Problems are said in full, in each language. [`check`] is called for every form the story compiles.

use crate::scenario::{compile, refused};
use forms::{Argument, Cell, Code, CompileOptions, Limits, Problem, Workbook};
use std::{fs, path::Path};
use vocab::Language;

/// What fills these is words of ours, so each language has to say it itself.
const WORDS: [&str; 7] = ["expected", "reason", "why", "unit", "kind", "open", "one"];

/// Nothing a problem's words ask for is missing, and nothing is said in one language only.
pub fn check(problems: &[Problem]) {
    for problem in problems {
        let code = problem.code;
        for name in code.placeholders() {
            let filled = match name {
                "sheet" => !problem.cell.sheet.is_empty(),
                "column" => problem.cell.column.is_some(),
                "value" => problem.cell.value.is_some(),
                argument => problem.arguments.contains_key(argument),
            };
            assert!(filled, "{code}: nothing fills {{{name}}} in {problem:?}");
        }
        for (name, argument) in &problem.arguments {
            let address = |text: &str| text.starts_with("jr://");
            if let (true, Argument::Text(text)) = (WORDS.contains(&name.as_str()), argument) {
                assert!(address(text), "{code}: {{{name}}} is said in English only: {text}; make it a forms::Phrase");
            }
        }
        for language in Language::ALL {
            let said = problem.clone().in_language(language);
            assert!(!said.message.is_empty() && !said.remedy.is_empty(), "{code} in {language}");
            assert_eq!(said.clone().in_language(Language::English), *problem, "{code}: nothing is lost in {language}");
        }
    }
}

#[test]
fn every_code_is_raised_by_some_test() {
    let sources: String = crate::features::sources(Path::new(env!("CARGO_MANIFEST_DIR")))
        .into_iter()
        .filter(|path| !path.ends_with("wording.rs"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    for code in Code::ALL {
        let name = format!("Code::{code:?}");
        let named = sources.contains(&name)
            || sources.contains(&format!("\"{code}"))
            || RAISED_HERE.iter().chain(&RAISED_BY_HOSTILE).any(|raised| raised == code);
        assert!(named, "no test names {code} or {name}");
    }
}

/// Those that [`files_are_refused_in_both_languages`] and [`sheets_are_bounded`] raise.
const RAISED_HERE: [Code; 4] = [Code::FileUnreadable, Code::CellTooLong, Code::SheetTooLarge, Code::SheetMissing];

/// Those that the hostile workbooks in `tests/cases` raise, which are told by their words.
const RAISED_BY_HOSTILE: [Code; 2] = [Code::FileProtected, Code::FormTooLarge];

#[test]
fn files_are_refused_in_both_languages() {
    for (name, bytes, french) in [
        ("f.xlsx", &b"PK\x03\x04broken"[..], "son archive est endommagée"),
        ("f.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1broken", "son contenu est endommagé"),
        ("f.csv", b"", "sa première colonne ne nomme aucune feuille"),
        ("f.md", b"Some text.", "il n’a aucun tableau"),
        ("f.xlsx", b"%PDF-1.7", "c’est un PDF"),
        ("f.xlsx", b"\x89PNG\r\n", "c’est une image"),
        ("f.csv", b"\xFF\xFEs\x00u\x00", "c’est un texte en UTF-16 ; enregistrez-le en CSV UTF-8"),
        ("f.xlsx", b"<html>", "c’est une page web ou du XML"),
        ("f.xlsx", b"{\"survey\": []}", "c’est du JSON"),
        ("f.bin", b"\xFE\x00\x01", "ce n’est ni un tableur ni un texte en UTF-8"),
    ] {
        let problems = forms::compile(name, bytes, &CompileOptions::default()).unwrap_err();
        check(&problems.0);
        let said = problems.in_language(Language::French).to_string();
        assert_eq!(
            said,
            format!(
                "Le fichier : Ce n’est pas un classeur lisible : {french}. Enregistrez-le en .xlsx, .xls, .csv ou comme tableau Markdown."
            )
        );
    }
}

#[test]
fn sheets_are_bounded() {
    let long = format!("| survey |\n| | type | name | label |\n| | text | a | {} |\n", "x".repeat(40_000));
    let problem = refused(&long).0.remove(0);
    assert_eq!(problem.code, Code::CellTooLong);
    assert_eq!((problem.cell.row, problem.cell.column.as_deref()), (Some(2), Some("label")));
    for (limits, said) in [
        (Limits { cells: 3, ..Limits::default() }, "La feuille « survey » contient plus de 3 cellules."),
        (Limits { text_bytes: 9, ..Limits::default() }, "La feuille « survey » contient plus de 9 octets de texte."),
        (Limits { rows: 1, ..Limits::default() }, "La feuille « survey » compte plus de 1 lignes."),
        (Limits { columns: 2, ..Limits::default() }, "La feuille « survey » compte plus de 2 colonnes."),
    ] {
        let form = b"| survey |\n| | type | name | label |\n| | text | a | A |\n";
        let problems = Workbook::read("f.md", form, &limits).unwrap_err();
        check(&problems.0);
        assert_eq!(problems.0[0].clone().in_language(Language::French).message, said);
    }
}

/// Feature: Problems for authors — in English and in French — Kirundi readers are answered in French
#[test]
fn a_problem_of_a_row_reads_as_french() {
    for (row, said) in [
        (
            "| | selct_one yn | a | A | | |",
            "Ligne 2 de la feuille « survey », colonne « type » : Le type de question « selct_one yn » n’existe pas. \
             Vouliez-vous dire « select_one » ?",
        ),
        (
            "| | text | a | A | ${a} > | |",
            "Ligne 2 de la feuille « survey », colonne « relevant » : L’expression est illisible : elle s’arrête trop tôt. \
             Corrigez-la à l’endroit « > ».",
        ),
        (
            "| | text | a | A | if(1, 2) | |",
            "Ligne 2 de la feuille « survey », colonne « relevant » : « if » demande 3 arguments, et non 2. \
             Vérifiez les virgules et les parenthèses de l’expression.",
        ),
        (
            "| | audio | a | A | | quality=good |",
            "Ligne 2 de la feuille « survey », colonne « parameters » : Le paramètre « quality » ne peut pas valoir « good ». \
             Valeur attendue : voice-only, low, normal ou external.",
        ),
        (
            "| | end_group | | | | |",
            "Ligne 2 de la feuille « survey », colonne « type » : Cette ligne termine un bloc (groupe), mais aucun bloc n’est ouvert. \
             Vérifiez que chaque « begin » a son « end », du même genre et dans le bon ordre.",
        ),
    ] {
        let problems = refused(&format!("| survey |\n| | type | name | label | relevant | parameters |\n{row}\n"));
        assert_eq!(problems.0[0].clone().in_language(Language::French).to_string(), said);
    }
}

#[test]
fn kirundi_readers_are_answered_in_french() {
    let problem = refused("| survey |\n| | type | name |\n| | text | a |\n").0.remove(0);
    let said = |language| problem.clone().in_language(language).to_string();
    assert_eq!(said(Language::Kirundi), said(Language::French));
    assert_eq!(said(Language::English), problem.to_string());
}

#[test]
fn a_stored_problem_can_still_be_said_in_another_language() {
    let form = "| survey |\n| | type | name | label |\n| | begin_group | g | G |\n| | end_repeat | | |\n";
    let problems = refused(form);
    let json = serde_json::to_value(&problems).unwrap();
    assert_eq!(json[0]["message"], "This ends a repeat, but the group 'g' of row 2 is open.");
    assert_eq!(json[0]["arguments"]["open"]["phrase"], "block_open");
    assert!(json[0].get("language").is_none(), "English is not written out");
    let stored: forms::Problems = serde_json::from_value(json).unwrap();
    assert_eq!(stored, problems);
    let french = stored.in_language(Language::French);
    assert_eq!(
        french.0[0].message,
        "Cette ligne termine un bloc (répétition), mais le bloc ouvert est « g » (groupe), à la ligne 2."
    );
    let json = serde_json::to_value(&french).unwrap();
    assert_eq!(json[0]["language"], "fr");
    assert_eq!(serde_json::from_value::<forms::Problems>(json).unwrap(), french);
}

#[test]
fn a_problem_stored_before_phrases_existed_is_still_read() {
    let stored = serde_json::json!({
        "severity": "error", "code": "parameters.invalid", "sheet": "survey", "row": 3, "message": "m", "remedy": "r",
        "arguments": { "name": "rows", "given": "many", "expected": "a whole number" }
    });
    let problem: Problem = serde_json::from_value(stored).unwrap();
    assert_eq!(problem.in_language(Language::French).remedy, "Valeur attendue : a whole number.");
}

#[test]
fn what_an_author_wrote_is_never_taken_for_a_placeholder() {
    let cell = Cell::row("survey", 2).column("type", "{name} {value}");
    let problem = Problem::new(Code::TypeUnknown, cell, &[("name", "x")]);
    assert_eq!(problem.message, "There is no question type '{name} {value}'.");
    assert!(compile("| survey |\n| | type | name | label |\n| | {value} | {name} | {x} |\n").is_err());
}
