//! The keys of one installation: one that seals, and those that sealed before.

use crate::key::{Key, KeyId, Secret};
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use rand_core::CryptoRng;
use sha2::Sha256;
use std::fmt;
use zeroize::Zeroizing;

/// Keys that seal and open, and the secret for fingerprints. Wiped from memory when dropped; `Debug` shows ids only.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyRing {
    /// The key that seals.
    pub(crate) active: Key,
    /// Keys that only open, newest first.
    pub(crate) retired: Vec<Key>,
    /// Never rotated: fingerprints are compared with those of years ago.
    pub(crate) fingerprint: Secret,
}

/// What may be told of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyInfo {
    /// Its id.
    pub id: KeyId,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Since when it seals nothing any more; none for the active key.
    pub retired_at: Option<DateTime<Utc>>,
}

/// Why a ring cannot be used or changed so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyRingProblem {
    /// Not a ring at all, or cut.
    #[error("this is no key ring: line {line}, column {column}")]
    Unreadable {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
    },
    /// Of a later program.
    #[error("the key ring has format {found}; this program reads 1")]
    Version {
        /// The format found.
        found: u32,
    },
    /// A secret that does not belong to its id.
    #[error("the secret of key {id} is damaged: it must be 32 bytes in base64, exactly as they were written")]
    Damaged {
        /// The id as it stands.
        id: String,
    },
    /// A key that stands there twice.
    #[error("key {id} stands in the key ring twice")]
    Twice {
        /// The id.
        id: KeyId,
    },
    /// Not exactly one key that is not retired.
    #[error("a key ring has exactly one key that is not retired; this one has {found}")]
    Active {
        /// How many it has.
        found: usize,
    },
    /// The key that seals cannot be forgotten.
    #[error("key {id} is the one that seals: rotate first")]
    StillActive {
        /// The id.
        id: KeyId,
    },
    /// No such key.
    #[error("the key ring has no key {id}")]
    NoSuchKey {
        /// The id asked for.
        id: KeyId,
    },
}

impl KeyRing {
    /// A ring with one new key.
    pub fn new(rng: &mut impl CryptoRng, now: DateTime<Utc>) -> Self {
        Self { active: Key::drawn(rng, now), retired: Vec::new(), fingerprint: Secret::drawn(rng) }
    }

    /// Makes a new key that seals from now on and retires the former, which goes on opening. Returns the new key's id.
    pub fn rotate(&mut self, rng: &mut impl CryptoRng, now: DateTime<Utc>) -> KeyId {
        let mut former = std::mem::replace(&mut self.active, Key::drawn(rng, now));
        former.retired_at = Some(now);
        self.retired.insert(0, former);
        self.active.id
    }

    /// Drops a retired key: whatever is still sealed with it can never be opened again.
    ///
    /// # Errors
    /// When it is the active key, or not in the ring.
    pub fn forget(&mut self, id: KeyId) -> Result<(), KeyRingProblem> {
        if id == self.active.id {
            return Err(KeyRingProblem::StillActive { id });
        }
        let place = self.retired.iter().position(|key| key.id == id).ok_or(KeyRingProblem::NoSuchKey { id })?;
        self.retired.remove(place);
        Ok(())
    }

    /// The key that seals.
    pub fn active(&self) -> KeyId {
        self.active.id
    }

    /// All keys, the active one first, then the newest.
    pub fn keys(&self) -> impl Iterator<Item = KeyInfo> {
        let info = |key: &Key| KeyInfo { id: key.id, created_at: key.created_at, retired_at: key.retired_at };
        self.all().map(info)
    }

    /// 32 bytes that are equal for equal content only, and tell nothing to whoever has no key: what a plain hash would be
    /// asked, without the possibility to guess phone numbers. `purpose` keeps columns apart.
    pub fn fingerprint(&self, purpose: &str, content: &[u8]) -> [u8; 32] {
        // A key shorter than SHA-256's block is filled up with zeros (RFC 2104).
        let mut key = Zeroizing::new([0; 64]);
        key.iter_mut().zip(self.fingerprint.bytes()).for_each(|(to, from)| *to = *from);
        let mut mac = Hmac::<Sha256>::new((&*key).into());
        mac.update(&(purpose.len() as u64).to_be_bytes());
        mac.update(purpose.as_bytes());
        mac.update(content);
        mac.finalize().into_bytes().into()
    }

    pub(crate) fn key(&self, id: KeyId) -> Option<&Key> {
        self.all().find(|key| key.id == id)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.active).chain(&self.retired)
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.keys()).finish()
    }
}
