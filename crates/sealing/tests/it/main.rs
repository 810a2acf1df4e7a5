//! Sealing as the store will use it.

mod answers;
mod envelopes;
mod rings;
mod support;
