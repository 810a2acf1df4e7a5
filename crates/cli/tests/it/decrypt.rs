//! Decrypting what was downloaded, with submissions that Java encrypted as ODK Collect does.

use crate::desk::Desk;
use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
};

const FOLDER: &str = "uuid7b0e4a92-51a3-4e62-a1a5-0c2f7ad0a6ef";

fn vectors() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../encrypted/tests/elsewhere/vectors"))
}

fn files_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

/// A submission as it is downloaded.
fn download() -> BTreeMap<String, Vec<u8>> {
    let mut files = files_of(&vectors().join("files"));
    let manifest = files.remove("manifest.xml").unwrap();
    files.insert("submission.xml".to_owned(), manifest);
    files
}

fn lay_out(folder: &Path, files: &BTreeMap<String, Vec<u8>>) {
    let folder = folder.join("instances").join(FOLDER);
    fs::create_dir_all(&folder).unwrap();
    files.iter().for_each(|(name, bytes)| fs::write(folder.join(name), bytes).unwrap());
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_download_becomes_readable_once_and_nothing_is_overwritten() {
    let desk = Desk::new();
    let (from, to) = (desk.data().join("from"), desk.data().join("to"));
    lay_out(&from, &download());
    let key = vectors().join("private.pem");
    let decrypt = ["decrypt", text(&from), "--to", text(&to), "--key", text(&key)];
    let said = desk.ask(&decrypt);
    assert!(said.contains("decrypted        1"), "{said}");
    let plain = files_of(&vectors().join("files/plain"));
    let written = to.join("instances").join(FOLDER);
    assert_eq!(files_of(&written), plain);
    assert!(desk.ask(&decrypt).contains("there already    1"));
    fs::write(written.join("submission.xml"), "changed by hand").unwrap();
    let refused = desk.refused(&decrypt);
    assert!(refused.contains("is there already with other content"), "{refused}");
    assert_eq!(fs::read_to_string(written.join("submission.xml")).unwrap(), "changed by hand");
    assert!(!desk.data().join("inzira.sqlite").exists(), "no data folder is needed");
}

#[test]
fn a_zip_opens_with_the_passphrase_of_a_key_beside_it() {
    let desk = Desk::new();
    let managed: serde_json::Value =
        serde_json::from_slice(&fs::read(vectors().join("managed.json")).unwrap()).unwrap();
    // What the key of the vectors protects, under a passphrase as Central would.
    let private = encrypted::PrivateKey::read(&fs::read_to_string(vectors().join("private.pem")).unwrap()).unwrap();
    let mut randomness = vocab::SecretRandomness::new(&vocab::SystemRandomness);
    let ours = encrypted::ManagedKey::protect(&private, "kirundi ni rwiza", &mut randomness).unwrap();
    let keys = serde_json::json!([
        {"protected": managed["archive"], "hint": "what hangs above the door"}, {"protected": ours, "hint": null}
    ]);
    let zip_path = desk.data().join("household.zip");
    let mut zip = zip::ZipWriter::new(fs::File::create(&zip_path).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("keys.json", options).unwrap();
    zip.write_all(keys.to_string().as_bytes()).unwrap();
    for (name, bytes) in download() {
        zip.start_file(format!("instances/{FOLDER}/{name}"), options).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap();
    let (to, passphrase) = (desk.data().join("to"), desk.data().join("passphrase"));
    let decrypt = ["decrypt", text(&zip_path), "--to", text(&to), "--passphrase-file", text(&passphrase)];
    fs::write(&passphrase, "something else\n").unwrap();
    let refused = desk.refused(&decrypt);
    assert!(refused.contains("opens none") && refused.contains("what hangs above the door"), "{refused}");
    fs::write(&passphrase, "kirundi ni rwiza\n").unwrap();
    assert!(desk.ask(&decrypt).contains("decrypted        1"));
    assert_eq!(files_of(&to.join("instances").join(FOLDER)), files_of(&vectors().join("files/plain")));
}

#[test]
fn all_problems_are_told_together_and_what_can_be_read_is() {
    let desk = Desk::new();
    let (from, to) = (desk.data().join("from"), desk.data().join("to"));
    let mut files = download();
    files.remove("empty.txt.enc").unwrap();
    files.get_mut("sixteen.bin.enc").unwrap().pop();
    files.insert("stranger.txt.enc".to_owned(), vec![0; 16]);
    lay_out(&from, &files);
    let plain = from.join("instances/uuidplain");
    fs::create_dir_all(&plain).unwrap();
    let readable = "<data id=\"household\"><name>N</name><meta><instanceID>uuid:plain</instanceID></meta></data>";
    fs::write(plain.join("submission.xml"), readable).unwrap();
    let key = vectors().join("private.pem");
    let said = desk.run(&["decrypt", text(&from), "--to", text(&to), "--key", text(&key)]);
    assert!(!said.well);
    for words in ["'empty.txt.enc' is missing", "'sixteen.bin.enc' is damaged", "'stranger.txt.enc' does not belong"] {
        assert!(said.err.contains(words), "{}", said.err);
    }
    assert!(said.out.contains("not encrypted    1") && said.out.contains("problems         3"), "{}", said.out);
    let written = files_of(&to.join("instances").join(FOLDER));
    assert_eq!(written["submission.xml"], files_of(&vectors().join("files/plain"))["submission.xml"]);
    assert!(!written.contains_key("sixteen.bin"));
    assert!(to.join("instances/uuidplain/submission.xml").exists());
}

#[test]
fn a_key_that_is_made_here_is_for_its_owner_only_and_never_over_another() {
    let desk = Desk::new();
    let (from, file) = (desk.data().join("from"), desk.data().join("private.pem"));
    let said = desk.run(&["keys", "make", text(&file)]);
    assert!(said.well && said.out.starts_with("MIIBIjAN"), "{}{}", said.out, said.err);
    let key = fs::read_to_string(&file).unwrap();
    assert_eq!(encrypted::PrivateKey::read(&key).unwrap().public_key().to_base64(), said.out.trim());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert!(desk.refused(&["keys", "make", text(&file)]).contains("cannot be written"));
    assert_eq!(fs::read_to_string(&file).unwrap(), key);
    lay_out(&from, &download());
    let to = desk.data().join("to");
    let other = desk.refused(&["decrypt", text(&from), "--to", text(&to), "--key", text(&file)]);
    assert!(other.contains("encrypted for another key"), "{other}");
    assert!(desk.refused(&["decrypt", text(&from), "--to", text(&to)]).contains("Give the private key"));
}
