//! What a manifest may say.

use collect::{Limits, parse_submission};
use encrypted::{Manifest, ManifestProblem};

fn read(inside: &str) -> Result<Manifest, ManifestProblem> {
    let xml = format!(
        "<data id=\"household\" encrypted=\"yes\" xmlns=\"http://opendatakit.org/submissions\">{inside}\
         <meta xmlns=\"http://openrosa.org/xforms\"><instanceID>uuid:1</instanceID></meta></data>"
    );
    Manifest::read(&parse_submission(xml.as_bytes(), &Limits::default()).unwrap())
}

const SECRETS: &str =
    "<base64EncryptedKey>\n AAAA\n</base64EncryptedKey><encryptedXmlFile>submission.xml.enc</encryptedXmlFile>";

fn with_files(names: &[&str]) -> Result<Manifest, ManifestProblem> {
    let files: String = names.iter().map(|name| format!("<media><file>{name}</file></media>")).collect();
    read(&format!("{SECRETS}{files}"))
}

#[test]
fn files_may_stand_each_in_its_own_element_or_all_in_one() {
    let one = read(&format!("{SECRETS}<media><file>a.enc</file><file type=\"file\">b.enc</file></media>")).unwrap();
    let each = with_files(&["a.enc", "b.enc"]).unwrap();
    assert_eq!(one, each);
    assert_eq!(each.files().collect::<Vec<_>>(), ["a.enc", "b.enc", "submission.xml.enc"]);
    assert_eq!((each.encrypted_key.as_str(), each.form_version, each.signature), ("AAAA", None, None));
}

#[test]
fn an_ordinary_submission_is_not_a_manifest() {
    let document = parse_submission(b"<data id=\"a\" encrypted=\"no\"/>", &Limits::default()).unwrap();
    assert!(!Manifest::is_one(&document));
    assert_eq!(Manifest::read(&document), Err(ManifestProblem::NotEncrypted));
}

#[test]
fn what_a_manifest_lacks_is_named() {
    assert_eq!(read(""), Err(ManifestProblem::Lacks { element: "base64EncryptedKey" }));
    let lacks = ManifestProblem::Lacks { element: "encryptedXmlFile" };
    assert_eq!(read("<base64EncryptedKey>AAAA</base64EncryptedKey><encryptedXmlFile/>"), Err(lacks));
    let xml = format!("<data id=\"a\" encrypted=\"yes\">{SECRETS}</data>");
    let document = parse_submission(xml.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(Manifest::read(&document), Err(ManifestProblem::Lacks { element: "instanceID" }));
}

#[test]
fn names_that_lead_out_of_the_folder_are_refused() {
    for name in ["../a.enc", "/etc/a.enc", "a\\b.enc", "C:a.enc", "..", ".hidden.enc", ".enc", "..enc", "a\tb.enc"] {
        assert!(matches!(with_files(&[name]), Err(ManifestProblem::BadName { .. })), "{name}");
    }
    assert!(with_files(&["é'’ (1)…jpg.enc"]).is_ok());
}

#[test]
fn a_name_that_stands_for_two_files_is_refused() {
    for names in [["a.jpg.enc", "a.jpg.enc"], ["a.jpg.enc", "a.jpg"], ["a.enc", "submission.xml"]] {
        let name = names[1].to_owned();
        let twice = with_files(&names).unwrap_err();
        // The answers stand last, so that it is they who come second.
        let name = if name == "submission.xml" { "submission.xml.enc".to_owned() } else { name };
        assert_eq!(twice, ManifestProblem::NameTwice { name });
    }
}

#[test]
fn more_files_than_any_submission_has_are_refused() {
    let names: Vec<String> = (0..10_000).map(|n| format!("{n}.enc")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(with_files(&names), Err(ManifestProblem::TooManyFiles { found: 10_001 }));
    assert!(with_files(&names[1..]).is_ok());
}

#[test]
fn a_secret_that_is_no_secret_is_refused() {
    let long = "A".repeat(4_097);
    let problem = read(&format!("<base64EncryptedKey>{long}</base64EncryptedKey>"));
    assert_eq!(problem, Err(ManifestProblem::TooLong { element: "base64EncryptedKey", found: 4_097 }));
}
