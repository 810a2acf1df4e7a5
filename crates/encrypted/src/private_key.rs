//! The private key: whoever holds it can read the answers.

use crate::{
    key_text::{self, KeyProblem, SMALLEST_BITS, unreadable},
    public_key::PublicKey,
    random::ForRsa,
};
use rand_core::CryptoRng;
use rsa::{
    RsaPrivateKey, RsaPublicKey,
    pkcs1::DecodeRsaPrivateKey,
    pkcs8::{DecodePrivateKey, DecodePublicKey, EncodePrivateKey, LineEnding},
    traits::PublicKeyParts,
};
use std::fmt;
use zeroize::Zeroizing;

/// An RSA private key of 2,048 to 4,096 bits. Wiped from memory when dropped; never shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct PrivateKey {
    pub(crate) rsa: RsaPrivateKey,
    public: PublicKey,
}

impl PrivateKey {
    /// Makes a key of 2,048 bits, as ODK's guide and Central do. Takes about a second.
    ///
    /// # Errors
    /// When no primes could be found, which does not happen with a sound generator.
    pub fn generate(rng: &mut impl CryptoRng) -> Result<Self, KeyProblem> {
        let key = RsaPrivateKey::new(&mut ForRsa(rng), SMALLEST_BITS);
        Self::checked(key.map_err(|error| KeyProblem::NotMade { detail: error.to_string() })?)
    }

    /// Reads a key as openssl writes it: PEM of PKCS #8 (`PRIVATE KEY`) or PKCS #1 (`RSA PRIVATE KEY`), or their base64 alone.
    ///
    /// # Errors
    /// Says what the text is instead: a public key, a key under a passphrase, something else.
    pub fn read(text: &str) -> Result<Self, KeyProblem> {
        let text = key_text::read(text)?;
        let der = text.der.as_slice();
        let key = match text.label.as_deref() {
            None if RsaPublicKey::from_public_key_der(der).is_ok() => return Err(KeyProblem::Public),
            None => from_der(der)?,
            Some("PRIVATE KEY" | "RSA PRIVATE KEY") => from_der(der)?,
            Some(label) if label.ends_with("PUBLIC KEY") => return Err(KeyProblem::Public),
            Some(label) => return Err(KeyProblem::OtherPem { label: label.to_owned() }),
        };
        Self::checked(key)
    }

    /// The public key that belongs to it.
    pub fn public_key(&self) -> &PublicKey {
        &self.public
    }

    fn checked(rsa: RsaPrivateKey) -> Result<Self, KeyProblem> {
        let public = PublicKey::checked(rsa.to_public_key())?;
        Ok(Self { rsa, public })
    }

    /// PEM of PKCS #8, as openssl and Briefcase read it. The text is wiped from memory when dropped.
    ///
    /// # Errors
    /// When the key cannot be written, which only a key that was never checked could cause.
    pub fn to_pem(&self) -> Result<Zeroizing<String>, KeyProblem> {
        self.rsa.to_pkcs8_pem(LineEnding::LF).map_err(|error| KeyProblem::NotMade { detail: error.to_string() })
    }
}

/// Reads either structure of a private key.
pub(crate) fn from_der(der: &[u8]) -> Result<RsaPrivateKey, KeyProblem> {
    RsaPrivateKey::from_pkcs8_der(der).or_else(|_| RsaPrivateKey::from_pkcs1_der(der)).map_err(unreadable)
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey({} bits, not shown)", self.rsa.n().bits())
    }
}
