//! Whatever is encrypted comes back.

use crate::support::{ANSWERS, INSTANCE, KEY, manifest, ours, rng};
use encrypted::{Content, SignatureCheck, decrypt_submission, encrypt_submission};
use proptest::prelude::*;
use rand::{SeedableRng, rngs::StdRng};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_content_comes_back(
        seed: u64,
        form_id in "[a-z<&'\"é]{1,12}",
        form_version in proptest::option::of("[0-9a-z.<&\" é]{0,10}[0-9]"),
        files in proptest::collection::btree_map("[a-zé &'0-9_-]{1,20}[.]jpg", proptest::collection::vec(any::<u8>(), 0..300), 0..20),
    ) {
        prop_assume!(files.keys().all(|name| name.trim() == name));
        prop_assume!(form_version.as_ref().is_none_or(|version| version.trim() == version));
        let mut rng = StdRng::seed_from_u64(seed);
        let named: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        let content = Content {
            form_id: &form_id,
            form_version: form_version.as_deref(),
            instance_id: INSTANCE,
            xml: ANSWERS.as_bytes(),
            files: &named,
        };
        let sent = encrypt_submission(&content, KEY.public_key(), &mut rng).unwrap();
        prop_assert_eq!(&manifest(&sent.manifest.to_xml()), &sent.manifest);
        let read = decrypt_submission(&sent.manifest, &sent.files, &KEY, &mut rng).unwrap();
        prop_assert_eq!(read.signature, SignatureCheck::Valid);
        prop_assert_eq!(read.xml.as_slice(), ANSWERS.as_bytes());
        prop_assert_eq!(read.files, files);
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_other_ones() {
    assert_eq!(ours(), ours());
    let content = Content { form_id: "a", form_version: None, instance_id: "uuid:1", xml: b"<a/>", files: &[] };
    let of = |seed| encrypt_submission(&content, KEY.public_key(), &mut StdRng::seed_from_u64(seed)).unwrap();
    assert_ne!(of(1).manifest.encrypted_key, of(2).manifest.encrypted_key);
    assert_ne!(of(1).files, of(2).files);
}

#[test]
fn neither_answers_nor_keys_are_shown_by_debug() {
    let sent = ours();
    let read = decrypt_submission(&sent.manifest, &sent.files, &KEY, &mut rng()).unwrap();
    assert!(!format!("{read:?}").contains("Néema"));
    assert_eq!(format!("{:?}", *KEY), "PrivateKey(2048 bits, not shown)");
    let opened = sent.manifest.open(&KEY, &mut rng()).unwrap();
    assert_eq!(format!("{opened:?}"), format!("Opened({INSTANCE}, key not shown)"));
}
