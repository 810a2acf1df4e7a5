//! RSA-OAEP around the few secret bytes of a submission: its AES key, and the MD5 of its element signature.

use crate::{private_key::PrivateKey, public_key::PublicKey, random::ForRsa};
use base64::{
    Engine, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose::STANDARD},
};
use rand_core::CryptoRng;
use rsa::{Oaep, sha2::Sha256};
use sha1::Sha1;
use zeroize::Zeroizing;

/// Takes base64 with or without `=` at its end.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Encrypts `secret` (at most 190 bytes) and writes it as base64 on one line.
pub(crate) fn wrap(secret: &[u8], key: &PublicKey, rng: &mut impl CryptoRng) -> Result<String, rsa::Error> {
    let padding = Oaep::new::<Sha256>();
    key.rsa.encrypt(&mut ForRsa(rng), padding, secret).map(|bytes| STANDARD.encode(bytes))
}

/// Why nothing came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unwrapped {
    /// Not base64.
    NotBase64,
    /// Not encrypted for this key, or changed since.
    OtherKey,
}

/// Decrypts what [`wrap`] made, also if the mask was made with SHA-1 (see the crate's page).
pub(crate) fn unwrap(
    base64: &str,
    key: &PrivateKey,
    rng: &mut impl CryptoRng,
) -> Result<Zeroizing<Vec<u8>>, Unwrapped> {
    // Android's older Base64 class breaks lines.
    let text: String = base64.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    let bytes = LENIENT.decode(text).map_err(|_| Unwrapped::NotBase64)?;
    let paddings = [Oaep::new::<Sha256>, Oaep::new_with_mgf_hash::<Sha256, Sha1>];
    let mut tries = paddings.into_iter().map(|padding| key.rsa.decrypt_blinded(&mut ForRsa(rng), padding(), &bytes));
    tries.find_map(Result::ok).map(Zeroizing::new).ok_or(Unwrapped::OtherKey)
}
