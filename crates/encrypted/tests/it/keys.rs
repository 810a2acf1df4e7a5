//! Keys as people hand them over.

use crate::support::{KEY, ours, rng, text};
use base64::{Engine, engine::general_purpose::STANDARD};
use encrypted::{Encryption, KeyProblem, PrivateKey, PublicKey};
use proptest::prelude::*;

#[test]
fn a_public_key_is_read_from_one_line_from_several_and_from_pem() {
    let line = text("public.txt");
    let key = PublicKey::read(&line).unwrap();
    assert_eq!((key.to_base64().as_str(), key.bits()), (line.as_str(), 2_048));
    assert_eq!(&key, KEY.public_key());
    let (first, second) = line.split_at(64);
    assert_eq!(PublicKey::read(&format!(" {first}\r\n{second}\n")).unwrap(), key);
    assert_eq!(PublicKey::read(&key.to_pem()).unwrap(), key);
    // Pasted into a cell, a PEM loses its lines.
    assert_eq!(PublicKey::read(&key.to_pem().replace('\n', " ")).unwrap(), key);
}

#[test]
fn a_private_key_is_read_from_what_we_and_others_write() {
    assert_eq!(PrivateKey::read(&KEY.to_pem().unwrap()).unwrap(), *KEY);
    let bare: String = text("private.pem").lines().filter(|line| !line.starts_with('-')).collect();
    assert_eq!(PrivateKey::read(&bare).unwrap(), *KEY);
}

#[test]
fn a_key_in_the_wrong_place_is_told_apart() {
    let bare: String = text("private.pem").lines().filter(|line| !line.starts_with('-')).collect();
    for private in [text("private.pem"), bare] {
        assert_eq!(PublicKey::read(&private), Err(KeyProblem::Private));
    }
    for public in [text("public.txt"), KEY.public_key().to_pem()] {
        assert_eq!(PrivateKey::read(&public).unwrap_err(), KeyProblem::Public);
    }
    let protected = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----";
    assert_eq!(PrivateKey::read(protected).unwrap_err(), KeyProblem::Protected);
    let certificate = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----";
    assert_eq!(PublicKey::read(certificate), Err(KeyProblem::OtherPem { label: "CERTIFICATE".into() }));
}

#[test]
fn rubbish_is_refused_with_a_reason() {
    assert_eq!(PublicKey::read(" \n"), Err(KeyProblem::Empty));
    assert_eq!(PublicKey::read(&"A".repeat(20_000)), Err(KeyProblem::TooLong { found: 20_000 }));
    let cut = text("public.txt")[..200].to_owned();
    for rubbish in ["AAAA", "not base64!", "-----BEGIN ", "-----BEGIN PUBLIC KEY-----AAAA", cut.as_str()] {
        assert!(matches!(PublicKey::read(rubbish), Err(KeyProblem::Unreadable { .. })), "{rubbish}");
        assert!(matches!(PrivateKey::read(rubbish), Err(KeyProblem::Unreadable { .. })), "{rubbish}");
    }
}

/// Made with `openssl genrsa N | openssl rsa -pubout -outform DER | base64`.
const OF_1024_BITS: &str = "\
    MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDYPy5/nGr/rFkmNWxb3WstokPTo87DhKuUGfFs6Xwk4C5oCmM8sHtNqkj+EMpn\
    JSVP31Ocnp0aJYKFGPTIV7+I4wTQ4GkeznjalVzYdJQPmROhbMxRBDeCJNFpynHfcIDw5cgqNirr2c356A8C2dNEcannBp6LgVvC\
    rj/sJklvZQIDAQAB";
const OF_8192_BITS: &str = "\
    MIIEIjANBgkqhkiG9w0BAQEFAAOCBA8AMIIECgKCBAEAvzBeKpbZU8P04ndme7YmMISdjsKlBTvYXsOY752uDwdKWBlgm4LkXaGP\
    DcOSpVloKbm6DXCoyUbPifGxcWW973BgJgQZ50Z11CMPp2rYzJrFxN6TmRTE61COqSzfNRjtg5YGDq2RDIbAAxDmRd/6+srjPQou\
    qkOTQDG1i4KkescYXNOwuFN6AFbnlhWxbY11roU443KSKJ9lNZUij1aRcj28fIbRRMY6N/h96pAbybeuIPJLqaAJXAWXDifgcY9D\
    KLC4mDBRHRG8SmmvZ0mNlTDmT9qNE7PVT1cFSbQIu8JMurH3QG29IjUSY0P7xbqlyhAdjYFpifNwF73ghkGe7+yzvDPeOqJ3OPhD\
    we8yzQXMCQBNRCi7HJAv9e+t8VEOSVKh3ZrcQ23mTOo72qQEClEjfdLjqsE9QF9DuFFxdXh2QUoa07o4PP4gxD9MyUflJvcGRfwO\
    Mob2XQkbzCnyDybdVGyFatG4J17E/w5mFmtZX7Fa66gLDm7ZDibGnbuaFbMDFtvSZlimEhPrzrxTmebiyeoTcTjULYTBt2IMOlRm\
    H9cnC9i+AfJUXcWu9Evkx1d/O1loZvJno1UXp6hL2ElGZdeRInZ0+jJia0Qe6yGC83qJFlW1qtY762G0ZV6v2aPiKr8XAAuyYUbr\
    GjQcSYpc1JMhoseSjpAzAZ0vgfxVN5Gwn+ohSWwuHo9S0V3mjC77B2Mlu7e8iFk/sfz8OuujtmUjX7WNixFPtjwn5gC3uUvfS0Ib\
    yeO4byLq6BwAI1+ygp+E9sIEeXJa3NrMdCp7v/PvDl5ks28MIM4HpbllAppFUSOT2oINjoNt9x96pHH8A6c/M9kQgGb0Y/kP3hc3\
    zfQAVda0ZYhzLbHhgU1VFKh1qTil+FsWVtzQ+1PRreVlfetNnTXcLQNT82YMpBh4Tr4rvVAjTw5SMEpomOS3I5VlJDnwNZvF3kD4\
    Wa/O93CCiOqQ5OiY5UfutZ8GVe5xRlA1v8Y9/0R51Nh6opBX20T2icPagW1xyJlokhOZJZ5Q5rHSXfozi3/0l4J4MCONY0sbmuVe\
    fzdq75m4YV2lTrol9LgmVsPX+OYaNHcmMe0ZtRCFFuKur7tQDxOB8DCETrnWBLYag6/JJwcjvvHm3RTGG2fMe2MRGuOFVdh4c96b\
    9GGtLTnVjN3PFcWrCXl66E/evyrkmIlaWdg0ou6dXTBuFIWJFfSUTuYNt5rNJMLFvl3zM1Ec0aQ/DcR7hkaDFnEbc7cga671m0qZ\
    2m+flicIg/vHkqTNCKWncqjucAjtscMCZQgwIfH/AcPGiHgTfmtQxE3/6m60kPzA9T3VXAqyVcPD1doLDg7Ey4sQhp6+lMYiaMEV\
    gIMdnZrZvwIDAQAB";

#[test]
fn a_key_that_is_too_small_or_too_large_is_refused() {
    assert_eq!(PublicKey::read(OF_1024_BITS), Err(KeyProblem::Weak { bits: 1_024 }));
    assert_eq!(PublicKey::read(OF_8192_BITS), Err(KeyProblem::Oversized { bits: 8_192 }));
}

#[test]
fn made_keys_follow_the_generator() {
    let key = PrivateKey::generate(&mut rng()).unwrap();
    assert_eq!(key.public_key().bits(), 2_048);
    assert_eq!(PrivateKey::generate(&mut rng()).unwrap(), key);
    assert_ne!(key, *KEY);
}

/// `der` with the byte at each place replaced.
fn damaged(der: &[u8], changes: &[(prop::sample::Index, u8)]) -> String {
    let mut der = der.to_vec();
    for (place, byte) in changes {
        let place = place.index(der.len());
        der[place] = *byte;
    }
    STANDARD.encode(der)
}

fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8)>> {
    prop::collection::vec(any::<(prop::sample::Index, u8)>(), 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_damaged_public_key_is_refused_or_used_without_a_panic(changes in changes(), text in ".{0,200}") {
        let _ = PublicKey::read(&text);
        let der = STANDARD.decode(crate::support::text("public.txt")).unwrap();
        if let Ok(key) = PublicKey::read(&damaged(&der, &changes)) {
            let _ = Encryption::begin("a", None, "uuid:1", &key, &mut rng());
        }
    }

    #[test]
    fn a_damaged_private_key_is_refused_or_used_without_a_panic(changes in changes(), text in ".{0,200}") {
        let _ = PrivateKey::read(&text);
        let pem = crate::support::text("private.pem");
        let base64: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        if let Ok(key) = PrivateKey::read(&damaged(&STANDARD.decode(base64).unwrap(), &changes)) {
            let _ = ours().manifest.open(&key, &mut rng());
        }
    }
}
