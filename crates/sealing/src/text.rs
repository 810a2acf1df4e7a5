//! Sealing a text that stands in a column of text.

use crate::{
    binding::Binding,
    envelope::{SealingProblem, key_of, open, seal},
    key::KeyId,
    key_ring::KeyRing,
    padding::{STEP, pad, unpadded},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

/// How a sealed text begins. JSON never does; another text that does is not taken for one unless an envelope follows.
const BEGINNING: &str = "sealed:";

/// Seals a text, padded so that its length does not tell it.
///
/// # Errors
/// As [`seal`].
pub fn seal_text(
    value: &str,
    binding: &Binding,
    ring: &KeyRing,
    rng: &mut impl CryptoRng,
) -> Result<String, SealingProblem> {
    let mut padded = Zeroizing::new(Vec::with_capacity(value.len() + STEP));
    padded.extend_from_slice(value.as_bytes());
    pad(&mut padded);
    let mut text = BEGINNING.to_owned();
    BASE64_URL_SAFE_NO_PAD.encode_string(seal(&padded, binding, ring, rng)?, &mut text);
    Ok(text)
}

/// The key a text was sealed with; none if it is plain.
pub fn key_of_text(kept: &str) -> Option<KeyId> {
    key_of(&envelope_in(kept)?).ok()
}

/// Opens a text that was found in the place `binding`. One that is not sealed is given as it is.
///
/// # Errors
/// As [`open`].
pub fn open_text(kept: &str, binding: &Binding, ring: &KeyRing) -> Result<String, SealingProblem> {
    let Some(envelope) = envelope_in(kept) else { return Ok(kept.to_owned()) };
    let padded = open(&envelope, binding, ring)?;
    let value = unpadded(padded.as_bytes()).ok_or(SealingProblem::Tampered)?;
    String::from_utf8(value.to_vec()).map_err(|_| SealingProblem::Tampered)
}

fn envelope_in(kept: &str) -> Option<Vec<u8>> {
    let envelope = BASE64_URL_SAFE_NO_PAD.decode(kept.strip_prefix(BEGINNING)?).ok()?;
    key_of(&envelope).is_ok().then_some(envelope)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use vocab::{SecretRandomness, SystemRandomness};

    fn ring() -> KeyRing {
        KeyRing::new(&mut SecretRandomness::new(&SystemRandomness), DateTime::UNIX_EPOCH)
    }

    #[test]
    fn a_text_opens_in_its_place_only_and_hides_its_length() {
        let (ring, mut rng) = (ring(), SecretRandomness::new(&SystemRandomness));
        let here = Binding::text("entity.data", "register:1/uuid:1");
        let short = seal_text("oui", &here, &ring, &mut rng).unwrap();
        assert_eq!(short.len(), seal_text("Espérance", &here, &ring, &mut rng).unwrap().len());
        assert_eq!(open_text(&short, &here, &ring).unwrap(), "oui");
        assert_eq!(key_of_text(&short), Some(ring.active()));
        for elsewhere in
            [Binding::text("entity.label", "register:1/uuid:1"), Binding::text("entity.data", "register:1/uuid:2")]
        {
            assert_eq!(open_text(&short, &elsewhere, &ring), Err(SealingProblem::Moved));
        }
    }

    #[test]
    fn a_text_that_is_not_sealed_is_given_as_it_is() {
        let (ring, here) = (ring(), Binding::text("source.secret", "1"));
        for plain in ["", "{}", "sealed:", "sealed:abc", "sealed: with a kiss"] {
            assert_eq!(open_text(plain, &here, &ring).unwrap(), plain);
            assert_eq!(key_of_text(plain), None);
        }
    }
}
