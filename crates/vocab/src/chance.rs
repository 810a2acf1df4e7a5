//! Chance, passed in.

use rand::{RngCore, SeedableRng, rngs::StdRng};
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// Where random bytes come from.
pub trait Randomness: Send + Sync + 'static {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);

    /// A random (version 4) UUID.
    fn uuid(&self) -> Uuid {
        let mut bytes = [0; 16];
        self.fill(&mut bytes);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }

    /// `length` characters of the alphabet Central uses for its tokens: letters, digits, `!` and `$` (6 bits each).
    fn token(&self, length: usize) -> String {
        const ALPHABET: &[u8; 64] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!$";
        let mut bytes = vec![0; length];
        self.fill(&mut bytes);
        bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte & 63)])).collect()
    }
}

/// The operating system's generator, for anything secret.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    fn fill(&self, bytes: &mut [u8]) {
        rand::rng().fill_bytes(bytes);
    }
}

/// A seeded generator, for tests and demonstration data: the same seed gives the same bytes. Never for secrets.
#[derive(Debug)]
pub struct SeededRandomness(Mutex<StdRng>);

impl SeededRandomness {
    /// A generator that starts from `seed`.
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(StdRng::seed_from_u64(seed)))
    }
}

impl Randomness for SeededRandomness {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_bytes() {
        assert_eq!(SeededRandomness::new(7).uuid(), SeededRandomness::new(7).uuid());
        assert_ne!(SeededRandomness::new(7).uuid(), SeededRandomness::new(8).uuid());
        assert_eq!(SeededRandomness::new(7).token(64).len(), 64);
    }
}
