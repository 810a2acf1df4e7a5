//! One key.

use base64::{Engine, engine::general_purpose::STANDARD};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305};
use chrono::{DateTime, Utc};
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};
use zeroize::Zeroizing;

/// Bytes of a secret.
pub(crate) const SECRET: usize = 32;

/// What a key is known by: drawn from its secret, of which it tells nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub(crate) [u8; 8]);

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyId({self})")
    }
}

impl FromStr for KeyId {
    type Err = hex::FromHexError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut id = [0; 8];
        hex::decode_to_slice(text, &mut id)?;
        Ok(Self(id))
    }
}

/// 32 secret bytes, wiped from memory when dropped.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Secret(Zeroizing<[u8; SECRET]>);

impl Secret {
    pub fn drawn(rng: &mut impl CryptoRng) -> Self {
        let mut bytes = Zeroizing::new([0; SECRET]);
        rng.fill_bytes(bytes.as_mut_slice());
        Self(bytes)
    }

    pub fn read(base64: &str) -> Option<Self> {
        // What the decoder asks for: a little more than comes out.
        let mut buffer = Zeroizing::new([0; SECRET + 4]);
        let length = STANDARD.decode_slice(base64, buffer.as_mut_slice()).ok()?;
        let bytes = buffer.get(..length)?.try_into().ok()?;
        Some(Self(Zeroizing::new(bytes)))
    }

    pub fn write(&self, text: &mut String) {
        STANDARD.encode_string(self.0.as_slice(), text);
    }

    pub fn bytes(&self) -> &[u8; SECRET] {
        &self.0
    }

    pub fn id(&self) -> KeyId {
        let digest = Sha256::new().chain_update(b"inzira sealing key\0").chain_update(self.0.as_slice()).finalize();
        let mut id = [0; 8];
        id.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        KeyId(id)
    }
}

/// A key of the ring.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Key {
    pub id: KeyId,
    pub created_at: DateTime<Utc>,
    pub retired_at: Option<DateTime<Utc>>,
    pub secret: Secret,
}

impl Key {
    pub fn drawn(rng: &mut impl CryptoRng, now: DateTime<Utc>) -> Self {
        let secret = Secret::drawn(rng);
        Self { id: secret.id(), created_at: now, retired_at: None, secret }
    }

    pub fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.secret.bytes().into())
    }
}
