//! Chance for crates that make keys.

use crate::Randomness;
use rand::{CryptoRng, RngCore};
use std::fmt;

/// A [`Randomness`] as the generator that crates for secrets ask for. As good as what is behind it: the system's for real
/// secrets, a seeded one in tests only.
pub struct SecretRandomness<'a>(&'a dyn Randomness);

impl<'a> SecretRandomness<'a> {
    /// Draws from `source`.
    pub const fn new(source: &'a dyn Randomness) -> Self {
        Self(source)
    }
}

impl fmt::Debug for SecretRandomness<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretRandomness")
    }
}

impl RngCore for SecretRandomness<'_> {
    fn next_u32(&mut self) -> u32 {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        u32::from_le_bytes(bytes)
    }

    fn next_u64(&mut self) -> u64 {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        self.0.fill(bytes);
    }
}

impl CryptoRng for SecretRandomness<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SeededRandomness;

    #[test]
    fn what_it_draws_is_what_its_source_gives() {
        let (one, other) = (SeededRandomness::new(7), SeededRandomness::new(7));
        let (mut drawn, mut given) = ([0; 24], [0; 24]);
        SecretRandomness::new(&one).fill_bytes(&mut drawn);
        other.fill(&mut given);
        assert_eq!(drawn, given);
        assert_ne!(SecretRandomness::new(&one).next_u64(), SecretRandomness::new(&one).next_u64());
    }
}
