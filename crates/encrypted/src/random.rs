//! Randomness for crate `rsa`, which knows an older generation of the same trait.

use rand_core::CryptoRng;

/// Hands a generator of today to `rsa`.
pub(crate) struct ForRsa<'rng, R: CryptoRng>(pub &'rng mut R);

impl<R: CryptoRng> rsa::rand_core::RngCore for ForRsa<'_, R> {
    fn next_u32(&mut self) -> u32 {
        self.0.next_u32()
    }

    fn next_u64(&mut self) -> u64 {
        self.0.next_u64()
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        self.0.fill_bytes(bytes);
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rsa::rand_core::Error> {
        self.0.fill_bytes(bytes);
        Ok(())
    }
}

impl<R: CryptoRng> rsa::rand_core::CryptoRng for ForRsa<'_, R> {}
