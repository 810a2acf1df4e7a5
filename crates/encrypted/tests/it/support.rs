//! The vectors that Java made, and a generator for tests.

use collect::{Limits, parse_submission};
use encrypted::{Content, EncryptedSubmission, Manifest, PrivateKey, encrypt_submission};
use rand::{SeedableRng, rngs::StdRng};
use std::{collections::BTreeMap, fs, path::PathBuf, sync::LazyLock};

pub const INSTANCE: &str = "uuid:7b0e4a92-51a3-4e62-a1a5-0c2f7ad0a6ef";

pub const ANSWERS: &str = "<data id=\"household\" version=\"1\"><name>Néema</name><meta><instanceID>\
    uuid:7b0e4a92-51a3-4e62-a1a5-0c2f7ad0a6ef</instanceID></meta></data>";

/// The private key that belongs to the vectors.
pub static KEY: LazyLock<PrivateKey> = LazyLock::new(|| PrivateKey::read(&text("private.pem")).unwrap());

pub fn rng() -> StdRng {
    StdRng::seed_from_u64(7)
}

pub fn elsewhere() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/elsewhere"))
}

pub fn text(name: &str) -> String {
    fs::read_to_string(elsewhere().join("vectors").join(name)).unwrap()
}

/// Files of a folder, without those in folders below it.
pub fn files_of(folder: &std::path::Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

pub fn manifest(xml: &str) -> Manifest {
    Manifest::read(&parse_submission(xml.as_bytes(), &Limits::default()).unwrap()).unwrap()
}

/// A submission that Java encrypted: its manifest and files.
pub fn vector(name: &str) -> (Manifest, BTreeMap<String, Vec<u8>>) {
    let mut files = files_of(&elsewhere().join("vectors").join(name));
    let xml = String::from_utf8(files.remove("manifest.xml").unwrap()).unwrap();
    (manifest(&xml), files)
}

/// The same, before it was encrypted.
pub fn plain(name: &str) -> BTreeMap<String, Vec<u8>> {
    files_of(&elsewhere().join("vectors").join(name).join("plain"))
}

/// A small submission with two files, encrypted by us.
pub fn ours() -> EncryptedSubmission {
    let content = Content {
        form_id: "household",
        form_version: Some("1"),
        instance_id: INSTANCE,
        xml: ANSWERS.as_bytes(),
        files: &[("roof.jpg", &[1; 40]), ("well.jpg", &[200; 40])],
    };
    encrypt_submission(&content, KEY.public_key(), &mut rng()).unwrap()
}
