//! Sealing one value, and opening it again.

use crate::{binding::Binding, key::KeyId, key_ring::KeyRing, opened::Opened};
use chacha20poly1305::{
    XNonce,
    aead::{Aead, Payload},
};
use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroizing;

/// The format written; see the crate's page. No XML begins with this byte.
const VERSION: u8 = 1;

const ID: usize = 8;
const MARK: usize = 8;
const NONCE: usize = 24;
const TAG: usize = 16;

/// Bytes before the encrypted value.
const HEAD: usize = 1 + ID + MARK + NONCE;

/// Why a value was not sealed or opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealingProblem {
    /// Not an envelope.
    #[error("this is no sealed value: it has {bytes} bytes and begins otherwise, or was cut")]
    NotSealed {
        /// Bytes found.
        bytes: usize,
    },
    /// Of a later program.
    #[error("this value was sealed in format {found}; this program opens format {VERSION}")]
    Version {
        /// The format found.
        found: u8,
    },
    /// Its key is not in the ring.
    #[error("this value was sealed with key {id}, which is not in the key ring")]
    UnknownKey {
        /// The key's id.
        id: KeyId,
    },
    /// It was sealed for another place.
    #[error("this value was sealed for another record, question or file: it was moved here")]
    Moved,
    /// It was changed.
    #[error("this value was changed after it was sealed")]
    Tampered,
    /// Too large for the cipher.
    #[error("a value of {bytes} bytes is too large to be sealed")]
    TooLarge {
        /// Bytes given.
        bytes: usize,
    },
}

/// An envelope, taken apart.
struct Parts<'bytes> {
    /// Version, key and mark: authenticated, not encrypted.
    open: &'bytes [u8],
    id: KeyId,
    mark: &'bytes [u8],
    nonce: [u8; NONCE],
    sealed: &'bytes [u8],
}

fn parts(envelope: &[u8]) -> Result<Parts<'_>, SealingProblem> {
    let not_sealed = SealingProblem::NotSealed { bytes: envelope.len() };
    match envelope.first() {
        Some(&VERSION) if envelope.len() >= HEAD + TAG => {}
        // A version this program does not know: none of what was stored before sealing began has such a first byte.
        Some(&found @ 2..=8) if envelope.len() >= HEAD + TAG => return Err(SealingProblem::Version { found }),
        _ => return Err(not_sealed),
    }
    let (open, rest) = envelope.split_at(1 + ID + MARK);
    let (id, mark) = open[1..].split_at(ID);
    let (nonce, sealed) = rest.split_at(NONCE);
    match (id.try_into(), nonce.try_into()) {
        (Ok(id), Ok(nonce)) => Ok(Parts { open, id: KeyId(id), mark, nonce, sealed }),
        _ => Err(not_sealed),
    }
}

/// Whether bytes have the form of an envelope. Text and XML never have it; any other file may by chance.
pub fn is_sealed(bytes: &[u8]) -> bool {
    parts(bytes).is_ok()
}

/// The key an envelope was sealed with.
///
/// # Errors
/// When it is no envelope.
pub fn key_of(envelope: &[u8]) -> Result<KeyId, SealingProblem> {
    parts(envelope).map(|parts| parts.id)
}

/// Seals a value with the ring's active key, for one place.
///
/// # Errors
/// When it has more than 256 GB.
pub fn seal(
    value: &[u8],
    binding: &Binding,
    ring: &KeyRing,
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, SealingProblem> {
    let mut nonce = [0; NONCE];
    rng.fill_bytes(&mut nonce);
    let mut envelope = Vec::with_capacity(HEAD + value.len() + TAG);
    envelope.push(VERSION);
    envelope.extend(ring.active.id.0);
    envelope.extend(binding.mark());
    let aad = authenticated(&envelope, binding);
    let sealed = ring.active.cipher().encrypt(&XNonce::from(nonce), Payload { msg: value, aad: &aad });
    envelope.extend(nonce);
    envelope.extend(sealed.map_err(|_| SealingProblem::TooLarge { bytes: value.len() })?);
    Ok(envelope)
}

/// The same, so that equal values in the same place become the same bytes: the nonce is drawn from key, place and value. It
/// tells no more than that: whoever sees two envelopes of one place learns whether their values are equal.
///
/// # Errors
/// As [`seal`].
pub fn seal_repeatably(value: &[u8], binding: &Binding, ring: &KeyRing) -> Result<Vec<u8>, SealingProblem> {
    let bound = binding.bytes();
    // The length keeps the place apart from the value.
    let all = [&(bound.len() as u64).to_be_bytes(), bound.as_slice(), value].concat();
    seal(value, binding, ring, &mut Drawn(ring.fingerprint("nonce", &all)))
}

/// A nonce that is settled, handed on as if it were drawn.
struct Drawn([u8; 32]);

impl RngCore for Drawn {
    fn next_u32(&mut self) -> u32 {
        rand_core::impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        rand_core::impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        bytes.iter_mut().zip(self.0).for_each(|(to, from)| *to = from);
    }
}

impl CryptoRng for Drawn {}

/// Opens a value that was found in the place `binding`.
///
/// # Errors
/// When its key is not in the ring, when it was moved here from elsewhere, or when it was changed.
pub fn open(envelope: &[u8], binding: &Binding, ring: &KeyRing) -> Result<Opened, SealingProblem> {
    let Parts { open, id, mark, nonce, sealed } = parts(envelope)?;
    let key = ring.key(id).ok_or(SealingProblem::UnknownKey { id })?;
    if mark != binding.mark() {
        return Err(SealingProblem::Moved);
    }
    let aad = authenticated(open, binding);
    let value = key.cipher().decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: &aad });
    value.map(|value| Opened(Zeroizing::new(value))).map_err(|_| SealingProblem::Tampered)
}

/// Seals a value anew with the active key, or nothing if it is sealed with it already.
///
/// # Errors
/// As [`open`].
pub fn reseal(
    envelope: &[u8],
    binding: &Binding,
    ring: &KeyRing,
    rng: &mut impl CryptoRng,
) -> Result<Option<Vec<u8>>, SealingProblem> {
    if key_of(envelope)? == ring.active() {
        return Ok(None);
    }
    let value = open(envelope, binding, ring)?;
    seal(value.as_bytes(), binding, ring, rng).map(Some)
}

fn authenticated(open: &[u8], binding: &Binding) -> Vec<u8> {
    [open, &binding.bytes()].concat()
}
