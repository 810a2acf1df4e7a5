//! Keys under a passphrase, as Central keeps them.

use crate::support::{KEY, rng, text};
use encrypted::{ManagedKey, ManagedKeyProblem, PrivateKey};

/// A key that node made as Central does.
fn centrals() -> (ManagedKey, String, PrivateKey) {
    let vector: serde_json::Value = serde_json::from_str(&text("managed.json")).unwrap();
    let archive = serde_json::from_value(vector["archive"].clone()).unwrap();
    let text = |name: &str| vector[name].as_str().unwrap().to_owned();
    (archive, text("passphrase"), PrivateKey::read(&text("private")).unwrap())
}

#[test]
fn a_key_from_central_opens_with_its_passphrase() {
    let (archive, passphrase, private) = centrals();
    assert_eq!(&archive.public_key().unwrap(), private.public_key());
    assert_eq!(archive.open(&passphrase).unwrap(), private);
}

#[test]
fn a_wrong_passphrase_opens_nothing() {
    let (archive, passphrase, _) = centrals();
    for wrong in ["", "amasunzu", &format!("{passphrase} ")] {
        assert_eq!(archive.open(wrong).unwrap_err(), ManagedKeyProblem::WrongPassphrase);
    }
}

#[test]
fn what_we_protect_opens_again_and_shows_nothing() {
    let archive = ManagedKey::protect(&KEY, "long enough", &mut rng()).unwrap();
    assert_eq!(archive.open("long enough").unwrap(), *KEY);
    assert_eq!(archive, ManagedKey::protect(&KEY, "long enough", &mut rng()).unwrap());
}

#[test]
fn a_broken_archive_is_told() {
    let (archive, passphrase, _) = centrals();
    let salt = ManagedKey { salt: "AAAA".into(), ..archive.clone() };
    assert_eq!(salt.open(&passphrase).unwrap_err(), ManagedKeyProblem::Broken { part: "salt" });
    let stolen = ManagedKey { pubkey: ManagedKey::protect(&KEY, "x", &mut rng()).unwrap().pubkey, ..archive };
    assert_eq!(stolen.open(&passphrase).unwrap_err(), ManagedKeyProblem::OtherPublicKey);
}
