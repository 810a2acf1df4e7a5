//! Whatever is changed on the way is noticed.

use crate::support::{KEY, ours, rng};
use encrypted::{Decrypted, EncryptedSubmission, OpenProblem, SignatureCheck, decrypt_submission};

fn read(sent: &EncryptedSubmission) -> Result<Decrypted, OpenProblem> {
    decrypt_submission(&sent.manifest, &sent.files, &KEY, &mut rng())
}

#[test]
fn any_changed_byte_of_any_file_shows() {
    let sent = ours();
    assert!(read(&sent).unwrap().is_intact());
    let mut opened = sent.manifest.open(&KEY, &mut rng()).unwrap();
    let mut signature_after = |name: &str, bytes: &[u8]| {
        let damaged = opened.decrypt(name, &mut &*bytes, &mut Vec::new()).is_err();
        if damaged { SignatureCheck::Incomplete } else { opened.signature() }
    };
    for (name, bytes) in &sent.files {
        signature_after(name, bytes);
    }
    for (name, bytes) in &sent.files {
        for place in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[place] ^= 1;
            assert_ne!(signature_after(name, &changed), SignatureCheck::Valid, "{name}, byte {place}");
        }
        assert_eq!(signature_after(name, bytes), SignatureCheck::Valid, "{name}");
    }
}

#[test]
fn any_changed_character_of_the_manifest_shows() {
    let sent = ours();
    let parts: [fn(&mut EncryptedSubmission) -> &mut String; 5] = [
        |sent| &mut sent.manifest.form_id,
        |sent| sent.manifest.form_version.as_mut().unwrap(),
        |sent| &mut sent.manifest.instance_id,
        |sent| &mut sent.manifest.encrypted_key,
        |sent| sent.manifest.signature.as_mut().unwrap(),
    ];
    for part in parts {
        let length = part(&mut sent.clone()).len();
        for place in (0..length).step_by(1 + length / 8) {
            let mut changed = sent.clone();
            let text = part(&mut changed);
            let other = if text.as_bytes()[place] == b'A' { "B" } else { "A" };
            text.replace_range(place..=place, other);
            let text = text.clone();
            let intact = read(&changed).is_ok_and(|read| read.is_intact());
            assert!(!intact, "{text}, character {place}");
        }
    }
}

#[test]
fn a_version_left_out_shows() {
    let mut sent = ours();
    sent.manifest.form_version = None;
    assert_eq!(read(&sent).unwrap().signature, SignatureCheck::Differs);
}

#[test]
fn files_exchanged_for_each_other_show() {
    let mut sent = ours();
    let (roof, well) = (sent.files["roof.jpg.enc"].clone(), sent.files["well.jpg.enc"].clone());
    sent.files.insert("roof.jpg.enc".into(), well);
    sent.files.insert("well.jpg.enc".into(), roof);
    assert_eq!(read(&sent).unwrap().signature, SignatureCheck::Differs);
}

#[test]
fn another_order_of_files_shows() {
    let mut sent = ours();
    sent.manifest.media.reverse();
    assert_eq!(read(&sent).unwrap().signature, SignatureCheck::Differs);
}

#[test]
fn a_file_renamed_in_the_manifest_too_shows() {
    let mut sent = ours();
    sent.manifest.media[0] = "door.jpg.enc".into();
    let bytes = sent.files.remove("roof.jpg.enc").unwrap();
    sent.files.insert("door.jpg.enc".into(), bytes);
    assert_eq!(read(&sent).unwrap().signature, SignatureCheck::Differs);
}

#[test]
fn a_file_of_another_submission_shows() {
    let (mut sent, mut other) = (ours(), ours());
    other.manifest.instance_id = "uuid:other".into();
    sent.manifest.encrypted_key = "AAAA".into();
    assert_eq!(read(&sent), Err(OpenProblem::OtherKey));
    assert_eq!(read(&other).unwrap().signature, SignatureCheck::Differs);
}
