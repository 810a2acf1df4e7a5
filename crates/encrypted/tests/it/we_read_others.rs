//! What Java encrypts as Collect does, we decrypt.

use crate::support::{KEY, plain, rng, vector};
use encrypted::{SignatureCheck, decrypt_submission};

fn is_read_whole(name: &str) {
    let (manifest, files) = vector(name);
    let read = decrypt_submission(&manifest, &files, &KEY, &mut rng()).unwrap();
    assert_eq!(read.findings, []);
    assert_eq!(read.signature, SignatureCheck::Valid);
    assert!(read.is_intact());
    let mut all = read.files;
    all.insert("submission.xml".to_owned(), read.xml);
    assert!(all == plain(name), "{name}: other content");
}

#[test]
fn a_submission_with_files_empty_ones_and_accents_among_them() {
    is_read_whole("files");
}

#[test]
fn a_submission_to_a_form_without_a_version() {
    is_read_whole("unversioned");
}

#[test]
fn a_submission_with_more_files_than_the_initial_vector_has_bytes() {
    is_read_whole("many");
}

#[test]
fn a_submission_of_a_client_that_makes_the_mask_with_sha_1() {
    is_read_whole("hyphen");
}
