//! What is missing, renamed or damaged is named; what is left is read.

use crate::support::{ANSWERS, KEY, ours, rng, text};
use encrypted::{
    Content, Damage, EncryptedSubmission, Finding, OpenProblem, PrivateKey, SignatureCheck, decrypt_submission,
    encrypt_submission,
};

fn findings(sent: &EncryptedSubmission) -> (Vec<Finding>, SignatureCheck) {
    let read = decrypt_submission(&sent.manifest, &sent.files, &KEY, &mut rng()).unwrap();
    assert_eq!(read.xml, ANSWERS.as_bytes());
    assert!(!read.is_intact());
    (read.findings, read.signature)
}

#[test]
fn a_missing_file_is_named_and_the_others_are_read() {
    let mut sent = ours();
    sent.files.remove("roof.jpg.enc");
    let missing = Finding::Missing { name: "roof.jpg.enc".into() };
    assert_eq!(findings(&sent), (vec![missing], SignatureCheck::Incomplete));
    let read = decrypt_submission(&sent.manifest, &sent.files, &KEY, &mut rng()).unwrap();
    assert_eq!(read.files, [("well.jpg".to_owned(), vec![200; 40])].into());
}

#[test]
fn a_renamed_file_is_named_under_both_names() {
    let mut sent = ours();
    let bytes = sent.files.remove("roof.jpg.enc").unwrap();
    sent.files.insert("roof (1).jpg.enc".into(), bytes);
    let both =
        vec![Finding::Missing { name: "roof.jpg.enc".into() }, Finding::Unexpected { name: "roof (1).jpg.enc".into() }];
    assert_eq!(findings(&sent), (both, SignatureCheck::Incomplete));
}

#[test]
fn a_cut_file_is_named() {
    let mut sent = ours();
    sent.files.get_mut("well.jpg.enc").unwrap().truncate(20);
    let cut = Finding::Damaged { name: "well.jpg.enc".into(), damage: Damage::Length { bytes: 20 } };
    assert_eq!(findings(&sent), (vec![cut], SignatureCheck::Incomplete));
    sent.files.get_mut("well.jpg.enc").unwrap().truncate(16);
    let cut = Finding::Damaged { name: "well.jpg.enc".into(), damage: Damage::Padding };
    assert_eq!(findings(&sent), (vec![cut], SignatureCheck::Incomplete));
    sent.files.get_mut("well.jpg.enc").unwrap().clear();
    let cut = Finding::Damaged { name: "well.jpg.enc".into(), damage: Damage::Length { bytes: 0 } };
    assert_eq!(findings(&sent), (vec![cut], SignatureCheck::Incomplete));
}

#[test]
fn answers_that_are_missing_or_damaged_are_an_error() {
    let name = "submission.xml.enc".to_owned();
    let mut sent = ours();
    sent.files.get_mut(&name).unwrap().pop();
    let bytes = sent.files[&name].len() as u64;
    let damage = Damage::Length { bytes };
    let read = |sent: &EncryptedSubmission| decrypt_submission(&sent.manifest, &sent.files, &KEY, &mut rng());
    assert_eq!(read(&sent), Err(OpenProblem::AnswersDamaged { name: name.clone(), damage }));
    sent.files.remove(&name);
    assert_eq!(read(&sent), Err(OpenProblem::AnswersMissing { name }));
}

#[test]
fn another_private_key_opens_nothing() {
    let vector: serde_json::Value = serde_json::from_str(&text("managed.json")).unwrap();
    let other = PrivateKey::read(vector["private"].as_str().unwrap()).unwrap();
    let sent = ours();
    let read = decrypt_submission(&sent.manifest, &sent.files, &other, &mut rng());
    assert_eq!(read, Err(OpenProblem::OtherKey));
}

#[test]
fn a_submission_without_a_signature_is_read_and_not_called_intact() {
    let mut sent = ours();
    sent.manifest.signature = None;
    assert_eq!(findings(&sent), (vec![], SignatureCheck::Absent));
}

#[test]
fn answers_of_another_submission_than_the_manifest_says_are_named() {
    let content = |instance_id, xml| Content { form_id: "household", form_version: None, instance_id, xml, files: &[] };
    let content = content("uuid:mine", ANSWERS.as_bytes());
    let sent = encrypt_submission(&content, KEY.public_key(), &mut rng()).unwrap();
    let other = Finding::OtherSubmission {
        manifest: ("household".into(), "uuid:mine".into()),
        answers: ("household".into(), crate::support::INSTANCE.into()),
    };
    assert_eq!(findings(&sent), (vec![other], SignatureCheck::Valid));
}
