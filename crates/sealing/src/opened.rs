//! What came out of an envelope.

use std::fmt;
use zeroize::Zeroizing;

/// A value that was opened: wiped from memory when dropped, not shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Opened(pub(crate) Zeroizing<Vec<u8>>);

impl Opened {
    /// The value.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The value, given up: nobody wipes it any more.
    pub fn into_bytes(mut self) -> Vec<u8> {
        std::mem::take(&mut *self.0)
    }
}

impl fmt::Debug for Opened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Opened({} bytes, not shown)", self.0.len())
    }
}
