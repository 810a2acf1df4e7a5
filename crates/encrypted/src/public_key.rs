//! The public key: what a form carries, and what phones encrypt with.

use crate::key_text::{self, KeyProblem, check_bits, unreadable};
use base64::{Engine, engine::general_purpose::STANDARD};
use rsa::{
    BigUint, RsaPublicKey,
    pkcs1::DecodeRsaPublicKey,
    pkcs8::{DecodePublicKey, EncodePublicKey},
    traits::PublicKeyParts,
};
use std::fmt;

/// An RSA public key of 2,048 to 4,096 bits.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey {
    pub(crate) rsa: RsaPublicKey,
    /// Its SubjectPublicKeyInfo.
    der: Vec<u8>,
}

impl PublicKey {
    /// A key that is neither too small nor too large.
    pub(crate) fn checked(rsa: RsaPublicKey) -> Result<Self, KeyProblem> {
        check_bits(rsa.n().bits())?;
        let der = rsa.to_public_key_der().map_err(unreadable)?.into_vec();
        Ok(Self { rsa, der })
    }

    /// Reads a key as people paste it: base64 of a SubjectPublicKeyInfo, with or without line breaks, or PEM.
    ///
    /// # Errors
    /// Says what the text is instead, above all when it is a private key.
    pub fn read(text: &str) -> Result<Self, KeyProblem> {
        let text = key_text::read(text)?;
        let der = text.der.as_slice();
        let key = match text.label.as_deref() {
            None if crate::private_key::from_der(der).is_ok() => return Err(KeyProblem::Private),
            None | Some("PUBLIC KEY") => {
                RsaPublicKey::from_public_key_der(der).map_err(|error| unsized_or(der, error))?
            }
            Some("RSA PUBLIC KEY") => RsaPublicKey::from_pkcs1_der(der).map_err(unreadable)?,
            Some(label) if label.ends_with("PRIVATE KEY") => return Err(KeyProblem::Private),
            Some(label) => return Err(KeyProblem::OtherPem { label: label.to_owned() }),
        };
        Self::checked(key)
    }

    /// Base64 of the SubjectPublicKeyInfo on one line: what a form's `public_key` setting and the attribute
    /// `base64RsaPublicKey` of its `submission` element hold.
    pub fn to_base64(&self) -> String {
        STANDARD.encode(&self.der)
    }

    /// PEM of the SubjectPublicKeyInfo, as openssl reads and writes it.
    pub fn to_pem(&self) -> String {
        let base64 = self.to_base64();
        let mut pem = String::from("-----BEGIN PUBLIC KEY-----\n");
        for (place, c) in base64.chars().enumerate() {
            if place > 0 && place % 64 == 0 {
                pem.push('\n');
            }
            pem.push(c);
        }
        pem.push_str("\n-----END PUBLIC KEY-----\n");
        pem
    }

    /// Bits of the modulus.
    pub fn bits(&self) -> usize {
        self.rsa.n().bits()
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.to_base64())
    }
}

/// `rsa` refuses a key of more than 4,096 bits with words that help nobody.
fn unsized_or(der: &[u8], error: impl ToString) -> KeyProblem {
    let info = rsa::pkcs8::SubjectPublicKeyInfoRef::try_from(der).ok();
    let bytes = info.and_then(|info| info.subject_public_key.as_bytes().map(<[u8]>::to_vec));
    let modulus = bytes.and_then(|bytes| {
        let key = rsa::pkcs1::RsaPublicKey::try_from(bytes.as_slice()).ok()?;
        Some(BigUint::from_bytes_be(key.modulus.as_bytes()).bits())
    });
    match modulus.map(check_bits) {
        Some(Err(problem)) => problem,
        _ => unreadable(error),
    }
}
