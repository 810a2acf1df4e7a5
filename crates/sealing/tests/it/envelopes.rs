//! One value, sealed for one place.

use crate::support::{day, ring, rng};
use proptest::prelude::*;
use sealing::{Binding, KeyRing, SealingProblem, is_sealed, key_of, open, reseal, seal};

fn here() -> Binding {
    Binding::answer("exercise:1/submission/uuid:1", "ki_phone")
}

const VALUE: &[u8] = b"+257 79 000 000";

fn sealed() -> Vec<u8> {
    seal(VALUE, &here(), &ring(), &mut rng(1)).unwrap()
}

proptest! {
    #[test]
    fn any_value_comes_back(value: Vec<u8>, record in ".{0,30}", path in ".{0,30}", seed: u64) {
        let place = Binding::answer(&record, &path);
        let envelope = seal(&value, &place, &ring(), &mut rng(seed)).unwrap();
        prop_assert_eq!(envelope.len(), value.len() + 57);
        prop_assert!(is_sealed(&envelope));
        let opened = open(&envelope, &place, &ring()).unwrap();
        prop_assert_eq!(opened.as_bytes(), value.as_slice());
        prop_assert!(value.len() < 8 || !envelope.windows(value.len()).any(|part| part == value));
    }

    #[test]
    fn rubbish_never_opens_and_never_panics(bytes: Vec<u8>, version in 0u8..3) {
        let bytes = [vec![version], bytes].concat();
        prop_assert!(open(&bytes, &here(), &ring()).is_err());
        let _ = (is_sealed(&bytes), key_of(&bytes), reseal(&bytes, &here(), &ring(), &mut rng(1)));
    }
}

#[test]
fn a_value_with_any_bit_changed_does_not_open() {
    let envelope = sealed();
    for place in 0..envelope.len() {
        for bit in 0..8 {
            let mut changed = envelope.clone();
            changed[place] ^= 1 << bit;
            let problem = open(&changed, &here(), &ring()).unwrap_err();
            let expected = match place {
                0 => matches!(problem, SealingProblem::Version { .. } | SealingProblem::NotSealed { .. }),
                1..=8 => matches!(problem, SealingProblem::UnknownKey { .. }),
                9..=16 => problem == SealingProblem::Moved,
                _ => problem == SealingProblem::Tampered,
            };
            assert!(expected, "byte {place}: {problem}");
        }
    }
}

#[test]
fn a_value_that_was_cut_or_lengthened_does_not_open() {
    let envelope = sealed();
    for length in 0..envelope.len() {
        assert!(open(&envelope[..length], &here(), &ring()).is_err(), "{length} bytes");
    }
    let longer = [envelope.as_slice(), &[0]].concat();
    assert_eq!(open(&longer, &here(), &ring()), Err(SealingProblem::Tampered));
}

#[test]
fn a_value_moved_to_another_place_does_not_open_and_the_error_says_so() {
    let elsewhere = [
        Binding::answer("exercise:1/submission/uuid:2", "ki_phone"),
        Binding::answer("exercise:1/submission/uuid:1", "ki_name"),
        Binding::submission("exercise:1", "uuid:1"),
        Binding::attachment("exercise:1", "uuid:1", "ki_phone"),
    ];
    for place in elsewhere {
        assert_eq!(open(&sealed(), &place, &ring()), Err(SealingProblem::Moved), "{place:?}");
    }
}

#[test]
fn a_value_disguised_as_belonging_here_does_not_open() {
    let there = Binding::answer("exercise:1/submission/uuid:2", "ki_phone");
    let mut disguised = seal(VALUE, &there, &ring(), &mut rng(1)).unwrap();
    disguised[9..17].copy_from_slice(&sealed()[9..17]);
    assert_eq!(open(&disguised, &here(), &ring()), Err(SealingProblem::Tampered));
}

#[test]
fn a_key_that_is_not_in_the_ring_is_named() {
    let other = KeyRing::new(&mut rng(8), day(0));
    let unknown = SealingProblem::UnknownKey { id: ring().active() };
    assert_eq!(key_of(&sealed()), Ok(ring().active()));
    assert_eq!(
        unknown.to_string(),
        format!("this value was sealed with key {}, which is not in the key ring", ring().active())
    );
    assert_eq!(open(&sealed(), &here(), &other), Err(unknown));
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_each_sealing_other_ones() {
    assert_eq!(sealed(), sealed());
    let mut rng = rng(1);
    let mut again = || seal(VALUE, &here(), &ring(), &mut rng).unwrap();
    assert_ne!(again(), again());
}

#[test]
fn a_value_is_sealed_anew_after_rotation_only() {
    let mut ring = ring();
    let mut rng = rng(3);
    let envelope = seal(VALUE, &here(), &ring, &mut rng).unwrap();
    assert_eq!(reseal(&envelope, &here(), &ring, &mut rng), Ok(None));
    let former = ring.active();
    ring.rotate(&mut rng, day(1));
    assert_eq!(open(&envelope, &here(), &ring).unwrap().as_bytes(), VALUE);
    let anew = reseal(&envelope, &here(), &ring, &mut rng).unwrap().unwrap();
    assert_eq!(key_of(&anew), Ok(ring.active()));
    assert_eq!(reseal(&anew, &here(), &ring, &mut rng), Ok(None));
    ring.forget(former).unwrap();
    assert_eq!(open(&anew, &here(), &ring).unwrap().into_bytes(), VALUE);
    assert_eq!(open(&envelope, &here(), &ring), Err(SealingProblem::UnknownKey { id: former }));
}

#[test]
fn xml_and_text_are_not_taken_for_sealed() {
    for plain in [&b""[..], b"<data id=\"a\"/>", "\u{feff}<data/>".as_bytes(), &[1; 56], b"{\"type\":\"text\"}"] {
        assert!(!is_sealed(plain));
        assert_eq!(key_of(plain), Err(SealingProblem::NotSealed { bytes: plain.len() }));
    }
}

#[test]
fn what_was_opened_is_not_shown() {
    let opened = open(&sealed(), &here(), &ring()).unwrap();
    assert_eq!(format!("{opened:?}"), "Opened(15 bytes, not shown)");
}

/// Made with libsodium's `crypto_aead_xchacha20poly1305_ietf_encrypt` (PyNaCl), from the layout on the crate's page.
#[test]
fn an_envelope_made_by_another_implementation_opens() {
    let vector: serde_json::Value = serde_json::from_str(include_str!("envelope.json")).unwrap();
    let text = |name: &str| vector[name].as_str().unwrap();
    let ring = KeyRing::read(text("ring")).unwrap();
    let envelope = hex::decode(text("envelope")).unwrap();
    let opened = open(&envelope, &Binding::answer(text("record"), text("path")), &ring).unwrap();
    assert_eq!(opened.as_bytes(), text("value").as_bytes());
}
