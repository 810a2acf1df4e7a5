//! Key rings as they are kept.

use crate::support::{day, ring, rng};
use sealing::{KeyRing, KeyRingProblem};

fn rotated() -> KeyRing {
    let mut ring = ring();
    ring.rotate(&mut rng(8), day(30));
    ring.rotate(&mut rng(9), day(60));
    ring
}

#[test]
fn a_ring_comes_back_from_its_text() {
    for ring in [ring(), rotated()] {
        assert_eq!(KeyRing::read(&ring.to_text()).unwrap(), ring);
    }
}

#[test]
fn a_ring_tells_its_keys_and_when_they_were_used() {
    let keys: Vec<_> = rotated().keys().map(|key| (key.created_at, key.retired_at)).collect();
    assert_eq!(keys, [(day(60), None), (day(30), Some(day(60))), (day(0), Some(day(30)))]);
}

#[test]
fn nothing_secret_is_shown() {
    let ring = rotated();
    let text = ring.to_text();
    let secrets = text.split("\"secret\": \"").skip(1).map(|rest| &rest[..44]);
    let shown = format!("{ring:?}");
    assert!(shown.contains(&ring.active().to_string()));
    assert_eq!(secrets.inspect(|secret| assert!(!shown.contains(secret))).count(), 4);
}

#[test]
fn a_ring_with_any_character_of_a_secret_or_id_changed_is_refused() {
    let text = rotated().to_text();
    let places = text.match_indices("\"secret\": \"").map(|(at, found)| (at + found.len(), 44));
    let ids = text.match_indices("\"id\": \"").map(|(at, found)| (at + found.len(), 16));
    for (start, length) in places.chain(ids) {
        for place in start..start + length {
            let mut changed = text.to_string();
            let other = if &changed[place..=place] == "a" { "b" } else { "a" };
            changed.replace_range(place..=place, other);
            let problem = KeyRing::read(&changed).unwrap_err();
            assert!(matches!(problem, KeyRingProblem::Damaged { .. }), "{problem}");
            assert!(!problem.to_string().contains(&text[start..start + length]) || length == 16);
        }
    }
}

#[test]
fn what_is_no_ring_is_refused_with_its_place() {
    let text = ring().to_text();
    for length in 0..text.trim_end().len() {
        let problem = KeyRing::read(&text[..length]).unwrap_err();
        assert!(matches!(problem, KeyRingProblem::Unreadable { .. }), "{length}: {problem}");
    }
    assert_eq!(KeyRing::read("{\n \"version\": }"), Err(KeyRingProblem::Unreadable { line: 2, column: 13 }));
    assert_eq!(KeyRing::read(&text.replacen('1', "2", 1)), Err(KeyRingProblem::Version { found: 2 }));
    let stranger = text.replacen("\"created_at\"", "\"made_at\"", 1);
    assert!(matches!(KeyRing::read(&stranger), Err(KeyRingProblem::Unreadable { .. })));
}

#[test]
fn a_ring_has_exactly_one_key_that_seals() {
    let text = ring().to_text();
    let retired = text.replacen("\"secret\"", "\"retired_at\": \"2026-11-22T00:00:00Z\", \"secret\"", 1);
    assert_eq!(KeyRing::read(&retired), Err(KeyRingProblem::Active { found: 0 }));
    let key = text.lines().nth(1).unwrap();
    let twice = text.replacen(key, &format!("{key},{key}"), 1);
    assert_eq!(KeyRing::read(&twice), Err(KeyRingProblem::Twice { id: ring().active() }));
    let other = KeyRing::new(&mut rng(8), day(0)).to_text();
    let two = text.replacen(key, &format!("{key},{}", other.lines().nth(1).unwrap()), 1);
    assert_eq!(KeyRing::read(&two), Err(KeyRingProblem::Active { found: 2 }));
}

#[test]
fn only_a_retired_key_can_be_forgotten() {
    let mut ring = rotated();
    let (active, last) = (ring.active(), ring.keys().last().unwrap().id);
    assert_eq!(ring.forget(active), Err(KeyRingProblem::StillActive { id: active }));
    ring.forget(last).unwrap();
    assert_eq!(ring.forget(last), Err(KeyRingProblem::NoSuchKey { id: last }));
    assert_eq!(ring.keys().count(), 2);
}

#[test]
fn fingerprints_outlive_rotation_and_differ_by_purpose_content_and_ring() {
    let (young, old) = (ring(), rotated());
    let print = young.fingerprint("record.content", b"a");
    assert_eq!(print, old.fingerprint("record.content", b"a"));
    assert_ne!(print, young.fingerprint("record.content", b"b"));
    assert_ne!(print, young.fingerprint("place.identity", b"a"));
    assert_ne!(young.fingerprint("ab", b"c"), young.fingerprint("a", b"bc"));
    assert_ne!(print, KeyRing::new(&mut rng(8), day(0)).fingerprint("record.content", b"a"));
}
